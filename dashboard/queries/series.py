"""One value a year or month and direction, for all goods or for the sectors selected: the series the trade cards draw.

A series is one reporter's, and in one year of one kind of source. With sectors selected it adds up the listed goods
of these sectors, none inside another; where several lists cover a year, the one that lists most is taken. Without
crude oil it keeps the years and months that it can be taken out of.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.crude_oil import untouched, without_crude
from dashboard.queries.frames import OFFICIAL
from dashboard.queries.rates import at_rate_of
from dashboard.queries.remembered import remembered
from dashboard.queries.tables import ids_in
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH
from etl.model.codes import Frequency, SourceKind, Status

_SERIES = ["source_id", "source_kind", "reporter_iso3", "exporter_iso3", "importer_iso3", "valuation"]

_SUMS: Any = {
    **{name: (name, "sum") for name in ("value", "removed", "undivided")},
    **{name: (name, "max") for name in ("listed", "oil_source_id", "fuel_source_id")},
    "flow_ids": ("flow_id", " ".join),
    "currency": ("currency", "first"),
}
_CODES = ["source_id", "reporter_iso3", "exporter_iso3", "importer_iso3", "freq_code", "classification"]
_CODES += ["commodity_code", "currency", "valuation", "status"]


@remembered(*OFFICIAL, most=64)
def yearly(view: View) -> pd.DataFrame:
    """One row per source, reporter, direction and calendar year.

    Columns: the keys, `value` in the selected currency, `months` that the source covers in that year (12 for a whole
    year; the value covers these months and no others), `listed` (the value adds up listed goods below a chapter),
    `removed` (crude oil taken out), `undivided` (fuels of unknown heading left in), `oil_source_id`, `fuel_source_id`,
    `flow_ids` (the observations added up), `currency` (as published). The sum is converted at the average rate of
    these months together.
    """
    rows, covering = _goods(view)
    keys = [*_SERIES, "year"]
    starts = {key: _month_starts(group) for key, group in covering.groupby(keys)}
    spans = [starts[key] for key in rows[keys].itertuples(index=False, name=None)]
    found: pd.DataFrame = at_rate_of(view.tables, rows, view.currency, spans).groupby(keys, as_index=False).agg(**_SUMS)
    return found.assign(months=[len(starts[key]) for key in found[keys].itertuples(index=False, name=None)])


def _month_starts(rows: pd.DataFrame) -> tuple[date, ...]:
    """The first days of the months that rows of one year cover; a row of a year covers all twelve."""
    year = int(rows["year"].iloc[0])
    covered = range(1, 13) if rows["annual"].any() else sorted(rows["month"].unique())
    return tuple(date(year, int(month), 1) for month in covered)


@remembered(*OFFICIAL, most=64)
def main_series(view: View) -> pd.DataFrame:
    """Whole years by the reporter with most of them: one row per year and direction, columns as `yearly`.

    Within a year both directions come from one kind of source, the one that covers most directions; kinds are never
    mixed.
    """
    rows = _whole_years(view)
    if rows.empty:
        return rows
    return _of_one_kind(rows[rows["reporter_iso3"].eq(_most(rows.drop_duplicates(["reporter_iso3", "year"])))])


def year_before(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The year before the latest of these rows of `main_series`, whether or not it is in view; columns as there.

    The filter on years is what is shown, not what may be compared with. No rows where the same reporter lacks any of
    the directions.
    """
    last = rows[rows["year"].eq(rows["year"].max())]
    year = int(last["year"].iloc[0]) - 1
    found = _whole_years(view.where(first_year=year, last_year=year))
    found = _of_one_kind(found[found["reporter_iso3"].eq(last["reporter_iso3"].iloc[0])])
    found = found[found["exporter_iso3"].isin(last["exporter_iso3"])]
    return found if len(found) == len(last) else found.iloc[:0]


def _whole_years(view: View) -> pd.DataFrame:
    rows = yearly(view)
    return rows[rows["months"].eq(12) & rows["year"].between(view.selection.first_year, view.selection.last_year)]


def _of_one_kind(own: pd.DataFrame) -> pd.DataFrame:
    """One row a year and direction, of the kind of source that covers most directions in that year."""
    if own.empty:
        return own
    directions = own.groupby(["year", "source_kind"])["exporter_iso3"].transform("nunique")
    within = own.groupby(["year", "source_id"])["exporter_iso3"].transform("nunique")
    ranked = own.assign(_directions=directions, _within=within).sort_values(
        ["year", "_directions", "_within", "source_kind", "value", "source_id"],
        ascending=[True, False, False, False, False, True],
    )
    kind = ranked.groupby("year")["source_kind"].transform("first")
    chosen = ranked[ranked["source_kind"].eq(kind)].drop_duplicates(["year", "exporter_iso3"])
    return chosen.drop(columns=["_directions", "_within"]).sort_values(["year", "exporter_iso3"])


def comparable_years(series: pd.DataFrame, view: View) -> tuple[pd.DataFrame, View]:
    """The years of a series that have all directions selected.

    Where none has, those of the direction that reaches furthest, with the view narrowed to it.
    """
    wanted = 2 if view.selection.direction == BOTH else 1
    rows = series.groupby("year").filter(lambda year: len(year) == wanted) if not series.empty else series
    if not rows.empty or series.empty:
        return rows, view
    last = series.sort_values("year").iloc[-1]
    own = series[series["exporter_iso3"].eq(last["exporter_iso3"])]
    return own, view.where(direction=f"{last['exporter_iso3']}-{last['importer_iso3']}")


@remembered(*OFFICIAL, most=64)
def monthly_series(view: View) -> pd.DataFrame:
    """Months by the reporter that has most of them: one row per month and direction.

    Each direction is of one source: customs before others, then the one that reaches furthest.

    Columns: the keys, `period_start`, `period_end`, then as `yearly`, without `months`. Each month is converted at
    its own average rate.
    """
    rows, _covering = _goods(view)
    rows = rows[rows["freq_code"].eq(Frequency.MONTHLY)]
    if rows.empty:
        return rows
    keys = [*_SERIES, "period_start", "period_end"]
    summed = rows.groupby(keys, as_index=False).agg(**_SUMS)
    own = summed[summed["reporter_iso3"].eq(_most(summed))]
    lists = own.assign(customs=own["source_kind"].eq(SourceKind.CUSTOMS)).groupby(["exporter_iso3", "source_id"])
    ranked = lists.agg(customs=("customs", "max"), last=("period_end", "max"), size=("value", "size"))
    best = dict(list(ranked.sort_values(["customs", "last", "size"]).index))  # of each direction the last stays
    kept: pd.DataFrame = own[own["source_id"].eq(own["exporter_iso3"].map(best))]
    return kept.sort_values(["exporter_iso3", "period_start"])


def months_before(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The months of the year before the first selected, in the series of these rows of `monthly_series`.

    They are compared with, and not shown.
    """
    year = view.selection.first_year - 1
    found, _covering = _goods(view.where(first_year=year, last_year=year))
    series = ["source_id", "reporter_iso3", "exporter_iso3", "importer_iso3"]
    found = found[found["freq_code"].eq(Frequency.MONTHLY)].merge(rows[series].drop_duplicates(), on=series)
    months: pd.DataFrame = found.groupby([*_SERIES, "period_start", "period_end"], as_index=False).agg(**_SUMS)
    return months


def flow_ids(rows: pd.DataFrame) -> tuple[str, ...]:
    """The observations that rows of a series add up; none where crude oil was taken out, for what is left is nobody's.

    A value less its crude oil is calculated and has not been published by a source.
    """
    if rows.empty or rows["removed"].any():
        return ()
    return tuple(name for names in rows["flow_ids"] for name in ids_in(names))


def observations(view: View, wanted: Collection[str]) -> pd.DataFrame:
    """The official rows with these flow ids, of any year, in the order of their series and time.

    Values are as published, in their own currency and full units, and those of the day selected; `source_id` then
    names the source that printed the earlier value. Codes are categories, because cards that hold thousands of rows
    are kept.
    """
    frame = frames.flows(view.of_all_years.where(direction=BOTH, source_kinds=()))
    rows = frame[frame["flow_id"].isin(set(wanted))]
    rows = rows.assign(source_id=rows["replaced"].fillna(rows["source_id"]))
    order = ["source_id", "exporter_iso3", "commodity_code", "period_start"]
    kept = rows[[*_CODES, "period_start", "value"]].sort_values(order, ignore_index=True)
    return kept.astype(dict.fromkeys(_CODES, "category"))


def _goods(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows to add up, and the rows that tell which months their sources cover."""
    if not view.selection.sectors:
        rows = _oil_apart(_prepared(frames.totals(view), view), view)
        return rows, rows
    products = frames.products(view.where(sectors=()))
    products = products[products["status"].ne(Status.DOUBTFUL) & products["sector_id"].notna()]
    covering = _oil_apart(_prepared(products, view), view)
    return covering[covering["top"] & covering["sector_id"].isin(view.selection.sectors)], covering


def _oil_apart(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows less crude oil where that is asked for."""
    if not frames.removes_oil(view):
        return untouched(rows)
    return without_crude(rows, frames.declared_products(view))


def _prepared(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    starts = rows["period_start"]
    return rows.assign(
        value=rows[f"value_{view.currency.lower()}"],
        year=[day.year for day in starts],
        month=[day.month for day in starts],
        annual=rows["freq_code"].eq(Frequency.ANNUAL).astype(int),
        listed=~rows["commodity_level"].isin(["total", "chapter"]),
    ).dropna(subset=["value"])


def _most(rows: pd.DataFrame) -> str:
    """The reporter with most rows; of equals the last in the alphabet, so that the choice is stable."""
    return str(rows["reporter_iso3"].value_counts().sort_index().sort_values(kind="stable").index[-1])
