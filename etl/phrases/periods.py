"""Finds the period of a phrase: all of it, or what stands beside a figure; what a figure is only compared with goes."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from etl.model.codes import Language
from etl.model.errors import PhraseError
from etl.model.period import Period
from etl.phrases.calendar import period_words
from etl.phrases.languages import words_of
from etl.phrases.lexicon import known_words
from etl.phrases.numbers import numerals
from etl.phrases.patterns import compile_pattern
from etl.phrases.spans import LETTERS, Word, is_span, resolve, spelled
from etl.phrases.tokens import SIGNS, PhraseVocabulary, Token, vocabulary
from etl.phrases.words import Base, WordRole

_ANCHORED = compile_pattern(
    "{in from_january as_state} | {year_word months among_months quarter quarters half decade years since date to_date"
    " until_end} | month year | year month | {at between} any* year any* year",
    LETTERS,
)
_CLOSING = frozenset(",;:—-") | SIGNS
_ON_A_DAY = compile_pattern("{in at as_state} | any* as_state $", LETTERS)
_BARE_YEAR = compile_pattern("{at from_january}? year", LETTERS)
_LONGEST = 14  # words of a period, more than any pattern has
_CHANGED = re.compile(r"%|percent|cent|pct|процент|пайыз|раз|times|fold|point|fois")
# What may stand in the words a figure is only compared with.
_PLAIN = (
    WordRole.WORD,
    WordRole.PLACE,
    WordRole.LINK,
    WordRole.SKIP,
    WordRole.BREAK,
    WordRole.TO,
    WordRole.AND,
    WordRole.EQUALS,
    WordRole.ARTICLE,
)


@dataclass(frozen=True)
class PeriodIn:
    """The period within a phrase, None where there is none, and the tokens that are not part of it.

    `of_level` says that the phrase names the level a percentage is of; `since` that the period is named by its start;
    `as_of` that it is a day at which something stood.
    """

    period: Period | None
    rest: tuple[Token, ...]
    of_level: bool = False
    since: bool = False
    as_of: bool = False


def whole_period(tokens: tuple[Token, ...], language: Language, published: date | None) -> PeriodIn:
    """The period that all tokens together name, if any; PhraseError where it refers to a period printed elsewhere."""
    words = _words(tokens, language)
    period = resolve(words, published)
    if period is None:
        _check_elsewhere(words)
    return PeriodIn(period, () if period else tokens, as_of=_is_state(words, period))


def period_in(tokens: tuple[Token, ...], language: Language, published: date | None) -> PeriodIn:
    """The period that a phrase names as a whole or beside its figure; what it is only compared with is left out."""
    words = _words(tokens, language)
    if whole := resolve(words, published):
        return PeriodIn(whole, (), as_of=_is_state(words, whole))
    tokens, of_level = _without_base(tokens, language)
    words = _words(tokens, language)
    _check_elsewhere(words)
    span = _longest(words)
    if span is None or _may_count(words[slice(*span)], tokens):
        return PeriodIn(None, tokens, of_level)
    start, end = span
    _check_neighbours(words, start, end, language)
    if _longest(words[:start]) or _longest(words[end:]):
        raise PhraseError("it names two periods: give one period a phrase")
    own = words[start:end]
    period, rest = resolve(own, published), tokens[: own[0].start] + tokens[own[-1].end :]
    return PeriodIn(period, rest, of_level, since="S" in spelled(own), as_of=_is_state(own, period))


@cache
def _vocabulary(language: Language) -> PhraseVocabulary[tuple[str, int]]:
    counts = [(form, ("C", int(value))) for form, value in numerals(language) if value == int(value) and value <= 31]
    return vocabulary([*period_words(language), *counts])


@cache
def _bases(language: Language) -> PhraseVocabulary[Base]:
    return vocabulary([(forms, base) for base, forms in words_of(language).BASES.items()])


def _words(tokens: tuple[Token, ...], language: Language) -> list[Word]:
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        width = 1
        if tokens[at].is_number:
            ordinal = at + 1 < len(tokens) and tokens[at + 1].raw == "°"
            words.append(_number(tokens[at].raw, at, ordinal, language))
            width += ordinal
        elif entry := _vocabulary(language).longest(tokens, at):
            width = len(entry.tokens)
            letters, number = entry.meaning
            words += [Word(letter, number, at, at + width) for letter in letters]
        else:
            words.append(Word("w", 0, at, at + 1))
        at += width
    return words


def _number(raw: str, at: int, ordinal: bool, language: Language) -> Word:
    number = int(raw) if raw.isdigit() else 0
    if ordinal:
        return Word("O", number, at, at + 2)
    if re.fullmatch(r"(?:19|20)[0-9]{2}", raw):
        return Word("Y", number, at, at + 1)
    day_first = words_of(language).DAY_FIRST
    if day_first and (match := re.fullmatch(r"([0-3]?[0-9])\.([01]?[0-9])\.((?:19|20)[0-9]{2})", raw)):
        return Word("D", int(f"{match[3]}{match[2]:0>2}{match[1]:0>2}"), at, at + 1)
    return Word("N" if 1 <= number <= 31 else "w", number, at, at + 1)


def _check_elsewhere(words: list[Word]) -> None:
    if any(word.letter == "x" for word in words):
        raise PhraseError("it refers to a period printed elsewhere or not bounded: give the period in ISO form")
    if any(word.letter == "f" for word in words) and _longest(words) is None:
        raise PhraseError("it names a fiscal year without its country's months: give the period in ISO form")


def _is_state(words: list[Word], period: Period | None) -> bool:
    """Whether a day is named by a preposition that may also mean the span up to it: "au 30 septembre"."""
    letters = spelled(words)
    return period is not None and period.start == period.end and _ON_A_DAY.match(letters) is not None


def _longest(words: list[Word]) -> tuple[int, int] | None:
    """Where the longest period beside a figure stands among the words; a bare number or month is none."""
    letters = spelled(words)
    ends = range(len(letters))
    spans = (
        (i, j) for i in ends for j in range(i + 1, min(len(letters), i + _LONGEST) + 1) if _stands_alone(letters, i, j)
    )
    return max(spans, key=lambda span: (span[1] - span[0], -span[0]), default=None)


def _stands_alone(letters: str, start: int, end: int) -> bool:
    own = letters[start:end]
    if not is_span(own):
        return False
    if _BARE_YEAR.fullmatch(own):
        return own[0] in "IZ" and end == len(letters)
    return _ANCHORED.search(own) is not None


def _may_count(own: list[Word], tokens: tuple[Token, ...]) -> bool:
    """Whether a bare year is followed by what it may count: "in 2000 companies"."""
    after = tokens[own[-1].end : own[-1].end + 1]
    return spelled(own) == "iY" and any(not t.is_number and t.text not in _CLOSING for t in after)


def _check_neighbours(words: list[Word], start: int, end: int, language: Language) -> None:
    """Refuse "by 2030", "the end of 2022" and the like, which are not the period named in them."""
    before = words[start - 1].letter if start else ""
    after = words[end].letter if end < len(words) else ""
    closed = words[start].letter in "iIZ" and before == "T"
    if before == "e" or (before == "T" and not closed) or (words_of(language).POSTPOSITIONS and after in ("T", "e")):
        raise PhraseError("it names an edge of a period, not the period: give the period in ISO form")


def _without_base(tokens: tuple[Token, ...], language: Language) -> tuple[tuple[Token, ...], bool]:
    """The tokens without what the figure is compared with, which Kazakh prints before it, and whether it is a level."""
    entries = ((at, _bases(language).longest(tokens, at)) for at in range(len(tokens)))
    found = next(((at, entry) for at, entry in entries if entry and _is_base(tokens, at, entry.tokens)), None)
    if found is None:
        return tokens, False
    at, entry = found
    breaks = [place for place, token in enumerate(tokens) if token.text in ",;"]
    if words_of(language).POSTPOSITIONS:
        start, end = max((place for place in breaks if place < at), default=0), at + len(entry.tokens)
    else:
        start = at + (entry.meaning in (Base.KEPT, Base.PART))
        end = min((place for place in breaks if place > at), default=len(tokens))
    said = range(at, at + len(entry.tokens))
    _check_base(tokens[start:end], {place - start for place in said}, language)
    return tokens[:start] + tokens[end:], entry.meaning in (Base.LEVEL, Base.PART)


def _is_base(tokens: tuple[Token, ...], at: int, base: tuple[Token, ...]) -> bool:
    """Whether the words are a base here: "on 2018" is one only after a percentage or multiple."""
    if tokens[at].text == "чем" and any(token.text in ("раз", "раза") for token in tokens[at : at + 6]):
        return False  # "более чем в два раза" bounds a multiple
    names_year = any(token.is_number for token in base) or base[0].text == "к"
    return not names_year or any(_CHANGED.match(token.text) for token in tokens[: at + 1])


def _check_base(base: tuple[Token, ...], said: set[int], language: Language) -> None:
    """Refuse a base that holds a figure, or a word that may belong to the figure itself."""
    words = _words(base, language)
    span = _longest(words) or (0, 0)
    for word in words[: span[0]] + words[span[1] :]:
        if word.letter != "Y" and base[word.start].is_number:
            raise PhraseError("it holds a figure and what it is compared with: give one figure a phrase")
        entry = known_words(language).longest(base, word.start) if word.letter == "w" else None
        plain = word.letter != "w" or word.start in said or (entry is not None and entry.meaning[0] in _PLAIN)
        if not plain:
            raise PhraseError(
                f"the word {base[word.start].raw!r} stands in what the figure is compared with and may change it: "
                "print only the figure, or give an explicit value"
            )
