"""Names as chips in rows of sectors: laid out in pixels, so that they flow and wrap at any width."""

from dataclasses import dataclass
from math import sqrt

import plotly.graph_objects as go

from dashboard.charts.rows import luminance
from dashboard.selection.look import Look
from dashboard.text.chart_text import bold
from dashboard.text.fonts import FontStyle, text_width

_CHIP, _GAP, _BETWEEN = 26, 6, 12  # pixels: height of a chip, space between chips, space between sectors
_LABEL, _HEADING = 176, 22  # pixels: the column of sector names, or the line above the chips where narrow
_TEXT_PX, _INSIDE = 13, 20  # the size of a chip's text, and the pixels around it


@dataclass(frozen=True)
class Chip:
    """One company in one sector: how many documents name it there, and whether one calls it active."""

    name: str
    documents: int
    active: bool
    hover: str

    @property
    def text(self) -> str:
        return f"{self.name}  {bold(self.documents)}" if self.documents > 1 else self.name

    @property
    def width(self) -> float:
        count = text_width(f"  {self.documents}", _TEXT_PX, FontStyle.STRONG) if self.documents > 1 else 0.0
        return text_width(self.name, _TEXT_PX) + count + _INSIDE


@dataclass(frozen=True)
class ChipPlace:
    """A chip with its left edge and the middle of its height, in pixels from the plot's upper left corner."""

    chip: Chip
    left: float
    middle: float


@dataclass(frozen=True)
class SectorHead:
    """A sector's name: the middle of its line and the edge above it, in pixels from the plot's upper edge."""

    name: str
    middle: float
    edge: float


def lay_out(sectors: list[tuple[str, list[Chip]]], look: Look) -> tuple[list[ChipPlace], list[SectorHead], int]:
    """Where every chip and every sector's name stands, and the height of all; the name is above where narrow."""
    start = 0.0 if look.narrow else float(_LABEL)
    places: list[ChipPlace] = []
    heads: list[SectorHead] = []
    top = 0.0
    for name, chips in sectors:
        middle = _HEADING / 2 if look.narrow else _CHIP / 2
        heads.append(SectorHead(name, top + middle, top - _BETWEEN / 2))
        left, top = start, top + (_HEADING if look.narrow else 0)
        for chip in chips:
            if left > start and left + chip.width > look.width:
                left, top = start, top + _CHIP + _GAP
            places.append(ChipPlace(chip, left, top + _CHIP / 2))
            left += chip.width + _GAP
        top += _CHIP + _BETWEEN
    return places, heads, int(top - _BETWEEN + 2)


def draw_chips(figure: go.Figure, places: list[ChipPlace], look: Look) -> None:
    """The chips as bars; filled where active, the darker the more documents."""
    most = max(place.chip.documents for place in places)
    fills = [_shade(place.chip, most, look) for place in places]
    figure.add_bar(
        orientation="h",
        base=[place.left for place in places],
        x=[place.chip.width for place in places],
        y=[place.middle for place in places],
        width=_CHIP,
        text=[place.chip.text for place in places],
        textposition="inside",
        insidetextanchor="middle",
        constraintext="none",
        textangle=0,
        insidetextfont={"size": 13, "color": [_readable(fill, look) for fill in fills]},
        hovertext=[place.chip.hover for place in places],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        marker={"color": fills, "line": {"color": [_edge(place.chip, look) for place in places], "width": 1}},
    )


def draw_heads(figure: go.Figure, heads: list[SectorHead], height: int, look: Look) -> None:
    """The sectors' names with a line between two sectors, and axes that count pixels."""
    for head in heads:
        text = bold(head.name)
        figure.add_annotation(x=0, y=head.middle, text=text, xanchor="left", showarrow=False, font={"size": 13})
        if head.edge > 0 and not look.narrow:
            line = {"color": look.palette.grid, "width": 1}
            figure.add_shape(type="line", x0=0, x1=look.width, y0=head.edge, y1=head.edge, line=line)
    hidden = {"visible": False, "fixedrange": True}
    figure.update_xaxes(range=[0, look.width], **hidden)
    figure.update_yaxes(range=[height, -2], **hidden)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 10, "b": 0}, barmode="overlay", barcornerradius=4)


def _shade(chip: Chip, most: int, look: Look) -> str:
    if not chip.active:
        return look.palette.paper
    return look.palette.scale[1 + round(6 * (chip.documents - 1) / max(1, most - 1))]


def _edge(chip: Chip, look: Look) -> str:
    return "rgba(0,0,0,0)" if chip.active else look.palette.faint


def _readable(fill: str, look: Look) -> str:
    """The darker or the lighter of ink and paper, whichever stands out more from the fill."""
    light = sqrt(luminance(fill))
    return max((look.palette.ink, look.palette.paper), key=lambda text: abs(sqrt(luminance(text)) - light))
