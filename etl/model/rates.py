"""The one rule that converts currencies: an amount is converted at the average rate of exactly its period.

What is added up over a period is converted as one amount of that period; months that are shown as months are
converted each at its own average, and so do not add up to the converted amount of their year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum

import pandas as pd

from etl.model.codes import Frequency
from etl.model.period import Period


@dataclass(frozen=True)
class Rates:
    """Dollars per euro by month, with the number of daily rates averaged."""

    months: dict[date, tuple[float, int]]

    def over(self, period: Period) -> float | None:
        """Average over the trading days of whole months; None where a month has no rate."""
        return None if period.whole_months is None else self.over_months(period.month_starts)

    def over_months(self, starts: Iterable[date]) -> float | None:
        """Average over the trading days of the months that begin on these days; None where one has no rate."""
        found = [self.months.get(start) for start in starts]
        rates = [one for one in found if one is not None]
        if not rates or len(rates) < len(found):
            return None
        return fsum(rate * fixings for rate, fixings in rates) / sum(fixings for _rate, fixings in rates)

    def factor(self, unit: str, currency: str, period: Period) -> float | None:
        """What an amount in `unit` is multiplied with to stand in `currency`; None where there is no rate."""
        if period.whole_months is None:
            return 1.0 if unit == currency else None
        return self.factor_over(unit, currency, period.month_starts)

    def factor_over(self, unit: str, currency: str, starts: Iterable[date]) -> float | None:
        """As `factor`, at the average of the months that begin on these days."""
        if unit == currency:
            return 1.0
        rate = self.over_months(starts)
        if rate is None or {unit, currency} != {"USD", "EUR"}:
            return None
        return rate if currency == "USD" else 1 / rate


def monthly_rates(rates: pd.DataFrame) -> Rates:
    """The monthly rows of `exchange_rates` in US dollars."""
    rows = rates[rates["freq_code"].eq(Frequency.MONTHLY) & rates["currency_to"].eq("USD")]
    known = zip(rows["period_start"], rows["rate"], rows["fixings"], strict=True)
    return Rates({start: (float(rate), int(fixings)) for start, rate, fixings in known})
