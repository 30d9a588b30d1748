"""How a page shows things: the measured width, the card with its table and sources, the row of headline figures."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import store
from dashboard.cards.base import Card, Source
from dashboard.charts.plotly_locale import plotly_locale
from dashboard.exports.tables import rows_bytes
from dashboard.panels.findings.findings import Explained, Part, headings, none_words
from dashboard.panels.headline import HeadlineFigure
from dashboard.panels.method.method import MethodSection
from dashboard.panels.statement_table import matching
from dashboard.queries.view import View
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import Selection
from dashboard.text.markdown import Markdown, host, link, plain, plain_table
from dashboard.text.messages import Translator, translator
from dashboard.ui import dialogs, printing, sidebar
from dashboard.ui.screen_table import show_table

_PADDING = 34  # pixels inside a card's border, both sides
_GAP = 32  # pixels between two columns
_STACKS_BELOW = 760
WIDTH_KEY = "page_width"
_STEP = 40  # widths are rounded down to this, so that a moving window edge does not redraw at every pixel
_MEASURE = """
export default function ({ data, parentElement, setStateValue }) {
  document.documentElement.lang = data.language;
  const host = parentElement.host || parentElement;
  const page = host.closest("[data-testid=stMain]") || document.body;
  let last = 0;
  const report = () => {
    const width = Math.floor(host.getBoundingClientRect().width / STEP) * STEP;
    if (width > 0 && width !== last) { last = width; setStateValue("width", width); }
  };
  report();
  const observer = new ResizeObserver(report);
  observer.observe(page);
  return () => observer.disconnect();
}
""".replace("STEP", str(_STEP))
_FOLDED = {Part.OWN_COUNTS: ":material/compare_arrows:", Part.AGREES: ":material/check_circle:"}
_measure = st.components.v2.component("measured_width", html="<div style='width:100%'></div>", js=_MEASURE)


def measure_page(language: str) -> None:
    """Have the browser report the page's width, once a run, above everything drawn for it, and know its language."""
    _measure(key=WIDTH_KEY, data={"language": language}, on_width_change=lambda: None)


def page_is_measured() -> bool:
    """Whether the browser has reported the page's width: what is drawn before it does would be drawn twice."""
    return _page_width() > 0


def cards(*card_ids: str) -> None:
    """Draw the cards side by side, or below one another where the page is narrow."""
    selection = sidebar.current_selection()
    width = _page_width()
    beside = len(card_ids) if width > _STACKS_BELOW else 1
    mode = Mode(st.context.theme.type or Mode.LIGHT)
    look = Look((width - _GAP * (beside - 1)) // beside - _PADDING, mode)
    columns = st.columns(len(card_ids), gap="medium") if beside > 1 else [st.container() for _ in card_ids]
    for column, card_id in zip(columns, card_ids, strict=True):
        with column:
            _draw(card_id, selection, look)


def headline_figures() -> None:
    """The row of headline figures, each with its period, source and basis."""
    selection, width = sidebar.current_selection(), _page_width()
    figures = store.headline_figures(selection)
    store.draw_once(partial(_show_headline, figures, width), "headline", selection, width)


def note(text: str | None) -> None:
    """A sentence above figures that are no card's, where there is one to say."""
    if text:
        st.info(plain(text), icon=":material/info:")


def statements() -> None:
    """The table of all statements, with a search over all its columns and a download of the rows found."""
    selection = sidebar.current_selection()
    _ = translator(selection.language)
    words = st.text_input(_("Search the table"), key="search-statements", icon=":material/search:")
    table = store.statements(selection)
    found = matching(table, words) if words else table
    show = partial(_show_rows, found, selection.language)
    if words:
        show()
    else:
        store.draw_once(show, "statements", selection)
    st.download_button(
        _("Download CSV"),
        data=partial(rows_bytes, found),
        file_name=f"statements-{store.tables().data_hash[:8]}.csv",
        mime="text/csv",
        key="csv-statements",
        on_click="ignore",
        icon=":material/download:",
    )


def sections(make: Callable[[View], list[MethodSection]]) -> None:
    """The headings that `make` gives for a view, with their texts and tables, one below another."""
    view = View(store.tables(), sidebar.current_selection())
    store.draw_once(partial(_show_sections, make, view), "sections", make.__name__, view.selection)


def findings() -> None:
    """Each part with its findings one below another; what is no error is folded, because it asks for nothing."""
    selection = sidebar.current_selection()
    store.draw_once(partial(_show_findings, selection), "findings", selection)


def _show_headline(figures: tuple[HeadlineFigure, ...], width: int) -> None:
    roomy = width > _STACKS_BELOW
    row = st.container(horizontal=True, gap="small")
    half = width // 2 - 14
    places = st.columns(4, gap="small") if roomy else [row.container(width=half) for _figure in range(4)]
    for place, figure in zip(places, figures, strict=True):
        with place.container(border=roomy, height="stretch"):
            st.caption(plain(figure.label), help=plain(figure.basis))
            st.metric(plain(figure.label), plain(figure.value), label_visibility="collapsed")
            if figure.change:
                st.caption(plain(figure.change))


def _show_rows(table: pd.DataFrame, language: str) -> None:
    _ = translator(language)
    st.caption(plain(_.ngettext("{number} row", "{number} rows", len(table)).format(number=len(table))))
    show_table(table, _("All statements"), language)


def _show_sections(make: Callable[[View], list[MethodSection]], view: View) -> None:
    for part in make(view):
        text: Markdown = part.text
        st.subheader(plain(part.title), anchor=False)
        st.markdown(text)
        if part.table is not None and part.whole:
            st.table(plain_table(part.table), hide_index=True)
        elif part.table is not None:
            show_table(part.table, part.title, view.language)


def _show_findings(selection: Selection) -> None:
    found, language = store.findings(selection), selection.language
    for part, title, text in headings(language):
        own = found[part]
        if part in _FOLDED:
            with st.expander(plain(f"{title} ({len(own)})"), icon=_FOLDED[part]):
                st.markdown(plain(text))
                _blocks(own, language)
            continue
        st.subheader(plain(title), anchor=False)
        st.markdown(plain(text if own else none_words(language)))
        _blocks(own, language)


def _blocks(found: list[Explained], language: str) -> None:
    _ = translator(language)
    for number, one in enumerate(found, start=1):
        with st.container(border=True):
            st.markdown(f"**{number:d}. {plain(one.title)}**")
            st.markdown(plain(one.sentence))
            if one.arithmetic:
                st.caption(plain(one.arithmetic))
            st.markdown(_links(one.links, _))


def _links(named: tuple[tuple[str, str | None], ...], _: Translator) -> Markdown:
    """Sources in small print, each a link where it has an address."""
    links = Markdown(" · ".join(link(name, address) for name, address in named))
    sources = _("Sources: {links}").format(links=links)
    return Markdown(f":small[{sources}]")


def _draw(card_id: str, selection: Selection, look: Look) -> None:
    """A card with its table and sources, and the way to its years or to its files for a briefing."""
    card = store.card(card_id, selection, look)
    with st.container(key=f"card-{card_id}", border=True):
        printing.fit_to_paper(card)  # a style, which Streamlit puts in a place that nothing kept can name
        store.draw_once(partial(_show_card, card), "card", card_id, selection, look)
        if card.figure is None:
            sidebar.offer_years(card, selection)
        else:
            dialogs.offer(card, selection)


def _show_card(card: Card) -> None:
    if card.figure is None:
        st.markdown(f"**{plain(card.title)}**")
        st.info(plain(card.empty or ""), icon=":material/filter_alt_off:")
        return
    st.plotly_chart(card.figure, theme=None, key=f"chart-{card.id}", alt=card.alt, config=_plot_config(card))
    st.markdown(f":small[{plain(card.sentence)}]")
    for caveat in card.caveats:
        st.caption(plain(caveat))
    _ = translator(card.language)
    with st.expander(_("Table and sources"), icon=":material/table_rows:"):
        show_table(card.table, card.title, card.language)
        st.markdown(Markdown("\n".join(_source_item(source) for source in card.sources)))


def _plot_config(card: Card) -> dict[str, Any]:
    """How plotly behaves: its bar, shown at the pointer, holds nothing but the browser's own picture of the chart."""
    picture = {"format": "png", "scale": 2, "filename": f"{card.id}-{card.data_hash[:8]}"}
    bar = {"modeBarButtons": [["toImage"]], "displaylogo": False, "toImageButtonOptions": picture}
    return bar | plotly_locale(card.language)


def _source_item(source: Source) -> Markdown:
    if not source.url:
        return Markdown(f"- {plain(source.citation)}")
    citation = plain(source.citation.removesuffix(f", {source.url}"))
    return Markdown(f"- {citation} ({link(host(source.url), source.url)})")


def _page_width() -> int:
    """Width of the page's column in pixels, 0 until the browser has measured it."""
    measured = st.session_state.get(WIDTH_KEY) or {}
    return int(measured.get("width") or 0)
