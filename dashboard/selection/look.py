"""What a chart is drawn for: its width and height, and the colours of a light or dark screen or of white paper."""

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path


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
