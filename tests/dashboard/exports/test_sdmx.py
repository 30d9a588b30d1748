"""The official observations of each card as SDMX-CSV: complete keys, valid codes, sums equal to the card's table."""

import csv
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import StringIO
from typing import Any

import pandas as pd
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import KINDS, EmptyCardError, file_bytes, file_name, offered
from dashboard.exports.sdmx import DIMENSIONS, HEADER, sdmx_bytes
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import default_selection

DRAWN = (*("trade-trend", "direction-balance", "monthly-trade", "mirror-gap", "sector-composition", "sector-ranking"),)
SELECTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"direction": "KAZ-FRA", "currency": "EUR"},
    {"first_year": 2021, "last_year": 2022},
    {"sectors": ("energy",)},
    {"sectors": ("aerospace", "transport")},
    {"source_kinds": ("customs",)},
    {"source_kinds": ("reconciled",)},
    {"known": date(2020, 8, 12)},
)
CODES = {
    "STRUCTURE": {"dataflow"},
    "ACTION": {"I"},
    "FREQ": {"A", "M"},
    "REF_AREA": {"FRA", "KAZ"},
    "COUNTERPART_AREA": {"FRA", "KAZ"},
    "TRADE_FLOW": {"X", "M"},
    "UNIT_MEASURE": {"USD", "EUR"},
    "UNIT_MULT": {"0"},
    "OBS_STATUS": {"A", "E", "P", "U"},
    "CONF_STATUS": {"F"},
    "VALUATION": {"FOB", "CIF", "_X"},
}
Row = dict[str, str]


def draw(tables: Tables, card_id: str, **changes: Any) -> Card:
    return CARDS[card_id](View(tables, replace(default_selection(tables.vocabulary), **changes)))


def opened(content: bytes) -> list[Row]:
    text = content.decode("utf-8")
    assert text.startswith("STRUCTURE,STRUCTURE_ID,ACTION,")
    assert text.endswith("\r\n")
    return list(csv.DictReader(StringIO(text, newline="")))


def rows_of(card: Card) -> list[Row]:
    return opened(sdmx_bytes(card))


def sums(rows: list[Row], *keys: str, years: bool = False) -> dict[Any, float]:
    """Values added up by columns, the last of which is a period or its year."""
    found: dict[Any, float] = defaultdict(float)
    for row in rows:
        period = row["TIME_PERIOD"][:4] if years else row["TIME_PERIOD"]
        found[(*(row[key] for key in keys), period)] += float(row["OBS_VALUE"])
    return dict(found)


def exporter(row: Row) -> str:
    return row["REF_AREA"] if row["TRADE_FLOW"] == "X" else row["COUNTERPART_AREA"]


@pytest.mark.parametrize("card_id", DRAWN)
@pytest.mark.parametrize("changes", SELECTIONS, ids=str)
def test_keys_are_complete_and_unique_and_codes_valid(tables: Tables, card_id: str, changes: dict[str, Any]) -> None:
    card = draw(tables, card_id, **changes)
    if card.empty:
        assert offered(card) == {}
        return
    rows = rows_of(card)
    assert rows
    assert tuple(rows[0]) == HEADER
    assert len({tuple(row[name] for name in DIMENSIONS) for row in rows}) == len(rows)
    for row in rows:
        assert all(row[name] for name in HEADER)
        assert {name for name, allowed in CODES.items() if row[name] not in allowed} == set()
        assert re.fullmatch(r"[0-9]{4}" if row["FREQ"] == "A" else r"[0-9]{4}-(0[1-9]|1[0-2])", row["TIME_PERIOD"])
        assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", row["OBS_VALUE"])
    sources = {source.source_id for source in card.sources}
    assert {row["DATA_SOURCE"] for row in rows} <= sources


def test_years_of_the_trend_equal_the_table(tables: Tables) -> None:
    for card_id in ("trade-trend", "direction-balance"):
        card = draw(tables, card_id, first_year=2018)
        rows = rows_of(card)
        sold = [row for row in rows if exporter(row) == "KAZ"]
        if card_id == "trade-trend":
            own = card.table["Kind"].eq("official") & card.table["Direction"].eq("Kazakhstan → France")
            shown = dict(zip(card.table.loc[own, "Period"], card.table.loc[own, "USD"], strict=True))
        else:
            years = card.table["Year"].astype(str)
            shown = dict(zip(years, card.table["Kazakhstan → France, USD"], strict=True))
        assert sums(sold) == {(year,): pytest.approx(value) for year, value in shown.items()}


def test_months_equal_the_table_in_the_published_currency(tables: Tables) -> None:
    card = draw(tables, "monthly-trade", currency="EUR", direction="FRA-KAZ")
    shown = dict(zip((str(day)[:7] for day in card.table["Month"]), card.table["EUR"], strict=True))
    assert sums(rows_of(card)) == {(month,): pytest.approx(value) for month, value in shown.items()}
    dollars = draw(tables, "monthly-trade", direction="FRA-KAZ")
    assert sha256(sdmx_bytes(dollars)).digest() == sha256(sdmx_bytes(card)).digest()


def test_goods_and_totals_equal_the_bars(tables: Tables) -> None:
    card = draw(tables, "sector-composition", currency="EUR")
    rows = [row for row in rows_of(card) if exporter(row) == "FRA"]
    table = card.table[card.table["Direction"].eq("France → Kazakhstan")].assign(
        year=lambda frame: frame["Period"].str[-4:]
    )
    totals = [row for row in rows if row["COMMODITY"] == "TOTAL"]
    goods = [row for row in rows if row["COMMODITY"] != "TOTAL"]
    listed = table[table["Sector"].ne("Not broken down")]
    for found, frame in ((totals, table), (goods, listed)):
        shown = frame.groupby("year")["EUR"].sum()
        assert sums(found, years=True) == {(year,): pytest.approx(value) for year, value in shown.items()}


def test_goods_of_a_sector_equal_the_ranking(tables: Tables) -> None:
    card = draw(tables, "sector-ranking", currency="EUR", direction="FRA-KAZ", sectors=("aerospace",))
    now, before = (card.table.iloc[:, at].sum() for at in (4, 5))
    found = sums(rows_of(card), years=True)
    assert found == {("2021",): pytest.approx(before), ("2022",): pytest.approx(now)}


def test_both_declarations_are_as_published(tables: Tables) -> None:
    card = draw(tables, "mirror-gap", direction="FRA-KAZ")
    table = card.table[card.table["Goods"].eq("All goods")]
    rows = [row for row in rows_of(card) if row["COMMODITY"] == "TOTAL"]
    found = sums(rows, "REF_AREA", years=True)
    for area, column in (("FRA", "Exports as published"), ("KAZ", "Imports as published")):
        for year, value in zip(table["Year"], table[column], strict=True):
            assert found[(area, str(year))] == pytest.approx(value)
    assert {row["UNIT_MEASURE"] for row in rows if row["REF_AREA"] == "KAZ"} == {"USD"}
    assert {row["UNIT_MEASURE"] for row in rows if row["REF_AREA"] == "FRA"} == {"EUR"}


def test_estimates_from_both_sides_are_estimates_of_exports(tables: Tables) -> None:
    card = draw(tables, "sector-composition", source_kinds=("reconciled",))
    rows = rows_of(card)
    assert {row["TRADE_FLOW"] for row in rows} == {"X"}
    assert {row["OBS_STATUS"] for row in rows} == {"E", "U"}
    assert sum(float(row["OBS_VALUE"]) for row in rows) == pytest.approx(card.table["USD"].sum())


def test_values_are_those_of_the_day_selected(tables: Tables) -> None:
    then = rows_of(draw(tables, "trade-trend", known=date(2020, 8, 12), first_year=2019, last_year=2019))
    now = rows_of(draw(tables, "trade-trend", first_year=2019, last_year=2019))
    of = {name: [row for row in rows if exporter(row) == "KAZ"] for name, rows in (("then", then), ("now", now))}
    assert [(row["OBS_VALUE"], row["DATA_SOURCE"]) for row in of["then"]] == [("3650380000", "wits-annual-exports")]
    assert [(row["OBS_VALUE"], row["DATA_SOURCE"]) for row in of["now"]] == [("3648741259.89", "kaz-stat-annual")]


@pytest.mark.parametrize("card_id", sorted(set(CARDS) - set(DRAWN)))
def test_cards_without_official_values_have_no_such_file(tables: Tables, card_id: str) -> None:
    card = draw(tables, card_id, language="fr")
    assert set(offered(card)) == set(KINDS) - {"sdmx"}
    with pytest.raises(EmptyCardError, match="CSV"):
        file_bytes(card, "sdmx")


def test_what_is_left_without_crude_oil_is_nobodys_observation(tables: Tables) -> None:
    for card_id in ("trade-trend", "sector-composition", "sector-ranking"):
        assert draw(tables, card_id, without_oil=True).flows.empty
    untouched = {"without_oil": True, "sectors": ("aerospace",), "direction": "FRA-KAZ"}
    assert not draw(tables, "sector-ranking", **untouched).flows.empty


def test_confidential_and_missing_values_are_empty_and_said_so(tables: Tables) -> None:
    card = draw(tables, "monthly-trade")
    flows = card.flows.head(3).assign(status=["confidential", "final", "doubtful"], value=[5.0, float("nan"), 7.0])
    rows = rows_of(replace(card, flows=flows))
    found = [(row["OBS_VALUE"], row["OBS_STATUS"], row["CONF_STATUS"]) for row in rows]
    assert found == [("", "Q", "C"), ("", "O", "F"), ("7", "U", "F")]


def test_text_is_never_a_formula(tables: Tables) -> None:
    card = draw(tables, "direction-balance")
    evil = tuple(replace(source, citation='=HYPERLINK("x"),\r\n"y"') for source in card.sources)
    rows = rows_of(replace(card, sources=evil))
    assert {row["SOURCE_CITATION"] for row in rows} == {'\'=HYPERLINK("x"), "y"'}


def test_the_kind_names_its_version(tables: Tables) -> None:
    card = draw(tables, "trade-trend")
    assert KINDS["sdmx"].mime == "application/vnd.sdmx.data+csv;version=2.0.0"
    assert file_name(card, "sdmx") == f"trade-trend-{card.data_hash[:8]}.sdmx.csv"
    assert isinstance(card.flows, pd.DataFrame)
    assert {row["DATA_HASH"] for row in opened(file_bytes(card, "sdmx"))} == {card.data_hash}
