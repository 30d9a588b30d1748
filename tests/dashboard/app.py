"""The app as its script draws it, in this process and without a browser."""

from streamlit.testing.v1 import AppTest

from dashboard.ui.components import WIDTH_KEY
from tests.world import REPOSITORY


def new_app(width: int | None = 1000) -> AppTest:
    """A session that has not run yet, on a page of the width that a browser has reported, if it has."""
    app = AppTest.from_file(REPOSITORY / "dashboard" / "main.py", default_timeout=60)
    if width is not None:
        app.session_state[WIDTH_KEY] = {"width": width}
    return app
