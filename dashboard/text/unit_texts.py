"""The words around numbers: currencies, scales and what is counted, in the catalogue's form, else in Babel's."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from babel.numbers import get_currency_name

from dashboard.selection.languages import SOURCE_LANGUAGE
from dashboard.text.locales import locale_of
from dashboard.text.messages import mark, mark_counted, translator

NBSP = "\N{NO-BREAK SPACE}"
_MANY = 5  # a count that takes the form used after "millions" in every language
_COMPACT = {  # amounts in short form
    9: mark("{sign}{number}bn"),
    6: mark("{sign}{number}m"),
    3: mark("{sign}{number}k"),
    0: mark("{sign}{number}"),
}
_WORDED = (6, 9)  # the exponents that are written in words
_THOUSAND = mark("thousand")  # the unit of an axis, which CLDR has as it stands after a number


@dataclass(frozen=True)
class _CurrencyTexts:
    """A currency's name alone, after a number and after "million" or "billion"."""

    alone: str
    counted: tuple[str, str]
    scaled: str


_CURRENCY_TEXTS = {
    "USD": _CurrencyTexts(
        mark("US dollars"),
        mark_counted("{number}\N{NO-BREAK SPACE}US dollar", "{number}\N{NO-BREAK SPACE}US dollars"),
        mark("{scale} US dollars"),
    ),
    "EUR": _CurrencyTexts(
        mark("euros"),
        mark_counted("{number}\N{NO-BREAK SPACE}euro", "{number}\N{NO-BREAK SPACE}euros"),
        mark("{scale} euros"),
    ),
    "KZT": _CurrencyTexts(
        mark("Kazakhstani tenges"),
        mark_counted("{number}\N{NO-BREAK SPACE}Kazakhstani tenge", "{number}\N{NO-BREAK SPACE}Kazakhstani tenges"),
        mark("{scale} Kazakhstani tenges"),
    ),
}
COUNTED = {
    "companies": mark_counted("{number}\N{NO-BREAK SPACE}company", "{number}\N{NO-BREAK SPACE}companies"),
    "percentage_points": mark_counted(
        "{number}\N{NO-BREAK SPACE}percentage point", "{number}\N{NO-BREAK SPACE}percentage points"
    ),
    "times": mark_counted("{number}\N{NO-BREAK SPACE}times", "{number}\N{NO-BREAK SPACE}times"),
    "barrel": mark_counted("{number}\N{NO-BREAK SPACE}barrel", "{number}\N{NO-BREAK SPACE}barrels"),
}


@cache
def compact_pattern(language: str, exponent: int) -> str:
    """An amount in short form, with `{number}` and the currency's `{sign}`."""
    if pattern := translator(language).translation(_COMPACT[exponent]):
        return pattern
    locale = locale_of(language)
    formats = locale.compact_currency_formats.get("short", {}).get("other", {})
    if exponent and str(10**exponent) not in formats:
        return _COMPACT[exponent]
    pattern = str(formats[str(10**exponent)].pattern) if exponent else locale.currency_formats["standard"].pattern
    return re.sub(r"[#,0.]*0[#,0.]*", "{number}", pattern.replace("'", "")).replace("¤", "{sign}")


@cache
def scale_word(exponent: int, language: str, form: str) -> str:
    """ "billion" and its like, in the plural form asked for; the English word where Babel has none."""
    power = str(10**exponent)
    known = (_scale_forms(code).get(one, {}) for code in (language, SOURCE_LANGUAGE) for one in (form, "other"))
    pattern = next(str(patterns[power].pattern) for patterns in known if power in patterns)
    return pattern.replace("0", "").replace("'", "").strip()


def has_scale_words(language: str) -> bool:
    """Whether Babel has what a language calls a million and a billion."""
    return all(str(10**exponent) in _scale_forms(language).get("other", {}) for exponent in _WORDED)


def _scale_forms(language: str) -> dict[str, Any]:
    """By plural form, what Babel writes around a power of ten; empty where it has nothing."""
    return {**locale_of(language).compact_decimal_formats.get("long", {})}


def axis_word(exponent: int, language: str) -> str:
    """The scale of an axis in words, without a number: "billion", French "milliers"."""
    word = None if exponent in _WORDED else translator(language).translation(_THOUSAND)
    return word or scale_word(exponent, language, locale_of(language).plural_form(_MANY))


def currency_name(currency: str, language: str) -> str:
    """The name of a currency without a number: "US dollars"."""
    texts = _CURRENCY_TEXTS.get(currency)
    name = translator(language).translation(texts.alone) if texts else None
    return name or get_currency_name(currency, _MANY, locale=locale_of(language))


def counted_money(number: str, value: Decimal, currency: str, language: str) -> str:
    """A whole amount of a currency, as printed in `number`, with the currency's name."""
    texts = _CURRENCY_TEXTS.get(currency)
    words = translator(language).counted_translation(texts.counted, int(abs(value))) if texts else None
    name = get_currency_name(currency, abs(value), locale=locale_of(language))
    return words.format(number=number) if words else f"{number}{NBSP}{name}"


def scaled_money(scale: str, currency: str, language: str) -> str:
    """A currency after "billion" and its like, with the number before them or without."""
    texts = _CURRENCY_TEXTS.get(currency)
    words = translator(language).translation(texts.scaled) if texts else None
    name = get_currency_name(currency, _MANY, locale=locale_of(language))
    return words.format(scale=scale) if words else f"{scale} {name}"
