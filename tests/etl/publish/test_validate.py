"""Frames against the schema: every broken rule is named with sample rows, and nothing invalid becomes Arrow."""

from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from etl.model.errors import ValidationError
from etl.model.schema import TABLES
from etl.publish.validate import conform, to_arrow, validate
from tests.world import Built

SECTORS = pd.DataFrame(
    {
        "sector_id": ["b", "a"],
        "name_en": ["B", "A"],
        "name_fr": ["B", "A"],
        "carries_goods": [True, False],
        "position": [2, 1],
    }
)


@pytest.fixture
def tables(built_world: Built) -> dict[str, pd.DataFrame]:
    """The tables of the synthetic world, as the build hands them to validation."""
    return {name: conform(name, frame) for name, frame in built_world.tables.items()}


def refused(tables: dict[str, pd.DataFrame]) -> str:
    with pytest.raises(ValidationError, match=r"^nothing was written: ") as fault:
        validate(tables)
    assert fault.value.rows
    assert "\n" not in str(fault.value)
    return str(fault.value)


def test_conform_orders_columns_and_rows() -> None:
    shaped = conform(
        "sectors", SECTORS[["position", "name_fr", "name_en", "sector_id", "carries_goods"]].assign(extra=1)
    )
    assert list(shaped.columns) == TABLES["sectors"].names
    assert list(shaped["sector_id"]) == ["a", "b"]


def test_conform_fills_what_may_be_missing_with_null() -> None:
    row = {"company_id": "x", "name": "X", "sector_id": "a", "home_iso3": "ALP", "note": float("nan")}
    assert conform("companies", pd.DataFrame([row])).loc[0, ["aliases", "note"]].tolist() == [None, None]


def test_conform_refuses_a_frame_without_a_needed_column() -> None:
    with pytest.raises(ValidationError, match="sectors: no column name_fr, position"):
        conform("sectors", SECTORS.drop(columns=["name_fr", "position"]))


def test_conform_gives_an_empty_frame_its_columns() -> None:
    shaped = conform("agreements", pd.DataFrame([]))
    assert shaped.empty
    assert list(shaped.columns) == TABLES["agreements"].names


def test_the_world_is_valid(tables: dict[str, pd.DataFrame]) -> None:
    assert validate(tables) is None
    assert set(tables) == set(TABLES)


def test_arrow_has_the_types_of_the_schema() -> None:
    table = to_arrow("sectors", conform("sectors", SECTORS))
    assert table.schema.equals(TABLES["sectors"].arrow())
    assert table.column("position").to_pylist() == [1, 2]


def test_arrow_refuses_another_type() -> None:
    with pytest.raises(ValidationError, match=r"^sectors: .*many"):
        to_arrow("sectors", conform("sectors", SECTORS.assign(position=[1, "many"])))


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        (
            "flows",
            "value",
            -1.0,
            "flows: rows breaks value >= 0 (1 rows, such as alp-annual:ALP:ALP-BET:HS-TOTAL:2021)",
        ),
        ("flows", "currency", None, "flows: rows breaks a value has a currency (1 rows"),
        ("flows", "status", "guessed", "flows: status breaks the allowed terms (1 rows"),
        ("flows", "freq_code", None, "flows: freq_code breaks not_nullable (1 rows"),
        ("flows", "period_end", date(2020, 1, 1), "flows: rows breaks period_start <= period_end (1 rows"),
        ("flows", "source_id", "nowhere", "flows: source_id not in sources: nowhere"),
        ("flows", "sector_id", "magic", "flows: sector_id not in sectors: magic"),
        ("statements", "low", 1e12, "statements: rows breaks low <= value (1 rows"),
        ("statements", "high", -1.0, "statements: rows breaks value <= high (1 rows"),
        ("statements", "unit", "dollars", "statements: unit breaks the allowed terms (1 rows"),
        ("statements", "document_id", "nothing", "statements: document_id not in documents: nothing"),
        ("derived", "high", 0.0, "derived: rows breaks low <= high (1 rows"),
        ("sectors", "position", 1.5, "sectors: position breaks a whole number (1 rows, such as aerospace)"),
        ("mentions", "role", "chorus", "mentions: role breaks the allowed terms (1 rows"),
    ],
)
def test_a_broken_rule_is_named_with_its_rows(
    tables: dict[str, pd.DataFrame], table: str, column: str, value: Any, words: str
) -> None:
    tables[table].loc[0, column] = value
    message = refused(tables)
    assert words in message
    assert message.count(words.split(" (")[0]) == 1


def test_a_key_given_twice_is_named(tables: dict[str, pd.DataFrame]) -> None:
    tables["flows"] = pd.concat([tables["flows"], tables["flows"].iloc[[3]]], ignore_index=True)
    message = refused(tables)
    assert f"flows: rows breaks one row per flow_id (2 rows, such as {tables['flows'].loc[3, 'flow_id']}" in message
    assert message.endswith(": correct these rows and build again")


def test_every_broken_rule_of_every_table_is_named_at_once(tables: dict[str, pd.DataFrame]) -> None:
    tables["flows"].loc[0, "value"] = -1.0
    tables["statements"].loc[0, "unit"] = "dollars"
    tables["mentions"].loc[0, "source_id"] = "nowhere"
    message = refused(tables)
    assert all(words in message for words in ("value >= 0", "statements: unit", "mentions: source_id not in sources"))


def test_missing_numbers_break_no_order(tables: dict[str, pd.DataFrame]) -> None:
    tables["statements"].loc[:, ["low", "value", "high"]] = None
    assert validate(tables) is None


def test_null_is_null_in_arrow() -> None:
    frame = conform(
        "commodities",
        pd.DataFrame(
            [
                {
                    "classification": "HS",
                    "commodity_code": "TOTAL",
                    "commodity_level": "total",
                    "sector_id": float("nan"),
                    "name_en": "All",
                    "name_fr": "Tout",
                }
            ]
        ),
    )
    column = to_arrow("commodities", frame).column("sector_id")
    assert column.null_count == 1
    assert column.type == pa.string()
