"""What an office file says about a card beside its chart: source line, notes, filters and data."""

from collections.abc import Sequence

from dashboard.cards.base import Card, source_line
from dashboard.exports.citation import citation_lines
from dashboard.exports.tables import Cell, columns
from dashboard.text.messages import translator

ROWS = 12  # of a table that stands in for a picture
_COLUMNS = 6
_DIGITS = 3


def spoken_in(cards: Sequence[Card]) -> str:
    """The language of the cards; one without data knows none of its own."""
    return next((card.language for card in cards if card.empty is None), cards[0].language)


def sources_of(card: Card) -> str:
    """The line of sources as the picture has it."""
    return source_line(card.sources, card.data_hash, card.language)


def speaker_notes(card: Card, note: str = "") -> list[str]:
    """What a speaker has to know, a paragraph each: the sentence, unit and basis, caveats, full citations, the view."""
    _ = translator(card.language)
    return [
        *([note] if note else []),
        card.sentence,
        "",
        card.title,
        card.subtitle,
        *card.caveats,
        "",
        _("Sources"),
        *citation_lines(card),
        "",
        *view_lines(card),
    ]


def view_lines(card: Card) -> list[str]:
    """By which filters the card is seen again, and from which data it was drawn."""
    _ = translator(card.language)
    return [_("Filters: {filters}").format(filters=card.view), _("Data {hash}").format(hash=card.data_hash)]


def citations_of(cards: Sequence[Card]) -> list[str]:
    """Every source of the cards once, in the order they are met."""
    return list(dict.fromkeys(line for card in cards for line in citation_lines(card)))


def first_rows(card: Card) -> list[list[str]]:
    """The head and the first rows of the card's table as texts, where a picture cannot be had."""
    found = columns(card.table)[:_COLUMNS]
    rows = zip(*(column.cells[:ROWS] for column in found), strict=True)
    return [[column.name for column in found], *([_shown(cell) for cell in row] for row in rows)]


def without_picture(card: Card) -> str:
    """The line that stands by a table in place of a picture."""
    _ = translator(card.language)
    text = _("The picture needs a browser, which was not found: first {shown} of {number} rows of its table.")
    return text.format(shown=min(ROWS, len(card.table)), number=len(card.table))


def _shown(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "" if cell is None else str(cell)
