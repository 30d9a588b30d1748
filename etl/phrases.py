"""A printed phrase as number, bound, unit and period, in English, French, Russian and Kazakh.

Nothing is guessed: a phrase without currency or scale, with two figures, or with words that leave its meaning open is
a PhraseError that shows the phrase and says what would mend it.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from etl.errors import PhraseError
from etl.period import Period
from etl.phrase_figures import Amount, figure
from etl.phrase_periods import period_in, whole_period
from etl.phrase_terms import terms
from etl.phrase_tokens import tokenise
from etl.terms import READ_LANGUAGES, Bound, Language, Unit


class Kind(StrEnum):
    """What a phrase tells."""

    AMOUNT = "amount"
    PERCENT = "percent"
    COUNT = "count"
    PERIOD = "period"
    NONE = "none"


@dataclass(frozen=True)
class Reading:
    """What a phrase says, in full units (4e9, MW, tonnes, 30 for 30 %); fields it does not tell are None.

    `low` and `high` are the bounds of etl.interval, or the printed ends of a range, which has no `value`. `decimals`
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


def read_phrase(phrase: str, language: Language, published: date | None) -> Reading:
    """The one figure of a phrase with the period printed beside it, or its period alone; Kind.NONE without either.

    Relative periods ("last year") are counted from `published`, the date of the document. Raises PhraseError.
    """
    try:
        _refuse_foreign_billion(phrase, language)
        tokens = tokenise(phrase, _readable(language))
        found = period_in(tokens, language, published)
        amount = figure(terms(found.rest, language), language)
    except PhraseError as fault:
        raise PhraseError(f"cannot read {phrase!r} ({language}): {fault}") from None
    if amount is None:
        kind = Kind.PERIOD if found.period else Kind.NONE
        return Reading(kind, None, None, None, None, None, None, found.period)
    bounds = amount.bounds
    return Reading(
        _kind(amount), amount.value, bounds.low, bounds.high, amount.bound, amount.unit, amount.decimals, found.period
    )


def read_period(phrase: str, language: Language, published: date | None) -> Period:
    """The period a phrase names, both days included; PhraseError where it names none or more than a period.

    Relative periods ("last year", "January-August") are counted from `published`, the date of the document.
    """
    try:
        period = whole_period(tokenise(phrase, _readable(language)), language, published)
    except PhraseError as fault:
        raise PhraseError(f"cannot read {phrase!r} ({language}): {fault}") from None
    if period is None:
        raise PhraseError(f"cannot read {phrase!r} ({language}): it names no period: give the period in ISO form")
    return period


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


def _refuse_foreign_billion(phrase: str, language: Language) -> None:
    """A French billion is a thousand milliards; beside an English point or leading sign it may be an English one."""
    if language is Language.FR and re.search(r"([$€]\s*\d[\d.,\s]*|\d\.\d+\s*)billions?\b", phrase, re.IGNORECASE):
        raise PhraseError("'billion' may be the English one here: print milliard, or give the phrase's language")


def _readable(language: Language) -> Language:
    if language not in READ_LANGUAGES:
        raise PhraseError(f"only {', '.join(READ_LANGUAGES)} are read: give an explicit value")
    return language


def _kind(amount: Amount) -> Kind:
    if amount.unit is Unit.PERCENT:
        return Kind.PERCENT
    return Kind.COUNT if amount.unit in (None, Unit.COMPANIES) else Kind.AMOUNT
