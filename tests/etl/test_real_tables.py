"""The repository's own data, built: the article's figures, the official totals and what follows from them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest

from etl.model.period import Period, parse_iso
from tests.world import Built

SEED = "2023-11-01-astana-visit"
CENT = 0.005


def cells(row: Mapping[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(None if pd.isna(row[name]) else row[name] for name in names)


def span(row: Mapping[str, Any], kind: str = "period") -> str | None:
    start, end = cells(row, f"{kind}_start", f"{kind}_end")
    return Period(start, end).iso() if start else None


def level(real: Built, source: str, exporter: str, period: str, code: str = "TOTAL") -> float:
    wanted = parse_iso(period)
    flows = real.tables["flows"]
    found = flows[
        flows["source_id"].eq(source)
        & flows["exporter_iso3"].eq(exporter)
        & flows["commodity_code"].eq(code)
        & flows["period_start"].eq(wanted.start)
        & flows["period_end"].eq(wanted.end)
    ]
    assert len(found) == 1
    return float(found["value"].iloc[0])


# As printed: measure, value, low, high, unit, bound, period, base period, per, decimals.
ARTICLE = {
    "4 milliards de dollars": ("trade_value", 4e9, 3.5e9, 4.5e9, "USD", "rounded", "2022", None, "period", 0),
    "30%": ("growth", 30, 29.5, 30.5, "percent", "rounded", "2022", "2021", "period", 0),
    "2,7 milliards de dollars": (
        "trade_value", 2.7e9, 2.65e9, 2.75e9, "USD", "rounded", "2023-01/2023-08", None, "period", 1,
    ),
    "21%": ("growth", 21, 20.5, 21.5, "percent", "rounded", "2023-01/2023-08", "2022-01/2022-08", "period", 0),
    "2,5 milliards et 6,5 milliards de dollars": (
        "trade_value", None, 2.5e9, 6.5e9, "USD", "range", "2013/2022", None, "year", 1,
    ),
    "80 à 90%": ("share", None, 80, 90, "percent", "range", "2013/2022", None, "year", 0),
    "plus de 170": ("count", 170, 170, None, "companies", "at_least", "2023-11-01", None, "period", 0),
    "1,2 GW": ("capacity", 1200, 1150, 1250, "MW", "rounded", None, None, "period", 1),
}  # fmt: skip


def test_the_article_has_these_figures_and_no_others(real: Built) -> None:
    statements = real.tables["statements"]
    rows = statements[statements["document_id"].eq(SEED)].to_dict("records")
    found = {
        row["as_stated"]: (
            *cells(row, "measure", "value", "low", "high", "unit", "bound"),
            span(row),
            span(row, "base_period"),
            *cells(row, "per", "decimals"),
        )
        for row in rows
    }
    assert found == ARTICLE
    assert len(rows) == len(ARTICLE)


def test_only_the_share_of_the_article_has_a_direction(real: Built) -> None:
    statements = real.tables["statements"].set_index("statement_id")
    directed = statements[statements["document_id"].eq(SEED) & statements["exporter_iso3"].notna()]
    assert list(directed.index) == [f"{SEED}.export-share-decade"]
    assert cells(directed.iloc[0], "exporter_iso3", "importer_iso3", "share_of") == ("KAZ", "FRA", "pair_trade")


@pytest.mark.parametrize(
    ("derived_id", "value", "low", "high", "period", "inputs"),
    [
        ("base_from_growth", 3.077e9, 2.682e9, 3.475e9, "2021", ("trade-2022", "growth-2022")),
        (
            "base_from_growth",
            2.231e9,
            2.181e9,
            2.282e9,
            "2022-01/2022-08",
            ("trade-2023-jan-aug", "growth-2023-jan-aug"),
        ),
        ("share_of_total", None, 2.8e9, 4.05e9, "2022", ("trade-2022", "export-share-decade")),
    ],
)
def test_what_the_article_implies(
    real: Built, derived_id: str, value: float | None, low: float, high: float, period: str, inputs: tuple[str, str]
) -> None:
    ids = [f"{SEED}.{name}" for name in inputs]
    row = real.tables["derived"].set_index("derived_id").loc[f"{derived_id}:{'+'.join(ids)}"]
    found = cells(row, "value", "low", "high")
    assert found == tuple(None if n is None else pytest.approx(n, abs=5e5) for n in (value, low, high))
    assert (span(row), row["inputs"], row["unit"]) == (period, " ".join(ids), "USD")
    assert row["formula"].startswith("[")


@pytest.mark.parametrize(
    ("source", "exporter", "period", "value"),
    [
        ("kaz-stat-annual", "KAZ", "2022", 3071434548.02),
        ("kaz-stat-annual", "FRA", "2022", 916545538.18),
        ("kaz-stat-annual", "KAZ", "2021", 2394660285.67),
        ("kaz-stat-annual", "FRA", "2021", 664764129.12),
        ("eurostat-exports-monthly", "FRA", "2019-01", 19007191),
        ("wits-annual-exports", "KAZ", "2019", 3650380000),
    ],
)
def test_official_values_to_the_cent(real: Built, source: str, exporter: str, period: str, value: float) -> None:
    assert level(real, source, exporter, period) == pytest.approx(value, abs=CENT)


def test_both_directions_of_2022_add_up(real: Built) -> None:
    total = sum(level(real, "kaz-stat-annual", exporter, "2022") for exporter in ("KAZ", "FRA"))
    assert total == pytest.approx(3987980086.20, abs=CENT)


def test_the_annual_rate_of_2022(real: Built) -> None:
    rates = real.tables["exchange_rates"]
    annual = rates[rates["freq_code"].eq("A") & rates["period_start"].eq(date(2022, 1, 1))]
    assert [f"{rate:.6f}" for rate in annual["rate"]] == ["1.053049"]


@pytest.mark.parametrize(
    ("check_id", "observed"),
    [
        (f"stated_value:{SEED}.trade-2022:2022:kaz-stat-annual", 3987980086.20),
        (f"stated_growth:{SEED}.growth-2022:2022:kaz-stat-annual", 30.35),
    ],
)
def test_the_article_agrees_with_the_statistics_office(real: Built, check_id: str, observed: float) -> None:
    row = real.tables["checks"].set_index("check_id").loc[check_id]
    assert row["verdict"] == "agrees"
    assert row["observed_low"] == row["observed_high"] == pytest.approx(observed, abs=0.005)


def test_every_year_of_the_decade_is_held_against_the_statistics_office(real: Built) -> None:
    checks = real.tables["checks"]
    found = checks[checks["check_id"].str.match(rf"stated_value:{SEED}\.trade-decade:\d+:kaz-stat-annual")]
    years = {row.period_start.year: row.verdict for row in found.itertuples()}
    assert years == dict.fromkeys(range(2018, 2023), "agrees")
