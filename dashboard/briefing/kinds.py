"""The files a briefing pack comes as: the same for page and command line."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.briefing.archive import archive_bytes
from dashboard.briefing.pack import Briefing
from dashboard.briefing.page import page_bytes, paper_bytes
from dashboard.exports.kinds import KINDS

_LONGEST = 48  # characters of a title in a file's name
_ARCHIVED = "briefing"  # the name of the whole briefing's files in the archive


@dataclass(frozen=True)
class PackKind:
    """A kind of file for a whole briefing: its name for the reader, ending, media type and maker."""

    name: str
    ending: str
    mime: str
    make: Callable[[Briefing], bytes]


def _deck(briefing: Briefing) -> bytes:
    """Slides; their library is loaded by the first of them."""
    from dashboard.exports.pptx.slides import deck_bytes

    return _office(briefing, deck_bytes)


def _report(briefing: Briefing) -> bytes:
    """A document; its library is loaded by the first of them."""
    from dashboard.exports.docx.document import report_bytes

    return _office(briefing, report_bytes)


def _office(briefing: Briefing, make: Callable[..., bytes]) -> bytes:
    noted = [(section.card, section.note) for section in briefing.sections]
    return make(noted, title=briefing.title, notes=briefing.notes, template=briefing.template, made=briefing.made)


_DOCUMENTS = {
    kind: PackKind(name, KINDS[kind].ending, KINDS[kind].mime, make)
    for kind, name, make in (("pptx", "PowerPoint", _deck), ("docx", "Word", _report))
} | {
    "html": PackKind("HTML", "html", "text/html", page_bytes),
    "pdf": PackKind("PDF", "pdf", "application/pdf", paper_bytes),
}


def _archive(briefing: Briefing) -> bytes:
    return archive_bytes(briefing, {f"{_ARCHIVED}.{kind.ending}": kind.make for kind in _DOCUMENTS.values()})


PACK_KINDS: dict[str, PackKind] = {**_DOCUMENTS, "zip": PackKind("ZIP", "zip", "application/zip", _archive)}


def pack_name(title: str, data_hash: str, kind: str) -> str:
    """`<title in plain letters>-<first eight digits of the data's hash>.<ending>`."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST].strip("-") or _ARCHIVED
    return f"{plain}-{data_hash[:8]}.{PACK_KINDS[kind].ending}"
