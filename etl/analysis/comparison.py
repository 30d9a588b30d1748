"""One comparison of a stated figure with something else: its two intervals, its verdict and the reason in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.analysis.stated import ComparableFigure
from etl.model.codes import Reason, Rule, Unit, Verdict
from etl.model.interval import Interval
from etl.model.period import Period


@dataclass(frozen=True)
class Comparison:
    """A statement beside what it is compared with (`observed`, None where nothing can be put there).

    `alike` are further statements that print the same figure; `others` are the ids of the rows on the other side, and
    `series` the official series these stand in (none where they are statements); `against` ends the comparison's own
    id; `counterpart` is what the other side prints where `observed` is its rounding; `rate` is dollars per euro where
    a currency was converted.
    """

    rule: Rule
    statement: ComparableFigure
    others: tuple[str, ...]
    against: str
    period: Period | None
    observed: Interval | None
    verdict: Verdict
    reason: Reason
    text: str
    reporter: str | None = None
    rate: float | None = None
    alike: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    counterpart: float | None = None

    @property
    def distance(self) -> float | None:
        """How far the figures as printed are apart: percentages in points, all else in percent of the stated one.

        A range counts from its nearer end. None where the bounds meet or nothing stands on the other side.
        """
        if self.observed is None or self.statement.bounds.overlaps(self.observed):
            return None
        stated = _printed(self.statement.value, self.statement.bounds)
        observed = _printed(self.counterpart, self.observed)
        apart = stated.distance(observed)
        if apart is None or self.statement.unit == Unit.PERCENT:
            return apart
        nearer = stated.end_towards(observed)
        return abs(apart / nearer) * 100 if nearer else None

    @property
    def distance_unit(self) -> Unit | None:
        """Percentage points between percentages, percent between amounts and counts."""
        if self.distance is None:
            return None
        return Unit.PERCENTAGE_POINTS if self.statement.unit == Unit.PERCENT else Unit.PERCENT

    def row(self, origin: Mapping[str, str]) -> dict[str, Any]:
        """The row of `checks`; `origin` maps each statement to its source."""
        observed, statement = self.observed or Interval(None, None), self.statement
        when = f":{self.period.iso()}" if self.period else ""
        subjects = (statement.id, *self.alike)
        objects = self.series or tuple(origin[name] for name in self.others)
        return {
            "check_id": f"{self.rule}:{statement.id}{when}:{self.against}",
            "rule": self.rule,
            "source_id": origin[statement.id],
            "subject_ids": " ".join((*subjects, *self.others)),
            "subject_source_ids": " ".join(dict.fromkeys(origin[name] for name in subjects)),
            "object_source_ids": " ".join(dict.fromkeys(objects)) or None,
            "reporter_iso3": self.reporter,
            "exporter_iso3": statement.exporter,
            "importer_iso3": statement.importer,
            "pair": statement.pair,
            "period_start": self.period and self.period.start,
            "period_end": self.period and self.period.end,
            "unit": statement.unit,
            "expected_low": statement.bounds.low,
            "expected_high": statement.bounds.high,
            "observed_low": observed.low,
            "observed_high": observed.high,
            "rate": self.rate,
            "distance": self.distance,
            "distance_unit": self.distance_unit,
            "verdict": self.verdict,
            "reason_code": self.reason,
            "reason": self.text,
        }


def _printed(value: float | None, bounds: Interval) -> Interval:
    """The number as printed, or the bounds where a range or only one side is."""
    return bounds if value is None else Interval(value, value)


def shown(bounds: Interval, unit: str) -> str:
    """Bounds in words: "100 USD", "29.50 … 30.50 percent", "at least 170 companies"."""
    digits = 2 if unit == Unit.PERCENT else 0
    low, high = (None if side is None else f"{side:,.{digits}f}" for side in (bounds.low, bounds.high))
    if low is None or high is None:
        return f"at most {high} {unit}" if low is None else f"at least {low} {unit}"
    return f"{low} {unit}" if low == high else f"{low} … {high} {unit}"


def met(expected: Interval, observed: Interval) -> tuple[Verdict, Reason]:
    """The plain verdict: the two meet or they do not."""
    if expected.overlaps(observed):
        return Verdict.AGREES, Reason.INSIDE
    return Verdict.DISAGREES, Reason.OUTSIDE
