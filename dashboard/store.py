"""The only module that caches: opens tables and keeps built cards, keyed on the hash of the published data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.panels.findings import findings as all_findings
from dashboard.panels.findings.findings import Explained, Part
from dashboard.panels.headline import HeadlineFigure, headline
from dashboard.panels.statement_table import statement_table
from dashboard.queries import editions
from dashboard.queries.editions import edition_folder, load_edition, load_tables, mark_used
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.languages import available_languages
from dashboard.selection.look import Look
from dashboard.selection.selection import Selection, default_selection
from etl.model.errors import MissingTablesError
from etl.model.paths import PACKAGE, data_paths

_PAUSE = 0.2  # seconds
_faults: list[tuple[str, object]] = []  # the reason, and the state of the tables it left
_edition: ContextVar[list[Path] | None] = ContextVar("edition", default=None)
_KEYS: dict[str | type[Any], Callable[[Any], Any]] = {Selection: repr, Look: repr}


@contextmanager
def one_edition() -> Iterator[None]:
    """Whatever is asked of this module within is answered from one edition, also when a build replaces it meanwhile."""
    token = _edition.set([])
    try:
        yield
    finally:
        _edition.reset(token)


def edition() -> Path:
    """The folder of the present edition, or of the one that the caller began with; it need not exist."""
    chosen = _edition.get()
    if chosen is None:
        return data_paths().tables.resolve()
    if not chosen:
        chosen.append(data_paths().tables.resolve())
    return chosen[0]


def tables() -> Tables:
    """The published tables; MissingTablesError where they have not been built."""
    folder = edition()
    return _open(str(folder), editions.read_package(folder)["data_hash"])


def card(card_id: str, selection: Selection, look: Look) -> Card:
    """The card built from the published tables; the same inputs are built once."""
    return _build(card_id, selection, look, tables().data_hash, str(edition()))


def earlier_card(card_id: str, selection: Selection, look: Look, data_hash: str) -> Card | None:
    """The card as it was on data since replaced, of a hash or its beginning; None where they are not kept here.

    None, too, where they are of another make, so that today's card cannot be built from them.
    """
    folder = edition_folder(data_paths().editions, data_hash)
    if folder is None:
        return None
    mark_used(folder)
    return _build_earlier(card_id, selection, look, str(folder))


def table_file(name: str) -> bytes:
    """A published table as its Parquet file; MissingTablesError where it is absent or damaged."""
    return editions.table_bytes(edition(), name)


def published_day() -> date:
    """The day the present tables were put in place."""
    return editions.published_day(edition() / PACKAGE)


def kept_bytes(key: str, make: Callable[[], bytes]) -> bytes:
    """What `make` makes, kept under a key that names all it depends on besides the published tables."""
    return _keep(key, tables().data_hash, str(edition()), make)


def kept_pack(key: str, make: Callable[[], bytes]) -> bytes:
    """As `kept_bytes`, for files so large that few of them are kept."""
    return _keep_few(key, tables().data_hash, str(edition()), make)


def headline_figures(selection: Selection) -> tuple[HeadlineFigure, ...]:
    """The headline figures of a selection; the same inputs are computed once."""
    return _headline(selection, tables().data_hash, str(edition()))


def findings(selection: Selection) -> dict[Part, list[Explained]]:
    """The findings of a selection; the same inputs are computed once."""
    return _findings(selection, tables().data_hash, str(edition()))


def warm_up() -> None:
    """Import what the first session needs and draw one card, so that it does not wait for them."""
    with suppress(MissingTablesError):
        CARDS["trade-trend"](View(tables(), default_selection(tables().vocabulary)))


def build_ahead() -> None:
    """Build what is asked for most, so that no reader waits for it: the default view of everything in each language.

    Cards in the look that embeds and files begin with. With a pause after each, as readers come first.
    """
    with suppress(MissingTablesError):
        for language in available_languages():
            selection = default_selection(tables().vocabulary, language)
            for build in (headline_figures, findings, statements):
                build(selection)
            for card_id in CARDS:
                card(card_id, selection, Look())
                sleep(_PAUSE)


def statements(selection: Selection) -> pd.DataFrame:
    """The table of all statements of a selection; the same inputs are computed once."""
    return _statements(selection, tables().data_hash, str(edition()))


def draw_once(draw: Callable[[], None], *depends_on: object) -> None:
    """Put on the page what `draw` does, drawn once for all sessions and then repeated as it was.

    `depends_on` names all that it depends on besides the published tables. It holds no widgets.
    """
    _draw(repr(depends_on), tables().data_hash, str(edition()), draw)


def report_build_fault(reason: str | None) -> None:
    """Remember why the tables could not be rebuilt at the start, for every session to show; None once they could."""
    _faults[:] = [(reason, _published_state())] if reason else []


def build_fault() -> str | None:
    """Why the tables could not be rebuilt at the start; None where they could, or have been published since."""
    return next((reason for reason, state in _faults if state == _published_state()), None)


def _published_state() -> object:
    """What differs once tables are published anew; None where there are none."""
    with suppress(OSError):
        return editions.state_of(data_paths().package)
    return None


@st.cache_resource(show_spinner=False, max_entries=2)
def _open(folder: str, data_hash: str) -> Tables:
    return load_tables(Path(folder), data_hash)


@st.cache_resource(show_spinner=False, max_entries=400, hash_funcs=_KEYS)
def _build(card_id: str, selection: Selection, look: Look, data_hash: str, folder: str) -> Card:
    return CARDS[card_id](View(_open(folder, data_hash), selection, look))


@st.cache_resource(show_spinner=False, max_entries=4)
def _open_edition(folder: str) -> Tables | None:
    return load_edition(Path(folder))


@st.cache_resource(show_spinner=False, max_entries=50, hash_funcs=_KEYS)
def _build_earlier(card_id: str, selection: Selection, look: Look, folder: str) -> Card | None:
    tables = _open_edition(folder)
    try:
        return None if tables is None else CARDS[card_id](View(tables, selection, look))
    except (LookupError, TypeError, ValueError):  # the columns are today's, but what they hold need not be
        return None


@st.cache_resource(show_spinner=False, max_entries=100, hash_funcs=_KEYS)
def _statements(selection: Selection, data_hash: str, folder: str) -> pd.DataFrame:
    return statement_table(View(_open(folder, data_hash), selection))


@st.cache_resource(show_spinner=False, max_entries=300)
def _draw(depends_on: str, data_hash: str, folder: str, _once: Callable[[], None]) -> None:
    del depends_on, data_hash, folder  # what it is kept under
    _once()  # Streamlit keeps the elements with the result


@st.cache_resource(show_spinner=False, max_entries=100)
def _keep(key: str, data_hash: str, folder: str, _make: Callable[[], bytes]) -> bytes:
    del key, data_hash, folder  # what it is kept under
    return _make()


@st.cache_resource(show_spinner=False, max_entries=8)
def _keep_few(key: str, data_hash: str, folder: str, _make: Callable[[], bytes]) -> bytes:
    del key, data_hash, folder
    return _make()


@st.cache_resource(show_spinner=False, max_entries=400, hash_funcs=_KEYS)
def _headline(selection: Selection, data_hash: str, folder: str) -> tuple[HeadlineFigure, ...]:
    return headline(View(_open(folder, data_hash), selection))


@st.cache_resource(show_spinner=False, max_entries=400, hash_funcs=_KEYS)
def _findings(selection: Selection, data_hash: str, folder: str) -> dict[Part, list[Explained]]:
    return all_findings.findings(View(_open(folder, data_hash), selection))
