"""Cards as slides: a native, editable chart or a picture, with the finding above, the sources below and full notes."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from dashboard.cards.base import Card
from dashboard.exports.citation import last_read
from dashboard.exports.office.card_words import (
    citations_of,
    sources_of,
    speaker_notes,
    spoken_in,
    view_lines,
)
from dashboard.exports.office.file import describe, opened_template, sealed
from dashboard.exports.office.picture import picture_parts
from dashboard.exports.office.text import fitted
from dashboard.exports.picture.renderer import NoBrowserError
from dashboard.exports.pptx.default_template import CHART, PICTURE, TEXT, TITLE, default_deck
from dashboard.exports.pptx.graphics import add_chart, add_picture, add_table
from dashboard.exports.pptx.page import Page, drop_unused, empty, new_page, write
from dashboard.exports.pptx.words import (
    fitting,
    set_notes,
    with_note,
    write_column,
    write_line,
    write_text,
    write_title,
)
from dashboard.text import formats
from dashboard.text.messages import translator

_SUBTITLE_PT, _SOURCE_PT = 13, 10
_NARROW = 400  # points; a column of words beside a picture


def slides_bytes(card: Card, template: bytes | None = None) -> bytes:
    """The card as a presentation, in the default style or a reader's template.

    It is one slide, or a few for a picture that is too high for one. Equal cards give equal files on any day.
    TemplateError as in `deck_bytes`.
    """
    deck = _new_deck((card,), template)
    add_card(deck, card)
    return _saved(deck, (card,), card.title, last_read([card]))


def deck_bytes(
    cards: Sequence[tuple[Card, str]],
    *,
    title: str,
    notes: str,
    made: date,
    template: bytes | None = None,
) -> bytes:
    """Cards, each with its note, as a presentation between a title slide and slides of all sources.

    A template's masters and layouts are kept and its slides dropped; TemplateError says why one cannot be used.
    """
    only = tuple(card for card, _note in cards)
    deck = _new_deck(only, template)
    add_title(deck, only, title, notes, made)
    for card, note in cards:
        add_card(deck, card, note)
    add_sources(deck, only)
    return _saved(deck, only, title, made)


def add_title(deck: Deck, cards: Sequence[Card], title: str, notes: str, made: date) -> None:
    """A slide with the title, the reader's notes and the day."""
    language = spoken_in(cards)
    page = new_page(deck, TITLE)
    write_title(page, title, language)
    shown = [fitted(line, page.box.width, 16, 4) for line in notes.splitlines() if line.strip()]
    if page.subtitle is not None:
        write(page.subtitle, shown[:5], language)
    if page.source is not None:
        write(page.source, [f"{formats.date_label(made, language)} · {_data(cards)}"], language)
    if notes.strip():
        set_notes(page, notes.splitlines())
    drop_unused(page.slide)


def add_card(deck: Deck, card: Card, note: str = "") -> None:
    """The slide or slides of a card, with a note of the reader's own under the chart."""
    if card.empty is not None:
        _add_text(deck, card.title, [card.empty, *([note] if note else [])], card.language)
        return
    if card.chart is not None:
        add_chart(_card_page(deck, CHART, card, note), card)
        return
    page = _card_page(deck, PICTURE, card, note)
    try:
        parts = picture_parts(card, page.box.width, page.box.height)
    except NoBrowserError:
        add_table(page, card)
        return
    if len(parts) > 1:
        write_title(page, _numbered(card, 1, len(parts)), card.language)
    add_picture(page, parts[0], card)
    for at, part in enumerate(parts[1:], start=2):
        page = _card_page(deck, PICTURE, card, note, _numbered(card, at, len(parts)))
        add_picture(page, part, card)


def add_sources(deck: Deck, cards: Sequence[Card]) -> None:
    """Slides with every source of the cards once, as many as they need."""
    language = spoken_in(cards)
    _ = translator(language)
    lines, page = citations_of(cards), new_page(deck, TEXT)
    while lines:
        here = fitting(lines, page.box)
        write_text(page, _("Sources"), lines[:here], language)
        lines = lines[here:]
        if lines:
            page = new_page(deck, TEXT)
    if not citations_of(cards):
        write_text(page, _("Sources"), list(view_lines(cards[0])), language)


def _data(cards: Sequence[Card]) -> str:
    """The data's hash, as short as on every picture."""
    return translator(spoken_in(cards))("Data {hash}").format(hash=cards[0].data_hash[:8])


def _new_deck(cards: Sequence[Card], template: bytes | None) -> Deck:
    if template is None:
        return default_deck(cards[0].look.mode, spoken_in(cards))
    deck = opened_template(template, Presentation, "pptx")
    empty(deck)
    return deck


def _saved(deck: Deck, cards: tuple[Card, ...], title: str, made: date) -> bytes:
    describe(deck.core_properties, cards, title=title, language=spoken_in(cards), made=made)
    file = BytesIO()
    deck.save(file)
    return sealed(file.getvalue())


def _card_page(deck: Deck, name: str, card: Card, note: str, title: str = "") -> Page:
    """A slide with the card's words, and the box that is left for its graphic."""
    page = new_page(deck, name)
    width = page.subtitle.width / Pt(1) if page.subtitle is not None else page.box.width
    beside = width < _NARROW and page.box.left > width
    write_title(page, title or card.title, card.language)
    if beside:
        write_column(page, card, width)
    else:
        write_line(page.subtitle, card.subtitle, card.language, _SUBTITLE_PT)
        write_line(page.source, sources_of(card), card.language, _SOURCE_PT)
    set_notes(page, speaker_notes(card, note))
    return with_note(page, note, card.language) if note.strip() else page


def _numbered(card: Card, part: int, parts: int) -> str:
    return f"{card.title} ({part}/{parts})"


def _add_text(deck: Deck, title: str, lines: Sequence[str], language: str) -> None:
    write_text(new_page(deck, TEXT), title, lines, language)
