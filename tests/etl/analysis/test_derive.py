"""Implied values: golden numbers, and what must not be combined."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from etl.analysis.derive import derived_rows
from etl.model.period import parse_iso
from etl.model.schema import TABLES


def stated(name: str, measure: str, period: str | None, *numbers: float | None, **changes: Any) -> dict[str, Any]:
    """A statement of value, low and high, as `statements` holds it."""
    span = parse_iso(period) if period else None
    before = span.year_before() if span and measure == "growth" else None
    empty = dict.fromkeys(TABLES["statements"].names)
    value, low, high = numbers
    return (
        empty
        | {
            "statement_id": f"paper.{name}",
            "document_id": "paper",
            "source_id": "paper",
            "measure": measure,
            "pair": "FRA-KAZ",
            "period_start": span and span.start,
            "period_end": span and span.end,
            "base_period_start": before and before.start,
            "base_period_end": before and before.end,
            "per": "period",
            "value": value,
            "low": low,
            "high": high,
            "unit": "USD" if measure == "trade_value" else "percent",
        }
        | changes
    )


TRADE = stated("trade", "trade_value", "2022", 4e9, 3.5e9, 4.5e9)
GROWTH = stated("growth", "growth", "2022", 30.0, 29.5, 30.5)
EXPORT = {"exporter_iso3": "KAZ", "importer_iso3": "FRA"}
DECADE = stated("share", "share", "2013/2022", None, 80.0, 90.0, per="year", share_of="pair_trade", **EXPORT)


def derived(*rows: dict[str, Any]) -> pd.DataFrame:
    return derived_rows(pd.DataFrame(rows))


def only(*rows: dict[str, Any]) -> pd.Series:
    found = derived(*rows)
    assert len(found) == 1
    return found.iloc[0]


def test_level_and_growth_imply_the_year_before() -> None:
    found = only(TRADE, GROWTH)
    assert found["value"] == pytest.approx(3.077e9, abs=5e5)
    assert (found["low"], found["high"]) == (pytest.approx(2.682e9, abs=5e5), pytest.approx(3.475e9, abs=5e5))
    assert (found["period_start"], found["period_end"]) == (date(2021, 1, 1), date(2021, 12, 31))
    assert (found["rule"], found["measure"], found["unit"]) == ("base_from_growth", "trade_value", "USD")
    assert found["formula"] == "[3500000000, 4500000000] / (1 + [29.5, 30.5] / 100)"
    assert found["inputs"] == "paper.trade paper.growth"
    assert found["derived_id"] == "base_from_growth:paper.trade+paper.growth"


def test_a_part_year_implies_the_same_months_of_the_year_before() -> None:
    found = only(
        stated("trade", "trade_value", "2023-01/2023-08", 2.7e9, 2.65e9, 2.75e9),
        stated("growth", "growth", "2023-01/2023-08", 21.0, 20.5, 21.5),
    )
    assert found["value"] == pytest.approx(2.231e9, abs=5e5)
    assert (found["low"], found["high"]) == (pytest.approx(2.181e9, abs=5e5), pytest.approx(2.282e9, abs=5e5))
    assert (found["period_start"], found["period_end"]) == (date(2022, 1, 1), date(2022, 8, 31))


def test_total_and_share_imply_one_direction() -> None:
    found = only(TRADE, DECADE)
    assert found["value"] is None or pd.isna(found["value"])
    assert (found["low"], found["high"]) == (pytest.approx(2.8e9), pytest.approx(4.05e9))
    assert (found["exporter_iso3"], found["importer_iso3"]) == ("KAZ", "FRA")
    assert (found["period_start"], found["period_end"]) == (date(2022, 1, 1), date(2022, 12, 31))
    assert found["rule"] == "share_of_total"
    assert found["formula"] == "[3500000000, 4500000000] × [80, 90] / 100"


def test_a_share_with_a_number_implies_a_number() -> None:
    share = stated("share", "share", "2022", 75.0, 74.5, 75.5, share_of="pair_trade", **EXPORT)
    assert only(TRADE, share)["value"] == pytest.approx(3e9)


def test_an_upper_limit_implies_an_upper_limit() -> None:
    limit = stated("trade", "trade_value", "2022", 3e9, None, 3e9)
    found = only(limit, GROWTH)
    assert pd.isna(found["low"])
    assert found["high"] == pytest.approx(3e9 / 1.295)
    assert found["formula"].startswith("[…, 3000000000]")


def test_more_than_implies_a_limit_and_no_value() -> None:
    found = only(TRADE, stated("growth", "growth", "2022", 25.0, 25.0, None))
    assert pd.isna(found["value"])
    assert (found["low"], found["high"]) == (0.0, pytest.approx(3.6e9))


def test_a_fall_implies_more() -> None:
    fall = stated("growth", "growth", "2022", -39.6, -39.65, -39.55)
    assert only(TRADE, fall)["value"] == pytest.approx(4e9 / 0.604)


@pytest.mark.parametrize("bounds", [(-10.0, None, -10.0), (20.0, None, 20.0), (-100.0, -100.5, -99.5)])
def test_a_growth_that_may_be_a_total_loss_implies_nothing(bounds: tuple[float | None, ...]) -> None:
    assert derived(TRADE, stated("growth", "growth", "2022", *bounds)).empty


@pytest.mark.parametrize(
    ("of", "changes"),
    [
        ("level", {"document_id": "other"}),
        ("level", {"reporter_iso3": "KAZ"}),
        ("level", {"commodity_label": "crude oil"}),
        ("level", {"pair": "DEU-KAZ"}),
        ("level", EXPORT),
        ("level", {"per": "year"}),
        ("level", {"value": None}),
        ("level", {"measure": "balance"}),
        ("level", {"period_start": None, "period_end": None}),
        ("level", {"period_start": date(2022, 1, 1), "period_end": date(2022, 11, 30)}),
        ("growth", {"base_period_start": None, "base_period_end": None}),
    ],
)
def test_what_is_not_of_one_kind_is_not_combined(of: str, changes: dict[str, Any]) -> None:
    level, growth = (TRADE | changes, GROWTH) if of == "level" else (TRADE, GROWTH | changes)
    assert derived(level, growth).empty


@pytest.mark.parametrize(
    "changes",
    [
        {"share_of": "exporter_total"},
        {"per": "period"},
        {"period_start": date(2013, 1, 1), "period_end": date(2021, 12, 31)},
        {"commodity_label": "crude oil"},
        {"exporter_iso3": None, "importer_iso3": None},
        {"period_start": None, "period_end": None},
    ],
)
def test_a_share_of_something_else_implies_nothing(changes: dict[str, Any]) -> None:
    assert derived(TRADE, DECADE | changes).empty


def test_a_yearly_share_says_nothing_of_a_part_year() -> None:
    part = stated("trade", "trade_value", "2022-01/2022-08", 2e9, 1.9e9, 2.1e9)
    assert derived(part, DECADE).empty


def test_nothing_implied_keeps_the_columns() -> None:
    assert list(derived(TRADE).columns) == TABLES["derived"].names
