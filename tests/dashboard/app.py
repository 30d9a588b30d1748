"""The app as its script draws it, in this process and without a browser."""

from streamlit.testing.v1 import AppTest

from dashboard.ui.components import WIDTH_KEY
from tests.world import REPOSITORY


def new_app() -> AppTest:
    """A session that has not run yet, on a page of the width that a browser would report."""
    app = AppTest.from_file(REPOSITORY / "dashboard" / "main.py", default_timeout=60)
    app.session_state[WIDTH_KEY] = {"width": 1000}
    return app
