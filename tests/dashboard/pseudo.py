"""A language that is nobody's: the catalogue's texts in Greek letters, so that a text which misses it stands out.

Greek is not offered, and Babel's Greek has no Latin letters: a Latin word on a page of this language is a value of the
data or a text that never went through the catalogue.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dashboard.selection import languages
from dashboard.text import messages, unit_texts

LANGUAGE = "el"
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GREEK = "αβξδεφγηιθκλμνοπψρστυωχζυςΑΒΞΔΕΦΓΗΙΘΚΛΜΝΟΠΨΡΣΤΥΩΧΖΥΣ"
_LETTERS = str.maketrans(_LATIN, _GREEK)


@contextmanager
def catalogues_in(folder: Path) -> Iterator[None]:
    """The catalogues of a folder in the place of the dashboard's own."""
    kept, languages.CATALOGUES = languages.CATALOGUES, folder
    _forget()
    try:
        yield
    finally:
        languages.CATALOGUES = kept
        _forget()


def write_pseudo_catalogue(folder: Path) -> None:
    """The template and a catalogue that translates the whole of it, below a folder."""
    template = languages.CATALOGUES / "messages.pot"
    path = folder / LANGUAGE / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    (folder / template.name).write_bytes(template.read_bytes())
    with template.open("rb") as file:
        catalog = read_po(file, locale=LANGUAGE)
    written = Catalog(locale=LANGUAGE)
    for message in catalog:
        if message.id:
            text = in_greek(message.id) if isinstance(message.id, str) else tuple(map(in_greek, message.id))
            written.add(message.id, text, context=message.context)
    body = BytesIO()
    write_po(body, written)
    path.write_bytes(body.getvalue())


def in_greek(text: str) -> str:
    """The text with Greek letters for its own, its placeholders kept."""
    return "".join(
        part if part.startswith("{") else part.translate(_LETTERS) for part in re.split(r"(\{[^{}]*\})", text)
    )


def _forget() -> None:
    """Empty what is remembered of catalogues."""
    for remembered in (
        languages.available_languages,
        messages._translations,
        messages._usable,
        unit_texts.compact_pattern,
    ):
        remembered.cache_clear()
