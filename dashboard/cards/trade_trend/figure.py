"""The picture of `trade-trend`: official bars, stated and implied marks beside them, stated ranges behind."""

import math

import pandas as pd
import plotly.graph_objects as go

from dashboard.cards.trade_trend.data import PALE, Trend, official_series, stated_series
from dashboard.charts import marks
from dashboard.charts.theme import base_figure
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.translations import publisher_names
from dashboard.sentences.words import documents_count
from dashboard.statements.figures import StatedFigure
from dashboard.statements.stated import ImpliedAmount, implied_hover, stated_hover
from dashboard.text import formats
from dashboard.text.chart_text import bold

_BAR, _BESIDE = 0.6, 0.42  # width of a bar and distance of the marks beside it, in years


def trend_figure(trend: Trend, factor: float, view: View) -> go.Figure:
    """Amounts divided by `factor` over calendar years; the plot has no frame yet."""
    figure = base_figure(view.look, 280 if view.look.narrow else 340)
    _draw_ranges(figure, trend.ranges, factor, view)
    _draw_official(figure, trend, factor, view)
    _draw_stated(figure, trend, factor, view)
    _draw_implied(figure, trend.implied, factor, view)
    _finish(figure, trend.official, [*trend.stated, *trend.implied], view)
    return figure


def _draw_official(figure: go.Figure, trend: Trend, factor: float, view: View) -> None:
    official = trend.official
    partial = trend.one_sided(view)
    sources = publisher_names(view)
    for series in official_series(trend, view):
        rows = official[official["exporter_iso3"].eq(series.exporter)]
        hover = [
            f"{bold(row.year)} {series.name}\n{view.money(row.value)}\n{sources[row.source_id]}, {row.valuation}"
            for row in records(rows)
        ]
        marks.official_bars(
            figure,
            list(series.values),
            [value / factor for value in series.values.values()],
            hover,
            colour=series.colour,
            name=series.name,
            width=_BAR,
            opacity=1,
        )
        figure.data[-1].marker.opacity = [PALE if year in partial else 1.0 for year in series.values]
    figure.update_layout(barmode="stack")
    _explain_partial(figure, official[official["year"].isin(partial)], factor, view)
    _label_totals(figure, official, partial, factor, view)


def _explain_partial(figure: go.Figure, rows: pd.DataFrame, factor: float, view: View) -> None:
    """Years with one direction only are paler, and a note over them says so: they are not totals."""
    if rows.empty or view.look.narrow:
        return
    _ = view.translate
    text = _("pale: one direction only,\nthe other is not in the data")
    if rows["exporter_iso3"].nunique() == 1:
        first = rows.iloc[0]
        name = view.direction_name(first["exporter_iso3"], first["importer_iso3"])
        text = _("pale: {direction} only,\nthe other direction is not in the data").format(direction=name)
    highest = float(rows["value"].max()) / factor
    marks.note(
        figure,
        float(rows["year"].min()) - 0.5,
        highest * 1.16,
        text,
        look=view.look,
        xanchor="left",
        align="left",
        yanchor="bottom",
    )


def _label_totals(figure: go.Figure, official: pd.DataFrame, partial: set[int], factor: float, view: View) -> None:
    if view.look.narrow:
        return
    totals = official[~official["year"].isin(partial)].groupby("year")["value"].sum() / factor
    digits = formats.axis_scale(factor).decimals
    for year, total in totals[totals.ge(0.5 * 10**-digits)].items():  # a label of 0.0 would say nothing
        text = view.number(total, digits)
        figure.add_annotation(
            x=year,
            y=total,
            text=bold(text),
            showarrow=False,
            yanchor="bottom",
            yshift=1,
            xshift=-4,
            font={"size": 12},
        )


def _draw_ranges(figure: go.Figure, ranges: list[StatedFigure], factor: float, view: View) -> None:
    _ = view.translate
    for one in ranges:
        low, high = one.bounds.low or 0.0, one.bounds.high or 0.0
        lowest, highest = (view.number(side / factor, 1) for side in (low, high))
        years = view.period_label(one.span)
        text = f"{lowest}–{highest}" if view.look.narrow else _("stated range for each year, {years}: {low} to {high}")
        text = text.format(years=years, low=lowest, high=highest)
        first, last = one.span.start.year - 0.5, one.span.end.year + 0.5
        marks.stated_band(figure, first, last, low / factor, high / factor, look=view.look, text=text)


def _draw_stated(figure: go.Figure, trend: Trend, factor: float, view: View) -> None:
    stated = trend.stated
    if not stated:
        return
    _ = view.translate
    parts = [one for one in stated if not one.span.is_year and one.bounds.value is not None]
    longest = {part.span.start.year: part for part in sorted(parts, key=lambda part: part.span.end)}
    if longest:
        marks.unfinished_bars(
            figure,
            [year + _BESIDE for year in longest],
            [(one.bounds.value or 0.0) / factor for one in longest.values()],
            look=view.look,
            name=_("Stated for part of a year"),
            width=0.16,
        )
    for verdict, name, amounts in stated_series(trend, view):
        marks.stated_points(
            figure,
            [amount.span.start.year + _BESIDE for amount in amounts],
            [amount.bounds.times(1 / factor, view.currency) for amount in amounts],
            [
                stated_hover(amount, view, documents_count(len(amount.document_ids), view.language))
                for amount in amounts
            ],
            look=view.look,
            name=name,
            verdict=verdict,
        )


def _draw_implied(figure: go.Figure, implied: list[ImpliedAmount], factor: float, view: View) -> None:
    _ = view.translate
    if not implied:
        return
    marks.derived_points(
        figure,
        [amount.span.start.year - _BESIDE for amount in implied],
        [amount.bounds.times(1 / factor, view.currency) for amount in implied],
        [implied_hover(amount, view) for amount in implied],
        look=view.look,
        name=_("Implied by what was stated"),
    )


def _finish(figure: go.Figure, official: pd.DataFrame, marked: list[StatedFigure | ImpliedAmount], view: View) -> None:
    years = [*official["year"], *(one.span.start.year for one in marked)]
    first, last = min(years), max(years)
    step = math.ceil((last - first + 1) * 48 / max(200, view.look.width - 60))
    figure.update_xaxes(range=[first - 0.7, last + 0.9], dtick=step, tick0=last, tickformat="d")
    figure.update_yaxes(rangemode="tozero", nticks=7)
    present = set(official["year"])
    gap = [year for year in range(first, last + 1) if year not in present and year < max(present, default=first)]
    if gap and not view.look.narrow:
        _ = view.translate
        middle = (min(gap) + max(gap)) / 2
        marks.note(figure, middle, 0, _("no official\ntotal here"), look=view.look, yanchor="bottom", yshift=4)
