"""Office files as packages: a reader's own template opened with care, equal contents sealed into equal files."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, TypeVar

from dashboard.cards.base import Card
from dashboard.exports.office.template import clean_template
from dashboard.exports.office.text import property_text
from dashboard.text.messages import translator

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file knows
Opened = TypeVar("Opened")


def opened_template(template: bytes, read: Callable[[BytesIO], Opened], ending: str) -> Opened:
    """A reader's template as `read` opens it, cleaned before; TemplateError where it cannot be used."""
    return read(BytesIO(clean_template(template, ending).content))


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
    _ = translator(language)
    properties.title = property_text(title)
    properties.subject = property_text(
        cards[0].subtitle if len(cards) == 1 else "; ".join(card.title for card in cards)
    )
    properties.keywords = property_text(", ".join(dict.fromkeys(card.view for card in cards)))
    hashes = ", ".join(dict.fromkeys(card.data_hash for card in cards))
    properties.comments = property_text(_("data {hash}").format(hash=hashes))
    properties.language = language
    properties.author = properties.last_modified_by = ""
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(made, time())
