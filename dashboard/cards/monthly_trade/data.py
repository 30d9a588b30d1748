"""What `monthly-trade` shows: the months of each direction, and those it compares with the year before."""

from dataclasses import dataclass

import pandas as pd

from dashboard.charts.series import DirectionSeries, direction_series
from dashboard.queries.series import months_before
from dashboard.queries.view import View
from dashboard.queries.year_to_date import YearToDate, year_to_date


@dataclass(frozen=True)
class MonthsPanel:
    """One direction: its values by first day of the month, and the year to date beside the same months before."""

    series: DirectionSeries
    compared: YearToDate

    def is_compared(self, day: object) -> bool:
        """Whether a month, given by its first day, is one of those compared."""
        now = self.compared.period
        spans = [now, *([now.year_before()] if self.compared.before is not None else [])]
        return any(span.start <= day <= span.end for span in spans)  # type: ignore[operator]


def months_panels(rows: pd.DataFrame, view: View) -> list[MonthsPanel]:
    """A panel for each direction of these rows of `monthly_series`; that of the largest month first."""
    history = pd.concat([months_before(view, rows), rows])
    compared = {
        str(exporter): year_to_date(months, view.tables, view.currency)
        for exporter, months in history.groupby("exporter_iso3")
    }
    by_size = sorted(rows.groupby("exporter_iso3"), key=lambda item: -item[1]["value"].max())
    return [MonthsPanel(_series(months, view), compared[str(exporter)]) for exporter, months in by_size]


def _series(months: pd.DataFrame, view: View) -> DirectionSeries:
    first = months.iloc[0]
    values = months.set_index("period_start")["value"]
    return direction_series(view, first["exporter_iso3"], first["importer_iso3"], values)
