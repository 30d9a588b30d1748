"""Between which limits the rest lies where crude oil cannot be taken out of a total: by what chapter 27 holds.

Crude oil is at most all mineral fuels of the same declarations, and at least nothing: what lies outside chapter 27 is
not crude oil. Of the chapter itself no list says how much is.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.crude_oil import FUELS
from dashboard.queries.view import View
from dashboard.sentences.translations import publisher_names
from dashboard.sentences.words import spans_words
from etl.model.period import Period

_SERIES = ["reporter_iso3", "exporter_iso3", "importer_iso3", "source_kind"]


@dataclass(frozen=True)
class Limit:
    """A total over its periods, in the selected currency and full units; `low` of it is certainly not crude oil."""

    exporter: str
    importer: str
    periods: tuple[Period, ...]
    low: float
    total: float
    source_ids: tuple[str, ...]


def limits(left_out: Iterable[tuple[Any, Period]], view: View) -> list[Limit]:
    """One limit a direction and series of the rows left out, of the periods that chapter 27 is known for."""
    if view.selection.sectors:
        return []
    products = frames.declared_products(view.where(sectors=(), without_oil=False))
    fuels = products[products["commodity_code"].eq(FUELS) & products["value"].notna()]
    found: dict[tuple[str, ...], list[Limit]] = {}
    for row, span in left_out:
        if (limit := _limit(row, span, fuels)) is not None:
            found.setdefault(tuple(getattr(row, name) for name in _SERIES), []).append(limit)
    return [_together(parts) for parts in found.values()]


def limit_words(found: list[Limit], view: View) -> str:
    """One sentence a limit: “Kazakhstan → France, Jan–Nov 2022: at least $281.2m of $4.21bn is not crude oil, …”."""
    _ = view.translate
    text = _(
        "{direction}, {period}: at least {low} of {total} is not crude oil, which is what lies outside mineral fuels "
        "(HS 27); how much of these is crude oil is not listed ({sources})."
    )
    publishers = publisher_names(view)
    return " ".join(
        text.format(
            direction=view.direction_name(one.exporter, one.importer),
            period=spans_words(one.periods, view.language),
            low=view.money(_floor(one.low), 1),
            total=view.money(one.total),
            sources=", ".join(dict.fromkeys(publishers[source] for source in one.source_ids)),
        )
        for one in found
    )


def _limit(row: Any, span: Period, fuels: pd.DataFrame) -> Limit | None:
    """The limit of one row; None where its declarations do not give all of chapter 27 for the period."""
    same = [fuels[name].eq(getattr(row, name)) for name in _SERIES]
    own = fuels[pd.concat(same, axis=1).all(axis=1)]
    whole = own[own["period_start"].eq(span.start) & own["period_end"].eq(span.end)]
    if whole.empty:
        inside = own[own["period_start"].ge(span.start) & own["period_end"].le(span.end)]
        whole = inside.drop_duplicates("period_start")
        if len(whole) != span.whole_months:
            return None
    else:
        whole = whole.head(1)
    low = float(row.value) - float(whole["value"].sum())
    if low < 0:
        return None
    sources = (row.source_id, *whole["source_id"])
    return Limit(row.exporter_iso3, row.importer_iso3, (span,), low, float(row.value), tuple(dict.fromkeys(sources)))


def _floor(amount: float) -> float:
    """What is at least there, to the one decimal that is shown: never rounded up."""
    step = next((10 ** (power - 1) for power in (9, 6, 3) if amount >= 10**power), 0.1)
    return math.floor(amount / step) * step


def _together(parts: list[Limit]) -> Limit:
    first = parts[0]
    return Limit(
        first.exporter,
        first.importer,
        tuple(span for part in parts for span in part.periods),
        sum(part.low for part in parts),
        sum(part.total for part in parts),
        tuple(dict.fromkeys(source for part in parts for source in part.source_ids)),
    )
