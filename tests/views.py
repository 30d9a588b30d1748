"""Views of tables for tests: what the default selection shows, but for what a test changes."""

from typing import Any

from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import default_selection


def view_of(tables: Tables, language: str = "en", **changes: Any) -> View:
    """The default view of tables in a language, with these fields of its selection changed."""
    return View(tables, default_selection(tables.vocabulary, language)).where(**changes)
