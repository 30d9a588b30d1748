"""Which filters a view has, in the words that leave with every file."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.cards.registry import CARDS
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection
from dashboard.sentences.filters import view_words


@pytest.fixture
def everything(tables: Tables) -> Selection:
    return default_selection(tables.vocabulary)


def test_the_whole_view_names_pair_years_and_currency(tables: Tables, everything: Selection) -> None:
    assert view_words(View(tables, everything)) == "Kazakhstan and France, both directions · 1990–2024 · in US dollars"


def test_every_filter_is_named(tables: Tables, everything: Selection) -> None:
    narrow = replace(
        everything,
        first_year=2019,
        last_year=2022,
        direction="KAZ-FRA",
        sectors=("energy", "nuclear"),
        companies=("airbus",),
        source_kinds=("press",),
        without_oil=True,
        currency="EUR",
        known=date(2020, 3, 5),
    )
    assert view_words(View(tables, narrow)) == (
        "Kazakhstan → France · 2019–2022 · sectors: Energy, Nuclear · companies: Airbus · kinds of source: Press · "
        "without crude oil where product data allow · in euros · as known on 5 Mar 2020"
    )


def test_a_reader_of_french_gets_french(tables: Tables, everything: Selection) -> None:
    words = view_words(View(tables, replace(everything, language="fr", sectors=("energy",))))
    assert words == "Kazakhstan et France, dans les deux sens · 1990–2024 · secteurs\xa0: Énergie · en dollars"


@pytest.mark.parametrize("card_id", CARDS)
def test_an_empty_card_says_which_filters_left_nothing(tables: Tables, everything: Selection, card_id: str) -> None:
    narrow = replace(everything, first_year=1990, last_year=1990, source_kinds=("press",), sectors=("digital",))
    card = CARDS[card_id](View(tables, replace(narrow, language="fr")))
    assert card.empty
    assert card.language == "fr"
    assert "1990" in card.view
    assert "kinds=press" in card.filters
