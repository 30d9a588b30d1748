"""Period-average exchange rates from the ECB's daily euro reference rates, which CurrencyConverter ships."""

from contextlib import suppress
from datetime import date, timedelta
from statistics import fmean

import pandas as pd
from currency_converter import CurrencyConverter, RateNotFoundError

from etl.model.codes import Frequency, Redistribution
from etl.model.period import Period, month_end
from etl.model.rates import monthly_rates

SOURCE_ID = "ecb-reference-rates"


def source_row(accessed: date) -> dict[str, object]:
    """The rates as a row of `sources`."""
    title = "Euro foreign exchange reference rates, daily"
    return {
        "source_id": SOURCE_ID,
        "source_kind": "statistics_office",
        "title": title,
        "publisher": "European Central Bank",
        "citation": f"European Central Bank, {title}, averaged over the days of each period",
        "published": "n.d.",
        "accessed": accessed,
        "url": "https://www.ecb.europa.eu/stats/eurofxref",
        "licence": "reuse with attribution",
        "redistribution": Redistribution.WITH_ATTRIBUTION,
        "note": "averages over trading days; read from the data shipped with the CurrencyConverter package",
    }


def average_rates(currency: str = "USD") -> pd.DataFrame:
    """Price of one euro in `currency`, averaged per complete month and complete calendar year since 1999."""
    daily = _daily_rates(currency)
    last = daily.index.max()
    frames = [_averages(daily, "Y", Frequency.ANNUAL, last), _averages(daily, "M", Frequency.MONTHLY, last)]
    rates = pd.concat(frames, ignore_index=True)
    return rates.assign(currency_from="EUR", currency_to=currency, source_id=SOURCE_ID)


def convert(flows: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """`flows` with `value_usd` and `value_eur`, each at the average rate of exactly the row's period, or null."""
    known = monthly_rates(rates)
    spans = list(zip(flows["period_start"], flows["period_end"], strict=True))
    averages = {span: known.over(Period(*span)) for span in set(spans)}
    rate = pd.Series([averages[span] for span in spans], index=flows.index, dtype="float64")
    in_usd, in_eur = flows["currency"].eq("USD"), flows["currency"].eq("EUR")
    value = flows["value"]
    return flows.assign(
        value_usd=value.where(in_usd, (value * rate).where(in_eur)),
        value_eur=value.where(in_eur, (value / rate).where(in_usd)),
    )


def _daily_rates(currency: str) -> pd.Series:
    converter = CurrencyConverter()
    bounds = converter.bounds[currency]
    found: dict[date, float] = {}
    day = bounds.first_date
    while day <= bounds.last_date:
        with suppress(RateNotFoundError):  # weekends and holidays have no fixing
            found[day] = converter.convert(1, "EUR", currency, day)
        day += timedelta(days=1)
    return pd.Series(found, dtype="float64").set_axis(pd.DatetimeIndex(list(found)))


def _averages(daily: pd.Series, span: str, freq: Frequency, last: pd.Timestamp) -> pd.DataFrame:
    grouped = daily.groupby(pd.DatetimeIndex(daily.index).to_period(span))
    frame = pd.DataFrame({"rate": grouped.agg(fmean), "fixings": grouped.size()}).reset_index(names="period")
    frame["period_start"] = [p.start_time.date() for p in frame["period"]]
    frame["period_end"] = [month_end(p.end_time.year, p.end_time.month) for p in frame["period"]]
    # A month whose last trading day is in the data is complete; the shipped data may stop in mid-month.
    complete = [pd.Timestamp(end) - last <= pd.Timedelta(days=3) for end in frame["period_end"]]
    return frame.loc[complete].drop(columns="period").assign(freq_code=str(freq))
