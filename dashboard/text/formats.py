"""Every number, date, period and amount the dashboard shows, in the reader's own form.

Forms of our own are texts of the catalogue; a language that has none for one takes Babel's. Values come in full units
and are rounded half up, never to more digits than asked; a missing value is an en dash.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
from babel.dates import format_interval, format_skeleton
from babel.numbers import format_decimal, get_currency_symbol
from babel.units import format_unit

from dashboard.text.locales import locale_of
from dashboard.text.messages import mark, translator
from dashboard.text.unit_texts import (
    COUNTED,
    axis_word,
    compact_pattern,
    counted_money,
    currency_name,
    scale_word,
    scaled_money,
)
from etl.model.codes import Unit
from etl.model.period import Period, year

MISSING = "–"
NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_SYMBOLS = {"USD": "$", "EUR": "€", "KZT": "₸"}
_AT_LEAST, _AT_MOST = mark("at least {amount}"), mark("at most {amount}")
_MEASURES = {"MW": "power-megawatt", "tonne": "mass-tonne"}
_CURRENCIES = frozenset(str(unit) for unit in Unit if unit.is_currency)
_EXPONENTS = (9, 6, 3, 0)
_WORD_EXPONENTS = (9, 6, 0)
_DECIMALS = {9: 2, 6: 1, 3: 1, 0: 0}  # the usual digits of an amount that is not quoted, wherever it is printed
_FRACTION = 2  # a count that takes the form used after a number with decimals


@dataclass(frozen=True)
class Scale:
    """The unit of an axis or column: values are divided by ten to the power of `exponent`."""

    exponent: int

    @property
    def factor(self) -> float:
        """What a value in full units is divided by."""
        return float(10**self.exponent)

    @property
    def decimals(self) -> int:
        """The usual digits after the point in this unit."""
        return _DECIMALS[self.exponent]


def number(value: Any, language: str, decimals: int | None = None) -> str:
    """A grouped number with exactly `decimals` digits after the point, or those the value has."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    return _plain(_rounded(exact, _digits(exact) if decimals is None else decimals), language)


def percent(value: Any, language: str, decimals: int = 0, *, signed: bool = False) -> str:
    """A value in percent units: 30 gives "30%" or "30 %"; `signed` shows the plus of a rise."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    shown = _rounded(exact, decimals)
    pattern = locale_of(language).percent_formats[None]
    plus = "+" if signed and shown > 0 else ""
    return f"{plus}{pattern.prefix[0]}{_plain(shown, language)}{pattern.suffix[0]}"


def money(value: Any, currency: str, language: str, decimals: int | None = None) -> str:
    """An amount in short form, "$4.25bn", with the usual digits of its unit where none are given."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    shown, exponent = _scaled(exact, decimals, _EXPONENTS)
    symbol = _SYMBOLS.get(currency) or get_currency_symbol(currency, locale=locale_of(language))
    text = compact_pattern(language, exponent).format(sign=symbol, number=_plain(abs(shown), language))
    return (_MINUS if shown < 0 else "") + text


def money_words(value: Any, currency: str, language: str, decimals: int | None = None) -> str:
    """An amount for a sentence: "4.25 billion US dollars", with the digits of `money`; below a million in full."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    shown, exponent = _scaled(exact, decimals, _WORD_EXPONENTS)
    if not exponent:
        return counted_money(_plain(shown, language), shown, currency, language)
    word = scale_word(exponent, language, locale_of(language).plural_form(abs(shown)))
    return scaled_money(f"{_plain(shown, language)}{NBSP}{word}", currency, language)


def quantity(value: Any, unit: str, language: str, decimals: int | None = None) -> str:
    """A value of any unit of the tables: money in short form, percent, megawatts, tonnes, what is counted."""
    if unit in _CURRENCIES:
        return money(value, unit, language, 1 if decimals is None else decimals)
    exact = _decimal(value)
    if exact is None:
        return MISSING
    if unit == "percent":
        return percent(exact, language, _digits(exact) if decimals is None else decimals)
    text = number(exact, language, decimals)
    if unit in _MEASURES:
        return format_unit(text, _MEASURES[unit], "short", locale=locale_of(language)).replace(" ", NBSP)
    if unit in COUNTED:
        return translator(language).ngettext(*COUNTED[unit], _count(exact, language, decimals)).format(number=text)
    return text


def axis_scale(max_value: float | None) -> Scale:
    """The scale for values up to `max_value` in full units: billions, millions, thousands or units."""
    size = _decimal(max_value) or Decimal(0)
    return Scale(next((exponent for exponent in _EXPONENTS if abs(size) >= Decimal(10) ** exponent), 0))


def unit_words(scale: Scale, currency: str, language: str) -> str:
    """The unit of an axis in words: "billion US dollars", "milliards de dollars", "millions d’euros"."""
    if not scale.exponent:
        return currency_name(currency, language)
    word = axis_word(scale.exponent, language)
    return scaled_money(word, currency, language)


def interval_words(low: Any, high: Any, formatter: Callable[[float], str], language: str) -> str:
    """Bounds as one phrase, "17.8–27.9%", "$3.5–4.5bn" or "at least 170"; None is an open side.

    What both ends share before and after their digits is written once; signed ends are parted by an ellipsis.
    """
    first, last = (None if _decimal(end) is None else formatter(end) for end in (low, high))
    if first is None or last is None:
        words, shown, sign = (_AT_MOST, last, "≤") if first is None else (_AT_LEAST, first, "≥")
        text = translator(language).translation(words) or f"{sign}{NBSP}{{amount}}"
        return MISSING if shown is None else text.format(amount=shown)
    return first if first == last else _joined(first, last)


def period_label(period: Period | None, language: str) -> str:
    """A period as short as it can be said: "2022", "Jan–Aug 2023", "1 Nov 2023", "2013–2022"."""
    if period is None:
        return MISSING
    if period.start == period.end:
        return date_label(period.start, language)
    skeleton = "yMMM" if period.whole_months else "yMMMd"
    if period.start == year(period.start.year).start and period.end == year(period.end.year).end:
        skeleton = "y"
    label = format_interval(period.start, period.end, skeleton, locale=locale_of(language))
    label = re.sub("\N{THIN SPACE}–\N{THIN SPACE}", "–", label) if len(period.years) == 1 else label
    return _with_ordinal(label, language) if skeleton == "yMMMd" else label


def date_label(when: date | None, language: str) -> str:
    """A day with a short month: "1 Nov 2023"."""
    if when is None:
        return MISSING
    return _with_ordinal(format_skeleton("yMMMd", when, locale=locale_of(language)), language)


def _with_ordinal(days: str, language: str) -> str:
    """Days as they are written: the first of a month is "1er" in French, which Babel's patterns leave out."""
    _ = translator(language)
    return re.sub(r"\b1(?=[\s–])", _.pgettext("the first day of a month", "1"), days)


def month_label(when: date, language: str) -> str:
    """A month of a year: "Jan 2023"."""
    return format_skeleton("yMMM", when, locale=locale_of(language))


def quoted(phrase: str, language: str) -> str:
    """A printed phrase in the language's own quotation marks."""
    _ = translator(language)
    return _("“{phrase}”").format(phrase=phrase)


def _decimal(value: Any) -> Decimal | None:
    """The value with exactly the digits it prints with, None where there is none."""
    if value is None or pd.isna(value) or math.isinf(value):
        return None
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(repr(float(value)))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    shown = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return shown if shown else abs(shown)


def _digits(value: Decimal) -> int:
    """How many digits a value has after its point."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def _plain(value: Decimal, language: str) -> str:
    digits = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, pattern, locale=locale_of(language), decimal_quantization=False).replace("-", _MINUS)


def _scaled(value: Decimal, decimals: int | None, exponents: tuple[int, ...]) -> tuple[Decimal, int]:
    """The value rounded in the largest unit that leaves at least one, and that unit's power of ten.

    999.96 million to one digit is 1.0 billion: the unit is chosen by the value that is shown.
    """
    for exponent in exponents:
        finer = next((other for other in exponents if other < exponent), 0)
        nearest = _rounded(value.scaleb(-finer), _decimals_at(finer, decimals)).scaleb(finer)
        if max(abs(value), abs(nearest)) >= Decimal(10) ** exponent:
            return _rounded(value.scaleb(-exponent), _decimals_at(exponent, decimals)), exponent
    return _rounded(value, 0), 0


def _decimals_at(exponent: int, decimals: int | None) -> int:
    return decimals if exponent and decimals is not None else _DECIMALS[exponent]


def _count(value: Decimal, language: str, decimals: int | None) -> int:
    """The number that a catalogue's plural rule, which knows whole numbers alone, is asked about for a value."""
    shown = abs(value if decimals is None else _rounded(value, decimals))
    if not _digits(shown) and not decimals:
        return int(shown)
    return 1 if locale_of(language).plural_form(shown) == "one" else _FRACTION


def _joined(first: str, last: str) -> str:
    if any(sign in first + last for sign in ("+", _MINUS)):
        return f"{first} … {last}"
    (head, tail), (other_head, other_tail) = _around_digits(first), _around_digits(last)
    if tail != other_tail:
        return f"{first} – {last}"
    return first.removesuffix(tail) + "–" + (last.removeprefix(head) if head == other_head else last)


def _around_digits(text: str) -> tuple[str, str]:
    """What stands before the first digit and after the last."""
    before, *_, after = re.split(r"\d+", text)
    return before, after
