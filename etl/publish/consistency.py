"""Whether the published tables hold together: ids that exist, verdicts their intervals allow, values within bounds."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from etl.model.codes import Reason, Verdict
from etl.model.errors import MissingTablesError

Tables = Mapping[str, pd.DataFrame]
COLUMNS = {
    "statements": ["statement_id"],
    "flows": ["flow_id"],
    "derived": ["derived_id", "value", "low", "high", "inputs"],
    "checks": [
        "check_id",
        "subject_ids",
        "expected_low",
        "expected_high",
        "observed_low",
        "observed_high",
        "verdict",
        "reason_code",
    ],
}
_SHOWN = 3
_APART = {Reason.OTHER_STATISTICS, Reason.REVISED, Reason.UNNAMED}  # what cannot be told because the two do not meet


def require_consistent(tables: Tables) -> None:
    """Raise one MissingTablesError that names every fault with its ids and the remedy."""
    found = {name: ids for name, rule in RULES if (ids := rule(tables))}
    if found:
        listed = "; ".join(f"{name}: {_some(ids)}" for name, ids in found.items())
        raise MissingTablesError(f"the tables do not hold together: {listed}: run `python -m etl build`")


def unknown_subjects(tables: Tables) -> list[str]:
    """Checks with a subject that is in no table."""
    known = _ids(tables)
    checks = zip(tables["checks"]["check_id"], tables["checks"]["subject_ids"], strict=True)
    return [str(check) for check, subjects in checks if not set(str(subjects).split()) <= known]


def unknown_inputs(tables: Tables) -> list[str]:
    """Derived values made from what is in no table, or from nothing."""
    known = _ids(tables)
    derived = zip(tables["derived"]["derived_id"], tables["derived"]["inputs"], strict=True)
    return [str(one) for one, inputs in derived if not (given := set(str(inputs or "").split())) or not given <= known]


def contradicted_verdicts(tables: Tables) -> list[str]:
    """Checks whose verdict is not that of their intervals."""
    return [str(row["check_id"]) for row in tables["checks"].to_dict("records") if not _allowed(row)]


def verdicts_without_reason(tables: Tables) -> list[str]:
    """Checks that do not say what their verdict rests on."""
    checks = tables["checks"]
    return list(checks.loc[~checks["reason_code"].isin(list(Reason)), "check_id"].astype(str))


def values_outside_bounds(tables: Tables) -> list[str]:
    """Derived values that lie outside their own bounds, or bounds that are upside down."""
    derived = tables["derived"]
    value, low, high = (derived[name].astype("float64") for name in ("value", "low", "high"))
    outside = (value < low) | (value > high) | (low > high)  # nulls compare as false: an open side excludes nothing
    return list(derived.loc[outside, "derived_id"].astype(str))


def repeated_ids(tables: Tables) -> list[str]:
    """Ids that stand twice in their table."""
    columns = [tables[name][names[0]].astype(str) for name, names in COLUMNS.items()]
    return [str(one) for column in columns for one in column[column.duplicated()].unique()]


RULES: tuple[tuple[str, Callable[[Tables], list[str]]], ...] = (
    ("checks of rows that are in no table", unknown_subjects),
    ("verdicts their intervals contradict", contradicted_verdicts),
    ("verdicts without a reason", verdicts_without_reason),
    ("derived values outside their bounds", values_outside_bounds),
    ("derived values from unknown inputs", unknown_inputs),
    ("ids that stand twice", repeated_ids),
)


def _allowed(row: Mapping[Any, Any]) -> bool:
    low, high, seen_low, seen_high = (
        None if pd.isna(side) else float(side)
        for side in (row["expected_low"], row["expected_high"], row["observed_low"], row["observed_high"])
    )
    if _above(low, high) or _above(seen_low, seen_high):
        return False
    if seen_low is None and seen_high is None:
        return bool(row["verdict"] == Verdict.CANNOT_TELL)
    meet = not (_above(low, seen_high) or _above(seen_low, high))
    if row["verdict"] == Verdict.CANNOT_TELL:
        return not meet or row["reason_code"] not in _APART
    return bool(row["verdict"] == Verdict.AGREES) == meet


def _above(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one > other


def _ids(tables: Tables) -> set[str]:
    names = ("statements", "flows", "derived")
    return {str(one) for name in names for one in tables[name][COLUMNS[name][0]]}


def _some(ids: list[str]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more
