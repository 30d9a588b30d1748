"""Periods: labels that can be read back, and the rule for which may be compared."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.model.errors import DataFileError
from etl.model.period import Period, day, incomparable, month_end, months, parse_iso, year, years


def later(month: tuple[int, int], by: int) -> tuple[int, int]:
    """The month so many months later."""
    return (month[0] * 12 + month[1] - 1 + by) // 12, (month[1] - 1 + by) % 12 + 1


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
MONTHS = st.tuples(st.integers(1900, 2100), st.integers(1, 12))
WHOLE = st.tuples(MONTHS, MONTHS).map(lambda ends: months(*min(ends), *max(ends)))
SPANS = st.tuples(MONTHS, st.integers(0, 60)).map(lambda given: months(*given[0], *later(*given)))  # five years at most
ANY = st.one_of(WHOLE, st.tuples(DAYS, DAYS).map(lambda ends: Period(min(ends), max(ends))))


@pytest.mark.parametrize(
    ("text", "start", "end", "span"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), 12),
        ("2023-01/2023-08", date(2023, 1, 1), date(2023, 8, 31), 8),
        ("2022-01/2022-11", date(2022, 1, 1), date(2022, 11, 30), 11),
        ("2013/2022", date(2013, 1, 1), date(2022, 12, 31), 120),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 1),
        ("2023-11-01", date(2023, 11, 1), date(2023, 11, 1), None),
        ("2023-11-01/2023-11-30", date(2023, 11, 1), date(2023, 11, 30), 1),
    ],
)
def test_iso_forms(text: str, start: date, end: date, span: int | None) -> None:
    period = parse_iso(text)
    assert (period.start, period.end, period.whole_months) == (start, end, span)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (year(2022), "2022"),
        (years(2013, 2022), "2013/2022"),
        (months(2022, 1, 2022, 9), "2022-01/2022-09"),
        (months(2022, 3, 2022, 3), "2022-03"),
        (months(2021, 7, 2022, 6), "2021-07/2022-06"),
        (day(date(2023, 11, 1)), "2023-11-01"),
        (Period(date(2023, 1, 1), date(2023, 11, 1)), "2023-01-01/2023-11-01"),
    ],
)
def test_shortest_iso_form(period: Period, text: str) -> None:
    assert period.iso() == text


@given(ANY)
def test_iso_round_trip(period: Period) -> None:
    assert parse_iso(period.iso()) == period


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("last year", "is not ISO"),
        ("2022-3", "is not ISO"),
        ("22", "is not ISO"),
        ("2022-13", "does not exist: correct it"),
        ("2023-02-29", "does not exist: correct it"),
        ("2023/2022", "ends before it starts: swap"),
        ("", "is not ISO"),
    ],
)
def test_other_forms_are_refused(text: str, words: str) -> None:
    with pytest.raises(DataFileError, match=words) as fault:
        parse_iso(text)
    assert repr(text) in str(fault.value)


def test_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="upside down"):
        Period(date(2023, 1, 2), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("period", "is_year"),
    [(year(2022), True), (months(2021, 7, 2022, 6), False), (months(2022, 1, 2022, 11), False)],
)
def test_only_a_calendar_year_is_a_year(period: Period, is_year: bool) -> None:
    assert period.is_year is is_year


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        (year(2022), year(2021)),
        (months(2023, 1, 2023, 8), months(2022, 1, 2022, 8)),
        (months(2025, 2, 2025, 2), Period(date(2024, 2, 1), date(2024, 2, 29))),
        (months(2024, 2, 2024, 2), Period(date(2023, 2, 1), date(2023, 2, 28))),
        (months(2023, 3, 2024, 2), Period(date(2022, 3, 1), date(2023, 2, 28))),
    ],
)
def test_year_before(period: Period, earlier: Period) -> None:
    assert period.year_before() == earlier


@given(WHOLE)
def test_year_before_is_comparable_and_as_long(period: Period) -> None:
    before = period.year_before()
    assert before.whole_months == period.whole_months
    assert incomparable(period, before) is None


@settings(max_examples=2500)
@given(SPANS, SPANS)
def test_laws_of_whole_months(period: Period, other: Period) -> None:
    before = period.year_before()
    assert months(before.start.year + 1, before.start.month, before.end.year + 1, before.end.month) == period
    assert (incomparable(period, other) is None) == (incomparable(other, period) is None)
    assert incomparable(period, period) is None
    each, runs = period.each_month(), period.runs()
    assert len(each) == len(runs) == period.whole_months
    assert (each[0].start, each[-1].end, runs[-1]) == (period.start, period.end, period)
    assert all(month.whole_months == 1 and period.contains(month) for month in each)
    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(each))  # no gap, no overlap
    assert [run.whole_months for run in runs] == list(range(1, len(runs) + 1))
    assert {run.start for run in runs} == {period.start}
    assert period.month_starts == [month.start for month in each]


def test_a_day_has_no_year_before() -> None:
    with pytest.raises(ValueError, match="2023-11-01 does not span whole months"):
        day(date(2023, 11, 1)).year_before()


@pytest.mark.parametrize(
    ("current", "base", "reason"),
    [
        (year(2022), year(2021), None),
        (year(2022), year(2015), None),
        (months(2023, 1, 2023, 8), months(2022, 1, 2022, 8), None),
        (months(2024, 2, 2024, 2), months(2023, 2, 2023, 2), None),
        (months(2024, 1, 2024, 9), year(2023), "2024-01/2024-09 has 9 months, 2023 has 12"),
        (months(2022, 1, 2022, 6), months(2022, 7, 2022, 12), "cover different months of the year"),
        (day(date(2023, 11, 1)), day(date(2022, 11, 1)), "do not both span whole months"),
    ],
)
def test_only_equal_spans_compare(current: Period, base: Period, reason: str | None) -> None:
    found = incomparable(current, base)
    assert found is None if reason is None else reason in (found or "")


@given(ANY, ANY)
def test_comparable_means_the_same_months(current: Period, base: Period) -> None:
    same = current.whole_months is not None and (current.whole_months, current.start.month) == (
        base.whole_months,
        base.start.month,
    )
    assert (incomparable(current, base) is None) == same
    assert (incomparable(base, current) is None) == same


@given(ANY, ANY)
def test_containment_is_of_both_ends(outer: Period, inner: Period) -> None:
    union = Period(min(outer.start, inner.start), max(outer.end, inner.end))
    assert union.contains(outer)
    assert union.contains(inner)
    assert outer.contains(inner) == (union == outer)


@given(ANY)
def test_years_are_those_touched(period: Period) -> None:
    assert list(period.years) == list(range(period.start.year, period.end.year + 1))


@pytest.mark.parametrize(
    ("number", "month", "last"), [(2024, 2, 29), (2023, 2, 28), (1900, 2, 28), (2000, 2, 29), (2023, 12, 31)]
)
def test_month_end(number: int, month: int, last: int) -> None:
    assert month_end(number, month) == date(number, month, last)
