"""How a picture or an embedded chart is drawn, as the part of a link that says so: size or width, and theme."""

from collections.abc import Mapping

from dashboard.selection.look import Look, Mode
from etl.model.errors import TradeError

NATURAL = "natural"
# Width and least height in pixels; a chart that needs more height keeps the proportion by margins at its sides.
SIZES: dict[str, tuple[int, int | None]] = {
    NATURAL: (900, None),
    "wide": (1120, 630),
    "classic": (960, 720),
    "square": (900, 900),
}
NARROWEST, WIDEST = 280, 1600
_SHOWN = 60


class BadParameterError(TradeError):
    """A parameter of a link that cannot be had; the message names it and what is possible."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"parameter {name}={value[:_SHOWN]!r}: give {allowed}")
        self.name = name


def look_of(query: Mapping[str, str], mode: Mode = Mode.LIGHT) -> Look:
    """The look a link asks for, on `mode` where it names no theme; BadParameterError names what cannot be had."""
    theme = query.get("theme", mode)
    if theme not in tuple(Mode):
        raise BadParameterError("theme", theme, "one of " + ", ".join(Mode))
    size = query.get("size", NATURAL)
    if size not in SIZES:
        raise BadParameterError("size", size, "one of " + ", ".join(SIZES))
    width, height = SIZES[size]
    if "width" in query:
        width, height = _width(query["width"]), None
    return Look(width, Mode(theme), height)


def look_query(size: str, mode: Mode) -> dict[str, str]:
    """The parameters that ask for a size and theme; what is the default is left out."""
    asked = {"size": size, "theme": mode}
    default = {"size": NATURAL, "theme": Mode.LIGHT}
    return {key: str(value) for key, value in asked.items() if value != default[key]}


def look_name(look: Look) -> str:
    """What a file's name says of a look, each part after a hyphen: size and theme, where they are not the default."""
    names = {size: "" if name == NATURAL else f"-{name}" for name, size in SIZES.items()}
    size = names.get((look.width, look.height), f"-{look.width}px")
    return size + ("" if look.mode == Mode.LIGHT else f"-{look.mode}")


def _width(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6 and NARROWEST <= int(text) <= WIDEST:
        return int(text)
    raise BadParameterError("width", text, f"whole pixels from {NARROWEST} to {WIDEST}")
