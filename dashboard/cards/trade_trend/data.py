"""What `trade-trend` shows: official values by year and direction, stated and implied amounts, stated ranges."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.series import DirectionSeries, direction_series
from dashboard.queries import frames
from dashboard.queries.series import comparable_years, main_series, year_before
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH
from dashboard.statements.figures import StatedFigure
from dashboard.statements.stated import ImpliedAmount, implied_amounts, stated_amounts, stated_ranges
from etl.model.codes import Verdict

PALE = 0.45  # strength of the colour of years with one direction only


@dataclass(frozen=True)
class Trend:
    """What the picture shows: official rows by year and direction, stated and implied amounts, stated ranges.

    `before` is the year that the latest is compared with, whether or not it is in view.
    """

    official: pd.DataFrame
    before: pd.DataFrame
    stated: list[StatedFigure]
    implied: list[ImpliedAmount]
    ranges: list[StatedFigure]

    @property
    def highest(self) -> float:
        return float(
            max(
                [
                    *self.official.groupby("year")["value"].sum(),
                    *(end for figure in (*self.stated, *self.ranges) for end in figure.bounds.ends),
                ]
            )
        )

    def one_sided(self, view: View) -> set[int]:
        """The years with one direction only where both are selected."""
        if view.selection.direction != BOTH:
            return set()
        counts = self.official.groupby("year").size()
        return set(counts[counts.eq(1)].index)


def read_trend(view: View) -> Trend:
    """What is shown; implied values only for whole years. Stated figures hold crude oil: without it there are none."""
    official = main_series(view)
    before = official
    if not official.empty:
        rows, narrowed = comparable_years(official, view)
        before = year_before(narrowed, rows)
    if frames.removes_oil(view):
        return Trend(official, before, stated=[], implied=[], ranges=[])
    return Trend(
        official=official,
        before=before,
        stated=stated_amounts(view),
        implied=[amount for amount in implied_amounts(view) if amount.span.is_year],
        ranges=stated_ranges(view),
    )


def official_series(trend: Trend, view: View) -> list[DirectionSeries]:
    """The official values of each direction by year, in the order they are stacked."""
    rows = trend.official
    return [
        direction_series(view, str(exporter), own["importer_iso3"].iloc[0], own.set_index("year")["value"])
        for exporter, own in sorted(rows.groupby("exporter_iso3"), reverse=True)
    ]


def stated_series(trend: Trend, view: View) -> Iterator[tuple[Verdict | None, str, list[StatedFigure]]]:
    """The statistics' verdict on stated amounts, None where there is none, its name in the legend and the amounts."""
    names = _stated_names(view)
    for verdict, name in names.items():
        own = [stated for stated in trend.stated if (stated.verdict if stated.verdict in names else None) == verdict]
        if own:
            yield verdict, name, own


def _stated_names(view: View) -> dict[Verdict | None, str]:
    """The statistics' verdict on a stated figure, None where there is none → how the legend names such figures."""
    _ = view.translate
    return {
        None: _("Stated, with what rounding allows"),
        Verdict.AGREES: _("Stated, the statistics agree"),
        Verdict.DISAGREES: _("Stated, the statistics disagree"),
    }
