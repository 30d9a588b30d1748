"""The comparisons as a person reads them: a few sections, the largest disagreement first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.comparison import shown
from etl.interval import Interval
from etl.period import Period
from etl.terms import Verdict


@dataclass(frozen=True)
class Section:
    """One table of the report: its title, the head of its first column, and rows of a short mark and a text."""

    title: str
    mark: str
    rows: tuple[tuple[str, str], ...]


def sections(checks: pd.DataFrame) -> list[Section]:
    """Everything that does not simply agree, each comparison in one section."""
    disagrees, agrees = checks["verdict"].eq(Verdict.DISAGREES), checks["verdict"].eq(Verdict.AGREES)
    repeated = checks["rule"].eq("repeated_number") & ~disagrees
    unequal = checks["rule"].eq("unequal_periods") & ~disagrees
    others = checks[~(disagrees | agrees | repeated | unequal)].sort_values(["reason_code", "check_id"])
    ranked = checks[disagrees].sort_values(["gap", "check_id"], ascending=[False, True], na_position="first")
    return [
        _section("Disagreements, the widest apart first", "gap", ranked),
        _section("Repeated numbers", "reason_code", checks[repeated].sort_values("check_id")),
        _section("Comparisons of unequal periods", "reason_code", checks[unequal].sort_values("check_id")),
        _section("Cannot tell", "reason_code", others),
    ]


def agreements(checks: pd.DataFrame) -> str:
    """How many comparisons agree, by rule."""
    rules = checks.loc[checks["verdict"].eq(Verdict.AGREES), "rule"].astype(str).value_counts()
    counts = sorted(zip(rules.index, rules, strict=True), key=lambda pair: (-pair[1], pair[0]))
    listed = ", ".join(f"{count} {rule}" for rule, count in counts)
    return f"Agrees: {rules.sum()} of {len(checks)} comparisons" + (f" ({listed})" if listed else "")


def _section(title: str, mark: str, frame: pd.DataFrame) -> Section:
    rows = frame.to_dict("records")
    return Section(f"{title}: {len(rows)}", mark, tuple((_mark(row, mark), _text(row)) for row in rows))


def _mark(row: Mapping[Any, Any], name: str) -> str:
    if name != "gap":
        return str(row[name])
    return "" if pd.isna(row["gap"]) else f"{row['gap']:.1f} %"


def _text(row: Mapping[Any, Any]) -> str:
    """The figure with its period; what was stated and found; the figures or series it stands beside."""
    first, *others = str(row["subject_ids"]).split()
    when = "" if pd.isna(row["period_start"]) else f" ({Period(row['period_start'], row['period_end']).iso()})"
    low, high = (None if pd.isna(row[side]) else float(row[side]) for side in ("expected_low", "expected_high"))
    stated, reason = shown(Interval(low, high), str(row["unit"])), str(row["reason"])
    beside = ", ".join(dict.fromkeys(other.split(":")[0] for other in others))  # official rows by their series
    lines = [f"{first}{when}", reason if stated in reason else f"stated {stated}; {reason}"]
    return "\n".join([*lines, *([f"beside {beside}"] if beside else [])])
