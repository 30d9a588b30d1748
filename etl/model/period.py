"""Periods with both ends included, and the rule for which of them may be compared."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from etl.model.errors import DataFileError

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, order=True)
class Period:
    """From `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"period from {self.start} to {self.end} is upside down")

    @property
    def whole_months(self) -> int | None:
        """How many months the period spans, or None when it does not begin and end with a month."""
        if self.start.day != 1 or self.end != month_end(self.end.year, self.end.month):
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def is_year(self) -> bool:
        """Whether this is exactly one calendar year."""
        return self.whole_months == 12 and self.start.month == 1

    @property
    def years(self) -> range:
        """The calendar years the period touches."""
        return range(self.start.year, self.end.year + 1)

    @property
    def month_starts(self) -> list[date]:
        """The first days of the months that begin within the period."""
        firsts = (date(number, month, 1) for number in self.years for month in range(1, 13))
        return [first for first in firsts if self.start <= first <= self.end]

    def contains(self, other: "Period") -> bool:
        """Whether `other` lies within, ends included."""
        return self.start <= other.start and other.end <= self.end

    def each_month(self) -> list["Period"]:
        """The months that begin within the period, each whole."""
        return [months(first.year, first.month, first.year, first.month) for first in self.month_starts]

    def runs(self) -> list["Period"]:
        """The spans of whole months from the first month on, the shortest first, the period itself last."""
        return [Period(self.start, month.end) for month in self.each_month()]

    def year_before(self) -> "Period":
        """The same months one year earlier."""
        if self.whole_months is None:
            raise ValueError(f"{self.iso()} does not span whole months, so no year-earlier period is defined")
        return months(self.start.year - 1, self.start.month, self.end.year - 1, self.end.month)

    def iso(self) -> str:
        """The shortest ISO form: 2022, 2022-03, 2022-01/2022-09 or 2023-11-01."""
        if self.start == self.end:
            return self.start.isoformat()
        if self.is_year:
            return f"{self.start.year}"
        span = self.whole_months
        if span is None:
            return f"{self.start.isoformat()}/{self.end.isoformat()}"
        first, last = f"{self.start:%Y-%m}", f"{self.end:%Y-%m}"
        if span % 12 == 0 and self.start.month == 1:
            return f"{self.start.year}/{self.end.year}"
        return first if span == 1 else f"{first}/{last}"


def year(number: int) -> Period:
    """The calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int) -> Period:
    """The calendar years from `first` to `last`."""
    return Period(date(first, 1, 1), date(last, 12, 31))


def months(first_year: int, first_month: int, last_year: int, last_month: int) -> Period:
    """Whole months, from the first to the last."""
    return Period(date(first_year, first_month, 1), month_end(last_year, last_month))


def day(when: date) -> Period:
    """A single day, as counts and stocks have."""
    return Period(when, when)


def month_end(number: int, month: int) -> date:
    """The last day of a month."""
    return date(number, month, calendar.monthrange(number, month)[1])


def parse_iso(text: str) -> Period:
    """A period from its ISO form (2022, 2022-03, 2023-11-01, or two of them joined by a slash)."""
    first, _, last = text.partition("/")
    start, end = _iso_part(first, text), _iso_part(last or first, text)
    if start.start > end.end:
        raise DataFileError(f"period {text!r} ends before it starts: swap the two parts")
    return Period(start.start, end.end)


def incomparable(current: Period, base: Period) -> str | None:
    """Why growth from `base` to `current` is not defined, or None when the two are comparable.

    Comparable are whole months of the same number and the same months of the year; nothing is ever annualised.
    """
    spans = current.whole_months, base.whole_months
    if spans[0] is None or spans[1] is None:
        return f"{current.iso()} and {base.iso()} do not both span whole months"
    if spans[0] != spans[1]:
        return f"{current.iso()} has {spans[0]} months, {base.iso()} has {spans[1]}"
    if current.start.month != base.start.month:
        return f"{current.iso()} and {base.iso()} cover different months of the year"
    return None


def _iso_part(part: str, whole: str) -> Period:
    match = _ISO.fullmatch(part.strip())
    if not match:
        raise DataFileError(f"period {whole!r} is not ISO: write 2022, 2022-03, 2023-11-01 or two joined by '/'")
    number, month, number_day = (int(g) if g else None for g in match.groups())
    assert number is not None
    try:
        if month is None:
            return year(number)
        if number_day is None:
            return months(number, month, number, month)
        return day(date(number, month, number_day))
    except (ValueError, calendar.IllegalMonthError):
        raise DataFileError(f"period {whole!r} names a date that does not exist: correct it") from None
