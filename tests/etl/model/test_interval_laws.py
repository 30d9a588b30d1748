"""Laws of interval arithmetic: whatever lies in the operands, its result lies in the result."""

import operator
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.model.codes import Bound
from etl.model.interval import Interval, base_from_growth, exactly, extremes, growth, printed_bounds

NUMBERS = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-9)
POSITIVE = st.floats(min_value=1e-3, max_value=1e12)
RINGS: tuple[Callable[..., object], ...] = (operator.add, operator.sub, operator.mul)
ARITHMETIC = (*RINGS, operator.truediv)
THOROUGH = settings(max_examples=2500)  # four laws so tested, one of them on periods: ten thousand cases


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


@THOROUGH
@given(st.sampled_from(ARITHMETIC), held(), off_zero(), st.booleans())
def test_whatever_the_operands_hold_the_result_holds(
    operation: Callable[..., Interval], left: tuple[Interval, float], right: tuple[Interval, float], swapped: bool
) -> None:
    if swapped and operation is not operator.truediv:
        left, right = right, left
    assert operation(left[0], right[0]).contains(operation(left[1], right[1]))


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


RISES = st.floats(min_value=-99, max_value=1e4)
AMOUNTS = st.floats(min_value=0.1, max_value=1e4)


@st.composite
def inside(draw: st.DrawFn, numbers: st.SearchStrategy[float]) -> tuple[Interval, float]:
    """An interval with both sides closed and a number it holds."""
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Interval(low, high), value


def nearly(interval: Interval, value: float) -> bool:
    """Whether it holds the value, but for the rounding of a formula in which inputs occur more than once."""
    slack = 1e-9 * (100 + abs(value))
    return (interval + Interval(-slack, slack)).contains(value)


@THOROUGH
@given(inside(AMOUNTS), inside(AMOUNTS), inside(RISES), inside(RISES))
def test_growth_levels_and_formulas_hold_what_their_inputs_hold(
    one: tuple[Interval, float],
    other: tuple[Interval, float],
    first: tuple[Interval, float],
    last: tuple[Interval, float],
) -> None:
    assert growth(one[0], other[0]).contains((one[1] / other[1] - 1) * 100)
    assert base_from_growth(one[0], first[0]).contains(one[1] / (1 + first[1] / 100))

    def total_growth(a: float, b: float, x: float, y: float) -> float:
        return ((a + b) / (a / (1 + x / 100) + b / (1 + y / 100)) - 1) * 100

    inputs = (one, other, first, last)
    found = extremes(total_growth, *(interval for interval, _ in inputs))
    assert nearly(found, total_growth(*(value for _, value in inputs)))
    share = extremes(lambda a, b: a / (a + b) * 100, one[0], other[0])
    assert nearly(share, one[1] / (one[1] + other[1]) * 100)


@THOROUGH
@given(held(), held(), st.floats(min_value=0, max_value=50))
def test_meeting_distance_and_widening_tell_one_story(
    left: tuple[Interval, float], right: tuple[Interval, float], percent: float
) -> None:
    (one, number), (other, _) = left, right
    meeting = one.meeting(other)
    assert meeting == other.meeting(one)
    assert (meeting is not None) == one.overlaps(other) == other.overlaps(one)
    if meeting:
        assert one.distance(other) is None
        assert one.end_towards(other) is None
        assert meeting.contains(number) == other.contains(number)
        assert one.meeting(meeting) == meeting
    else:
        assert one.distance(other) == other.distance(one)
        assert (one.distance(other) or 0) > 0
    wide = one.widened(percent)
    assert wide.contains(number)
    assert wide.overlaps(other) or not one.overlaps(other)
    assert wide.meeting(one) == one
    assert one.widened(0.0) == one
    assert (wide.low is None, wide.high is None) == (one.low is None, one.high is None)


@given(bounded(AMOUNTS), bounded(AMOUNTS))
def test_growth_and_base_undo_each_other(current: Interval, base: Interval) -> None:
    undone = base_from_growth(exactly(current.high), growth(exactly(current.high), exactly(base.low)))
    assert undone.low == pytest.approx(base.low, rel=1e-6)


def test_a_formula_with_an_open_input_is_refused() -> None:
    with pytest.raises(ValueError, match="both bounds"):
        extremes(lambda a: a, Interval(1.0, None))


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
