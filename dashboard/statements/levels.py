"""Official values that stated figures were compared with."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.queries import frames, rates
from dashboard.queries.tables import Tables, ids_in, records, text_of
from dashboard.queries.view import View
from etl.model.codes import COUNTERPART_RULES, Unit, Verdict
from etl.model.period import Period

MONEY = (Unit.USD, Unit.EUR)


@dataclass(frozen=True)
class ComparedLevel:
    """An official value a figure was compared with, in the figure's shown unit where it could be converted.

    `distance` is how far it is from what was stated, in `distance_unit`; None where the two meet. `statement_ids` are
    the statements of the figure that this comparison is of.
    """

    reporter: str
    year: int
    value: float
    verdict: Verdict
    reason: str
    distance: float | None
    distance_unit: str
    source_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]


def official_checks(view: View) -> dict[str, list[Any]]:
    """Statement → the rows of `checks` that put it to an official value of the same trade, of the years selected."""
    checks: dict[str, list[Any]] = {}
    frame = frames.checks(view)
    for row in records(frame[frame["rule"].isin(COUNTERPART_RULES)]):
        checks.setdefault(ids_in(row.subject_ids)[0], []).append(row)
    return checks


def compared_level(tables: Tables, check: Any, unit: str) -> ComparedLevel | None:
    """The official value of a row of `checks`, in a unit; None where it has none, or no rate converts it."""
    period = Period(check.period_start, check.period_end)
    value = check.observed_low
    if check.unit in MONEY:
        value = rates.in_currency(tables, check.observed_low, check.unit, unit, period)
    if value is None or pd.isna(value):
        return None
    return ComparedLevel(
        reporter=check.reporter_iso3,
        year=period.start.year,
        value=float(value),
        verdict=Verdict(check.verdict),
        reason=check.reason_code,
        distance=_number(check.distance),
        distance_unit=text_of(check.distance_unit),
        source_ids=ids_in(check.object_source_ids),
        statement_ids=(ids_in(check.subject_ids)[0],),
    )


def each_once(levels: list[ComparedLevel]) -> tuple[ComparedLevel, ...]:
    """Comparisons that differ in nothing but the statement, as one of all these statements."""
    groups: dict[ComparedLevel, list[str]] = {}
    for level in levels:
        groups.setdefault(replace(level, statement_ids=()), []).extend(level.statement_ids)
    return tuple(replace(level, statement_ids=tuple(names)) for level, names in groups.items())


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
