"""What `direction-balance` compares: years with both directions, and what one leaves of the other."""

from itertools import permutations

import pandas as pd

from dashboard.charts.series import DirectionSeries, direction_series
from dashboard.queries.series import main_series
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH


def read_balance(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the years with both directions, and the same with one row a year."""
    series = _both_directions(main_series(view), view)
    return series, _sides(series, view)


def _both_directions(series: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows of the years that have both directions."""
    if series.empty or view.selection.direction != BOTH:
        return series.iloc[:0]
    return series.groupby("year").filter(lambda rows: len(rows) == 2)


def _sides(both: pd.DataFrame, view: View) -> pd.DataFrame:
    """One row a year: `out` and `back`, goods from the second and the first country, and `balance`."""
    if both.empty:
        return pd.DataFrame()
    first, second = view.selection.pair.split("-")
    wide = both.pivot(index="year", columns="exporter_iso3", values="value").rename(
        columns={second: "out", first: "back"}
    )
    wide["balance"] = wide["out"] - wide["back"]
    return wide


def sides(years: pd.DataFrame, view: View) -> tuple[DirectionSeries, DirectionSeries]:
    """The columns `back` and `out` by year: goods from the pair's first country, then from its second."""
    countries = view.selection.pair.split("-")
    back, out = (
        direction_series(view, exporter, importer, years[column])
        for column, (exporter, importer) in zip(("back", "out"), permutations(countries), strict=True)
    )
    return back, out


def balance_name(view: View) -> str:
    """Whose balance it is: a surplus of one country is the deficit of the other."""
    _ = view.translate
    country = view.names("countries")[view.selection.pair.split("-")[1]]
    return _("Balance of {country}").format(country=country)
