"""Every sheet of numbers, in every native format, holds the card's own values under headings that are true of them."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from dashboard.cards.base import Card
from dashboard.exports.docx.document import document_bytes
from dashboard.exports.pptx.slides import slides_bytes
from dashboard.exports.tables import columns, harmless
from dashboard.exports.xlsx.workbook import workbook_bytes
from dashboard.queries.tables import Tables
from tests.dashboard.pictures import EVERYTHING, drawn

SCALED = re.compile("billion|million|thousand|milliard|millier", re.IGNORECASE)
Rows = list[list[Any]]


@pytest.fixture(params=EVERYTHING, ids="-".join)
def card(tables: Tables, request: pytest.FixtureRequest) -> Card:
    return drawn(tables, *request.param)


def rows_of(sheet: Any) -> Rows:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def chart_sheets(card: Card) -> Iterator[Rows]:
    """The numbers behind each native chart of the card, from their heads on: Excel, PowerPoint, Word."""
    if card.chart is None:
        return
    workbook = openpyxl.load_workbook(BytesIO(workbook_bytes(card)))
    rows = rows_of(workbook.worksheets[1])
    (top,) = [at for at, row in enumerate(rows) if row[0] == card.chart.values_unit and row[1] is not None]
    yield [row[: len(rows[top])] for row in rows[top:]]
    for content in (slides_bytes(card), document_bytes(card)):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            (name,) = [name for name in parts.namelist() if re.search(r"embeddings/.*\.xlsx$", name)]
            yield rows_of(openpyxl.load_workbook(BytesIO(parts.read(name))).worksheets[0])


def test_the_sheet_of_data_is_the_table(card: Card) -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(card))).worksheets[0]
    head, *rows = rows_of(sheet)
    expected = columns(card.table)
    assert head == [harmless(column.name) for column in expected]
    for at, column in enumerate(expected):
        held = [row[at] for row in rows]
        assert [cell is None for cell in held] == [cell is None for cell in column.cells], column.name
        for cell, value in zip(held, column.cells, strict=True):
            if isinstance(value, int | float):
                assert cell == pytest.approx(value, rel=1e-12), column.name


def test_the_numbers_behind_a_chart_are_full_values_under_their_own_unit(card: Card) -> None:
    """Not divided for the axis and not turned for the drawing: each series has its values, and their signs."""
    assert card.chart is None or not SCALED.search(card.chart.values_unit)
    for rows in chart_sheets(card):
        assert card.chart is not None
        head, *below = rows
        assert head[0] == card.chart.values_unit
        for at, series in enumerate(card.chart.series, start=1):
            assert [row[at] for row in below] == [
                None if value is None else pytest.approx(value) for value in series.values
            ], series.name


def test_no_value_of_a_chart_has_a_sign_that_the_table_lacks(card: Card) -> None:
    values = [value for series in (card.chart.series if card.chart else ()) for value in series.values]
    least = min((value for value in values if value is not None), default=0)
    assert least >= min(0, card.table.select_dtypes("number").min().min())
