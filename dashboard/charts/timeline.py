"""Points in time in named rows: laid out in pixels; what would touch stands in lanes below one another."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise

import plotly.graph_objects as go

from dashboard.selection.look import Look
from dashboard.text import formats
from dashboard.text.chart_text import LINE, bold
from dashboard.text.fonts import text_width

_LANE, _PAD, _MARK = 17, 10, 14  # pixels: height of a lane, space between rows, room of one mark
_LABEL, _HEADING = 176, 20  # pixels: column of the rows' names, or the line above a row where narrow
_EDGE = 12  # pixels kept free at the right edge
_LABEL_PX = 12
_DAY_GAP, _MONTH_GAP = 50, 27  # pixels between two days that have room for their labels
_DAY_HEAD, _AXIS = 34, 24  # pixels: above the rows for the labels of days, below them for the years


@dataclass(frozen=True)
class Point:
    """One thing that happened: its row's name, its day, a short label or none, a hover text."""

    row: str
    day: date
    label: str
    hover: str


@dataclass(frozen=True)
class Placed:
    """A point and where it stands, in pixels from the plot's upper left corner."""

    point: Point
    x: float
    y: float


@dataclass(frozen=True)
class Timeline:
    """Points in the order of their rows, and the days that get a line and a date of their own."""

    points: tuple[Point, ...]
    days: tuple[date, ...]
    language: str

    @cached_property
    def span(self) -> tuple[date, date]:
        """First day of the first year and of the year after the last."""
        days = [point.day for point in self.points]
        return date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)

    def at(self, day: date, look: Look) -> float:
        """Pixels from the left edge at which a day stands."""
        left = 8 if look.narrow else _LABEL
        return left + self._share(day) * self._length(look.width - left)

    def head(self, look: Look) -> int:
        """Pixels above the rows for the labels of days, where there is room for any."""
        return _DAY_HEAD if any(_day_label(day, self, look) for day in self.days) else 0

    def rows(self, look: Look) -> list[tuple[str, float, list[Placed]]]:
        """Each row's name, upper edge and placed points."""
        rows, top = [], float(self.head(look))
        for name, group in groupby(self.points, key=lambda point: point.row):
            first = top + (_HEADING if look.narrow else 0)
            placed, lanes = self._in_lanes(list(group), first, look)
            rows.append((name, top, placed))
            top = first + lanes * _LANE + _PAD
        return rows

    def height(self, look: Look) -> int:
        """Pixels of all rows with the years below them."""
        return int(max(placed.y for _, _, row in self.rows(look) for placed in row) + _LANE / 2 + _PAD + _AXIS)

    def _in_lanes(self, points: list[Point], top: float, look: Look) -> tuple[list[Placed], int]:
        """Each point in the first lane where it and its label touch nothing."""
        ends: list[float] = []
        placed = []
        for point in sorted(points, key=lambda one: (one.day, bool(one.label))):
            x = self.at(point.day, look)
            lane = next((at for at, end in enumerate(ends) if end <= x - _MARK / 2), len(ends))
            ends[lane : lane + 1] = [x + _MARK / 2 + _width(point.label)]
            placed.append(Placed(point, x, top + (lane + 0.5) * _LANE))
        return placed, len(ends)

    def _share(self, day: date) -> float:
        """How far into the whole span a day is, from 0 to 1."""
        first, after = self.span
        return (day - first).days / (after - first).days

    def _length(self, width: float) -> float:
        """Pixels that the whole span takes of a width, so that every label ends within it."""
        rooms = [(width - _EDGE - _MARK / 2 - _width(p.label), self._share(p.day)) for p in self.points]
        return min(width - _EDGE, *(room / share for room, share in rooms if share))


def draw_timeline(figure: go.Figure, line: Timeline, look: Look, *, with_label: str, without: str) -> None:
    """Filled marks with their label, hollow ones without; names of rows, years and busy days around them."""
    rows, height = line.rows(look), line.height(look)
    _draw_days(figure, line, height, look)
    placed = [one for _, _, row in rows for one in row]
    for name, chosen, filled in (
        (with_label, [one for one in placed if one.point.label], True),
        (without, [one for one in placed if not one.point.label], False),
    ):
        if chosen:
            _draw_marks(figure, chosen, name, look, filled=filled)
    for name, top, row in rows:
        _draw_name(figure, name, top, row, look)
    _finish(figure, line, height, look)


def _draw_marks(figure: go.Figure, placed: list[Placed], name: str, look: Look, *, filled: bool) -> None:
    p = look.palette
    figure.add_scatter(
        x=[one.x for one in placed],
        y=[one.y for one in placed],
        mode="markers+text" if filled else "markers",
        text=[f" {one.point.label}" for one in placed],
        textposition="middle right",
        textfont={"size": _LABEL_PX, "color": p.ink},
        hovertext=[one.point.hover for one in placed],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": 10, "color": p.second if filled else p.paper, "line": {"color": p.second, "width": 1.6}},
        cliponaxis=False,
        name=name,
    )


def _draw_name(figure: go.Figure, name: str, top: float, row: list[Placed], look: Look) -> None:
    """The row's name beside its first lane, or above it where narrow; a line parts it from the row above."""
    y = top + _HEADING / 2 if look.narrow else row[0].y
    text = bold(name)
    figure.add_annotation(x=0, y=y, text=text, xanchor="left", showarrow=False, font={"size": 13})
    edge = top - _PAD / 2
    line = {"color": look.palette.grid, "width": 1}
    figure.add_shape(type="line", x0=0, x1=look.width, y0=edge, y1=edge, line=line, layer="below")


def _draw_days(figure: go.Figure, line: Timeline, height: int, look: Look) -> None:
    p = look.palette
    for day in line.days:
        x = line.at(day, look)
        top = max(0, line.head(look) - 6)
        stroke = {"color": p.grid, "width": 1, "dash": "dot"}
        figure.add_shape(type="line", x0=x, x1=x, y0=top, y1=height - _AXIS, line=stroke, layer="below")
        if label := _day_label(day, line, look):
            figure.add_annotation(
                x=x, y=top, text=label, yanchor="bottom", showarrow=False, font={"size": 11, "color": p.muted}
            )


def _day_label(day: date, line: Timeline, look: Look) -> str:
    """The day over its year, the month over its year where days stand close, nothing where they stand too close."""
    places = [line.at(one, look) for one in line.days]
    gap = min((after - before for before, after in pairwise(places)), default=look.width)
    if look.narrow or gap < _MONTH_GAP:
        return ""
    label = formats.date_label(day, line.language) if gap >= _DAY_GAP else formats.month_label(day, line.language)
    return LINE.join(label.rsplit(" ", 1))


def _finish(figure: go.Figure, line: Timeline, height: int, look: Look) -> None:
    """Axes that count pixels, with a tick at the start of each year that has room."""
    first, after = line.span
    per_year = line.at(date(first.year + 1, 1, 1), look) - line.at(first, look)
    step = max(1, -(-44 // int(max(1, per_year))))
    years = list(range(after.year - 1, first.year - 1, -step))
    ticks = [(line.at(date(year, 1, 1), look) + line.at(date(year, 12, 31), look)) / 2 for year in years]
    figure.update_xaxes(range=[0, look.width], tickvals=ticks, ticktext=[str(year) for year in years], showline=True)
    figure.update_yaxes(range=[height - _AXIS, 0], visible=False)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 8, "b": _AXIS})


def _width(label: str) -> float:
    return text_width(label, _LABEL_PX) + 4 if label else 0.0
