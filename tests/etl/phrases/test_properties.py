"""Laws of the phrase parser: what is printed in a language's own style reads back, and nothing is ever made up."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model.codes import Bound, Language, Unit
from etl.model.errors import PhraseError
from etl.model.interval import printed_bounds
from etl.model.period import Period, months
from etl.phrases.languages import READ_LANGUAGES
from etl.phrases.reader import Kind, Reading, read_period, read_phrase

VISIT = date(2023, 11, 1)
SPACES = (" ", "\u00a0", "\u2009", "\u202f")
DOLLAR_MARKS = re.compile(r"\$|usd|dollar|долл", re.IGNORECASE)
EURO_MARKS = re.compile(r"€|eur|евро|еуро", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """How one language prints figures: marks, scales as (word, exponent), currencies, patterns and months."""

    decimal: str
    groups: tuple[str, ...]
    scales: tuple[tuple[str, int], ...]
    money: tuple[tuple[str, Unit], ...]
    percent: tuple[str, ...]
    fall: str
    at_least: str
    span: str
    months: str


STYLES = {
    Language.EN: Style(
        ".",
        (",", *SPACES),
        (("thousand", 3), ("million", 6), ("mn", 6), ("billion", 9), ("bn", 9), ("trillion", 12)),
        (("dollars", Unit.USD), ("US dollars", Unit.USD), ("USD", Unit.USD), ("euros", Unit.EUR), ("EUR", Unit.EUR)),
        ("%", " %", " percent", " per cent"),
        "fell by {}",
        "more than {}",
        "{0}–{1} {2}",
        "January February March April May June July August September October November December",
    ),
    Language.FR: Style(
        ",",
        SPACES,
        (("millions", 6), ("M", 6), ("milliards", 9), ("Mds", 9), ("Md", 9), ("billions", 12)),
        (("de dollars", Unit.USD), ("$", Unit.USD), ("d'euros", Unit.EUR), ("€", Unit.EUR), ("EUR", Unit.EUR)),
        ("%", " %", "\u00a0%", "\u202f%", " pour cent"),
        "en baisse de {}",
        "plus de {}",
        "de {0} à {1} {2}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    Language.RU: Style(
        ",",
        SPACES,
        (("тыс.", 3), ("тысяч", 3), ("млн", 6), ("миллионов", 6), ("млрд", 9), ("миллиардов", 9), ("трлн", 12)),
        (("долларов", Unit.USD), ("долл. США", Unit.USD), ("$", Unit.USD), ("евро", Unit.EUR), ("€", Unit.EUR)),
        ("%", " %", " процентов", " проц."),
        "снизился на {}",
        "более {}",
        "{0}-{1} {2} года",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    ),
    Language.KK: Style(
        ",",
        SPACES,
        (("мың", 3), ("млн", 6), ("миллион", 6), ("млрд", 9), ("миллиард", 9), ("трлн", 12)),
        (("доллар", Unit.USD), ("АҚШ доллары", Unit.USD), ("$", Unit.USD), ("еуро", Unit.EUR), ("€", Unit.EUR)),
        ("%", " %", " пайыз", " процент"),
        "{}-ға төмендеді",
        "{}-дан астам",
        "{2} жылғы {0}-{1}",
        "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    ),
}

languages = st.sampled_from(READ_LANGUAGES)
printed = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(1, 999_999), st.integers(0, 3))


def _digits(number: Decimal, style: Style, group: str) -> str:
    return f"{number:,f}".replace(",", "\0").replace(".", style.decimal).replace("\0", group)


def _decimals(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)


def _ordered(reading: Reading) -> bool:
    ends = [end for end in (reading.low, reading.value, reading.high) if end is not None]
    return ends == sorted(ends)


@given(languages, printed, st.data())
def test_any_amount_reads_back(language: Language, number: Decimal, data: st.DataObject) -> None:
    style = STYLES[language]
    word, exponent = data.draw(st.sampled_from(style.scales))
    money, unit = data.draw(st.sampled_from(style.money))
    phrase = f"{_digits(number, style, data.draw(st.sampled_from(style.groups)))} {word} {money}"
    scale = Decimal(1).scaleb(exponent)
    bounds = printed_bounds(number, scale, Bound.ROUNDED)
    assert read_phrase(phrase, language, VISIT) == Reading(
        Kind.AMOUNT, float(number * scale), bounds.low, bounds.high, Bound.ROUNDED, unit, _decimals(number), None
    )


@given(languages, printed, st.data())
def test_any_percentage_reads_back_and_a_fall_turns_it(
    language: Language, number: Decimal, data: st.DataObject
) -> None:
    style = STYLES[language]
    mark = data.draw(st.sampled_from(style.percent))
    plain = f"{_digits(number, style, style.groups[0])}{mark}"
    level = read_phrase(plain, language, VISIT)
    fall = read_phrase(style.fall.format(plain), language, VISIT)
    bound = read_phrase(style.at_least.format(plain), language, VISIT)
    assert (level.kind, level.value, level.decimals) == (Kind.PERCENT, float(number), _decimals(number))
    assert level.value is not None
    assert level.low is not None
    assert level.high is not None
    assert (fall.value, fall.low, fall.high) == (-level.value, -level.high, -level.low)
    assert (bound.low, bound.high, bound.bound) == (level.value, None, Bound.AT_LEAST)


@given(languages, printed, printed, st.data())
def test_any_range_keeps_its_printed_ends(language: Language, one: Decimal, two: Decimal, data: st.DataObject) -> None:
    style = STYLES[language]
    (word, exponent), (money, unit) = data.draw(st.sampled_from(style.scales)), data.draw(st.sampled_from(style.money))
    first, last = (_digits(n, style, "") for n in (one, two))
    phrase = f"{first}-{last} {word} {money}"
    if one >= two:
        with pytest.raises(PhraseError, match="does not rise"):
            read_phrase(phrase, language, VISIT)
        return
    low, high = (float(n.scaleb(exponent)) for n in (one, two))
    decimals = max(_decimals(one), _decimals(two))
    assert read_phrase(phrase, language, VISIT) == Reading(
        Kind.AMOUNT, None, low, high, Bound.RANGE, unit, decimals, None
    )


@given(languages, st.integers(1990, 2023), st.integers(1, 12), st.integers(1, 12))
def test_any_span_of_months_reads_back(language: Language, number: int, one: int, two: int) -> None:
    style, (first, last) = STYLES[language], sorted((one, two))
    names = style.months.split()
    phrase = style.span.format(names[first - 1], names[last - 1], number)
    assert read_period(phrase, language, None) == months(number, first, number, last)


@given(languages, st.integers(1, 12), st.dates(date(1995, 1, 1), date(2030, 1, 1)))
def test_months_without_a_year_had_ended_within_a_year(language: Language, month: int, published: date) -> None:
    found = read_period(STYLES[language].months.split()[month - 1], language, published)
    assert found.start.month == found.end.month == month
    assert 0 <= (published - found.end).days <= 366


_LOOSE = (
    "more than less about up to fell by to and from between plus de moins environ à et entre baisse более менее около "
    "до от и снизился астам кем дейін жуық және companies entreprises компаний компания last year l'année dernière "
    "tenge рублей £ fois вдвое points GW Mt tonnes - + , ( ) % four deux три бес in 2022 since 2005 в прошлом году "
    "былтыр first half тоқсан demi полтора жарым"
)
_PARTS = st.one_of(
    st.sampled_from(
        [w for s in STYLES.values() for w, _ in (*s.scales, *s.money)]
        + [w.strip() for s in STYLES.values() for w in (*s.percent, *s.months.split()[:2])]
        + _LOOSE.split()
    ),
    st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,3})?", fullmatch=True),
)


def _attempt(phrase: str, language: Language, published: date | None) -> Reading | None:
    """The reading, or None for a refusal that shows the phrase."""
    try:
        return read_phrase(phrase, language, published)
    except PhraseError as fault:
        message = str(fault)
    assert repr(phrase) in message
    return None


@given(languages, st.lists(_PARTS, min_size=1, max_size=7), st.sampled_from(["", " "]))
def test_words_in_any_order_are_read_within_bounds_or_refused(language: Language, parts: list[str], glue: str) -> None:
    phrase = glue.join(parts)
    reading = _attempt(phrase, language, VISIT)
    if reading is None:
        return
    assert _ordered(reading)
    assert reading.unit is not Unit.USD or DOLLAR_MARKS.search(phrase)
    assert reading.unit is not Unit.EUR or EURO_MARKS.search(phrase)
    assert (reading.unit is None) or reading.kind in (Kind.AMOUNT, Kind.PERCENT, Kind.COUNT)
    if reading.kind in (Kind.PERIOD, Kind.NONE):
        assert (reading.value, reading.low, reading.high, reading.bound) == (None,) * 4
    else:
        assert reading.bound is not None
        assert (reading.value is None) == (reading.bound is Bound.RANGE)


@given(languages, st.text(max_size=40))
def test_any_text_is_read_or_refused_by_name(language: Language, phrase: str) -> None:
    reading = _attempt(phrase, language, None)
    assert reading is None or _ordered(reading)


@given(languages, printed, st.data())
def test_a_number_without_currency_is_never_an_amount_of_money(
    language: Language, number: Decimal, data: st.DataObject
) -> None:
    style = STYLES[language]
    word, _ = data.draw(st.sampled_from(style.scales))
    with pytest.raises(PhraseError, match="names no currency"):
        read_phrase(f"{_digits(number, style, style.groups[0])} {word}", language, VISIT)


@given(languages, st.dates(date(1995, 1, 1), date(2030, 1, 1)))
def test_a_decade_is_ten_whole_years_before_the_document(language: Language, published: date) -> None:
    phrase = {"en": "last decade", "fr": "la dernière décennie", "ru": "последнее десятилетие", "kk": "соңғы он жыл"}
    found = read_period(phrase[language], language, published)
    assert found == Period(date(published.year - 10, 1, 1), date(published.year - 1, 12, 31))
