"""Stated figures against official levels: each rule is a small function listed in RULES, each row one comparison.

A figure whose reporter is not named is only ever found to agree: which statistics it meant cannot be told otherwise.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from etl.interval import Interval, exactly, growth
from etl.levels import Level, index_flows, is_total, official_levels
from etl.period import Period, incomparable, year
from etl.schema import TABLES
from etl.terms import ALL_GOODS, Measure, Per, Unit, Verdict

Row = dict[str, Any]
Levels = Callable[[Any, Period, str], list[Level]]


def check_rows(statements: pd.DataFrame, flows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """`checks`: one row per statement and official level it can be compared with."""
    kinds = dict(zip(sources["source_id"], sources["source_kind"].astype(str), strict=True))

    indexed = index_flows(flows)

    def levels(statement: Any, period: Period, currency: str) -> list[Level]:
        goods = ALL_GOODS if is_total(statement["commodity_code"]) else str(statement["commodity_code"])
        if goods == ALL_GOODS and isinstance(statement["commodity_label"], str):
            return []  # goods given in words only have no official counterpart
        return official_levels(
            indexed,
            kinds,
            exporter=_text(statement["exporter_iso3"]),
            importer=_text(statement["importer_iso3"]),
            pair=statement["pair"],
            commodity=goods,
            period=period,
            currency=currency,
        )

    rows = [row for rule in RULES for row in rule(statements, levels)]
    return pd.DataFrame(rows, columns=TABLES["checks"].names)


def stated_value(statements: pd.DataFrame, levels: Levels) -> Iterator[Row]:
    """A stated trade value against the official one for the same direction, goods and period."""
    for statement in _timed(statements, Measure.TRADE_VALUE):
        period = Period(statement["period_start"], statement["period_end"])
        compared = [year(number) for number in period.years] if statement["per"] == Per.YEAR else [period]
        for span in compared:
            for level in levels(statement, span, statement["unit"]):
                yield _row("stated_value", statement, span, exactly(level.value), (level,))


def stated_growth(statements: pd.DataFrame, levels: Levels) -> Iterator[Row]:
    """A stated growth against that between two official levels of one source, as published, for equal spans only."""
    for statement in _timed(statements, Measure.GROWTH):
        current = Period(statement["period_start"], statement["period_end"])
        base = Period(statement["base_period_start"], statement["base_period_end"])
        if incomparable(current, base):
            continue
        for currency in (Unit.USD, Unit.EUR):
            earlier = {level.source_ids: level for level in levels(statement, base, currency)}
            for level in levels(statement, current, currency):
                before = earlier.get(level.source_ids)
                if before and before.value and level.as_published and before.as_published:
                    percent = growth(exactly(level.value), exactly(before.value))
                    yield _row("stated_growth", statement, current, percent, (level, before))


RULES: tuple[Callable[[pd.DataFrame, Levels], Iterator[Row]], ...] = (stated_value, stated_growth)


def _timed(statements: pd.DataFrame, measure: Measure) -> Iterator[Any]:
    chosen = statements[statements["measure"].eq(measure) & statements["period_start"].notna()]
    return (row for _, row in chosen.iterrows())


def _row(rule: str, statement: Any, period: Period, observed: Interval, levels: tuple[Level, ...]) -> Row:
    expected = Interval(_number(statement["low"]), _number(statement["high"]))
    verdict, reason = _judge(statement, expected, observed, levels[0])
    sources = "+".join(levels[0].source_ids)
    return {
        "check_id": f"{rule}:{statement['statement_id']}:{period.iso()}:{sources}",
        "rule": rule,
        "source_id": statement["source_id"],
        "subject_ids": " ".join([statement["statement_id"], *(i for level in levels for i in level.flow_ids)]),
        "reporter_iso3": levels[0].reporter_iso3,
        **{name: statement[name] for name in ("exporter_iso3", "importer_iso3", "pair", "unit")},
        "period_start": period.start,
        "period_end": period.end,
        "expected_low": expected.low,
        "expected_high": expected.high,
        "observed_low": observed.low,
        "observed_high": observed.high,
        "verdict": verdict,
        "reason": reason,
    }


def _judge(statement: Any, expected: Interval, observed: Interval, level: Level) -> tuple[Verdict, str]:
    basis = "as published" if level.as_published else "converted at the period-average rate"
    digits = 2 if statement["unit"] == Unit.PERCENT else 0
    official = f"{observed.low:,.{digits}f} {statement['unit']} ({level.reporter_iso3}, {basis})"
    if expected.overlaps(observed):
        return Verdict.AGREES, f"the official {official} lies within what was stated"
    outside = f"the official {official} lies outside what was stated"
    if _text(statement["reporter_iso3"]) == level.reporter_iso3:
        return Verdict.DISAGREES, outside
    named = "names no statistics" if _text(statement["reporter_iso3"]) is None else "rests on the other country's"
    return Verdict.CANNOT_TELL, f"{outside}, but the statement {named}"


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
