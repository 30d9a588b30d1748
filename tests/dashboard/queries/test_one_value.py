"""A quantity, told by reporter, direction, goods, period and currency, has one value wherever it stands."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from dashboard.cards.mirror_gap.data import mirror_panels
from dashboard.cards.registry import CARDS
from dashboard.cards.sector_ranking.data import panels
from dashboard.panels.headline import headline
from dashboard.queries.sector_goods import series
from dashboard.queries.series import main_series, monthly_series, yearly
from dashboard.queries.tables import Tables, records
from dashboard.queries.view import View
from dashboard.queries.year_to_date import year_to_date
from dashboard.selection.selection import Selection, default_selection
from etl.model.codes import ALL_GOODS
from etl.model.period import Period, year

Key = tuple[str, str, str, Period]  # reporter, exporter, goods, period
Told = tuple[str, Key, float]  # where it stands, what it is, its value
ENERGY = "energy"
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"last_year": 2022},
    {"direction": "FRA-KAZ"},
    {"direction": "FRA-KAZ", "first_year": 2020, "last_year": 2020},
    {"first_year": 2020, "last_year": 2021, "source_kinds": ("customs",)},
    {"first_year": 2021, "last_year": 2021, "direction": "KAZ-FRA", "source_kinds": ("customs",)},
)


def view(tables: Tables, **changes: Any) -> Selection:
    return replace(default_selection(tables.vocabulary), **changes)


def of_years(tables: Tables, selection: Selection) -> Iterator[Told]:
    """The years of the trend, and all that the same query holds of other reporters."""
    goods = selection.sectors[0] if selection.sectors else ALL_GOODS
    for where, rows in (
        ("trade-trend", main_series(View(tables, selection))),
        ("yearly", yearly(View(tables, selection))),
    ):
        of_one_source = rows["months"].eq(12) & (rows["reporter_iso3"].eq("FRA") | (where == "trade-trend"))
        for row in records(rows[of_one_source]):
            yield where, (row.reporter_iso3, row.exporter_iso3, goods, year(row.year)), row.value


def of_mirrors(tables: Tables, selection: Selection) -> Iterator[Told]:
    for panel in mirror_panels(View(tables, selection)):
        if panel.commodity == ALL_GOODS:
            for pair in panel.drawn:
                for reporter, value in ((panel.exporter, pair.exported), (panel.importer, pair.imported)):
                    yield "mirror-gap", (reporter, panel.exporter, ALL_GOODS, year(pair.year)), float(value or 0.0)


def of_months(tables: Tables, selection: Selection) -> Iterator[Told]:
    rows = monthly_series(View(tables, selection))
    for exporter, panel in rows.groupby("exporter_iso3"):
        compared = year_to_date(panel, tables, selection.currency)
        key = (panel["reporter_iso3"].iloc[0], str(exporter), ALL_GOODS)
        yield "monthly-trade", (*key, compared.period), compared.value
        if compared.before is not None:
            yield "monthly-trade", (*key, compared.period.year_before()), compared.before


def of_baskets(tables: Tables, selection: Selection) -> Iterator[Told]:
    for one in series(View(tables, selection)):
        for basket in one.baskets:
            yield "sector-composition", (basket.reporter, basket.exporter, ALL_GOODS, basket.period), basket.total
            for sector, value in basket.sectors.items():
                yield "sector-composition", (basket.reporter, basket.exporter, str(sector), basket.period), value
    for panel in panels(View(tables, selection)):
        for sector, rows in panel.products.groupby("sector_id"):
            for basket, column in ((panel.basket, "now"), (panel.earlier, "before")):
                if basket is not None:
                    key = (basket.reporter, basket.exporter, str(sector), basket.period)
                    yield "sector-ranking", key, float(rows[column].sum())


def every_quantity(tables: Tables, currency: str) -> dict[Key, list[tuple[str, float]]]:
    found: dict[Key, list[tuple[str, float]]] = defaultdict(list)
    for changes in VIEWS:
        selection = view(tables, currency=currency, **changes)
        for read in (of_years, of_mirrors, of_months, of_baskets):
            for where, key, value in read(tables, selection):
                found[key].append((where, value))
    return found


@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_a_quantity_on_two_cards_has_one_value(tables: Tables, currency: str) -> None:
    found = every_quantity(tables, currency)
    shared = {key: told for key, told in found.items() if len({where for where, _value in told}) > 1}
    assert {where for told in shared.values() for where, _value in told} >= {"trade-trend", "mirror-gap", "yearly"}
    assert len(shared) > 20
    for key, told in shared.items():
        values = [value for _where, value in told]
        assert values == [pytest.approx(values[0], rel=1e-9)] * len(values), (key, told)


def test_french_exports_of_2022_are_converted_as_one_amount(tables: Tables) -> None:
    told = every_quantity(tables, "USD")["FRA", "FRA", ALL_GOODS, year(2022)]
    assert {round(value / 1e6, 2) for _where, value in told} == {904.16}
    assert {"mirror-gap", "monthly-trade"} <= {where for where, _value in told}


def test_months_are_converted_each_at_its_own_rate(tables: Tables) -> None:
    card = CARDS["monthly-trade"](View(tables, view(tables, direction="FRA-KAZ", first_year=2022, last_year=2022)))
    months = card.table["USD"].sum()
    assert round(months / 1e6, 1) == 898.7
    assert "904.2\N{NO-BREAK SPACE}million" in card.sentence
    assert any("months need not add up" in caveat for caveat in card.caveats)


@pytest.mark.parametrize("changes", [{}, {"currency": "EUR"}, {"last_year": 2020}, {"direction": "FRA-KAZ"}], ids=str)
def test_an_amount_printed_twice_has_the_same_digits(tables: Tables, changes: dict[str, Any]) -> None:
    selection = view(tables, **changes)
    official = headline(View(tables, selection))[0]
    card = CARDS["trade-trend"](View(tables, selection))
    assert official.value in card.title
    assert official.change is not None
    assert official.change.split()[0].lstrip("+−") in card.title
    assert official.change.split()[0] in card.sentence
    assert card.figure is not None
    labels = [note.text for note in card.figure.layout.annotations if str(note.text).startswith("<b>")]
    assert any(label.removeprefix("<b>").removesuffix("</b>") in official.value for label in labels)


def test_printed_sides_add_up_to_the_printed_balance_or_a_note_says_so(tables: Tables) -> None:
    apart = 0
    for currency, last in product(("USD", "EUR"), range(2018, 2024)):
        card = CARDS["direction-balance"](View(tables, view(tables, currency=currency, last_year=last)))
        assert card.figure is not None
        back, out = ([float(text.replace(",", "")) for text in bar.text] for bar in card.figure.data)
        balances = [
            float(note.text[3:-4].replace("\N{MINUS SIGN}", "-").replace(",", ""))
            for note in card.figure.layout.annotations
            if note.yref == "y" and note.text.startswith("<b>")
        ]
        years = [str(year) for year in card.figure.data[0].y]
        differ = [
            year
            for year, sold, bought, balance in zip(years, out, back, balances, strict=True)
            if abs(abs(sold - bought) - abs(balance)) > 1e-6
        ]
        note = card.subtitle.partition("rounded by itself: in ")[2]
        assert bool(note) == bool(differ)
        assert all(year in note for year in differ)
        apart += len(differ)
    assert apart, "no view tries the note"


def test_whole_percentages_that_do_not_make_a_hundred_say_so(tables: Tables) -> None:
    notes = set()
    for changes in VIEWS:
        card = CARDS["sector-composition"](View(tables, view(tables, **changes)))
        sums = card.table.groupby(["Direction", "Period"])["Share, %"].apply(lambda shares: shares.round().sum())
        said = "need not add up to 100" in card.subtitle
        assert said == bool((sums != 100).any())
        notes.add(said)
    assert notes == {True, False}
