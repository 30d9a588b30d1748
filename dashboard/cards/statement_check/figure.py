"""The drawing of `statement-check`: stated bounds as grey bars, official values as marks, the distance dotted."""

from dataclasses import replace
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from dashboard.charts.figure_axis import Axis, axis_of
from dashboard.charts.figure_sheet import Canvas, Grid
from dashboard.charts.theme import base_figure
from dashboard.queries.view import View
from dashboard.selection.look import Look, Palette
from dashboard.statements.figure_words import amount, bounds_words, panel_titles, said_by, subject, value_words
from dashboard.statements.figures import FigurePanel
from dashboard.text.chart_text import LINE, bold
from dashboard.text.fonts import FontStyle, shortened
from dashboard.text.messages import translator
from dashboard.text.vocabulary import reason_words, verdict_names
from etl.model.codes import Per, Verdict
from etl.model.period import year

if TYPE_CHECKING:
    from dashboard.cards.statement_check.card import Pairing

_HEAD, _TICKS, _AFTER, _BAR = 26, 20, 20, 5  # pixels
_LARGE, _SMALL = 13, 12
_OFFICIAL = 150  # pixels of the official value and whose it is
_SYMBOLS = {
    Verdict.AGREES: "circle",
    Verdict.DISAGREES: "diamond",
    Verdict.EACH_OWN_COUNT: "square-open",
    Verdict.CANNOT_TELL: "circle-open",
}


def check_figure(groups: "dict[FigurePanel, list[Pairing]]", view: View) -> go.Figure:
    """The panels below one another, each with its own scale and its rows in the order given."""
    grid, top = _grid(view.look), 0.0
    heights = [_HEAD + _TICKS + grid.row * len(group) + _AFTER for group in groups.values()]
    height = int(sum(heights) - _AFTER + 4)
    chart = base_figure(view.look, height + 8)
    canvas = Canvas(chart, grid, view)
    placed: list[tuple[Pairing, Axis, float]] = []
    for (panel, group), taken in zip(groups.items(), heights, strict=True):
        axis = axis_of(panel, [one.figure for one in group], grid.left, grid.right)
        _draw_head(canvas, panel, axis, top, len(group))
        placed += [(one, axis, top + _HEAD + _TICKS + at * grid.row) for at, one in enumerate(group)]
        top += taken
    for one, axis, edge in placed:
        _draw_text(canvas, one, edge)
        _draw_bar(canvas, one, axis, edge)
    _draw_marks(canvas, placed)
    canvas.finish()
    chart.update_xaxes(range=[0, view.look.width], visible=False)
    chart.update_yaxes(range=[height, 0], visible=False)
    chart.update_layout(margin={"l": 0, "r": 0, "t": 8, "b": 0}, hoverdistance=12)
    return chart


def _grid(look: Look) -> Grid:
    """As in the ledger; beside the plot only the official value stands, so that the plot is wider."""
    grid = Grid.of(look)
    return grid if look.narrow else replace(grid, right=look.width - _OFFICIAL)


def verdict_colour(palette: Palette, verdict: Verdict) -> str:
    """Green for what agrees, red for what disagrees, quiet for what cannot be told."""
    return {Verdict.AGREES: palette.agrees, Verdict.DISAGREES: palette.disagrees}.get(verdict, palette.muted)


def _draw_head(canvas: Canvas, panel: FigurePanel, axis: Axis, top: float, count: int) -> None:
    language, p, grid = canvas.view.selection.language, canvas.view.look.palette, canvas.grid
    title = bold(panel_titles(language)[panel])
    canvas.write(0, top + _HEAD / 2, title, p.ink, 14)
    unit = "percent" if panel in (FigurePanel.GROWTH, FigurePanel.SHARE) else canvas.view.currency
    above = top + _HEAD + _TICKS
    for tick in axis.ticks:
        x = axis.at(tick)
        canvas.write(x, above - _TICKS / 2 - 2, amount(tick, unit, language), p.muted, _SMALL, "center")
        colour = p.faint if tick == 0 else p.grid
        if not canvas.view.look.narrow:
            canvas.line(x, above, x, above + count * grid.row, colour)


def _draw_text(canvas: Canvas, pairing: "Pairing", top: float) -> None:
    """Left: period and subject over quote and speaker; right: the official value over the verdict."""
    look, language, p = canvas.view.look, canvas.view.language, canvas.view.look.palette
    figure, level = pairing.figure, pairing.level
    canvas.line(0, top, look.width, top, p.grid)
    upper, lower = top + 12, top + 28
    verdict = verdict_names(language)[level.verdict]
    value, country = official_words(pairing, language), _country(canvas, pairing)
    upper_width, lower_width = canvas.left_widths(f"{value} {country}", verdict)
    when = year(level.year) if figure.first.per == Per.YEAR else figure.period
    period = canvas.view.period_label(when)
    what = shortened(
        f"{period}  {subject(figure, canvas.view, one_year=True)}".rstrip(), _LARGE, upper_width, FontStyle.STRONG
    )
    canvas.write(0, upper, f"{bold(what[: len(period)])}{what[len(period) :]}", p.ink, _LARGE)
    said = f"{canvas.view.quoted(figure.phrases[0])}, {said_by(figure, canvas.view)}"
    canvas.write(0, lower, shortened(said, _SMALL, lower_width), p.muted, _SMALL)
    canvas.write(look.width, upper, f"{bold(value)} {country}", p.ink, _LARGE, "right")
    canvas.write(look.width, lower, verdict, verdict_colour(p, level.verdict), _SMALL, "right")


def official_words(pairing: "Pairing", language: str) -> str:
    """The official value with the digits its unit is shown with."""
    assert pairing.figure.shown is not None
    unit = pairing.figure.shown.unit
    return amount(pairing.level.value, unit, language, decimals=1 if unit == "percent" else 2)


def _country(canvas: Canvas, pairing: "Pairing") -> str:
    return canvas.view.names("countries")[pairing.level.reporter]


def _draw_bar(canvas: Canvas, pairing: "Pairing", axis: Axis, top: float) -> None:
    """The stated bounds as a grey bar (an open side fades to the edge), and the distance to the official value."""
    shown, p, middle = pairing.figure.shown, canvas.view.look.palette, top + canvas.grid.marks
    assert shown is not None
    low = axis.left if shown.low is None else axis.at(shown.low)
    high = axis.right if shown.high is None else axis.at(shown.high)
    ends = {"x0": low - 1, "x1": high + 1, "y0": middle - _BAR, "y1": middle + _BAR}
    canvas.shapes.append(ends | {"type": "rect", "fillcolor": p.faint, "line": {"width": 0}, "layer": "below"})
    at = axis.at(pairing.level.value)
    if pairing.level.distance is not None:
        line = {"color": verdict_colour(p, pairing.level.verdict), "width": 2, "dash": "dot"}
        near = low if at < low else high
        canvas.shapes.append({"type": "line", "x0": near, "x1": at, "y0": middle, "y1": middle, "line": line})


def _draw_marks(canvas: Canvas, placed: "list[tuple[Pairing, Axis, float]]") -> None:
    """One trace a verdict, so that shape, colour and legend agree."""
    names = verdict_names(canvas.view.selection.language)
    for verdict, symbol in _SYMBOLS.items():
        own = [item for item in placed if item[0].level.verdict == verdict]
        if not own:
            continue
        colour = verdict_colour(canvas.view.look.palette, verdict)
        canvas.chart.add_scatter(
            x=[axis.at(one.level.value) for one, axis, _top in own],
            y=[top + canvas.grid.marks for _one, _axis, top in own],
            mode="markers",
            name=_official_name(names[verdict], canvas.view.selection.language),
            hovertext=[_hover(canvas, one) for one, _axis, _top in own],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={"symbol": symbol, "size": 11, "color": colour, "line": {"color": colour, "width": 2}},
        )


def _official_name(verdict: str, language: str) -> str:
    _ = translator(language)
    return _("official value: {verdict}").format(verdict=verdict)


def _hover(canvas: Canvas, pairing: "Pairing") -> str:
    """Quote and speaker, what the printed figure allows, the official value and whose, the verdict and why."""
    _, language, figure = canvas.view.translate, canvas.view.selection.language, pairing.figure
    assert figure.shown is not None
    bounds = bounds_words(figure, figure.shown, language) or value_words(figure, figure.shown, language)
    lines = [
        bold(canvas.view.quoted(figure.phrases[0])),
        said_by(figure, canvas.view),
        _("allows {bounds}").format(bounds=bounds),
        _("Official, as declared by {country}: {amount}").format(
            country=_country(canvas, pairing), amount=official_words(pairing, language)
        ),
        verdict_names(language)[pairing.level.verdict],
    ]
    why = reason_words(language)[pairing.level.reason]
    return LINE.join([*lines, *([why] if why else [])])
