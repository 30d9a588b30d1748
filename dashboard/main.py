"""The script Streamlit runs for each session: filters and navigation, then the page."""

from pathlib import Path

import streamlit as st

from dashboard import components, controls, store
from dashboard.messages import best_language, translator
from etl.errors import MissingTablesError

VIEWS = ("overview", "sectors", "companies", "statements", "method")


def main() -> None:
    """Draw the current page, or say in one line what is missing."""
    _ = translator(best_language(st.context.locale))
    st.set_page_config(
        page_title=_("Kazakhstan–France trade"),
        page_icon=str(Path(__file__).parent / "static" / "icon.svg"),
        layout="wide",
    )
    try:
        store.tables()
    except MissingTablesError as fault:
        st.error(str(fault), icon=":material/database_off:")
        return
    _ = translator(controls.current_selection().language)
    titles = (_("Overview"), _("Sectors"), _("Companies"), _("Statements"), _("Data and method"))
    pages = [st.Page(f"views/{view}.py", title=title) for view, title in zip(VIEWS, titles, strict=True)]
    page = st.navigation(pages, position="top")
    controls.keep_across_pages(page.url_path)
    controls.sidebar()
    controls.show_notices()
    if reason := store.build_fault():
        st.warning(_("The tables shown are older than the files: {reason}").format(reason=reason))
    components.measure_page()
    page.run()


main()
