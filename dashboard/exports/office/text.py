"""Texts made fit for office files: no characters that XML refuses, and no more than the room they are given."""

import math
import re
import textwrap

# XML 1.0 knows tab, line feed and carriage return; half surrogates and the last two places of the plane are no text.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Every office has these or a twin of the same widths; the fonts of the pages are not there and cannot be sent along.
HEADING_FONT, TEXT_FONT = "Georgia", "Arial"
_PROPERTY = 255  # characters a property of an office file may have
_CHARACTER = 0.5  # mean width of a character of the text font, in units of its size
_HEADING = 0.56  # the same for the bold heading font


def printable(text: str) -> str:
    """The text without the characters that no office file can hold."""
    return _REFUSED.sub("", text)


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word and marked so where it is longer than `length` characters."""
    line = " ".join(printable(text).split(" "))
    if len(line) <= length:
        return line
    return textwrap.shorten(line, length, placeholder=" …") if " " in line[:length] else line[: length - 1] + "…"


def property_text(text: str) -> str:
    """The text as a property of a file."""
    return shortened(text, _PROPERTY)


def lines_needed(text: str, width: float, size: float, *, heading: bool = False) -> int:
    """About how many lines a text takes at a size, both in points."""
    return max(1, math.ceil(len(text) * size * (_HEADING if heading else _CHARACTER) / width))


def fitted(text: str, width: float, size: float, lines: int, *, heading: bool = False) -> str:
    """The text, cut to about `lines` lines at a size; width and size in points."""
    per_line = width / (size * (_HEADING if heading else _CHARACTER))
    return shortened(text, int(lines * per_line))
