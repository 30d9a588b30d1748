"""Amounts in the reader's currency: average rates of periods, and amounts converted at them."""

from dashboard.queries import Tables
from etl.period import Period
from etl.terms import Frequency


def average_rate(tables: Tables, span: Period) -> float | None:
    """Dollars per euro averaged over the trading days of whole months; None where a month has no rate."""
    if span.whole_months is None:
        return None
    known = tables.monthly_rates
    if not all(start in known for start in span.month_starts):
        return None
    rates = [known[start] for start in span.month_starts]
    return sum(rate * fixings for rate, fixings in rates) / sum(fixings for _rate, fixings in rates)


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
    if unit == currency:
        return value
    rate = average_rate(tables, span)
    if rate is None or {unit, currency} != {"USD", "EUR"}:
        return None
    return value * rate if currency == "USD" else value / rate
