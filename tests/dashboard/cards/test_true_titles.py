"""Titles and sentences are true of the table below them, in every view of the filters."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

import pandas as pd
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection
from dashboard.text import messages
from tests.dashboard.cards.title_claims import CHECKERS

EMPTY_SHARE = re.compile(r"(?<![\d.,])(0|0\.0)%")
BY_YEAR = ("trade-trend", "direction-balance", "monthly-trade", "mirror-gap", "partner-rank")
# Words by which a text claims something of the table. A text that has one is read by the checkers, or is listed here.
CLAIMING = re.compile(
    r"(?<!broken )(?<!breaks )(?<!added )(?<!add )"  # down, down, up, up
    r"\b(leads?|leading|largest|biggest|highest|smallest|most|rose|fell|grew|shrank|up|down|surplus|deficit|nearly)\b"
)
CHECKED = (
    "{country} sold",
    "Without crude oil, {country} sold",
    "As declared by {reporter} for {year}",
    "{name} is named most often",
    "{names} are named most often",
    "{most} of {number} companies",
    "The days with most reports",
    "{direction}: up {rate}",
    "{direction}: down {rate}",
    "As a customer: {share} of exports",
    "As a supplier: {share} of imports",
    "{sector} made up",
    "Nearly all of {direction}",
    "Named by most documents, by role",
    "{sector} is the largest listed part",
    "{sector}, {direction}: up",
    "{sector}, {direction}: down",
    "{direction}, {period} against {before}: {risen} up",
    "Trade rose",
    "Trade fell",
    "{goods}: up",
    "{goods}: down",
)
SPEAKING = ("/cards/", "/panels/", "/statements/", "/sentences/", "/text/")  # where texts on cards are written
NO_CLAIM = {
    "panels/method/method.py": "the method is told of all data, not of a table",
    "panels/method/revisions.py": "the method is told of all data, not of a table",
    "panels/method/terms.py": "the method is told of all data, not of a table",
    "text/vocabulary.py": "names of bounds and reasons",
    "text/formats.py": "names of bounds",
    "statements/bound_words.py": "names of bounds",
    "panels/findings/findings.py": "headings of the findings page, which has checks of its own",
    "panels/findings/text.py": "the findings page has checks of its own",
    "sentences/oil_words.py": "limits of what may be left in, held by the tests on crude oil",
}
CARD_NAMES = tuple(card.name for card in CARDS.values())  # the name of a card asks its question
NO_CLAIM_TEXTS = (
    "What freight and insurance may add: up to",
    "Oil weighs most: exporters",
    "Imports CIF hold freight and insurance",
    "Only calendar years that both countries declare",
    "Each month is converted at its own average rate",
    "Each mark is one agreement",
    "Amounts in another currency are added up",
    "{years}: {partner} is not among the five leading customers",
    "Stated for each year, {years}: highest",
    "Of {number} stated",
)


def views(tables: Tables, card_id: str) -> Iterator[Selection]:
    """Every single sector in each direction, every year, kinds of source and oil, currencies in turn."""
    known = tables.vocabulary
    currencies = cycle(("USD", "EUR"))
    changes: list[dict[str, Any]] = [{}, {"currency": "EUR"}, {"without_oil": True}, {"source_kinds": ("customs",)}]
    changes += [{"source_kinds": ("press", "statement")}, {"source_kinds": ("reconciled",)}]
    changes += [{"without_oil": True, "direction": "KAZ-FRA", "currency": "EUR"}]
    directions = ("both", "KAZ-FRA", "FRA-KAZ")
    changes += [
        {"sectors": (sector,), "direction": direction, "currency": next(currencies)}
        for sector in known.sectors
        for direction in (directions[1:] if card_id == "sector-ranking" else directions[::2])
    ]
    years = range(2004, known.last_year + 1, 1 if card_id in BY_YEAR else 4)
    changes += [
        {"first_year": year, "last_year": year, "direction": direction, "currency": next(currencies)}
        for year in years
        for direction in (directions if card_id in BY_YEAR else directions[:1])
    ]
    changes += [{"first_year": 2004, "last_year": 2015}, {"last_year": 2022}, {"last_year": 2020}]
    for change in changes:
        yield replace(default_selection(known), **change)


def with_year_before(card: Card, tables: Tables, selection: Selection) -> Card:
    """The card with the year before the first shown in its table: years are what is shown, not what is compared."""
    if card.id not in ("trade-trend", "monthly-trade", "partner-rank"):
        return card
    earlier = CARDS[card.id](View(tables, replace(selection, first_year=selection.first_year - 1)))
    if earlier.figure is None:
        return card
    if "Kind" in card.table and not card.table["Kind"].eq("official").any():
        return card
    rows = earlier.table
    before = rows.iloc[:, 0].astype(str).str[:4] == str(selection.first_year - 1)
    if "Kind" in rows:
        before &= rows["Kind"].eq("official")
    return replace(card, table=pd.concat([rows[before], card.table], ignore_index=True))


@pytest.mark.parametrize("card_id", CHECKERS)
def test_titles_and_sentences_are_true_of_the_table(tables: Tables, card_id: str) -> None:
    checked = 0
    for selection in views(tables, card_id):
        card = CARDS[card_id](View(tables, selection))
        if card.figure is None:
            continue
        checked += 1
        CHECKERS[card_id](with_year_before(card, tables, selection))
        assert not EMPTY_SHARE.search(card.title), card.title
        assert not re.search(r"\bnan\b", f"{card.title} {card.sentence}")
    assert checked > 5


def test_every_card_has_a_checker() -> None:
    assert set(CHECKERS) == set(CARDS)


def test_no_product_leads_below_a_larger_one(tables: Tables) -> None:
    selection = replace(default_selection(tables.vocabulary), sectors=("aerospace",), direction="FRA-KAZ")
    card = CARDS["sector-ranking"](View(tables, selection))
    largest = card.table.nlargest(1, card.table.columns[4]).iloc[0]
    assert "leads" not in card.title
    assert "largest" not in card.title or card.title.startswith(largest["Product"])


def test_both_languages_tell_the_same_direction(tables: Tables) -> None:
    up, down = re.compile(r"\b(rose|up)\b"), re.compile(r"\b(fell|down)\b")
    for card_id in ("trade-trend", "monthly-trade"):
        for last in range(2005, tables.vocabulary.last_year + 1, 3):
            selection = replace(default_selection(tables.vocabulary), last_year=last)
            english, french = (
                CARDS[card_id](View(tables, replace(selection, language=code))).title for code in ("en", "fr")
            )
            rises = "hausse" in french or "progressé" in french or "augmenté" in french
            falls = "baisse" in french or "reculé" in french or "diminué" in french
            assert (bool(up.search(english)), bool(down.search(english))) == (rises, falls), (english, french)


def test_every_text_with_a_claim_is_checked() -> None:
    unread = []
    for message in messages.template():
        text = message.id if isinstance(message.id, str) else message.id[0]
        files = {
            file.removeprefix("dashboard/") for file, _line in message.locations if any(p in file for p in SPEAKING)
        }
        listed = text.startswith((*CHECKED, *NO_CLAIM_TEXTS, *CARD_NAMES)) or bool(files & set(NO_CLAIM))
        if files and CLAIMING.search(text) and not listed:
            unread.append((text, files))
    assert unread == []


def test_what_is_listed_is_in_the_code() -> None:
    texts = [message.id if isinstance(message.id, str) else message.id[0] for message in messages.template()]
    assert [start for start in (*CHECKED, *NO_CLAIM_TEXTS) if not any(text.startswith(start) for text in texts)] == []
