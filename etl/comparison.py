"""One comparison of a stated figure with something else: its two intervals, its verdict and the reason in words."""

from dataclasses import dataclass
from typing import Any

from etl.interval import Interval
from etl.period import Period
from etl.stated import Stated
from etl.terms import Reason, Unit, Verdict


@dataclass(frozen=True)
class Comparison:
    """A statement beside what it is compared with (`observed`, None where nothing can be put there).

    `others` are the ids of the rows on the other side; `against` ends the comparison's own id; `rate` is dollars per
    euro where a currency was converted.
    """

    rule: str
    statement: Stated
    others: tuple[str, ...]
    against: str
    period: Period | None
    observed: Interval | None
    verdict: Verdict
    reason: Reason
    text: str
    reporter: str | None = None
    rate: float | None = None

    @property
    def gap(self) -> float | None:
        """Distance between the two sides in percent of the stated one's nearer bound."""
        return None if self.observed is None else self.statement.bounds.gap(self.observed)

    def row(self, source_id: str) -> dict[str, Any]:
        """The row of `checks`."""
        observed, statement = self.observed or Interval(None, None), self.statement
        when = f":{self.period.iso()}" if self.period else ""
        return {
            "check_id": f"{self.rule}:{statement.id}{when}:{self.against}",
            "rule": self.rule,
            "source_id": source_id,
            "subject_ids": " ".join((statement.id, *self.others)),
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
            "gap": self.gap,
            "verdict": self.verdict,
            "reason_code": self.reason,
            "reason": self.text,
        }


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
