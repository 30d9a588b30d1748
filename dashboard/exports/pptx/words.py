"""The words of a slide, made to fit the room that its template gives them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.util import Pt

from dashboard.cards.base import Card
from dashboard.exports.office.card_words import sources_of
from dashboard.exports.office.text import fitted, lines_needed, printable
from dashboard.exports.pptx.default_template import GRAPHIC, PICTURE, room
from dashboard.exports.pptx.page import Box, Page, drop_unused, place, quieten, text_box, write

_NOTE_PT, _TEXT_PT = 12, 10
_TITLE_SIZES = (32, 28, 24, 20, 18, 16)
_TITLE_LINE, _INSET = 1.2, 14  # height of a line in units of its size; points that a title's room keeps free
_SMALLER = 0.88  # a subtitle that needs more than its lines is set smaller before it is cut
_LINES, _LINE = 2, 1.25
_NARROW_SUBTITLE, _NARROW_SOURCE = (12, 14), (9, 7)  # size and greatest number of lines


def write_title(page: Page, text: str, language: str) -> None:
    """The title, in a reader's template at the largest size that its room takes, and cut where none does."""
    if page.title is None:
        return
    width, height = page.title.width / Pt(1) - _INSET, page.title.height / Pt(1)
    sizes = (page.title_size,) if page.title_size else _TITLE_SIZES
    fits = (size for size in sizes if lines_needed(text, width, size, heading=True) * size * _TITLE_LINE <= height)
    size = next(fits, sizes[-1])
    lines = max(1, int(height / (size * _TITLE_LINE)))
    write(page.title, [fitted(text, width, size, lines, heading=True)], language, None if page.title_size else size)


def write_line(shape: Any, text: str, language: str, size: float) -> None:
    """Words of two lines at most, set smaller where they are long, cut where that does not do."""
    if shape is None:
        return
    width = shape.width / Pt(1)
    own = size if lines_needed(text, width, size) <= _LINES else size * _SMALLER
    write(shape, [fitted(text, width, own, _LINES)], language, own)
    if not shape.is_placeholder:
        quieten(shape)


def write_column(page: Page, card: Card, width: float) -> None:
    """Subtitle and sources in a column beside the picture: the subtitle follows the title's last line."""
    points = room(PICTURE, "Title").size
    lines = lines_needed(page.title.text_frame.text, width * 0.92, points, heading=True)
    size, most = _NARROW_SUBTITLE
    top = page.title.top / Pt(1) + lines * points * _LINE + 10
    place(page.subtitle, Box(page.subtitle.left / Pt(1), top, width, most * size * _LINE))
    write(page.subtitle, [fitted(card.subtitle, width, size, most)], card.language)
    size, most = _NARROW_SOURCE
    write(page.source, [fitted(sources_of(card), width, size, most)], card.language)


def write_text(page: Page, title: str, lines: Sequence[str], language: str) -> None:
    """A slide of paragraphs in place of a graphic."""
    write_title(page, title, language)
    shape = page.graphic
    if shape is None or not shape.has_text_frame:
        shape = text_box(page.slide, page.box, GRAPHIC)
    write(shape, lines, language, _TEXT_PT)
    drop_unused(page.slide)


def with_note(page: Page, note: str, language: str) -> Page:
    """The page with the reader's note under its graphic."""
    text = fitted(" ".join(note.split()), page.box.width, _NOTE_PT, _LINES)
    high = lines_needed(text, page.box.width, _NOTE_PT) * _NOTE_PT * _LINE
    box = page.box.cut(0, high + 8)
    shape = text_box(page.slide, Box(box.left, box.top + box.height + 8, box.width, high), "Note")
    write(shape, [text], language, _NOTE_PT)
    return replace(page, box=box)


def fitting(lines: Sequence[str], box: Box) -> int:
    """How many paragraphs a box takes, one at least."""
    left, count = box.height, 0
    for line in lines:
        left -= lines_needed(line, box.width, _TEXT_PT) * _TEXT_PT * _LINE + 6
        if left < 0:
            break
        count += 1
    return max(1, count)


def set_notes(page: Page, lines: Sequence[str]) -> None:
    """The speaker's notes, a paragraph a line."""
    frame = page.slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(printable(line) for line in lines)
