"""Where the parts of a native chart stand: legend over unit over plot, as fractions of the chart's room."""

import math
from dataclasses import dataclass

from dashboard.briefing.office_data import HORIZONTAL
from dashboard.cards.chart import Chart

Box = tuple[float, ...]  # left, top and where they are set width and height, as fractions of the chart
_CHARACTER = 0.5  # mean width of a character, in units of the text's size
_KEY = 2.6  # a legend's key with the space around it, in the same units
LEGEND = 0.92  # size of its text, as part of the chart's
_LEAST, _ROW = 8, 1.7  # the smallest size of names beside bars, the height of a bar's row in units of that size
_LINE = 1.55  # height of a line of text with its space
_AXIS = 4  # width of the numbers of an upright axis
_SKIPS = (1, 2, 3, 4, 6, 12, 24, 60)  # whole parts of a year where the categories are months


@dataclass(frozen=True)
class Plan:
    """Boxes of the parts; `legend` is None where one series needs none; every `every`-th category is named.

    `text` is the size of the categories' names in points, smaller where lying bars are many.
    """

    legend: Box | None
    unit: Box
    plot: Box
    every: int
    text: float


def plan(chart: Chart, width: float, height: float, text: float) -> Plan:
    """The boxes for a room of a width and height at a size of text, in points."""
    columns, rows, wide = _legend(chart, width, text * LEGEND)
    line = _LINE * text / height
    above = (rows * LEGEND + 1.25) * line
    legend = (0.0, 0.0, min(1.0, wide / width), rows * LEGEND * line) if columns else None
    row = (1 - above) * height / max(1, len(chart.categories)) if chart.shape in HORIZONTAL else math.inf
    return Plan(
        legend=legend,
        unit=(0.004, rows * LEGEND * line),
        plot=(0.0, above, 1.0, 1 - above),
        every=_every(chart, width, text),
        text=min(text, max(_LEAST, row / _ROW)),
    )


def _legend(chart: Chart, width: float, text: float) -> tuple[int, int, float]:
    """Columns, rows and width of the legend; programs set several rows in columns as wide as the widest entry."""
    entries = [(len(one.name) * _CHARACTER + _KEY) * text for one in chart.series if one.legend]
    if len(chart.series) < 2 or not entries:
        return 0, 0, 0.0
    if sum(entries) <= width:
        return len(entries), 1, sum(entries) + text
    columns = max(1, int(width / max(entries)))
    return columns, math.ceil(len(entries) / columns), width


def _every(chart: Chart, width: float, text: float) -> int:
    if chart.shape in HORIZONTAL:
        return 1
    room = (width - _AXIS * text) / max(1, len(chart.categories))
    longest = max((_shortest_line(category) for category in chart.categories), default=0)
    needed = (longest * _CHARACTER + 1) * text / room
    return next((skip for skip in _SKIPS if skip >= needed), _SKIPS[-1])


def _shortest_line(category: str) -> int:
    """Characters of the longest word: programs break a name into lines between words."""
    return max(map(len, category.split()), default=0)
