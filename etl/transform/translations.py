"""Texts of the data that readers see in words, each in every language that the dashboard may be read in.

Codes, names with a column for each language and printed phrases, which stay as printed, are not among them.
"""

import re
from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import Any, NamedTuple

import pandas as pd

from etl.model.codes import EVERY_LANGUAGE, Language, SourceKind, Unit
from etl.model.errors import DataFileError
from etl.model.schema import TABLES
from etl.sources.translations import TextTranslation, TranslationFile
from etl.transform import exchange_rates

Frames = Mapping[str, pd.DataFrame]

ALWAYS = (Language.EN, Language.FR)  # the languages that every name of the tables has
PARTS = "; "  # between the parties of an agreement, each a text of its own
_STATED = (SourceKind.STATEMENT, SourceKind.PRESS)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}|n\.d\.")
_SHOWN = 3  # places that a message names
_LONGEST = 60  # characters of a text in a message
# Table → its columns that are shown in words, and the column that names the row.
_COLUMNS = {
    "documents": (("title", "publisher"), "document_id"),
    "sources": (("title", "publisher", "citation", "published", "licence"), "source_id"),
    "statements": (("speaker", "locator", "commodity_label", "scope"), "statement_id"),
    "mentions": (("project", "partner", "location"), "mention_id"),
    "agreements": (("parties", "amount_unit", "note"), "agreement_id"),
    "corrections": (("reason", "evidence"), "correction_id"),
    "caveats": (("reason", "evidence"), "caveat_id"),
    "revisions": (("note",), "revision_id"),
}
_BESIDES = {  # what else of a row is needed
    "documents": ("language",),
    "sources": ("source_kind",),
    **dict.fromkeys(("statements", "mentions", "agreements"), ("document_id",)),
}
READ_COLUMNS = {name: [key, *columns, *_BESIDES.get(name, ())] for name, (columns, key) in _COLUMNS.items()} | {
    "translations": TABLES["translations"].names
}
_FILES = {
    "corrections": "data/reference/corrections.yaml",
    "caveats": "data/reference/caveats.yaml",
    "revisions": "data/reference/revisions.csv",
}


class PlacedText(NamedTuple):
    """A text of the data, its language where the data tell it, and where it stands: “file, column of row”."""

    text: str
    language: str | None
    place: str


def translation_rows(file: TranslationFile, frames: Frames) -> pd.DataFrame:
    """`translations`: one row a text of the data and language of a reader.

    DataFileError names the line of a text that stands nowhere in the data.
    """
    in_data = _in_data(frames)
    for row in file.rows:
        if row.text not in in_data:
            raise DataFileError(
                f"{file.shown}, line {row.line}: {shorten(row.text, _LONGEST, placeholder='…')!r} stands nowhere in "
                "the data: correct it to the text it translates, or delete the line"
            )
    listed = {row.text: row for row in file.rows}
    readers = dict.fromkeys([*map(str, ALWAYS), *file.languages])
    rows = [
        (text, translation.language, reader, _in_language(translation, reader))
        for text, language in in_data.items()
        for translation in (listed.get(text, TextTranslation(text, language)),)
        for reader in readers
    ]
    return pd.DataFrame(rows, columns=TABLES["translations"].names, dtype="object")


def _in_language(translation: TextTranslation, reader: str) -> str | None:
    if translation.language in (reader, EVERY_LANGUAGE):
        return translation.text
    return translation.translations.get(reader)


def missing_translations(tables: Frames) -> pd.DataFrame:
    """One row a language and text without a translation into it: language, text, places; by language and text."""
    rows = tables["translations"]
    rows = rows[rows["translation"].isna()]
    places: dict[str, list[str]] = {}
    for found in data_texts(tables):
        places.setdefault(found.text, []).append(found.place)
    pairs = zip(rows["reader_language"], rows["text"], strict=True)
    missing = [(language, text, places.get(text, [])) for language, text in pairs]
    return pd.DataFrame(sorted(missing), columns=["language", "text", "places"])


def places_words(places: list[str]) -> str:
    """The first places of a text, and how many more there are."""
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return "; ".join(places[:_SHOWN]) + more


def data_texts(frames: Frames) -> Iterator[PlacedText]:
    """Every text of the data that readers see in words, once for each place where it stands."""
    printed = dict(zip(frames["documents"]["document_id"], frames["documents"]["language"], strict=True))
    for table, (columns, key) in _COLUMNS.items():
        frame = frames[table]
        for column in columns:
            if column in frame:
                rows: list[Any] = frame[frame[column].notna()].to_dict("records")
                for row in rows:
                    yield from _cell_texts(table, column, key, row, printed)


def _in_data(frames: Frames) -> dict[str, str | None]:
    """Text → its language where any of its places tells it."""
    languages: dict[str, str | None] = {}
    for found in data_texts(frames):
        languages[found.text] = languages.get(found.text) or found.language
    return languages


def _cell_texts(
    table: str, column: str, key: str, row: Mapping[str, Any], printed: Mapping[str, str]
) -> Iterator[PlacedText]:
    """The texts of one cell; none for a code, a date, or what the row of a document holds already."""
    text = str(row[column])
    if not text:
        return
    if table == "sources" and row["source_kind"] in _STATED and column != "licence":
        return
    if (column == "published" and _DATE.fullmatch(text)) or (column == "amount_unit" and text in list(Unit)):
        return
    # Titles and publishers are in English or as printed; all else is written by the editors, in English.
    as_printed = table == "documents" and printed[row["document_id"]] != Language.EN
    named = "producer" if table == "sources" and column == "publisher" else column  # as the sidecar calls it
    place = f"{_file(table, row)}, {named} of {row[key]}"
    for part in text.split(PARTS) if column == "parties" else (text,):
        yield PlacedText(part, None if as_printed else str(Language.EN), place)


def _file(table: str, row: Mapping[str, Any]) -> str:
    """The file that a text of the row is mended in."""
    if table in _FILES:
        return _FILES[table]
    if table != "sources":
        return f"data/statements/{row['document_id']}.yaml"
    if row["source_kind"] in _STATED:
        return "etl/transform/statements.py"  # the terms of all documents
    rates = row["source_id"] == exchange_rates.SOURCE_ID
    return "etl/transform/exchange_rates.py" if rates else f"data/official/{row['source_id']}.yaml"
