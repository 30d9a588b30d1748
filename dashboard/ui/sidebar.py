"""The filters: URL → Selection → widgets → Selection → URL, all in this one place. The URL is the state."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import store
from dashboard.briefing.link import is_pack_key
from dashboard.cards.base import Card
from dashboard.links.link import read_link
from dashboard.queries.view import View
from dashboard.selection.languages import available_languages
from dashboard.selection.selection import (
    BOTH,
    CURRENCIES,
    KEYS,
    Notice,
    RefusalReason,
    Selection,
    default_selection,
    directions,
    to_query,
)
from dashboard.sentences.known import days_before_revisions
from dashboard.sentences.words import kind_names, years_words
from dashboard.text import formats
from dashboard.text.locales import language_names
from dashboard.text.markdown import labels, plain
from dashboard.text.messages import best_language, translator
from dashboard.ui import address

_FIELDS = ("direction", "sectors", "companies", "source_kinds", "without_oil", "currency", "language")
_TODAY = ""
PACK_PAGE = "briefing"  # the page that a link to a pack opens


def current_selection() -> Selection:
    """The selection the URL holds, with defaults for what it does not name or names wrongly."""
    return _read()[0]


def show_navigation(pages: Sequence[st.Page], current: st.Page) -> None:
    """A row of links to the pages, each with the view in its address: a change of page is one entry and keeps it.

    A pack goes only to the page for it, so that its notes leave with no other link; it is remembered for that page.
    """
    if current.url_path == PACK_PAGE:
        st.session_state["pack"] = {key: text for key, text in address.read().items() if is_pack_key(key)}
    view = to_query(current_selection(), store.tables().vocabulary)
    with st.container(horizontal=True, gap="small", key="pages"):
        for page in pages:
            pack = st.session_state.get("pack", {}) if page.url_path == PACK_PAGE else {}
            st.page_link(page, query_params=view | pack)


def show_notices() -> None:
    """One line for each value of the URL that could not be had, with what is possible, and for a day of the past."""
    selection, notices = _read()
    _ = translator(selection.language)
    texts = {
        RefusalReason.UNKNOWN: _("The link asks for {key} “{value}”, which is not known; the default is shown."),
        RefusalReason.LEFT_OUT: _("The link asks for {key} “{value}”, which is not known; it is left out."),
        RefusalReason.PARAMETER: _("The link has a parameter “{key}”, which is not known and changes nothing."),
        RefusalReason.NOT_YEARS: _(
            "The link asks for years “{value}”, which are not years like 2018-2023; all are shown."
        ),
        RefusalReason.OUTSIDE: _("The link asks for years “{value}”, outside {allowed}; all are shown."),
        RefusalReason.NOT_A_DAY: _(
            "The link asks for figures as known on “{value}”, which is not a day like {allowed}; today’s are shown."
        ),
    }
    for notice in notices:
        text = texts[notice.reason].format(key=notice.key, value=notice.value, allowed=", ".join(notice.allowed[:8]))
        if notice.reason == RefusalReason.PARAMETER and notice.allowed:
            text += " " + _("Did you mean “{key}”?").format(key=notice.allowed[0])
        st.warning(plain(text), icon=":material/link_off:")
    if selection.known:
        day = formats.date_label(selection.known, selection.language)
        text = _("Figures as known on {date} are shown: the day is chosen on the page “Data and method”.")
        st.info(plain(text.format(date=day)), icon=":material/history:")


def sidebar() -> None:
    """Draw the filters; each change rewrites the URL, from which the page is drawn anew."""
    tables, selection = store.tables(), current_selection()
    known, language = tables.vocabulary, selection.language
    _ = translator(language)
    _seed(selection)
    companies = dict(zip(tables["companies"]["company_id"], tables["companies"]["name"], strict=True))
    with st.sidebar:
        st.header(_("Filters"))
        st.slider(_("Years"), known.first_year, known.last_year, key="w_years", on_change=_write)
        _choice(
            _("Direction"), (BOTH, *reversed(directions(selection.pair))), _direction_names(selection), "w_direction"
        )
        _several(_("Sectors"), known.sectors, View(tables, selection).names("sectors"), "w_sectors", _)
        _several(_("Companies"), known.companies, companies, "w_companies", _)
        _several(_("Kinds of source"), known.source_kinds, kind_names(language), "w_source_kinds", _)
        about_oil = _(
            "Takes crude oil (HS 2709) out of official trade where product data allow, and says which share that is. "
            "Where they do not, the figures are left out."
        )
        st.toggle(_("Without crude oil"), key="w_without_oil", on_change=_write, help=about_oil)
        _choice(_("Currency"), CURRENCIES, {"USD": _("US dollar"), "EUR": _("euro")}, "w_currency")
        _choice(_("Language"), available_languages(), language_names(), "w_language")
        st.button(_("Clear all filters"), on_click=_clear, icon=":material/restart_alt:", width="stretch")


def offer_years(card: Card, selection: Selection) -> None:
    """A button below an empty card that shows the years it has."""
    if not card.available:
        return
    wider = replace(selection, first_year=card.available[0], last_year=card.available[-1])
    _ = translator(selection.language)
    label = _("Show {years}").format(years=years_words(View(store.tables(), wider)))
    st.button(plain(label), key=f"years-{card.id}", on_click=_put, args=(wider,), icon=":material/date_range:")


def _choice(label: str, codes: tuple[str, ...], names: dict[str, str], key: str) -> None:
    horizontal = len(codes) == 2
    st.radio(plain(label), codes, format_func=labels(names), key=key, on_change=_write, horizontal=horizontal)


def _several(label: str, codes: tuple[str, ...], names: dict[str, str], key: str, _: Any) -> None:
    """Any number of codes; names of options are no Markdown here."""
    everything = _("All")
    st.multiselect(
        plain(label), codes, format_func=names.__getitem__, key=key, on_change=_write, placeholder=everything
    )


def known_on(selection: Selection) -> None:
    """The day whose figures are shown: today, the last day before each revision, or the one the link names."""
    _ = translator(selection.language)
    days = {*days_before_revisions(store.tables(), selection.pair), *filter(None, [selection.known])}
    names = {_TODAY: _("today")}
    names |= {day.isoformat(): formats.date_label(day, selection.language) for day in sorted(days, reverse=True)}
    st.session_state["w_known"] = selection.known.isoformat() if selection.known else _TODAY
    st.selectbox(
        _("Figures as known"),
        list(names),
        format_func=lambda code: names[code],
        key="w_known",
        on_change=_write_known,
        help=_(
            "Official values that were revised later are shown as they stood on that day, and periods that had not "
            "ended by then are left out. On which day each value was first published is not in the data; statements "
            "and their comparison with the statistics are not affected."
        ),
    )


def _read() -> tuple[Selection, tuple[Notice, ...]]:
    return read_link(address.read(), store.tables().vocabulary, best_language(st.context.locale))


def _seed(selection: Selection) -> None:
    """Give every widget the URL's value before it is drawn."""
    st.session_state["w_years"] = (selection.first_year, selection.last_year)
    for name in _FIELDS:
        value = getattr(selection, name)
        st.session_state[f"w_{name}"] = list(value) if isinstance(value, tuple) else value


def _write() -> None:
    """Put what the widgets hold into the URL."""
    first, last = st.session_state["w_years"]
    chosen: dict[str, Any] = {name: st.session_state[f"w_{name}"] for name in _FIELDS}
    chosen = {name: tuple(value) if isinstance(value, list) else value for name, value in chosen.items()}
    _put(replace(current_selection(), first_year=first, last_year=last, **chosen))


def _write_known() -> None:
    known_on = st.session_state["w_known"]
    _put(replace(current_selection(), known=None if known_on == _TODAY else date.fromisoformat(known_on)))


def _clear() -> None:
    _put(default_selection(store.tables().vocabulary, current_selection().language))


def _put(selection: Selection) -> None:
    address.write(to_query(selection, store.tables().vocabulary), KEYS.__contains__)


def _direction_names(selection: Selection) -> dict[str, str]:
    view = View(store.tables(), selection)
    named = {code: view.direction_name(*code.split("-")) for code in directions(selection.pair)}
    _ = view.translate
    return {BOTH: _("Both directions"), **named}
