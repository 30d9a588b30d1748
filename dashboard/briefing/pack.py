"""A briefing pack: which cards with which filters in which order, and the same with its cards built on a day."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.cards.base import Card, Source
from dashboard.exports.office import text as office_text
from dashboard.selection.languages import SOURCE_LANGUAGE
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import Selection

MOST_CARDS = 40
LONGEST_TITLE, LONGEST_NOTES = 160, 4000  # characters
_CONTROLS = re.compile("[\x7f-\x9f]")  # which XML can hold but nobody can see
ON_PAPER = Look(720, Mode.PRINT)  # a little wider than the text of an A4 page, so that letters stay readable

BuildCard = Callable[[str, Selection, Look], Card]


@dataclass(frozen=True)
class PackEntry:
    """A card of a pack, the selection it is shown with, and what its maker wrote about it."""

    card_id: str
    selection: Selection
    note: str = ""


@dataclass(frozen=True)
class Pack:
    """What a briefing is to hold, in its order and language; every selection is in that language."""

    title: str
    entries: tuple[PackEntry, ...]
    notes: str = ""
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True)
class PackSection:
    """A card as built, its note, and a name for its files: place and card."""

    card: Card
    note: str
    name: str


@dataclass(frozen=True)
class Briefing:
    """A pack with its cards built on a day; an empty card stays, with its reason.

    `template` is a presentation or document of the reader's own, whose style the file of its kind takes.
    """

    title: str
    notes: str
    language: str
    sections: tuple[PackSection, ...]
    data_hash: str
    made: date
    template: bytes | None = None


def briefing_of(pack: Pack, build: BuildCard, data_hash: str, made: date, look: Look = ON_PAPER) -> Briefing:
    """The pack's briefing, every card built by `build` for one look."""
    sections = tuple(
        PackSection(build(entry.card_id, entry.selection, look), entry.note, name)
        for entry, name in zip(pack.entries, _names(pack), strict=True)
    )
    return Briefing(pack.title, pack.notes, pack.language, sections, data_hash, made)


def all_sources(briefing: Briefing) -> tuple[Source, ...]:
    """Every source of a briefing once, in the order of first use."""
    used = (source for section in briefing.sections for source in section.card.sources)
    return tuple({source.source_id: source for source in used}.values())


def printable(text: str, longest: int) -> str:
    """The text without control characters but line ends, cut to a length: what every file format can hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROLS.sub("", office_text.printable(lines))[:longest].strip()


def title_line(text: str) -> str:
    """A title on one line, spaces single, cut to its length; again gives the same."""
    return " ".join(printable(text, len(text)).split())[:LONGEST_TITLE].strip()


def distinct(card_ids: Iterable[str]) -> tuple[str, ...]:
    """The ids in their order, each once."""
    return tuple(dict.fromkeys(card_ids))


def _names(pack: Pack) -> list[str]:
    return [f"{at:02}-{entry.card_id}" for at, entry in enumerate(pack.entries, start=1)]
