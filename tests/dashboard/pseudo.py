"""A language that is nobody's: the catalogue's texts in Greek letters, so that a text which misses it stands out.

Greek is not offered, and Babel's Greek has no Latin letters: a Latin word on a page of this language is a value of the
data or a text that never went through the catalogue.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dashboard.queries.frames import Tables
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


_ARMENIAN = "աբգդեզէըթժիլխծկհձղճմյնշոչպԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊ"
_DATA_LETTERS = str.maketrans(_LATIN, _ARMENIAN)
_PROSE = re.findall(
    r"\w+",
    """
    speaker scope commodity_label as_stated locator note formula reason title title_fr publisher citation licence
    re_exports_en re_exports_fr name_en name_fr name aliases project partner location parties evidence text_en
    text_fr published source_id document_id statement_id compared_with derived_id inputs check_id subject_ids
    subject_source_ids object_source_ids agreement_id mention_id caveat_id exporter_source_id importer_source_id
    correction_id
    """,
)
_ADDRESS = re.compile(r"https?://\S+|\?\S+=\S+|[\w-]+(?:\.[\w-]+)+")  # links, hosts, names of files
_FORMATS = "HTML|PDF|ZIP|PowerPoint|Word"
_CODES = re.compile(
    rf"\b(?:HS|CN|SITC|USD|EUR|KZT|FOB|CIF|MW|FRA|KAZ|[0-9a-f]{{8}}|[0-9a-f]{{64}}|[A-Z]{{2}}\d+|{_FORMATS})\b"
)


def in_armenian(tables: Tables) -> Tables:
    """The tables with every text of the data in Armenian letters, so that what is Latin is no value of the data."""
    frames = {
        name: frame.assign(
            **{column: frame[column].str.translate(_DATA_LETTERS) for column in frame if column in _PROSE}
        )
        for name, frame in tables.frames.items()
    }
    return Tables(frames, tables.data_hash)


def latin_words(text: str) -> list[str]:
    """The words of a text that are neither the catalogue's nor the data's; addresses and codes are left out."""
    return re.findall(r"[A-Za-z]{2,}", _CODES.sub(" ", _ADDRESS.sub(" ", text.replace("\N{WORD JOINER}", ""))))


def _written_apart(value: Any) -> Any:
    return value.translate(_DATA_LETTERS) if isinstance(value, str) and value != "n.d." else value
