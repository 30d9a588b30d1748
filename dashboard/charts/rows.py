"""Charts read row by row: rows, headings and columns placed in pixels, so that nothing meets at any width."""

from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go
from plotly.colors import hex_to_rgb

from dashboard.charts.theme import base_figure
from dashboard.selection.look import Look

_LIGHT_BELOW = 0.2  # luminance of a fill under which white reads better on it than ink


@dataclass(frozen=True)
class Sheet:
    """A figure whose y axis counts pixels from the top, with the texts and lines to be put on it at once.

    Put on one by one they take time by the square of their number.
    """

    figure: go.Figure
    texts: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)

    def text(self, text: str, x: float, y: float, *, anchor: str = "left", **font: Any) -> None:
        """Text in the plot, at values of its axes; `font` may hold size and color."""
        place = {"x": x, "y": y, "xanchor": anchor, "yanchor": "middle", "showarrow": False}
        self.texts.append(place | {"text": text, "font": font})

    def beside(self, text: str, y: float, *, side: str, shift: float = 0, **font: Any) -> None:
        """Text at a height, from the left edge of the picture or ending `shift` pixels before its right edge."""
        margin, at_left = self.figure.layout.margin, side == "left"
        self.text(text, 0 if at_left else 1, y, anchor=side, **font)
        self.texts[-1] |= {"xref": "paper", "align": side, "xshift": shift - margin.l if at_left else margin.r - shift}

    def line(self, x: tuple[float, float], y: tuple[float, float], colour: str, *, xref: str = "x") -> None:
        """A thin line behind the marks."""
        ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "xref": xref}
        self.lines.append(ends | {"type": "line", "layer": "below", "line": {"color": colour, "width": 1}})

    def finished(self) -> go.Figure:
        """The figure with its texts and lines."""
        self.figure.update_layout(annotations=self.texts, shapes=self.lines)
        return self.figure


def row_sheet(look: Look, height: float, left: int, right: int, below: int = 0) -> Sheet:
    """A bare sheet with columns of these widths beside the plot and a strip for ticks below it."""
    figure = base_figure(look, round(height) + below)
    figure.update_layout(margin={"l": left, "r": right, "t": 0, "b": below})
    figure.update_yaxes(range=[round(height), 0], visible=False)
    figure.update_xaxes(showline=False, showgrid=False, showticklabels=False, ticks="")
    return Sheet(figure)


def blended(colour: str, ground: str, share: float) -> str:
    """A colour mixed into its ground: `share` of 1 is the colour itself."""
    parts = zip(hex_to_rgb(colour), hex_to_rgb(ground), strict=True)
    mixed = (round(a * share + b * (1 - share)) for a, b in parts)
    return "#" + "".join(f"{part:02X}" for part in mixed)


def readable_on(colour: str) -> str:
    """White or near-black, whichever reads better on a fill of this colour."""
    return "#FFFFFF" if luminance(colour) < _LIGHT_BELOW else "#14171A"


def luminance(colour: str) -> float:
    """How light a colour is, from 0 for black to 1 for white."""
    red, green, blue = (part / 255 for part in hex_to_rgb(colour))
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)
