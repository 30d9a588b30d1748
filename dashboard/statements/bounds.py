"""A figure with its bounds: a value where both sides are closed, else the one bound and the side that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard.text import formats


class OpenSide(StrEnum):
    """The side of a figure that nothing bounds: "more than 4 billion" is open upwards."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Bounds:
    """A figure in one unit; None is an open side, or no single value. A figure with an open side has no value."""

    value: float | None
    low: float | None
    high: float | None
    unit: str

    @property
    def ends(self) -> list[float]:
        """What is known of the figure, in order."""
        return [end for end in (self.low, self.value, self.high) if end is not None]

    @property
    def open_side(self) -> OpenSide | None:
        """The one side that is open; None where both are closed, or where nothing is bounded."""
        if (self.low is None) == (self.high is None):
            return None
        return OpenSide.DOWN if self.low is None else OpenSide.UP

    @property
    def mark(self) -> float | None:
        """Where a chart puts the figure: its value, or the bound that an open side starts from. None for a range."""
        if self.open_side is None:
            return self.value
        return self.high if self.low is None else self.low

    def times(self, factor: float, unit: str) -> "Bounds":
        """The same figure in another unit."""
        value, low, high = (None if end is None else end * factor for end in (self.value, self.low, self.high))
        return Bounds(value, low, high, unit)

    def words(self, formatter: Callable[[float], str], language: str) -> str:
        """The value, or the bounds where there is none: "$2.7bn", "at least $4.0bn", "$2.5–6.5bn"."""
        if self.value is not None:
            return formatter(self.value)
        return formats.interval_words(self.low, self.high, formatter, language)


def read_bounds(row: Any) -> Bounds:
    """The bounds of a row of `statements` or `derived`, as they stand there.

    The tables repeat the bound of "more than 4 billion" as its value; a bound is not a value, and is none here.
    """
    value, low, high = (_number(end) for end in (row.value, row.low, row.high))
    is_open = (low is None) != (high is None)
    return Bounds(None if is_open else value, low, high, row.unit)


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
