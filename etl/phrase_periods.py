"""The grammar of printed periods, common to all languages: calendar spans, and spans relative to a document's date.

Words are spelled as letters (see `_Word`), fillers left out, and a period is a word of letters that fits a pattern.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from etl.errors import PhraseError
from etl.period import Period, day, month_end, months, year, years
from etl.phrase_calendar import COMPARED, PERIOD_WORDS
from etl.phrase_numbers import numerals
from etl.phrase_tokens import Token, Vocabulary, vocabulary
from etl.terms import Language

_YEAR = r"(?:Yy?|yY|ty|yt|ly|yl)"
_PART = r"(?:Mu?|MMu?|[FS]?M[JT]Mu?|[NO]M|M[NO]|O?[NC]u|[NC]Ou|[ON]q|qN|[ON]h|hN)"
_CALENDAR = re.compile(
    rf"[iI]?(?:{_YEAR}i?{_PART}|{_PART}i?{_YEAR}|{_YEAR}|Mu?|MMu?|[FS]?M[JT]Mu?|O[NC]uy?|[NC]Ouy?|y[NC]u|[ON]q|qN|[ON]h|hN)"
)
_YEARS = re.compile(r"[iI]?[FS]?(?:Y[yz]?[JT]i?Y[yz]?F?|YyYyT)")
_MONTHS = re.compile(r"[iI]?[FS]?MYy?[JT]?i?MYy?")
_ROLLING = re.compile(r"[iI]?(?:[lL][NC]z|[NC][lL]z|L[NC]y|[lL]d|d[lL])")
_TO_DATE = re.compile(r"[iI]?B")
_DATE = re.compile(r"[iI]?D")
_SINCE = re.compile(rf"S(?:[NO]?M)?{_YEAR}|SM[NO]Y|{_YEAR}[NO]?M?S")
_ANCHORED = re.compile(r"i|[yuqhdzSDB]|MY|YM|[IF].*Y.*Y")
_CLOSING = frozenset(",;:—-$€")
_BARE_YEAR = re.compile(r"I?Y")


@dataclass(frozen=True)
class _Word:
    """A letter with its number and the tokens it stands for.

    Y year number, N number up to 31, C number word, O ordinal, M month, D date in digits (number 20231101);
    u months, q quarter, h half-year, y year, z years, d decade; t this, l last, L past (rolling), S since,
    B this year to date, F between, J and, T until; i and I prepositions (I also stands before other things);
    x a period printed elsewhere, e an edge of a period.
    """

    letter: str
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class PeriodIn:
    """The period within a phrase, None where there is none, and the tokens that are not part of it."""

    period: Period | None
    rest: tuple[Token, ...]


def whole_period(tokens: tuple[Token, ...], language: Language, published: date | None) -> Period | None:
    """The period that all tokens together name, or None; PhraseError where it refers to a period printed elsewhere."""
    words = _words(tokens, language)
    found = _resolved(words, published)
    if found is None:
        _check_elsewhere(words)
    return found


def period_in(tokens: tuple[Token, ...], language: Language, published: date | None) -> PeriodIn:
    """The period that a phrase names as a whole or beside its figure; what it is only compared with is left out."""
    if whole := _resolved(_words(tokens, language), published):
        return PeriodIn(whole, ())
    tokens = _without_base(tokens, language)
    words = _words(tokens, language)
    _check_elsewhere(words)
    span = _longest(words)
    if span is None or _may_count(words[slice(*span)], tokens):
        return PeriodIn(None, tokens)
    start, end = span
    _check_neighbours(words, start, end, language)
    if _longest(words[:start]) or _longest(words[end:]):
        raise PhraseError("it names two periods: give one period a phrase")
    own = words[start:end]
    return PeriodIn(_resolved(own, published), tokens[: own[0].start] + tokens[own[-1].end :])


@cache
def _vocabulary(language: Language) -> Vocabulary[tuple[str, int]]:
    counts = [(form, ("C", int(value))) for form, value in numerals(language) if value == int(value) and value <= 31]
    return vocabulary([*PERIOD_WORDS[language], *counts])


@cache
def _comparisons(language: Language) -> Vocabulary[int]:
    return vocabulary([(forms, kept) for kept, forms in COMPARED[language].items()])


def _words(tokens: tuple[Token, ...], language: Language) -> list[_Word]:
    found: list[_Word] = []
    at = 0
    while at < len(tokens):
        width = 1
        if tokens[at].is_number:
            ordinal = at + 1 < len(tokens) and tokens[at + 1].raw == "°"
            found.append(_number(tokens[at].raw, at, ordinal, language))
            width += ordinal
        elif entry := _vocabulary(language).longest(tokens, at):
            width = len(entry.tokens)
            letters, number = entry.meaning
            found += [_Word(letter, number, at, at + width) for letter in letters]
        else:
            found.append(_Word("w", 0, at, at + 1))
        at += width
    return found


def _number(raw: str, at: int, ordinal: bool, language: Language) -> _Word:
    number = int(raw) if raw.isdigit() else 0
    if ordinal:
        return _Word("O", number, at, at + 2)
    if re.fullmatch(r"(?:19|20)[0-9]{2}", raw):
        return _Word("Y", number, at, at + 1)
    day_first = language is not Language.EN
    if day_first and (match := re.fullmatch(r"([0-3]?[0-9])\.([01]?[0-9])\.((?:19|20)[0-9]{2})", raw)):
        return _Word("D", int(f"{match[3]}{match[2]:0>2}{match[1]:0>2}"), at, at + 1)
    return _Word("N" if 1 <= number <= 31 else "w", number, at, at + 1)


def _spelled(words: list[_Word]) -> str:
    return "".join(word.letter for word in words)


def _check_elsewhere(words: list[_Word]) -> None:
    if any(word.letter == "x" for word in words):
        raise PhraseError("it refers to a period printed elsewhere or not bounded: give the period in ISO form")


def _longest(words: list[_Word]) -> tuple[int, int] | None:
    """Where the longest period beside a figure stands among the words; a bare number or month is none."""
    letters = _spelled(words)
    spans = [(i, j) for i, j in combinations(range(len(letters) + 1), 2) if _stands_alone(letters, i, j)]
    return max(spans, key=lambda span: (span[1] - span[0], -span[0]), default=None)


def _stands_alone(letters: str, start: int, end: int) -> bool:
    own = letters[start:end]
    if not any(pattern.fullmatch(own) for pattern, _ in _GRAMMAR):
        return False
    if _BARE_YEAR.fullmatch(own):
        return own.startswith("I") and end == len(letters)
    return _ANCHORED.search(own) is not None


def _may_count(own: list[_Word], tokens: tuple[Token, ...]) -> bool:
    """Whether a bare year is followed by what it may count: "in 2000 companies"."""
    after = tokens[own[-1].end : own[-1].end + 1]
    return _spelled(own) == "iY" and any(not t.is_number and t.text not in _CLOSING for t in after)


def _check_neighbours(words: list[_Word], start: int, end: int, language: Language) -> None:
    """Refuse "by 2030", "the end of 2022" and the like, which are not the period named in them."""
    before = words[start - 1].letter if start else ""
    after = words[end].letter if end < len(words) else ""
    closed = words[start].letter in "iI" and before == "T"
    if before == "e" or (before == "T" and not closed) or (language is Language.KK and after in ("T", "e")):
        raise PhraseError("it names an edge of a period, not the period: give the period in ISO form")


def _without_base(tokens: tuple[Token, ...], language: Language) -> tuple[Token, ...]:
    """The tokens without what the figure is compared with ("than in 2021"), which Kazakh prints before the figure."""
    entries = ((at, _comparisons(language).longest(tokens, at)) for at in range(len(tokens)))
    found = next(((at, entry.meaning) for at, entry in entries if entry), None)
    if found is None:
        return tokens
    at, kept = found
    breaks = [place for place, token in enumerate(tokens) if token.text in ",;"]
    if language is Language.KK:
        start, end = max((place for place in breaks if place < at), default=0), at + 1
    else:
        start, end = at + kept, min((place for place in breaks if place > at), default=len(tokens))
    base = tokens[start:end]
    words = _words(base, language)
    span = _longest(words) or (0, 0)
    others = [word for word in words[: span[0]] + words[span[1] :] if word.letter != "Y"]
    if any(base[word.start].is_number for word in others):
        raise PhraseError("it holds a figure and what it is compared with: give one figure a phrase")
    return tokens[:start] + tokens[end:]


def _resolved(words: list[_Word], published: date | None) -> Period | None:
    letters = _spelled(words)
    build = next((build for pattern, build in _GRAMMAR if pattern.fullmatch(letters)), None)
    if build is None:
        return None
    try:
        return build(words, published)
    except ValueError:
        raise PhraseError("its period ends before it starts or is no date: correct the period") from None


def _numbers(words: list[_Word], letters: str) -> list[int]:
    return [word.number for word in words if word.letter in letters]


def _known(published: date | None) -> date:
    if published is None:
        raise PhraseError("its period is relative: give the date of publication, or the period in ISO form")
    return published


def _calendar(words: list[_Word], published: date | None) -> Period:
    """A year, or days, months, a quarter or half of one; without a year the latest that had ended."""
    number = _year(words, published)
    if (named := _numbers(words, "M")) and (of_month := _numbers(words, "NO")):
        return day(date(_stated(number), named[0], of_month[0]))
    part = _part_of_year(words)
    if part is None:
        return year(_stated(number))
    first, last = part
    if number is None:
        now = _known(published)
        number = now.year if month_end(now.year, last) <= now else now.year - 1
    return months(number, first, number, last)


def _year(words: list[_Word], published: date | None) -> int | None:
    letters = _spelled(words)
    if "Y" in letters:
        return _numbers(words, "Y")[0]
    if "t" in letters or "l" in letters:
        return _known(published).year - ("l" in letters)
    return None


def _stated(number: int | None) -> int:
    if number is None:
        raise PhraseError("its date has no year: print the year")
    return number


def _part_of_year(words: list[_Word]) -> tuple[int, int] | None:
    """First and last month, or None for a whole year."""
    letters = _spelled(words)
    if named := _numbers(words, "M"):
        return named[0], named[-1]
    size = next((size for letter, size in (("u", 1), ("q", 3), ("h", 6)) if letter in letters), None)
    if size is None:
        return None
    ordinal, counted = _numbers(words, "O"), _numbers(words, "NC")
    if size == 1:
        if not 1 <= counted[0] <= 12 or ordinal not in ([], [1]):
            raise PhraseError("it counts no months from January: print the months by name")
        return 1, counted[0]
    which = (ordinal or counted)[0]
    if not 1 <= which <= 12 // size:
        raise PhraseError(f"a year has no part number {which} of {size} months: correct the period")
    return size * (which - 1) + 1, size * which


def _years_named(words: list[_Word], _: date | None) -> Period:
    first, last = _numbers(words, "Y")
    return years(first, last)


def _months_named(words: list[_Word], _: date | None) -> Period:
    (first_year, last_year), (first, last) = _numbers(words, "Y"), _numbers(words, "M")
    return months(first_year, first, last_year, last)


def _rolling(words: list[_Word], published: date | None) -> Period:
    """The last so many full calendar years before the year of publication."""
    count = 10 if "d" in _spelled(words) else _numbers(words, "NC")[0]
    number = _known(published).year
    return years(number - count, number - 1)


def _date(words: list[_Word], _: date | None) -> Period:
    return day(date.fromisoformat(str(_numbers(words, "D")[0])))


def _to_date(_: list[_Word], published: date | None) -> Period:
    today = _known(published)
    return Period(date(today.year, 1, 1), today)


def _since(words: list[_Word], published: date | None) -> Period:
    """From the first day of a year, month or day to the day of publication."""
    first = _calendar([word for word in words if word.letter != "S"], published)
    return Period(first.start, _known(published))


_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[list[_Word], date | None], Period]], ...] = (
    (_CALENDAR, _calendar),
    (_YEARS, _years_named),
    (_MONTHS, _months_named),
    (_ROLLING, _rolling),
    (_DATE, _date),
    (_TO_DATE, _to_date),
    (_SINCE, _since),
)
