"""An empty card names the years it has itself, with the other filters, and these years do fill it."""

import re
from dataclasses import replace

import pytest

from dashboard.cards.registry import CARDS
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection

FILTERS: tuple[dict[str, object], ...] = (
    {},
    {"direction": "KAZ-FRA"},
    {"sectors": ("aerospace",)},
    {"source_kinds": ("statement",), "direction": "FRA-KAZ"},
    {"source_kinds": ("reconciled",)},
    {"without_oil": True},
)
YEARS = (1991, 2000, 2016, 2024)


def select(tables: Tables, **filters: object) -> Selection:
    return replace(default_selection(tables.vocabulary), **filters)


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("card_id", CARDS)
def test_the_years_an_empty_card_names_fill_it(tables: Tables, card_id: str, filters: dict[str, object]) -> None:
    for year in YEARS:
        selection = select(tables, first_year=year, last_year=year, **filters)
        card = CARDS[card_id](View(tables, selection))
        if card.empty is None:
            assert card.available == ()
            continue
        assert "data cover" not in card.empty
        if card.available:
            first, last = card.available[0], card.available[-1]
            assert year not in card.available, card.empty
            assert {str(first), str(last)} <= set(re.findall(r"[0-9]{4}", card.empty))
            shown = CARDS[card_id](View(tables, replace(selection, first_year=first, last_year=last)))
            assert shown.empty is None, (card.empty, shown.empty)
            return  # the offer is the same whichever year is empty


@pytest.mark.parametrize("card_id", ["trade-trend", "monthly-trade", "partner-rank", "mirror-gap", "sector-ranking"])
def test_empty_years_of_common_cards_are_offered_others(tables: Tables, card_id: str) -> None:
    card = CARDS[card_id](View(tables, select(tables, first_year=1991, last_year=1991)))
    assert card.available
    assert "This card has" in str(card.empty)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_panel_that_is_dropped_says_so(tables: Tables, language: str) -> None:
    card = CARDS["monthly-trade"](View(tables, select(tables, first_year=2024, last_year=2024, language=language)))
    direction = {"en": "Kazakhstan → France is not shown", "fr": "Kazakhstan → France n’est pas montré"}[language]
    assert any(direction in caveat and "2020" in caveat for caveat in card.caveats)
    whole = CARDS["monthly-trade"](View(tables, select(tables, language=language)))
    assert not any(direction in caveat for caveat in whole.caveats)


@pytest.mark.parametrize("card_id", ["monthly-trade", "partner-rank", "mirror-gap", "sector-ranking"])
def test_each_direction_is_drawn_or_named_as_missing(tables: Tables, card_id: str) -> None:
    for year in range(2012, 2025, 3):
        card = CARDS[card_id](View(tables, select(tables, first_year=year, last_year=year)))
        if card.empty:
            continue
        told = " ".join(card.caveats)
        for direction in ("Kazakhstan → France", "France → Kazakhstan"):
            assert (direction in set(card.table["Direction"])) != (f"{direction} is not shown" in told), (year, told)
