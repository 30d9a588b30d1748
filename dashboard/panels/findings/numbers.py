"""A comparison with the figures on its two sides, and its numbers in words: bounds, rates, distances."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.queries.tables import ids_in, span_of, text_of
from dashboard.statements.bounds import Bounds
from dashboard.statements.figure_words import amount
from dashboard.statements.figures import StatedFigure, needed_decimals
from dashboard.statements.levels import MONEY
from dashboard.text import formats
from dashboard.text.messages import translator
from etl.model.codes import OFFICIAL_RULES, Measure, Rule, Unit
from etl.model.period import Period

_BILLION = 1e9


@dataclass(frozen=True)
class CheckedFigure:
    """A row of `checks` with the stated figure it is on and the other figures it puts beside it.

    `sources` are those of all comparisons that this one stands for; those of its own row where it stands for itself.
    """

    row: Any
    figure: StatedFigure
    others: tuple[StatedFigure, ...]
    sources: tuple[str, ...] = ()

    @property
    def distance(self) -> float:
        return 0.0 if pd.isna(self.row.distance) else float(self.row.distance)

    @property
    def rank(self) -> tuple[str, float, str]:
        """Amounts and counts by their distance in percent, then percentages by theirs in points: two measures."""
        return text_of(self.row.distance_unit), -self.distance, self.row.check_id

    @property
    def official(self) -> bool:
        return self.row.rule in OFFICIAL_RULES

    @property
    def period(self) -> Period | None:
        return span_of(self.row)

    @property
    def stated(self) -> Bounds:
        return self._bounds(self.row.expected_low, self.row.expected_high)

    @property
    def observed(self) -> Bounds:
        return self._bounds(self.row.observed_low, self.row.observed_high)

    def _bounds(self, *sides: float) -> Bounds:
        low, high = (None if pd.isna(side) else float(side) for side in sides)
        return Bounds(None, low, high, self.row.unit)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of both sides: documents, and the series of official rows."""
        if self.sources:
            return self.sources
        return (*ids_in(self.row.subject_source_ids), *ids_in(self.row.object_source_ids))


def arithmetic(checked: CheckedFigure, language: str) -> str:
    """Both intervals and, where a currency was converted, the rate."""
    _ = translator(language)
    if pd.isna(checked.row.observed_low) and pd.isna(checked.row.observed_high):
        return ""
    text = _("Stated {stated}; compared with {observed}.").format(
        stated=_interval(checked.stated, checked, language, printed=True),
        observed=_interval(checked.observed, checked, language, printed=_as_printed(checked)),
    )
    if not pd.isna(checked.row.rate) and checked.row.unit in MONEY:
        rate = formats.number(checked.row.rate, language, 4)
        text += " " + _("Converted at {rate} US dollars a euro, the average of the period.").format(rate=rate)
    if checked.distance:
        text += " " + _("Distance: {distance}.").format(
            distance=distance_words(checked.distance, checked.row.distance_unit, language)
        )
    return text


def distance_words(distance: float, unit: str, language: str) -> str:
    """ "24.7 percentage points" between percentages, "32.5% of what was stated" between amounts."""
    _ = translator(language)
    if unit == Unit.PERCENTAGE_POINTS:
        return _("{number} percentage points").format(number=formats.number(distance, language, 1))
    return _("{percent} of what was stated").format(percent=formats.percent(distance, language, 1))


def _as_printed(checked: CheckedFigure) -> bool:
    """Whether the other side is what a document prints, in the unit it prints it in."""
    return bool(checked.row.rule == Rule.CONTRADICTION and pd.isna(checked.row.rate))


def observed_words(checked: CheckedFigure, language: str) -> str:
    """What a statement is compared with."""
    return _interval(checked.observed, checked, language)


def known_end(checked: CheckedFigure, language: str) -> str:
    """The closed side of an interval that is open on the other."""
    (end,) = checked.observed.ends
    return _formatter(checked.observed, checked.figure, language)(end)


def _interval(bounds: Bounds, checked: CheckedFigure, language: str, *, printed: bool = False) -> str:
    """Bounds in words; those of a printed figure with every digit its rounding has."""
    return formats.interval_words(
        bounds.low, bounds.high, _formatter(bounds, checked.figure, language, printed), language
    )


def _formatter(bounds: Bounds, figure: StatedFigure, language: str, printed: bool = False) -> Callable[[float], str]:
    """Amounts to two decimals of billions or one of less, percentages to one; printed ones to what they need."""
    unit, signed = bounds.unit, figure.first.measure == Measure.GROWTH
    if printed:
        digits = max(map(needed_decimals, bounds.ends), default=0) if unit in MONEY else None
    elif unit in MONEY:
        digits = money_decimals(max(map(abs, bounds.ends), default=0.0))
    else:
        digits = 1 if unit == Unit.PERCENT else None
    return lambda value: amount(value, unit, language, decimals=digits, signed=signed)


def money_decimals(size: float) -> int:
    """Decimals of an amount that is not quoted: two of billions, one of less."""
    return 2 if size >= _BILLION else 1
