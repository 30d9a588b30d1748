"""SVG to PNG and PDF by vl-convert, each drawing in a process of its own.

The converter may fail where a text needs fonts besides the chart fonts, and then fails for everything until its process
ends; and nothing limits its time. A drawing that fails is converted once more with a sign in the place of
each character that no chart font has.
"""

import subprocess
import sys
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from dashboard.exports.picture.fonts import drawn_characters, fonts_folder
from dashboard.exports.picture.renderer import SECONDS, RenderError

_ROOT = Path(__file__).resolve().parents[3]
_REPLACEMENT = "?"
_JOINING = {"Mn", "Mc", "Me", "Cf"}
PIXELS = 2  # of a PNG for one of the drawing


class Target(StrEnum):
    """What a drawing is converted to."""

    PNG = "png"
    PDF = "pdf"


def convert(drawing: bytes, target: Target) -> bytes:
    """The drawing, SVG in UTF-8, as PNG of two pixels for one or as PDF; RenderError where that fails twice."""
    converted = _convert_apart(drawing, target) or _convert_apart(_without_unknown(drawing), target)
    if converted is None:
        raise RenderError(
            "this picture could not be made as {kind}: try again later, or take it as SVG", kind=str(target)
        )
    return converted


@cache
def known_characters() -> frozenset[str]:
    """The characters that every chart font has and that join no others to one sign."""
    alone = {sign for sign in drawn_characters() if unicodedata.category(sign) not in _JOINING}
    return frozenset(alone) | frozenset("\n\t")


def _without_unknown(drawing: bytes) -> bytes:
    texts = ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")
    unknown = frozenset("".join("".join(text.itertext()) for text in texts)) - known_characters()
    return drawing.decode("utf-8").translate(dict.fromkeys(map(ord, unknown), _REPLACEMENT)).encode("utf-8")


def _convert_apart(drawing: bytes, target: Target) -> bytes | None:
    """The drawing converted in a process of its own; None where that fails or takes longer than SECONDS."""
    command = [
        sys.executable, "-m", "dashboard.exports.picture.conversion_process", target, str(PIXELS), str(fonts_folder()),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, input=drawing, capture_output=True, timeout=SECONDS, check=False, cwd=_ROOT)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
