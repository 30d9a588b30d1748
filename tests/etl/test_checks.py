"""Comparisons of stated figures with official levels: verdicts, and what they are based on."""

from typing import Any

import pandas as pd
import pytest
from test_derive import stated
from test_levels import flow
from world import PAGE, SPEECH, Built

from etl.checks import check_rows
from etl.exchange import convert
from etl.schema import TABLES

SOURCES = pd.DataFrame({"source_id": ["office", "customs"], "source_kind": ["statistics_office", "customs"]})
EXPORT = {"exporter_iso3": "ALP", "importer_iso3": "BET", "pair": "ALP-BET", "reporter_iso3": "ALP"}
OFFICE = [
    flow("office", "ALP", "ALP-BET", "2021", 80.0),
    flow("office", "ALP", "ALP-BET", "2022", 100.0),
    flow("office", "ALP", "BET-ALP", "2022", 40.0),
]


def checks(statement: dict[str, Any], rows: list[dict[str, Any]] | None = None) -> pd.DataFrame:
    keys = ["freq_code", "period_start", "period_end"]
    rates = pd.DataFrame([flow("ecb", None, "ALP-BET", period, None) for period in ("2021", "2022")])[keys]
    flows = convert(pd.DataFrame(rows or OFFICE), rates.assign(rate=[1.0, 2.0]))
    return check_rows(pd.DataFrame([statement]), flows, SOURCES)


def exports(*numbers: float | None, **changes: Any) -> dict[str, Any]:
    return stated("exports", "trade_value", "2022", *numbers, **EXPORT) | changes


@pytest.mark.parametrize(
    ("numbers", "changes", "verdict", "words"),
    [
        ((100.0, 95.0, 105.0), {}, "agrees", "the official 100 USD (ALP, as published) lies within what was stated"),
        ((90.0, 85.0, 95.0), {}, "disagrees", "lies outside what was stated"),
        ((90.0, 90.0, None), {}, "agrees", "lies within"),
        ((90.0, None, 90.0), {}, "disagrees", "lies outside"),
        (
            (90.0, 85.0, 95.0),
            {"reporter_iso3": None},
            "cannot_tell",
            "outside what was stated, but the statement names no",
        ),
        ((90.0, 85.0, 95.0), {"reporter_iso3": "BET"}, "cannot_tell", "rests on the other country's"),
        ((100.0, 95.0, 105.0), {"reporter_iso3": None}, "agrees", "lies within"),
        ((50.0, 45.0, 55.0), {"unit": "EUR"}, "agrees", "50 EUR (ALP, converted at the period-average rate)"),
    ],
)
def test_verdicts(numbers: tuple[float | None, ...], changes: dict[str, Any], verdict: str, words: str) -> None:
    found = checks(exports(*numbers, **changes))
    assert list(found["verdict"]) == [verdict]
    assert words in found["reason"].iloc[0]


def test_a_row_names_both_sides() -> None:
    (row,) = checks(exports(100.0, 95.0, 105.0)).to_dict("records")
    assert row["check_id"] == "stated_value:paper.exports:2022:office"
    assert row["subject_ids"] == "paper.exports office:ALP-BET:2022"
    assert (row["expected_low"], row["expected_high"]) == (95.0, 105.0)
    assert (row["observed_low"], row["observed_high"]) == (100.0, 100.0)
    assert (row["rule"], row["source_id"], row["reporter_iso3"], row["unit"]) == ("stated_value", "paper", "ALP", "USD")


def test_both_directions_meet_their_sum() -> None:
    total = stated("trade", "trade_value", "2022", 140.0, 135.0, 145.0, pair="ALP-BET", reporter_iso3="ALP")
    (row,) = checks(total).to_dict("records")
    assert (row["observed_low"], row["verdict"]) == (140.0, "agrees")


def test_a_yearly_range_meets_every_official_year() -> None:
    decade = exports(None, 90.0, 110.0, per="year") | {"period_start": pd.Timestamp("2013-01-01").date()}
    found = checks(decade)
    assert [(row.period_start.year, row.verdict) for row in found.itertuples()] == [
        (2021, "disagrees"),
        (2022, "agrees"),
    ]


@pytest.mark.parametrize(("bounds", "verdict"), [((24.5, 25.5), "agrees"), ((29.5, 30.5), "disagrees")])
def test_growth_meets_the_growth_of_two_levels(bounds: tuple[float, float], verdict: str) -> None:
    (row,) = checks(stated("growth", "growth", "2022", 0.0, *bounds, **EXPORT)).to_dict("records")
    assert row["observed_low"] == row["observed_high"] == pytest.approx(25.0)
    assert row["verdict"] == verdict
    assert row["subject_ids"] == "paper.growth office:ALP-BET:2022 office:ALP-BET:2021"


def test_growth_is_not_measured_through_exchange_rates() -> None:
    found = checks(stated("growth", "growth", "2022", 25.0, 24.5, 25.5, **EXPORT))
    assert len(found) == 1  # in dollars as published; not once more in euros


def test_growth_from_nothing_is_not_compared() -> None:
    rows = [OFFICE[0] | {"value": 0.0}, OFFICE[1]]
    assert checks(stated("growth", "growth", "2022", 25.0, 24.5, 25.5, **EXPORT), rows).empty


def test_growth_over_unequal_spans_is_not_compared() -> None:
    nine = stated("growth", "growth", "2022-01/2022-09", 25.0, 24.5, 25.5, **EXPORT)
    against_year = nine | {"base_period_start": OFFICE[0]["period_start"], "base_period_end": OFFICE[0]["period_end"]}
    assert checks(against_year).empty


@pytest.mark.parametrize(
    "changes",
    [
        {"period_start": None, "period_end": None},
        {"commodity_label": "crude oil"},
        {"commodity_code": "27", "commodity_label": "fuels"},
        {"measure": "balance"},
        {"pair": "ALP-CEE", "importer_iso3": "CEE"},
    ],
)
def test_what_has_no_official_counterpart_is_not_compared(changes: dict[str, Any]) -> None:
    found = checks(exports(100.0, 95.0, 105.0, **changes))
    assert found.empty
    assert list(found.columns) == TABLES["checks"].names


def test_the_world_has_one_of_each_verdict(built_world: Built) -> None:
    found = built_world.tables["checks"].set_index("check_id")["verdict"].to_dict()
    assert found == {
        f"stated_value:{SPEECH}.trade-2022:2022:alp-annual": "agrees",
        f"stated_growth:{SPEECH}.growth-2022:2022:alp-annual": "agrees",
        f"stated_value:{PAGE}.exports-2022:2022:alp-annual": "disagrees",
        f"stated_value:{PAGE}.trade-2022:2022:alp-annual": "cannot_tell",
    }
