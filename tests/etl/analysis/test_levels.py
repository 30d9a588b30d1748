"""Official levels: a period's own row or the sum of all its months, never across reporters or kinds of source."""

from typing import Any

import pandas as pd
import pytest

from etl.analysis.levels import Official, OfficialLevel, Trade, official
from etl.model.period import parse_iso
from etl.model.rates import Rates

KINDS = {"office": "statistics_office", "customs": "customs", "monthly": "customs", "other": "statistics_office"}
TRADE = Trade("ALP-BET", "ALP", "BET")
BOTH = Trade("ALP-BET")
YEARS = range(2018, 2024)


def flow(
    source: str, reporter: str | None, direction: str, period: str, value: float | None, **changes: Any
) -> dict[str, Any]:
    """A row of `flows`; the id carries the code of goods that are not all goods."""
    span = parse_iso(period)
    exporter, importer = direction.split("-")
    goods = f":{changes['commodity_code']}" if "commodity_code" in changes else ""
    return {
        "flow_id": f"{source}:{direction}:{period}{goods}",
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


def steady_rates(rate: float = 2.0) -> Rates:
    """So many dollars a euro in every month, twenty trading days each."""
    return Rates({month.start: (rate, 20) for number in YEARS for month in parse_iso(str(number)).each_month()})


def held(rows: list[dict[str, Any]], rates: Rates | None = None) -> Official:
    return official(pd.DataFrame(rows), KINDS, rates or steady_rates())


def levels(
    rows: list[dict[str, Any]],
    period: str = "2022",
    *,
    trade: Trade = TRADE,
    currency: str = "USD",
    rates: Rates | None = None,
) -> list[OfficialLevel]:
    return held(rows, rates).levels(trade, parse_iso(period), currency)


def goods(*codes: str) -> Trade:
    return Trade("ALP-BET", "ALP", "BET", codes)


def months(count: int, source: str = "monthly", reporter: str = "ALP", **changes: Any) -> list[dict[str, Any]]:
    return [flow(source, reporter, "ALP-BET", f"2022-{month:02d}", 10.0, **changes) for month in range(1, count + 1)]


ANNUAL = flow("office", "ALP", "ALP-BET", "2022", 100.0)


def test_the_annual_row_is_the_level() -> None:
    (found,) = levels([ANNUAL])
    assert found == OfficialLevel(100.0, "USD", "ALP", ("office",), ("office:ALP-BET:2022",), "statistics_office")
    assert found.as_published


def test_all_months_add_up_to_the_level() -> None:
    (year,) = levels(months(12))
    assert (year.value, len(year.flow_ids)) == (120.0, 12)
    (part,) = levels(months(12), "2022-01/2022-08")
    assert (part.value, len(part.flow_ids)) == (80.0, 8)
    (one,) = levels(months(12), "2022-03")
    assert (one.value, one.flow_ids) == (10.0, ("monthly:ALP-BET:2022-03",))


@pytest.mark.parametrize("count", [11, 1])
def test_a_part_year_is_no_year(count: int) -> None:
    assert levels(months(count)) == []


@pytest.mark.parametrize("spoiled", [{"value": None}, {"status": "doubtful"}])
def test_a_missing_month_of_totals_is_not_bridged(spoiled: dict[str, Any]) -> None:
    rows = months(12)
    rows[5] |= spoiled
    assert levels(rows) == []
    assert levels(rows, "2022-01/2022-05")[0].value == 50.0


def test_a_year_says_nothing_of_its_months() -> None:
    assert levels([ANNUAL], "2022-01/2022-08") == []


@pytest.mark.parametrize("period", ["2022-11-01", "2022-01-01/2022-11-15"])
def test_a_span_of_days_has_no_level(period: str) -> None:
    assert levels(months(12), period) == []


def test_several_years_are_not_added_from_annual_rows() -> None:
    rows = [ANNUAL, flow("office", "ALP", "ALP-BET", "2021", 80.0)]
    assert levels(rows, "2021/2022") == []


def test_each_source_and_reporter_has_its_own_level() -> None:
    rows = [ANNUAL, flow("customs", "BET", "ALP-BET", "2022", 140.0), flow("customs", "ALP", "ALP-BET", "2022", 101.0)]
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
        {"importer_iso3": "CEE"},
        {"value": None},
    ],
)
def test_what_does_not_count(changes: dict[str, Any]) -> None:
    assert levels([ANNUAL | changes]) == []


@pytest.mark.parametrize("classification", ["HS", "CN", "H0", "H6"])
def test_every_harmonized_classification_counts(classification: str) -> None:
    assert [one.value for one in levels([ANNUAL | {"classification": classification}])] == [100.0]


def test_both_directions_are_added_within_one_source() -> None:
    (both,) = levels([ANNUAL, flow("office", "ALP", "BET-ALP", "2022", 40.0)], trade=BOTH)
    assert (both.value, both.source_ids) == (140.0, ("office",))
    assert both.flow_ids == ("office:ALP-BET:2022", "office:BET-ALP:2022")


def test_one_direction_alone_is_no_total() -> None:
    assert levels([ANNUAL], trade=BOTH) == []


def test_reporters_and_kinds_of_source_are_never_added() -> None:
    assert levels([ANNUAL, flow("other", "BET", "BET-ALP", "2022", 40.0)], trade=BOTH) == []
    assert levels([ANNUAL, flow("customs", "ALP", "BET-ALP", "2022", 40.0)], trade=BOTH) == []


def test_two_sources_of_one_kind_make_a_total_where_neither_has_both() -> None:
    rows = [ANNUAL, flow("other", "ALP", "BET-ALP", "2022", 41.0)]
    (both,) = levels(rows, trade=BOTH)
    assert (both.value, both.source_ids) == (141.0, ("office", "other"))
    rows.append(flow("office", "ALP", "BET-ALP", "2022", 40.0))
    (both,) = levels(rows, trade=BOTH)
    assert (both.value, both.source_ids) == (140.0, ("office",))


def test_a_converted_level_says_so() -> None:
    (found,) = levels([ANNUAL], currency="EUR")
    assert (found.value, found.currency, found.rate, found.as_published) == (50.0, "EUR", 2.0, False)


def test_euros_become_dollars() -> None:
    (found,) = levels([ANNUAL | {"currency": "EUR"}])
    assert (found.value, found.rate) == (200.0, 2.0)


def test_months_are_added_as_published_and_converted_once() -> None:
    rates = Rates(steady_rates().months | {parse_iso("2022-12").start: (4.0, 5)})
    (found,) = levels(months(12), currency="EUR", rates=rates)
    average = (11 * 20 * 2.0 + 5 * 4.0) / (11 * 20 + 5)  # over the trading days of the year
    assert found.rate == pytest.approx(average)
    assert found.value == pytest.approx(120.0 / average)
    assert found.value != pytest.approx(11 * 10 / 2.0 + 10 / 4.0)  # not month by month


def test_without_a_rate_nothing_is_converted() -> None:
    rates = Rates({start: rate for start, rate in steady_rates().months.items() if start.month != 7})
    assert levels(months(12), currency="EUR", rates=rates) == []
    assert levels(months(12), "2022-01/2022-06", currency="EUR", rates=rates)[0].value == 30.0
    assert levels(months(12), rates=rates)[0].as_published
    assert levels([ANNUAL | {"currency": "KZT"}]) == []


def test_a_total_of_two_currencies_knows_its_rate() -> None:
    back = flow("other", "ALP", "BET-ALP", "2022", 40.0, currency="EUR")
    (both,) = levels([ANNUAL, back], trade=BOTH)
    assert (both.value, both.rate, both.as_published) == (180.0, 2.0, False)


def test_several_codes_are_added_within_one_source() -> None:
    rows = [
        flow("customs", "ALP", "ALP-BET", "2022", 30.0, commodity_code="8802"),
        flow("customs", "ALP", "ALP-BET", "2022", 12.0, commodity_code="8411"),
        flow("monthly", "ALP", "ALP-BET", "2022", 31.0, commodity_code="8802"),
        flow("customs", "BET", "ALP-BET", "2022", 99.0, commodity_code="8802"),
    ]
    (found,) = levels(rows, trade=goods("8802", "8411"))
    assert (found.value, found.source_ids, found.reporter_iso3) == (42.0, ("customs",), "ALP")
    assert found.flow_ids == ("customs:ALP-BET:2022:8802", "customs:ALP-BET:2022:8411")
    assert levels(rows, trade=goods("8802", "8803")) == []


def listed(absent: tuple[int, ...], **changes: Any) -> list[dict[str, Any]]:
    """Twelve months of code 27; of code 8802 all months but those absent."""
    oil = months(12, commodity_code="27")
    aircraft = [
        flow("monthly", "ALP", "ALP-BET", f"2022-{month:02d}", 1.0, commodity_code="8802", **changes)
        for month in range(1, 13)
        if month not in absent
    ]
    return oil + aircraft


def test_a_month_without_a_row_in_a_list_of_goods_had_no_such_flow() -> None:
    (found,) = levels(listed(absent=(2, 3, 11)), trade=goods("8802"))
    assert (found.value, len(found.flow_ids)) == (9.0, 9)


def test_a_month_that_no_list_covers_is_a_gap() -> None:
    rows = [row for row in listed(absent=(2,)) if row["period_start"].month != 2]
    assert levels(rows, trade=goods("8802")) == []
    assert levels(rows, "2022-03/2022-12", trade=goods("8802"))[0].value == 10.0


@pytest.mark.parametrize("hidden", [{"value": None, "status": "confidential"}, {"value": 1.0, "status": "doubtful"}])
def test_a_withheld_month_of_goods_is_a_gap(hidden: dict[str, Any]) -> None:
    rows = listed(absent=(2,))
    rows.append(flow("monthly", "ALP", "ALP-BET", "2022-02", 1.0, commodity_code="8802") | hidden)
    assert levels(rows, trade=goods("8802")) == []
    assert levels(rows, trade=goods("27"))[0].value == 120.0  # other goods of the list are not touched


def test_what_is_withheld_of_another_partner_is_no_gap() -> None:
    rows = listed(absent=(2,))
    rows.append(flow("monthly", "ALP", "ALP-CEE", "2022-02", None, commodity_code="8802", status="confidential"))
    assert [one.value for one in levels(rows, trade=goods("8802"))] == [11.0]


def test_a_month_without_a_total_is_a_gap_whatever_the_goods_say() -> None:
    assert levels([*months(11), *months(12, commodity_code="27")]) == []


def year_to_date(rows: list[dict[str, Any]], trade: Trade = TRADE) -> list[tuple[float, int]]:
    found = held(rows).year_to_date(trade, parse_iso("2022"), "USD")
    return [(one.value, len(one.flow_ids)) for one in found]


def test_the_year_to_date_is_the_longest_run_from_january() -> None:
    assert year_to_date(months(8)) == [(80.0, 8)]
    assert year_to_date([row for row in months(11) if row["period_start"].month != 6]) == [(50.0, 5)]


def test_the_year_to_date_of_both_directions_ends_with_the_shorter_one() -> None:
    back = [row | {"exporter_iso3": "BET", "importer_iso3": "ALP"} for row in months(5)]
    assert year_to_date([*months(8), *back], trade=BOTH) == [(100.0, 10)]


def test_without_a_january_there_is_no_year_to_date() -> None:
    assert year_to_date(months(8)[1:]) == []
    assert year_to_date([ANNUAL]) == []


def test_a_trade_is_turned_without_losing_its_goods() -> None:
    turned = goods("27").directed("BET", "ALP")
    assert (turned.exporter, turned.importer, turned.codes, turned.pair) == ("BET", "ALP", ("27",), "ALP-BET")


def test_both_directions_follow_the_pair() -> None:
    rows = [flow("office", "ALP", "BET-ALP", "2022", 40.0), ANNUAL]
    assert levels(rows, trade=BOTH)[0].flow_ids[0] == "office:ALP-BET:2022"
