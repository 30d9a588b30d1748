"""The fonts that charts and pages are set in, and how wide texts are in them."""

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

_DASHBOARD = Path(__file__).parents[1]
_SERVED = "app/"  # what the server puts before the folder of static files
_LENT = "symbols"
_FIXED = {"wdth": 100}
_MEAN = 0.55  # width of a character that no font here has, in units of its size


class FontStyle(Enum):
    """A family and weight that charts and pages are set in."""

    TEXT = ("IBM Plex Sans", 400)
    STRONG = ("IBM Plex Sans", 700)
    HEADING = ("Source Serif 4", 600)

    @property
    def family(self) -> str:
        return self.value[0]

    @property
    def weight(self) -> int:
        return self.value[1]


@dataclass(frozen=True)
class Face:
    """A variable font file: its family, and its characters and weights as CSS writes them."""

    family: str
    path: Path
    weights: str
    characters: str


@cache
def faces() -> tuple[Face, ...]:
    """Every font file that the pages use, in their order."""
    config = tomllib.loads((_DASHBOARD / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return tuple(
        Face(
            family=face["family"].strip("'"),
            path=_DASHBOARD / face["url"].removeprefix(_SERVED),
            weights=face["weight"],
            characters=face["unicodeRange"],
        )
        for face in config["theme"]["fontFaces"]
    )


def faces_of(family: str) -> list[Face]:
    """The files of a family, and after them those with signs that another family lends it.

    Without these a heading with an arrow would be set in whatever font of the machine has one.
    """
    own = [face for face in faces() if face.family == family]
    return own + [face for face in faces() if _LENT in face.path.name and face not in own]


def axes_at(weight: int, font: Any) -> dict[str, float]:
    """Where the axes of a variable font stand at a weight."""
    return {axis.axisTag: _FIXED.get(axis.axisTag, weight) for axis in font["fvar"].axes}


def text_width(text: str, size: float, style: FontStyle = FontStyle.TEXT) -> float:
    """Pixels that a text takes on one line, without kerning."""
    return size * sum(_advance(style, character) for character in text)


def wrapped(text: str, width: float, size: float, style: FontStyle = FontStyle.TEXT) -> list[str]:
    """The text in lines no wider than `width` pixels; a word that is wider stays whole, on a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, style) <= width:
            lines[-1] = longer
        elif word:
            lines.append(word)
    return lines or [""]


def shortened(text: str, size: float, width: float, style: FontStyle = FontStyle.TEXT) -> str:
    """The text cut to `width` pixels, with an ellipsis where something is left out."""
    if text_width(text, size, style) <= width:
        return text
    left = width - text_width("…", size, style)
    kept = next(end for end in range(len(text), 0, -1) if end == 1 or text_width(text[:end], size, style) <= left)
    return text[:kept].rstrip(" ,(") + "…"


@cache
def _advance(style: FontStyle, character: str) -> float:
    """The width of a character in units of its size."""
    for face in faces_of(style.family):
        if _has(face, ord(character)):
            names, glyphs, units = _opened(face.path, style.weight)
            if ord(character) in names:
                return float(glyphs[names[ord(character)]].width / units)
    return _MEAN


@cache
def _has(face: Face, code: int) -> bool:
    """Whether a face is there for a character, without opening its file."""
    for part in face.characters.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        if int(first, 16) <= code <= int(last or first, 16):
            return True
    return False


@cache
def _opened(path: Path, weight: int) -> tuple[dict[int, str], Any, int]:
    """Names of glyphs by character, the glyphs at a weight, and the units of a size."""
    from fontTools.ttLib import TTFont

    font = TTFont(path, lazy=True)
    return font.getBestCmap(), font.getGlyphSet(location=axes_at(weight, font)), font["head"].unitsPerEm
