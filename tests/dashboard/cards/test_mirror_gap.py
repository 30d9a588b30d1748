"""`mirror-gap`: both countries' declarations, golden ratios, and an explanation where there is nothing to draw."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.tables import table_bytes
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import Selection, default_selection
from tests.pairs import pairs

WIDE = Look(1000)


def select(tables: Tables, **changes: Any) -> Selection:
    return replace(default_selection(tables.vocabulary), **changes)


def card(tables: Tables, look: Look = WIDE, **changes: Any) -> Card:
    return CARDS["mirror-gap"](View(tables, select(tables, **changes), look))


def notes(shown: Card, name: str) -> list[str]:
    assert shown.figure is not None
    return [note.text for note in shown.figure.layout.annotations if note.name == name]


def ratios(shown: Card, direction: str, goods: str) -> dict[int, float]:
    rows = shown.table[shown.table["Direction"].eq(direction) & shown.table["Goods"].eq(goods)]
    return {int(year): round(ratio, 4) for year, ratio in zip(rows["Year"], rows["Ratio"], strict=True)}


def test_every_combination_draws_or_says_why_not(tables: Tables) -> None:
    for row in pairs(
        span=((1990, 2024), (2018, 2023), (1995, 1998), (2024, 2024)),
        direction=("both", "KAZ-FRA", "FRA-KAZ"),
        source_kinds=((), ("customs",), ("press", "statement"), ("reconciled",)),
        sectors=((), ("energy",), ("construction", "energy"), ("nuclear",)),
        currency=("USD", "EUR"),
        language=("en", "fr"),
        look=(Look(356, mode=Mode.DARK), Look(640), Look(1366)),
    ):
        (first, last), look = row.pop("span"), row.pop("look")
        shown = card(tables, look, first_year=first, last_year=last, **row)
        assert shown.title
        assert shown.alt
        assert (shown.figure is None) == bool(shown.empty)
        words = " ".join([shown.title, shown.subtitle, shown.sentence, shown.alt, *shown.caveats]).split()
        assert not {"nan", "None", "inf"} & set(words)
        assert "{" not in shown.alt
        if shown.figure is not None:
            assert shown.sources
            assert {"title", "subtitle", "source"} <= {note.name for note in shown.figure.layout.annotations}


def test_the_finding_is_the_title(tables: Tables) -> None:
    shown = card(tables)
    assert shown.title == (
        "Kazakhstan recorded 46.3% more in imports from France in 2019 than France recorded in exports; "
        "9.1% more in 2023"
    )
    assert "exports (FOB) as the exporter declares them, imports (CIF) as the importer does" in shown.subtitle
    assert "Nothing is mirrored" in shown.subtitle


def test_ratios_stand_at_each_year(tables: Tables) -> None:
    shown = card(tables)
    golden = {2019: 1.4632, 2020: 1.3981, 2021: 1.2058, 2022: 1.0137, 2023: 1.0908}
    assert ratios(shown, "France → Kazakhstan", "All goods") == golden
    assert ratios(shown, "Kazakhstan → France", "All goods") == {2020: 0.9588, 2021: 1.0057}
    texts = notes(shown, "ratio")
    assert texts[:7] == [f"<b>{text}</b>" for text in ("1.46", "1.40", "1.21", "1.01", "1.09", "0.96", "1.01")]
    assert len(texts) == 7 + 17


def test_each_panel_names_its_goods_and_unit(tables: Tables) -> None:
    assert notes(card(tables), "heading") == [
        "<b>France → Kazakhstan</b>",
        "All goods, billion US dollars",
        "<b>Kazakhstan → France</b>",
        "All goods, billion US dollars",
        "<b>Kazakhstan → France</b>",
        "Oil, gas, coal and power (HS\N{NO-BREAK SPACE}27), billion US dollars",
    ]


def test_the_band_reaches_a_tenth_above_the_exporter(tables: Tables) -> None:
    figure = card(tables, direction="FRA-KAZ", first_year=2019).figure
    assert figure is not None
    bands = [shape for shape in figure.layout.shapes if shape.name == "allowance"]
    assert [round(band.y1 / band.y0, 6) for band in bands] == [1.1] * 5
    assert round(bands[0].y0, 4) == 0.4787


def test_one_direction_shows_its_own_series_only(tables: Tables) -> None:
    shown = card(tables, direction="KAZ-FRA")
    assert set(shown.table["Direction"]) == {"Kazakhstan → France"}
    assert shown.title.startswith("France recorded 4.1% less in imports from Kazakhstan in 2020")


def test_energy_shows_fuels_of_both_directions(tables: Tables) -> None:
    shown = card(tables, sectors=("energy",))
    assert set(shown.table["Goods"]) == {"Oil, gas, coal and power (HS\N{NO-BREAK SPACE}27)"}
    assert set(shown.table["Direction"]) == {"Kazakhstan → France", "France → Kazakhstan"}
    assert shown.title.endswith(
        "France recorded 31.7% more in imports from Kazakhstan in 2017 than Kazakhstan recorded in exports"
    )


def test_goods_declared_by_one_country_only_say_so(tables: Tables) -> None:
    shown = card(tables, sectors=("nuclear",))
    assert shown.empty is not None
    assert "Oil, gas, coal and power (HS\N{NO-BREAK SPACE}27)" in shown.empty
    assert "choose Energy" in shown.empty


def test_euro_keeps_the_ratio_and_the_published_amounts(tables: Tables) -> None:
    dollars, euros = card(tables), card(tables, currency="EUR")
    years = (dollars.table["Year"] >= 2019) & dollars.table["Goods"].eq("All goods")
    assert (dollars.table["Ratio"][years] - euros.table["Ratio"][years]).abs().max() < 1e-12
    first = euros.table.iloc[0]
    assert (first["Exports as published"], first["Exports, EUR"]) == (427_642_303, 427_642_303)
    assert first["Imports, EUR"] == pytest.approx(700_493_164 / first["US dollars a euro"], abs=1)


def test_years_without_a_rate_stay_in_the_table(tables: Tables) -> None:
    shown = card(tables, currency="EUR")
    fuels = shown.table[shown.table["Year"].isin([1995, 1998])]
    assert fuels["Exports, EUR"].isna().all()
    assert fuels["Exports as published"].notna().all()
    assert any("No exchange rate covers 1995, 1998" in caveat for caveat in shown.caveats)


def test_gap_is_the_difference_of_what_is_shown(tables: Tables) -> None:
    table = card(tables).table
    assert ((table["Imports, USD"] - table["Exports, USD"]) - table["Gap, USD"]).abs().max() < 0.01


def test_kinds_hold_for_both_declarations(tables: Tables) -> None:
    customs = card(tables, source_kinds=("customs",))
    assert set(customs.table["Goods"]) == {"Oil, gas, coal and power (HS\N{NO-BREAK SPACE}27)"}
    assert card(tables, source_kinds=("statistics_office",)).empty


def test_the_rates_are_a_source_where_they_are_used(tables: Tables) -> None:
    rates = "ecb-reference-rates"
    assert rates in {source.source_id for source in card(tables).sources}
    fuels = card(tables, sectors=("energy",))
    assert rates not in {source.source_id for source in fuels.sources}


def test_the_download_has_rate_gap_and_both_sources(tables: Tables) -> None:
    shown = card(tables)
    header = next(line for line in table_bytes(shown).decode("utf-8-sig").splitlines() if not line.startswith("#"))
    wanted = {"Source of exports", "Source of imports", "US dollars a euro", '"Gap, USD"', "Ratio"}
    assert all(name in header for name in wanted)
