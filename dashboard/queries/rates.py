"""Amounts in the reader's currency, by the one rule of `etl.model.rates`: at the average rate of the period shown."""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from dashboard.queries.tables import Tables
from etl.model.codes import Frequency
from etl.model.period import Period

AMOUNTS = ("value", "removed", "undivided")


def latest_rate(tables: Tables, last_year: int) -> tuple[float, Period] | None:
    """Dollars per euro in the latest whole year up to `last_year` that has a rate, with that year."""
    rates = tables["exchange_rates"]
    annual_rates = rates[rates["freq_code"].eq(Frequency.ANNUAL) & rates["currency_to"].eq("USD")]
    known = annual_rates[[d.year <= last_year for d in annual_rates["period_start"]]]
    if known.empty:
        return None
    last = known.sort_values("period_start").iloc[-1]
    return float(last["rate"]), Period(last["period_start"], last["period_end"])


def in_currency(tables: Tables, value: float, unit: str, currency: str, span: Period) -> float | None:
    """An amount in the selected currency at the period-average rate; None where there is no rate."""
    factor = tables.rates.factor(unit, currency, span)
    return None if factor is None else value * factor


def at_rate_of(tables: Tables, rows: pd.DataFrame, currency: str, spans: Iterable[Sequence[date]]) -> pd.DataFrame:
    """Rows converted at the average of their own periods, converted at that of the periods they are added up in.

    `rows` have `period_start`, `period_end`, `currency` as published, and `AMOUNTS` in the currency selected, which
    change. `spans` are the first days of the months that each row is added up in. Rows without a rate keep theirs.
    """
    known: dict[tuple[str, date, date, tuple[date, ...]], float] = {}
    ratios = []
    keys = zip(rows["currency"], rows["period_start"], rows["period_end"], spans, strict=True)
    for unit, start, end, months in keys:
        key = (unit, start, end, tuple(months))
        if key not in known:
            before = tables.rates.factor(unit, currency, Period(start, end))
            after = tables.rates.factor_over(unit, currency, months)
            known[key] = after / before if before and after else 1.0
        ratios.append(known[key])
    amounts = [name for name in AMOUNTS if name in rows]
    return rows.assign(**{name: rows[name] * ratios for name in amounts})
