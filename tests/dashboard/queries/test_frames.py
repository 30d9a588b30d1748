"""Frames that the cards are drawn from: equal spans, kinds kept apart, nothing made up."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.queries import frames, rates
from dashboard.queries.editions import load_tables, published_hash
from dashboard.queries.series import main_series, yearly
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection
from etl.model.errors import MissingTablesError
from etl.model.period import months, year


@pytest.fixture
def everything(tables: Tables) -> Selection:
    return default_selection(tables.vocabulary)


def test_main_series_is_kazakhstans_and_to_the_cent(tables: Tables, everything: Selection) -> None:
    series = main_series(View(tables, everything))
    assert set(series["reporter_iso3"]) == {"KAZ"}
    assert not series.duplicated(["year", "exporter_iso3"]).any()
    of_2022 = series[series["year"].eq(2022)].set_index("exporter_iso3")["value"]
    assert round(of_2022["KAZ"], 2) == 3_071_434_548.02
    assert round(of_2022["FRA"], 2) == 916_545_538.18
    assert round(of_2022.sum(), 2) == 3_987_980_086.20


def test_one_year_never_mixes_kinds_of_source(tables: Tables, everything: Selection) -> None:
    series = main_series(View(tables, everything))
    assert series.groupby("year")["source_kind"].nunique().eq(1).all()


def test_a_part_of_a_year_is_not_a_year(tables: Tables, everything: Selection) -> None:
    french = replace(everything, source_kinds=("customs",), direction="FRA-KAZ")
    rows = yearly(View(tables, replace(french, currency="EUR")))
    exports = rows[rows["source_id"].eq("eurostat-exports-monthly")].set_index("year")
    assert exports.loc[2023, "months"] == 12
    assert round(exports.loc[2023, "value"]) == 1_098_860_367
    assert exports.loc[2024, "months"] == 8
    assert 2024 not in set(main_series(View(tables, french))["year"])


def test_a_line_inside_a_listed_heading_is_not_added(tables: Tables, everything: Selection) -> None:
    rows = frames.products(View(tables, everything))
    top = dict(zip(rows["commodity_code"], rows["top"], strict=False))
    assert top["8607"]
    assert not top["86079190"]
    assert top["84314980"]


def test_a_period_average_weighs_trading_days(tables: Tables) -> None:
    assert tables.rates.over(year(2022)) == pytest.approx(1.053049, abs=5e-7)
    assert tables.rates.over(months(1998, 1, 1998, 12)) is None
    assert rates.in_currency(tables, 5.3e9, "EUR", "USD", year(2022)) == pytest.approx(5.3e9 * 1.053049, rel=1e-6)
    assert rates.in_currency(tables, 1.0, "percent", "USD", year(2022)) is None


def test_missing_and_damaged_tables_name_the_command(tmp_path: Path) -> None:
    assert published_hash(tmp_path / "datapackage.json") is None
    (tmp_path / "statements.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(MissingTablesError, match="python -m etl build"):
        load_tables(tmp_path, "0")


def test_what_is_remembered_is_changed_by_nobody(tables: Tables) -> None:
    selection = default_selection(tables.vocabulary)
    first = frames.flows(View(tables, selection))
    first["value"] = 0.0
    first.loc[:, "value_usd"] = -1.0
    again = frames.flows(View(tables, replace(selection, language="fr", currency="EUR")))
    assert again["value"].sum() > 0
    assert again["value_usd"].sum() > 0
    assert len(tables.results["dashboard.queries.frames.flows"]) <= 24
