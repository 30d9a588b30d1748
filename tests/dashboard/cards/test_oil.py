"""Without crude oil: what is taken out, of which totals, what is said of it, and what is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.panels.headline import headline
from dashboard.queries.crude_oil import without_crude
from dashboard.queries.sector_goods import leading_baskets, series
from dashboard.queries.series import main_series, monthly_series, yearly
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.queries.year_to_date import year_to_date
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import Selection, default_selection
from dashboard.sentences.words import spans_words
from dashboard.text.formats import NBSP
from etl.model.period import months, years
from tests.pairs import pairs

TRADE = ("trade-trend", "direction-balance", "monthly-trade")
SHARES = ("sector-composition", "sector-ranking")
WIDE = Look(900)
# French imports from Kazakhstan in euros, added up by hand from the monthly tables: all goods, and HS 2709.
IMPORTS = {2020: (1_560_115_395, 1_449_964_691), 2021: (2_036_242_813, 1_811_567_856)}


def select(tables: Tables, **changes: Any) -> Selection:
    return replace(default_selection(tables.vocabulary), without_oil=True, **{"currency": "EUR"} | changes)


def card(card_id: str, tables: Tables, **changes: Any) -> Card:
    return CARDS[card_id](View(tables, select(tables, **changes), WIDE))


def one(rows: pd.DataFrame, year: int, exporter: str) -> Any:
    (row,) = rows[rows["year"].eq(year) & rows["exporter_iso3"].eq(exporter)].itertuples()
    return row


@pytest.mark.parametrize("year", IMPORTS)
def test_crude_oil_leaves_the_total_of_the_same_declarations(tables: Tables, year: int) -> None:
    total, crude = IMPORTS[year]
    row = one(main_series(View(tables, select(tables))), year, "KAZ")
    assert (row.reporter_iso3, row.source_kind) == ("FRA", "customs")
    assert (row.removed, row.value) == (crude, total - crude)
    assert row.oil_source_id == "comext-oil-imports-monthly"


def test_the_months_of_a_year_are_removed_as_one_amount(tables: Tables) -> None:
    row = one(main_series(View(tables, select(tables, currency="USD"))), 2020, "KAZ")
    flows = tables["flows"]
    own = flows["reporter_iso3"].eq("FRA") & flows["exporter_iso3"].eq("KAZ")
    own &= flows["source_id"].isin(["comext-imports-monthly", "comext-oil-imports-monthly"])
    own &= pd.Series([day.year == 2020 for day in flows["period_start"]], index=flows.index)
    rate = tables.rates.over(years(2020, 2020))
    assert rate is not None
    by_code = flows[own].groupby("commodity_code")["value"].sum() * rate
    assert row.removed == pytest.approx(by_code["2709"])
    assert row.value == pytest.approx(by_code["TOTAL"] - by_code["2709"])


def test_french_exports_stay_whole_with_a_limit_to_what_could_be_oil(tables: Tables) -> None:
    row = one(yearly(View(tables, select(tables))), 2020, "FRA")
    assert (row.value, row.removed) == (597_461_450, 0)
    assert row.undivided == 1_569_527 - 62_974 - 167_534  # chapter 27 less the two lines listed inside it


def test_late_revisions_of_the_chapter_are_a_limit_too(tables: Tables) -> None:
    row = one(yearly(View(tables, select(tables))), 2021, "KAZ")
    assert row.undivided == 1_856_433_813 - 1_811_567_856 - 11_448_073 - 645  # chapter 27 less 2709, 2710 and 2701
    trend = card("trade-trend", tables)
    assert any("up to €33.4m of what is left in 2021 may still be crude oil" in text for text in trend.caveats)


def test_totals_without_a_breakdown_are_left_out(tables: Tables) -> None:
    rows = yearly(View(tables, select(tables)))
    assert set(rows["reporter_iso3"]) == {"FRA"}
    assert set(rows.loc[rows["months"].eq(12), "year"]) == {2020, 2021}
    assert any("as declared by Kazakhstan, 2018–2023" in text for text in card("trade-trend", tables).caveats)


def test_months_run_as_far_as_the_lists(tables: Tables) -> None:
    rows = monthly_series(View(tables, select(tables)))
    spans = rows.groupby("exporter_iso3")["period_start"].agg(["min", "max", "size"])
    assert tuple(spans.loc["KAZ"]) == (date(2020, 1, 1), date(2021, 12, 1), 24)
    assert tuple(spans.loc["FRA"]) == (date(2020, 1, 1), date(2022, 11, 1), 35)
    table = card("monthly-trade", tables).table
    assert table["Crude oil removed"].sum() == sum(crude for _total, crude in IMPORTS.values())


def test_the_chapter_never_stands_in_for_crude_oil(tables: Tables) -> None:
    rows = yearly(View(tables, select(tables, sectors=("energy",))))
    assert set(rows["source_id"]) == {"comext-oil-imports-monthly", "comext-exports-products-monthly"}
    assert one(rows, 2020, "KAZ").value == 763 + 2_005  # 2701 and 2704
    assert one(rows, 2021, "KAZ").value == 645 + 11_448_073  # 2701 and 2710


def test_a_sector_without_oil_is_as_it_was(tables: Tables) -> None:
    aerospace = select(tables, sectors=("aerospace",))
    for card_id in TRADE:
        with_oil = CARDS[card_id](View(tables, replace(aerospace, without_oil=False), WIDE))
        without = CARDS[card_id](View(tables, aerospace, WIDE))
        assert (without.title, without.subtitle, without.caveats) == (
            with_oil.title,
            with_oil.subtitle,
            with_oil.caveats,
        )
        assert without.table.equals(with_oil.table)


def test_titles_and_subtitles_say_so(tables: Tables) -> None:
    trend = card("trade-trend", tables)
    assert trend.title == "Trade without crude oil: down 2.4% to €690.8m in 2021"
    assert trend.subtitle.endswith(
        "Crude oil removed: 91% of Kazakhstan → France in 2020–2021; "
        "none is listed in France → Kazakhstan, where it is 0.4% at most."
    )
    assert {"comext-oil-imports-monthly", "comext-hs27-monthly"} <= {source.source_id for source in trend.sources}
    balance = card("direction-balance", tables)
    assert balance.title == "Without crude oil, France sold €241.4m more than it bought in 2021"
    assert card("monthly-trade", tables).title == "France → Kazakhstan without crude oil: up 51.3% in Jan–Nov 2022"
    for card_id in (*TRADE, *SHARES):
        assert "Crude oil removed: " in card(card_id, tables).subtitle


def test_what_is_short_of_everything_is_not_shown_as_everything(tables: Tables) -> None:
    energy = card("trade-trend", tables, sectors=("energy",), direction="KAZ-FRA", first_year=2020, last_year=2020)
    assert "Crude oil removed: at least 99.9% of Kazakhstan → France in 2020." in energy.subtitle


def test_stated_figures_are_not_drawn_beside(tables: Tables) -> None:
    trend = card("trade-trend", tables)
    assert set(trend.table["Kind"]) == {"official"}
    assert any("include crude oil and are not drawn" in text for text in trend.caveats)
    official, stated, share, _companies = headline(View(tables, select(tables)))
    assert (official.label, official.value) == ("Trade without crude oil, 2021", "€690.8m")
    assert "89% of Kazakhstan → France in 2021" in official.basis
    assert stated.value == "–"
    assert share.label == "France → Kazakhstan without crude oil, 2021"


@pytest.mark.parametrize("card_id", [*TRADE[:1], *SHARES])
def test_an_empty_card_names_the_declarations_that_allow_it(tables: Tables, card_id: str) -> None:
    empty = card(card_id, tables, first_year=2005, last_year=2010).empty or ""
    assert "Kazakhstan → France as declared by Kazakhstan, 2005–2010" in empty
    assert "It can be removed from: both directions as declared by France, 2020–2021." in empty


def test_shares_are_of_what_is_left(tables: Tables) -> None:
    found = {(one.exporter, one.period.iso()): one for one in leading_baskets(series(View(tables, select(tables))))}
    assert ("KAZ", "2022-01/2022-11") not in found, "only chapter 27 is known of these months"
    basket = found["KAZ", "2021"]
    assert basket.total == IMPORTS[2021][0] - IMPORTS[2021][1]
    assert set(basket.parts["commodity_code"]) == {"2701", "2710"}
    assert round(basket.share(basket.sectors["energy"]), 1) == 5.1
    composition = card("sector-composition", tables)
    assert any("Kazakhstan → France as declared by France, Jan–Nov 2022" in text for text in composition.caveats)


def test_reconciled_sections_cannot_lose_oil(tables: Tables) -> None:
    assert "SITC" in (card("sector-composition", tables, source_kinds=("reconciled",)).empty or "")


def flow(code: str, value: float | None, source: str = "list", month: int = 1, kind: str = "customs") -> dict[str, Any]:
    span = months(2020, month, 2020, month)
    keys = {"reporter_iso3": "FRA", "exporter_iso3": "KAZ", "importer_iso3": "FRA", "source_kind": kind}
    keys |= {"period_start": span.start, "period_end": span.end, "classification": "HS"}
    return keys | {"source_id": source, "commodity_code": code, "value": value}


def reduced(totals: list[dict[str, Any]], products: list[dict[str, Any]]) -> list[tuple[float, float]]:
    rows = without_crude(pd.DataFrame(totals), pd.DataFrame(products))
    return list(zip(rows["value"], rows["removed"], strict=True))


def test_a_month_that_a_list_names_without_crude_oil_had_none() -> None:
    totals = [flow("TOTAL", 100.0, "all", month) for month in (1, 2, 3)]
    products = [flow("2709", 60.0), flow("2710", 5.0), flow("2710", 5.0, month=2)]
    assert reduced(totals, products) == [(40.0, 60.0), (100.0, 0.0)]


def test_a_confidential_month_is_not_zero() -> None:
    products = [flow("2709", 60.0), flow("2709", None, month=2)]
    assert reduced([flow("TOTAL", 100.0, "all", month) for month in (1, 2)], products) == [(40.0, 60.0)]


def test_another_kind_of_source_is_never_subtracted() -> None:
    assert reduced([flow("TOTAL", 100.0, "all")], [flow("2709", 60.0, kind="energy_statistics")]) == []


@pytest.mark.parametrize(("chapter", "kept"), [(1.0, 1), (1.01, 0)])
def test_a_chapter_without_its_headings_must_be_next_to_nothing(chapter: float, kept: int) -> None:
    assert len(reduced([flow("TOTAL", 100.0, "all")], [flow("27", chapter)])) == kept


def test_more_oil_than_the_total_is_no_difference() -> None:
    assert reduced([flow("TOTAL", 100.0, "all")], [flow("2709", 101.0)]) == []


def test_spans_that_follow_one_another_are_one() -> None:
    assert spans_words([years(2020, 2020), years(2018, 2018), years(2019, 2019)], "en") == "2018–2020"
    assert spans_words([months(2019, 1, 2019, 12), months(2020, 12, 2020, 12)], "en") == "2019, Dec 2020"


def grid(tables: Tables) -> Iterator[tuple[Selection, Look]]:
    for row in pairs(
        span=((1990, 2024), (2020, 2021), (2020, 2020), (2022, 2022), (2004, 2015), (2019, 2019)),
        direction=("both", "KAZ-FRA", "FRA-KAZ"),
        sectors=((), ("energy",), ("aerospace", "health")),
        source_kinds=((), ("customs",), ("energy_statistics",), ("reconciled",), ("press",)),
        currency=("USD", "EUR"),
        language=("en", "fr"),
        look=(Look(1180), Look(330, mode=Mode.DARK), Look(700)),
    ):
        (first, last), look = row.pop("span"), row.pop("look")
        yield select(tables, first_year=first, last_year=last, **row), look


def test_a_gap_in_the_latest_year_shortens_what_is_compared(tables: Tables) -> None:
    rows = monthly_series(View(tables, select(tables, direction="FRA-KAZ", last_year=2021)))
    compared = year_to_date(rows[[day != date(2021, 4, 1) for day in rows["period_start"]]], tables, "USD")
    assert compared.period.iso() == "2021-05/2021-12"


def test_growth_from_next_to_nothing_is_a_multiple(tables: Tables) -> None:
    energy = card("trade-trend", tables, sectors=("energy",), direction="KAZ-FRA", first_year=2020, last_year=2021)
    assert energy.title == "Energy, Kazakhstan → France without crude oil: €11.4m in 2021"
    assert f"(×{NBSP}4,136)" in energy.sentence


@pytest.mark.parametrize("card_id", [*TRADE, *SHARES])
def test_every_selection_draws_or_says_why_not(tables: Tables, card_id: str) -> None:
    drawn = 0
    for selection, look in grid(tables):
        built = CARDS[card_id](View(tables, selection, look))
        assert (built.figure is None) == bool(built.empty)
        text = " ".join([built.title, built.subtitle, built.sentence, built.alt, *built.caveats])
        assert not {"nan", "None", "inf"} & set(text.split())
        assert "{" not in text
        drawn += built.figure is not None
    assert drawn > 1


@pytest.mark.parametrize("card_id", sorted(set(CARDS) - {*TRADE, *SHARES}))
def test_other_cards_say_at_most_that_oil_is_included(tables: Tables, card_id: str) -> None:
    built = card(card_id, tables)
    same = CARDS[card_id](View(tables, replace(select(tables), without_oil=False), WIDE))
    assert (built.title, built.sentence) == (same.title, same.sentence)
    assert built.subtitle in (same.subtitle, f"{same.subtitle} Includes crude oil.")
    assert built.table.equals(same.table)
