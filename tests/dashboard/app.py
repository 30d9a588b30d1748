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


def open_page(view: str = "overview", **query: str) -> AppTest:
    """A page with a query string's parameters, as a link opens it."""
    app = new_app()
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if view != "overview":
        app.switch_page(f"views/{view}.py").run()
    assert not app.exception
    return app
