"""How every chart looks: palettes for light and dark, the place a chart is drawn for, the bare figure.

One meaning, one mark: colour is direction; solid is official, hollow with a whisker is stated, dotted is derived, a
light band is a stated range, hatching is an unfinished period.
"""

import textwrap
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

FONT = "'IBM Plex Sans', 'Noto Sans', sans-serif"
SERIF = "'Source Serif 4', 'Noto Serif', serif"
CHARACTER = 0.49  # mean width of a character of the text font, in units of its size
_SIDE = 8


class Mode(StrEnum):
    """What a chart is drawn on: a light or a dark screen, or white paper, where it also has to read in grey."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


@dataclass(frozen=True)
class Palette:
    """Colours of one mode; `sectors` are nine in a fixed order, `rest` is for others and what is not broken down."""

    paper: str
    ink: str
    grid: str
    muted: str
    faint: str
    first: str
    second: str
    both: str
    derived: str
    band: str
    agrees: str
    disagrees: str
    sectors: tuple[str, ...]
    rest: str
    scale: tuple[str, ...]


# Colours with a meaning of their own; the others stand in config.toml, which the widgets share.
_MEANINGS = {
    Mode.LIGHT: {"muted": "#56616B", "faint": "#8A949C", "first": "#2E4A8F", "second": "#0E7C86", "both": "#4A535B"}
    | {"derived": "#B4532A", "band": "#F4EAD2", "agrees": "#22734A", "disagrees": "#B3261E"},
    Mode.DARK: {"muted": "#AAB4BC", "faint": "#7E8992", "first": "#8FA8F0", "second": "#35B5BF", "both": "#B4BEC6"}
    | {"derived": "#E58F65", "band": "#3A3423", "agrees": "#6CC08B", "disagrees": "#F2938C"},
    # The first direction is darker than on screen, to stay apart from the second in grey.
    Mode.PRINT: {"muted": "#454B50", "faint": "#7A8288", "first": "#1B2C5C", "second": "#0E7C86", "both": "#4A535B"}
    | {"derived": "#9A4420", "band": "#EFE9DA", "agrees": "#1B6440", "disagrees": "#A3201A"},
}
_PRINTED = {"paper": "#FFFFFF", "ink": "#000000", "grid": "#D9D9D9"}


@cache
def palette(mode: str) -> Palette:
    """The palette of a mode: paper, ink, lines, sector and sequential colours as the app's own theme, or on paper."""
    config = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    theme = config["theme"][Mode.LIGHT if mode == Mode.PRINT else mode]
    *sectors, rest = theme["chartCategoricalColors"]
    lines = {"paper": theme["backgroundColor"], "ink": theme["textColor"], "grid": theme["borderColor"]}
    return Palette(
        **(_PRINTED if mode == Mode.PRINT else lines),
        sectors=tuple(sectors),
        rest=rest,
        scale=tuple(theme["chartSequentialColors"]),
        **_MEANINGS[Mode(mode)],
    )


@dataclass(frozen=True)
class Look:
    """The place a chart is drawn for: its width in pixels, what it is drawn on, and the least height in pixels."""

    width: int = 900
    mode: Mode = Mode.LIGHT
    height: int | None = None  # None is as high as the chart needs

    @property
    def palette(self) -> Palette:
        return palette(self.mode)

    @property
    def narrow(self) -> bool:
        return self.width < 560

    @property
    def on_white(self) -> "Look":
        """The look of charts that office programs draw: they stand on white, so a dark one takes the light colours."""
        return replace(self, mode=Mode.LIGHT) if self.mode == Mode.DARK else self

    def wrapped(self, text: str, size: float, *, weight: float = 0.95) -> list[str]:
        """The text in lines no longer than the width allows; `weight` widens the characters."""
        per_line = int((self.width - 2 * _SIDE) / (size * CHARACTER * weight))
        return textwrap.wrap(text, max(24, per_line), break_long_words=False) or [""]


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
