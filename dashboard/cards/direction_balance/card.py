"""`direction-balance`: what each country sold the other, year by year, and what was left."""

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.direction_balance.data import balance_name, read_balance
from dashboard.cards.direction_balance.figure import balance_figure
from dashboard.cards.direction_balance.native import balance_chart
from dashboard.queries import frames
from dashboard.queries.series import flow_ids
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH, directions
from dashboard.sentences.available import Available, available
from dashboard.sentences.caveats import data_caveats, series_goods
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.oil_words import left_out_yearly, no_data_reason, oil_caveats, oil_sources, removed_words
from dashboard.sentences.words import (
    basis_words,
    goods_words,
    listed_caveat,
    reporter_name,
)
from dashboard.text import formats
from dashboard.text.formats import Scale
from dashboard.text.messages import mark

_MOST = 12  # years in the picture


@card("direction-balance", page="", name=mark("Balance by year"))
def direction_balance(view: View) -> Answer | NoAnswer:
    """A butterfly: the reporter's exports to one side, its imports to the other, the balance as a mark between."""
    _ = view.translate
    series, years = read_balance(view)
    if years.empty:
        if view.selection.direction != BOTH:
            reason = _("A balance needs both directions: choose “Both directions”.")
            return NoAnswer(reason)
        reason = no_data_reason(view)
        return NoAnswer(reason, available(_years, view))
    scale = formats.axis_scale(float(years[["out", "back"]].to_numpy().max()))
    shown = years.tail(_MOST)
    reporter = reporter_name(series, view)
    title, sentence = _title_and_sentence(years, reporter, view)
    subtitle = _("{goods}, {unit} a year, nominal. {basis}.").format(
        goods=goods_words(view),
        unit=view.unit_words(scale),
        basis=basis_words(series, view),
    )
    subtitle += removed_words(series, view) + _rounding_words(shown, scale, view)
    table = _table(years, view)
    left_out = left_out_yearly(view)
    caveats = listed_caveat(series, view.language)
    if len(years) > _MOST:
        caveats += (_("The picture shows the latest {number} years; the table has all.").format(number=_MOST),)
    caveats += data_caveats(view, series_goods(view, series))
    caveats += (*oil_caveats(series, view), *left_out.caveats)
    sources = [*series["source_id"], *oil_sources(series), *left_out.source_ids]
    return Answer(
        title=title,
        subtitle=subtitle,
        figure=balance_figure(shown, scale, view),
        table=table,
        sentence=sentence,
        source_ids=sources,
        caveats=caveats,
        shows_money=True,
        oil=Oil.LEFT_OUT,
        chart=balance_chart(shown, scale, view),
        flow_ids=flow_ids(series),
    )


def _years(view: View) -> Available:
    return [("", int(year)) for year in read_balance(view)[1].index]


def _title_and_sentence(years: pd.DataFrame, reporter: str, view: View) -> tuple[str, str]:
    """Title: which country sold more, and how much more; sentence: both sides, and the surplus or deficit by name."""
    _ = view.translate
    year = years.index.max()
    row = years.loc[year]
    countries = view.names("countries")
    first, second = (countries[code] for code in view.selection.pair.split("-"))
    surplus, deficit = (second, first) if row["balance"] >= 0 else (first, second)
    title = _("{country} sold {amount} more than it bought in {year}")
    if frames.removes_oil(view):
        title = _("Without crude oil, {country} sold {amount} more than it bought in {year}")
    if not row["balance"]:
        title = _("{country} sold as much as it bought in {year}")
    title = title.format(country=surplus, amount=view.money(abs(row["balance"])), year=year)
    there, here = (view.direction_name(*code.split("-")) for code in reversed(directions(view.selection.pair)))
    text = _(
        "As declared by {reporter} for {year}: {there} {out}, {here} {back}, a surplus of {balance} for {surplus}."
    )
    if reporter == deficit:
        text = _(
            "As declared by {reporter} for {year}: {there} {out}, {here} {back}, a deficit of {balance} for {deficit}."
        )
    return title, text.format(
        reporter=reporter,
        there=there,
        here=here,
        out=view.money_words(row["out"]),
        back=view.money_words(row["back"]),
        balance=view.money_words(abs(row["balance"])),
        year=year,
        surplus=surplus,
        deficit=deficit,
    )


def _table(years: pd.DataFrame, view: View) -> pd.DataFrame:
    _ = view.translate
    there, back = (view.direction_name(*code.split("-")) for code in reversed(directions(view.selection.pair)))
    balance = balance_name(view)
    frame = years.reset_index()
    frame.columns = frame.columns.map({"year": _("Year"), "out": there, "back": back, "balance": balance})
    amounts = {name: f"{name}, {view.currency}" for name in (there, back, balance)}
    return frame[[_("Year"), *amounts]].rename(columns=amounts)


def _rounding_words(years: pd.DataFrame, scale: Scale, view: View) -> str:
    """A sentence to follow the subtitle, where the printed balance of a year is not the difference of its sides."""
    rounded = (years / scale.factor).map(lambda value: round(value, scale.decimals))
    apart = (rounded["out"] - rounded["back"] - rounded["balance"]).abs() > 10**-scale.decimals / 2
    if not apart.any():
        return ""
    _ = view.translate
    listed = ", ".join(str(year) for year in years.index[apart])
    text = _("Each number is rounded by itself: in {years} the balance differs in its last digit.")
    return " " + text.format(years=listed)
