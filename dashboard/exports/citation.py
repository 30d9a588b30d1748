"""The sources of a card as citations: plain text in the reader's language, BibTeX and CSL-JSON."""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from dashboard.cards.base import Card, Source
from dashboard.queries.frames import STATED_KINDS
from dashboard.text import formats
from dashboard.text.messages import translator

_DATED = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_UNDATED = "n.d."
_NO_SOURCE = date(1980, 1, 1)  # the earliest day a zip file knows
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts braces even behind a backslash, so the two have names of their own.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def citation_lines(card: Card) -> tuple[str, ...]:
    """One line a source, with its address and the day it was read, in the card's language."""
    return tuple(source_citation(source, card.language) for source in card.sources)


def source_citation(source: Source, language: str) -> str:
    """A source in one line, with its address and the day it was read, in a language."""
    _ = translator(language)
    accessed = _("accessed {date}").format(date=formats.date_label(source.accessed, language))
    if source.kind in STATED_KINDS:
        title = f"{formats.quoted(source.title, language)} {source.title_gloss}".rstrip()
        named = [source.publisher, title, _published(source.published, language)]
    else:
        named = [source.citation]
    return ", ".join(filter(None, (*named, source.url, accessed)))


def last_read(cards: Iterable[Card]) -> date:
    """The latest day a source of the cards was read: what a file is dated by, so that it is the same on any day."""
    return max((source.accessed for card in cards for source in card.sources), default=_NO_SOURCE)


def plain_citation(card: Card) -> str:
    """Every source of the card and the data's hash, as lines of text."""
    _ = translator(card.language)
    return "\n".join((*citation_lines(card), _("Data {hash}").format(hash=card.data_hash)))


def bibtex(card: Card) -> bytes:
    """Every source of the card as an entry for LaTeX, UTF-8."""
    return "\n".join(_entry(source, card.data_hash) for source in card.sources).encode("utf-8")


def csl_json(card: Card) -> bytes:
    """Every source of the card as an item for reference managers."""
    items = [_item(source, card.data_hash) for source in card.sources]
    return json.dumps(items, ensure_ascii=False, indent=2).encode("utf-8")


def bibtex_key(source_id: str) -> str:
    """A source's key in ASCII; it depends on nothing but the source's id."""
    letters = unicodedata.normalize("NFKD", source_id).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "-", letters)


def _title(source: Source) -> str:
    """The title as a reference manager takes it: in its own language, a translation in brackets behind it."""
    return f"{source.title} {source.title_gloss}".rstrip()


def _published(text: str, language: str) -> str:
    """When a document was published, as precisely as that is known."""
    _ = translator(language)
    if text == _UNDATED:
        return _("no date")
    match _date_parts(text):
        case [year, month, day]:
            return formats.date_label(date(year, month, day), language)
        case [year, month]:
            return formats.month_label(date(year, month, 1), language)
    return text


def _date_parts(text: str) -> list[int]:
    """Year, month and day as far as they are known; empty for words."""
    match = _DATED.fullmatch(text)
    return [int(part) for part in match.groups() if part] if match else []


def _remarks(source: Source, data_hash: str) -> list[str]:
    """What no field holds: the editions of a series in words, and the data the card was drawn from."""
    worded = source.published if source.published != _UNDATED and not _date_parts(source.published) else ""
    return [text for text in (worded, f"Data {data_hash}") if text]


def _entry(source: Source, data_hash: str) -> str:
    fields = {
        "author": f"{{{_tex(source.publisher)}}}",
        "title": f"{{{_tex(_title(source))}}}",
        **_tex_date(_date_parts(source.published), source.published),
        "url": source.url.translate(_IN_ADDRESS) if source.url else None,
        "urldate": source.accessed.isoformat(),
        "note": _tex("; ".join(_remarks(source, data_hash))),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{bibtex_key(source.source_id)},\n{''.join(lines)}}}\n"


def _tex_date(parts: list[int], published: str) -> dict[str, str]:
    """The year and month that BibTeX reads and the date that biblatex reads."""
    fields = {"year": str(parts[0])} if parts else {}
    if len(parts) > 1:
        fields |= {"month": _MONTHS[parts[1] - 1], "date": published}
    return fields


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)


def _item(source: Source, data_hash: str) -> dict[str, Any]:
    parts = _date_parts(source.published)
    return {
        "id": source.source_id,
        "type": _type(source),
        "title": _title(source),
        "author": [{"literal": source.publisher}],
        "publisher": source.publisher,
        **({"issued": {"date-parts": [parts]}} if parts else {}),
        **({"URL": source.url} if source.url else {}),
        "accessed": {"date-parts": [[source.accessed.year, source.accessed.month, source.accessed.day]]},
        "note": "; ".join(_remarks(source, data_hash)),
    }


def _type(source: Source) -> str:
    if source.kind not in STATED_KINDS:
        return "dataset"
    return "webpage" if source.url else "article"
