"""Official levels: a period's own row or the sum of all its months, never across reporters or kinds of source."""

from typing import Any

import pandas as pd
import pytest

from etl.exchange import convert
from etl.levels import Level, index_flows, is_total, official_levels
from etl.period import parse_iso

KINDS = {"office": "statistics_office", "customs": "customs", "monthly": "customs", "other": "statistics_office"}


def flow(
    source: str, reporter: str | None, direction: str, period: str, value: float | None, **changes: Any
) -> dict[str, Any]:
    span = parse_iso(period)
    exporter, importer = direction.split("-")
    return {
        "flow_id": f"{source}:{direction}:{period}",
        "source_id": source,
        "reporter_iso3": reporter,
        "exporter_iso3": exporter,
        "importer_iso3": importer,
        "period_start": span.start,
        "period_end": span.end,
        "freq_code": "M" if span.whole_months == 1 else "A",
        "classification": "HS",
        "commodity_code": "TOTAL",
        "value": value,
        "currency": "USD",
        "status": "final",
    } | changes


def levels(
    rows: list[dict[str, Any]], period: str = "2022", *, direction: str | None = "ALP-BET", **changes: str
) -> list[Level]:
    exporter, importer = direction.split("-") if direction else (None, None)
    rate = pd.DataFrame([flow("ecb", None, "ALP-BET", "2022", None)])[["freq_code", "period_start", "period_end"]]
    flows = index_flows(convert(pd.DataFrame(rows), rate.assign(rate=2.0)))
    asked = {"pair": "ALP-BET", "commodity": "TOTAL", "currency": "USD"} | changes
    return official_levels(flows, KINDS, exporter=exporter, importer=importer, period=parse_iso(period), **asked)


def months(count: int, source: str = "monthly", reporter: str = "ALP") -> list[dict[str, Any]]:
    return [flow(source, reporter, "ALP-BET", f"2022-{month:02d}", 10.0) for month in range(1, count + 1)]


def test_the_annual_row_is_the_level() -> None:
    (found,) = levels([flow("office", "ALP", "ALP-BET", "2022", 100.0)])
    assert found == Level(
        100.0, "USD", "ALP", ("office",), ("office:ALP-BET:2022",), "statistics_office", as_published=True
    )


def test_all_months_add_up_to_the_level() -> None:
    (year,) = levels(months(12))
    assert (year.value, len(year.flow_ids)) == (120.0, 12)
    (part,) = levels(months(12), "2022-01/2022-08")
    assert (part.value, len(part.flow_ids)) == (80.0, 8)


@pytest.mark.parametrize("count", [11, 1])
def test_a_part_year_is_no_year(count: int) -> None:
    assert levels(months(count)) == []


def test_a_missing_month_is_not_bridged() -> None:
    rows = months(12)
    rows[5] |= {"value": None}
    assert levels(rows) == []


def test_a_year_says_nothing_of_its_months() -> None:
    assert levels([flow("office", "ALP", "ALP-BET", "2022", 100.0)], "2022-01/2022-08") == []


def test_a_single_day_has_no_level() -> None:
    assert levels(months(12), "2022-11-01") == []


def test_each_source_and_reporter_has_its_own_level() -> None:
    rows = [
        flow("office", "ALP", "ALP-BET", "2022", 100.0),
        flow("customs", "BET", "ALP-BET", "2022", 140.0),
        flow("customs", "ALP", "ALP-BET", "2022", 101.0),
    ]
    found = [(one.source_ids, one.reporter_iso3, one.value) for one in levels(rows)]
    assert found == [(("customs",), "ALP", 101.0), (("customs",), "BET", 140.0), (("office",), "ALP", 100.0)]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "doubtful"},
        {"reporter_iso3": None},
        {"commodity_code": "27"},
        {"classification": "SITC"},
        {"exporter_iso3": "BET", "importer_iso3": "ALP"},
        {"value": None},
    ],
)
def test_what_does_not_count(changes: dict[str, Any]) -> None:
    assert levels([flow("office", "ALP", "ALP-BET", "2022", 100.0) | changes]) == []


def test_both_directions_are_added_within_one_source() -> None:
    rows = [
        flow("office", "ALP", "ALP-BET", "2022", 100.0),
        flow("office", "ALP", "BET-ALP", "2022", 40.0),
    ]
    (both,) = levels(rows, direction=None)
    assert (both.value, both.source_ids) == (140.0, ("office",))
    assert both.flow_ids == ("office:ALP-BET:2022", "office:BET-ALP:2022")


def test_one_direction_alone_is_no_total() -> None:
    assert levels([flow("office", "ALP", "ALP-BET", "2022", 100.0)], direction=None) == []


def test_reporters_and_kinds_of_source_are_never_added() -> None:
    there = flow("office", "ALP", "ALP-BET", "2022", 100.0)
    assert levels([there, flow("other", "BET", "BET-ALP", "2022", 40.0)], direction=None) == []
    assert levels([there, flow("customs", "ALP", "BET-ALP", "2022", 40.0)], direction=None) == []


def test_two_sources_of_one_kind_make_a_total_where_neither_has_both() -> None:
    rows = [flow("office", "ALP", "ALP-BET", "2022", 100.0), flow("other", "ALP", "BET-ALP", "2022", 41.0)]
    (both,) = levels(rows, direction=None)
    assert (both.value, both.source_ids) == (141.0, ("office", "other"))
    rows.append(flow("office", "ALP", "BET-ALP", "2022", 40.0))
    (both,) = levels(rows, direction=None)
    assert (both.value, both.source_ids) == (140.0, ("office",))


def test_a_converted_level_says_so() -> None:
    (found,) = levels([flow("office", "ALP", "ALP-BET", "2022", 100.0)], currency="EUR")
    assert (found.value, found.currency, found.as_published) == (50.0, "EUR", False)
    assert levels(months(12), currency="EUR") == []  # no rate covers the months


@pytest.mark.parametrize(("code", "total"), [(None, True), (float("nan"), True), ("TOTAL", True), ("27", False)])
def test_no_code_means_all_goods(code: object, total: bool) -> None:
    assert is_total(code) is total
