"""The table of a card as CSV and JSON, with what it shows and where it comes from."""

import json
import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard.cards.base import Card, Source
from dashboard.exports.citation import citation_lines
from dashboard.text import formats
from dashboard.text.messages import translator

Cell = str | int | float | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of a formula
# The same after a sign that may part cells: of a line of the head any, of a quoted cell those of other countries.
_FORMULA_IN_LINE = re.compile(r"""([,;\t]\s*["']*\s*)(?=[=+\-@])""")
_FORMULA_IN_CELL = re.compile(r"""(;\s*["']*\s*)(?=[=+\-@])""")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MARK = "\ufeff"  # by which spreadsheets know UTF-8
_APOSTROPHE = r"\1'"


class ColumnKind(StrEnum):
    """What all cells of a column are; a column of days and months or years is text, with dates where there are days."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """A column of a card's table: plain Python values, None where there is none."""

    name: str
    kind: ColumnKind
    cells: tuple[Cell, ...]


def columns(table: pd.DataFrame) -> tuple[Column, ...]:
    """A table by column."""
    return tuple(_column(str(name), table.iloc[:, at]) for at, name in enumerate(table.columns))


def table_bytes(card: Card) -> bytes:
    """The card's table as CSV (UTF-8 with a mark for spreadsheets), headed by what it shows and its sources."""
    _ = translator(card.language)
    filters = _("Filters: {filters}").format(filters=card.view)
    head = [card.title, card.subtitle, filters, *card.caveats, *citation_lines(card)]
    head.append(_("data {hash}").format(hash=card.data_hash))
    lines = "".join(f"# {_FORMULA_IN_LINE.sub(_APOSTROPHE, ' '.join(line.splitlines()))}\n" for line in head if line)
    return (_MARK + lines + _csv(card.table)).encode("utf-8")


def rows_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV without a head."""
    return (_MARK + _csv(table)).encode("utf-8")


def json_bytes(card: Card) -> bytes:
    """The card's words, sources and table as JSON; a missing value is null, a day is in ISO form."""
    found = columns(card.table)
    content = {
        "card": card.id,
        "title": card.title,
        "subtitle": card.subtitle,
        "sentence": card.sentence,
        "alt": card.alt,
        "caveats": card.caveats,
        "language": card.language,
        "filters": card.view,
        "query": card.filters,
        "data_hash": card.data_hash,
        "sources": [_source(source) for source in card.sources],
        "columns": [{"name": column.name, "type": column.kind} for column in found],
        "rows": list(zip(*(column.cells for column in found), strict=True)),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False, default=date.isoformat).encode("utf-8")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def harmless_cell(text: str) -> str:
    """A cell of CSV without a formula, at its start or behind a semicolon that parts cells in other countries."""
    return _FORMULA_IN_CELL.sub(_APOSTROPHE, harmless(text))


def _csv(table: pd.DataFrame) -> str:
    found = columns(table)
    rows = pd.DataFrame(dict(enumerate([_written(cell) for cell in column.cells] for column in found)), dtype=object)
    return rows.to_csv(index=False, header=[_text(column.name) for column in found])


def _written(cell: Cell) -> Cell:
    return _text(cell) if isinstance(cell, str) else cell


def _text(text: str) -> str:
    """A cell or heading as CSV holds it, without a formula for those whose spreadsheets part cells by semicolons.

    A carriage return, which is not quoted and would begin a row, is a line feed.
    """
    return harmless_cell(text).replace("\r\n", "\n").replace("\r", "\n")


def _column(name: str, values: pd.Series) -> Column:
    cells = tuple(_cell(value) for value in values)
    if values.dtype.kind in "iuf":
        return Column(name, ColumnKind.NUMBER, cells)
    known = [cell for cell in cells if cell is not None]
    days = bool(known) and all(isinstance(cell, date) for cell in known)
    return Column(name, ColumnKind.DATE if days else ColumnKind.TEXT, cells)


def _cell(value: Any) -> Cell:
    """A plain Python value; empty text and the dash that stands for a missing value are none, an ISO day is a date.

    Numbers keep the fifteen digits that a calculation in binary leaves sure: 0.3, where a sum gave 0.30000000000000004.
    """
    if pd.isna(value) or value in ("", formats.MISSING):
        return None
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float):
        return float(f"{plain:.15g}") if math.isfinite(plain) else None
    return plain if isinstance(plain, int | date) else _day(str(plain))


def _day(text: str) -> str | date:
    """The day that a text is in ISO form, else the text."""
    if not _DAY.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _source(source: Source) -> dict[str, str | None]:
    return {
        "id": source.source_id,
        "kind": source.kind,
        "publisher": source.publisher,
        "title": source.title,
        "citation": source.citation,
        "published": source.published,
        "accessed": source.accessed.isoformat(),
        "licence": source.licence,
        "redistribution": source.redistribution,
        "url": source.url,
    }
