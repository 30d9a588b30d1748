"""Every source of a card can be cited, in words, in BibTeX and in CSL-JSON."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.cards.base import Card, Source
from dashboard.cards.registry import CARDS
from dashboard.exports.citation import bibtex, bibtex_key, citation_lines, csl_json, plain_citation
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import default_selection

ENTRY = re.compile(r"@misc\{([A-Za-z0-9-]+),\n((?:  [a-z]+ = \{.*\},\n)+)\}\n")
FIELD = re.compile(r"  ([a-z]+) = \{(.*)\},\n")
DOCUMENT = Source(
    source_id="2023-11-01-example",
    short="Example, 2023-11-01",
    citation="Example, “Ten % & more”, 2023-11-01, https://example.org/a_b",
    url="https://example.org/a_b?c=d%20e",
    kind="press",
    publisher="Example",
    title="Ten % & more",
    published="2023-11-01",
    accessed=date(2026, 11, 23),
)


def built(tables: Tables, card_id: str, language: str) -> Card:
    return CARDS[card_id](View(tables, default_selection(tables.vocabulary, language), Look(900)))


@pytest.fixture(params=[(card, language) for card in sorted(CARDS) for language in ("en", "fr")], ids="-".join)
def card(tables: Tables, request: pytest.FixtureRequest) -> Card:
    return built(tables, *request.param)


@pytest.fixture
def cite(tables: Tables) -> Card:
    """A card with one made-up source."""
    return replace(built(tables, "trade-trend", "en"), sources=(DOCUMENT,))


def entries(content: bytes) -> dict[str, dict[str, str]]:
    text = content.decode("utf-8")
    found = ENTRY.findall(text)
    assert ENTRY.sub("", text).strip() == ""
    return {key: dict(FIELD.findall(fields)) for key, fields in found}


def balanced(text: str) -> bool:
    """Whether braces pair up as BibTeX counts them, behind a backslash too."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def test_every_source_is_cited_in_words(card: Card) -> None:
    *lines, last = plain_citation(card).splitlines()
    accessed = {"en": "accessed 23 Nov 2026", "fr": "consulté le 23 nov. 2026"}[card.language]
    assert len(lines) == len(card.sources) > 0
    for line, source in zip(lines, card.sources, strict=True):
        assert source.publisher.split(",")[0] in line or line.startswith(source.citation)
        assert (source.url or "") in line
        assert line.endswith(accessed)
    assert card.data_hash in last
    assert not (card.language == "fr" and re.search(r"no date|accessed|“", "".join(lines)))


def test_every_source_is_a_bibtex_entry(card: Card) -> None:
    found = entries(bibtex(card))
    assert list(found) == [bibtex_key(source.source_id) for source in card.sources]
    for fields, source in zip(found.values(), card.sources, strict=True):
        assert all(balanced(value) for value in fields.values())
        assert fields["urldate"] == source.accessed.isoformat()
        assert card.data_hash in fields["note"]
        assert ("year" in fields) == bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", source.published))
        assert not re.search(r"(?<!\\)[#$%&_~^]", fields["author"] + fields["title"] + fields["note"])


def test_every_source_is_a_csl_item(card: Card) -> None:
    items = json.loads(csl_json(card))
    assert [item["id"] for item in items] == [source.source_id for source in card.sources]
    for item, source in zip(items, card.sources, strict=True):
        assert item["type"] in {"webpage", "dataset", "article"}
        assert set(item) <= {"id", "type", "title", "author", "publisher", "issued", "URL", "accessed", "note"}
        assert item["accessed"]["date-parts"] == [[2026, 11, 23]]
        parts = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
        assert "-".join(f"{part:02}" for part in parts) in (source.published, "")
        assert card.data_hash in item["note"]


def test_all_keys_are_ascii_and_differ(tables: Tables) -> None:
    ids = list(tables["sources"]["source_id"])
    keys = [bibtex_key(source) for source in ids]
    assert keys == ids
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() for key in keys)
    assert bibtex_key("2023-été {x}") == "2023-ete-x-"


def test_signs_that_latex_reads_are_escaped(cite: Card) -> None:
    hostile = replace(DOCUMENT, title=r"50 % of {A} & B_1 \cite{x} #~^$", url="https://example.org/{a} b?c=d%20e")
    (fields,) = entries(bibtex(replace(cite, sources=(hostile,)))).values()
    escaped = (
        r"{50 \% of \textbraceleft{}A\textbraceright{} \& B\_1 "
        r"\textbackslash{}cite\textbraceleft{}x\textbraceright{} \#\textasciitilde{}\textasciicircum{}\$}"
    )
    assert fields["title"] == escaped
    assert fields["url"] == "https://example.org/%7Ba%7D%20b?c=d%20e"


@pytest.mark.parametrize(
    ("published", "words", "issued"),
    [
        ("2023-11-01", "1 Nov 2023", [2023, 11, 1]),
        ("2023-11", "Nov 2023", [2023, 11]),
        ("2023", "2023", [2023]),
        ("n.d.", "no date", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(cite: Card, published: str, words: str, issued: list[int] | None) -> None:
    card = replace(cite, sources=(replace(DOCUMENT, published=published),))
    (line,) = citation_lines(card)
    assert line == f"Example, “Ten % & more”, {words}, {DOCUMENT.url}, accessed 23 Nov 2026"
    (item,) = json.loads(csl_json(card))
    assert item.get("issued") == ({"date-parts": [issued]} if issued else None)
    (fields,) = entries(bibtex(card)).values()
    assert fields.get("date") == (published if issued and len(issued) > 1 else None)


def test_editions_in_words_are_a_note(cite: Card) -> None:
    series = replace(DOCUMENT, kind="customs", published="2019 to 2023 editions")
    card = replace(cite, sources=(series,))
    (item,) = json.loads(csl_json(card))
    assert item["type"] == "dataset"
    assert "issued" not in item
    assert item["note"].startswith("2019 to 2023 editions; ")


def test_a_document_without_address_is_an_article(cite: Card) -> None:
    (item,) = json.loads(csl_json(replace(cite, sources=(replace(DOCUMENT, url=None),))))
    assert item["type"] == "article"
    assert "URL" not in item
