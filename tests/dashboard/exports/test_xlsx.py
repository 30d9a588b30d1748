"""The chart of a workbook is drawn from cells of its own sheet, so that an edited cell moves it."""

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from dashboard.cards.base import Card
from dashboard.charts.native import Mark, Shape
from dashboard.exports.office.data import drawn, whiskers
from dashboard.exports.office.text import shortened
from dashboard.exports.tables import harmless
from dashboard.exports.xlsx.workbook import workbook_bytes
from dashboard.queries.tables import Tables
from tests.dashboard.exports.office import CASES, HOSTILE, NAMES, built, chart_of, charts, hostile_card, same


def cells(book: Any, formula: str) -> list[Any]:
    """What stands in the cells that a chart refers to."""
    name, _sign, area = formula.rpartition("!")
    left, top, right, bottom = range_boundaries(area)
    sheet = book[name.strip("'")]
    return [sheet.cell(row, column).value for row in range(top, bottom + 1) for column in range(left, right + 1)]


def check_chart(card: Card) -> Any:
    """Names, categories, values and whiskers of the chart are the cells they refer to; returns the chart's tree."""
    assert card.chart is not None
    content = workbook_bytes(card)
    book = openpyxl.load_workbook(BytesIO(content))
    (tree,) = charts(content)
    found = {}
    for series in tree.iterfind(".//c:ser", NAMES):
        name = cells(book, series.find("c:tx//c:f", NAMES).text)[0]
        found[name] = {tag: cells(book, series.find(f"c:{tag}//c:f", NAMES).text) for tag in ("cat", "val")}
        for side in series.iterfind("c:errBars/*", NAMES):
            if side.find(".//c:f", NAMES) is not None:
                found[name][side.tag.partition("}")[2]] = cells(book, side.find(".//c:f", NAMES).text)
    shown = drawn(card.chart)
    assert cells(book, tree.find("c:chart/c:title//c:f", NAMES).text) == [harmless(shortened(card.title, 250))]
    assert cells(book, tree.find(".//c:valAx/c:title//c:f", NAMES).text) == [harmless(card.chart.unit)]
    assert set(found) == {harmless(one.name) for one in shown.series}
    for one in shown.series:
        read = found[harmless(one.name)]
        assert read["cat"] == [harmless(category) for category in shown.categories]
        assert all(same(cell, value) for cell, value in zip(read["val"], one.values, strict=True))
        for side, lengths in zip(("plus", "minus"), whiskers(one) or (), strict=False):
            assert all(same(cell, length) for cell, length in zip(read[side], lengths, strict=True))
    return tree


@pytest.mark.parametrize(("card_id", "language"), CASES, ids=str)
def test_a_card_with_a_chart_has_a_sheet_for_it(tables: Tables, card_id: str, language: str) -> None:
    card = built(tables, card_id, language)
    content = workbook_bytes(card)
    names = openpyxl.load_workbook(BytesIO(content)).sheetnames
    if card.chart is None:
        assert len(names) == 2
        assert charts(content) == []
        return
    assert names[1] == {"en": "Chart", "fr": "Graphique"}[language]
    check_chart(card)


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_is_drawn_from_its_cells(tables: Tables, shape: Shape) -> None:
    card = replace(built(tables, "trade-trend", "fr"), chart=chart_of(shape))
    tree = check_chart(card)
    lines = tree.findall(".//c:lineChart/c:ser", NAMES)
    points = [one for one in drawn(chart_of(shape)).series if one.mark != Mark.BAR]
    assert len(lines) == (0 if shape in (Shape.BARS, Shape.STACKED_BARS) else len(points))


def test_the_chart_has_a_text_alternative(tables: Tables) -> None:
    card = built(tables, "direction-balance")
    with zipfile.ZipFile(BytesIO(workbook_bytes(card))) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert card.alt.split(".")[0] in drawing


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_no_text_breaks_a_workbook(tables: Tables, text: str) -> None:
    card = hostile_card(built(tables, "trade-trend"), text)
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(card)))
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []
    assert len(charts(workbook_bytes(card))) == 1


def test_a_title_is_never_a_reference(tables: Tables) -> None:
    check_chart(replace(built(tables, "direction-balance"), title="Trade!A1"))
