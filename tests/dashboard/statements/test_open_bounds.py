"""A bound that is open in the tables is open on every card and in every file made of it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import file_bytes
from dashboard.exports.tables import json_bytes, table_bytes
from dashboard.panels.headline import headline
from dashboard.panels.method.method import bounds_examples, derived_table
from dashboard.panels.statement_table import statement_table
from dashboard.queries import rates
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection
from dashboard.statements.bounds import OpenSide
from etl.model.period import Period
from tests.views import view_of

Ends = tuple[str, str]
BOUNDED = ("trade-trend", "statement-ledger", "statement-check", "partner-rank")
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"currency": "EUR"},
    {"direction": "KAZ-FRA"},
    {"direction": "KAZ-FRA", "currency": "EUR"},
    {"direction": "FRA-KAZ"},
    {"first_year": 2007, "last_year": 2007},
    {"first_year": 2017, "last_year": 2018, "direction": "KAZ-FRA"},
    {"sectors": ("energy",)},
    {"sectors": ("energy",), "direction": "KAZ-FRA", "currency": "EUR"},
)


def view(tables: Tables, **changes: Any) -> Selection:
    return replace(default_selection(tables.vocabulary), **changes)


def written(value: Any) -> str:
    """A bound as twelve digits, or that there is none."""
    return "open" if value is None or pd.isna(value) else f"{value:.12g}"


def converted(tables: Tables, row: Any, end: Any) -> Iterator[Any]:
    """A bound as printed, and in each currency that there is a rate for."""
    yield end
    if not pd.isna(end) and row.unit in ("USD", "EUR") and row.period_start is not None:
        for currency in ("USD", "EUR"):
            yield rates.in_currency(tables, end, row.unit, currency, Period(row.period_start, row.period_end))


def allowed(tables: Tables, column: str) -> dict[str, set[Ends]]:
    """Text as printed, or formula → the bounds that rows of the tables give it."""
    found: dict[str, set[Ends]] = {}
    name = "statements" if column == "as_stated" else "derived"
    for row in tables[name].itertuples():
        pairs = zip(converted(tables, row, row.low), converted(tables, row, row.high), strict=False)
        if pd.isna(row.low) or pd.isna(row.high):
            known = row.high if pd.isna(row.low) else row.low
            ends = {written(one) for one in converted(tables, row, known)}
            both = {("open", end) if pd.isna(row.low) else (end, "open") for end in ends}
        else:
            both = {(written(low), written(high)) for low, high in pairs}
        found.setdefault(getattr(row, column), set()).update(both)
    return found


def allowed_everywhere(tables: Tables) -> dict[str, set[Ends]]:
    return allowed(tables, "as_stated") | allowed(tables, "formula")


def check_rows(rows: pd.DataFrame, known: dict[str, set[Ends]]) -> int:
    """Every row whose text is in the tables has the bounds of the tables, and a value only between two of them."""
    checked = 0
    for row in rows.to_dict("records"):
        printed = str(row["As printed"]).removeprefix("'").replace("; '", "; ")
        phrases = [text for text in printed.split("; ") if text in known]
        ends = (written(row["Low"]), written(row["High"]))
        for text in phrases:
            assert ends in known[text], (text, ends, known[text])
            checked += 1
        value = row.get("Value", row.get("USD", row.get("EUR")))
        if phrases and "open" in ends and "Official value" not in row:
            assert written(value) == "open", (phrases, value)
    return checked


def bounded_cards(tables: Tables, views: Sequence[dict[str, Any]] = VIEWS) -> Iterator[Card]:
    for changes in views:
        for card_id in BOUNDED:
            card = CARDS[card_id](View(tables, view(tables, **changes)))
            if card.figure is not None:
                yield card


def as_frame(rows: list[list[Any]], header: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=header)


def test_every_table_holds_the_bounds_of_the_tables(tables: Tables) -> None:
    known = allowed_everywhere(tables)
    assert sum(check_rows(card.table, known) for card in bounded_cards(tables)) > 500
    for changes in VIEWS:
        check_rows(statement_table(View(tables, view(tables, **changes))), known)


def test_every_file_of_numbers_holds_the_bounds_of_the_tables(tables: Tables) -> None:
    known = allowed_everywhere(tables)
    for card in bounded_cards(tables, VIEWS[3:6]):
        text = table_bytes(card).decode("utf-8-sig")
        body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        unquoted = pd.read_csv(StringIO(body)).rename(columns=lambda name: name.removeprefix("'"))
        content = json.loads(json_bytes(card))
        listed = as_frame(content["rows"], [column["name"] for column in content["columns"]])
        sheet = openpyxl.load_workbook(BytesIO(file_bytes(card, "xlsx")))[_data_sheet(card)]
        cells = [list(row) for row in sheet.iter_rows(values_only=True)]
        top = next(at for at, row in enumerate(cells) if "As printed" in row)
        book = as_frame(cells[top + 1 :], [str(name) for name in cells[top]])
        count = check_rows(card.table, known)
        assert check_rows(unquoted, known) == count
        assert check_rows(listed, known) == count
        assert check_rows(book, known) == count


@pytest.mark.parametrize(("year", "phrase", "side"), [(2018, "en-dessous de 3", "down"), (2007, "plus de 4", "up")])
def test_an_open_side_is_an_arrow_and_is_said(tables: Tables, year: int, phrase: str, side: str) -> None:
    direction = "KAZ-FRA" if year == 2018 else "both"
    card = CARDS["trade-trend"](View(tables, view(tables, direction=direction, first_year=year, last_year=year)))
    assert card.figure is not None
    arrows = [note for note in card.figure.layout.annotations if note.name == f"open {side}"]
    assert arrows
    words = {"up": "at least", "down": "at most"}[side]
    hovers = [text for trace in card.figure.data for text in trace.hovertext or () if phrase in text]
    assert hovers
    assert all(words in text for text in hovers)
    assert card.chart is not None
    (series,) = [one for one in card.chart.series if one.open_side and one.name.startswith("Stated")]
    assert (series.open_side, series.low, series.high) == (OpenSide(side), None, None)
    assert words in series.name


def test_an_open_side_is_an_arrow_in_office_charts(tables: Tables) -> None:
    selection = view(tables, direction="KAZ-FRA", first_year=2017, last_year=2018)
    card = CARDS["trade-trend"](View(tables, selection))
    slides = Presentation(BytesIO(file_bytes(card, "pptx")))
    (chart,) = [shape.chart for slide in slides.slides for shape in slide.shapes if shape.has_chart]
    bars = chart._chartSpace.xpath('//c:errBars[c:errValType/@val="fixedVal"]')
    assert {bar.find(qn("c:errBarType")).get("val") for bar in bars} == {"minus"}
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    heads = [str(cell.value) for cell in next(book.iter_rows(max_row=1))]
    assert not any("at most (" in head for head in heads), "the length of an arrow is no value"


def test_headline_and_method_leave_an_open_side_open(tables: Tables) -> None:
    assert headline(View(tables, view(tables)))[3].value == "≥\N{NO-BREAK SPACE}200"
    examples = bounds_examples(view_of(tables)).set_index("Read as")
    assert (examples.loc["at least", "Value"], examples.loc["at least", "High"]) == ("–", "open")
    implied = derived_table(view_of(tables))
    assert implied["Low"].isna().sum() == tables["derived"]["low"].isna().sum() > 0


def _data_sheet(card: Card) -> str:
    book = openpyxl.load_workbook(BytesIO(file_bytes(card, "xlsx")), read_only=True)
    heads = {sheet.title: list(sheet.iter_rows(values_only=True, max_row=12)) for sheet in book}
    return next(title for title, rows in heads.items() if any("As printed" in row for row in rows))
