"""SVG to PNG and PDF by vl-convert.

Where a text needs fonts besides the house fonts the converter may fail, and then fails for everything until its process
ends. Such a drawing is therefore converted in a process of its own, and where that fails too, with a sign in the place
of each character that no house font has.
"""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from dashboard.briefing.fonts import drawn_characters, fonts_folder, register_fonts

_ROOT = Path(__file__).resolve().parents[2]
_REPLACEMENT = "?"
_JOINING = {"Mn", "Mc", "Me", "Cf"}
_LONGEST = 60  # seconds
PIXELS = 2  # of a PNG for one of the drawing


class Target(StrEnum):
    """What a drawing is converted to."""

    PNG = "png"
    PDF = "pdf"


def convert(drawing: bytes, target: Target) -> bytes:
    """The drawing, SVG in UTF-8, as PNG of two pixels for one or as PDF."""
    unknown = _unknown(drawing)
    if unknown:
        done = _apart(drawing, target)
        if done is not None:
            return done
    register_fonts()
    return _makers()[target](_without(drawing, unknown))


def _makers() -> dict[Target, Callable[[bytes], bytes]]:
    import vl_convert

    return {
        Target.PNG: lambda drawing: vl_convert.svg_to_png(drawing.decode("utf-8"), scale=PIXELS),
        Target.PDF: lambda drawing: vl_convert.svg_to_pdf(drawing.decode("utf-8")),
    }


def _unknown(drawing: bytes) -> frozenset[str]:
    """The characters of a drawing's texts that are not in every house font, or join others to one sign."""
    texts = ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")
    return frozenset("".join("".join(text.itertext()) for text in texts)) - _known()


@cache
def _known() -> frozenset[str]:
    alone = {sign for sign in drawn_characters() if unicodedata.category(sign) not in _JOINING}
    return frozenset(alone) | frozenset("\n\t")


def _without(drawing: bytes, unknown: frozenset[str]) -> bytes:
    return drawing.decode("utf-8").translate(dict.fromkeys(map(ord, unknown), _REPLACEMENT)).encode("utf-8")


def _apart(drawing: bytes, target: Target) -> bytes | None:
    """The drawing converted in a process of its own; None where that fails."""
    command = [sys.executable, "-m", "dashboard.briefing.conversion", target, str(fonts_folder())]
    try:
        done = subprocess.run(command, input=drawing, capture_output=True, timeout=_LONGEST, check=False, cwd=_ROOT)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def main() -> None:
    """Convert standard input to the target named first, with the fonts of the folder named second."""
    import vl_convert

    target, folder = sys.argv[1:]
    vl_convert.register_font_directory(folder)
    sys.stdout.buffer.write(_makers()[Target(target)](sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
