"""Office files as packages: a reader's own template opened with care, equal contents sealed into equal files."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, TypeVar

from dashboard.briefing.office_text import property_text
from dashboard.cards.card import Card
from etl.errors import TradeError

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file knows
_LARGEST = 100_000_000  # bytes of a template when unpacked
_LARGEST_XML = 20_000_000  # bytes of all its XML parts, which take many times that in memory
_MOST_PARTS = 2_000
_DAMAGED = (KeyError, ValueError, AttributeError, IndexError, TypeError, NotImplementedError, SyntaxError)
Opened = TypeVar("Opened")


class TemplateError(TradeError):
    """A reader's template cannot be used; the message says which kind of file to give."""


def opened_template(template: bytes, read: Callable[[BytesIO], Opened], ending: str) -> Opened:
    """A reader's template as `read` opens it; TemplateError where it is no plain file of the kind, or too large."""
    fault = TemplateError(f"the template is no .{ending} file: save it as .{ending}, without macros, and give it again")
    try:
        with zipfile.ZipFile(BytesIO(template)) as package:
            _refuse_large(package.infolist())
            types = package.read("[Content_Types].xml")
            if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in package.namelist()):
                raise fault
        return read(BytesIO(template))
    except (zipfile.BadZipFile, *_DAMAGED) as error:
        raise fault from error


def _refuse_large(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what would take too much memory, by the sizes the package states, past which no part is read."""
    sizes = sum(part.file_size for part in parts)
    if sizes > _LARGEST:
        raise TemplateError(f"the template holds {sizes // 1_000_000} MB: give one with fewer or smaller pictures")
    words = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if words > _LARGEST_XML or len(parts) > _MOST_PARTS:
        raise TemplateError(
            f"the template holds {words // 1_000_000} MB of text in {len(parts):,} parts: empty it and save it again"
        )


def sealed(content: bytes) -> bytes:
    """The same package with no time of its making in it."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for part in package.infolist():
            entry = zipfile.ZipInfo(part.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, package.read(part))
    return file.getvalue()


def describe(properties: Any, cards: tuple[Card, ...], *, title: str, language: str, made: date) -> None:
    """Fill the core properties of a file: title, what it shows, its data and language, and a day."""
    properties.title = property_text(title)
    properties.subject = property_text(cards[0].subtitle if len(cards) == 1 else "; ".join(one.title for one in cards))
    properties.keywords = property_text(", ".join(dict.fromkeys(one.view for one in cards)))
    properties.comments = property_text("data " + ", ".join(dict.fromkeys(one.data_hash for one in cards)))
    properties.language = language
    properties.author = properties.last_modified_by = ""
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(made, time())
