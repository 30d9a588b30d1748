"""Laws of interval arithmetic: whatever lies in the operands, its result lies in the result."""

import operator
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.interval import Interval, base_from_growth, exactly, growth, printed_bounds
from etl.terms import Bound

NUMBERS = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-9)
POSITIVE = st.floats(min_value=1e-3, max_value=1e12)
RINGS: tuple[Callable[..., object], ...] = (operator.add, operator.sub, operator.mul)
ARITHMETIC = (*RINGS, operator.truediv)


@st.composite
def held(draw: st.DrawFn) -> tuple[Interval, float]:
    """An interval, its sides perhaps open, and a number it holds."""
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Interval(draw(st.sampled_from((low, None))), draw(st.sampled_from((high, None)))), value


@st.composite
def bounded(draw: st.DrawFn, numbers: st.SearchStrategy[float] = NUMBERS) -> Interval:
    """An interval with both sides closed."""
    return Interval(*sorted(draw(st.tuples(numbers, numbers))))


@st.composite
def off_zero(draw: st.DrawFn, numbers: st.SearchStrategy[float] = POSITIVE) -> tuple[Interval, float]:
    """An interval on one side of zero, its far side perhaps open, and a number it holds."""
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    interval = Interval(low, draw(st.sampled_from((high, None))))
    return draw(st.sampled_from(((interval, value), (-interval, -value))))


@pytest.mark.parametrize("operation", RINGS, ids=lambda o: o.__name__)
@given(held(), held())
def test_the_result_holds_every_result(
    operation: Callable[..., Interval], left: tuple[Interval, float], right: tuple[Interval, float]
) -> None:
    assert operation(left[0], right[0]).contains(operation(left[1], right[1]))


@given(held(), off_zero())
def test_the_quotient_holds_every_quotient(left: tuple[Interval, float], right: tuple[Interval, float]) -> None:
    assert (left[0] / right[0]).contains(left[1] / right[1])


@pytest.mark.parametrize("operation", RINGS, ids=lambda o: o.__name__)
@given(bounded(), bounded())
def test_the_result_is_tight(operation: Callable[..., Interval], left: Interval, right: Interval) -> None:
    ends = {operation(a, b) for a in (left.low, left.high) for b in (right.low, right.high)}
    assert (operation(left, right).low, operation(left, right).high) == (min(ends), max(ends))


@given(bounded(), bounded(POSITIVE))
def test_the_quotient_is_tight(left: Interval, right: Interval) -> None:
    ends = {a / b for a in (left.low, left.high) for b in (right.low, right.high)}
    assert ((left / right).low, (left / right).high) == (min(ends), max(ends))


@pytest.mark.parametrize("operation", ARITHMETIC, ids=lambda o: o.__name__)
@given(NUMBERS, NUMBERS)
def test_exact_operands_give_the_plain_result(operation: Callable[..., object], left: float, right: float) -> None:
    assume(operation is not operator.truediv or right != 0)
    assert operation(exactly(left), exactly(right)) == exactly(operation(left, right))


@given(held(), held())
def test_sum_and_product_do_not_mind_the_order(left: tuple[Interval, float], right: tuple[Interval, float]) -> None:
    assert left[0] + right[0] == right[0] + left[0]
    assert left[0] * right[0] == right[0] * left[0]


@given(held())
def test_turned_twice_is_unturned(one: tuple[Interval, float]) -> None:
    turned = -one[0]
    assert turned.contains(-one[1])
    assert -turned == one[0]


@given(NUMBERS, NUMBERS)
def test_upside_down_is_always_refused(one: float, other: float) -> None:
    assume(one < other)
    with pytest.raises(ValueError, match="upside down"):
        Interval(other, one)


@given(held(), held())
def test_what_shares_a_number_overlaps(left: tuple[Interval, float], right: tuple[Interval, float]) -> None:
    shared = left[0].contains(right[1]) or right[0].contains(left[1])
    assert left[0].overlaps(right[0]) or not shared
    assert left[0].overlaps(right[0]) == right[0].overlaps(left[0])


@given(bounded(POSITIVE), bounded(POSITIVE), st.data())
def test_growth_holds_the_growth_of_any_two_levels(current: Interval, base: Interval, data: st.DataObject) -> None:
    now, before = (data.draw(st.floats(i.low, i.high)) for i in (current, base))
    assert growth(current, base).contains((now / before - 1) * 100)


@given(bounded(POSITIVE), bounded(st.floats(min_value=-99, max_value=1e6)), st.data())
def test_the_implied_base_holds_every_base(level: Interval, percent: Interval, data: st.DataObject) -> None:
    now, rise = (data.draw(st.floats(i.low, i.high)) for i in (level, percent))
    assert base_from_growth(level, percent).contains(now / (1 + rise / 100))


@given(
    st.decimals(min_value=0, max_value=9999, places=2),
    st.sampled_from([Decimal(1), Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9]),
    st.sampled_from([b for b in Bound if b is not Bound.RANGE]),
)
def test_printed_bounds_hold_the_printed_number(digits: Decimal, scale: Decimal, bound: Bound) -> None:
    found = printed_bounds(digits, scale, bound)
    assert found.contains(float(digits * scale))
    assert (found.low is None) == (bound is Bound.AT_MOST)
    assert (found.high is None) == (bound is Bound.AT_LEAST)


@given(st.decimals(min_value=1, max_value=9999, places=1), st.decimals(min_value=-0.5, max_value=0.5, places=3))
def test_whatever_rounds_to_the_printed_digits_lies_within(digits: Decimal, unseen: Decimal) -> None:
    bounds = printed_bounds(digits, Decimal(10) ** 9, Bound.ROUNDED)
    assert bounds.contains(float((digits + unseen / 10) * 10**9))
