"""Closed intervals of real numbers: the bounds of a printed figure and what arithmetic makes of them.

An open side is None ("more than 170" has no high) and stays open through arithmetic. Every operation returns the
tightest interval that holds all results for independent inputs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import inf, isinf

from etl.model.codes import Bound


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, both included; None is an open side."""

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"interval from {self.low} to {self.high} is upside down")

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> "Interval":
        return Interval(_minus(self.high), _minus(self.low))

    def __sub__(self, other: "Interval") -> "Interval":
        return self + (-other)

    def __mul__(self, other: "Interval") -> "Interval":
        return _hull(_times(a, b) for a, b in product(self._ends(), other._ends()))

    def __truediv__(self, other: "Interval") -> "Interval":
        if other.contains(0.0):
            raise ZeroDivisionError(f"the divisor {other} contains zero")
        return _hull(_over(a, b) for a, b in product(self._ends(), other._ends()))

    @property
    def bounded(self) -> bool:
        """Whether both sides are closed."""
        return self.low is not None and self.high is not None

    def contains(self, value: float) -> bool:
        """Whether `value` lies within, ends included."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def overlaps(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def distance(self, other: "Interval") -> float | None:
        """How far the nearer ends are apart; None where the two meet."""
        for high, low in ((self.high, other.low), (other.high, self.low)):
            if high is not None and low is not None and high < low:
                return low - high
        return None

    def end_towards(self, other: "Interval") -> float | None:
        """The end that is nearer to an interval this one does not meet; None where the two meet."""
        if _below(self.high, other.low):
            return self.high
        return self.low if _below(other.high, self.low) else None

    def meeting(self, other: "Interval") -> "Interval | None":
        """All numbers that lie in both, or None where there are none."""
        if not self.overlaps(other):
            return None
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Interval(max(lows, default=None), min(highs, default=None))

    def widened(self, percent: float) -> "Interval":
        """Both bounds moved outwards by so many percent of themselves."""
        low = None if self.low is None else self.low - abs(self.low) * percent / 100
        return Interval(low, None if self.high is None else self.high + abs(self.high) * percent / 100)

    def scaled(self, factor: float) -> "Interval":
        """Both bounds times a positive factor, as in a currency conversion."""
        if factor <= 0:
            raise ValueError("a scale factor must be positive")
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def _ends(self) -> tuple[float, float]:
        """Both sides, an open one as infinity."""
        return -inf if self.low is None else self.low, inf if self.high is None else self.high


def exactly(value: float) -> Interval:
    """The interval that holds one number."""
    return Interval(value, value)


def growth(current: Interval, base: Interval) -> Interval:
    """Growth in percent from `base` to `current`: 2.7 against 2.2 billion gives 17.8 … 27.9."""
    return (current / base - exactly(1.0)) * exactly(100.0)


def base_from_growth(current: Interval, percent: Interval) -> Interval:
    """The earlier level implied by a level and its growth in percent."""
    return current / (exactly(1.0) + percent / exactly(100.0))


def extremes(formula: Callable[..., float], *inputs: Interval) -> Interval:
    """What a formula can give that rises or falls steadily in each of its closed inputs: its values at all corners.

    Narrower than step-by-step arithmetic where an input occurs more than once.
    """
    if not all(one.bounded for one in inputs):
        raise ValueError("every input needs both bounds")
    values = [formula(*corner) for corner in product(*((one.low, one.high) for one in inputs))]
    return Interval(min(values), max(values))


def printed_bounds(digits: Decimal, scale: Decimal, bound: Bound) -> Interval:
    """Bounds of a number printed as `digits` times `scale`: the one place that states what rounding allows.

    `rounded` reaches half a unit of the last printed digit either way (2,7 milliards: 2.65e9 … 2.75e9). `about`
    reaches one whole unit of the last significant digit, where trailing zeros of an integer do not count (about 170:
    160 … 180; about 18.7 billion: 18.6e9 … 18.8e9). `exact` is the number itself; the one-sided bounds stay open.
    """
    value = float(digits * scale)
    if bound is Bound.EXACT:
        return exactly(value)
    if bound is Bound.AT_LEAST:
        return Interval(value, None)
    if bound is Bound.AT_MOST:
        return Interval(None, value)
    if bound is Bound.ROUNDED:
        half = last_digit_unit(digits) * scale / 2
        return Interval(float(digits * scale - half), float(digits * scale + half))
    if bound is Bound.ABOUT:
        step = last_digit_unit(digits, significant=True) * scale
        return Interval(float(digits * scale - step), float(digits * scale + step))
    raise ValueError("a range has two printed numbers; give its bounds directly")


def last_digit_unit(digits: Decimal, *, significant: bool = False) -> Decimal:
    """The unit of the last printed digit: 0.1 for 2.7, 1 for 4; with `significant`, 10 for 170."""
    exponent = digits.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"{digits} is not a finite number")
    if significant and exponent >= 0 and digits:
        exponent = int(digits.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(exponent)


def _plus(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a + b


def _times(a: float, b: float) -> float:
    return 0.0 if 0.0 in (a, b) else a * b  # zero times anything stays zero, however far the other side is open


def _over(a: float, b: float) -> float:
    return 0.0 if isinf(b) else a / b


def _minus(a: float | None) -> float | None:
    return None if a is None else -a


def _below(high: float | None, low: float | None) -> bool:
    return high is not None and low is not None and high < low


def _hull(values: Iterable[float]) -> Interval:
    found = list(values)
    low, high = min(found), max(found)
    return Interval(None if isinf(low) else low, None if isinf(high) else high)
