"""The comparisons as a person reads them: a few sections, the largest disagreement first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.analysis.comparison import shown
from etl.model.codes import OFFICIAL_RULES, Rule, Unit, Verdict
from etl.model.interval import Interval
from etl.model.period import Period


@dataclass(frozen=True)
class ReportSection:
    """One table of the report: its title, the head of its first column, and rows of a short mark and a text."""

    title: str
    mark: str
    rows: tuple[tuple[str, str], ...]


def sections(checks: pd.DataFrame) -> list[ReportSection]:
    """Everything that does not simply agree, each comparison in one section."""
    disagrees, agrees = checks["verdict"].eq(Verdict.DISAGREES), checks["verdict"].eq(Verdict.AGREES)
    own_counts = checks["verdict"].eq(Verdict.EACH_OWN_COUNT)
    repeated = checks["rule"].eq(Rule.REPEATED_NUMBER) & ~disagrees
    unequal = checks["rule"].eq(Rule.UNEQUAL_PERIODS) & ~disagrees
    settled = disagrees | agrees | own_counts | repeated | unequal
    others = checks[~settled].sort_values(["reason_code", "check_id"])
    return [
        _section(
            "Disagreements, amounts before percentages, the widest apart first", "distance", ranked(checks[disagrees])
        ),
        _section("Each country's own count, both right", "distance", ranked(checks[own_counts])),
        _section("Repeated numbers", "reason_code", checks[repeated].sort_values("check_id")),
        _section("Comparisons of unequal periods", "reason_code", checks[unequal].sort_values("check_id")),
        _section("Cannot tell", "reason_code", others),
    ]


def ranked(checks: pd.DataFrame) -> pd.DataFrame:
    """Comparisons by how far their sides are apart: amounts and counts by percent, then percentages by points.

    The two are different measures, so that none is ranked against the other; what cannot be measured comes first.
    """
    order = ["distance_unit", "distance", "check_id"]
    return checks.sort_values(order, ascending=[True, False, True], na_position="first")


def agreements(checks: pd.DataFrame) -> str:
    """How many comparisons agree, by rule."""
    rules = checks.loc[checks["verdict"].eq(Verdict.AGREES), "rule"].astype(str).value_counts()
    counts = sorted(zip(rules.index, rules, strict=True), key=lambda pair: (-pair[1], pair[0]))
    listed = ", ".join(f"{count} {rule}" for rule, count in counts)
    return f"Agrees: {rules.sum()} of {len(checks)} comparisons" + (f" ({listed})" if listed else "")


def _section(title: str, mark: str, frame: pd.DataFrame) -> ReportSection:
    rows = frame.to_dict("records")
    return ReportSection(f"{title}: {len(rows)}", mark, tuple((_mark(row, mark), _text(row)) for row in rows))


def _mark(row: Mapping[Any, Any], name: str) -> str:
    if name != "distance":
        return str(row[name])
    sign = {Unit.PERCENT: "%", Unit.PERCENTAGE_POINTS: "points"}
    return "" if pd.isna(row["distance"]) else f"{row['distance']:.1f} {sign[row['distance_unit']]}"


def _text(row: Mapping[Any, Any]) -> str:
    """The figure with its period; what was stated and found; the figures or series it stands beside."""
    first, *others = str(row["subject_ids"]).split()
    when = "" if pd.isna(row["period_start"]) else f" ({Period(row['period_start'], row['period_end']).iso()})"
    low, high = (None if pd.isna(row[side]) else float(row[side]) for side in ("expected_low", "expected_high"))
    stated, reason = shown(Interval(low, high), str(row["unit"])), str(row["reason"])
    series = str(row["object_source_ids"]).split() if row["rule"] in OFFICIAL_RULES else others
    beside = ", ".join(series)
    lines = [f"{first}{when}", reason if stated in reason else f"stated {stated}; {reason}"]
    return "\n".join([*lines, *([f"beside {beside}"] if beside else [])])
