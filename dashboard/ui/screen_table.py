"""Tables on the pages: who says it and when first, digits in the view's language, columns as wide as what they hold."""

from collections.abc import Hashable
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.exports.tables import Column, ColumnKind, columns
from dashboard.exports.web.page import cell_text
from dashboard.text.messages import translator

_DOMAIN = r"https?://(?:www\.)?([^/]+)"  # what a link shows of its address
_CHARACTER, _AROUND = 8, 26  # pixels of a character and around a cell
_NARROWEST, _WIDEST = 70, 220  # a text that is longer is read by a click on its cell


def show_table(table: pd.DataFrame, alt: str, language: str) -> None:
    """A table as high as its rows, 400 pixels at most; numbers are sorted as such and shown in the language's digits.

    The browser's own language has no part in it. Days are in ISO form, which sorts in every language.
    """
    found = {column.name: column for column in columns(table)}
    days = [name for name, column in found.items() if column.kind == ColumnKind.DATE]
    shown = table.assign(**{name: _iso(table[name]) for name in days})
    numbers: list[Hashable] = [name for name, column in found.items() if column.kind == ColumnKind.NUMBER]
    styled = shown.style.format(partial(number_text, language=language), subset=numbers, na_rep="")
    st.dataframe(
        styled,
        hide_index=True,
        height=min(400, 38 + 35 * len(table)),
        alt=alt,
        column_order=first_who_and_when(list(found), language),
        column_config={name: _configured(column, language) for name, column in found.items()},
        placeholder="",
    )


def first_who_and_when(names: list[str], language: str) -> list[str]:
    """The columns with source, speaker, document and date before the others."""
    _ = translator(language)
    sources = (_("Source"), _("Sources"), _("Speaker"), _("Said by"), _("Document"), _("Documents"))
    first = [name for name in (*sources, _("Publisher"), _("Published"), _("Date")) if name in names]
    return [*first, *(name for name in names if name not in first)]


def column_width(column: Column, language: str) -> int:
    """Pixels that the longest number or day of a column takes; texts are cut where they would push others aside."""
    longest = max((len(cell_text(cell, language)) for cell in column.cells), default=0)
    needed = max(_NARROWEST, longest * _CHARACTER + _AROUND)
    heading = min(_WIDEST, len(column.name) * _CHARACTER + _AROUND)
    return max(heading, needed if column.kind != ColumnKind.TEXT else min(_WIDEST, needed))


def _configured(column: Column, language: str) -> Any:
    width = column_width(column, language)
    if any(str(cell).startswith("http") for cell in column.cells):
        return st.column_config.LinkColumn(display_text=_DOMAIN, width=width)
    return st.column_config.Column(width=width)


def _iso(values: pd.Series) -> pd.Series:
    return values.map(lambda value: value.isoformat() if isinstance(value, date) else value)


def number_text(value: Any, language: str) -> str:
    """A number as the language writes it, with the digits it has, to three after the point; amounts whole."""
    plain = value.item() if hasattr(value, "item") else value
    whole = isinstance(plain, float) and plain.is_integer() and abs(plain) < 10_000
    return cell_text(int(plain) if whole else plain, language)
