"""A language is a folder with a catalogue: it can be chosen at once, and what it lacks is named and stays English."""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard import __main__ as command_line
from dashboard.app import report_languages
from dashboard.charts.plotly_locale import plotly_locale
from dashboard.languages import language_faults
from dashboard.selection import languages
from dashboard.selection.languages import available_languages
from dashboard.text import formats, ordinals, punctuation
from dashboard.text.locales import language_names, language_tag
from dashboard.text.messages import translator
from etl.model.codes import Unit
from etl.model.period import day, months, year
from tests.dashboard.pseudo import catalogues_in
from tests.world import Built

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{rule}\n'
RULE = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
TEXTS = (
    ("Overview", "Übersicht"),
    ("Show {years}", "Zeige {jahre}"),
    ("Method", ""),
)
NAMELESS = ("sectors has no name_de", "countries has no name_de")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of catalogues with a template of three texts and no language."""
    template = "".join(f'msgid "{text}"\nmsgstr ""\n\n' for text, _ in TEXTS)
    (tmp_path / "messages.pot").write_text(HEADER.format(rule="") + template, encoding="utf-8")
    with catalogues_in(tmp_path):
        yield tmp_path


def add(folder: Path, language: str, body: str, rule: str = RULE) -> None:
    path = folder / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER.format(rule=rule) + body, encoding="utf-8")
    available_languages.cache_clear()


def entries(texts: tuple[tuple[str, str], ...]) -> str:
    return "".join(f'msgid "{text}"\nmsgstr "{translation}"\n\n' for text, translation in texts)


def test_the_languages_of_the_dashboard_lack_nothing() -> None:
    assert available_languages() == ("en", "fr")
    assert language_faults() == []


def test_a_folder_is_a_language(folder: Path) -> None:
    add(folder, "de", entries(TEXTS[:1]))
    assert available_languages() == ("en", "de")
    assert language_names() == {"en": "English", "de": "Deutsch"}
    assert translator("de")("Overview") == "Übersicht"


def test_each_missing_piece_has_a_line_and_stays_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder, "de", entries(TEXTS), rule="")
    faults = language_faults()
    assert any("no plural rule" in fault for fault in faults)
    assert any("without a reviewed translation stay English: 1, the first of them 'Method'" in one for one in faults)
    assert any("with other placeholders stay English: 1, the first of them 'Show {years}'" in one for one in faults)
    assert all(any(lacking in fault for fault in faults) for lacking in NAMELESS)
    assert all(fault.startswith("language de: ") and "\n" not in fault for fault in faults)
    _ = translator("de")
    assert [_("Overview"), _("Method"), _("Show {years}").format(years=2020)] == ["Übersicht", "Method", "Show 2020"]
    report_languages()
    assert [line for line in capsys.readouterr().err.splitlines() if line.startswith("warning: ")] == [
        f"warning: {fault}" for fault in faults
    ]


def test_the_command_line_says_what_a_language_lacks(
    folder: Path, built_world: Built, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(folder, "de", entries(TEXTS[:1]))
    monkeypatch.setenv("TRADE_DATA", str(built_world.paths.root))
    monkeypatch.setattr(sys, "argv", ["dashboard", "cards", "--query", "lang=de"])
    with pytest.raises(SystemExit) as end:
        command_line.main()
    said = capsys.readouterr()
    assert (end.value.code, said.err.splitlines()) == (0, [f"warning: {fault}" for fault in language_faults()])
    assert "trade-trend" in said.out


def test_a_text_that_is_not_in_the_catalogue_is_missing(folder: Path) -> None:
    add(folder, "de", entries(TEXTS[:1]))
    assert any("without a reviewed translation stay English: 2" in fault for fault in language_faults())


def test_a_fuzzy_translation_is_none(folder: Path) -> None:
    add(folder, "de", "#, fuzzy\n" + entries(TEXTS[:1]))
    assert any("without a reviewed translation stay English: 3" in fault for fault in language_faults())
    assert translator("de")("Overview") == "Overview"


@pytest.mark.parametrize("body", ["msgid Overview\n", 'msgid "Overview"\nmsgstr "\\q"\nmsgid\n', "\x00"])
def test_a_catalogue_that_cannot_be_read_is_named(folder: Path, body: str) -> None:
    add(folder, "de", body)
    assert any("its catalogue cannot be read" in fault for fault in language_faults())
    assert translator("de")("Overview") == "Overview"


def test_a_language_that_babel_lacks_is_written_as_english(folder: Path) -> None:
    add(folder, "xx", entries(TEXTS[:1]))
    assert any("Babel has no such language" in fault for fault in language_faults())
    assert translator("xx")("Overview") == "Übersicht"
    assert (formats.number(1234.5, "xx"), language_tag("xx"), language_names()["xx"]) == ("1,234.5", "xx", "xx")


@pytest.mark.parametrize("language", ["bg", "cs", "de", "eu", "gl", "iu", "lt", "sk", "th", "zh", "tlh"])
def test_no_form_fails_in_any_language(language: str) -> None:
    """Basque and Galician have no word for a thousand, Inuktitut none for a million, Chinese months are numbers."""
    for value in (0, 1, 2.5, 12_345, 4.2e6, 4.2e9):
        amounts = [formats.quantity(value, str(unit), language) for unit in Unit]
        amounts += [formats.money_words(value, currency, language) for currency in ("USD", "CHF")]
        amounts += [formats.percent(value, language), ordinals.ordinal(int(value), language)]
        amounts += [formats.interval_words(value, None, lambda bound: formats.number(bound, language), language)]
        assert all(re.search(r"\d", text) for text in amounts)
        assert formats.unit_words(formats.axis_scale(value), "KZT", language)
    for period in (year(2020), months(2020, 1, 2020, 3), day(date(2020, 1, 1))):
        assert "20" in formats.period_label(period, language) or "63" in formats.period_label(period, language)
    assert "a" in formats.quoted("a", language)
    assert "b" in punctuation.listed(("a", "b"), language)
    ticks = plotly_locale(language)["locales"][language]["format"]
    assert all("%" in ticks[name] for name in ("year", "month", "dayMonth", "dayMonthYear"))


def test_no_code_knows_a_language_but_the_one_its_texts_are_in() -> None:
    package = languages.CATALOGUES.parent
    knowing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in ("en", "fr", "ru", "kk")
    }
    assert knowing == {"selection/languages.py"}
