"""`trade-trend` for programs that draw charts of their own: stacked official columns with stated and implied points."""

from collections.abc import Iterator, Sequence

from dashboard.cards.trade_trend.data import PALE, Trend, official_series, stated_series
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, point_series, values_at
from dashboard.charts.rows import blended
from dashboard.queries.view import View
from dashboard.statements.bound_words import open_names
from dashboard.statements.figures import StatedFigure
from dashboard.statements.stated import ImpliedAmount
from dashboard.text.formats import Scale
from etl.model.codes import Verdict
from etl.model.period import Period, year


def trend_chart(trend: Trend, scale: Scale, view: View) -> Chart:
    """One category a year, and one for each part of a year that a document states, before its year.

    Points that share a category stand in series of their own, so that every mark of the picture is in the chart.
    """
    view = view.on_white
    periods = _periods(trend)
    series = (
        *_official(trend, periods, view),
        *_ranges(trend, periods, view),
        *_stated(trend, periods, view),
        *_implied(trend, periods, view),
    )
    return Chart(
        shape=Shape.STACKED_COLUMNS,
        categories=tuple(view.period_label(period) for period in periods),
        series=tuple(series),
        unit=view.unit_words(scale),
        factor=scale.factor,
        values_unit=view.unit_words(Scale(0)),
        decimals=scale.decimals,
    )


def _periods(trend: Trend) -> list[Period]:
    """Every year from the first with a value to the last, and the parts of years stated, by their end."""
    marked = {figure.span for figure in trend.stated} | {amount.span for amount in trend.implied}
    whole = [*trend.official["year"], *(period.start.year for period in marked if period.is_year)]
    years = {year(number) for number in range(min(whole), max(whole) + 1)} if whole else set()
    return sorted(marked | years, key=lambda period: (period.end, period.start))


def _official(trend: Trend, periods: Sequence[Period], view: View) -> Iterator[NativeSeries]:
    """One series a direction, and a pale one for the years that have no other: they are not totals."""
    _ = view.translate
    one_sided = trend.one_sided(view)
    for series in official_series(trend, view):
        alone = _("{direction} only, the other direction is not in the data").format(direction=series.name)
        pale = blended(series.colour, view.look.palette.paper, PALE)
        for name, colour, partial in ((series.name, series.colour, False), (alone, pale, True)):
            values = {year(at): value for at, value in series.values.items() if (at in one_sided) == partial}
            if values:
                yield NativeSeries(name, values_at(values, periods), colour)


def _ranges(trend: Trend, periods: Sequence[Period], view: View) -> Iterator[NativeSeries]:
    """The two ends of a range stated for each year of a span, as lines over these years."""
    _ = view.translate
    for one in trend.ranges:
        inside = [period for period in periods if period.is_year and period.start.year in one.span.years]
        label = view.period_label(one.span)
        lowest = _("Stated for each year, {years}: lowest").format(years=label)
        highest = _("Stated for each year, {years}: highest").format(years=label)
        for name, value in ((lowest, one.bounds.low), (highest, one.bounds.high)):
            yield NativeSeries(
                name, values_at(dict.fromkeys(inside, value), periods), view.look.palette.faint, Mark.LINE
            )


def _stated(trend: Trend, periods: Sequence[Period], view: View) -> Iterator[NativeSeries]:
    p = view.look.palette
    colours = {None: p.ink, Verdict.AGREES: p.agrees, Verdict.DISAGREES: p.disagrees}
    for verdict, name, amounts in stated_series(trend, view):
        yield from _points(amounts, name, colours[verdict], periods, view)


def _implied(trend: Trend, periods: Sequence[Period], view: View) -> Iterator[NativeSeries]:
    _ = view.translate
    return _points(trend.implied, _("Implied by what was stated"), view.look.palette.derived, periods, view)


def _points(
    amounts: Sequence[StatedFigure | ImpliedAmount], name: str, colour: str, periods: Sequence[Period], view: View
) -> Iterator[NativeSeries]:
    points = [(amount.span, amount.bounds) for amount in amounts]
    return point_series(points, periods, names=open_names(name, view.language), colour=colour)
