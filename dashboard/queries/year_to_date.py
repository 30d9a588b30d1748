"""The months of the latest year of a monthly series against the same months a year before."""

from dataclasses import dataclass

import pandas as pd

from dashboard.queries.rates import at_rate_of
from dashboard.queries.tables import Tables
from etl.model.period import Period, months


@dataclass(frozen=True)
class YearToDate:
    """The months of the latest year in hand and the same months a year earlier, in full units."""

    period: Period
    value: float
    before: float | None

    @property
    def growth(self) -> float | None:
        return None if not self.before else (self.value / self.before - 1) * 100


def year_to_date(panel: pd.DataFrame, tables: Tables, currency: str) -> YearToDate:
    """The latest year's months against the same months before; `before` is None unless every one is there.

    Both are converted as one amount of their months.
    """
    last = panel["period_end"].max()
    period = months(last.year, 1, last.year, last.month)
    value = _span_sum(panel, period, tables, currency)
    if value is None:  # months are missing in this year: only those without a gap up to the last are compared
        held = {day.month for day in panel["period_start"] if day.year == last.year}
        first = next(month for month in range(last.month, 0, -1) if month - 1 not in held)
        period = months(last.year, first, last.year, last.month)
        value = _span_sum(panel, period, tables, currency)
    assert value is not None
    return YearToDate(period, value, _span_sum(panel, period.year_before(), tables, currency))


def _span_sum(panel: pd.DataFrame, period: Period, tables: Tables, currency: str) -> float | None:
    inside = panel[panel["period_start"].ge(period.start) & panel["period_end"].le(period.end)]
    if len(inside) != period.whole_months:
        return None
    months = tuple(period.month_starts)
    return float(at_rate_of(tables, inside, currency, [months] * len(inside))["value"].sum())
