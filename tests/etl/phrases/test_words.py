"""Laws of the words of the phrase parser, each tried on every word or every order: what is unknown is refused."""

import csv
import sys
from collections.abc import Iterator
from datetime import date
from itertools import permutations, product
from pathlib import Path
from types import FrameType

import pytest

from etl.model.codes import Bound, Language, Unit
from etl.model.errors import PhraseError
from etl.phrases.languages import READ_LANGUAGES
from etl.phrases.lexicon import known_forms
from etl.phrases.reader import LONGEST, Kind, Reading, read_phrase
from etl.phrases.words import NEGATED, POSSIBLE, WordRole

PUBLISHED = date(2024, 4, 10)
_FILE = Path(__file__).parent / "press_phrases.csv"
_ROWS = list(csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines()))
READ = [row for row in _ROWS if not row["error"] and row["kind"] != "period"]
UNKNOWN = {Language.EN: "quombled", Language.FR: "quomblé", Language.RU: "квомбнул", Language.KK: "квомбтады"}
FALLS = {
    Language.EN: ("{} 12.6%", "exports {} 12.6%", "exports {} by 12.6%", "a 12.6% {}", "a {} of 12.6%", "{} 3 pp"),
    Language.FR: ("{} 12,6 %", "les exportations {} 12,6 %", "les ventes {} de 12,6 %", "12,6 % de {}", "{} de 3 pp"),
    Language.RU: ("{} 12,6%", "экспорт {} на 12,6%", "{} составило 12,6%", "12,6% {}", "экспорт {} на 3 п.п."),
    Language.KK: (
        "{} 12,6%",
        "экспорт 12,6 пайызға {}",
        "12,6% {}",
        "{} 12,6 пайызды құрады",
        "3 пайыздық тармаққа {}",
    ),
}
ENDINGS = {
    Language.EN: ("", "e", "ed", "es", "ing"),
    Language.FR: ("", "e", "ent", "ement"),
    Language.RU: ("", "ся", "ось", "лись", "ение"),
    Language.KK: ("", "ді", "ды", "ген", "у"),
}
BOUNDS = ("moins de", "de moins de")  # "moins" tells a fall, "moins de" a bound
SCALES = {
    Language.EN: (("bn", 9), ("million", 6)),
    Language.FR: (("Md", 9), ("millions", 6)),
    Language.RU: (("млрд", 9), ("млн", 6)),
    Language.KK: (("млрд", 9), ("млн", 6)),
}
MONEY = {"$": Unit.USD, "EUR": Unit.EUR, "€": Unit.EUR, "£": Unit.GBP, "KZT": Unit("KZT")}


def _attempt(phrase: str, language: Language) -> Reading | None:
    try:
        return read_phrase(phrase, language, PUBLISHED)
    except PhraseError:
        return None


def _printed(language: Language, role: WordRole, payload: object, endings: tuple[str, ...]) -> Iterator[str]:
    """Every printed form with this meaning; an open ending is closed in each of several ways."""
    for forms, meaning in known_forms(language):
        if meaning == (role, payload):
            for form in forms.split(" | "):
                yield from {form.replace("*", ending) for ending in endings} if "*" in form else (form,)


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_no_fall_word_ever_yields_a_positive_number(language: Language) -> None:
    falls = list(_printed(language, WordRole.DIRECTION, -1, ENDINGS[language]))
    assert len(falls) > 60
    risen = []
    negative = 0
    for word, template in product(falls, FALLS[language]):
        if f"{word} de" in BOUNDS:
            continue
        reading = _attempt(template.format(word), language)
        if reading is not None and reading.kind is not Kind.NONE:
            negative += (reading.high or 0) < 0
            risen += [template.format(word)] if (reading.high or 0) >= 0 else []
    assert risen == []
    assert negative > len(falls)  # most templates are read


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{row['language']}-{row['phrase']}")
def test_an_unknown_word_anywhere_refuses(row: dict[str, str]) -> None:
    language, words = Language(row["language"]), row["phrase"].split(" ")
    read = []
    for place in range(len(words) + 1):
        phrase = " ".join([*words[:place], UNKNOWN[language], *words[place:]])
        read += [phrase] if _attempt(phrase, language) is not None else []
    assert read == []


def test_the_unknown_word_is_named() -> None:
    with pytest.raises(PhraseError, match=r"cannot read 'exports quombled 3%'.*'quombled' is not known"):
        read_phrase("exports quombled 3%", Language.EN, PUBLISHED)


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_scale_and_currency_survive_every_order(language: Language) -> None:
    misread, read = [], 0
    for (scale, exponent), (money, unit), glue in product(SCALES[language], MONEY.items(), (" ", "")):
        for parts in permutations(("300", scale, money)):
            phrase = glue.join(parts)
            reading = _attempt(phrase, language)
            if reading is not None:
                read += 1
                right = (reading.value, reading.unit) == (300 * 10.0**exponent, unit)
                misread += [] if right else [phrase]
    assert misread == []
    assert read >= 60


@pytest.mark.parametrize("language", READ_LANGUAGES)
@pytest.mark.parametrize("reason", [NEGATED, POSSIBLE])
def test_negation_and_modality_refuse_wherever_they_stand(language: Language, reason: str) -> None:
    figure = {
        "en": "exports rose 5%",
        "fr": "une hausse de 5 %",
        "ru": "экспорт вырос на 5%",
        "kk": "экспорт 5%-ға өсті",
    }
    read = []
    for word in _printed(language, WordRole.REFUSED, reason, ("",)):
        phrases = (f"{word} {figure[language]}", f"{figure[language]} {word}", f"{word} 4 млрд $", f"{word} $4.5 bn")
        read += [phrase for phrase in phrases if _attempt(phrase, language) is not None]
    assert read == []


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_no_word_has_two_meanings(language: Language) -> None:
    meanings: dict[str, set[object]] = {}
    for forms, meaning in known_forms(language):
        for form in forms.split(" | "):
            meanings.setdefault(form, set()).add(meaning)
    assert {form: found for form, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_every_currency_is_read_by_its_code(language: Language) -> None:
    currencies = [unit for unit in Unit if unit.is_currency]
    assert len(currencies) > 140
    for unit in currencies:
        for phrase in (f"{unit} 300", f"300 {unit}"):
            assert read_phrase(phrase, language, PUBLISHED).unit is unit


def _steps(phrase: str) -> int:
    """Function calls that the phrase costs, read or refused."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        _attempt(phrase, Language.EN)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("part", ["$", "9", "- ", "up ", "exports ", "2022 ", "more than ", "3 % and ", "bn ", "five "])
def test_cost_grows_with_the_length_of_a_phrase(part: str) -> None:
    _steps(part)  # vocabularies are made once
    short, long = (_steps(part * (length // len(part))) for length in (100, 400))
    assert long <= 6 * short + 500


def test_a_text_is_no_phrase() -> None:
    for phrase in ("$" * (LONGEST + 1), "9" * 10_000, "exports " * 2000):
        with pytest.raises(PhraseError, match=rf"has {len(phrase)} characters, more than {LONGEST}"):
            read_phrase(phrase, Language.EN, PUBLISHED)
    with pytest.raises(PhraseError, match="400 digits is no figure"):
        read_phrase("9" * 400 + " dollars", Language.EN, PUBLISHED)


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        (Language.EN, "exports to plummet 5%"),
        (Language.EN, "trade to total $4 billion"),
        (Language.FR, "les exportations fléchiront de 5 %"),
        (Language.FR, "les ventes chuteraient de 5 %"),
        (Language.RU, "экспорт просядет на 5%"),
        (Language.RU, "экспорт обвалится на 5%"),
        (Language.KK, "экспорт 5 пайызға ұлғайған жоқ"),
        (Language.KK, "экспорт 5 пайызға ұлғаймады"),
        (Language.KK, "экспорт 5 пайызға көтерілмеді"),
        (Language.KK, "экспорт 5 пайызға қысқармайды"),
        (Language.KK, "экспорт 5 пайызға нашарласа"),
        (Language.KK, "экспорт 5 пайызға шарықтайды"),
    ],
)
def test_endings_that_deny_or_foresee_refuse(language: Language, phrase: str) -> None:
    with pytest.raises(PhraseError, match=r"negates something|tells a plan"):
        read_phrase(phrase, language, PUBLISHED)


def test_negation_and_plans_are_not_told_to_be_left_out() -> None:
    assert [remedy for remedy in (NEGATED, POSSIBLE) if "without it" in remedy] == []


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        (Language.EN, "£2.3 billion larger"),
        (Language.EN, "index 140 companies"),
        (Language.EN, "went from $2.2 billion"),
        (Language.FR, "un rebond de moins 14,5 %"),
        (Language.RU, "экспорт вырос с 2,2 млрд долларов"),
        (Language.RU, "рост 112% к 2022 году"),
        (Language.RU, "товарооборот 4 млрд долларов, до"),
        (Language.EN, "$300 million tops"),
        (Language.EN, "growth of 117 percent last year's level dollars"),
    ],
)
def test_no_known_word_goes_unused(language: Language, phrase: str) -> None:
    with pytest.raises(PhraseError):
        read_phrase(phrase, language, PUBLISHED)


@pytest.mark.parametrize("phrase", ["$4bn+", "10%+", "200+ companies", "over 200+ companies"])
def test_a_plus_after_its_figure_is_a_lower_bound(phrase: str) -> None:
    reading = read_phrase(phrase, Language.EN, PUBLISHED)
    assert (reading.bound, reading.low, reading.high) == (Bound.AT_LEAST, reading.value, None)


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        (Language.EN, "exports worth $3 billion fell"),
        (Language.FR, "des exportations de 3 milliards d'euros reculent"),
        (Language.RU, "экспорт стоимостью 3 млрд долларов снизился"),
    ],
)
def test_an_amount_that_fell_is_not_the_fall(language: Language, phrase: str) -> None:
    with pytest.raises(PhraseError, match="the fall may belong to another figure"):
        read_phrase(phrase, language, PUBLISHED)


def test_a_fall_to_a_level_is_no_fall_by_it() -> None:
    for phrase, value in (("falling to a 12% share", 12), ("fell to a record $4 billion", 4e9)):
        assert read_phrase(phrase, Language.EN, PUBLISHED).value == value
