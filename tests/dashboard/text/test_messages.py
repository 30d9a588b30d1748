"""Catalogues are whole and current, and the reader's language is found."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from dashboard.selection import languages
from dashboard.selection.languages import available_languages
from dashboard.text import messages
from dashboard.text.messages import Translator, best_language, catalogue, translator
from tests.dashboard.pseudo import catalogues_in

TRANSLATED = available_languages()[1:]


def _ids(entries: Iterator[Message]) -> set[str | tuple[str, ...]]:
    return {tuple(entry.id) if entry.pluralizable else entry.id for entry in entries if entry.id}


def test_the_template_is_current_with_the_code() -> None:
    with (languages.CATALOGUES / "messages.pot").open("rb") as file:
        kept = read_po(file)
    assert _ids(iter(kept)) == _ids(iter(messages.template())), "run: python -m dashboard.text.messages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_the_texts_of_the_code_and_no_others(language: str) -> None:
    assert _ids(iter(catalogue(language))) == _ids(iter(messages.template())), "run: python -m dashboard.text.messages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_whole(language: str) -> None:
    assert list(messages.missing(catalogue(language))) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_every_placeholder(language: str) -> None:
    assert list(messages.misfits(catalogue(language))) == []


def test_an_untranslated_text_and_an_unknown_language_read_english() -> None:
    assert translator("fr")("A text nobody wrote {name}") == "A text nobody wrote {name}"
    assert translator("xx")("Overview") == "Overview"
    assert translator("fr")("") == ""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_counts_choose_their_form(language: str) -> None:
    forms = [translator(language).ngettext("{n} unwritten text", "{n} unwritten texts", n) for n in (0, 1, 2)]
    assert forms == ["{n} unwritten texts", "{n} unwritten text", "{n} unwritten texts"]


def test_a_catalogue_translates_and_counts(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    entry = 'msgid "{n} text"\nmsgid_plural "{n} texts"\nmsgstr[0] "{n} texte"\nmsgstr[1] "{n} textes"\n'
    (folder / "messages.po").write_text(f'msgid "Years"\nmsgstr "Années"\n\n{entry}', encoding="utf-8")
    with catalogues_in(tmp_path):
        french = Translator("fr")
        assert french("Years") == "Années"
        assert [french.ngettext("{n} text", "{n} texts", n) for n in (0, 1, 2)] == [
            "{n} texte",
            "{n} texte",
            "{n} textes",
        ]


def test_no_text_stands_within_another_where_it_is_not_found() -> None:
    package = Path(messages.__file__).parents[1]
    hidden = [
        f"{path.relative_to(package)}, line {call.lineno}"
        for path in sorted(package.rglob("*.py"))
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("_.") | (ast.unparse(call.func) == "_")
    ]
    assert hidden == []


def test_refreshing_keeps_translations_and_lists_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, locale = tmp_path / "dashboard", tmp_path / "dashboard" / "locale"
    (locale / "fr" / "LC_MESSAGES").mkdir(parents=True)
    (package / "view.py").write_text('_("Years")\nmark("Sectors")\n_.ngettext("one", "many", 2)\n', encoding="utf-8")
    kept = locale / "fr" / "LC_MESSAGES" / "messages.po"
    kept.write_text('msgid "Years"\nmsgstr "Années"\n\nmsgid "Gone"\nmsgstr "Parti"\n', encoding="utf-8")
    monkeypatch.setattr(messages, "_PACKAGE", package)
    with catalogues_in(locale):
        assert {k: sorted(v) for k, v in messages.refresh().items()} == {"fr": ["Sectors", "one"]}
        written = kept.read_text(encoding="utf-8")
        assert 'msgstr "Années"' in written
        assert "Parti" not in written
        messages.refresh()
        assert kept.read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    ("locale", "language"),
    [("fr-FR", "fr"), ("fr", "fr"), ("fr_CA", "fr"), ("FR-be", "fr"), ("en-GB", "en"), ("de-DE", "en"), (None, "en")],
)
def test_the_browser_chooses_the_language(locale: str | None, language: str) -> None:
    assert best_language(locale) == language


def test_french_signs_keep_to_their_words() -> None:
    """A line must not begin with a colon or a closing quotation mark."""
    texts = [one for entry in catalogue("fr") if entry.id for one in _strings(entry.string)]
    assert texts
    assert [text for text in texts if re.search(r" [:;?!»]|« ", text)] == []


def _strings(found: str | tuple[str, ...]) -> tuple[str, ...]:
    return found if isinstance(found, tuple) else (found,)
