"""A chart's numbers as office programs take them: values in full units, number formats, the workbook behind a chart."""

import math
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, Values
from dashboard.exports.office.text import printable

# What comes from the data is never a formula or a link.
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A4 = 9  # as spreadsheets number paper
_COMMAS = {1.0: "", 1e3: ",", 1e6: ",,", 1e9: ",,,"}  # each divides what is shown by a thousand
_STEPS = (1, 2, 2.5, 5, 10)
_INTERVALS = 5
_STUB = 0.08  # of the height of the values, the line towards an open side
_LIGHT = 0.6  # how far a tint is from its colour to white
_MADE = datetime(2000, 1, 1)  # equal charts give equal files
HORIZONTAL = {Shape.BARS, Shape.STACKED_BARS}
STACKED = {Shape.STACKED_COLUMNS, Shape.STACKED_BARS}


def drawn(chart: Chart) -> Chart:
    """The chart as it is drawn, with texts that a file can hold; its values stay as they are."""
    series = [replace(one, name=printable(one.name), mark=_mark(chart.shape, one.mark)) for one in chart.series]
    return replace(
        chart,
        categories=tuple(printable(category) for category in chart.categories),
        series=tuple(series),
        unit=printable(chart.unit),
        values_unit=printable(chart.values_unit),
    )


def number_format(chart: Chart, decimals: int) -> str:
    """How values in full units are shown in the chart's unit."""
    shown = "#,##0" + ("." + "0" * decimals if decimals else "") + _COMMAS[chart.factor]
    return f"{shown};-{shown};0"


def cell_format(chart: Chart) -> str:
    """How a sheet shows the values themselves: in full, under the name of their own unit."""
    return "#,##0" + ("." + "0" * chart.decimals if chart.decimals and chart.factor == 1 else "")


def step(chart: Chart) -> float:
    """The distance of two gridlines in full units: a round number that gives about five intervals."""
    low, high = _extent(chart)
    span = (high - low) / chart.factor or 1.0
    power = 10.0 ** math.floor(math.log10(span / _INTERVALS))
    return chart.factor * power * next(one for one in _STEPS if span / (one * power) <= _INTERVALS + 1)


def blanks_as(chart: Chart) -> str:
    """How a line passes a category without a value, in the words of the file format.

    Among lines a gap is a gap. Beside bars only a stated range is a line, whose years have part-years between them.
    """
    return "gap" if chart.shape == Shape.LINES else "span"


def is_whole(chart: Chart) -> bool:
    """Whether the chart stacks parts of a hundred percent, where an axis ends."""
    return chart.shape in STACKED and chart.factor == 1 and math.isclose(_extent(chart)[1], 100, abs_tol=0.5)


def decimals_of(value: float) -> int:
    """The decimals that show a round number in full."""
    return next((decimals for decimals in range(4) if math.isclose(round(value, decimals), value)), 4)


def tint(colour: str) -> str:
    """A light tint of a colour, to fill a ring of that colour.

    In LibreOffice, which gives rings the colour of their filling, a point filled with white would not be seen.
    """
    parts = bytes.fromhex(colour.removeprefix("#"))
    return "#" + bytes(round(part + (255 - part) * _LIGHT) for part in parts).hex().upper()


def whiskers(series: NativeSeries) -> tuple[Values, Values] | None:
    """How far above and below each value its bounds lie; a missing side has none. None without bounds."""
    if series.low is None and series.high is None:
        return None
    none: Values = (None,) * len(series.values)
    above = tuple(_distance(value, high) for value, high in zip(series.values, series.high or none, strict=True))
    below = tuple(_distance(low, value) for value, low in zip(series.values, series.low or none, strict=True))
    return above, below


def stub(chart: Chart) -> float:
    """The length in full units of the line that stands for an open side. It is drawn, and is in no cell."""
    low, high = _extent(chart)
    return (high - low) * _STUB


def columns_of(chart: Chart) -> tuple[tuple[str, Values], ...]:
    """The named columns of the sheet behind a drawn chart: each series, then the whiskers of those that have any."""
    bounded = [(one.name, found) for one in chart.series if (found := whiskers(one))]
    spread = [(f"{name} ({sign})", side) for name, found in bounded for sign, side in zip("+−", found, strict=True)]
    return *((one.name, one.values) for one in chart.series), *spread


def sheet_range(at: int, rows: int) -> str:
    """The cells of a column below its head, as the chart refers to them."""
    letters = xl_col_to_name(at)
    return f"Sheet1!${letters}$2:${letters}${rows + 1}"


def embedded_workbook(chart: Chart) -> bytes:
    """The workbook that opens when a reader edits the chart's data: categories in A, then one column each."""
    file = BytesIO()
    with Workbook(file, SAFE) as workbook:
        workbook.set_properties({"created": _MADE})
        shown = workbook.add_format({"num_format": cell_format(chart)})
        sheet = workbook.add_worksheet("Sheet1")
        sheet.set_column(0, len(columns_of(chart)), 18)
        sheet.write_string(0, 0, chart.values_unit)
        for row, category in enumerate(chart.categories, start=1):
            sheet.write_string(row, 0, category)
        for at, (name, values) in enumerate(columns_of(chart), start=1):
            sheet.write_string(0, at, name)
            for row, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(row, at, value, shown)
    return file.getvalue()


def _mark(shape: Shape, mark: Mark) -> Mark:
    """Bars in a chart of lines are lines, and lines among lying bars are bars: there office programs draw no lines."""
    if shape == Shape.LINES:
        return Mark.LINE if mark == Mark.BAR else mark
    return Mark.BAR if shape in HORIZONTAL and mark == Mark.LINE else mark


def _distance(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else max(0.0, high - low)


def _extent(chart: Chart) -> tuple[float, float]:
    """The least and greatest of what is drawn, zero among them."""
    columns = [column for one in chart.series for column in (one.values, one.low, one.high) if column is not None]
    if chart.shape in STACKED:
        bars = [one.values for one in chart.series if one.mark == Mark.BAR]
        columns.append(tuple(sum(value for value in stack if value) for stack in zip(*bars, strict=True)))
    known = [value for column in columns for value in column if value is not None]
    return min([0.0, *known]), max([0.0, *known])
