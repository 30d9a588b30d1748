"""Where the parts of a native chart stand: legend over unit over plot, as fractions of the chart's room."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.native import Chart
from dashboard.exports.office.data import HORIZONTAL

Box = tuple[float, ...]  # left, top and where they are set width and height, as fractions of the chart
LEGEND = 0.85  # size of its text, as part of the chart's
_CHARACTER = 0.5  # mean width of a character, in units of the text's size
_KEY = 2.6  # a legend's key with the space around it, in the same units
_LINE = 1.5  # height of a line of text with its space
_LEAST, _ROW = 8, 1.7  # the smallest size of categories' names, the height of a lying bar's row in units of that size
_NAMES = 0.32  # of the width, at most, for the names beside lying bars
_AXIS = 4  # width of the numbers of an upright axis
_SKIPS = (1, 2, 3, 4, 6, 12, 24, 60)  # whole parts of a year where the categories are months


@dataclass(frozen=True)
class Plan:
    """Boxes of the parts; `legend` is None where one series needs none; every `every`-th category is named.

    `plot` is without the axes' names where `inner`, else with them. `text` is the size of the categories' names in
    points, smaller where they are many.
    """

    legend: Box | None
    unit: Box
    plot: Box
    inner: bool
    every: int
    text: float


def plan(chart: Chart, width: float, height: float, text: float) -> Plan:
    """The boxes for a room of a width and height at a size of text, in points."""
    columns, rows, wide = _legend(chart, width, text * LEGEND)
    line = _LINE * text / height
    unit = rows * LEGEND * line
    above = unit + 1.25 * line
    legend = (0.0, 0.0, min(1.0, wide / width), unit) if columns else None
    if chart.shape in HORIZONTAL:
        names = min(text, max(_LEAST, (1 - above - line) * height / max(1, len(chart.categories)) / _ROW))
        left = min(_NAMES, (_longest(chart.categories) * _CHARACTER + 1) * names / width)
        plot = (left, above + line, 0.98 - left, 0.99 - above - line)
        return Plan(legend, (0.004, unit), plot, inner=True, every=1, text=names)
    every, names = _upright_names(chart, width, text)
    return Plan(legend, (0.004, unit), (0.0, above, 1.0, 1 - above), inner=False, every=every, text=names)


def legend_height(chart: Chart, width: float, text: float) -> float:
    """The height of the legend at a size of text, in points; 0 where there is none."""
    _columns, rows, _wide = _legend(chart, width, text * LEGEND)
    return rows * LEGEND * _LINE * text


def _legend(chart: Chart, width: float, text: float) -> tuple[int, int, float]:
    """Columns, rows and width of the legend; programs set several rows in columns as wide as the widest entry."""
    entries = [(len(one.name) * _CHARACTER + _KEY) * text for one in chart.series if one.legend]
    if len(chart.series) < 2 or not entries:
        return 0, 0, 0.0
    if sum(entries) <= width:
        return len(entries), 1, sum(entries) + text
    columns = max(1, int(width / max(entries)))
    return columns, math.ceil(len(entries) / columns), width


def _upright_names(chart: Chart, width: float, text: float) -> tuple[int, float]:
    """Which names under the bars have room, and their size; programs break them into lines between words."""
    room = (width - _AXIS * text) / max(1, len(chart.categories))
    needed = _longest([word for category in chart.categories for word in category.split()]) * _CHARACTER + 1
    size = min(text, max(_LEAST, room / needed))
    every = next((skip for skip in _SKIPS if skip * room >= needed * size * 0.99), _SKIPS[-1])
    return every, text if every > 1 else size


def _longest(names: Sequence[str]) -> int:
    return max(map(len, names), default=0)
