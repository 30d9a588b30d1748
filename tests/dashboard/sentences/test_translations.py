"""No text of the data stands untranslated where it has a translation, or without its language where it has none."""

import csv
import json
import re
from collections.abc import Iterator

import pandas as pd
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.citation import bibtex, citation_lines, csl_json
from dashboard.panels.findings.findings import findings
from dashboard.panels.headline import headline
from dashboard.panels.method.method import how_figures_are_made, what_there_is
from dashboard.panels.statement_table import statement_table
from dashboard.queries.data_texts import data_texts
from dashboard.queries.editions import load_tables, published_hash
from dashboard.queries.tables import Tables
from dashboard.selection.languages import available_languages
from dashboard.sentences.translations import (
    citation_words,
    publisher_names,
    title_gloss,
    title_words,
    translate_parts,
    translate_text,
)
from etl.model.paths import DataPaths
from etl.pipeline import build
from tests.dashboard.text.test_french import texts
from tests.views import view_of
from tests.world import FROZEN, copy_of_data

PRINTED = {"As printed", "Tel qu’imprimé"}
RUSSIAN = "Tokayev v Parizhe"
DROPPED = ("natural uranium", "Water treatment contract", "On top of 100.", "Railway PRO", "Ministry of Energy")


@pytest.fixture(scope="module")
def with_gaps(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The data without some rows of the translations, and without the French of one."""
    paths = DataPaths(copy_of_data(FROZEN, tmp_path_factory.mktemp("gaps")))
    path = paths.reference / "translations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    kept = [[*row[:3], ""] if row[0] == RUSSIAN else row for row in rows if row[0] not in DROPPED]
    assert len(kept) == len(rows) - len(DROPPED)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *kept])
    build(paths)
    return load_tables(paths.tables, published_hash(paths.package) or "")


def cells(table: pd.DataFrame) -> Iterator[str]:
    for name in table.columns:
        if str(name) not in PRINTED:
            yield from (value for value in table[name] if isinstance(value, str))


def card_texts(card: Card) -> Iterator[str]:
    yield from (card.title, card.subtitle, card.sentence, card.alt, *card.caveats, *citation_lines(card))
    yield from (source.citation for source in card.sources)
    yield from cells(card.table)
    if card.figure is not None:
        yield from texts(json.loads(card.figure.to_json()))


def panel_texts(tables: Tables, language: str) -> Iterator[str]:
    view = view_of(tables, language)
    yield from cells(statement_table(view))
    for section in (*how_figures_are_made(view), *what_there_is(view)):
        yield from (section.text, *(cells(section.table) if section.table is not None else ()))
    for part in findings(view).values():
        for one in part:
            yield from (one.title, one.sentence, one.arithmetic, *(name for name, _address in one.links))
    yield from (figure.basis for figure in headline(view))


def on_one_line(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def untranslated(tables: Tables, language: str, shown: Iterator[str]) -> list[tuple[str, str]]:
    """Texts of the data in what is shown that stand without the translation they have."""
    known = {
        on_one_line(text): on_one_line(found.translations[language])
        for text, found in data_texts(tables).items()
        if found.translations.get(language, text) != text
    }
    ordered = sorted(known, key=len, reverse=True)  # the longest first, as it may hold another
    whole = re.compile("|".join(rf"(?<![\w.-]){re.escape(text)}(?![\w-])" for text in ordered))
    faults = set()
    for text in map(on_one_line, dict.fromkeys(shown)):
        faults |= {(found[0], text) for found in whole.finditer(text) if known[found[0]] not in text}
    return sorted(faults)


@pytest.mark.parametrize("language", available_languages())
@pytest.mark.parametrize("card_id", sorted(CARDS))
def test_no_card_shows_a_text_without_the_translation_it_has(tables: Tables, card_id: str, language: str) -> None:
    card = CARDS[card_id](view_of(tables, language))
    assert card.figure is not None
    assert untranslated(tables, language, card_texts(card)) == []


@pytest.mark.parametrize("language", available_languages())
def test_no_panel_shows_a_text_without_the_translation_it_has(tables: Tables, language: str) -> None:
    assert untranslated(tables, language, panel_texts(tables, language)) == []


def test_an_untranslated_text_would_be_found(tables: Tables) -> None:
    assert untranslated(tables, "fr", iter(["crude oil, 2019", "pétrole brut"])) == [("crude oil", "crude oil, 2019")]
    assert untranslated(tables, "en", iter([f"{RUSSIAN} [Tokayev in Paris]"])) == []
    assert untranslated(tables, "en", iter([RUSSIAN])) == [(RUSSIAN, RUSSIAN)]


def test_a_text_stands_in_the_readers_language(tables: Tables) -> None:
    assert translate_text(view_of(tables, "fr"), "crude oil") == "pétrole brut"
    assert translate_text(view_of(tables, "en"), "crude oil") == "crude oil"
    assert translate_text(view_of(tables, "fr"), "Astana Times") == "Astana Times"
    assert translate_text(view_of(tables, "fr"), None) == ""
    assert translate_parts(view_of(tables, "fr"), "Orano; Kazakh Ministry of Defence") == (
        "Orano\u00a0; ministère de la Défense du Kazakhstan"
    )
    assert translate_parts(view_of(tables, "fr"), float("nan")) == ""


def test_a_title_stays_with_its_translation_behind_it(tables: Tables) -> None:
    assert title_words(view_of(tables, "en"), RUSSIAN) == f"{RUSSIAN} [Tokayev in Paris]"
    assert title_words(view_of(tables, "fr"), RUSSIAN) == f"{RUSSIAN} [Tokaïev à Paris]"
    assert title_words(view_of(tables, "fr"), "Relations bilatérales") == "Relations bilatérales"
    assert title_words(view_of(tables, "en"), "Relations bilatérales") == "Relations bilatérales [Bilateral relations]"


def test_what_has_no_translation_names_its_language(with_gaps: Tables) -> None:
    assert translate_text(view_of(with_gaps, "fr"), "natural uranium") == "natural uranium (en anglais)"
    assert translate_text(view_of(with_gaps, "en"), "natural uranium") == "natural uranium"
    assert title_words(view_of(with_gaps, "fr"), RUSSIAN) == f"{RUSSIAN} (en russe)"
    assert title_words(view_of(with_gaps, "en"), RUSSIAN) == f"{RUSSIAN} [Tokayev in Paris]"


def test_a_text_of_unknown_language_stands_as_it_is(with_gaps: Tables) -> None:
    assert translate_text(view_of(with_gaps, "fr"), "never heard of") == "never heard of"
    assert title_gloss(view_of(with_gaps, "fr"), "never heard of") == ""
    frames = {**with_gaps.frames}
    frames["translations"] = frames["translations"].assign(text_language=None, translation=None)
    unknown = Tables(frames, with_gaps.data_hash)
    assert translate_text(view_of(unknown, "fr"), "crude oil") == "crude oil"
    assert title_words(view_of(unknown, "fr"), RUSSIAN) == RUSSIAN


def test_a_reader_of_a_language_without_a_column_sees_the_language_of_a_text(tables: Tables) -> None:
    view = view_of(tables).where(language="de")
    assert translate_text(view, "crude oil") == "crude oil (in Englisch)"
    assert translate_text(view, "Astana Times") == "Astana Times"


@pytest.mark.parametrize(
    ("card_id", "dropped"),
    [
        ("statement-ledger", "natural uranium"),
        ("company-sectors", "Water treatment contract"),
        ("company-sectors", "Railway PRO"),
        ("agreements", "On top of 100."),
        ("agreements", "Ministry of Energy"),
        ("sector-mentions", "Railway PRO"),
    ],
)
def test_every_text_of_a_card_without_a_translation_is_labelled(with_gaps: Tables, card_id: str, dropped: str) -> None:
    """In the table, and wherever the picture names it."""
    card = CARDS[card_id](view_of(with_gaps, "fr"))
    shown = [on_one_line(text) for text in card_texts(card)]
    whole = re.compile(rf"(?<![\w(]){re.escape(dropped)}(?![\w,])")
    places = [text[found.end() :] for text in shown for found in whole.finditer(text)]
    assert places
    assert [rest for rest in places if not rest.startswith(" (en anglais)")] == []


def test_citations_hold_titles_in_both_languages(tables: Tables, with_gaps: Tables) -> None:
    sources = tables["sources"].set_index("title", drop=False)
    row = sources.loc[RUSSIAN]
    assert citation_words(view_of(tables, "fr"), row).startswith(
        f"Orda.kz, «\u00a0{RUSSIAN}\u00a0» [Tokaïev à Paris], 2022-11"
    )
    assert citation_words(view_of(with_gaps, "fr"), row).startswith(
        f"Orda.kz, «\u00a0{RUSSIAN}\u00a0» (en russe), 2022-11"
    )
    own = sources.loc["Rapport n° 292 (2025-2026)"]
    assert citation_words(view_of(tables, "fr"), own).startswith(
        "Sénat (France), «\u00a0Rapport n° 292 (2025-2026)\u00a0», sans"
    )
    card = CARDS["trade-trend"](view_of(tables, "fr"))
    assert any(f"«\u00a0{RUSSIAN}\u00a0» [Tokaïev à Paris]," in line for line in citation_lines(card))
    assert f"{{{RUSSIAN} [Tokaïev à Paris]}}" in bibtex(card).decode()
    assert f"{RUSSIAN} [Tokaïev à Paris]" in {item["title"] for item in json.loads(csl_json(card))}


def test_an_english_citation_of_an_english_document_is_that_of_the_data(tables: Tables) -> None:
    """Nothing is added to what is in the reader's language already."""
    english = {text for text, found in data_texts(tables).items() if found.language in ("en", "mul")}
    rows = [row for row in tables.source_records.values() if {row.title, row.publisher} <= english]
    assert len(rows) > 20
    assert [citation_words(view_of(tables, "en"), row) for row in rows] == [row.citation for row in rows]


def test_publishers_are_named_as_readers_know_them(tables: Tables) -> None:
    names = publisher_names(view_of(tables, "fr"))
    assert names["kaz-stat-annual"] == "Bureau national de statistique du Kazakhstan"
    assert names["unctad-matrix"] == "CNUCED"
    assert set(names) == set(tables["sources"]["source_id"])
