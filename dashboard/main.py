"""The script Streamlit runs for each session: filters and navigation, then the page."""

from pathlib import Path

import streamlit as st

from dashboard import store
from dashboard.queries.view import View
from dashboard.text.markdown import plain
from dashboard.text.messages import best_language, translator
from dashboard.ui import components, printing, sidebar
from etl.model.errors import MissingTablesError

VIEWS = ("overview", "findings", "sectors", "companies", "statements", "method", "briefing")
_ICON = Path(__file__).parent / "static" / "icon.svg"


@store.one_edition()
def main() -> None:
    """Draw the current page, or say in one line what is missing."""
    try:
        language = sidebar.current_selection().language
    except MissingTablesError as fault:
        _configure(best_language(st.context.locale))
        st.error(plain(store.build_fault() or str(fault)), icon=":material/database_off:")
        return
    _configure(language)
    _ = translator(language)
    overview, findings, sectors = _("Overview"), _("Findings"), _("Sectors")
    companies, statements, method, briefing = _("Companies"), _("Statements"), _("Data and method"), _("Briefing")
    titles = (overview, findings, sectors, companies, statements, method, briefing)
    pages = [st.Page(f"views/{view}.py", title=title) for view, title in zip(VIEWS, titles, strict=True)]
    page = st.navigation(pages, position="hidden")  # its own links would lose the view
    if not st.context.is_embedded:  # in a page of somebody else's, which has its own navigation
        sidebar.sidebar()
        sidebar.show_navigation(pages, page)
    _heading(page.title, first=page.url_path == "")
    sidebar.show_notices()
    if reason := store.build_fault():
        older = _("The tables shown are older than the files: {reason}").format(reason=reason)
        st.warning(plain(older))
    components.measure_page(language)
    printing.style_page()
    if components.page_is_measured():  # at once: the browser answers with the width, and the script runs again
        page.run()


def _configure(language: str) -> None:
    _ = translator(language)
    about = _("What was said about trade between two countries, kept as data beside what the statistics say.")
    st.set_page_config(
        page_title=_("Trade, stated and official"),
        page_icon=str(_ICON),
        layout="wide",
        menu_items={"About": about},  # any entry makes the menu appear, and with it the choice of light or dark
    )


def _heading(title: str, *, first: bool) -> None:
    selection = sidebar.current_selection()
    _ = translator(selection.language)
    if first:
        countries = View(store.tables(), selection).names("countries")
        one, other = (countries[code] for code in reversed(selection.pair.split("-")))
        title = _("{one}–{other} trade").format(one=one, other=other)
    st.title(plain(title), anchor=False)
    if first:
        st.markdown(
            _("What presidents, ministries and newspapers said, each figure with its bounds, beside the statistics.")
        )


main()
