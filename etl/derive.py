"""Values implied by what one document states and printed by nobody, each with its formula and inputs.

Only figures of the same document, direction, goods and reporter are combined: two speakers are never mixed.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from etl.interval import Interval, base_from_growth, exactly
from etl.period import Period, year
from etl.schema import TABLES
from etl.terms import Measure, Per, ShareOf

Row = dict[str, Any]
_SAME = ["document_id", "reporter_iso3", "pair", "commodity_label"]
_DIRECTION = ["exporter_iso3", "importer_iso3"]
_SUBJECT = ["reporter_iso3", "pair", "commodity_label", "sector_id", "unit"]


def derived_rows(statements: pd.DataFrame) -> pd.DataFrame:
    """`derived`: every value the rules below imply; an empty frame with the right columns where none is."""
    rows = [row for rule in RULES for row in rule(statements)]
    return pd.DataFrame(rows, columns=TABLES["derived"].names)


def implied_base(statements: pd.DataFrame) -> Iterator[Row]:
    """A level and its growth imply the level of the base period: level / (1 + growth)."""
    levels = _levels(statements)
    growths = statements[statements["measure"].eq(Measure.GROWTH) & statements["base_period_start"].notna()]
    growths = growths[growths["low"].astype("float64").gt(-100)]  # what may have fallen to nothing bounds no base
    keys = [*_SAME, *_DIRECTION, "period_start", "period_end"]
    for level, percent in _joined(levels, growths, keys):
        bounds = base_from_growth(_interval(level), _interval(percent))
        value = level["value"] / (1 + percent["value"] / 100) if _bounded(level, percent) else None
        base = Period(percent["base_period_start"], percent["base_period_end"])
        formula = f"{_shown(level)} / (1 + {_shown(percent)} / 100)"
        yield _row("base_from_growth", level, base, value, bounds, formula, [level, percent])


def implied_flow(statements: pd.DataFrame) -> Iterator[Row]:
    """A total of both directions and one direction's share in it imply that direction: total x share."""
    totals = _levels(statements)
    totals = totals[totals["exporter_iso3"].isna()]
    shares = statements[statements["share_of"].eq(ShareOf.PAIR_TRADE) & statements["exporter_iso3"].notna()]
    shares = shares[shares["commodity_label"].isna() & shares["period_start"].notna()]
    for total, share in _joined(totals, shares, _SAME):
        period = Period(total["period_start"], total["period_end"])
        if not _share_holds_for(share, period):
            continue
        bounds = _interval(total) * _interval(share) / exactly(100.0)
        known = _bounded(total, share) and not pd.isna(share["value"])
        value = total["value"] * share["value"] / 100 if known else None
        direction = total.copy()
        direction[_DIRECTION] = share[_DIRECTION]
        formula = f"{_shown(total)} × {_shown(share)} / 100"
        yield _row("share_of_total", direction, period, value, bounds, formula, [total, share])


RULES: tuple[Callable[[pd.DataFrame], Iterator[Row]], ...] = (implied_base, implied_flow)


def _levels(statements: pd.DataFrame) -> pd.DataFrame:
    """Trade values with a number of their own, for a whole period."""
    chosen = statements["measure"].eq(Measure.TRADE_VALUE) & statements["per"].eq(Per.PERIOD)
    return statements[chosen & statements["value"].notna() & statements["period_start"].notna()]


def _joined(left: pd.DataFrame, right: pd.DataFrame, keys: list[str]) -> Iterator[tuple[Any, Any]]:
    """All pairs of rows equal in `keys`, where null equals null."""
    marked = [frame.assign(_at=range(len(frame)))[[*keys, "_at"]] for frame in (left, right)]
    marked = [frame.astype(dict.fromkeys(keys, "object")) for frame in marked]
    marked = [frame.where(frame.notna(), "") for frame in marked]
    for one, other in marked[0].merge(marked[1], on=keys)[["_at_x", "_at_y"]].itertuples(index=False):
        yield left.iloc[one], right.iloc[other]


def _share_holds_for(share: Any, period: Period) -> bool:
    """A share for each year of a span holds for each calendar year in it; any other only for its own period."""
    span = Period(share["period_start"], share["period_end"])
    if share["per"] == Per.YEAR:
        return period.is_year and span.contains(year(period.start.year))
    return span == period


def _interval(row: Any) -> Interval:
    return Interval(*(None if pd.isna(row[side]) else float(row[side]) for side in ("low", "high")))


def _bounded(*rows: Any) -> bool:
    """Whether both figures are bounded on both sides: "more than" implies a limit, not a value."""
    return all(_interval(row).bounded for row in rows)


def _shown(row: Any) -> str:
    sides = [f"{row[side]:.12g}" if not pd.isna(row[side]) else "…" for side in ("low", "high")]
    return f"[{sides[0]}, {sides[1]}]"


def _row(
    rule: str, subject: Any, period: Period, value: float | None, bounds: Interval, formula: str, inputs: list[Any]
) -> Row:
    ids = [str(row["statement_id"]) for row in inputs]
    return {
        "derived_id": f"{rule}:{'+'.join(ids)}",
        "rule": rule,
        "measure": Measure.TRADE_VALUE,
        "source_id": subject["source_id"],
        **{name: subject[name] for name in (*_SUBJECT, *_DIRECTION)},
        "period_start": period.start,
        "period_end": period.end,
        "value": value,
        "low": bounds.low,
        "high": bounds.high,
        "formula": formula,
        "inputs": " ".join(ids),
    }
