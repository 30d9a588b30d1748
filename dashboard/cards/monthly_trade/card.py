"""`monthly-trade`: exports and imports by month, and the year to date against the same months of the year before."""

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.monthly_trade.data import MonthsPanel, months_panels
from dashboard.cards.monthly_trade.figure import months_figure
from dashboard.cards.monthly_trade.native import months_chart
from dashboard.queries import frames
from dashboard.queries.series import flow_ids, monthly_series
from dashboard.queries.tables import records
from dashboard.queries.view import View
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
from dashboard.text import formats
from dashboard.text.messages import mark


@card("monthly-trade", page="", name=mark("Trade by month"))
def monthly_trade(view: View) -> Answer | NoAnswer:
    """One panel a direction; the compared months stand out, all others are pale. Never annualised."""
    _ = view.translate
    rows = monthly_series(view)
    if rows.empty:
        reason = no_data_reason(view)
        return NoAnswer(reason, available(_years, view))
    panels = months_panels(rows, view)
    scale = formats.axis_scale(float(rows["value"].max()))
    title, sentence = _title_and_sentence(panels, view)
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
        figure=months_figure(panels, scale, view),
        table=table,
        sentence=sentence,
        source_ids=sources,
        caveats=caveats,
        shows_money=True,
        oil=Oil.LEFT_OUT,
        chart=months_chart(months_panels(rows, view.on_white), scale, view),
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


def _title_and_sentence(panels: list[MonthsPanel], view: View) -> tuple[str, str]:
    """Title: the direction with the latest month; sentence: every direction's comparison."""
    _ = view.translate
    last = max(panels, key=lambda panel: panel.compared.period.end)
    name, latest = without_oil(last.series.name, view), last.compared
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
    return title, " ".join(_sentence(panel, view) for panel in panels)


def _sentence(panel: MonthsPanel, view: View) -> str:
    """One direction's months against the same months before; with a rate only where those are not nothing."""
    _ = view.translate
    compared = panel.compared
    if compared.before is None:
        text = _("{direction}: {amount} in {period}; the same months a year before are not in the data.")
    elif compared.growth is None:
        text = _("{direction}: {amount} in {period}, against 0 in the same months a year before.")
    else:
        text = _("{direction}: {amount} in {period}, against {before} in the same months a year before ({rate}).")
    return text.format(
        direction=panel.series.name,
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
