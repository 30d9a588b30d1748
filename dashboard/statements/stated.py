"""Amounts of trade beside official ones: those that documents state, and those that follow from what they state."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.queries import frames, rates
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH
from dashboard.statements.bounds import Bounds, read_bounds
from dashboard.statements.figures import StatedFigure, figures_of
from dashboard.text.chart_text import LINE, bold
from dashboard.text.vocabulary import verdict_names
from etl.model.codes import Measure, Nature, Per
from etl.model.period import Period


@dataclass(frozen=True)
class ImpliedAmount:
    """An amount that nobody prints: bounds in the selected currency, formulas and the documents they rest on."""

    span: Period
    bounds: Bounds
    source_ids: tuple[str, ...]
    formulas: tuple[str, ...]
    converted: bool


def stated_amounts(view: View) -> list[StatedFigure]:
    """Trade values of the goods in view, stated for a whole period, ordered by period and value."""
    frame = stated_rows(view)
    return _in_order(figures_of(view, frame[frame["per"].eq(Per.PERIOD) & frame["value"].notna()]))


def stated_ranges(view: View) -> list[StatedFigure]:
    """Trade values stated as a range for each year of a span, ordered by period and value."""
    frame = stated_rows(view)
    closed = frame["low"].notna() & frame["high"].notna()
    return _in_order(figures_of(view, frame[frame["per"].eq(Per.YEAR) & closed]))


def implied_amounts(view: View) -> list[ImpliedAmount]:
    """Implied trade values of the goods in view, equal ones merged, ordered by period and value."""
    frame = frames.derived(view)
    kept = frame["measure"].eq(Measure.TRADE_VALUE) & frame["period_start"].notna() & _goods_in_view(frame, view)
    if view.selection.direction == BOTH:
        kept &= frame["exporter_iso3"].isna()
    groups: dict[Any, list[Any]] = {}
    for row in records(frame[kept]):
        key = (row.period_start, row.period_end, row.exporter_iso3 or "", read_bounds(row))
        groups.setdefault(key, []).append(row)
    amounts = (_implied(view, rows) for rows in groups.values())
    return sorted((amount for amount in amounts if amount), key=lambda amount: (amount.span, amount.bounds.ends[0]))


def stated_rows(view: View) -> pd.DataFrame:
    """The facts of `statements` that give trade values with a period of the goods in view.

    With both directions selected these are figures for both together: those of one are not their part of a total.
    """
    return _of_trade(frames.facts(view), view)


def ahead_caveat(view: View) -> tuple[str, ...]:
    """That targets and forecasts of the goods in view are not drawn, where documents state any."""
    frame = frames.statements(view)
    number = len(_of_trade(frame[frame["nature"].ne(Nature.FACT)], view))
    if not number:
        return ()
    text = view.translate.ngettext(
        "{number} target or forecast is not drawn: it stands in the table of statements.",
        "{number} targets or forecasts are not drawn: they stand in the table of statements.",
        number,
    )
    return (text.format(number=number),)


def stated_hover(figure: StatedFigure, view: View, documents: str) -> str:
    """Period, value with bounds, the printed phrases, what the statistics say and how many documents say so."""
    lines = [*_head(figure.span, figure.bounds, view), *(view.quoted(phrase) for phrase in figure.phrases[:4])]
    if figure.verdict:
        _ = view.translate
        lines.append(_("statistics: {verdict}").format(verdict=verdict_names(view.language)[figure.verdict]))
    return LINE.join([*lines, *_conversion(view, converted=figure.converted), documents])


def implied_hover(amount: ImpliedAmount, view: View) -> str:
    """Period, value with bounds, the formulas, and that it is printed by nobody."""
    _ = view.translate
    lines = [*_head(amount.span, amount.bounds, view), *(view.quoted(formula) for formula in amount.formulas[:4])]
    return LINE.join([*lines, *_conversion(view, converted=amount.converted), _("implied, printed by nobody")])


def _head(period: Period, bounds: Bounds, view: View) -> tuple[str, str]:
    amount = view.interval_words(bounds.low, bounds.high, lambda value: view.money(value, 2))
    return bold(view.period_label(period)), amount


def _conversion(view: View, *, converted: bool) -> tuple[str, ...]:
    _ = view.translate
    return (_("converted at the period-average ECB rate"),) if converted else ()


def _of_trade(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    kept = frame["measure"].eq(Measure.TRADE_VALUE) & frame["period_start"].notna() & _goods_in_view(frame, view)
    if view.selection.direction == BOTH:
        kept &= frame["exporter_iso3"].isna()
    return frame[kept]


def _goods_in_view(frame: pd.DataFrame, view: View) -> pd.Series:
    """Figures for all goods or, with sectors selected, those for some goods of theirs."""
    some = frame["commodity_label"].notna()
    return some if view.selection.sectors else ~some


def _in_order(figures: Iterable[StatedFigure]) -> list[StatedFigure]:
    """The figures that can stand on the axis, by period and value."""
    drawable = [figure for figure in figures if figure.shown is not None and figure.shown.ends]
    return sorted(drawable, key=lambda figure: (figure.span, figure.bounds.ends[0]))


def _implied(view: View, rows: list[Any]) -> ImpliedAmount | None:
    """The rows as one amount in the selected currency, or None where no rate covers their period."""
    first = rows[0]
    period, bounds = Period(first.period_start, first.period_end), read_bounds(first)
    factor = rates.in_currency(view.tables, 1.0, first.unit, view.currency, period)
    if factor is None or not bounds.ends:
        return None
    return ImpliedAmount(
        span=period,
        bounds=bounds.times(factor, view.currency),
        source_ids=tuple(dict.fromkeys(row.source_id for row in rows)),
        formulas=tuple(dict.fromkeys(row.formula for row in rows)),
        converted=first.unit != view.currency,
    )
