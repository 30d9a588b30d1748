"""The marks of the ledger: hollow for what was stated, with its whisker; ticks and crosses for official values."""

from dashboard.charts.figure_axis import ARROW
from dashboard.charts.figure_sheet import Canvas, Row
from dashboard.charts.theme import direction_colour
from dashboard.sentences.words import documents_count
from dashboard.statements.figure_words import (
    bounds_words,
    level_lines,
    period_words,
    printed_lines,
    subject,
    value_words,
)
from dashboard.statements.figures import FigurePanel
from dashboard.text.chart_text import LINE, bold
from etl.model.codes import Verdict

_CAP = 8  # pixels from the middle of a whisker to the end of its cap
_HOVER = "%{hovertext}<extra></extra>"
_LEVEL_MARKS: dict[Verdict, tuple[str, int, float]] = {
    Verdict.AGREES: ("line-ns", 11, 2.6),
    Verdict.DISAGREES: ("x-thin", 6, 2.2),
    Verdict.EACH_OWN_COUNT: ("line-ns", 8, 1.2),
    Verdict.CANNOT_TELL: ("line-ns", 8, 1.2),
}
_UNDIRECTED = (FigurePanel.COMPANIES, FigurePanel.CAPACITY, FigurePanel.INVESTMENT_USD, FigurePanel.INVESTMENT_EUR)


def draw_marks(canvas: Canvas, rows: list[Row]) -> None:
    """Whiskers with caps or arrows, and hollow marks, in the colour of the direction; bands behind stated ranges."""
    pair = canvas.view.selection.pair
    for code in sorted({_exporter(row) for row in rows}, key=lambda code: (code != "", code)):
        own = [row for row in rows if _exporter(row) == code]
        colour = direction_colour(canvas.view.look.palette, pair, code or None)
        importer = next((part for part in pair.split("-") if part != code), None) if code else None
        _draw_whiskers(canvas, own, colour)
        valued = [(row, at) for row in own if (at := row.shown.mark) is not None]
        canvas.chart.add_scatter(
            x=[row.axis.at(at) for row, at in valued],
            y=[row.top + canvas.grid.marks for row, _at in valued],
            mode="markers",
            name=canvas.view.direction_name(code or None, importer),
            hovertext=[hover(canvas, row) for row, _at in valued],
            hovertemplate=_HOVER,
            marker={"size": 8, "color": canvas.view.look.palette.paper, "line": {"color": colour, "width": 2}},
        )
    for row in rows:
        if row.shown.mark is None:
            _draw_band(canvas, row)


def _draw_whiskers(canvas: Canvas, rows: list[Row], colour: str) -> None:
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows:
        middle, shown = row.top + canvas.grid.marks, row.shown
        ends = [row.axis.at(end) for end in (shown.low, shown.high) if end is not None]
        for end in ends:
            x += [end, end, None]
            y += [middle - _CAP, middle + _CAP, None]
        if shown.high is None:
            x, y = [*x, *_arrow(ends[0], 1)], [*y, *_arrow_heights(middle)]
        elif shown.low is None:
            x, y = [*x, *_arrow(ends[0], -1)], [*y, *_arrow_heights(middle)]
        else:
            x, y = [*x, *ends, None], [*y, middle, middle, None]
    line = {"color": colour, "width": 1.6}
    canvas.chart.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _arrow(start: float, way: int) -> list[float | None]:
    """Pixels of a line from the bound with an arrow's head at its end, towards the open side."""
    end = start + way * (ARROW - 4)
    return [start, end, end - way * 5, end, end - way * 5, None]


def _arrow_heights(middle: float) -> list[float | None]:
    return [middle, middle, middle - 4, middle, middle + 4, None]


def _draw_band(canvas: Canvas, row: Row) -> None:
    """A light band over a stated range, with the hover text all along it."""
    shown, middle = row.shown, row.top + canvas.grid.marks
    low, high = row.axis.at(shown.low or 0.0), row.axis.at(shown.high or 0.0)
    band = {"x0": low, "x1": high, "y0": middle - 7, "y1": middle + 7, "fillcolor": canvas.view.look.palette.band}
    canvas.shapes.append(band | {"type": "rect", "line": {"width": 0}, "layer": "below"})
    steps = max(1, int((high - low) / 20))
    canvas.chart.add_scatter(
        x=[low + (high - low) * at / steps for at in range(steps + 1)],
        y=[middle] * (steps + 1),
        mode="markers",
        marker={"size": 12, "opacity": 0},
        hovertext=hover(canvas, row),
        hovertemplate=_HOVER,
        showlegend=False,
    )


def draw_levels(canvas: Canvas, rows: list[Row]) -> None:
    """Official values: a strong tick where they agree, a cross where they disagree, a thin tick where none can tell."""
    _ = canvas.view.translate
    names = {
        Verdict.AGREES: _("Official value, agrees"),
        Verdict.DISAGREES: _("disagrees"),
        Verdict.EACH_OWN_COUNT: _("each country’s own count"),
        Verdict.CANNOT_TELL: _("cannot tell"),
    }
    for verdict, (symbol, size, width) in _LEVEL_MARKS.items():
        found = [(row, level) for row in rows for level in row.figure.levels if level.verdict == verdict]
        if not found:
            continue
        canvas.chart.add_scatter(
            x=[row.axis.at(level.value) for row, level in found],
            y=[row.top + canvas.grid.marks for row, _level in found],
            mode="markers",
            name=names[verdict],
            hovertext=[hover(canvas, row) for row, _level in found],
            hovertemplate=_HOVER,
            marker={"symbol": symbol, "size": size, "line": {"color": canvas.view.look.palette.ink, "width": width}},
        )


def hover(canvas: Canvas, row: Row) -> str:
    """Period, subject, value, phrases, speaker, conversion and official levels."""
    one, language = row.figure, canvas.view.language
    _ = canvas.view.translate
    value, bounds = value_words(one, row.shown, language), bounds_words(one, row.shown, language)
    lines = [f"{value} ({bounds})" if bounds else value, *printed_lines(one, canvas.view)]
    number = len(one.document_ids)
    lines += [documents_count(number, language)] if number > 1 else []
    if one.converted:
        lines.append(_("converted at the period-average ECB rate"))
    lines += level_lines(one, row.shown, canvas.view)
    head = ", ".join(text for text in (period_words(one, language), subject(one, canvas.view)) if text)
    return LINE.join([bold(head), *lines])


def _exporter(row: Row) -> str:
    exporter = row.figure.first.exporter_iso3
    return exporter if isinstance(exporter, str) and row.figure.panel not in _UNDIRECTED else ""
