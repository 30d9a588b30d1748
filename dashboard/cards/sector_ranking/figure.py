"""Panels of rows with two dots each: a value and the one of the same months a year before."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.cards.sector_ranking.data import ChangePanel, GoodsChange
from dashboard.charts.rows import Sheet, blended, row_sheet
from dashboard.charts.theme import direction_colour
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.sentences.words import growth_words
from dashboard.text import formats, punctuation
from dashboard.text.chart_text import LINE, bold
from dashboard.text.fonts import shortened
from dashboard.text.messages import translator

_HEADING, _BETWEEN, _TICKS = 30, 10, 20  # pixels
_PALE = 0.45
_NEAR_EDGE = 0.93
_FULL_BAND = 700  # from this width on each sector names its largest product


@dataclass(frozen=True)
class _RowPlace:
    """Where things stand, in pixels: height of a row, its columns, and the dots below the row's middle."""

    row: int
    left: int
    right: int
    drop: int


@dataclass(frozen=True)
class _Scale:
    """A panel's own scale: its upper and lower edge in pixels and the value at its right end."""

    top: float
    bottom: float
    highest: float


def change_figure(found: Sequence[ChangePanel], view: View) -> go.Figure:
    """The panels one below the other, each with its own scale; amounts and growth stand in columns behind it."""
    place = _place(found, view.look)
    heights = [_HEADING + place.row * len(panel.changes) + _TICKS for panel in found]
    sheet = row_sheet(view.look, sum(heights) + _BETWEEN * (len(found) - 1), place.left, place.right)
    sheet.figure.update_xaxes(range=[0, 1])
    _legend(sheet.figure, found, view)
    top = 0.0
    for panel, height in zip(found, heights, strict=True):
        scale = _Scale(top + _HEADING, top + height - _TICKS, max(_values(panel)) * 1.03)
        _grid(sheet, scale, view.look.width - place.left - place.right, view)
        _head(sheet, panel, top + _HEADING / 2, view)
        for at, change in enumerate(panel.changes):
            _draw(sheet, panel, change, top + _HEADING + place.row * (at + 0.5), scale, place, view)
        top += height + _BETWEEN
    return sheet.finished()


def _values(panel: ChangePanel) -> list[float]:
    """The values that dots stand for; what is not broken down has none and does not stretch the scale."""
    return [value for change in panel.changes if not change.rest for value in (change.now, change.before) if value]


def _place(found: Sequence[ChangePanel], look: Look) -> _RowPlace:
    if look.narrow:
        return _RowPlace(row=44, left=6, right=6, drop=9)
    changes = [change for panel in found for change in panel.changes]
    noted = look.width >= _FULL_BAND and any(change.note for change in changes)
    longest = max(int(len(change.name) * 6.6) + 16 for change in changes)
    left = min(max(longest, 230 if noted else 0), int(look.width * 0.36))
    return _RowPlace(row=36 if noted else 26, left=left, right=148, drop=0)


def _grid(sheet: Sheet, scale: _Scale, width: float, view: View) -> None:
    """Lines and labels of a panel's own scale, drawn because the panels share one axis from 0 to 1."""
    step = _round_step(scale.highest, max(1, int(width / 90)))
    for at in range(math.floor(scale.highest / step) + 1):
        x = at * step / scale.highest
        if at or not view.look.narrow:
            colour = view.look.palette.grid if at else view.look.palette.faint
            sheet.line((x, x), (scale.top, scale.bottom), colour)
        value = at * step
        decimals = 0 if value % formats.axis_scale(value).factor == 0 else 1
        label = view.money(value, decimals)
        anchor = _anchor(x, view.look)
        sheet.text(label, x, scale.bottom + _TICKS / 2, anchor=anchor, size=12, color=view.look.palette.muted)


def _anchor(x: float, look: Look) -> str:
    """Labels of a narrow picture's edges stay inside it."""
    if not look.narrow or 0 < x < _NEAR_EDGE:
        return "center"
    return "right" if x else "left"


def _round_step(highest: float, most: int) -> float:
    """The smallest of 1, 2, 5 and their tenfolds that takes no more than `most` steps."""
    exponent = math.floor(math.log10(highest / most))
    return next(step for factor in (1, 2, 5, 10) if highest / (step := factor * 10.0**exponent) <= most)


def _legend(figure: go.Figure, found: Sequence[ChangePanel], view: View) -> None:
    """Entries for the two dots, in grey because each direction has its own colour."""
    if all(panel.earlier is None for panel in found):
        return
    _ = view.translate
    both = view.look.palette.both
    shades = ((_("Latest months"), both), (_("The same months a year before"), _pale(both, view.look)))
    for name, colour in shades:
        figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker={"size": 11, "color": colour})


def _head(sheet: Sheet, panel: ChangePanel, y: float, view: View) -> None:
    """Direction, the months compared, and the heading of the column of growth."""
    _ = view.translate
    basket = panel.basket
    name = view.direction_name(basket.exporter, basket.importer)
    label = view.period_label(basket.period)
    if panel.earlier and not view.look.narrow:
        before = view.period_label(panel.earlier.period)
        label = _("{period} against {before}").format(period=label, before=before)
    colour = direction_colour(view.look.palette, view.selection.pair, basket.exporter)
    sheet.beside(f"{bold(name)}  {label}", y, side="left", color=colour)
    if panel.earlier and not view.look.narrow:
        sheet.beside(_("Change"), y, side="right", shift=4, size=12, color=view.look.palette.muted)


def _draw(
    sheet: Sheet, panel: ChangePanel, change: GoodsChange, y: float, scale: _Scale, place: _RowPlace, view: View
) -> None:
    """A row: name, dots, amount and growth; what is not broken down has no dots."""
    if not change.rest:
        _draw_dots(sheet.figure, change, y + place.drop, scale, panel, view)
    _label(sheet, panel, change, y, place, view)


def _label(sheet: Sheet, panel: ChangePanel, change: GoodsChange, y: float, place: _RowPlace, view: View) -> None:
    p = view.look.palette
    amount = bold(view.money(change.now))
    growth = _growth(change, view.language) if panel.earlier else ""
    ink = p.muted if change.left_over else p.ink
    if view.look.narrow:
        top = y - 9
        sheet.beside(shortened(change.name, 13, view.look.width - 150), top, side="left", color=ink)
        sheet.beside(f"{amount}  {growth}".strip(), top, side="right", color=ink)
        return
    name_y = y - 7 if change.note and place.row > 30 else y
    sheet.beside(shortened(change.name, 13, place.left - 12), name_y, side="left", color=ink)
    if name_y < y:
        note = shortened(change.note, 11, place.left - 14)
        sheet.beside(note, y + 8, side="left", size=11, color=p.muted)
    sheet.beside(amount, y, side="right", shift=74 if panel.earlier else 4, color=ink)
    sheet.beside(growth, y, side="right", shift=4, color=ink)


def _draw_dots(figure: go.Figure, change: GoodsChange, y: float, scale: _Scale, panel: ChangePanel, view: View) -> None:
    p = view.look.palette
    colour = p.rest if change.left_over else direction_colour(p, view.selection.pair, panel.basket.exporter)
    pale = _pale(colour, view.look)
    points = [(change.before, pale), (change.now, colour)]
    seen = [(value, shade) for value, shade in points if value]
    figure.add_scatter(
        x=[value / scale.highest for value, _shade in seen],
        y=[y] * len(seen),
        mode="markers" if change.recoded else "lines+markers",  # a line would be a growth
        cliponaxis=False,
        line={"color": pale, "width": 3},
        marker={"color": [shade for _value, shade in seen], "size": 11, "opacity": 1, "line": {"width": 0}},
        hovertext=[_hover(change, panel, view)] * len(seen),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )


def _pale(colour: str, look: Look) -> str:
    return blended(colour, look.palette.paper, _PALE)


def _growth(change: GoodsChange, language: str) -> str:
    """Growth in percent, “new” for goods that had none a year before, “recoded” where the code holds other goods."""
    _ = translator(language)
    if change.recoded:
        return _("recoded")
    if change.growth is None:
        return _("new")
    return growth_words(change.growth, language)


def _hover(change: GoodsChange, panel: ChangePanel, view: View) -> str:
    lines = [bold(change.name)]
    for basket, value in ((panel.basket, change.now), (panel.earlier, change.before)):
        if basket is not None and value is not None:
            share = view.percent(basket.share(value), 1)
            label = view.period_label(basket.period)
            amount = view.money(value)
            lines.append(punctuation.labelled(label, f"{amount} ({share})", view.language))
    return LINE.join([*lines, change.note] if change.note else lines)
