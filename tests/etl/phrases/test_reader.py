"""The phrase parser on a hand-written set in four languages, with the expected reading or message of each."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from etl.model.codes import Bound, Language, Unit
from etl.model.errors import PhraseError
from etl.model.period import Period, year, years
from etl.phrases.languages import READ_LANGUAGES
from etl.phrases.reader import Kind, Reading, as_json, read_period, read_phrase

_LINES = (Path(__file__).parent / "phrase_set.csv").read_text(encoding="utf-8").splitlines()
SET = [row | {"line": str(number)} for number, row in enumerate(csv.DictReader(_LINES), start=2)]
VISIT = date(2023, 11, 1)


def _read(row: dict[str, str]) -> Reading:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return read_phrase(row["phrase"], Language(row["language"]), published)


@pytest.mark.parametrize("row", [r for r in SET if not r["error"]], ids=lambda r: f"line {r['line']}")
def test_phrase_reads_as_stated(row: dict[str, str]) -> None:
    found = as_json(_read(row))
    for name in ("value", "low", "high"):
        stated = float(row[name]) if row[name] else None
        assert found.pop(name) == (None if stated is None else pytest.approx(stated, rel=1e-12)), name
    assert {name: "" if value is None else str(value) for name, value in found.items()} == {n: row[n] for n in found}


@pytest.mark.parametrize("row", [r for r in SET if r["error"]], ids=lambda r: f"line {r['line']}")
def test_phrase_is_refused_with_its_reason(row: dict[str, str]) -> None:
    with pytest.raises(PhraseError) as fault:
        _read(row)
    message = str(fault.value)
    assert row["error"] in message
    assert repr(row["phrase"]) in message
    assert "\n" not in message


def test_set_covers_the_languages_evenly() -> None:
    counts = Counter(row["language"] for row in SET)
    assert set(counts) == set(READ_LANGUAGES)
    assert min(counts.values()) >= 65
    assert {row["bound"] for row in SET} == {str(bound) for bound in Bound} | {""}
    assert {row["unit"] for row in SET} >= {str(unit) for unit in Unit if not unit.is_currency} | {
        "USD",
        "EUR",
        "GBP",
        "",
    }


def test_golden_amount_is_exact() -> None:
    found = read_phrase("2,7 milliards de dollars", Language.FR, VISIT)
    assert found == Reading(Kind.AMOUNT, 2.7e9, 2.65e9, 2.75e9, Bound.ROUNDED, Unit.USD, 1, None)


def test_figure_keeps_the_period_printed_beside_it() -> None:
    found = read_phrase("4 milliards de dollars l'année dernière", Language.FR, VISIT)
    assert (found.value, found.period) == (4e9, year(2022))


def test_json_has_the_keys_of_the_command_line() -> None:
    found = as_json(read_phrase("la dernière décennie", Language.FR, VISIT))
    keys = ["kind", "value", "low", "high", "bound", "unit", "decimals", "period_start", "period_end"]
    assert list(found) == keys
    assert (found["kind"], found["period_start"], found["period_end"]) == ("period", "2013-01-01", "2022-12-31")
    assert all(found[key] is None for key in keys[1:7])


def test_period_is_read_alone() -> None:
    assert read_period("la dernière décennie", Language.FR, VISIT) == years(2013, 2022)
    assert read_period("huit premiers mois de cette année", Language.FR, VISIT) == Period(
        date(2023, 1, 1), date(2023, 8, 31)
    )


@pytest.mark.parametrize("phrase", ["4 milliards de dollars", "4 milliards de dollars en 2022", "récemment", ""])
def test_period_reader_refuses_what_is_no_period(phrase: str) -> None:
    with pytest.raises(PhraseError, match="names no period"):
        read_period(phrase, Language.FR, VISIT)


def test_month_without_year_is_the_latest_that_had_ended() -> None:
    ended, running = date(2023, 8, 31), date(2023, 8, 30)
    assert read_period("in August", Language.EN, ended) == Period(date(2023, 8, 1), date(2023, 8, 31))
    assert read_period("in August", Language.EN, running) == Period(date(2022, 8, 1), date(2022, 8, 31))


def test_relative_period_needs_the_date_of_publication() -> None:
    with pytest.raises(PhraseError, match="give the date of publication"):
        read_period("last year", Language.EN, None)
    assert read_period("in 2022", Language.EN, None) == year(2022)


def test_other_languages_are_refused() -> None:
    with pytest.raises(PhraseError, match="only en, fr, ru, kk are read"):
        read_phrase("4 Mrd US-Dollar", Language.DE, VISIT)


def test_billion_is_the_language_s_own() -> None:
    english = read_phrase("2.7 billion dollars", Language.EN, VISIT)
    french = read_phrase("2,7 billions de dollars", Language.FR, VISIT)
    assert (english.value, french.value) == (2.7e9, 2.7e12)


def test_decomposed_letters_read_like_composed_ones() -> None:
    assert read_period("l'anne\u0301e dernie\u0300re", Language.FR, VISIT) == year(2022)
    in_may = Period(date(2023, 5, 1), date(2023, 5, 31))
    assert read_period("маи\u0306 2023", Language.RU, VISIT) == in_may


def test_words_of_plans_are_left_out_where_the_document_tells_the_nature() -> None:
    phrase = "trade is expected to reach $10 billion"
    with pytest.raises(PhraseError, match="tells a plan, a forecast or a possibility"):
        read_phrase(phrase, Language.EN, VISIT)
    assert read_phrase(phrase, Language.EN, VISIT, nature_told=True).value == 1e10
