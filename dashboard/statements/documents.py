"""Which documents a selection holds, and how cards name them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from babel.lists import format_list

from dashboard.queries.frames import STATED_KINDS
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.text import formats
from dashboard.text.messages import translator
from etl.model.codes import Role


def documents_in_view(view: View) -> pd.DataFrame:
    """Documents of the kinds selected, published in the selected years.

    Where the first or the last year of the data is selected that side is open, so that with all years selected every
    document stays; one without a date stays only then.
    """
    frame = view.tables["documents"]
    dated = pd.Series([within_years(view, _year(day)) for day in frame["published_date"]], frame.index)
    if view.selection.source_kinds:
        wanted = [kind for kind in view.selection.source_kinds if kind in STATED_KINDS]
        dated &= frame["source_kind"].isin(wanted)
    return frame[dated.astype(bool)]


def within_years(view: View, year: int | None) -> bool:
    """Whether a year is selected; a side of the selection that reaches the edge of the data is open."""
    known = view.tables.vocabulary
    after = view.selection.first_year <= known.first_year or (year is not None and year >= view.selection.first_year)
    before = view.selection.last_year >= known.last_year or (year is not None and year <= view.selection.last_year)
    return after and before


def document_years(tables: Tables, document_ids: Iterable[str]) -> list[tuple[str, int]]:
    """The years of publication of documents, where known, as years that a card has for both directions together."""
    published = tables["documents"].set_index("document_id")["published_date"]
    found = (_year(published[name]) for name in set(document_ids))
    return [("", year) for year in found if year is not None]


def naming_companies(view: View) -> frozenset[str] | None:
    """Ids of the documents that name a selected company, or None where no company is selected."""
    if not view.selection.companies:
        return None
    mentions = view.tables["mentions"]
    return frozenset(mentions.loc[mentions["company_id"].isin(view.selection.companies), "document_id"])


def role_names(language: str) -> dict[str, str]:
    """Role in which a document names a company or sector → its name."""
    _ = translator(language)
    return {Role.EXISTING: _("active"), Role.PRIORITY: _("planned or candidate"), Role.AGREEMENT: _("agreement")}


def partial_date(text: str, language: str) -> str:
    """An ISO date as precisely as it is known: “2023-11-01”, “2023-11”, “2023”; anything else is undated."""
    _ = translator(language)
    parts = [int(part) for part in text.split("-") if part.isdecimal()]
    if len(parts) == 3:
        return formats.date_label(date(parts[0], parts[1], parts[2]), language)
    if len(parts) == 2:
        return formats.month_label(date(parts[0], parts[1], 1), language)
    return str(parts[0]) if parts else _("undated")


def listed(names: list[str], language: str) -> str:
    """Names as a sentence lists them: “Orano, Alstom and Airbus”."""
    return str(format_list(names, locale=language))


def _year(day: Any) -> int | None:
    return day.year if isinstance(day, date) else None
