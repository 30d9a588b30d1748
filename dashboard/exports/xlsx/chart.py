"""The sheet of a workbook that holds a card's chart: its numbers as cells, and a native chart drawn from them."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_formula
from xlsxwriter.worksheet import Worksheet

from dashboard.cards.base import Card
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape
from dashboard.exports.office.data import (
    A4,
    HORIZONTAL,
    STACKED,
    blanks_as,
    cell_format,
    columns_of,
    decimals_of,
    drawn,
    is_whole,
    number_format,
    step,
    stub,
    tint,
    whiskers,
)
from dashboard.exports.office.text import HEADING_FONT, TEXT_FONT, printable, shortened
from dashboard.exports.tables import harmless
from dashboard.selection.look import Mode, palette
from dashboard.statements.bounds import OpenSide

_TYPES = {
    Shape.COLUMNS: {"type": "column"},
    Shape.STACKED_COLUMNS: {"type": "column", "subtype": "stacked"},
    Shape.BARS: {"type": "bar"},
    Shape.STACKED_BARS: {"type": "bar", "subtype": "stacked"},
    Shape.LINES: {"type": "line"},
}
_WIDTH, _HEIGHT, _ROW = 900, 480, 30  # pixels; the height of a lying bar where there are many
_CELL, _LINE, _LETTERS = 20, 15, 16  # a row in pixels and in points; letters in a line of a column's head
_FIRST, _LETTER = 28, 7  # letters in the first column, pixels of a letter
_TITLE = 250  # characters
_AXIS_TITLE = (0, 0)  # behind the chart: the axis may be in billions, the numbers below are in full units
_PRINT = palette(Mode.PRINT)
_FONT = {"name": TEXT_FONT, "size": 9, "color": _PRINT.muted}
_THIN = {"color": _PRINT.grid, "width": 0.75}
_NONE = {"none": True}


@dataclass(frozen=True)
class _Block:
    """The cells of a chart's numbers: their sheet, the row of their heads, and how many rows are below it."""

    sheet: str
    top: int
    rows: int

    def column(self, at: int) -> list[str | int]:
        """The cells of a column below its head."""
        return [self.sheet, self.top + 1, at, self.top + self.rows, at]


def add_chart_sheet(workbook: Workbook, name: str, card: Card) -> None:
    """A sheet with the chart, and below it the numbers: categories, then a column each series and each whisker.

    Only the chart is printed, as the numbers also stand in the card's table.
    """
    assert card.chart is not None
    chart = drawn(card.chart)
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1)
    high = max(_HEIGHT, _ROW * len(chart.categories)) if chart.shape in HORIZONTAL else _HEIGHT
    block = _Block(name, high // _CELL + 3, len(chart.categories))
    sheet.write_string(block.top - 1, 0, harmless(shortened(card.title, _TITLE)))
    sheet.write_string(*_AXIS_TITLE, harmless(shortened(chart.unit, _TITLE)))
    _write_cells(workbook, sheet, chart, block.top)
    beside = [one for one in chart.series if one.mark != Mark.BAR] if chart.shape not in HORIZONTAL else []
    lines = chart.shape == Shape.LINES
    main = workbook.add_chart(_TYPES[chart.shape])
    for at, one in enumerate(chart.series):
        if lines or one not in beside:
            main.add_series(_series(block, chart, at))
    if beside and not lines:
        second = workbook.add_chart({"type": "line"})
        for at, one in enumerate(chart.series):
            if one in beside:
                second.add_series(_series(block, chart, at))
        main.combine(second)
    _dress(main, chart, block)
    main.set_size({"width": _WIDTH, "height": high})
    sheet.print_area(0, 0, block.top - 2, (_WIDTH - _FIRST * _LETTER) // ((_LETTERS + 2) * _LETTER) + 1)
    sheet.insert_chart(0, 0, main, {"description": printable(card.alt), "object_position": 3})


def _write_cells(workbook: Workbook, sheet: Worksheet, chart: Chart, top: int) -> None:
    """Head in row `top`, values in full units; a missing one leaves its cell empty."""
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "align": "right", "bottom": 1})
    shown = workbook.add_format({"num_format": cell_format(chart)})
    names = [name for name, _values in columns_of(chart)]
    sheet.set_row(top, _LINE * max(-(-len(name) // _LETTERS) for name in names))
    sheet.set_column(0, 0, _FIRST)
    sheet.set_column(1, len(names), _LETTERS + 2)
    sheet.write_string(top, 0, harmless(shortened(chart.values_unit, _TITLE)), head)
    for row, category in enumerate(chart.categories, start=top + 1):
        sheet.write_string(row, 0, harmless(category))
    for at, (name, values) in enumerate(columns_of(chart), start=1):
        sheet.write_string(top, at, harmless(name), head)
        for row, value in enumerate(values, start=top + 1):
            if value is not None:
                sheet.write_number(row, at, value, shown)


def _series(block: _Block, chart: Chart, at: int) -> dict[str, Any]:
    one = chart.series[at]
    series: dict[str, Any] = {
        "name": [block.sheet, block.top, at + 1],
        "categories": block.column(0),
        "values": block.column(at + 1),
        **_look(one, chart),
    }
    if one.open_side:
        series["y_error_bars"] = {
            "type": "fixed",
            "value": stub(chart),
            "direction": "plus" if one.open_side == OpenSide.UP else "minus",
            "end_style": 0,
            "line": {"color": one.colour, "width": 1.5},
        }
    found = whiskers(one)
    if found is not None:
        first = 1 + len(chart.series) + 2 * sum(whiskers(earlier) is not None for earlier in chart.series[:at])
        series["y_error_bars"] = {
            "type": "custom",
            "plus_values": _formula(block, first),
            "minus_values": _formula(block, first + 1),
            "plus_data": [value or 0 for value in found[0]],
            "minus_data": [value or 0 for value in found[1]],
            "line": {"color": one.colour, "width": 1.25},
        }
    return series


def _formula(block: _Block, column: int) -> str:
    return str(xl_range_formula(*block.column(column)))


def _look(series: NativeSeries, chart: Chart) -> dict[str, Any]:
    """Bars are filled, stated ones hollow; lines have small markers, points are rings."""
    if series.mark == Mark.BAR or (series.mark == Mark.POINT and chart.shape in HORIZONTAL):
        hollow = series.mark == Mark.POINT
        overlap = 100 if chart.shape in STACKED else 0
        own = (
            {"fill": _NONE, "border": {"color": series.colour, "width": 1.5}}
            if hollow
            else {"fill": {"color": series.colour}}
        )
        return {**own, "gap": 45, "overlap": overlap}
    points = series.mark == Mark.POINT
    marker = {
        "type": "circle",
        "size": 8 if points else 5,
        "fill": {"color": tint(series.colour) if points else series.colour},
        "border": {"color": series.colour, "width": 1.5 if points else 0.75},
    }
    return {"line": _NONE if points else {"color": series.colour, "width": 2.25}, "marker": marker}


def _dress(native: Any, chart: Chart, block: _Block) -> None:
    """Titles are cells too: as text, some would be taken for references to cells."""
    title = {"name": HEADING_FONT, "size": 13, "bold": True, "color": _PRINT.ink}
    native.set_title({"name": [block.sheet, block.top - 1, 0], "name_font": title, "overlay": False})
    lying = chart.shape in HORIZONTAL
    distance = step(chart)
    category = {
        "num_font": _FONT,
        "line": {"color": _PRINT.muted, "width": 1},
        "major_tick_mark": "none",
        "label_position": "low",
        "reverse": lying,  # the first at the top
    }
    value = {
        "name": [block.sheet, *_AXIS_TITLE],
        "name_font": {**_FONT, "bold": False},
        "num_font": _FONT,
        "num_format": number_format(chart, decimals_of(distance / chart.factor)),
        "major_unit": distance,
        "major_tick_mark": "none",
        "line": _NONE,
        "major_gridlines": {"visible": True, "line": _THIN},
        **({"max": 100} if is_whole(chart) else {}),
    }
    native.set_x_axis(value if lying else category)
    native.set_y_axis(category if lying else value)
    order = sorted(range(len(chart.series)), key=lambda at: chart.series[at].mark != Mark.BAR and not lying)
    hidden = [place for place, at in enumerate(order) if not chart.series[at].legend]
    if len(chart.series) > 1:
        native.set_legend({"position": "top", "font": _FONT, "delete_series": hidden})
    else:
        native.set_legend({"none": True})
    native.show_blanks_as(blanks_as(chart))
    native.set_chartarea({"border": _NONE})
