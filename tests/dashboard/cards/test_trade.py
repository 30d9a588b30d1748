"""Trend, balance, months and headline figures: findings, marks and their agreement with one another."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.tables import table_bytes
from dashboard.panels.headline import headline
from dashboard.queries.series import main_series, monthly_series
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.queries.year_to_date import year_to_date
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import Selection, default_selection
from tests.pairs import pairs

TRADE = ("trade-trend", "direction-balance", "monthly-trade")
WIDE = Look(900)


def select(tables: Tables, **changes: Any) -> Selection:
    return replace(default_selection(tables.vocabulary), **changes)


def marks(card: Card, name: str) -> Any:
    assert card.figure is not None
    (trace,) = [trace for trace in card.figure.data if trace.name == name]
    return trace


def grid(tables: Tables) -> Iterator[tuple[Selection, Look]]:
    for row in pairs(
        span=((1990, 2024), (2018, 2023), (2016, 2017), (2024, 2024), (1990, 1992)),
        direction=("both", "KAZ-FRA", "FRA-KAZ"),
        source_kinds=((), ("customs",), ("press", "statement"), ("reconciled",), ("energy_statistics",)),
        currency=("USD", "EUR"),
        language=("en", "fr"),
        look=(Look(1180), Look(330, mode=Mode.DARK)),
    ):
        (first, last), look = row.pop("span"), row.pop("look")
        yield select(tables, first_year=first, last_year=last, **row), look


@pytest.mark.parametrize("card_id", TRADE)
def test_every_combination_draws_or_says_why_not(tables: Tables, card_id: str) -> None:
    for selection, look in grid(tables):
        card = CARDS[card_id](View(tables, selection, look))
        assert card.title
        assert card.alt
        assert (card.figure is None) == bool(card.empty)
        if card.figure is None:
            continue
        assert card.sources
        assert {"title", "subtitle", "source"} <= {note.name for note in card.figure.layout.annotations}
        words = " ".join([card.title, card.subtitle, card.sentence, *card.caveats]).split()
        assert not {"nan", "None", "inf"} & set(words)
        assert "{" not in card.alt


def test_trend_draws_the_article_beside_the_official_total(tables: Tables) -> None:
    card = CARDS["trade-trend"](View(tables, select(tables), WIDE))
    assert card.title == "Trade rose 6.5% to $4.25bn in 2023"
    stated = marks(card, "Stated, the statistics agree")
    points = {(round(x - 0.42), y): at for at, (x, y) in enumerate(zip(stated.x, stated.y, strict=True))}
    at = points[(2022, 4.0)]
    assert round(stated.y[at] - stated.error_y.arrayminus[at], 3) == 3.5
    assert round(stated.y[at] + stated.error_y.array[at], 3) == 4.5
    open_ones = marks(card, "Stated, with what rounding allows")  # a part of a year has no official counterpart
    assert (2023, 2.7) in {(round(x - 0.42), y) for x, y in zip(open_ones.x, open_ones.y, strict=True)}
    implied = marks(card, "Implied by what was stated")
    assert (2021, 3.077) in {(round(x + 0.42), round(y, 3)) for x, y in zip(implied.x, implied.y, strict=True)}
    bands = [shape for shape in card.figure.layout.shapes if shape.type == "rect" and shape.y1 == 6.5]
    assert [(band.x0, band.x1, band.y0) for band in bands] == [(2012.5, 2022.5, 2.5)]


def test_trend_hatches_what_is_stated_for_part_of_a_year(tables: Tables) -> None:
    hatched = marks(CARDS["trade-trend"](View(tables, select(tables), WIDE)), "Stated for part of a year")
    assert hatched.marker.pattern.shape == "/"
    assert {2023, 2024} <= {round(x - 0.42) for x in hatched.x}


def test_a_year_with_one_direction_is_pale_and_never_called_a_total(tables: Tables) -> None:
    card = CARDS["trade-trend"](View(tables, select(tables, first_year=2004, last_year=2015), WIDE))
    assert card.title == "Kazakhstan → France: down 42.8% to $2.68bn in 2015"
    assert set(marks(card, "Kazakhstan → France").marker.opacity) == {0.45}


def test_balance_is_the_difference_of_its_sides(tables: Tables) -> None:
    card = CARDS["direction-balance"](View(tables, select(tables), WIDE))
    table = card.table.set_index("Year")
    assert list(table.index) == [2018, 2019, 2020, 2021, 2022, 2023]
    difference = table["Kazakhstan → France, USD"] - table["France → Kazakhstan, USD"]
    assert (difference - table["Balance of Kazakhstan, USD"]).abs().max() < 0.01
    assert card.title == "Kazakhstan sold $1.65bn more than it bought in 2023"


def test_balance_of_one_direction_says_what_to_choose(tables: Tables) -> None:
    card = CARDS["direction-balance"](View(tables, select(tables, direction="KAZ-FRA"), WIDE))
    assert card.empty == "A balance needs both directions: choose “Both directions”."


def test_year_to_date_compares_the_same_months_only(tables: Tables) -> None:
    rows = monthly_series(View(tables, select(tables, currency="EUR", direction="FRA-KAZ")))
    compared = year_to_date(rows, tables, "EUR")
    assert compared.period.iso() == "2024-01/2024-08"
    assert round(compared.value) == 962_589_569
    assert round(compared.before or 0) == 616_381_603
    first_year = year_to_date(rows[[d.year == 2019 for d in rows["period_start"]]], tables, "EUR")
    assert first_year.growth is None


def test_months_after_a_gap_are_compared_alone(tables: Tables) -> None:
    crude = select(tables, sectors=("energy",), source_kinds=("energy_statistics",))
    card = CARDS["monthly-trade"](View(tables, crude, WIDE))
    assert card.title == "Kazakhstan → France: $934.8m in Oct–Dec 2023"  # July to September 2023 are confidential


def test_headline_agrees_with_the_charts(tables: Tables) -> None:
    official, stated, share, companies = headline(View(tables, select(tables)))
    assert (official.label, official.value, official.change) == ("Official trade, 2023", "$4.25bn", "+6.5% on 2022")
    assert stated.value == "$4.2bn"
    balance = CARDS["direction-balance"](View(tables, select(tables), WIDE)).table.iloc[-1]
    sides = balance["Kazakhstan → France, USD"], balance["France → Kazakhstan, USD"]
    assert share.value == f"{sides[0] / sum(sides):.1%}"
    assert companies.value == "≥\N{NO-BREAK SPACE}200"
    assert "a claim, not a register" in companies.basis


def test_converted_values_name_their_rate(tables: Tables) -> None:
    in_euro = CARDS["trade-trend"](View(tables, select(tables, currency="EUR", last_year=2022), WIDE))
    assert any("1.0530 US dollars a euro in 2022" in caveat for caveat in in_euro.caveats)
    assert any(source.source_id == "ecb-reference-rates" for source in in_euro.sources)
    in_dollars = CARDS["trade-trend"](View(tables, select(tables, last_year=2022), WIDE))
    assert not any("ECB" in caveat for caveat in in_dollars.caveats)


def test_the_download_is_headed_by_title_sources_and_hash(tables: Tables) -> None:
    card = CARDS["direction-balance"](View(tables, select(tables), WIDE))
    lines = table_bytes(card).decode("utf-8-sig").splitlines()
    assert lines[0] == f"# {card.title}"
    assert any(line.startswith("# Bureau of National Statistics") for line in lines)
    assert lines[-1].startswith("2023,")
    assert f"# data {tables.data_hash}" in lines


def test_a_sector_is_drawn_from_its_listed_goods(tables: Tables) -> None:
    aerospace = select(tables, sectors=("aerospace",), currency="EUR")
    card = CARDS["trade-trend"](View(tables, aerospace, WIDE))
    assert card.title == "Aerospace, France → Kazakhstan: down 65.6% to €66.8m in 2021"
    assert any("at least what is shown" in caveat for caveat in card.caveats)
    by_year = card.table.set_index("Period")["EUR"]
    assert by_year["2020"] == 194_271_606  # 8802 + 8803 + 8411, and nothing inside them twice
    assert "2022" not in by_year.index  # eleven months are not a year
    monthly = CARDS["monthly-trade"](View(tables, aerospace, WIDE))
    assert "Jan–Nov 2022" in monthly.title


def test_a_chapter_is_whole_and_each_year_of_one_list(tables: Tables) -> None:
    energy = select(tables, sectors=("energy",), currency="EUR", direction="KAZ-FRA", source_kinds=("customs",))
    series = main_series(View(tables, energy)).set_index("year")
    assert series.loc[2020, "value"] == 1_449_967_459
    assert series.loc[2021, "value"] == 1_856_433_813
    assert not series.loc[2021, "listed"]
    assert series.index.is_unique


def test_a_sector_shows_what_was_stated_of_its_goods(tables: Tables) -> None:
    crude = select(tables, sectors=("energy",), direction="KAZ-FRA")
    card = CARDS["trade-trend"](View(tables, crude, WIDE))
    stated = card.table[card.table["Kind"].eq("stated")]
    assert "$1.7 billion" in set(stated["As printed"])
    assert "4 milliards de dollars" not in set(stated["As printed"])


def test_a_stated_growth_is_told_with_its_bounds(tables: Tables) -> None:
    (_official, stated, *_rest) = headline(View(tables, select(tables, last_year=2023)))
    assert stated.label == "Stated, Jan–Aug 2023"
    assert stated.change == "stated +21% (20.5–21.5%) on the year before"
    assert headline(View(tables, select(tables)))[1].change is None  # nobody printed a growth for the months of 2024


@pytest.mark.parametrize("language", ["en", "fr"])
def test_months_that_were_nothing_a_year_before_are_compared_with_nothing(language: str, tables: Tables) -> None:
    flows = tables["flows"]
    monthly = flows["freq_code"].eq("M") & flows["commodity_code"].eq("TOTAL")
    last = max(flows.loc[monthly, "period_end"]).year
    none = monthly & flows["period_start"].map(lambda day: day.year == last - 1)
    changed = flows.assign(**{name: flows[name].mask(none, 0.0) for name in ("value", "value_usd", "value_eur")})
    card = CARDS["monthly-trade"](
        View(Tables({**tables.frames, "flows": changed}, "none"), select(tables, language=language), WIDE)
    )
    assert {"en": "against 0 in the same months", "fr": "contre 0 aux mêmes mois"}[language] in card.sentence
    assert not any("inf" in text or "nan" in text for text in (card.title, card.sentence))
