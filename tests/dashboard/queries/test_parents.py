"""Goods inside other goods: a heading or chapter holds only what its own source lists for its own period."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.queries import frames
from dashboard.queries.sector_goods import goods, leading_baskets
from dashboard.queries.sector_goods import series as baskets
from dashboard.queries.series import monthly_series, yearly
from dashboard.queries.tables import Tables, outermost, records
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection
from etl.analysis.levels import Trade, official
from etl.model.codes import Status
from etl.model.period import months, year
from etl.transform.exchange_rates import monthly_rates

SOURCE, CHAPTER = "comext-exports-products-monthly", "33"
SECTOR = "consumer-goods"
MARCH = months(2021, 3, 2021, 3)


@pytest.fixture(scope="module")
def selection(tables: Tables) -> Selection:
    return replace(default_selection(tables.vocabulary), first_year=2020, last_year=2022, currency="EUR")


def with_chapter(tables: Tables, **changes: object) -> Tables:
    """The tables with one redundant row more: chapter 33 of March 2021, the sum of what is listed in it."""
    flows = tables["flows"]
    products = frames.products(View(tables, replace(default_selection(tables.vocabulary), source_kinds=())))
    inside = products["commodity_code"].str.startswith(CHAPTER) & products["source_id"].eq(SOURCE) & products["top"]
    rows = products[inside & products["period_start"].eq(MARCH.start)]
    assert len(rows) > 1, "the chapter has detail in this month"
    row = flows.loc[rows.index[:1]].assign(
        flow_id=f"{SOURCE}:FRA:FRA-KAZ:HS-{CHAPTER}:2021-03",
        commodity_code=CHAPTER,
        commodity_level="chapter",
        classification="HS",
        **{name: rows[name].sum() for name in ("value", "value_usd", "value_eur")},
    )
    return Tables({**tables.frames, "flows": pd.concat([flows, row.assign(**changes)], ignore_index=True)}, "redundant")


def by_sector(tables: Tables, selection: Selection) -> dict[tuple[str, int, str], float]:
    found = leading_baskets(baskets(View(tables, selection)))
    return {
        (one.exporter, one.period.start.year, str(sector)): round(value, 2)
        for one in found
        for sector, value in one.sectors.items()
    }


def values(tables: Tables, selection: Selection) -> dict[tuple[str, str, int], tuple[float, int]]:
    rows = records(yearly(View(tables, selection)))
    return {(row.source_id, row.exporter_iso3, row.year): (round(row.value, 2), row.months) for row in rows}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"value": None, "value_usd": None, "value_eur": None, "status": Status.CONFIDENTIAL},
        {"status": Status.DOUBTFUL},
    ],
    ids=["published", "confidential", "doubtful"],
)
def test_a_redundant_chapter_of_one_month_changes_no_sum(
    changes: dict[str, object], tables: Tables, selection: Selection
) -> None:
    more = with_chapter(tables, **changes)
    for sectors in ((), (SECTOR,)):
        chosen = replace(selection, sectors=sectors)
        assert values(more, chosen) == values(tables, chosen)
    assert by_sector(more, selection) == by_sector(tables, selection)
    assert [one.covered for one in goods(View(more, selection))] == [
        one.covered for one in goods(View(tables, selection))
    ]


def test_a_line_is_inside_the_heading_of_its_own_source_and_month(tables: Tables, selection: Selection) -> None:
    rows = frames.products(View(with_chapter(tables), replace(selection, source_kinds=())))
    inside = rows["commodity_code"].str.startswith(CHAPTER) & rows["commodity_code"].ne(CHAPTER)
    march = rows[inside & rows["period_start"].eq(MARCH.start) & rows["source_id"].eq(SOURCE)]
    april = rows[inside & rows["period_start"].eq(months(2021, 4, 2021, 4).start) & rows["source_id"].eq(SOURCE)]
    assert not march["top"].any()
    assert april["top"].any()


def test_one_month_of_a_chapter_is_no_year_of_it(tables: Tables) -> None:
    trade = Trade("FRA-KAZ", "FRA", "KAZ", (CHAPTER,))
    kinds, rates = tables.kinds, monthly_rates(tables["exchange_rates"])
    for known in (tables, with_chapter(tables)):
        assert official(known["flows"], kinds, rates).levels(trade, year(2021), "EUR") == []
    march = official(with_chapter(tables)["flows"], kinds, rates).levels(trade, MARCH, "EUR")
    assert [level.source_ids for level in march] == [(SOURCE,)]


def test_a_month_with_its_chapter_alone_is_not_a_month_without_crude_oil(tables: Tables) -> None:
    flows = tables["flows"]
    march = flows["source_id"].eq("comext-oil-imports-monthly") & flows["period_start"].eq(MARCH.start)
    crude = march & flows["commodity_code"].eq("2709")
    assert crude.sum() == 1
    chapter = flows["commodity_code"].mask(crude, "27"), flows["commodity_level"].mask(crude, "chapter")
    changed = flows.assign(commodity_code=chapter[0], commodity_level=chapter[1])
    chosen = replace(default_selection(tables.vocabulary), direction="KAZ-FRA", without_oil=True)
    months_of = [
        set(monthly_series(View(known, chosen))["period_start"])
        for known in (tables, Tables({**tables.frames, "flows": changed}, "chapter alone"))
    ]
    assert months_of[0] - months_of[1] == {MARCH.start}


FILTERS = [{}, {"direction": "FRA-KAZ"}, {"first_year": 2021}, {"source_kinds": ("customs",)}]


@pytest.mark.parametrize("changes", FILTERS)
def test_what_holds_what_does_not_follow_the_filters(
    tables: Tables, selection: Selection, changes: dict[str, object]
) -> None:
    frame = frames.products(View(tables, replace(selection, **changes)))  # type: ignore[arg-type]
    assert frame["top"].equals(outermost(frame).rename("top"))
