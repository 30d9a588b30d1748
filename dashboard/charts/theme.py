"""How every chart looks: its fonts, the colour of a direction, the bare figure.

One meaning, one mark: colour is direction; solid is official, hollow with a whisker is stated, dotted is derived, a
light band is a stated range, hatching is an unfinished period.
"""

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go

from dashboard.selection.look import Look, Palette

FONT = "'IBM Plex Sans', 'Noto Sans', sans-serif"
SERIF = "'Source Serif 4', 'Noto Serif', serif"


def direction_colour(palette: Palette, pair: str, exporter: str | None) -> str:
    """The colour of goods from the pair's first country, from its second, or of both directions (exporter None)."""
    if exporter is None:
        return palette.both
    return palette.first if exporter == pair.split("-")[0] else palette.second


def add_all(figure: go.Figure, annotations: Iterable[dict[str, Any]], shapes: Iterable[dict[str, Any]] = ()) -> None:
    """Add many annotations and shapes at once: one by one, plotly copies all earlier ones each time."""
    figure.layout.annotations = (*figure.layout.annotations, *annotations)
    figure.layout.shapes = (*figure.layout.shapes, *shapes)


def base_figure(look: Look, height: int) -> go.Figure:
    """An empty figure whose plot area is `height` pixels tall, in the default style and without a frame yet."""
    p = look.palette
    figure = go.Figure()
    axis = {
        "gridcolor": p.grid,
        "linecolor": p.faint,
        "tickcolor": p.faint,
        "zeroline": False,
        "tickfont": {"color": p.muted, "size": 13},
        "fixedrange": True,
    }
    figure.update_layout(
        height=height,
        width=None,
        autosize=True,
        paper_bgcolor=p.paper,
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "color": p.ink, "size": 13},
        margin={"l": 44, "r": 12, "t": 8, "b": 28, "autoexpand": False},
        xaxis=axis | {"showgrid": False, "showline": True},
        yaxis=axis | {"showline": False},
        barcornerradius=2,
        hoverlabel={"bgcolor": p.paper, "bordercolor": p.faint, "font": {"family": FONT, "color": p.ink, "size": 13}},
        showlegend=False,
        dragmode=False,
    )
    return figure
