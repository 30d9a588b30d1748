"""A briefing pack as a link and as a YAML file: what is read, what is refused, and that both come back the same."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.link import link_of_pack, moved, pack_of_link, rearranged
from dashboard.briefing.pack import (
    LONGEST_NOTES,
    LONGEST_TITLE,
    Pack,
    PackEntry,
    all_sources,
    briefing_of,
    printable,
)
from dashboard.briefing.yaml_file import read_pack
from dashboard.cards.registry import CARDS, card_names
from dashboard.links.link import asked_selection
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection
from etl.model.errors import DataFileError

WHOLE = """
title: Trade between  Kazakhstan and France
language: fr
query: years=2018-2022&currency=EUR&lang=en
notes: "What it is for.\\r\\n\\r\\nWhom it is for."
cards:
  - trade-trend
  - card: mirror-gap
    query: https://example.org/findings?years=2019
    note: Oil.
  - card: mirror-gap
"""
SELECTION = Selection("FRA-KAZ", 2018, 2022, language="fr")
texts = st.text(max_size=60).map(lambda text: printable(text, 60))
orders = st.lists(st.sampled_from(sorted(CARDS)), unique=True).map(tuple)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    entries = tuple(PackEntry(name, SELECTION, draw(texts)) for name in draw(orders))
    return Pack(" ".join(draw(texts).split()), entries, draw(texts), SELECTION.language)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "minister.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    return path


@given(packs())
def test_a_link_gives_the_pack_back(pack: Pack) -> None:
    query = urlencode(link_of_pack(pack))
    assert pack_of_link(dict(parse_qsl(query)), SELECTION) == (pack, ())


@given(st.dictionaries(st.sampled_from(["cards", "title", "notes", "note.coverage"]), st.text()))
def test_any_link_gives_a_pack_that_every_format_can_hold(query: dict[str, str]) -> None:
    pack, unknown = pack_of_link(query, SELECTION)
    assert {entry.card_id for entry in pack.entries} <= set(CARDS)
    assert not set(unknown) & set(CARDS)
    shown = (pack.title, pack.notes, *(entry.note for entry in pack.entries))
    assert all(sign == "\n" or sign.isprintable() or sign.isspace() or ord(sign) > 0x9F for sign in "".join(shown))
    assert pack_of_link(link_of_pack(pack), SELECTION) == (pack, ())


def test_a_link_keeps_each_card_once_and_names_what_is_none() -> None:
    pack, unknown = pack_of_link(
        {"cards": "coverage,,gold,coverage,agreements", "title": "a\n b" + "c" * 999}, SELECTION
    )
    assert [entry.card_id for entry in pack.entries] == ["coverage", "agreements"]
    assert unknown == ("gold",)
    assert pack.title.startswith("a bccc")
    assert len(pack.title) == LONGEST_TITLE


@given(orders.filter(bool), st.data())
def test_a_move_changes_places_with_the_neighbour(order: tuple[str, ...], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(order))
    at = order.index(name)
    up = moved(order, name, -1)
    assert up.index(name) == max(at - 1, 0)
    assert sorted(up) == sorted(order)
    assert moved(up, name, 1) == (order if at else moved(order, name, 1))
    assert moved(order, order[-1], 1) == order


def test_a_card_that_stays_keeps_its_note() -> None:
    pack = Pack("", (PackEntry("coverage", SELECTION, "one"), PackEntry("agreements", SELECTION, "two")))
    other = replace(SELECTION, first_year=2020)
    assert rearranged(pack, ("agreements", "trade-trend"), other).entries == (
        PackEntry("agreements", other, "two"),
        PackEntry("trade-trend", other),
    )


def test_a_file_is_read_as_it_is_meant(written: Path, tables: Tables) -> None:
    pack = read_pack(written, tables.vocabulary)
    shared = asked_selection({"years": "2018-2022", "currency": "EUR", "lang": "fr"}, tables.vocabulary)
    one_year = replace(shared, first_year=2019, last_year=2019)
    assert pack == Pack(
        title="Trade between Kazakhstan and France",
        entries=(
            PackEntry("trade-trend", shared),
            PackEntry("mirror-gap", one_year, "Oil."),
            PackEntry("mirror-gap", shared),
        ),
        notes="What it is for.\n\nWhom it is for.",
        language="fr",
    )


def test_the_query_may_name_the_language(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("title: t\nquery: lang=fr\ncards: [coverage]\n", encoding="utf-8")
    pack = read_pack(path, tables.vocabulary)
    assert (pack.language, pack.entries[0].selection.language) == ("fr", "fr")
    path.write_text("title: t\ncards: [coverage]\n", encoding="utf-8")
    assert read_pack(path, tables.vocabulary).language == "en"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title:", "titel:", "title: Field required; line 2: titel: Extra inputs are not permitted"),
        ("language: fr", "language: de", "minister.yaml, line 3: language: 'de' is not known: give one of en, fr"),
        ("- trade-trend", "- gold-trend", "cards.0.card: 'gold-trend' is not known: give one of trade-trend, "),
        ("- trade-trend", "- 3", "cards.0: write a card's name, or card: with query: and note:"),
        ("years=2018-2022", "years=1850", "minister.yaml: query: parameter years='1850': give years within "),
        ("?years=2019", "?year=2019", "cards.1.query: parameter year='2019': give only pair, years, "),
        ("?years=2019", "?years", "minister.yaml: cards.1.query: query "),
        ("note: Oil.", 'note: "Oil.\\a"', "minister.yaml, line 10: holds the character U+0007, which is not text"),
        ("note: Oil.", "note: [", "minister.yaml, line "),
        ("note: Oil.", f"note: {'x' * (LONGEST_NOTES + 1)}", "cards.1.note: String should have at most"),
    ],
)
def test_a_fault_in_a_file_is_named(written: Path, tables: Tables, old: str, new: str, said: str) -> None:
    written.write_text(WHOLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as fault:
        read_pack(written, tables.vocabulary)
    assert said in str(fault.value)
    assert len(str(fault.value).splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"[1]", b"title: t\ncards: []\n", b"title: ''\ncards: [coverage]", b"\xff"])
def test_a_file_without_a_pack_is_refused(written: Path, tables: Tables, content: bytes) -> None:
    written.write_bytes(content)
    with pytest.raises(DataFileError, match=r"minister\.yaml"):
        read_pack(written, tables.vocabulary)


def test_a_briefing_keeps_order_notes_and_empty_cards(tables: Tables) -> None:
    selection = default_selection(tables.vocabulary, "fr")
    nothing = replace(selection, first_year=1991, last_year=1991, source_kinds=("energy_statistics",))
    entries = (
        PackEntry("agreements", nothing, "why"),
        PackEntry("coverage", selection),
        PackEntry("agreements", selection),
    )
    briefing = briefing_of(
        Pack("t", entries, "", "fr"),
        lambda name, chosen, look: CARDS[name](View(tables, chosen, look)),
        tables.data_hash,
        date(2026, 11, 25),
    )
    assert [section.name for section in briefing.sections] == ["01-agreements", "02-coverage", "03-agreements"]
    assert briefing.sections[0].card.empty
    assert briefing.sections[0].note == "why"
    assert briefing.sections[0].card.filters == "years=1991&kinds=energy_statistics&lang=fr"
    sources = [source.source_id for source in all_sources(briefing)]
    assert len(sources) == len(set(sources)) > 5


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_card_has_a_name(language: str) -> None:
    names = card_names(language)
    assert list(names) == list(CARDS)
    assert len(set(names.values())) == len(names)
