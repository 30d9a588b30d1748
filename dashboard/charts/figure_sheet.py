"""Where the parts of the ledger stand, and the sheet they are drawn on."""

from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.figure_axis import Axis
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.statements.bounds import Bounds
from dashboard.statements.figures import FigurePanel, StatedFigure
from dashboard.text.fonts import FontStyle, text_width

_LARGEST, _APART = 13, 14  # pixels: the size of the texts of a row, and between those at its two ends


@dataclass(frozen=True)
class Grid:
    """Pixels of a row: its height, where its marks stand, and where text, plot and values end."""

    row: int
    marks: int
    text: float
    left: float
    right: float
    bounds: bool

    @classmethod
    def of(cls, look: Look) -> "Grid":
        """Text, plot and value side by side, or where narrow the marks below the text over the whole width."""
        if look.narrow:
            return cls(66, 50, look.width - 96, 0, look.width, False)
        text, values = min(0.44 * look.width, 520), 206 if look.width >= 800 else 124
        return cls(40, 20, text - 14, text, look.width - values, look.width >= 800)


@dataclass(frozen=True)
class Row:
    """One figure on its axis, with the height of its upper edge."""

    figure: StatedFigure
    shown: Bounds
    axis: Axis
    top: float


@dataclass(frozen=True)
class PanelHead:
    """A panel's heading: its axis, the height of its upper edge, how many of its figures are drawn."""

    panel: FigurePanel
    axis: Axis
    top: float
    drawn: int
    count: int


@dataclass(frozen=True)
class Canvas:
    """What every part of the drawing needs; `finish` puts texts and shapes on the chart at once."""

    chart: go.Figure
    grid: Grid
    view: View
    texts: list[tuple[str, float, float, str, str, float]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)

    def left_widths(self, upper: str, lower: str) -> tuple[float, float]:
        """Pixels for the two lines at the left of a row, beside these at its right, which may be bold."""
        if not self.view.look.narrow:
            return self.grid.text, self.grid.text
        widths = (text_width(text, _LARGEST, FontStyle.STRONG) for text in (upper, lower))
        first, second = (self.view.look.width - width - _APART for width in widths)
        return first, second

    def write(self, x: float, y: float, text: str, colour: str, size: float, anchor: str = "left") -> None:
        """Text with its middle at a height."""
        self.texts.append((anchor, x, y, text, colour, size))

    def line(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        """A thin line below everything."""
        line = {"color": colour, "width": 1}
        ends = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
        self.shapes.append(ends | {"type": "line", "line": line, "layer": "below"})

    def finish(self) -> None:
        """Texts become one trace for each way they are aligned: hundreds of annotations would take half a second."""
        for anchor, position in (("left", "middle right"), ("center", "middle center"), ("right", "middle left")):
            chosen = [text for text in self.texts if text[0] == anchor and text[3]]
            self.chart.add_scatter(
                x=[text[1] for text in chosen],
                y=[text[2] for text in chosen],
                text=[text[3] for text in chosen],
                textfont={"color": [text[4] for text in chosen], "size": [text[5] for text in chosen]},
                mode="text",
                textposition=position,
                hoverinfo="skip",
                showlegend=False,
                cliponaxis=False,
            )
        self.chart.update_layout(shapes=self.shapes)
