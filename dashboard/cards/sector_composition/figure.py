"""Bars of one hundred percent, one a span and direction, each piece labelled with its share."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.native import Chart, NativeSeries, Shape
from dashboard.charts.rows import Sheet, readable_on, row_sheet
from dashboard.charts.theme import direction_colour
from dashboard.queries.view import View
from dashboard.sentences.words import RATE_DIGITS
from dashboard.text import formats
from dashboard.text.chart_text import LINE, bold
from dashboard.text.fonts import FontStyle, text_width
from dashboard.text.messages import translator
from dashboard.text.period_columns import with_periods
from etl.model.period import Period

_ROW, _BAR, _HEADING, _BETWEEN = 34, 25, 26, 10  # pixels
_NARROW_ROW = 50
_LABEL_PX = 12.5
_UNSEEN = 0.05  # percent under which a piece has no width
LEAST_SHARE = 0.1  # percent, the smallest share that is printed as a number


@dataclass(frozen=True)
class Piece:
    """One part of a bar: its name, value in full units and colour.

    `named` is False for what is left over; `doubtful` is True where the source is in doubt.
    """

    name: str
    value: float
    colour: str
    details: tuple[str, ...] = ()
    named: bool = True
    doubtful: bool = False


@dataclass(frozen=True)
class ShareBar:
    """One bar: its direction, its period with a label, and its pieces, which make up `total`."""

    exporter: str
    importer: str
    label: str
    period: Period
    total: float
    pieces: tuple[Piece, ...]

    def share(self, piece: Piece) -> float:
        """A piece in percent of the bar."""
        return piece.value / self.total * 100

    def before(self, piece: Piece) -> float:
        """Where the piece begins, in percent of the bar."""
        return sum(self.share(one) for one in self.pieces[: self.pieces.index(piece)])


def share_words(share: float, language: str) -> str:
    """A share with one digit after the point; one that would print as nothing is "less than 0.1%"."""
    _ = translator(language)
    if 0 < share < LEAST_SHARE / 2:
        return _("less than {share}").format(share=formats.percent(LEAST_SHARE, language, RATE_DIGITS))
    return formats.percent(share, language, RATE_DIGITS)


def rounding_words(bars: Sequence[ShareBar], language: str) -> str:
    """A sentence to follow the subtitle, where the whole percentages printed in a bar do not add up to 100."""
    sums = [sum(round(bar.share(piece)) for piece in bar.pieces) for bar in bars]
    if all(total == 100 for total in sums):
        return ""
    _ = translator(language)
    return " " + _("Whole percentages need not add up to 100.")


def share_figure(bars: Sequence[ShareBar], view: View) -> go.Figure:
    """The bars grouped by direction, each with its label before and its total behind it."""
    groups = [list(own) for _exporter, own in groupby(bars, key=lambda bar: bar.exporter)]
    row = _NARROW_ROW if view.look.narrow else _ROW
    height = len(groups) * _HEADING + len(bars) * row + (len(groups) - 1) * _BETWEEN
    left, right = (0, 0) if view.look.narrow else _columns(bars, view)
    sheet = row_sheet(view.look, height, left, right)
    figure = sheet.figure
    figure.update_xaxes(range=[0, 100])
    figure.update_layout(barmode="overlay")
    top, places = 0.0, []
    for own in groups:
        _head(sheet, own[0], top + _HEADING / 2, view)
        places += [(bar, top + _HEADING + row * (at + 0.5)) for at, bar in enumerate(own)]
        top += _HEADING + row * len(own) + _BETWEEN
    for bar, y in places:
        _label(sheet, bar, y, view)
    _draw_pieces(figure, places, view.look.width - left - right, view)
    return sheet.finished()


def _columns(bars: Sequence[ShareBar], view: View) -> tuple[int, int]:
    """Widths of the labels' and the totals' columns."""
    totals = [view.money(bar.total) for bar in bars]
    labels = max(text_width(bar.label, 13) for bar in bars)
    return int(labels) + 18, int(max(text_width(text, 13, FontStyle.STRONG) for text in totals)) + 16


def _head(sheet: Sheet, bar: ShareBar, y: float, view: View) -> None:
    _ = view.translate
    name = view.direction_name(bar.exporter, bar.importer)
    colour = direction_colour(view.look.palette, view.selection.pair, bar.exporter)
    sheet.beside(bold(name), y, side="left", color=colour)
    sheet.beside(_("Total"), y, side="right", color=view.look.palette.muted, size=12)


def _label(sheet: Sheet, bar: ShareBar, y: float, view: View) -> None:
    """The span and the total: beside the bar, or over it where the page is narrow."""
    at = y - _NARROW_ROW / 2 + 9 if view.look.narrow else y
    total = view.money(bar.total)
    sheet.beside(bar.label, at, side="left")
    sheet.beside(bold(total), at, side="right")


def _draw_pieces(figure: go.Figure, places: Sequence[tuple[ShareBar, float]], width: float, view: View) -> None:
    """One trace a name, because the legend has one entry a trace; what is left over comes last."""
    pieces = [piece for bar, _y in places for piece in bar.pieces]
    names = dict.fromkeys(piece.name for piece in sorted(pieces, key=lambda piece: not piece.named))
    shift = _NARROW_ROW / 2 - _BAR / 2 - 4 if view.look.narrow else 0
    for name in names:
        found = [(bar, y + shift, piece) for bar, y in places for piece in bar.pieces if piece.name == name]
        seen = [(bar, y, piece) for bar, y, piece in found if bar.share(piece) >= _UNSEEN]
        if seen:
            _draw_piece(figure, seen, width, view)


def _draw_piece(figure: go.Figure, found: Sequence[tuple[ShareBar, float, Piece]], width: float, view: View) -> None:
    first = found[0][2]
    figure.add_bar(
        x=[bar.share(piece) for bar, _y, piece in found],
        base=[bar.before(piece) for bar, _y, piece in found],
        y=[y for _bar, y, _piece in found],
        width=_BAR,
        orientation="h",
        name=first.name,
        text=[_text_inside(bar, piece, width, view) for bar, _y, piece in found],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": _LABEL_PX, "color": readable_on(first.colour)},
        marker={"color": first.colour, "line": {"color": view.look.palette.paper, "width": 1}},
        hovertext=[_hover(bar, piece, view) for bar, _y, piece in found],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _text_inside(bar: ShareBar, piece: Piece, width: float, view: View) -> str:
    """Name and share, the share alone or nothing: what the piece has room for."""
    room = bar.share(piece) / 100 * width - 8
    share = view.percent(bar.share(piece), 0) + (" ?" if piece.doubtful else "")
    for text in (f"{piece.name} {share}", share):
        if text_width(text, _LABEL_PX) <= room:
            return text
    return ""


def _hover(bar: ShareBar, piece: Piece, view: View) -> str:
    amount = view.money(piece.value)
    share = share_words(bar.share(piece), view.language)
    return LINE.join([f"{bold(piece.name)}, {bar.label}", f"{amount} ({share})", *piece.details])


def share_chart(bars: Sequence[ShareBar], view: View) -> Chart:
    """The bars for other programs: one series a name, what is left over last, with a question mark where in doubt.

    A bar names its direction where both show.
    """
    _ = view.translate
    both = len({bar.exporter for bar in bars}) > 1
    labels = [f"{view.direction_name(bar.exporter, bar.importer)}, {bar.label}" if both else bar.label for bar in bars]
    pieces = [piece for bar in bars for piece in bar.pieces]
    colours = {piece.name: piece.colour for piece in sorted(pieces, key=lambda piece: not piece.named)}
    doubtful = {piece.name for bar in bars for piece in bar.pieces if piece.doubtful}
    shares = [{piece.name: float(bar.share(piece)) for piece in bar.pieces} for bar in bars]
    series = [
        NativeSeries(f"{name} ?" if name in doubtful else name, tuple(share.get(name) for share in shares), colour)
        for name, colour in colours.items()
    ]
    return Chart(Shape.STACKED_BARS, tuple(labels), tuple(series), _("percent"))


def bars_table(bars: Sequence[ShareBar], view: View, heading: str) -> pd.DataFrame:
    """One row a piece: direction, period, name under `heading`, value, share of the total."""
    _ = view.translate
    names = {bar.exporter: view.direction_name(bar.exporter, bar.importer) for bar in bars}
    rows = [
        (names[bar.exporter], bar.label, piece.name, piece.value, bar.share(piece))
        for bar in bars
        for piece in bar.pieces
    ]
    table = pd.DataFrame(rows, columns=[_("Direction"), _("Period"), heading, view.currency, _("Share, %")])
    return with_periods(table, [bar.period for bar in bars for _piece in bar.pieces], view.language)
