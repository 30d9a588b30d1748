"""`monthly-trade`: exports and imports by month, and the year to date against the same months of the year before."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, values_at
from dashboard.charts.theme import base_figure, direction_colour
from dashboard.queries import frames
from dashboard.queries.series import flow_ids, monthly_series, months_before
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.queries.year_to_date import YearToDate, year_to_date
from dashboard.selection.look import Look
from dashboard.sentences.available import Available, available, dropped_caveats
from dashboard.sentences.caveats import data_caveats, series_goods
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.oil_words import left_out_monthly, no_data_reason, oil_caveats, oil_sources, removed_words
from dashboard.sentences.words import (
    RATE_DIGITS,
    TENFOLD,
    basis_words,
    goods_words,
    growth_words,
    is_steady,
    listed_caveat,
    without_oil,
)
from dashboard.text import formats, punctuation
from dashboard.text.chart_text import bold
from dashboard.text.formats import Scale
from dashboard.text.messages import mark
from etl.model.period import Period

_PANEL, _BETWEEN, _ABOVE, _BELOW = 130, 34, 30, 28  # pixels of a panel, between, above and below panels
_TWO_LINES_BELOW, _LINE = 420, 17  # the width in pixels below which a panel's heading takes two lines


@card("monthly-trade", page="", name=mark("Trade by month"))
def monthly_trade(view: View) -> Answer | NoAnswer:
    """One panel a direction; the compared months stand out, all others are pale. Never annualised."""
    _ = view.translate
    rows = monthly_series(view)
    if rows.empty:
        reason = no_data_reason(view)
        return NoAnswer(reason, available(_years, view))
    history = pd.concat([months_before(view, rows), rows])
    compared = {
        str(exporter): year_to_date(panel, view.tables, view.currency)
        for exporter, panel in history.groupby("exporter_iso3")
    }
    panels = [group for _code, group in sorted(rows.groupby("exporter_iso3"), key=lambda item: -item[1]["value"].max())]
    scale = formats.axis_scale(float(rows["value"].max()))
    figure = _panels(view.look, len(panels))
    for number, panel in enumerate(panels, start=1):
        _draw(figure, panel, number, scale, compared, view)
    _axes(figure, rows, view.look)
    title, sentence = _title_and_sentence(panels, compared, view)
    subtitle = _("{goods} by month, {unit}. {basis}.").format(
        goods=goods_words(view),
        unit=view.unit_words(scale),
        basis=basis_words(rows, view),
    )
    subtitle += removed_words(rows, view)
    table = _table(rows, view)
    left_out = left_out_monthly(view)
    caveats = dropped_caveats(set(rows["exporter_iso3"]), _years, view)
    caveats += listed_caveat(rows, view.language)
    caveats += data_caveats(view, series_goods(view, rows))
    caveats += (*oil_caveats(rows, view), *left_out.caveats)
    caveats += _rates_caveat(rows, view)
    sources = [*rows["source_id"], *oil_sources(rows), *left_out.source_ids]
    return Answer(
        title=title,
        subtitle=subtitle,
        figure=figure,
        table=table,
        sentence=sentence,
        source_ids=sources,
        caveats=caveats,
        shows_money=True,
        oil=Oil.LEFT_OUT,
        chart=_chart(panels, scale, view.on_white),
        flow_ids=flow_ids(rows),
    )


def _rates_caveat(rows: pd.DataFrame, view: View) -> tuple[str, ...]:
    """That converted months do not add up to the converted amount of several, where any is converted."""
    if rows["currency"].eq(view.currency).all():
        return ()
    _ = view.translate
    return (
        _(
            "Each month is converted at its own average rate and several months together at the average of all of "
            "them: converted months need not add up to the amounts in words."
        ),
    )


def _years(view: View) -> Available:
    rows = monthly_series(view)
    return [(row.exporter_iso3, row.period_start.year) for row in records(rows)]


def _panels(look: Look, count: int) -> go.Figure:
    """`count` panels above one another, each with its own axes; the gap between two holds the lower one's heading."""
    second = _LINE if look.width < _TWO_LINES_BELOW else 0
    above, between = _ABOVE + second, _BETWEEN + second
    height = _PANEL * count + between * (count - 1)
    figure = base_figure(look, height + above + _BELOW)
    axes: dict[str, Any] = {"margin": {"t": above, "b": _BELOW, "l": 44, "r": 12}}
    for at in range(count):
        suffix = str(at + 1) if at else ""
        top = 1 - at * (_PANEL + between) / height
        axes[f"yaxis{suffix}"] = {
            **figure.layout.yaxis.to_plotly_json(),
            "domain": (max(0.0, top - _PANEL / height), top),
            "anchor": f"x{suffix}",
        }
        axes[f"xaxis{suffix}"] = {
            **figure.layout.xaxis.to_plotly_json(),
            "anchor": f"y{suffix}",
            "matches": "x" if at else None,
            "showticklabels": at == count - 1,
        }
    figure.update_layout(axes)
    return figure


def _draw(
    figure: go.Figure, panel: pd.DataFrame, number: int, scale: Scale, comparisons: dict[str, YearToDate], view: View
) -> None:
    exporter, importer = panel["exporter_iso3"].iloc[0], panel["importer_iso3"].iloc[0]
    colour = direction_colour(view.look.palette, view.selection.pair, exporter)
    name = view.direction_name(exporter, importer)
    compared = comparisons[exporter]
    spans = [compared.period] + ([compared.period.year_before()] if compared.before is not None else [])
    strong = [any(s.start <= day <= s.end for s in spans) for day in panel["period_start"]]
    axis = "" if number == 1 else str(number)
    figure.add_bar(
        x=panel["period_start"].tolist(),
        y=(panel["value"] / scale.factor).tolist(),
        marker={"color": colour, "opacity": [1.0 if s else 0.4 for s in strong], "line": {"width": 0}},
        hovertext=[
            f"{bold(view.month_label(row.period_start))} {name}\n{view.money(row.value)}" for row in records(panel)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )
    parted = "\n" if view.look.width < _TWO_LINES_BELOW else "  "
    figure.add_annotation(
        text=f"{bold(name)}{parted}{_comparison(compared, view)}",
        align="left",
        xref=f"x{axis} domain",
        yref=f"y{axis} domain",
        x=0,
        y=1,
        yanchor="bottom",
        xanchor="left",
        xshift=-40,
        yshift=4,
        showarrow=False,
        font={"color": colour, "size": 13},
    )


def _comparison(compared: YearToDate, view: View) -> str:
    label = view.period_label(compared.period)
    amount = view.money(compared.value)
    if compared.growth is not None:
        amount = f"{amount} ({growth_words(compared.growth, view.language)})"
    return punctuation.labelled(label, amount, view.language)


def _axes(figure: go.Figure, rows: pd.DataFrame, look: Look) -> None:
    first, last = rows["period_start"].min(), rows["period_start"].max()
    years = last.year - first.year + 1
    ticks = [f"{year}-01-01" for year in range(first.year, last.year + 1)]
    labels = [
        str(year) if look.width / years > 44 else f"’{year % 100:02d}" for year in range(first.year, last.year + 1)
    ]
    figure.update_xaxes(tickvals=ticks, ticktext=labels, ticks="outside", ticklen=4, ticklabelposition="outside right")
    figure.update_yaxes(rangemode="tozero", nticks=4)
    figure.update_layout(bargap=0.18)


def _chart(panels: list[pd.DataFrame], scale: Scale, view: View) -> Chart:
    """For other programs: one category a month from the first to the last of any direction, one line a direction."""
    first = min(panel["period_start"].min() for panel in panels)
    last = max(panel["period_end"].max() for panel in panels)
    days = Period(first, last).month_starts
    series = []
    for panel in panels:
        exporter, importer = panel["exporter_iso3"].iloc[0], panel["importer_iso3"].iloc[0]
        values = dict(zip(panel["period_start"], panel["value"].astype(float), strict=True))
        name = view.direction_name(exporter, importer)
        colour = direction_colour(view.look.palette, view.selection.pair, exporter)
        series.append(NativeSeries(name, values_at(values, days), colour, Mark.LINE))
    return Chart(
        shape=Shape.LINES,
        categories=tuple(view.month_label(day) for day in days),
        series=tuple(series),
        unit=view.unit_words(scale),
        factor=scale.factor,
        values_unit=view.unit_words(Scale(0)),
        decimals=scale.decimals,
    )


def _title_and_sentence(panels: list[pd.DataFrame], comparisons: dict[str, YearToDate], view: View) -> tuple[str, str]:
    """Title: the direction with the latest month; sentence: every direction's comparison."""
    _ = view.translate
    compared = [(panel, comparisons[panel["exporter_iso3"].iloc[0]]) for panel in panels]
    panel, latest = max(compared, key=lambda item: item[1].period.end)
    name = view.direction_name(panel["exporter_iso3"].iloc[0], panel["importer_iso3"].iloc[0])
    name = without_oil(name, view)
    label = view.period_label(latest.period)
    if latest.growth is None or latest.growth >= TENFOLD:
        title = _("{direction}: {amount} in {period}").format(
            direction=name, amount=view.money(latest.value), period=label
        )
    else:
        rate = view.percent(abs(latest.growth), RATE_DIGITS)
        text = (
            _("{direction}: up {rate} in {period}") if latest.growth >= 0 else _("{direction}: down {rate} in {period}")
        )
        if is_steady(latest.growth):
            text = _("{direction}: as much in {period} as a year before")
        title = text.format(direction=name, rate=rate, period=label)
    return title, " ".join(_sentence(one, ytd, view) for one, ytd in compared)


def _sentence(panel: pd.DataFrame, compared: YearToDate, view: View) -> str:
    """One direction's months against the same months before; with a rate only where those are not nothing."""
    _ = view.translate
    if compared.before is None:
        text = _("{direction}: {amount} in {period}; the same months a year before are not in the data.")
    elif compared.growth is None:
        text = _("{direction}: {amount} in {period}, against 0 in the same months a year before.")
    else:
        text = _("{direction}: {amount} in {period}, against {before} in the same months a year before ({rate}).")
    return text.format(
        direction=view.direction_name(panel["exporter_iso3"].iloc[0], panel["importer_iso3"].iloc[0]),
        amount=view.money_words(compared.value),
        period=view.period_label(compared.period),
        before=view.money_words(compared.before or 0.0),
        rate=growth_words(compared.growth or 0.0, view.language),
    )


def _table(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    _ = view.translate
    names = [view.direction_name(row.exporter_iso3, row.importer_iso3) for row in records(rows)]
    table = pd.DataFrame(
        {
            _("Month"): rows["period_start"].to_numpy(),
            _("Direction"): names,
            view.currency: rows["value"].to_numpy(),
            _("Valuation"): rows["valuation"].to_numpy(),
            _("Source"): rows["source_id"].to_numpy(),
        }
    )
    if frames.removes_oil(view):
        table[_("Crude oil removed")] = rows["removed"].to_numpy()
    return table
