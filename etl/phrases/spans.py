"""The grammar of printed periods, common to all languages: calendar spans, and spans relative to a document's date.

Words are spelled as letters (see `Word`), fillers left out, and a period is a word of letters that fits a pattern.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from etl.model.errors import PhraseError
from etl.model.period import Period, day, month_end, months, year, years
from etl.phrases.patterns import compile_pattern

# The letters of words in a period, and what they stand for.
LETTERS = {
    "year": "Y",  # four digits
    "number": "N",  # up to 31
    "count": "C",  # in words
    "ordinal": "O",
    "month": "M",
    "date": "D",  # in digits
    "months": "u",
    "among_months": "U",  # Kazakh: "in so many months"
    "quarter": "q",
    "quarters": "Q",
    "half": "h",
    "year_word": "y",
    "years": "z",
    "decade": "d",
    "fiscal": "f",
    "country": "c",
    "this": "t",
    "last": "l",
    "past": "L",
    "since": "S",
    "to_date": "B",
    "between": "F",
    "and": "J",
    "until": "T",
    "until_end": "E",
    "in": "i",
    "at": "I",
    "from_january": "Z",
    "as_state": "A",
}
_PARTS = {
    "here": "{in at from_january as_state}?",
    "of_months": "{months among_months}",
    "of_quarters": "{quarter quarters}",
    "a_year": "year year_word? | year_word year | this year_word | year_word this | last year_word | year_word last",
    "some_quarters": "ordinal? count of_quarters | {number count} ordinal of_quarters"
    " | ordinal {number count} quarters",
    "some_months": "month of_months? | month month of_months? | {between since}? month {and until} month of_months?",
    "numbered_months": "ordinal? {number count} of_months | {number count} ordinal of_months",
    "a_part": "some_months | {number ordinal} month | month {number ordinal} | numbered_months"
    " | {ordinal number} {quarter quarters} | quarter number | {ordinal number} half | half number | some_quarters",
    "a_part_alone": "some_months | ordinal {number count} of_months year_word?"
    " | {number count} ordinal of_months year_word? | year_word {number count} of_months | {ordinal number} quarter"
    " | quarter number | {ordinal number} half"
    " | half number | ordinal {number count} quarters | {number count} ordinal quarters",
}


def _spans(text: str) -> re.Pattern[str]:
    return compile_pattern(text, LETTERS, **_PARTS)


_CALENDAR = _spans(
    "here (a_year {in from_january}? a_part | a_part {in from_january}? a_year | a_year | a_part_alone) as_state?"
    " | from_january ({number count} of_months | count of_quarters) | {number count} among_months"
)
_YEARS = _spans(
    "here {between since}? (year {year_word years}? {and until} in? year {year_word years}? between?"
    " | year year_word year year_word until)"
)
_MONTHS = _spans("here {between since}? month year year_word? {and until}? in? month year year_word?")
_ROLLING = _spans(
    "here ({last past} {number count} years | {number count} {last past} years | past {number count} year_word"
    " | {last past} decade | decade {last past})"
)
_PREVIOUS = _spans("here (last {months among_months quarter} | {months among_months quarter} last)")
_UNTIL = _spans(
    "here ({number count} of_months | half year_word? | {year_word quarter fiscal}) {until until_end}"
    " (number? month | month number) (year year_word?)?"
)
_CUMULATED = _spans("until_end (month? year year_word? | month)")
_FISCAL = _spans(
    "here (country? fiscal year and {number year} in? country | country fiscal year and {number year}"
    " | country year and {number year} fiscal | year and {number year} fiscal in? country)"
)
_TO_DATE = _spans("here to_date")
_DATE = _spans("here date as_state?")
_SINCE = _spans(
    "since ({number ordinal}? month)? a_year | since month {number ordinal} year"
    " | a_year {number ordinal}? month? since"
)
_SIZES = ((_spans("{months among_months}"), 1), (_spans("{quarter quarters}"), 3), (_spans("half"), 6))
_SOME_QUARTERS = _spans("some_quarters")


@dataclass(frozen=True)
class Word:
    """A letter with its number and the tokens it stands for.

    Besides those of LETTERS, x stands for a period printed elsewhere and e for an edge of a period; `at` also stands
    before other things. The number of a country's fiscal year is its first month, of a date 20231101.
    """

    letter: str
    number: int
    start: int
    end: int


def spelled(words: list[Word]) -> str:
    """The words as letters."""
    return "".join(word.letter for word in words)


def is_span(letters: str) -> bool:
    """Whether the letters are those of a period."""
    return any(pattern.fullmatch(letters) for pattern, _ in _GRAMMAR)


def resolve(words: list[Word], published: date | None) -> Period | None:
    """The period that the words name together, or None; PhraseError where it is no period or needs a date."""
    letters = spelled(words)
    build = next((build for pattern, build in _GRAMMAR if pattern.fullmatch(letters)), None)
    if build is None:
        return None
    try:
        return build(words, published)
    except ValueError:
        raise PhraseError("its period ends before it starts or is no date: correct the period") from None


def _numbers(words: list[Word], letters: str) -> list[int]:
    return [word.number for word in words if word.letter in letters]


def _known(published: date | None) -> date:
    if published is None:
        raise PhraseError("its period is relative: give the date of publication, or the period in ISO form")
    return published


def _calendar(words: list[Word], published: date | None) -> Period:
    """A year, or days, months, quarters or half of one; without a year the latest that had ended."""
    number = _year(words, published)
    if (named := _numbers(words, "M")) and (of_month := _numbers(words, "NO")):
        return day(date(_stated(number), named[0], of_month[0]))
    part = _part_of_year(words)
    if part is None:
        return year(_stated(number))
    first, last = part
    number = _latest(last, published) if number is None else number
    return months(number, first, number, last)


def _latest(month: int, published: date | None) -> int:
    """The year of the latest such month that had ended."""
    now = _known(published)
    return now.year if month_end(now.year, month) <= now else now.year - 1


def _year(words: list[Word], published: date | None) -> int | None:
    letters = spelled(words)
    if "Y" in letters:
        return _numbers(words, "Y")[0]
    if "t" in letters or "l" in letters:
        return _known(published).year - ("l" in letters)
    return None


def _stated(number: int | None) -> int:
    if number is None:
        raise PhraseError("its date has no year: print the year")
    return number


def _part_of_year(words: list[Word]) -> tuple[int, int] | None:
    """First and last month, or None for a whole year."""
    letters = spelled(words)
    if named := _numbers(words, "M"):
        return named[0], named[-1]
    size = next((size for pattern, size in _SIZES if pattern.search(letters)), None)
    if size is None:
        return None
    ordinal, counted = _numbers(words, "O"), _numbers(words, "NC")
    if size == 1 or _SOME_QUARTERS.search(letters):
        if not 1 <= counted[0] <= 12 // size or ordinal not in ([], [1]):
            raise PhraseError("it counts no months from January: print the months by name")
        return 1, counted[0] * size
    which = (ordinal or counted)[0]
    if not 1 <= which <= 12 // size:
        raise PhraseError(f"a year has no part number {which} of {size} months: correct the period")
    return size * (which - 1) + 1, size * which


def _years_named(words: list[Word], _: date | None) -> Period:
    first, last = _numbers(words, "Y")
    return years(first, last)


def _months_named(words: list[Word], _: date | None) -> Period:
    (first_year, last_year), (first, last) = _numbers(words, "Y"), _numbers(words, "M")
    return months(first_year, first, last_year, last)


def _rolling(words: list[Word], published: date | None) -> Period:
    """The last so many full calendar years before the year of publication."""
    count = 10 if "d" in spelled(words) else _numbers(words, "NC")[0]
    number = _known(published).year
    return years(number - count, number - 1)


def _previous(words: list[Word], published: date | None) -> Period:
    """The calendar month or quarter before the one of publication."""
    now = _known(published)
    size = 3 if "q" in spelled(words) else 1
    last = (now.month - 1) // size * size
    return _months_to(now.year if last else now.year - 1, last or 12, size)


def _until(words: list[Word], published: date | None) -> Period:
    """So many months, or a year, that end with a month: "12 months to March"."""
    letters = spelled(words)
    end = letters.index("M")
    days = [word.number for at, word in enumerate(words) if word.letter == "N" and abs(at - end) == 1]
    size = next(
        (count for letter, count in (("h", 6), ("q", 3), ("y", 12), ("f", 12)) if letter in letters[:end]), None
    )
    count = size or _numbers(words, "NC")[0]
    month = words[end].number
    number = _numbers(words, "Y")[0] if "Y" in letters else _latest(month, published)
    if days and days != [month_end(number, month).day]:
        raise PhraseError("it ends within a month: give the period in ISO form")
    return _months_to(number, month, count)


def _months_to(number: int, month: int, count: int) -> Period:
    """So many months that end with a month of a year."""
    first = number * 12 + month - count
    return months(first // 12, first % 12 + 1, number, month)


def _cumulated(words: list[Word], published: date | None) -> Period:
    """From January to the end of a month, or a whole year, that had ended: "à fin juillet"."""
    named = _numbers(words, "M") or [12]
    stated = _numbers(words, "Y")
    number = stated[0] if stated else _latest(named[0], published)
    if published is not None and month_end(number, named[0]) > published:
        raise PhraseError("its period had not ended on the date of publication: it is a plan or forecast")
    return months(number, 1, number, named[0])


def _fiscal(words: list[Word], _: date | None) -> Period:
    """A fiscal year printed as two years, of a country whose rule is known: "India's fiscal year 2022/23"."""
    first, last = _numbers(words, "YN")[:2]
    start = _numbers(words, "c")[0]
    if last not in (first + 1, (first + 1) % 100):
        raise PhraseError("its fiscal year is no two following years: give the period in ISO form")
    return months(first, start, first + 1, start - 1)


def _date(words: list[Word], _: date | None) -> Period:
    return day(date.fromisoformat(str(_numbers(words, "D")[0])))


def _to_date(_: list[Word], published: date | None) -> Period:
    today = _known(published)
    return Period(date(today.year, 1, 1), today)


def _since(words: list[Word], published: date | None) -> Period:
    """From the first day of a year, month or day to the day of publication."""
    first = _calendar([word for word in words if word.letter != "S"], published)
    return Period(first.start, _known(published))


_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[list[Word], date | None], Period]], ...] = (
    (_CALENDAR, _calendar),
    (_YEARS, _years_named),
    (_MONTHS, _months_named),
    (_ROLLING, _rolling),
    (_PREVIOUS, _previous),
    (_UNTIL, _until),
    (_CUMULATED, _cumulated),
    (_FISCAL, _fiscal),
    (_DATE, _date),
    (_TO_DATE, _to_date),
    (_SINCE, _since),
)
