"""A pack as the parameters of a link: its cards in order, title and notes, beside the filters in view."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.briefing.pack import LONGEST_NOTES, MOST_CARDS, Pack, PackEntry, distinct, printable, title_line
from dashboard.cards.registry import CARDS
from dashboard.selection.selection import Selection

CARDS_KEY, TITLE_KEY, NOTES_KEY, NOTE_PREFIX = "cards", "title", "notes", "note."


def pack_of_link(query: Mapping[str, str], selection: Selection) -> tuple[Pack, tuple[str, ...]]:
    """The pack a link asks for, every card with the same selection, and the names in it that are no card's.

    Never raises: a card named twice stays once, and text too long is cut.
    """
    asked = distinct(name for name in query.get(CARDS_KEY, "").split(",") if name)
    chosen = [name for name in asked if name in CARDS][:MOST_CARDS]
    entries = tuple(
        PackEntry(name, selection, printable(query.get(f"{NOTE_PREFIX}{name}", ""), LONGEST_NOTES)) for name in chosen
    )
    title = title_line(query.get(TITLE_KEY, ""))
    notes = printable(query.get(NOTES_KEY, ""), LONGEST_NOTES)
    return Pack(title, entries, notes, selection.language), tuple(name for name in asked if name not in CARDS)


def link_of_pack(pack: Pack) -> dict[str, str]:
    """The parameters that name a pack's cards, title and notes; its cards' selection is written beside them."""
    parameters = {
        CARDS_KEY: ",".join(entry.card_id for entry in pack.entries),
        TITLE_KEY: pack.title,
        NOTES_KEY: pack.notes,
    }
    parameters |= {f"{NOTE_PREFIX}{entry.card_id}": entry.note for entry in pack.entries}
    return {key: text for key, text in parameters.items() if text}


def is_pack_key(key: str) -> bool:
    """Whether a parameter of a link is of a pack."""
    return key in (CARDS_KEY, TITLE_KEY, NOTES_KEY) or key.startswith(NOTE_PREFIX)


def rearranged(pack: Pack, card_ids: tuple[str, ...], selection: Selection) -> Pack:
    """The pack with exactly these cards in this order; a card that stays keeps its note."""
    notes = {entry.card_id: entry.note for entry in pack.entries}
    return replace(pack, entries=tuple(PackEntry(name, selection, notes.get(name, "")) for name in card_ids))


def moved(card_ids: tuple[str, ...], card_id: str, step: int) -> tuple[str, ...]:
    """The order with one card moved up (-1) or down (+1) by a place; at an end it stays."""
    at = card_ids.index(card_id)
    to = min(max(at + step, 0), len(card_ids) - 1)
    rest = [*card_ids[:at], *card_ids[at + 1 :]]
    return (*rest[:to], card_id, *rest[to:])
