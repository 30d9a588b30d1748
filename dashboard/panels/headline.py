"""The four headline figures of a selection, from the same queries as the charts, so that they cannot disagree."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.series import comparable_years, main_series, year_before
from dashboard.queries.view import View
from dashboard.sentences.known import as_known
from dashboard.sentences.oil_words import no_data_reason, removed_words
from dashboard.sentences.translations import publisher_names, translate_text
from dashboard.sentences.words import basis_words, growth_words, named_goods, without_oil
from dashboard.statements.bounds import Bounds, OpenSide, read_bounds
from dashboard.statements.figure_words import value_words
from dashboard.statements.figures import FigurePanel, needed_decimals, stated_figures
from dashboard.statements.stated import stated_amounts
from dashboard.text import formats
from etl.model.codes import Measure
from etl.model.period import Period, day


@dataclass(frozen=True)
class HeadlineFigure:
    """A headline figure: what it is, its value, how it changed where periods are equal, and what it rests on."""

    label: str
    value: str
    change: str | None
    basis: str


def headline(view: View) -> tuple[HeadlineFigure, HeadlineFigure, HeadlineFigure, HeadlineFigure]:
    """Latest official year, latest stated part-year, share of the larger direction, latest count of companies."""
    series = main_series(view)
    return (
        _official(series, view),
        _stated(view),
        _share(series, view),
        _companies(view),
    )


def _official(series: pd.DataFrame, view: View) -> HeadlineFigure:
    _ = view.translate
    if series.empty:
        return HeadlineFigure(_("Official trade"), formats.MISSING, None, no_data_reason(view))
    rows, compared = comparable_years(series, view)
    whole = rows.groupby("year")["value"].sum()
    year = int(whole.index.max())
    before = float(year_before(compared, rows)["value"].sum())
    change = None
    if before:
        rate = growth_words((whole[year] / before - 1) * 100, view.language)
        change = _("{rate} on {year}").format(rate=rate, year=year - 1)
    rows = rows[rows["year"].eq(year)]
    publishers = publisher_names(view)
    named = ", ".join(dict.fromkeys(publishers[source] for source in rows["source_id"]))
    basis = f"{basis_words(rows, view)}. {named}.{removed_words(rows, view)}"
    basis = " ".join((basis, *as_known(view, series["source_id"]).caveats))
    value = view.money(whole[year])
    goods = named_goods(compared) or _("Official trade")
    return HeadlineFigure(f"{goods}, {year}", value, change, basis)


def _stated(view: View) -> HeadlineFigure:
    """The latest stated figure for part of a year; its growth is not computed, only told where printed."""
    _ = view.translate
    if frames.removes_oil(view):
        reason = _("Stated figures include crude oil: they show with “Without crude oil” switched off.")
        return HeadlineFigure(_("Stated for part of a year"), formats.MISSING, None, reason)
    parts = [amount for amount in stated_amounts(view) if not amount.span.is_year and amount.bounds.mark is not None]
    if not parts:
        label = _("Stated for part of a year")
        return HeadlineFigure(label, formats.MISSING, None, _("No document states a part of a year in this selection."))
    last = max(parts, key=lambda part: (part.span.end, len(part.document_ids)))
    label = _("Stated, {period}").format(period=view.period_label(last.span))
    digits = 1 if last.converted else needed_decimals(last.bounds.mark)
    value = _short(last.bounds, partial(view.money, decimals=digits))
    bounds = view.interval_words(last.bounds.low, last.bounds.high, partial(view.money, decimals=2))
    quotes = ", ".join(view.quoted(phrase) for phrase in last.phrases[:3])
    basis = _("Printed as {quotes}; its rounding allows {bounds}.").format(quotes=quotes, bounds=bounds)
    return HeadlineFigure(label, value, _stated_growth(view, last.span), basis)


def _short(bounds: Bounds, formatter: Callable[[float], str]) -> str:
    """A figure that is to be read at one glance: an open side is a sign, as words would be cut off."""
    if bounds.value is None and bounds.mark is not None:
        sign = "≤" if bounds.open_side == OpenSide.DOWN else "≥"
        return f"{sign}{formats.NBSP}{formatter(bounds.mark)}"
    return formatter(bounds.value or 0.0)


def _stated_growth(view: View, period: Period) -> str | None:
    """The growth most documents state for the period against the same months a year before, with its bounds."""
    _ = view.translate
    before = period.year_before() if period.whole_months else None
    figures = [
        figure
        for figure in stated_figures(view)
        if figure.is_fact
        and figure.panel == FigurePanel.GROWTH
        and figure.period == period
        and figure.all_trade
        and figure.base == before
    ]
    if before is None or not figures:
        return None
    most = max(figures, key=lambda figure: (len(figure.document_ids), figure.document_ids))
    percent = partial(view.percent, decimals=1)
    return _("stated {growth} ({bounds}) on the year before").format(
        growth=value_words(most, most.printed, view.language),
        bounds=view.interval_words(most.printed.low, most.printed.high, percent),
    )


def _share(series: pd.DataFrame, view: View) -> HeadlineFigure:
    """Share of the larger direction in the latest official year that has both."""
    _ = view.translate
    label = _("Share of exports")
    both = series.groupby("year").filter(lambda rows: len(rows) == 2) if not series.empty else series
    if both.empty:
        return HeadlineFigure(
            label, formats.MISSING, None, _("A share needs both directions: choose “Both directions”.")
        )
    rows = both[both["year"].eq(both["year"].max())]
    own = rows.sort_values("value").iloc[-1]
    share = own["value"] / rows["value"].sum() * 100
    goods = view.direction_name(own["exporter_iso3"], own["importer_iso3"])
    goods = without_oil(goods, view)
    label = _("{direction}, {year}").format(direction=goods, year=int(own["year"]))
    basis = basis_words(rows, view)
    text = _("Share of {direction} in the trade of both directions. {basis}.").format(direction=goods, basis=basis)
    text += removed_words(rows, view)
    text = " ".join((text, *as_known(view, rows["source_id"]).caveats))
    return HeadlineFigure(label, view.percent(share, 1), None, text)


def _companies(view: View) -> HeadlineFigure:
    """The latest dated claim about the number of companies: a claim, not a register."""
    _ = view.translate
    rows = frames.facts(view)
    rows = rows[rows["measure"].eq(Measure.COUNT) & rows["period_start"].notna() & rows["value"].notna()]
    if rows.empty:
        return HeadlineFigure(
            _("Companies"), formats.MISSING, None, _("No document counts companies in this selection.")
        )
    last = rows.sort_values(["period_end", "value", "statement_id"]).iloc[-1]
    when = Period(last["period_start"], last["period_end"])
    shown = day(when.end) if when.start == when.end else when
    label = _("Companies counted, {date}").format(date=view.period_label(shown))
    value = _short(read_bounds(last), partial(view.number, decimals=0))
    documents = view.tables["documents"].set_index("document_id")
    basis = _("Printed as {quote} by {publisher}; a claim, not a register.").format(
        quote=view.quoted(last["as_stated"]),
        publisher=translate_text(view, documents.at[last["document_id"], "publisher"]),
    )
    return HeadlineFigure(label, value, None, basis)
