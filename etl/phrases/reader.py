"""A printed phrase as number, bound, unit and period, in English, French, Russian and Kazakh.

Nothing is guessed: a phrase without currency or scale, with two figures, with words that leave its meaning open or
that are in no list, is a PhraseError that shows the phrase and says what would mend it. A word is left out of the
reading only where it is listed as one that cannot turn, bound, deny or limit a figure.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from etl.model.codes import Bound, Language, Unit
from etl.model.errors import PhraseError
from etl.model.period import Period
from etl.phrases.figures import Amount, check_known, figure
from etl.phrases.languages import READ_LANGUAGES
from etl.phrases.periods import PeriodIn, period_in, whole_period
from etl.phrases.terms import terms
from etl.phrases.tokens import tokenise
from etl.phrases.words import POSSIBLE


class Kind(StrEnum):
    """What a phrase tells."""

    AMOUNT = "amount"
    PERCENT = "percent"
    CHANGE_POINTS = "change_points"
    RATIO = "ratio"
    COUNT = "count"
    PERIOD = "period"
    NONE = "none"


LONGEST = 500  # characters of a phrase: more is a text
_SHORT_YEARS = 100  # "24" may stand for 2024
_WHOLE = 100  # percent
_BRACKETED = re.compile(r"\(\s*([$€£]?\s*\d[\d\s.,\u00a0\u202f]*)\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_KINDS = {
    Unit.PERCENT: Kind.PERCENT,
    Unit.PERCENTAGE_POINTS: Kind.CHANGE_POINTS,
    Unit.TIMES: Kind.RATIO,
    Unit.COMPANIES: Kind.COUNT,
}


@dataclass(frozen=True)
class Reading:
    """What a phrase says, in full units (4e9, MW, tonnes, barrels, 30 for 30 %, 2 times); None where it tells nothing.

    `low` and `high` are the bounds of `interval`, or the printed ends of a range, which has no `value`. `decimals`
    counts the printed decimals. `unit` is None for a count whose noun is not printed.
    """

    kind: Kind
    value: float | None
    low: float | None
    high: float | None
    bound: Bound | None
    unit: Unit | None
    decimals: int | None
    period: Period | None


UNREAD = Reading(Kind.NONE, None, None, None, None, None, None, None)


def read_phrase(phrase: str, language: Language, published: date | None, *, nature_told: bool = False) -> Reading:
    """The one figure of a phrase with the period printed beside it, or its period alone; Kind.NONE without either.

    Relative periods ("last year") are counted from `published`, the date of the document. `nature_told` says that the
    document tells whether the figure is a fact, target or forecast: words of plans are then left out. Raises
    PhraseError.
    """
    _check_length(phrase)
    try:
        return _read(phrase, _readable(language), published, nature_told=nature_told)
    except PhraseError as fault:
        raise PhraseError(f"cannot read {phrase!r} ({language}): {fault}") from None


def read_period(phrase: str, language: Language, published: date | None) -> Period:
    """The period a phrase names, both days included; PhraseError where it names none or more than a period.

    Relative periods ("last year", "January-August") are counted from `published`, the date of the document.
    """
    _check_length(phrase)
    try:
        found = whole_period(tokenise(phrase, _readable(language)), language, published)
        _check_state(found, None)
    except PhraseError as fault:
        raise PhraseError(f"cannot read {phrase!r} ({language}): {fault}") from None
    if found.period is None:
        raise PhraseError(f"cannot read {phrase!r} ({language}): it names no period: give the period in ISO form")
    return found.period


def kind_of(unit: Unit | None) -> Kind:
    """The kind of a figure in this unit; without one it counts what is not printed."""
    return Kind.COUNT if unit is None else _KINDS.get(unit, Kind.AMOUNT)


def as_json(reading: Reading) -> dict[str, str | float | int | None]:
    """The reading as the command line prints it: its codes, numbers and ISO dates; None where it tells nothing."""
    period = reading.period
    return {
        "kind": str(reading.kind),
        "value": reading.value,
        "low": reading.low,
        "high": reading.high,
        "bound": None if reading.bound is None else str(reading.bound),
        "unit": None if reading.unit is None else str(reading.unit),
        "decimals": reading.decimals,
        "period_start": None if period is None else period.start.isoformat(),
        "period_end": None if period is None else period.end.isoformat(),
    }


def _read(phrase: str, language: Language, published: date | None, *, nature_told: bool) -> Reading:
    _refuse_foreign_billion(phrase, language)
    _refuse_brackets(phrase)
    found = period_in(tokenise(phrase, language), language, published)
    left = terms(found.rest, language)
    if nature_told:
        left = [term for term in left if term.value != POSSIBLE]
    amount = figure(left, language, of_level=found.of_level)
    if amount is None:
        if found.period is None:
            return UNREAD
        check_known(left)
        _check_state(found, None)
        return Reading(Kind.PERIOD, None, None, None, None, None, None, found.period)
    _check_state(found, amount)
    _check_since(found, amount)
    _check_year(found, amount)
    bounds = amount.bounds
    return Reading(
        kind_of(amount.unit),
        amount.value,
        bounds.low,
        bounds.high,
        amount.bound,
        amount.unit,
        amount.decimals,
        found.period,
    )


def _check_length(phrase: str) -> None:
    if len(phrase) > LONGEST:
        raise PhraseError(
            f"cannot read {phrase[:60]!r}…: it has {len(phrase)} characters, more than {LONGEST}: give only the figure"
        )


def _check_state(found: PeriodIn, amount: Amount | None) -> None:
    """Refuse a day beside what flows: "au 30 septembre" may be all of the year up to it."""
    counts = amount is not None and amount.unit in (None, Unit.COMPANIES)
    period = found.period
    if period is not None and not counts and (found.as_of or (amount and period.start == period.end)):
        raise PhraseError("its day may be the end of the period that is meant: give the period in ISO form")


def _check_year(found: PeriodIn, amount: Amount) -> None:
    """Refuse numbers beside a period that may belong to it: "H1 24", "108 % last year"."""
    value = amount.value or 0.0
    if found.period and amount.unit is None and amount.bound is Bound.EXACT and value < _SHORT_YEARS:
        raise PhraseError(f"{value:.0f} may be a short year or a count: print what it counts, or the year in full")
    if found.period and amount.unit is Unit.PERCENT and not amount.moves and value > _WHOLE:
        raise PhraseError(f"{value:g} percent may be growth or an index of the year before: give an explicit value")


def _check_since(found: PeriodIn, amount: Amount) -> None:
    """Refuse a change "since 2019", which is what it is compared with and not its period."""
    if found.since and (amount.moves or amount.unit in (Unit.TIMES, Unit.PERCENTAGE_POINTS)):
        raise PhraseError("a change since a year names its base, not its period: give the phrase without it")


def _refuse_foreign_billion(phrase: str, language: Language) -> None:
    """A French billion is a thousand milliards; beside an English point or leading sign it may be an English one."""
    if language is Language.FR and re.search(r"([$€]\s*\d[\d.,\s]*|\d\.\d+\s*)billions?\b", phrase, re.IGNORECASE):
        raise PhraseError("'billion' may be the English one here: print milliard, or give the phrase's language")


def _refuse_brackets(phrase: str) -> None:
    """A number alone in brackets is below zero in accounts, and a remark elsewhere; a year in brackets is a year."""
    for number in _BRACKETED.findall(phrase):
        if not _YEAR.fullmatch(number.strip()):
            raise PhraseError(
                f"({number}) may be below zero, as in accounts: print its sign, or give an explicit value"
            )


def _readable(language: Language) -> Language:
    if language not in READ_LANGUAGES:
        raise PhraseError(f"only {', '.join(READ_LANGUAGES)} are read: give an explicit value")
    return language
