"""`direction-balance`: what each country sold the other, year by year, and what was left."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.charts import marks
from dashboard.charts.native import Chart, NativeSeries, Shape
from dashboard.charts.rows import readable_on
from dashboard.charts.theme import base_figure, direction_colour
from dashboard.queries import frames
from dashboard.queries.series import flow_ids, main_series
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
from dashboard.text.chart_text import bold
from dashboard.text.formats import Scale
from dashboard.text.messages import mark

_ROW, _COLUMN = 34, 62  # pixels a year takes, and the column of balances
_MOST = 12  # years in the picture


@card("direction-balance", page="", name=mark("Balance by year"))
def direction_balance(view: View) -> Answer | NoAnswer:
    """A butterfly: the reporter's exports to one side, its imports to the other, the balance as a mark between."""
    _ = view.translate
    series, years = _read(view)
    if years.empty:
        if view.selection.direction != BOTH:
            reason = _("A balance needs both directions: choose “Both directions”.")
            return NoAnswer(reason)
        reason = no_data_reason(view)
        return NoAnswer(reason, available(_years, view))
    scale = formats.axis_scale(float(years[["out", "back"]].to_numpy().max()))
    shown = years.tail(_MOST)
    figure = base_figure(view.look, _ROW * len(shown) + 24)
    _draw(figure, shown, scale, view)
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
        figure=figure,
        table=table,
        sentence=sentence,
        source_ids=sources,
        caveats=caveats,
        shows_money=True,
        oil=Oil.LEFT_OUT,
        chart=_chart(shown, scale, view.on_white),
        flow_ids=flow_ids(series),
    )


def _read(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the years with both directions, and the same with one row a year."""
    series = _both_directions(main_series(view), view)
    return series, _sides(series, view)


def _years(view: View) -> Available:
    return [("", int(year)) for year in _read(view)[1].index]


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


def _draw(figure: go.Figure, years: pd.DataFrame, scale: Scale, view: View) -> None:
    _ = view.translate
    p = view.look.palette
    for column, code, sign in zip(("out", "back"), reversed(directions(view.selection.pair)), (1, -1), strict=True):
        exporter, importer = code.split("-")
        name = view.direction_name(exporter, importer)
        colour = direction_colour(p, view.selection.pair, exporter)
        values = years[column]
        money = [view.money(v) for v in values]
        marks.official_bars(
            figure,
            (sign * values / scale.factor).tolist(),
            [str(year) for year in years.index],
            [f"{bold(year)} {name}\n{text}" for year, text in zip(years.index, money, strict=True)],
            colour=colour,
            name=name,
            orientation="h",
            width=0.62,
            text=[view.number(v / scale.factor, scale.decimals) for v in values],
            textposition="inside" if view.look.narrow else "auto",
            insidetextanchor="end",
            textfont={"size": 12},
            insidetextfont={"size": 12, "color": readable_on(colour)},
        )
    for at, value in enumerate(years["balance"]):  # a category axis takes positions, not names
        text = bold(_signed(value, scale, view.language))
        _in_margin(figure, text, y=at, yref="y", yanchor="middle")
    _in_margin(figure, _balance_name(view), y=1, yref="paper", yanchor="bottom")
    figure.update_layout(barmode="relative", bargap=0.3, margin={"r": _COLUMN + 4, "t": 20, "b": 4})
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False, tickfont={"color": p.ink})
    figure.update_xaxes(showticklabels=False, showline=False, ticks="", zeroline=True, zerolinecolor=p.faint)


def _in_margin(figure: go.Figure, text: str, **place: Any) -> None:
    """Text in the column right of the bars."""
    figure.add_annotation(
        text=text, xref="paper", x=1, xanchor="right", xshift=_COLUMN, showarrow=False, align="right", **place
    )


def _chart(years: pd.DataFrame, scale: Scale, view: View) -> Chart:
    """The same two sides for other programs, side by side, as a sheet of numbers holds no negative trade."""
    series = []
    for column, code in zip(("back", "out"), directions(view.selection.pair), strict=True):
        exporter, importer = code.split("-")
        name = view.direction_name(exporter, importer)
        colour = direction_colour(view.look.palette, view.selection.pair, exporter)
        series.append(NativeSeries(name, tuple(float(value) for value in years[column]), colour))
    return Chart(
        shape=Shape.BARS,
        categories=tuple(str(year) for year in years.index),
        series=tuple(series),
        unit=view.unit_words(scale),
        factor=scale.factor,
        values_unit=view.unit_words(Scale(0)),
        decimals=scale.decimals,
    )


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
    balance = _balance_name(view)
    frame = years.reset_index()
    frame.columns = frame.columns.map({"year": _("Year"), "out": there, "back": back, "balance": balance})
    amounts = {name: f"{name}, {view.currency}" for name in (there, back, balance)}
    return frame[[_("Year"), *amounts]].rename(columns=amounts)


def _balance_name(view: View) -> str:
    """Whose balance it is: a surplus of one country is the deficit of the other."""
    _ = view.translate
    country = view.names("countries")[view.selection.pair.split("-")[1]]
    return _("Balance of {country}").format(country=country)


def _signed(value: float, scale: Scale, language: str) -> str:
    text = formats.number(value / scale.factor, language, scale.decimals)
    return f"+{text}" if value > 0 else text


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
