"""`partner-rank`: shares, ranks, gap and stated marks on the real tables, and every filter."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import default_selection
from dashboard.text.ordinals import ordinal
from tests.pairs import pairs

EXPORTS, IMPORTS = "Share of Kazakhstan’s exports", "Share of Kazakhstan’s imports"
STATED = "Stated, with what rounding allows"


def draw(tables: Tables, look: Look | None = None, **changes: Any) -> Card:
    selection = replace(default_selection(tables.vocabulary), **changes)
    return CARDS["partner-rank"](View(tables, selection, look or Look(900)))


def trace(card: Card, name: str) -> Any:
    assert card.figure is not None
    (found,) = [one for one in card.figure.data if one.name == name]
    return found


def ranks(card: Card) -> list[tuple[int, str]]:
    assert card.figure is not None
    return [(note.x, note.text) for note in card.figure.layout.annotations if note.name == "rank"]


def test_the_title_is_the_latest_rank_against_the_first_of_the_source(tables: Tables) -> None:
    assert draw(tables).title == "France bought 3.7% of Kazakhstan’s exports in 2023: 8th customer, 5th in 2018"
    only = draw(tables, direction="FRA-KAZ")
    assert only.title == "France supplied 2.1% of Kazakhstan’s imports in 2023: 8th supplier, as in 2018"
    one = draw(tables, first_year=2010, last_year=2010)
    assert one.title == "France bought 7.7% of Kazakhstan’s exports in 2010: 3rd customer, 4th in 2009"
    assert draw(tables, language="fr").title.endswith("8e client, contre 5e en 2018")


def test_each_year_is_of_one_source_and_the_office_comes_first(tables: Tables) -> None:
    table = draw(tables).table
    exports = table[table["Direction"].eq("Kazakhstan → France") & table["Kind"].eq("official")].set_index("Year")
    assert exports.index.is_unique
    assert exports.loc[2015, "Source"] == "wits-annual-exports"
    assert set(exports.loc[2018:2023, "Source"]) == {"kaz-stat-annual"}
    assert exports.loc[2019, "Share, %"] == 6.28383
    assert exports.loc[[2010, 2019, 2021, 2023], "Rank"].tolist() == [3, 5, 7, 8]
    assert any("never mixed in one year" in caveat for caveat in draw(tables).caveats)
    assert not any("never mixed" in caveat for caveat in draw(tables, first_year=2018).caveats)


def test_years_that_are_not_printed_are_a_gap_with_its_reason(tables: Tables) -> None:
    card = draw(tables)
    line = trace(card, EXPORTS)
    assert [x for x, y in zip(line.x, line.y, strict=True) if y is None] == [2016, 2017]
    assert line.connectgaps is False
    hovers = [text for one in card.figure.data if one.showlegend is False for text in one.hovertext]  # type: ignore[union-attr]
    assert [text[:11] for text in hovers] == ["<b>2016</b>", "<b>2017</b>"]
    assert any(caveat.startswith("2016–2017: France is not among the five") for caveat in card.caveats)
    assert not any("2016" in caveat for caveat in draw(tables, first_year=2018).caveats)


def test_stated_shares_stand_at_their_year_or_in_the_table(tables: Tables) -> None:
    card = draw(tables)
    mark = trace(card, STATED)
    assert (list(mark.x), list(mark.y)) == ([2016], [2.6])
    assert mark.error_y.array[0] == pytest.approx(0.05)
    undated = card.table[card.table["Year"].isna()]
    assert sorted(undated["Share, %"]) == [2.6, 4.9]
    assert any("“4,9 %” (Kazakhstan → France)" in caveat for caveat in card.caveats)
    assert not any("4,9" in caveat for caveat in draw(tables, first_year=2010).caveats)
    stated = draw(tables, source_kinds=("statement",))
    assert stated.title == "No official series, but 1 stated figure"
    assert "declared" not in stated.subtitle


def test_every_rank_is_written_or_the_main_ones_where_narrow(tables: Tables) -> None:
    assert len(ranks(draw(tables))) == 12 + 6 + 6
    narrow = draw(tables, Look(346))
    assert ranks(narrow) == [
        *((2004, "5th"), (2010, "3rd"), (2023, "8th")),
        *((2018, "8th"), (2020, "6th"), (2023, "8th")),
    ]
    assert len(ranks(draw(tables, Look(346), first_year=2018))) == 12
    assert any("names the first, best and latest rank" in caveat for caveat in narrow.caveats)


def test_colour_is_direction(tables: Tables) -> None:
    palette = Look(900).palette
    card = draw(tables)
    assert trace(card, EXPORTS).line.color == palette.second
    assert trace(card, IMPORTS).line.color == trace(card, STATED).marker.line.color == palette.first


def test_sectors_have_no_rank(tables: Tables) -> None:
    card = draw(tables, sectors=("energy",))
    assert card.figure is None
    assert card.empty == "Shares and ranks are of all goods, which no sector equals: clear the filter on sectors."


def test_only_one_country_counts(tables: Tables) -> None:
    assert any("no share or rank from the statistics of France" in caveat for caveat in draw(tables).caveats)


def test_every_combination_draws_or_says_why_not(tables: Tables) -> None:
    for row in pairs(
        span=((1990, 2024), (2018, 2023), (2016, 2017), (2016, 2016), (2024, 2024), (2019, 2019)),
        direction=("both", "KAZ-FRA", "FRA-KAZ"),
        source_kinds=((), ("customs",), ("statistics_office",), ("press", "statement"), ("reconciled",)),
        language=("en", "fr"),
        look=(Look(1180), Look(346, mode=Mode.DARK)),
    ):
        (first, last), look = row.pop("span"), row.pop("look")
        card = draw(tables, look, first_year=first, last_year=last, **row)
        assert (card.figure is None) == bool(card.empty)
        words = " ".join([card.title, card.subtitle, card.sentence, *card.caveats])
        assert not {"nan", "None", "inf"} & set(words.split())
        assert "{" not in card.alt


@pytest.mark.parametrize(
    ("place", "english", "french"),
    [(1, "1st", "1er"), (2, "2nd", "2e"), (3, "3rd", "3e"), (8, "8th", "8e"), (11, "11th", "11e"), (13, "13th", "13e")],
)
def test_places_in_each_language(place: int, english: str, french: str) -> None:
    assert (ordinal(place, "en"), ordinal(place, "fr"), ordinal(place, "de")) == (english, french, f"{place}.")


def test_later_hundreds_follow_the_same_rule() -> None:
    assert [ordinal(place, "en") for place in (21, 102, 111)] == ["21st", "102nd", "111th"]
