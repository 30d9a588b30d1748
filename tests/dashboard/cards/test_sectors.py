"""The cards on sectors and coverage: golden figures a person can check, and every selection shown or explained."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.cards.base import Card, CardDefinition
from dashboard.cards.coverage.card import coverage
from dashboard.cards.coverage.data import State, official_coverage
from dashboard.cards.sector_composition.card import sector_colours, sector_composition
from dashboard.cards.sector_mentions import mentions_by_sector, sector_mentions
from dashboard.cards.sector_ranking.card import sector_ranking
from dashboard.cards.sector_ranking.data import panels
from dashboard.queries.sector_goods import Basket, goods, leading_baskets, series
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look, Mode, palette
from dashboard.selection.selection import Selection, default_selection
from tests.pairs import pairs

BUILDERS: tuple[CardDefinition, ...] = (sector_composition, sector_ranking, sector_mentions, coverage)
DOCUMENTS_ONLY = ("statement", "press")


@pytest.fixture(scope="module")
def euros(tables: Tables) -> Selection:
    """Everything, in the euros that French customs publish."""
    return replace(default_selection(tables.vocabulary), currency="EUR")


def _baskets(tables: Tables, selection: Selection) -> list[Basket]:
    return leading_baskets(series(View(tables, selection)))


def _basket(found: list[Basket], exporter: str, iso: str) -> Basket:
    return next(basket for basket in found if basket.exporter == exporter and basket.period.iso() == iso)


def test_french_exports_of_2020_by_sector(tables: Tables, euros: Selection) -> None:
    basket = _basket(_baskets(tables, euros), "FRA", "2020")
    assert basket.total == pytest.approx(597_461_450)
    assert round(basket.sectors["aerospace"]) == 194_271_606
    assert round(basket.share(basket.sectors["aerospace"]), 1) == 32.5
    assert round(basket.sectors["energy"]) == 1_569_527, "chapter 27 as a whole, without the lines inside it"


def test_aircraft_of_2020_are_the_three_headings_the_treasury_adds(tables: Tables, euros: Selection) -> None:
    parts = _basket(_baskets(tables, euros), "FRA", "2020").parts.set_index("commodity_code")["value"]
    assert round(parts[["8802", "8803", "8411"]].sum() / 1e6) == 194


def test_imports_are_chapter_27_beside_the_total_of_the_same_months(tables: Tables, euros: Selection) -> None:
    basket = _basket(_baskets(tables, euros), "KAZ", "2022-01/2022-11")
    assert (basket.total, basket.sectors["energy"]) == (4_015_193_031, 3_745_667_220)
    assert basket.remainder == 4_015_193_031 - 3_745_667_220
    assert set(basket.parts["commodity_code"]) == {"27"}, "crude oil lies inside chapter 27"


def test_eleven_months_of_2022_stay_eleven_months(tables: Tables, euros: Selection) -> None:
    spans = [basket.period.iso() for basket in _baskets(tables, euros)]
    assert spans == ["2020", "2021", "2022-01/2022-11"] * 2
    whole_2022 = 858_610_052  # all twelve months, more than the eleven that products are in hand for
    assert _basket(_baskets(tables, euros), "FRA", "2022-01/2022-11").total == 637_793_289 < whole_2022


def test_the_other_country_s_declarations_are_kept_apart(tables: Tables, euros: Selection) -> None:
    assert {basket.reporter for basket in _baskets(tables, euros)} == {"FRA"}
    others = [basket for one in series(View(tables, euros)) if not one.leading for basket in one.baskets]
    assert {basket.reporter for basket in others} == {"KAZ"}
    assert [basket.period.start.year for basket in others] == list(range(2004, 2016))
    early = _baskets(tables, replace(euros, first_year=2005, last_year=2005, currency="USD"))
    assert [(basket.reporter, basket.total) for basket in early] == [("KAZ", 2_665_150_000)]


def test_parts_and_remainder_make_up_each_total(tables: Tables, euros: Selection) -> None:
    for basket in _baskets(tables, euros):
        assert basket.sectors.sum() + basket.remainder == pytest.approx(basket.total)
        assert basket.remainder > 0
        codes = set(basket.parts["commodity_code"])
        assert not any(code[:length] in codes for code in codes for length in range(2, len(code)))


def test_totals_and_parts_come_from_one_country_and_kind_of_office(tables: Tables, euros: Selection) -> None:
    for one in goods(View(tables, euros)):
        for column in ("reporter_iso3", "exporter_iso3", "source_kind"):
            assert set(one.totals[column]) == set(one.parts[column])
            assert one.totals[column].nunique() == 1


def test_growth_is_taken_over_the_same_months(tables: Tables, euros: Selection) -> None:
    exports, imports = panels(View(tables, euros))
    assert exports.earlier is not None
    assert exports.earlier.period.iso() == "2021-01/2021-11"
    aerospace = exports.changes[0]
    assert (aerospace.name, round(aerospace.now), round(aerospace.before or 0)) == (
        "Aerospace",
        117_258_574,
        66_196_377,
    )
    assert round(aerospace.growth or 0) == 77
    assert imports.changes[0].name == "Energy"
    assert round(imports.changes[0].growth or 0) == 133


def test_without_equal_months_there_is_no_growth(tables: Tables, euros: Selection) -> None:
    found = panels(View(tables, replace(euros, first_year=2020, last_year=2020)))
    assert [panel.earlier for panel in found] == [None, None]
    assert all(change.growth is None for panel in found for change in panel.changes)
    card = sector_ranking(View(tables, replace(euros, first_year=2020, last_year=2020), Look()))
    assert "no growth is shown" in card.sentence


def test_a_year_may_be_compared_with_one_before_those_selected(tables: Tables, euros: Selection) -> None:
    exports, _imports = panels(View(tables, replace(euros, first_year=2021, last_year=2021)))
    assert exports.earlier is not None
    assert exports.earlier.period.iso() == "2020"


def test_codes_are_matched_across_revisions_of_the_classification(tables: Tables, euros: Selection) -> None:
    (panel,) = panels(
        View(tables, replace(euros, first_year=2012, last_year=2012, currency="USD", sectors=("energy",)))
    )
    (fuels,) = panel.changes  # H4 in 2012, H3 in 2011
    assert (round(fuels.now), round(fuels.before or 0)) == (5_271_742_300, 5_057_839_735)


def test_a_single_sector_is_ranked_by_product_with_the_others_together(tables: Tables, euros: Selection) -> None:
    (exports,) = panels(View(tables, replace(euros, sectors=("consumer-goods",))))
    assert exports.changes[0].name == "Make-up and skin care"
    assert exports.changes[-1].name.endswith("other products")
    together = sum(change.now for change in exports.changes)
    assert together == pytest.approx(exports.basket.sectors["consumer-goods"])


def test_sectors_next_to_nothing_share_a_row_that_names_them(tables: Tables, euros: Selection) -> None:
    exports, _imports = panels(View(tables, euros))
    others = next(change for change in exports.changes if change.name == "Other sectors")
    assert others.note == "Construction, Health, Finance, defence, other"


def test_filtered_sectors_leave_the_others_as_one_piece(tables: Tables, euros: Selection) -> None:
    card = sector_composition(View(tables, replace(euros, sectors=("aerospace",)), Look()))
    shares = card.table[card.table["Period"].eq("2020") & card.table["Direction"].eq("France → Kazakhstan")]
    assert list(shares["Sector"]) == ["Aerospace", "Other sectors", "Not broken down"]
    assert shares["Share, %"].sum() == pytest.approx(100)


def test_every_bar_adds_up_to_one_hundred(tables: Tables, euros: Selection) -> None:
    for kinds in ((), ("customs",), ("reconciled",)):
        table = sector_composition(View(tables, replace(euros, source_kinds=kinds), Look())).table
        sums = table.groupby(["Direction", "Period"])["Share, %"].sum()
        assert sums.to_numpy() == pytest.approx([100] * len(sums))


def test_reconciled_data_show_sections_and_mark_the_doubtful_one(tables: Tables, euros: Selection) -> None:
    card = sector_composition(View(tables, replace(euros, source_kinds=("reconciled",), currency="USD"), Look()))
    values = card.table.set_index(["Direction", "Period", "Section"])["USD"]
    assert values["France → Kazakhstan", "2015", "Manufactures by material"] == 612_432_050
    assert card.figure is not None
    texts = [text for trace in card.figure.data for text in trace.text or ()]
    assert [text for text in texts if text.endswith("?")] == ["Manufactures by material 55% ?"]
    doubt, oil = card.caveats
    assert doubt.startswith("A question mark")
    assert oil.startswith("Oil makes up most")


def test_up_to_nine_sectors_have_nine_colours(tables: Tables) -> None:
    for mode in ("light", "dark"):
        every = tables.vocabulary.sectors
        for first in range(len(every) - 8):
            colours = sector_colours(every[first : first + 9], palette(mode))
            assert len(set(colours.values())) == 9


def test_documents_name_sectors_in_roles(tables: Tables, euros: Selection) -> None:
    named = mentions_by_sector(View(tables, euros))
    visit = named[named["document_id"].eq("2023-11-01-astana-visit")]
    by_role = visit.groupby("role")["sector_id"].agg(set)
    assert {"nuclear", "aerospace", "pharmaceuticals"} <= by_role["existing"]
    assert {"green-energy", "agriculture", "health", "digital"} <= by_role["priority"]
    assert {"green-energy", "pharmaceuticals"} <= by_role["agreement"]
    assert not named.duplicated(["sector_id", "role", "document_id"]).any()


def test_mentions_follow_the_date_of_publication(tables: Tables, euros: Selection) -> None:
    named = mentions_by_sector(View(tables, replace(euros, first_year=2010, last_year=2010)))
    assert {text[:4] for text in named["published"]} == {"2010"}


def test_coverage_tells_the_states_of_years_apart(tables: Tables, euros: Selection) -> None:
    rows = {(row.source_ids[0], row.exporter, row.total): row for row in official_coverage(View(tables, euros))}
    assert {year: cell.state for year, cell in rows["kaz-stat-annual", "KAZ", True].cells.items()} == dict.fromkeys(
        range(2018, 2024), State.WHOLE
    )
    monthly = rows["eurostat-exports-monthly", "FRA", True].cells
    assert (monthly[2023].state, monthly[2024].state, monthly[2024].months) == (State.WHOLE, State.PART, 8)
    assert rows["eurostat-crude-origin-annual", "KAZ", False].cells[1990].state == State.WEIGHT
    assert rows["wits-annual-exports", "KAZ", True].cells[2019].state == State.DOUBTFUL
    field = rows["eurostat-crude-field-monthly", "KAZ", False].cells
    assert (field[2020].state, field[2022].state) == (State.CONFIDENTIAL, State.PART)


def test_coverage_of_a_sector_shows_only_series_that_carry_it(tables: Tables, euros: Selection) -> None:
    rows = official_coverage(View(tables, replace(euros, sectors=("aerospace",))))
    assert [row.source_ids for row in rows] == [("comext-exports-products-monthly",)]
    assert coverage(View(tables, euros, Look())).title == (
        "Both directions: official totals for 2018–2023, by sector only for 2020–2022"
    )


def test_coverage_names_the_direction_that_has_totals(tables: Tables, euros: Selection) -> None:
    early = coverage(View(tables, replace(euros, first_year=2004, last_year=2015), Look()))
    assert early.title == "Kazakhstan → France: official totals for 2004–2015, partly by sector in each year"


def _grid(tables: Tables) -> Iterator[Selection]:
    """Selections of every filter, each against others, without all their products."""
    known = tables.vocabulary
    start = default_selection(known)
    spans = ((known.first_year, known.last_year), (2020, 2022), (2005, 2005), (1990, 1991), (2024, 2024))
    for row in pairs(direction=("both", "FRA-KAZ", "KAZ-FRA"), currency=("USD", "EUR"), span=spans):
        first, last = row.pop("span")
        yield replace(start, first_year=first, last_year=last, **row)
    for at, sector in enumerate(known.sectors):
        yield replace(start, sectors=(sector,), direction=("both", "KAZ-FRA", "FRA-KAZ")[at % 3])
    for kind in known.source_kinds:
        yield replace(start, source_kinds=(kind,))
    yield replace(start, sectors=known.sectors)
    yield replace(start, sectors=known.sectors[:3], source_kinds=("reconciled",))
    yield replace(start, source_kinds=known.source_kinds)
    yield replace(start, source_kinds=DOCUMENTS_ONLY, sectors=("energy", "nuclear"))
    for company in known.companies[:3]:
        yield replace(start, companies=(company,))
    yield replace(start, companies=("alstom",), sectors=("agriculture",))


@pytest.mark.parametrize("build", BUILDERS, ids=lambda build: build.id)
def test_every_selection_shows_or_says_why_not(tables: Tables, build: CardDefinition) -> None:
    looks = (Look(900), Look(320, mode=Mode.DARK), Look(1500, mode=Mode.DARK), Look(520))
    seen = 0
    for at, selection in enumerate(_grid(tables)):
        language, look = ("en", "fr")[at % 2], looks[at % len(looks)]
        _check(build(View(tables, replace(selection, language=language), look)))
        seen += 1
    assert seen == 45


def _check(card: Card) -> None:
    assert card.title
    assert card.sentence
    assert card.alt
    assert (card.figure is None) == (card.empty is not None)
    if card.figure is None:
        return
    assert card.subtitle
    assert card.sources
    assert not card.table.empty
    names = {annotation.name for annotation in card.figure.layout.annotations}
    assert {"title", "subtitle", "source"} <= names
    written = [card.title, card.subtitle, card.sentence, card.alt, *card.caveats]
    written += [annotation.text for annotation in card.figure.layout.annotations]
    for trace in card.figure.data:
        written += [*(trace.text or ()), *(trace.hovertext or ())]
    for text in written:
        assert not re.search(r"\bnan\b|\bNone\b|\{", text)
