"""Intervals against golden numbers a reader can recompute."""

from decimal import Decimal

import pytest

from etl.model.codes import Bound
from etl.model.interval import Interval, base_from_growth, exactly, extremes, growth, last_digit_unit, printed_bounds


def ends(interval: Interval) -> tuple[float | None, float | None]:
    return interval.low, interval.high


def test_growth_of_two_printed_levels() -> None:
    found = growth(Interval(2.65e9, 2.75e9), Interval(2.15e9, 2.25e9))
    assert ends(found) == (pytest.approx(17.8, abs=0.05), pytest.approx(27.9, abs=0.05))


@pytest.mark.parametrize(
    ("level", "percent", "low", "high"),
    [
        (Interval(3.5e9, 4.5e9), Interval(29.5, 30.5), 2.682e9, 3.475e9),
        (Interval(2.65e9, 2.75e9), Interval(20.5, 21.5), 2.181e9, 2.282e9),
    ],
)
def test_base_implied_by_level_and_growth(level: Interval, percent: Interval, low: float, high: float) -> None:
    found = base_from_growth(level, percent)
    assert ends(found) == (pytest.approx(low, abs=5e5), pytest.approx(high, abs=5e5))


@pytest.mark.parametrize(
    ("level", "percent", "base"), [(4e9, 30.0, 3.077e9), (2.7e9, 21.0, 2.231e9), (90.0, -10.0, 100.0)]
)
def test_base_of_exact_numbers(level: float, percent: float, base: float) -> None:
    found = base_from_growth(exactly(level), exactly(percent))
    assert ends(found) == (pytest.approx(base, rel=2e-4),) * 2


def test_growth_and_its_base_undo_each_other() -> None:
    found = growth(exactly(121.0), base_from_growth(exactly(121.0), exactly(21.0)))
    assert ends(found) == (pytest.approx(21.0),) * 2


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Interval(1, 2) + Interval(10, 20), (11, 22)),
        (Interval(1, 2) - Interval(10, 20), (-19, -8)),
        (-Interval(1, 2), (-2, -1)),
        (Interval(-1, 2) * Interval(3, 4), (-4, 8)),
        (Interval(-2, -1) * Interval(3, 4), (-8, -3)),
        (Interval(1, 2) / Interval(4, 8), (0.125, 0.5)),
        (Interval(-2, 4) / Interval(-2, -1), (-4, 2)),
        (Interval(1, 2).scaled(1.5), (1.5, 3.0)),
    ],
)
def test_arithmetic(found: Interval, expected: tuple[float, float]) -> None:
    assert ends(found) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Interval(170, None) + Interval(1, 2), (171, None)),
        (Interval(None, 5) + Interval(1, None), (None, None)),
        (Interval(170, None) - Interval(1, 2), (168, None)),
        (Interval(1, 2) - Interval(170, None), (None, -168)),
        (-Interval(170, None), (None, -170)),
        (Interval(2, None) * Interval(3, 4), (6, None)),
        (Interval(None, 3e9) * Interval(0.5, 0.75), (None, 2.25e9)),
        (Interval(2, None) * Interval(-4, -3), (None, -6)),
        (Interval(2, None) * exactly(0.0), (0, 0)),
        (Interval(0, None) * Interval(1, None), (0, None)),
        (Interval(3, 4) / Interval(2, None), (0, 2)),
        (Interval(6, None) / Interval(2, 3), (2, None)),
        (Interval(None, 6) / Interval(2, 3), (None, 3)),
        (Interval(6, None) / Interval(2, None), (0, None)),
        (Interval(3, 4) / Interval(None, -2), (-2, 0)),
        (Interval(170, None).scaled(2), (340, None)),
    ],
)
def test_open_sides_stay_open(found: Interval, expected: tuple[float | None, float | None]) -> None:
    assert ends(found) == expected


def test_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match=r"from 2 to 1 is upside down"):
        Interval(2, 1)


@pytest.mark.parametrize("divisor", [Interval(-1, 1), Interval(0, 1), Interval(None, 1), Interval(-1, None)])
def test_division_by_what_may_be_zero_is_refused(divisor: Interval) -> None:
    with pytest.raises(ZeroDivisionError, match="contains zero"):
        _ = exactly(1.0) / divisor


@pytest.mark.parametrize("factor", [0.0, -1.0])
def test_a_scale_is_positive(factor: float) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        Interval(1, 2).scaled(factor)


@pytest.mark.parametrize(
    ("interval", "value", "inside"),
    [
        (Interval(1, 2), 1, True),
        (Interval(1, 2), 2, True),
        (Interval(1, 2), 2.001, False),
        (Interval(170, None), 1e12, True),
        (Interval(170, None), 169, False),
        (Interval(None, 3), -1e12, True),
        (Interval(None, None), 0, True),
    ],
)
def test_contains(interval: Interval, value: float, inside: bool) -> None:
    assert interval.contains(value) is inside


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Interval(1, 2), Interval(2, 3), True),
        (Interval(1, 2), Interval(2.1, 3), False),
        (Interval(170, None), Interval(None, 170), True),
        (Interval(170, None), Interval(None, 169), False),
        (Interval(None, None), Interval(1, 1), True),
    ],
)
def test_overlaps_both_ways_round(one: Interval, other: Interval, meet: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is meet


@pytest.mark.parametrize(
    ("digits", "scale", "bound", "low", "high"),
    [
        ("4", "1e9", Bound.ROUNDED, 3.5e9, 4.5e9),
        ("2.7", "1e9", Bound.ROUNDED, 2.65e9, 2.75e9),
        ("30", "1", Bound.ROUNDED, 29.5, 30.5),
        ("21", "1", Bound.ROUNDED, 20.5, 21.5),
        ("3071.43454802", "1e6", Bound.ROUNDED, 3071434548.015, 3071434548.025),
        ("1.2", "1000", Bound.ROUNDED, 1150.0, 1250.0),
        ("-39.6", "1", Bound.ROUNDED, -39.65, -39.55),
        ("170", "1", Bound.ABOUT, 160.0, 180.0),
        ("18.7", "1e9", Bound.ABOUT, 18.6e9, 18.8e9),
        ("6", "1e9", Bound.ABOUT, 5e9, 7e9),
        ("170", "1", Bound.EXACT, 170.0, 170.0),
        ("170", "1", Bound.AT_LEAST, 170.0, None),
        ("3", "1e9", Bound.AT_MOST, None, 3e9),
    ],
)
def test_bounds_of_a_printed_number(
    digits: str, scale: str, bound: Bound, low: float | None, high: float | None
) -> None:
    assert ends(printed_bounds(Decimal(digits), Decimal(scale), bound)) == (low, high)


def test_a_range_has_no_bounds_of_one_number() -> None:
    with pytest.raises(ValueError, match="two printed numbers"):
        printed_bounds(Decimal(80), Decimal(1), Bound.RANGE)


@pytest.mark.parametrize(
    ("digits", "plain", "significant"),
    [("4", "1", "1"), ("2.7", "0.1", "0.1"), ("2.70", "0.01", "0.01"), ("170", "1", "10"), ("0", "1", "1")],
)
def test_unit_of_the_last_digit(digits: str, plain: str, significant: str) -> None:
    assert last_digit_unit(Decimal(digits)) == Decimal(plain)
    assert last_digit_unit(Decimal(digits), significant=True) == Decimal(significant)


def test_infinity_has_no_last_digit() -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        last_digit_unit(Decimal("Infinity"))


@pytest.mark.parametrize(
    ("one", "wide"),
    [
        (Interval(10, 20), Interval(9, 22)),
        (Interval(-20, -10), Interval(-22, -9)),
        (Interval(-10, 20), Interval(-11, 22)),
        (Interval(None, 20), Interval(None, 22)),
        (Interval(10, None), Interval(9, None)),
    ],
)
def test_widened_moves_each_bound_by_its_own_size(one: Interval, wide: Interval) -> None:
    assert one.widened(10) == wide


@pytest.mark.parametrize(
    ("one", "other", "distance", "end"),
    [
        (Interval(80, 90), Interval(66, 66), 14, 80),
        (Interval(50, 60), Interval(75, 80), 15, 60),
        (Interval(None, 50), Interval(60, None), 10, 50),
        (Interval(-40, -30), Interval(-27, -20), 3, -30),
        (Interval(80, 90), Interval(90, 95), None, None),
        (Interval(-1, 0), Interval(1, 2), 1, 0),
    ],
)
def test_distance_is_between_the_nearer_ends(
    one: Interval, other: Interval, distance: float | None, end: float | None
) -> None:
    assert one.distance(other) == other.distance(one) == distance
    assert one.end_towards(other) == end


def test_meeting_is_what_both_hold() -> None:
    assert Interval(1, 5).meeting(Interval(3, 9)) == Interval(3, 5)
    assert Interval(1, None).meeting(Interval(None, 4)) == Interval(1, 4)
    assert Interval(1, 2).meeting(Interval(3, 4)) is None


def test_extremes_are_narrower_than_steps() -> None:
    part, rest = Interval(1, 2), Interval(2, 3)
    assert extremes(lambda a, b: a / (a + b) * 100, part, rest) == Interval(25, 50)
    by_steps = part / (part + rest) * exactly(100)
    assert (by_steps.low, by_steps.high) == (pytest.approx(20), pytest.approx(200 / 3))
