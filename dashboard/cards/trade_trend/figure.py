"""The picture of `trade-trend`: official bars, stated and implied marks beside them, stated ranges behind."""

import math
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import marks
from dashboard.charts.theme import base_figure, direction_colour
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH
from dashboard.sentences.words import documents_count
from dashboard.statements.stated import StatedAmount, hover_text
from dashboard.text import formats
from dashboard.text.chart_text import bold
from dashboard.text.messages import translator
from etl.model.codes import Verdict

_BAR, _BESIDE = 0.6, 0.42  # width of a bar and distance of the marks beside it, in years
PALE = 0.45  # strength of the colour of years with one direction only


@dataclass(frozen=True)
class Trend:
    """What the picture shows: official rows by year and direction, stated and implied amounts, stated ranges.

    `before` is the year that the latest is compared with, whether or not it is in view.
    """

    official: pd.DataFrame
    before: pd.DataFrame
    stated: list[StatedAmount]
    derived: list[StatedAmount]
    ranges: list[StatedAmount]

    @property
    def highest(self) -> float:
        return float(
            max(
                [
                    *self.official.groupby("year")["value"].sum(),
                    *(end for one in (*self.stated, *self.ranges) for end in one.bounds.ends),
                ]
            )
        )

    def one_sided(self, view: View) -> set[int]:
        """The years with one direction only where both are selected."""
        if view.selection.direction != BOTH:
            return set()
        counts = self.official.groupby("year").size()
        return set(counts[counts.eq(1)].index)


def trend_figure(trend: Trend, factor: float, view: View) -> go.Figure:
    """Amounts divided by `factor` over calendar years; the plot has no frame yet."""
    figure = base_figure(view.look, 280 if view.look.narrow else 340)
    _draw_ranges(figure, trend.ranges, factor, view)
    _draw_official(figure, trend, factor, view)
    _draw_stated(figure, trend.stated, factor, view)
    _draw_derived(figure, trend.derived, factor, view)
    _finish(figure, trend.official, [*trend.stated, *trend.derived], view)
    return figure


def _draw_official(figure: go.Figure, trend: Trend, factor: float, view: View) -> None:
    official = trend.official
    partial = trend.one_sided(view)
    sources = dict(zip(view.tables["sources"]["source_id"], view.tables["sources"]["publisher"], strict=True))
    for exporter in sorted(official["exporter_iso3"].unique(), reverse=True):
        rows = official[official["exporter_iso3"].eq(exporter)]
        name = view.direction_name(exporter, rows["importer_iso3"].iloc[0])
        hover = [
            f"{bold(row.year)} {name}\n{view.money(row.value)}\n{sources[row.source_id]}, {row.valuation}"
            for row in records(rows)
        ]
        marks.official_bars(
            figure,
            rows["year"].tolist(),
            (rows["value"] / factor).tolist(),
            hover,
            colour=direction_colour(view.look.palette, view.selection.pair, exporter),
            name=name,
            width=_BAR,
            opacity=1,
        )
        figure.data[-1].marker.opacity = [PALE if year in partial else 1.0 for year in rows["year"]]
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


def _draw_ranges(figure: go.Figure, ranges: list[StatedAmount], factor: float, view: View) -> None:
    _ = view.translate
    for one in ranges:
        low, high = one.bounds.low or 0.0, one.bounds.high or 0.0
        lowest, highest = (view.number(side / factor, 1) for side in (low, high))
        years = view.period_label(one.period)
        text = f"{lowest}–{highest}" if view.look.narrow else _("stated range for each year, {years}: {low} to {high}")
        text = text.format(years=years, low=lowest, high=highest)
        first, last = one.period.start.year - 0.5, one.period.end.year + 0.5
        marks.stated_band(figure, first, last, low / factor, high / factor, look=view.look, text=text)


def _draw_stated(figure: go.Figure, stated: list[StatedAmount], factor: float, view: View) -> None:
    if not stated:
        return
    _ = view.translate
    parts = [one for one in stated if not one.whole_year and one.bounds.value is not None]
    longest = {one.period.start.year: one for one in sorted(parts, key=lambda one: one.period.end)}
    if longest:
        marks.unfinished_bars(
            figure,
            [year + _BESIDE for year in longest],
            [(one.bounds.value or 0.0) / factor for one in longest.values()],
            look=view.look,
            name=_("Stated for part of a year"),
            width=0.16,
        )
    names = stated_names(view.language)
    for verdict, name in names.items():
        own = [one for one in stated if (one.verdict if one.verdict in names else None) == verdict]
        if own:
            marks.stated_points(
                figure,
                [one.period.start.year + _BESIDE for one in own],
                [one.bounds.times(1 / factor, view.currency) for one in own],
                [hover_text(one, view, documents_count(len(one.source_ids), view.language)) for one in own],
                look=view.look,
                name=name,
                verdict=verdict,
            )


def stated_names(language: str) -> dict[Verdict | None, str]:
    """The statistics' verdict on a stated figure, None where there is none → how the legend names such figures."""
    _ = translator(language)
    return {
        None: _("Stated, with what rounding allows"),
        Verdict.AGREES: _("Stated, the statistics agree"),
        Verdict.DISAGREES: _("Stated, the statistics disagree"),
    }


def _draw_derived(figure: go.Figure, derived: list[StatedAmount], factor: float, view: View) -> None:
    _ = view.translate
    if not derived:
        return
    marks.derived_points(
        figure,
        [one.period.start.year - _BESIDE for one in derived],
        [one.bounds.times(1 / factor, view.currency) for one in derived],
        [hover_text(one, view, _("implied, printed by nobody")) for one in derived],
        look=view.look,
        name=_("Implied by what was stated"),
    )


def _finish(figure: go.Figure, official: pd.DataFrame, marked: list[StatedAmount], view: View) -> None:
    years = [*official["year"], *(one.period.start.year for one in marked)]
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
