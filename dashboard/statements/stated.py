"""Stated and derived amounts as charts show them: in one currency, and one mark for what several documents repeat."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.queries import frames, rates
from dashboard.queries.tables import Tables, records, worst_of
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH
from dashboard.statements.bounds import Bounds, read_bounds
from dashboard.text.chart_text import LINE, bold
from dashboard.text.vocabulary import verdict_names
from etl.model.codes import Measure, Nature, Per, Verdict
from etl.model.period import Period


@dataclass(frozen=True)
class StatedAmount:
    """One amount with its bounds in the selected currency, and every document and phrase that gives it."""

    period: Period
    bounds: Bounds
    exporter: str | None
    source_ids: tuple[str, ...]
    phrases: tuple[str, ...]
    converted: bool
    verdict: Verdict | None = None  # of the statistics on the figure, where it has an official counterpart

    @property
    def whole_year(self) -> bool:
        return self.period.is_year


def stated_amounts(view: View) -> list[StatedAmount]:
    """Trade values of the goods in view, stated for a whole period, equal ones merged, ordered by period and value."""
    frame = stated_rows(view)
    frame = frame[frame["per"].eq(Per.PERIOD)]
    return _merged(view, frame[frame["value"].notna()], "as_stated")


def derived_amounts(view: View) -> list[StatedAmount]:
    """Implied trade values, equal ones merged; the phrase is the formula."""
    frame = frames.derived(view)
    return _merged(view, frame[frame["measure"].eq(Measure.TRADE_VALUE) & _goods_in_view(frame, view)], "formula")


def stated_ranges(view: View) -> list[StatedAmount]:
    """Trade values stated as a range for each year of a span."""
    frame = stated_rows(view)
    frame = frame[frame["per"].eq(Per.YEAR)]
    return _merged(view, frame[frame["low"].notna() & frame["high"].notna()], "as_stated")


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


def _of_trade(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    kept = frame["measure"].eq(Measure.TRADE_VALUE) & frame["period_start"].notna() & _goods_in_view(frame, view)
    if view.selection.direction == BOTH:
        kept &= frame["exporter_iso3"].isna()
    return frame[kept]


def hover_text(one: StatedAmount, view: View, documents: str) -> str:
    """Period, value with bounds, the printed phrases and how many documents say so."""
    low, high = one.bounds.low, one.bounds.high
    bounds = view.interval_words(low, high, lambda v: view.money(v, 2))
    lines = [bold(view.period_label(one.period)), bounds]
    lines += [view.quoted(phrase) for phrase in one.phrases[:4]]
    _ = view.translate
    if one.verdict:
        lines.append(_("statistics: {verdict}").format(verdict=verdict_names(view.language)[one.verdict]))
    if one.converted:
        lines.append(_("converted at the period-average ECB rate"))
    return LINE.join([*lines, documents])


def _goods_in_view(frame: pd.DataFrame, view: View) -> pd.Series:
    """Figures for all goods or, with sectors selected, those for some goods of theirs."""
    some = frame["commodity_label"].notna()
    return some if view.selection.sectors else ~some


def _merged(view: View, frame: pd.DataFrame, phrase: str) -> list[StatedAmount]:
    groups: dict[Any, list[Any]] = {}
    for row in records(frame[frame["period_start"].notna()]):
        if view.selection.direction == BOTH and isinstance(row.exporter_iso3, str):
            continue
        key = (row.period_start, row.period_end, row.exporter_iso3 or "", read_bounds(row))
        groups.setdefault(key, []).append(row)
    merged = [_one(view, rows, phrase) for rows in groups.values()]
    return sorted((one for one in merged if one), key=lambda one: (one.period, one.bounds.ends[0]))


def _one(view: View, rows: list[Any], phrase: str) -> StatedAmount | None:
    """The rows as one amount in the selected currency, or None where no rate covers their period."""
    first = rows[0]
    period = Period(first.period_start, first.period_end)
    factor = rates.in_currency(view.tables, 1.0, first.unit, view.currency, period)
    printed = read_bounds(first)
    if factor is None or not printed.ends:
        return None
    return StatedAmount(
        period=period,
        bounds=printed.times(factor, view.currency),
        exporter=first.exporter_iso3 if isinstance(first.exporter_iso3, str) else None,
        source_ids=tuple(dict.fromkeys(row.source_id for row in rows)),
        phrases=_unique(getattr(row, phrase) for row in rows),
        converted=first.unit != view.currency,
        verdict=_verdict(view.tables, rows),
    )


def _verdict(tables: Tables, rows: list[Any]) -> Verdict | None:
    """The statistics' verdict on a stated figure; an implied one has none."""
    ids = [str(getattr(row, "statement_id", "")) for row in rows]
    found = [tables.verdicts[name] for name in ids if name in tables.verdicts]
    return worst_of(found) if found else None


def _unique(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrases))
