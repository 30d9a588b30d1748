"""Tables hold numbers and days as such in every format: years, ranks, months, and the ends of periods."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from dashboard.cards.base import Card
from dashboard.exports.tables import ColumnKind, columns, json_bytes
from dashboard.exports.xlsx.workbook import workbook_bytes
from dashboard.panels.statement_table import statement_table
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import default_selection
from dashboard.text.messages import translator
from tests.dashboard.pictures import EVERYTHING, drawn


@pytest.fixture(params=EVERYTHING, ids="-".join)
def card(tables: Tables, request: pytest.FixtureRequest) -> Card:
    return drawn(tables, *request.param)


def held(card: Card) -> dict[str, dict[str, list[Any]]]:
    """Format → column → cells, as each format gives them back."""
    content = json.loads(json_bytes(card))
    names = [column["name"] for column in content["columns"]]
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(card))).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    return {
        "json": {name: [row[at] for row in content["rows"]] for at, name in enumerate(names)},
        "xlsx": {name: [row[at] for row in rows] for at, name in enumerate(names)},
    }


def is_day(cell: Any) -> bool:
    return cell is None or isinstance(date.fromisoformat(str(cell)[:10]), date)


def test_years_and_ranks_are_numbers_and_months_are_days(card: Card) -> None:
    _ = translator(card.language)
    for cells in held(card).values():
        for name in (_("Year"), _("Rank")):
            assert all(cell is None or isinstance(cell, int) for cell in cells.get(name, [])), name
        if card.id == "monthly-trade":
            assert all(is_day(cell) for cell in cells[_("Month")])


def test_a_period_in_words_has_its_first_and_last_day(card: Card) -> None:
    _ = translator(card.language)
    names = [_("Period start"), _("Period end")]
    if _("Period") not in card.table:
        return
    kinds = {column.name: column.kind for column in columns(card.table)}
    assert [kinds[name] for name in names] == [ColumnKind.DATE] * 2
    for cells in held(card).values():
        first, last = (cells[name] for name in names)
        assert all(is_day(cell) for cell in (*first, *last))
        assert all(start is None or str(start) <= str(end) for start, end in zip(first, last, strict=True))
        assert [start is None for start in first] == [end is None for end in last]


def test_what_is_printed_is_a_phrase_of_a_document(tables: Tables, card: Card) -> None:
    """Never a formula, which nobody printed."""
    phrases = set(tables["statements"]["as_stated"])
    name = translator(card.language)("As printed")
    parted = "\u00a0; " if card.language == "fr" else "; "
    for cell in card.table.get(name, []):
        left = str(cell or "")
        for phrase in sorted(phrases, key=len, reverse=True):
            left = left.replace(phrase, "")
        assert left.replace(parted.strip(), "").strip("\u00a0 ;") == "", cell


def test_the_table_of_statements_has_the_days_of_its_periods(tables: Tables) -> None:
    table = statement_table(View(tables, default_selection(tables.vocabulary)))
    kinds = {column.name: column.kind for column in columns(table)}
    assert (kinds["Period start"], kinds["Period end"]) == (ColumnKind.DATE, ColumnKind.DATE)
