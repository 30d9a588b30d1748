"""Every card leaves as CSV, JSON and workbook, and what is read back is what the card shows."""

import csv
import json
import math
from dataclasses import replace
from datetime import date, datetime, time
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pandas as pd
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.citation import citation_lines, last_read
from dashboard.exports.kinds import KINDS, EmptyCardError, file_bytes, file_name, offered
from dashboard.exports.tables import ColumnKind, columns, harmless, harmless_cell, json_bytes, rows_bytes, table_bytes
from dashboard.exports.xlsx.workbook import workbook_bytes
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import default_selection, from_query

TABLES = ("csv", "xlsx", "json", "bibtex", "csl")
DAY = date(2026, 11, 25)
EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "https://example.org", "{=1}")
DATA = {"en": "data", "fr": "données"}


def built(tables: Tables, card_id: str, language: str = "en", **query: str) -> Card:
    selection, notices = from_query({"lang": language, **query}, tables.vocabulary)
    assert notices == ()
    return CARDS[card_id](View(tables, selection, Look(900)))


@pytest.fixture(params=[(card, language) for card in sorted(CARDS) for language in ("en", "fr")], ids="-".join)
def card(tables: Tables, request: pytest.FixtureRequest) -> Card:
    return built(tables, *request.param)


@pytest.fixture
def evil(tables: Tables) -> Card:
    """A card whose texts a spreadsheet would take for formulas and links."""
    table = pd.DataFrame({"=Name": EVIL, "Value": [-1.5, None, *range(6)]})
    return replace(built(tables, "trade-trend"), title="=A1,=B1", table=table, caveats=("=1+1", "http://example.org"))


def csv_parts(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The head's lines without their sign, and the rows."""
    text = content.decode("utf-8-sig")
    head = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    body = "".join(line for line in StringIO(text, newline="") if not line.startswith("# "))
    return head, list(csv.reader(StringIO(body, newline="")))


def opened(content: bytes) -> tuple[list[list[Any]], list[tuple[str, Any]]]:
    """The cells of the first sheet and the lines of the last."""
    book = openpyxl.load_workbook(BytesIO(content))
    data, about = book.worksheets[0], book.worksheets[-1]  # a chart, where there is one, stands between them
    assert data.freeze_panes == "A2"
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.hyperlink] == []
    lines = [(label or "", value) for label, value in about.iter_rows(values_only=True)]
    return [list(row) for row in data.iter_rows(values_only=True)], lines


def same(read: Any, shown: Any) -> bool:
    """Whether a cell read back holds what the card's table shows."""
    if pd.isna(shown) or shown in ("", "–"):
        return read in (None, "")
    shown = shown.isoformat() if isinstance(shown, date) else shown
    if isinstance(shown, str):
        return (read.date().isoformat() if isinstance(read, datetime) else read) in (shown, harmless(shown))
    return math.isclose(float(read), float(shown), rel_tol=1e-14)


def assert_same_table(rows: list[list[Any]], table: pd.DataFrame) -> None:
    names, *cells = rows
    assert names == list(table.columns)
    assert len(cells) == len(table)
    for read, shown in zip(cells, table.itertuples(index=False), strict=True):
        assert [(one, other) for one, other in zip(read, shown, strict=True) if not same(one, other)] == []


def test_the_csv_holds_the_table_and_says_what_it_is(card: Card) -> None:
    head, rows = csv_parts(table_bytes(card))
    assert_same_table(rows, card.table)
    assert head[:2] == [card.title, card.subtitle]
    assert card.view in head[2]
    assert head[-1] == f"{DATA[card.language]} {card.data_hash}"
    assert len(head) == 4 + len(card.sources) + len(card.caveats)


def test_the_json_holds_all_of_the_card(card: Card) -> None:
    content = json.loads(json_bytes(card))
    assert_same_table([[column["name"] for column in content["columns"]], *content["rows"]], card.table)
    assert (content["filters"], content["query"]) == (card.view, card.filters)
    for name in ("title", "subtitle", "sentence", "alt", "data_hash", "language"):
        assert content[name] == getattr(card, name)
    assert content["caveats"] == list(card.caveats)
    assert [source["id"] for source in content["sources"]] == [source.source_id for source in card.sources]
    assert {date.fromisoformat(source["accessed"]) for source in content["sources"]}


def test_the_workbook_holds_typed_cells_and_says_what_it_is(card: Card) -> None:
    rows, lines = opened(workbook_bytes(card))
    assert_same_table(rows, card.table)
    for at, column in enumerate(columns(card.table)):
        known = [row[at] for row in rows[1:] if row[at] is not None]
        expected = {ColumnKind.NUMBER: (int, float), ColumnKind.DATE: datetime, ColumnKind.TEXT: (str, datetime)}[
            column.kind
        ]
        assert all(isinstance(value, expected) for value in known), column.name
    values = [value for _label, value in lines]
    assert values[:5] == [card.title, card.subtitle, card.sentence, card.alt, card.view]
    assert set(card.caveats) | set(citation_lines(card)) <= set(values)
    assert values[-2:] == [card.data_hash, datetime.combine(last_read([card]), time())]


@pytest.mark.parametrize("kind", TABLES)
def test_equal_views_give_equal_files(tables: Tables, kind: str) -> None:
    one, other = (built(tables, "trade-trend", years="2009-2023") for _time in range(2))
    assert sha256(file_bytes(one, kind)).digest() == sha256(file_bytes(other, kind)).digest()
    assert file_name(one, kind) == f"trade-trend-{tables.data_hash[:8]}.{KINDS[kind].ending}"


def test_the_filters_are_the_link_to_the_view(tables: Tables) -> None:
    card = built(tables, "trade-trend", "fr", years="2018-2022", sectors="energy,nuclear", currency="EUR")
    assert card.filters == "years=2018-2022&sectors=energy,nuclear&currency=EUR&lang=fr"


def test_days_are_dates_and_years_are_not_grouped(tables: Tables) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(built(tables, "agreements"))))
    assert book.worksheets[0]["A2"].value == datetime(2009, 10, 6)
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(built(tables, "direction-balance")))).worksheets[0]
    assert (sheet["A6"].value, sheet["A6"].number_format) == (2022, "0")
    assert (sheet["B6"].value, sheet["B6"].number_format) == (3071434548.02, "#,##0")


def test_a_difference_of_amounts_shows_no_digits_of_binary_arithmetic(tables: Tables) -> None:
    _head, rows = csv_parts(table_bytes(built(tables, "direction-balance")))
    assert [row[-1] for row in rows if row[0] == "2023"] == ["1653493761.98"]


def test_no_cell_of_csv_holds_a_formula_behind_a_semicolon() -> None:
    assert harmless_cell("+1 a;=1, b; @2") == "'+1 a;'=1, b; '@2"


def test_text_is_never_a_formula_in_the_csv(evil: Card) -> None:
    head, rows = csv_parts(table_bytes(evil))
    assert head[0] == "=A1,'=B1"
    assert rows[0] == ["'=Name", "Value"]
    assert [row[0] for row in rows[1:]] == [*(f"'{text}" for text in EVIL[:5]), "'\n=1", *EVIL[6:]]
    assert [row[1] for row in rows[1:4]] == ["-1.5", "", "0.0"]
    assert csv_parts(rows_bytes(evil.table))[1] == rows


def test_text_is_never_a_formula_or_link_in_the_workbook(evil: Card) -> None:
    rows, lines = opened(workbook_bytes(evil))
    assert rows[0][0] == "'=Name"
    assert all(row[0].startswith("'") for row in rows[1:7])
    assert [row[1] for row in rows[1:4]] == [-1.5, None, 0]
    assert dict(lines)["Title"] == "'=A1,=B1"
    assert ("Caveats", "'=1+1") in lines


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("card_id", sorted(CARDS))
def test_an_empty_card_says_why_instead(tables: Tables, card_id: str, kind: str) -> None:
    nothing = replace(
        default_selection(tables.vocabulary), first_year=1991, last_year=1991, source_kinds=("energy_statistics",)
    )
    card = CARDS[card_id](View(tables, nothing, Look(900)))
    if card.empty is None:
        assert kind not in offered(card) or file_bytes(card, kind)
        return
    with pytest.raises(EmptyCardError, match=r".{20}"):
        file_bytes(card, kind)


def test_a_heading_holds_no_formula_for_those_who_part_cells_by_semicolons(tables: Tables) -> None:
    table = pd.DataFrame({"Balance (a;=1,@2)": [1.5], "b;\t=1\rc": [2.5]})
    _head, (names, *_rows) = csv_parts(table_bytes(replace(built(tables, "trade-trend"), table=table)))
    assert names == ["Balance (a;'=1,@2)", "b;\t'=1\nc"]
