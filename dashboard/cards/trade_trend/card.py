"""`trade-trend`: how much the two countries trade a year, and what was said about it."""

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.trade_trend.data import Trend, read_trend
from dashboard.cards.trade_trend.figure import trend_figure
from dashboard.cards.trade_trend.native import trend_chart
from dashboard.queries import frames
from dashboard.queries.series import comparable_years, flow_ids
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH
from dashboard.sentences.available import Available, available, each_year
from dashboard.sentences.caveats import data_caveats, row_goods, series_goods
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.oil_words import (
    LeftOut,
    left_out_yearly,
    no_data_reason,
    oil_caveats,
    oil_sources,
    removed_words,
)
from dashboard.sentences.words import (
    RATE_DIGITS,
    TENFOLD,
    basis_words,
    goods_words,
    growth_words,
    is_steady,
    listed_caveat,
    named_goods,
    selected_direction,
)
from dashboard.statements.figures import StatedFigure
from dashboard.statements.stated import ImpliedAmount, ahead_caveat, stated_rows
from dashboard.text import formats
from dashboard.text.messages import mark
from dashboard.text.period_columns import with_periods
from etl.model.period import years


@card("trade-trend", page="", name=mark("Trade by year"))
def trade_trend(view: View) -> Answer | NoAnswer:
    """Official bars by direction, stated figures beside them with their rounding, implied values, stated ranges."""
    _ = view.translate
    trend = read_trend(view)
    if trend.official.empty and not trend.stated:
        return NoAnswer(no_data_reason(view), available(_years, view))
    scale = formats.axis_scale(trend.highest)
    subtitle = _("{goods}, {direction}, {unit} a year, nominal. {basis}.").format(
        goods=goods_words(view),
        direction=selected_direction(view),
        unit=view.unit_words(scale),
        basis=basis_words(trend.official, view),
    )
    title, sentence = _title_and_sentence(trend, view)
    left_out = left_out_yearly(view)
    return Answer(
        title=title,
        subtitle=subtitle + removed_words(trend.official, view),
        figure=trend_figure(trend, scale.factor, view),
        table=_table(trend, view),
        sentence=sentence,
        source_ids=[
            *trend.official["source_id"],
            *trend.before["source_id"],
            *oil_sources(trend.official),
            *left_out.source_ids,
            *_documents(trend),
        ],
        caveats=(
            *_caveats(trend.official, view),
            *_oil_caveats(trend.official, left_out, view),
        ),
        shows_money=True,
        oil=Oil.LEFT_OUT,
        chart=trend_chart(trend, scale, view),
        flow_ids=flow_ids(trend.official),
    )


def _years(view: View) -> Available:
    trend = read_trend(view)
    official = [(row.exporter_iso3, row.year) for row in records(trend.official)]
    return [*official, *(pair for figure in trend.stated for pair in each_year(figure.exporter, figure.period))]


def _oil_caveats(official: pd.DataFrame, left_out: LeftOut, view: View) -> tuple[str, ...]:
    if not frames.removes_oil(view):
        return ()
    _ = view.translate
    return (
        *oil_caveats(official, view),
        _("Stated figures, ranges and implied values include crude oil and are not drawn beside these."),
        *left_out.caveats,
    )


def _caveats(official: pd.DataFrame, view: View) -> tuple[str, ...]:
    _ = view.translate
    goods = series_goods(view, official)
    if not frames.removes_oil(view):
        goods |= row_goods(stated_rows(view))
    texts = (*listed_caveat(official, view.language), *ahead_caveat(view))
    texts += data_caveats(view, goods)
    if view.selection.direction != BOTH or not official.groupby("year").size().eq(1).any():
        return texts
    return (_("Pale bars show one direction only: the other is not in the data for those years."), *texts)


def _title_and_sentence(trend: Trend, view: View) -> tuple[str, str]:
    """Title and sentence: the latest whole year against the one before.

    All directions selected count together where a year has them all; where none has, the one that reaches furthest.
    """
    _ = view.translate
    said = _documents_words(trend, view)
    if trend.official.empty:
        number = len(trend.stated)
        title = _.ngettext(
            "No official series, but {number} stated figure", "No official series, but {number} stated figures", number
        )
        return title.format(number=number), said
    rows, view = comparable_years(trend.official, view)
    before = None if trend.before.empty else float(trend.before["value"].sum())
    whole = rows.groupby("year")["value"].sum()
    year = int(whole.index.max())
    goods = named_goods(view)
    title = _title(year, float(whole[year]), before, goods, view)
    return title, f"{_sentence(year, float(whole[year]), before, goods, view)} {said}".rstrip()


def _title(year: int, value: float, before: float | None, goods: str | None, view: View) -> str:
    _ = view.translate
    amount = view.money(value)
    if not before or (value / before - 1) * 100 >= TENFOLD:
        return _("{goods}: {amount} in {year}").format(goods=goods or _("Trade"), amount=amount, year=year)
    change = (value / before - 1) * 100
    if is_steady(change):
        text = _("{goods}: {amount} in {year}, as much as in {earlier}")
        return text.format(goods=goods or _("Trade"), amount=amount, year=year, earlier=year - 1)
    if goods is None:
        up, down = _("Trade rose {rate} to {amount} in {year}"), _("Trade fell {rate} to {amount} in {year}")
    else:
        up, down = _("{goods}: up {rate} to {amount} in {year}"), _("{goods}: down {rate} to {amount} in {year}")
    rate = view.percent(abs(change), RATE_DIGITS)
    return (up if change >= 0 else down).format(goods=goods, rate=rate, amount=amount, year=year)


def _sentence(year: int, value: float, before: float | None, goods: str | None, view: View) -> str:
    _ = view.translate
    subject = goods or _("Trade")
    amount = view.money_words(value)
    if before is None:
        return _("{goods}: {amount} in {year}.").format(goods=subject, year=year, amount=amount)
    if not before:
        text = _("{goods}: {amount} in {year}, against 0 in {earlier}.")
        return text.format(goods=subject, year=year, amount=amount, earlier=year - 1)
    return _("{goods}: {amount} in {year}, against {before} in {earlier} ({rate}).").format(
        goods=subject,
        year=year,
        amount=amount,
        before=view.money_words(before),
        earlier=year - 1,
        rate=growth_words((value / before - 1) * 100, view.language),
    )


def _documents_words(trend: Trend, view: View) -> str:
    number = len({document for figure in trend.stated for document in figure.document_ids})
    if not number:
        return ""
    ngettext = view.translate.ngettext
    return ngettext(
        "{number} document states figures for these years.",
        "{number} documents state figures for these years.",
        number,
    ).format(number=number)


def _documents(trend: Trend) -> list[str]:
    """The documents that the amounts rest on, in the order of the marks; one may stand more than once."""
    stated = [document for figure in trend.stated for document in figure.document_ids]
    implied = [document for amount in trend.implied for document in amount.source_ids]
    return [*stated, *implied, *(document for figure in trend.ranges for document in figure.document_ids)]


def _words_of(amount: StatedFigure | ImpliedAmount, view: View) -> tuple[str, str, str]:
    """Phrase, sources and formula: a document prints phrases, and what is implied has a formula and no phrase."""
    if isinstance(amount, ImpliedAmount):
        return "", "; ".join(amount.source_ids), view.listed(amount.formulas)
    return view.listed(amount.phrases), "; ".join(amount.document_ids), ""


def _table(trend: Trend, view: View) -> pd.DataFrame:
    """One row a mark: period, kind, direction, value, bounds, phrase, source, formula of what is implied."""
    _ = view.translate
    header = [
        _("Period"),
        _("Kind"),
        _("Direction"),
        view.currency,
        _("Low"),
        _("High"),
        _("As printed"),
        _("Source"),
        _("Formula"),
    ]
    rows = [
        (
            str(row.year),
            _("official"),
            view.direction_name(row.exporter_iso3, row.importer_iso3),
            *(row.value, row.value, row.value, "", row.source_id, ""),
        )
        for row in records(trend.official)
    ]
    both = selected_direction(view)
    marked: list[tuple[str, StatedFigure | ImpliedAmount]] = [
        *((_("stated"), figure) for figure in trend.stated),
        *((_("stated for each year"), figure) for figure in trend.ranges),
        *((_("implied"), amount) for amount in trend.implied),
    ]
    for kind, amount in marked:
        bounds = amount.bounds
        label = view.period_label(amount.span)
        rows.append((label, kind, both, bounds.value, bounds.low, bounds.high, *_words_of(amount, view)))
    spans = [years(row.year, row.year) for row in records(trend.official)]
    spans += [amount.span for _kind, amount in marked]
    table = with_periods(pd.DataFrame(rows, columns=header), spans, view.language)
    if frames.removes_oil(view):  # the official rows are then all there are
        table[_("Crude oil removed")] = trend.official["removed"].to_numpy()
    return table
