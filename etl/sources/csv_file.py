"""Hand-kept CSV as text, with errors that name file, line and remedy."""

import csv
from io import StringIO
from pathlib import Path

from etl.model.errors import DataFileError
from etl.sources.characters import LONGEST_TEXT, on_one_line, unusable_character


def read_csv(path: Path, shown: str) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """The header (empty for an empty file), and each row's fields with the number of the line it ends on.

    `shown` is the name messages use. A byte-order mark and line ends of any system, as spreadsheets write them, are
    skipped. Raises DataFileError where a row has more or fewer fields than the header or holds what is no text.
    """
    try:
        reader = csv.reader(StringIO(path.read_text(encoding="utf-8-sig")))
        header = tuple(next(reader, ()))
        rows = [(reader.line_num, fields) for fields in reader]
    except UnicodeDecodeError as fault:
        raise DataFileError(f"{shown}: byte {fault.start} is not UTF-8: save the file as UTF-8") from None
    except OSError as fault:
        raise DataFileError(f"{shown}: {fault.strerror}: make it a file that can be read") from None
    except csv.Error as fault:
        raise DataFileError(f"{shown}: {fault}: restore the file as plain CSV") from None
    for line, fields in [(1, list(header)), *rows]:
        _check_row(fields, len(header), f"{shown}, line {line}")
    return header, [(line, [on_one_line(field) for field in fields]) for line, fields in rows]


def _check_row(fields: list[str], length: int, where: str) -> None:
    if character := unusable_character("".join(fields)):
        raise DataFileError(f"{where}: holds the character {character}, which is not text: take it out")
    if len(fields) != length:
        raise DataFileError(f"{where}: {len(fields)} fields where the header has {length}: restore the line")
    if any(len(field) > LONGEST_TEXT for field in fields):
        raise DataFileError(f"{where}: a field of more than {LONGEST_TEXT} characters: shorten it")
