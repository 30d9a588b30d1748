"""What the cards say without crude oil: the share removed, what may be left in, and what had to be left out."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.series import monthly_series, yearly
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH
from dashboard.sentences import words
from dashboard.sentences.oil_limits import limit_words, limits
from dashboard.sentences.words import spans_words
from dashboard.text import formats
from etl.model.period import Period, years

_TOLD = 0.5  # percent of what is left from which on fuels of unknown heading have a caveat of their own
_NEARLY, _ALMOST = 99.5, 99.95  # percent from which whole digits, or one decimal, would say that all is removed
Gap = tuple[str, str, str]  # reporter, exporter, importer
_Reader = Callable[[View], pd.DataFrame]


@dataclass(frozen=True)
class LeftOut:
    """What is said of totals that crude oil cannot be removed from, and the sources of the limits this gives."""

    caveats: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


def removed_words(rows: pd.DataFrame, view: View) -> str:
    """A sentence on the share removed of each direction, to follow a subtitle; empty where nothing is to be removed.

    The rows have `value` and `removed`, and either a `year` or `period_start` and `period_end`.
    """
    if rows.empty or not frames.removes_oil(view):
        return ""
    _ = view.translate
    return " " + _("Crude oil removed: {shares}.").format(shares=_shares(rows, view))


def removed_share(rows: pd.DataFrame, view: View) -> str:
    """As `removed_words`, for shares of the total, which hold crude oil whichever sectors are selected."""
    return removed_words(rows, view.where(sectors=()))


def oil_sources(rows: pd.DataFrame) -> list[str]:
    """The sources that tell what was removed and how much fuel has no heading."""
    found = [*rows["oil_source_id"], *rows["fuel_source_id"]] if "oil_source_id" in rows else []
    return [source for source in dict.fromkeys(found) if source]


def oil_caveats(rows: pd.DataFrame, view: View) -> tuple[str, ...]:
    """That more crude oil may be left in, where fuels of unknown heading are more than next to nothing."""
    if rows.empty or not rows["removed"].any():
        return ()
    _ = view.translate
    texts = []
    for _exporter, own in rows.groupby("exporter_iso3", sort=True):
        own = own[own["undivided"].gt(0)]
        left = float(own["undivided"].sum())
        if own.empty or not own["removed"].any() or left < own["value"].sum() * _TOLD / 100:
            continue
        text = _(
            "{direction}: up to {amount} of what is left in {period} may still be crude oil. These are fuels of "
            "chapter 27 that its listed headings do not account for, as where the chapter alone was revised later."
        )
        texts.append(
            text.format(
                direction=_direction(own, view),
                amount=view.money(left),
                period=spans_words(_periods(own), view.language),
            )
        )
    return tuple(texts)


def left_out_yearly(view: View) -> LeftOut:
    """What is said of whole years that crude oil cannot be removed from."""
    return _left_out(_whole_years, view)


def left_out_monthly(view: View) -> LeftOut:
    """What is said of months that crude oil cannot be removed from."""
    return _left_out(monthly_series, view)


def left_out_caveat(gaps: dict[Gap, list[Period]], view: View) -> tuple[str, ...]:
    """What is left out, by direction and reporter, and why."""
    if not gaps:
        return ()
    _ = view.translate
    text = _("Left out, because crude oil is not listed apart there or is all there is: {gaps}.")
    return (text.format(gaps=gap_words(gaps, view)),)


def no_data_reason(view: View) -> str:
    """Why a card is empty: crude oil cannot be removed here, and where it can; else the reason without the switch."""
    for read in (_whole_years, monthly_series):
        gaps = _gaps(read, view)
        if gaps:
            found = limits(_rows_left_out(read, view), view)
            reason = cannot_remove(gap_words(gaps, view), view)
            return " ".join(filter(None, (reason, limit_words(found, view))))
    return words.no_data_reason(view)


def cannot_remove(gaps: str, view: View) -> str:
    """The reason of a card that has nothing without crude oil, with the declarations that would fill it."""
    _ = view.translate
    text = _("Crude oil cannot be removed from these totals, which no list breaks down that far: {gaps}.")
    if view.selection.sectors:
        text = _("Nothing here can be shown without crude oil, which is not listed apart or is all there is: {gaps}.")
    rows = _whole_years(view.of_all_years.where(direction=BOTH, source_kinds=(), without_oil=True))
    remedy = _("Show crude oil to see them.")
    if not rows.empty:
        allowed = gap_words(_by_series(rows), view)
        remedy = _("It can be removed from: {allowed}.").format(allowed=allowed)
    return " ".join((text.format(gaps=gaps), remedy))


def _shares(rows: pd.DataFrame, view: View) -> str:
    """The directions' shares, the largest first; of what was not removed, how much it could be at most."""
    _ = view.translate
    parts = []
    ordered = sorted(rows.groupby("exporter_iso3"), key=lambda item: -item[1]["removed"].sum())
    for _exporter, own in ordered:
        whole = float(own["value"].sum() + own["removed"].sum())
        share, most = (float(own[name].sum()) / whole * 100 if whole else 0.0 for name in ("removed", "undivided"))
        if share:
            text = _("{share} of {direction} in {period}")
        elif most:
            text = _("none is listed in {direction}, where it is {most} at most")
        else:
            text = _("none is listed in {direction}")
        period = spans_words(_periods(own), view.language)
        direction = _direction(own, view)
        limit = view.percent(math.ceil(most * 10) / 10, 1)  # a limit is rounded up
        parts.append(text.format(share=_share(share, view.language), direction=direction, period=period, most=limit))
    return view.listed(parts)


def _share(share: float, language: str) -> str:
    """A share that is short of everything is never shown as 100 percent."""
    if share < _NEARLY or share == 100:
        return formats.percent(share, language, 0)
    if share < _ALMOST:
        return formats.percent(share, language, 1)
    return formats.interval_words(99.9, None, lambda value: formats.percent(value, language, 1), language)


def _whole_years(view: View) -> pd.DataFrame:
    rows = yearly(view)
    return rows[rows["months"].eq(12) & rows["year"].between(view.selection.first_year, view.selection.last_year)]


def _left_out(read: _Reader, view: View) -> LeftOut:
    found = limits(_rows_left_out(read, view), view)
    texts = left_out_caveat(_gaps(read, view), view)
    if found:
        texts += (limit_words(found, view),)
    return LeftOut(texts, tuple(source for one in found for source in one.source_ids))


def _rows_left_out(read: _Reader, view: View) -> list[tuple[Any, Period]]:
    """The rows with their periods that the frame `read` gives has with crude oil and lacks without."""
    if not frames.removes_oil(view):
        return []
    shown = _by_series(read(view))
    full = read(view.where(without_oil=False))
    if full.empty:
        return []
    rows = zip(records(full), _periods(full), strict=True)
    return [(row, span) for row, span in rows if span not in shown.get(_series_of(row), [])]


def _gaps(read: _Reader, view: View) -> dict[Gap, list[Period]]:
    """Periods by series that the frame `read` gives has with crude oil and lacks without."""
    gaps: dict[Gap, list[Period]] = {}
    for row, span in _rows_left_out(read, view):
        gaps.setdefault(_series_of(row), []).append(span)
    return gaps


def _by_series(rows: pd.DataFrame) -> dict[Gap, list[Period]]:
    if rows.empty:
        return {}
    found: dict[Gap, list[Period]] = {}
    for row, one in zip(records(rows), _periods(rows), strict=True):
        found.setdefault(_series_of(row), []).append(one)
    return found


def _series_of(row: Any) -> Gap:
    return row.reporter_iso3, row.exporter_iso3, row.importer_iso3


def gap_words(gaps: dict[Gap, list[Period]], view: View) -> str:
    """“Kazakhstan → France as declared by Kazakhstan, 2004–2015; …”; directions with the same years are one entry."""
    _ = view.translate
    countries = view.names("countries")
    by_years: dict[tuple[str, str], list[Gap]] = {}
    for key, spans in gaps.items():
        by_years.setdefault((key[0], spans_words(spans, view.language)), []).append(key)
    text = _("{direction} as declared by {country}, {years}")
    parts = []
    for (reporter, shown), keys in by_years.items():
        sides = keys[0][1:] if len(keys) == 1 else (None, None)
        name = view.direction_name(*sides)
        parts.append(text.format(direction=name, country=countries[reporter], years=shown))
    return view.listed(parts)


def _direction(rows: pd.DataFrame, view: View) -> str:
    first = rows.iloc[0]
    return view.direction_name(first["exporter_iso3"], first["importer_iso3"])


def _periods(rows: pd.DataFrame) -> list[Period]:
    if "period_start" in rows:
        return [Period(row.period_start, row.period_end) for row in records(rows)]
    return [years(year, year) for year in rows["year"]]
