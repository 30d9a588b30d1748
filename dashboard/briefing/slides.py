"""Cards as slides: a native, editable chart or a picture, with the finding above, the sources below and full notes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.util import Pt

from dashboard import formats
from dashboard.briefing.card_words import (
    citations_of,
    first_rows,
    sources_of,
    speaker_notes,
    spoken_in,
    view_lines,
    without_picture,
)
from dashboard.briefing.house_slides import CHART, GRAPHIC, PICTURE, TEXT, TITLE, house_deck, room
from dashboard.briefing.office_chart import TYPES, Place, chart_data, dress
from dashboard.briefing.office_data import drawn, embedded_workbook
from dashboard.briefing.office_file import describe, opened_template, sealed
from dashboard.briefing.office_picture import picture_parts, pixels
from dashboard.briefing.office_text import fitted, lines_needed, printable, property_text
from dashboard.briefing.renderer import NoBrowserError
from dashboard.briefing.slide_page import Box, Page, drop, drop_unused, empty, new_page, place, quieten, text_box, write
from dashboard.cards.card import Card
from dashboard.messages import translator

_SUBTITLE_PT, _SOURCE_PT, _CHART_PT, _NOTE_PT, _TEXT_PT = 13, 10, 13, 12, 10
_TITLE_SIZES = (32, 28, 24, 20, 18, 16)
_TITLE_LINE, _INSET = 1.2, 14  # height of a line in units of its size; points that a title's room keeps free
_CHARACTERS = 66  # a chart is at least so many times as wide as its text is high
_SMALLER = 0.88  # a subtitle that needs more than its lines is set smaller before it is cut
_LINES, _LINE = 2, 1.25
_NARROW = 400  # points; a column of words beside a picture
_NARROW_SUBTITLE, _NARROW_SOURCE = (12, 14), (9, 7)  # size and greatest number of lines


def slides_bytes(card: Card, made: date | None = None, template: bytes | None = None) -> bytes:
    """The card as a presentation made on a day, today where none is given, in the house style or a reader's template.

    It is one slide, or a few for a picture that is too high for one. Equal days give equal files. TemplateError as
    in `deck_bytes`.
    """
    deck = _new_deck((card,), template)
    add_card(deck, card)
    return _saved(deck, (card,), card.title, made)


def deck_bytes(
    cards: Sequence[tuple[Card, str]],
    *,
    title: str,
    notes: str,
    template: bytes | None = None,
    made: date | None = None,
) -> bytes:
    """Cards, each with its note, as a presentation between a title slide and slides of all sources.

    A template's masters and layouts are kept and its slides dropped; TemplateError says why one cannot be used.
    """
    only = tuple(card for card, _note in cards)
    deck = _new_deck(only, template)
    add_title(deck, only, title, notes, made or date.today())
    for card, note in cards:
        add_card(deck, card, note)
    add_sources(deck, only)
    return _saved(deck, only, title, made)


def add_title(deck: Deck, cards: Sequence[Card], title: str, notes: str, made: date) -> None:
    """A slide with the title, the reader's notes and the day."""
    language = spoken_in(cards)
    page = new_page(deck, TITLE)
    _write_title(page, title, language)
    shown = [fitted(line, page.box.width, 16, 4) for line in notes.splitlines() if line.strip()]
    if page.subtitle is not None:
        write(page.subtitle, shown[:5], language)
    if page.source is not None:
        write(page.source, [f"{formats.date_label(made, language)} · {_data(cards)}"], language)
    if notes.strip():
        _set_notes(page, notes.splitlines())
    drop_unused(page.slide)


def add_card(deck: Deck, card: Card, note: str = "") -> None:
    """The slide or slides of a card, with a note of the reader's own under the chart."""
    if card.empty is not None:
        _add_text(deck, card.title, [card.empty, *([note] if note else [])], card.language)
        return
    if card.chart is not None:
        _add_chart(_card_page(deck, CHART, card, note), card)
        return
    page = _card_page(deck, PICTURE, card, note)
    try:
        parts = picture_parts(card, page.box.width, page.box.height)
    except NoBrowserError:
        _add_table(page, card)
        return
    _add_picture(page, parts[0], card)
    for at, part in enumerate(parts[1:], start=2):
        number = f"{at}/{len(parts)}"
        _add_picture(_card_page(deck, PICTURE, card, note, number), part, card)


def add_sources(deck: Deck, cards: Sequence[Card]) -> None:
    """Slides with every source of the cards once, as many as they need."""
    language = spoken_in(cards)
    _ = translator(language)
    lines, page = citations_of(cards), new_page(deck, TEXT)
    while lines:
        here = _fitting(lines, page.box)
        _write_text(page, _("Sources"), lines[:here], language)
        lines = lines[here:]
        if lines:
            page = new_page(deck, TEXT)
    if not citations_of(cards):
        _write_text(page, _("Sources"), list(view_lines(cards[0])), language)


def _data(cards: Sequence[Card]) -> str:
    """The data's hash, as short as on every picture."""
    return translator(spoken_in(cards))("Data {hash}").format(hash=cards[0].data_hash[:8])


def _new_deck(cards: Sequence[Card], template: bytes | None) -> Deck:
    if template is None:
        return house_deck(cards[0].look.mode, spoken_in(cards))
    deck = opened_template(template, Presentation, "pptx")
    empty(deck)
    return deck


def _saved(deck: Deck, cards: tuple[Card, ...], title: str, made: date | None) -> bytes:
    describe(deck.core_properties, cards, title=title, language=spoken_in(cards), made=made or date.today())
    file = BytesIO()
    deck.save(file)
    return sealed(file.getvalue())


def _card_page(deck: Deck, name: str, card: Card, note: str, part: str = "") -> Page:
    """A slide with the card's words, and the box that is left for its graphic."""
    page = new_page(deck, name)
    width = page.subtitle.width / Pt(1) if page.subtitle is not None else page.box.width
    title = f"{card.title} ({part})" if part else card.title
    beside = width < _NARROW and page.box.left > width
    _write_title(page, title, card.language)
    if beside:
        _write_column(page, card, width)
    else:
        _write_line(page.subtitle, card.subtitle, card.language, _SUBTITLE_PT)
        _write_line(page.source, sources_of(card), card.language, _SOURCE_PT)
    _set_notes(page, speaker_notes(card, note))
    return _with_note(page, note, card.language) if note.strip() else page


def _write_title(page: Page, text: str, language: str) -> None:
    """The title, in a reader's template at the largest size that its room takes, and cut where none does."""
    if page.title is None:
        return
    width, height = page.title.width / Pt(1) - _INSET, page.title.height / Pt(1)
    sizes = (page.title_size,) if page.title_size else _TITLE_SIZES
    fits = (size for size in sizes if lines_needed(text, width, size, heading=True) * size * _TITLE_LINE <= height)
    size = next(fits, sizes[-1])
    lines = max(1, int(height / (size * _TITLE_LINE)))
    write(page.title, [fitted(text, width, size, lines, heading=True)], language, None if page.title_size else size)


def _write_line(shape: Any, text: str, language: str, size: float) -> None:
    """Words of two lines at most, set smaller where they are long, cut where that does not do."""
    if shape is None:
        return
    width = shape.width / Pt(1)
    own = size if lines_needed(text, width, size) <= _LINES else size * _SMALLER
    write(shape, [fitted(text, width, own, _LINES)], language, own)
    if not shape.is_placeholder:
        quieten(shape)


def _write_column(page: Page, card: Card, width: float) -> None:
    """Subtitle and sources in a column beside the picture: the subtitle follows the title's last line."""
    points = room(PICTURE, "Title").size
    lines = lines_needed(page.title.text_frame.text, width * 0.92, points, heading=True)
    size, most = _NARROW_SUBTITLE
    top = page.title.top / Pt(1) + lines * points * _LINE + 10
    place(page.subtitle, Box(page.subtitle.left / Pt(1), top, width, most * size * _LINE))
    write(page.subtitle, [fitted(card.subtitle, width, size, most)], card.language)
    size, most = _NARROW_SOURCE
    write(page.source, [fitted(sources_of(card), width, size, most)], card.language)


def _with_note(page: Page, note: str, language: str) -> Page:
    """The page with the reader's note under its graphic."""
    text = fitted(" ".join(note.split()), page.box.width, _NOTE_PT, _LINES)
    high = lines_needed(text, page.box.width, _NOTE_PT) * _NOTE_PT * _LINE
    box = page.box.cut(0, high + 8)
    shape = text_box(page.slide, Box(box.left, box.top + box.height + 8, box.width, high), "Note")
    write(shape, [text], language, _NOTE_PT)
    return replace(page, box=box)


def _add_chart(page: Page, card: Card) -> None:
    assert card.chart is not None
    chart, box = drawn(card.chart), page.box
    kind, data = TYPES[chart.shape], chart_data(chart)
    if isinstance(page.graphic, ChartPlaceholder):
        frame: Any = page.graphic.insert_chart(kind, data)  # type: ignore[no-untyped-call]
        place(frame, box)
    else:
        _clear(page)
        frame = page.slide.shapes.add_chart(kind, *box.lengths, data)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(embedded_workbook(chart))
    dress(frame.chart, chart, Place(box.width, box.height, min(_CHART_PT, max(_SOURCE_PT, box.width / _CHARACTERS))))
    _name(frame, card)
    drop_unused(page.slide)


def _add_picture(page: Page, picture: bytes, card: Card) -> None:
    """The picture as large as its box allows, at the box's upper left corner."""
    _clear(page)
    wide, high = pixels(picture)
    scale = min(page.box.width / wide, page.box.height / high)
    box = Box(page.box.left, page.box.top, wide * scale, high * scale)
    _name(page.slide.shapes.add_picture(BytesIO(picture), *box.lengths), card)
    drop_unused(page.slide)


def _add_table(page: Page, card: Card) -> None:
    """The first rows of the table in place of a picture, with a line that says why."""
    _clear(page)
    rows = first_rows(card)
    line = text_box(page.slide, Box(page.box.left, page.box.top, page.box.width, 16), "Note")
    write(line, [without_picture(card)], card.language, _SOURCE_PT)
    box = page.box.cut(24)
    frame = page.slide.shapes.add_table(len(rows), len(rows[0]), *box.lengths)
    for at, row in enumerate(rows):
        frame.table.rows[at].height = Pt(box.height / len(rows))
        for cell, text in zip(frame.table.rows[at].cells, row, strict=True):
            write(cell, [fitted(text, box.width / len(row), _SOURCE_PT, 1)], card.language, _SOURCE_PT)
            cell.margin_top = cell.margin_bottom = Pt(2)
    _name(frame, card)
    drop_unused(page.slide)


def _add_text(deck: Deck, title: str, lines: Sequence[str], language: str) -> None:
    _write_text(new_page(deck, TEXT), title, lines, language)


def _write_text(page: Page, title: str, lines: Sequence[str], language: str) -> None:
    """A slide of paragraphs in place of a graphic."""
    _write_title(page, title, language)
    shape = page.graphic
    if shape is None or not shape.has_text_frame:
        shape = text_box(page.slide, page.box, GRAPHIC)
    write(shape, lines, language, _TEXT_PT)
    drop_unused(page.slide)


def _fitting(lines: Sequence[str], box: Box) -> int:
    """How many paragraphs a box takes, one at least."""
    left, count = box.height, 0
    for line in lines:
        left -= lines_needed(line, box.width, _TEXT_PT) * _TEXT_PT * _LINE + 6
        if left < 0:
            break
        count += 1
    return max(1, count)


def _clear(page: Page) -> None:
    if page.graphic is not None:
        drop(page.graphic)


def _set_notes(page: Page, lines: Sequence[str]) -> None:
    frame = page.slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(printable(line) for line in lines)


def _name(shape: Any, card: Card) -> None:
    """The graphic's name and its text alternative, for readers who do not see it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", property_text(card.title))
    properties.set("descr", printable(card.alt))
