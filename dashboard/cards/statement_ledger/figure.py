"""The drawing of the ledger: panels of rows in pixels, each with its text, its marks on an axis, its value."""

import plotly.graph_objects as go

from dashboard.cards.statement_ledger.marks import draw_levels, draw_marks
from dashboard.charts.figure_axis import axis_of
from dashboard.charts.figure_sheet import Canvas, Grid, PanelHead, Row
from dashboard.charts.theme import base_figure
from dashboard.queries.view import View
from dashboard.statements.figure_words import (
    amount,
    bounds_words,
    panel_titles,
    period_words,
    said_by,
    subject,
    value_words,
    verdict_words,
)
from dashboard.statements.figures import FigurePanel, StatedFigure
from dashboard.text.chart_text import bold
from dashboard.text.fonts import FontStyle, shortened
from etl.model.codes import Verdict

_HEAD, _TICKS, _AFTER = 26, 20, 20  # pixels: a panel's heading, its tick labels, the space after it
_LARGE, _SMALL = 13, 12
_VALUE = 76  # pixels of the value, right of its bounds
_UNITS = {
    FigurePanel.GROWTH: "percent",
    FigurePanel.SHARE: "percent",
    FigurePanel.INVESTMENT_USD: "USD",
    FigurePanel.INVESTMENT_EUR: "EUR",
    FigurePanel.COMPANIES: "companies",
    FigurePanel.CAPACITY: "MW",
}


def ledger_figure(groups: list[tuple[FigurePanel, list[StatedFigure], int]], view: View) -> go.Figure:
    """The panels below one another; each comes with its figures and how many it has in all."""
    grid, top = Grid.of(view.look), 0.0
    rows: list[Row] = []
    heads: list[PanelHead] = []
    for panel, figures, count in groups:
        axis = axis_of(panel, figures, grid.left, grid.right)
        heads.append(PanelHead(panel, axis, top, len(figures), count))
        top += _HEAD + _TICKS
        for at, figure in enumerate(figures):
            assert figure.shown is not None
            rows.append(Row(figure, figure.shown, axis, top + at * grid.row))
        top += len(figures) * grid.row + _AFTER
    height = int(top - _AFTER + 4)
    chart = base_figure(view.look, height + 8)
    canvas = Canvas(chart, grid, view)
    for head in heads:
        _draw_head(canvas, head)
    for row in rows:
        _draw_text(canvas, row)
    draw_marks(canvas, rows)
    draw_levels(canvas, rows)
    canvas.finish()
    chart.update_xaxes(range=[0, view.look.width], visible=False)
    chart.update_yaxes(range=[height, 0], visible=False)
    chart.update_layout(margin={"l": 0, "r": 0, "t": 8, "b": 0}, hoverdistance=12)
    return chart


def _draw_head(canvas: Canvas, head: PanelHead) -> None:
    """A panel's heading, the labels of its axis and the lines below them."""
    language, p = canvas.view.selection.language, canvas.view.look.palette
    _ = canvas.view.translate
    title = bold(panel_titles(language)[head.panel])
    title += "  " + _("logarithmic scale") if head.axis.log else ""
    if head.drawn < head.count and not canvas.view.look.narrow:
        title += "  " + _("{shown} of {number}").format(shown=head.drawn, number=head.count)
    canvas.write(0, head.top + _HEAD / 2, title, p.ink, _LARGE if canvas.view.look.narrow else 14)
    unit = _UNITS.get(head.panel, canvas.view.currency)
    above = head.top + _HEAD + _TICKS
    for tick in head.axis.ticks:
        x = head.axis.at(tick)
        canvas.write(x, above - _TICKS / 2 - 2, amount(tick, unit, language), p.muted, _SMALL, "center")
        for start, end in _grid_lines(head, above, canvas):
            canvas.line(x, start, x, end, p.faint if tick == 0 else p.grid)


def _grid_lines(head: PanelHead, above: float, canvas: Canvas) -> list[tuple[float, float]]:
    """From where to where a line of the axis goes: through all rows, or where narrow only where no text stands."""
    grid = canvas.grid
    if not canvas.view.look.narrow:
        return [(above, above + head.drawn * grid.row)]
    middles = [above + at * grid.row + grid.marks for at in range(head.drawn)]
    return [(middle - 12, middle + 12) for middle in middles]


def _draw_text(canvas: Canvas, row: Row) -> None:
    """Left: period and subject over quote and speaker; right: value with bounds over what the statistics say."""
    look, grid, language, one = canvas.view.look, canvas.grid, canvas.view.selection.language, row.figure
    p = look.palette
    canvas.line(0, row.top, look.width, row.top, p.grid)
    upper, lower = row.top + 12, row.top + 28
    period, verdict = period_words(one, language), verdict_words(one, language)
    value = value_words(one, row.shown, language)
    upper_width, lower_width = canvas.left_widths(value, verdict)
    what = shortened(f"{period}  {subject(one, canvas.view)}".rstrip(), _LARGE, upper_width, FontStyle.STRONG)
    canvas.write(0, upper, f"{bold(what[: len(period)])}{what[len(period) :]}", p.ink, _LARGE)
    said = f"{canvas.view.quoted(one.phrases[0])}, {said_by(one, canvas.view)}"
    canvas.write(0, lower, shortened(said, _SMALL, lower_width), p.muted, _SMALL)
    bounds = bounds_words(one, row.shown, language) if grid.bounds else ""
    canvas.write(look.width - _VALUE, upper, bounds, p.muted, _SMALL, "right")
    canvas.write(look.width, upper, bold(value), p.ink, _LARGE, "right")
    if verdict:
        colour = p.ink if one.verdict == Verdict.DISAGREES else p.muted
        canvas.write(look.width, lower, verdict, colour, _SMALL, "right")
