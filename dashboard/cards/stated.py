"""Stated and derived amounts as charts show them: in one currency, and one mark for what several documents repeat."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import formats, queries, rates
from dashboard.cards.vocabulary import verdict_names
from dashboard.messages import translator
from dashboard.queries import Tables
from dashboard.selection import BOTH, Selection
from etl.period import Period
from etl.terms import Measure, Per, Verdict


@dataclass(frozen=True)
class Stated:
    """One amount with its bounds in the selected currency, and every document and phrase that gives it."""

    period: Period
    value: float | None
    low: float
    high: float
    exporter: str | None
    source_ids: tuple[str, ...]
    phrases: tuple[str, ...]
    converted: bool
    verdict: Verdict | None = None  # of the statistics on the figure, where it has an official counterpart

    @property
    def whole_year(self) -> bool:
        return self.period.is_year


def stated_amounts(tables: Tables, selection: Selection) -> list[Stated]:
    """Trade values of the goods in view, stated for a whole period, equal ones merged, ordered by period and value."""
    frame = stated_rows(tables, selection)
    frame = frame[frame["per"].eq(Per.PERIOD)]
    return _merged(tables, selection, frame[frame["value"].notna()], "as_stated")


def derived_amounts(tables: Tables, selection: Selection) -> list[Stated]:
    """Implied trade values, equal ones merged; the phrase is the formula."""
    frame = queries.derived(tables, selection)
    return _merged(
        tables, selection, frame[frame["measure"].eq(Measure.TRADE_VALUE) & _goods_in_view(frame, selection)], "formula"
    )


def stated_ranges(tables: Tables, selection: Selection) -> list[Stated]:
    """Trade values stated as a range for each year of a span."""
    frame = stated_rows(tables, selection)
    frame = frame[frame["per"].eq(Per.YEAR)]
    return _merged(tables, selection, frame[frame["low"].notna() & frame["high"].notna()], "as_stated")


def stated_rows(tables: Tables, selection: Selection) -> pd.DataFrame:
    """The rows of `statements` that give trade values with a period of the goods in view.

    With both directions selected these are figures for both together: those of one are not their part of a total.
    """
    frame = queries.statements(tables, selection)
    kept = frame["measure"].eq(Measure.TRADE_VALUE) & frame["period_start"].notna() & _goods_in_view(frame, selection)
    if selection.direction == BOTH:
        kept &= frame["exporter_iso3"].isna()
    return frame[kept]


def hover_text(one: Stated, selection: Selection, documents: str) -> str:
    """Period, value with bounds, the printed phrases and how many documents say so."""
    language, currency = selection.language, selection.currency
    bounds = formats.interval_words(one.low, one.high, lambda v: formats.money(v, currency, language, 2), language)
    lines = [f"<b>{formats.period_label(one.period, language)}</b>", bounds]
    lines += [formats.quoted(phrase, language) for phrase in one.phrases[:4]]
    _ = translator(language)
    if one.verdict:
        lines.append(_("statistics: {verdict}").format(verdict=verdict_names(language)[one.verdict]))
    if one.converted:
        lines.append(_("converted at the period-average ECB rate"))
    return "<br>".join([*lines, documents])


def _goods_in_view(frame: pd.DataFrame, selection: Selection) -> pd.Series:
    """Figures for all goods or, with sectors selected, those for some goods of theirs."""
    some = frame["commodity_label"].notna()
    return some if selection.sectors else ~some


def _merged(tables: Tables, selection: Selection, frame: pd.DataFrame, phrase: str) -> list[Stated]:
    groups: dict[Any, list[Any]] = {}
    for row in queries.records(frame[frame["period_start"].notna()]):
        if selection.direction == BOTH and isinstance(row.exporter_iso3, str):
            continue
        bounds = (_number(row.value), _number(row.low), _number(row.high))
        key = (row.period_start, row.period_end, row.exporter_iso3 or "", *bounds, row.unit)
        groups.setdefault(key, []).append(row)
    merged = [_one(tables, selection, rows, phrase) for rows in groups.values()]
    return sorted((one for one in merged if one), key=lambda one: (one.period, one.value or one.low))


def _one(tables: Tables, selection: Selection, rows: list[Any], phrase: str) -> Stated | None:
    """The rows as one amount in the selected currency, or None where no rate covers their period."""
    first = rows[0]
    period = Period(first.period_start, first.period_end)
    sides = [_number(side) for side in (first.value, first.low, first.high)]
    value, low, high = (_converted(tables, side, first.unit, selection.currency, period) for side in sides)
    if value is None and low is None and high is None:
        return None
    middle = value if value is not None else low if low is not None else high
    assert middle is not None
    return Stated(
        period=period,
        value=value,
        low=middle if low is None else low,
        high=middle if high is None else high,
        exporter=first.exporter_iso3 if isinstance(first.exporter_iso3, str) else None,
        source_ids=tuple(dict.fromkeys(row.source_id for row in rows)),
        phrases=_unique(getattr(row, phrase) for row in rows),
        converted=first.unit != selection.currency,
        verdict=_verdict(tables, rows),
    )


def _verdict(tables: Tables, rows: list[Any]) -> Verdict | None:
    """The statistics' verdict on a stated figure; an implied one has none."""
    ids = [str(getattr(row, "statement_id", "")) for row in rows]
    found = [tables.verdicts[name] for name in ids if name in tables.verdicts]
    return queries.worst_of(found) if found else None


def _converted(tables: Tables, amount: float | None, unit: str, currency: str, period: Period) -> float | None:
    return None if amount is None else rates.in_currency(tables, amount, unit, currency, period)


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _unique(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrases))
