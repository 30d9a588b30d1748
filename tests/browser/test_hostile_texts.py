"""Documents, names and notes written to become more than text: nothing on a page, in a chart or in a file is active."""

import json
from datetime import date
from io import BytesIO

import pytest
from playwright.sync_api import Browser
from xlsxwriter import Workbook

from dashboard.briefing.kinds import PACK_KINDS
from dashboard.briefing.pack import Pack, PackEntry, briefing_of
from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import KINDS, file_bytes, offered
from dashboard.queries.editions import load_tables, published_hash
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import default_selection
from etl.model.paths import DataPaths
from etl.pipeline import build
from tests.bench.active_files import faults_of_figure, faults_of_file
from tests.bench.hostile_pages import faults_of_pages
from tests.bench.hostile_texts import Hostile, spoil
from tests.bench.readers import serving
from tests.world import FROZEN, copy_of_data

pytestmark = pytest.mark.browser
MANY_TEXTS = ("sector-mentions", "statement-ledger")


@pytest.fixture(scope="module")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataPaths, Hostile]:
    """A copy of the data with hostile texts in every field, built."""
    paths = DataPaths(copy_of_data(FROZEN, tmp_path_factory.mktemp("hostile")))
    hostile = spoil(paths.root)
    build(paths)
    return paths, hostile


@pytest.fixture(scope="module")
def hostile_tables(hostile_data: tuple[DataPaths, Hostile]) -> Tables:
    paths, _hostile = hostile_data
    return load_tables(paths.tables, str(published_hash(paths.package)))


@pytest.fixture(scope="module")
def cards(hostile_tables: Tables) -> dict[str, Card]:
    selection = default_selection(hostile_tables.vocabulary, "en")
    return {card_id: CARDS[card_id](View(hostile_tables, selection)) for card_id in CARDS}


def test_no_text_is_active_in_a_chart(cards: dict[str, Card], hostile_data: tuple[DataPaths, Hostile]) -> None:
    _paths, hostile = hostile_data
    assert all(card.figure and hostile.named(card.figure.to_json()) for card in cards.values())
    found = {
        (card_id, fault)
        for card_id, card in cards.items()
        if card.figure
        for fault in faults_of_figure(json.loads(card.figure.to_json()), hostile)
    }
    assert found == set()


@pytest.mark.parametrize("kind", ["xlsx", "csv", "sdmx", "json", "bibtex", "csl"])
def test_no_text_is_active_in_a_file_of_a_card(
    cards: dict[str, Card], hostile_data: tuple[DataPaths, Hostile], kind: str
) -> None:
    _paths, hostile = hostile_data
    made = {card.id: file_bytes(card, kind) for card in cards.values() if kind in offered(card)}
    found = {
        (card_id, fault)
        for card_id, content in made.items()
        for fault in faults_of_file(KINDS[kind].ending, content, hostile)
    }
    assert found == set()
    assert made


def test_no_text_is_active_in_a_briefing(hostile_tables: Tables, hostile_data: tuple[DataPaths, Hostile]) -> None:
    """Slides, document, page, PDF, pictures and tables of cards that show texts of every kind."""
    _paths, hostile = hostile_data
    selection = default_selection(hostile_tables.vocabulary, "en")
    entries = tuple(PackEntry(card_id, selection, hostile.text()) for card_id in MANY_TEXTS)
    pack = Pack(hostile.text(), entries, hostile.text())
    briefing = briefing_of(
        pack,
        lambda card_id, *view: CARDS[card_id](View(hostile_tables, *view)),
        hostile_tables.data_hash,
        date(2026, 11, 25),
    )
    content = PACK_KINDS["zip"].make(briefing)
    assert list(faults_of_file("zip", content, hostile)) == []
    still = file_bytes(briefing.sections[0].card, "interactive")
    assert list(faults_of_file("interactive.html", still, hostile)) == []


def test_no_text_is_active_on_a_page(browser: Browser, hostile_data: tuple[DataPaths, Hostile]) -> None:
    paths, hostile = hostile_data
    with serving(paths.root) as address:
        faults = faults_of_pages(
            browser, address, hostile, languages=("en",), embeds=("agreements",), hovered=("companies",), marks=1
        )
        assert list(faults) == []


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("csv", "a,b\n1,=1+1\n"),
        ("csv", 'a,"x;=1+1;"\n'),
        ("bib", "  title = {a_b},\n"),
        ("bib", "  title = {\\input{x}},\n"),
        ("bib", "  title = {a}},\n"),
        ("json", '["# Q0000Q"]'),
        ("svg", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("svg", '<svg xmlns="http://www.w3.org/2000/svg"><g onload="x"/></svg>'),
        ("svg", '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:x">a</a></svg>'),
        ("html", "<p><img src=x></p>"),
        ("html", "<a href='https://evil.example'>a</a>"),
        ("html", "<p>- <b>Q0000Q</b></p>"),
        ("html", "<script src='https://evil.example/x.js'></script>"),
    ],
)
def test_what_is_active_is_found(ending: str, content: str) -> None:
    hostile = Hostile()
    hostile.texts["Q0000Q"] = "*Q0000Q*"
    assert list(faults_of_file(ending, content.encode(), hostile))


def test_a_formula_and_a_way_out_are_found_in_office_files() -> None:
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_formula(0, 0, "=1+1")
        sheet.write_url(1, 0, "https://evil.example/a")
    faults = " ".join(faults_of_file("xlsx", file.getvalue(), Hostile()))
    assert "A1 is active" in faults
    assert "points to https://evil.example/a" in faults
