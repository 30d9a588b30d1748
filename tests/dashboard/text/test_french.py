"""French set as its readers expect: spaces that do not break before signs, and one word each for said and declared."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import from_query
from dashboard.text import punctuation
from dashboard.text.messages import catalogue

LOOSE = re.compile(r"(?:^|[^\u00a0\u202f])[;!?»]|(?:^|[^\u00a0\u202f]):(?!\d|//)|«(?![\u00a0\u202f])")
VIEWS = ("", "oil=without", "years=2018-2020&currency=EUR", "direction=FRA-KAZ", "years=1991")
WORDS = {"text", "hovertext", "ticktext", "name", "title", "customdata"}
# What documents print, and ids: kept as they are.
VERBATIM = {"Tel qu’imprimé", "Source", "Sources", "Document", "Documents", "Adresse"}


def loose(text: str) -> list[str]:
    """The places where a sign could begin a line, as addresses and quotations in other languages may."""
    text = re.sub(r"https?://\S+|“[^”]*”|«[\u00a0\u202f].*?[\u00a0\u202f]»|&\w+;|</?\w[^>]*>", "", text)
    return [text[max(0, match.start() - 30) : match.end() + 5] for match in LOOSE.finditer(text)]


def texts(part: Any) -> Iterator[str]:
    """Every text of a figure that a reader can see."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in WORDS or isinstance(value, dict | list):
                yield from texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from texts(one)
    elif isinstance(part, str):
        yield part


def said(card: Card) -> Iterator[str]:
    """Every text of a card but those that documents print."""
    yield from (card.title, card.subtitle, card.sentence, card.alt, card.view, card.empty or "", *card.caveats)
    for name in card.table.columns:
        yield str(name)
        if str(name) not in VERBATIM:
            yield from (value for value in card.table[name] if isinstance(value, str))
    if card.chart is not None:
        yield from (card.chart.unit, *card.chart.categories, *(series.name for series in card.chart.series))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("card_id", sorted(CARDS))
def test_no_sign_of_a_card_can_begin_a_line(tables: Tables, card_id: str, view: str) -> None:
    query = dict(part.split("=") for part in f"lang=fr&{view}".strip("&").split("&"))
    selection, _notices = from_query(query, tables.vocabulary)
    card = CARDS[card_id](View(tables, selection, Look(480)))
    assert [place for text in said(card) for place in loose(text)] == []
    if card.figure is None:
        return
    drawn = [line for text in texts(json.loads(card.figure.to_json())) for line in text.split("<br>")]
    assert [line for line in drawn if re.match(r"\s*[:;!?»]", line)] == []
    titles = [note.text for note in card.figure.layout.annotations if note.name in ("title", "subtitle", "source")]
    assert [place for text in titles for place in loose(" ".join(text.split("<br>")))] == []


def test_a_catalogue_sets_its_signs_with_spaces_that_do_not_break() -> None:
    assert [place for _id, text in translations() for place in loose(text)] == []


def translations() -> Iterator[tuple[str, str]]:
    """Each English text with each form of its translation."""
    for entry in catalogue("fr"):
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        english = entry.id if isinstance(entry.id, str) else " ".join(entry.id)
        yield from ((english, text) for text in strings if english)


def test_what_was_said_is_announced_and_what_customs_hold_is_declared() -> None:
    """“Annoncé” and “déclaré” are two things; “énoncé” would be a third word for the first."""
    declared = [text for english, text in translations() if "déclar" in text.lower() and not speaks_of_customs(english)]
    assert declared == []
    assert [text for _english, text in translations() if "énonc" in text.lower()] == []
    stated = re.compile(r"(?<!\{)(?<!not )(?<!period )\bstated\b(?! rate)(?!\})", re.IGNORECASE)
    unsaid = [text for english, text in translations() if stated.search(english) and "annonc" not in text.lower()]
    assert unsaid == []


def speaks_of_customs(english: str) -> bool:
    return bool(re.search("declar|reporter", english, re.IGNORECASE))


def test_lists_and_labels_follow_the_language() -> None:
    assert punctuation.listed(("a", "b"), "fr") == "a\u00a0; b"
    assert punctuation.listed(("a", "b"), "en") == "a; b"
    assert punctuation.labelled("a", "b", "fr") == "a\u00a0: b"
    assert punctuation.labelled("a", "b", "en") == "a: b"
    assert punctuation.typeset("« a » : b", "fr") == "«\u00a0a\u00a0»\u00a0: b"
    assert punctuation.typeset("a : b", "en") == "a : b"
