"""Numbers, money, dates and periods as readers of each language expect them, never with more digits than asked."""

import math
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.plotly_locale import plotly_locale
from dashboard.text import formats
from dashboard.text.formats import MISSING, NBSP, Scale
from etl.model.period import Period, day, months, parse_iso, year, years

LANGUAGES = ("en", "fr", "ru", "kk")
NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "language", "decimals", "shown"),
    [
        (3071434548, "en", 0, "3,071,434,548"),
        (3071434548, "fr", 0, f"3{NARROW}071{NARROW}434{NARROW}548"),
        (3071434548, "ru", 0, f"3{NBSP}071{NBSP}434{NBSP}548"),
        (4.0, "en", None, "4"),
        (2.65, "fr", None, "2,65"),
        (2.65, "en", 1, "2.7"),
        (0.5, "en", 0, "1"),
        (1.5, "en", 0, "2"),
        (2.5, "en", 0, "3"),
        (-2.5, "en", 0, "−3"),
        (-0.04, "en", 1, "0.0"),
        (np.int64(170), "en", None, "170"),
        (np.float64(1234.5), "en", None, "1,234.5"),
        (Decimal("1.005"), "en", 2, "1.01"),
    ],
)
def test_numbers_are_grouped_and_rounded_half_up(value: object, language: str, decimals: int, shown: str) -> None:
    assert formats.number(value, language, decimals) == shown


@pytest.mark.parametrize(
    ("value", "language", "decimals", "signed", "shown"),
    [
        (30, "en", 0, False, "30%"),
        (30, "fr", 0, False, f"30{NBSP}%"),
        (17.8, "fr", 1, True, f"+17,8{NBSP}%"),
        (-4.06, "en", 1, True, "−4.1%"),
        (0.4, "en", 0, True, "0%"),
        (77.04, "ru", 1, False, f"77,0{NBSP}%"),
        (77.04, "kk", 1, False, "77,0%"),
    ],
)
def test_percent(value: float, language: str, decimals: int, signed: bool, shown: str) -> None:
    assert formats.percent(value, language, decimals, signed=signed) == shown


@pytest.mark.parametrize(
    ("value", "currency", "language", "decimals", "shown"),
    [
        (4e9, "USD", "en", 1, "$4.0bn"),
        (664.8e6, "USD", "en", 1, "$664.8m"),
        (590e6, "EUR", "en", 0, "€590m"),
        (4e9, "USD", "fr", 1, f"4,0{NBSP}Md$"),
        (590e6, "EUR", "fr", 0, f"590{NBSP}M€"),
        (12_345, "EUR", "fr", 1, f"12,3{NBSP}k€"),
        (2.7e9, "USD", "ru", 1, f"2,7{NBSP}млрд{NBSP}$"),
        (2.7e9, "USD", "kk", 1, f"2,7{NBSP}млрд{NBSP}$"),
        (12_345, "EUR", "ru", 1, f"12,3{NBSP}тыс.{NBSP}€"),
        (512.4, "EUR", "ru", 1, f"512{NBSP}€"),
        (-2.15e9, "USD", "en", 2, "−$2.15bn"),
        (999.96e6, "USD", "en", 1, "$1.0bn"),
        (999_949_999, "USD", "en", 1, "$999.9m"),
        (512.4, "USD", "en", 1, "$512"),
        (0, "EUR", "fr", 1, f"0{NBSP}€"),
    ],
)
def test_money_in_short(value: float, currency: str, language: str, decimals: int, shown: str) -> None:
    assert formats.money(value, currency, language, decimals) == shown


@pytest.mark.parametrize(
    ("value", "currency", "language", "decimals", "shown"),
    [
        (4e9, "USD", "en", 1, "4.0 billion US dollars"),
        (4e9, "USD", "fr", 1, "4,0 milliards de dollars"),
        (1.4e9, "EUR", "fr", 1, "1,4 milliard d’euros"),
        (590e6, "EUR", "fr", 0, "590 millions d’euros"),
        (2.7e9, "USD", "ru", 1, "2,7 миллиарда долларов США"),
        (5e6, "USD", "ru", 0, "5 миллионов долларов США"),
        (2.7e9, "USD", "kk", 1, "2,7 миллиард АҚШ доллары"),
        (1, "USD", "en", 0, "1 US dollar"),
        (590_000, "EUR", "en", 1, "590,000 euros"),
    ],
)
def test_money_in_a_sentence(value: float, currency: str, language: str, decimals: int, shown: str) -> None:
    assert formats.money_words(value, currency, language, decimals).replace(NBSP, " ") == shown


@pytest.mark.parametrize(
    ("value", "unit", "language", "shown"),
    [
        (1200, "MW", "en", "1,200 MW"),
        (1200.0, "MW", "fr", f"1{NARROW}200{NARROW}MW"),
        (170, "companies", "en", "170 companies"),
        (1, "companies", "fr", "1 entreprise"),
        (2.5, "tonne", "fr", f"2,5{NARROW}t"),
        (29.5, "percent", "en", "29.5%"),
        (2.7e9, "USD", "fr", "2,7 Md$"),
        (None, "MW", "en", MISSING),
        (1.0, "companies", "en", "1 company"),
        (-1, "percentage_points", "en", "−1 percentage point"),
        (1.5, "barrel", "fr", "1,5 baril"),
        (0, "companies", "fr", "0 entreprise"),
    ],
)
def test_quantities_carry_their_unit(value: float | None, unit: str, language: str, shown: str) -> None:
    assert formats.quantity(value, unit, language).replace(NBSP, " ") == shown


@pytest.mark.parametrize("missing", [None, math.nan, np.nan, pd.NA, pd.NaT, math.inf])
def test_a_missing_value_is_a_dash_and_never_a_zero(missing: object) -> None:
    shown = {
        formats.number(missing, "en", 1),
        formats.percent(missing, "fr"),
        formats.money(missing, "USD", "en"),
        formats.money_words(missing, "USD", "fr"),
    }
    assert shown == {MISSING}


@given(st.floats(-1e13, 1e13, allow_nan=False), st.integers(1, 3), st.sampled_from(LANGUAGES))
def test_never_more_digits_than_asked(value: float, decimals: int, language: str) -> None:
    sign = "." if language == "en" else ","

    def digits(text: str) -> int:
        return sum(c.isdigit() for c in text.partition(sign)[2])

    assert digits(formats.number(value, language, decimals)) == decimals
    assert digits(formats.money(value, "USD", language, decimals)) in {0, decimals}


@given(st.floats(1, 9e11), st.sampled_from(LANGUAGES))
def test_an_amount_never_shows_a_thousand_of_its_unit(value: float, language: str) -> None:
    bare = formats.money(value, "USD", language, 1).replace("тыс.", "")
    assert len([c for c in bare.partition("." if language == "en" else ",")[0] if c.isdigit()]) <= 3


@pytest.mark.parametrize(
    ("largest", "currency", "language", "exponent", "words"),
    [
        (6.1e9, "USD", "en", 9, "billion US dollars"),
        (6.1e9, "USD", "fr", 9, "milliards de dollars"),
        (590e6, "EUR", "fr", 6, "millions d’euros"),
        (45_000, "EUR", "fr", 3, "milliers d’euros"),
        (45_000, "EUR", "en", 3, "thousand euros"),
        (999, "USD", "en", 0, "US dollars"),
        (6.1e9, "USD", "ru", 9, "миллиардов долларов США"),
        (6.1e9, "USD", "kk", 9, "миллиард АҚШ доллары"),
        (None, "USD", "fr", 0, "dollars"),
    ],
)
def test_an_axis_has_a_scale_and_names_its_unit(
    largest: float | None, currency: str, language: str, exponent: int, words: str
) -> None:
    scale = formats.axis_scale(largest)
    assert (scale, scale.factor) == (Scale(exponent), 10**exponent)
    assert formats.unit_words(scale, currency, language) == words


def _percent(value: float) -> str:
    return formats.percent(value, "en", 1)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (17.78, 27.91, "17.8–27.9%"),
        (170, None, "at least 170.0%"),
        (None, 90, "at most 90.0%"),
        (None, None, MISSING),
        (30.0, 30.01, "30.0%"),
        (-5, 3, "−5.0% … 3.0%"),
    ],
)
def test_bounds_are_one_phrase(low: float | None, high: float | None, shown: str) -> None:
    assert formats.interval_words(low, high, _percent, "en") == shown


def test_bounds_share_their_unit_only_where_it_is_the_same() -> None:
    def english(value: float) -> str:
        return formats.money(value, "USD", "en", 1)

    def french(value: float) -> str:
        return formats.money_words(value, "USD", "fr", 2).replace(NBSP, " ")

    assert formats.interval_words(3.5e9, 4.5e9, english, "en") == "$3.5–4.5bn"
    assert formats.interval_words(0.5e9, 4.5e9, english, "en") == "$500.0m – $4.5bn"
    assert formats.interval_words(2.65e9, 2.75e9, french, "fr") == "2,65–2,75 milliards de dollars"
    assert formats.interval_words(2.65e9, None, french, "fr") == "au moins 2,65 milliards de dollars"
    assert formats.interval_words(170, None, lambda value: formats.number(value, "ru"), "ru") == f"≥{NBSP}170"


@pytest.mark.parametrize(
    ("period", "english", "french"),
    [
        (year(2022), "2022", "2022"),
        (years(2013, 2022), "2013–2022", "2013–2022"),
        (months(2023, 1, 2023, 8), "Jan–Aug 2023", "janv.–août 2023"),
        (months(2023, 3, 2023, 3), "Mar 2023", "mars 2023"),
        (day(date(2023, 11, 1)), "1 Nov 2023", "1er nov. 2023"),
        (parse_iso("2023-11-01/2023-11-03"), "1–3 Nov 2023", "1er–3 nov. 2023"),
        (months(2022, 11, 2023, 8), "Nov 2022 – Aug 2023", "nov. 2022 – août 2023"),
    ],
)
def test_periods(period: Period, english: str, french: str) -> None:
    thin = "\N{THIN SPACE}"
    assert formats.period_label(period, "en").replace(thin, " ") == english
    assert formats.period_label(period, "fr").replace(thin, " ") == french


def test_dates_and_months_in_each_language() -> None:
    visit = date(2023, 11, 1)
    assert [formats.date_label(visit, language) for language in ("en", "fr")] == ["1 Nov 2023", "1er nov. 2023"]
    assert formats.month_label(visit, "fr") == "nov. 2023"
    assert formats.date_label(None, "en") == formats.period_label(None, "fr") == MISSING


def test_phrases_stand_in_the_marks_of_the_language() -> None:
    assert formats.quoted("30%", "en") == "“30%”"
    assert formats.quoted("30%", "fr") == f"«{NBSP}30%{NBSP}»"


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_get_twelve_months_and_the_signs_of_the_language(language: str) -> None:
    config = plotly_locale(language)
    layout = config["locales"][config["locale"]]["format"]
    assert len(set(layout["shortMonths"])) == 12
    assert layout["decimal"] == ("." if language == "en" else ",")
    assert {"%Y", "%b"} <= set(layout["month"].replace(NARROW, " ").split())


def test_charts_put_the_year_where_the_language_does() -> None:
    ticks = {code: plotly_locale(code)["locales"][code]["format"]["month"] for code in LANGUAGES}
    assert ticks == {"en": "%b %Y", "fr": "%b %Y", "ru": f"%b %Y{NARROW}г.", "kk": f"%Y{NARROW}ж. %b"}
    assert plotly_locale("fr")["locales"]["fr"]["format"]["days"][0] == "dimanche"
