"""Stated figures against official levels: the verdict of each rule, and what each rests on."""

from typing import Any

import pandas as pd
import pytest

from etl.analysis.checks import check_rows
from etl.analysis.report import ranked
from etl.model.errors import DataFileError
from etl.model.period import parse_iso
from etl.model.schema import TABLES
from etl.sources.reference import Grouping
from tests.etl.analysis.test_derive import stated
from tests.etl.analysis.test_levels import flow
from tests.world import PAGE, SPEECH, Built

SOURCES = pd.DataFrame(
    {
        "source_id": ["office", "customs"],
        "source_kind": ["statistics_office", "customs"],
        "revision_margin": [None, 2.0],
    }
)
EXPORT = {"exporter_iso3": "ALP", "importer_iso3": "BET", "pair": "ALP-BET", "reporter_iso3": "ALP"}
UNNAMED = {"reporter_iso3": None}
BOTH = {"pair": "ALP-BET", "reporter_iso3": "ALP"}
# Alpland's statistics office by year, Betaland's customs by month.
OFFICE = [
    flow("office", "ALP", "ALP-BET", "2021", 80.0),
    flow("office", "ALP", "ALP-BET", "2022", 100.0),
    flow("office", "ALP", "BET-ALP", "2022", 40.0),
]
CUSTOMS = [
    flow("customs", "BET", "ALP-BET", f"{year}-{month:02d}", 10.0) for year in (2021, 2022) for month in range(1, 13)
]


def steady(rate: float = 2.0) -> pd.DataFrame:
    """`exchange_rates` with so many dollars a euro in every month of 2021 and 2022."""
    spans = [month for number in (2021, 2022) for month in parse_iso(str(number)).each_month()]
    frame = pd.DataFrame({"period_start": [s.start for s in spans], "period_end": [s.end for s in spans]})
    return frame.assign(freq_code="M", currency_to="USD", rate=rate, fixings=20)


def checks(
    *statements: dict[str, Any], rows: list[dict[str, Any]] | None = None, groupings: tuple[Grouping, ...] = ()
) -> pd.DataFrame:
    flows = pd.DataFrame(OFFICE if rows is None else rows)
    return check_rows(pd.DataFrame(statements), flows, SOURCES, steady(), groupings)


def verdicts(found: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(found["verdict"].astype(str), found["reason_code"].astype(str), strict=True))


def exports(*numbers: float | None, name: str = "exports", **changes: Any) -> dict[str, Any]:
    return stated(name, "trade_value", "2022", *numbers, **EXPORT) | changes


@pytest.mark.parametrize(
    ("numbers", "changes", "verdict", "words"),
    [
        ((100, 95, 105), {}, ("agrees", "inside"), "the official 100 USD (ALP, as published) lies within what was"),
        ((90, 85, 95), {}, ("disagrees", "outside"), "lies outside what was stated"),
        ((90, 90, None), {}, ("agrees", "inside"), "lies within"),
        ((90, None, 90), {}, ("disagrees", "outside"), "lies outside"),
        ((90, 85, 95), UNNAMED, ("cannot_tell", "unnamed"), "but the statement names no statistics"),
        ((90, 85, 95), {"reporter_iso3": "BET"}, ("cannot_tell", "other_statistics"), "rests on the statistics of BET"),
        ((100, 95, 105), UNNAMED, ("agrees", "inside"), "lies within"),
        ((50, 45, 55), {"unit": "EUR"}, ("agrees", "inside"), "50 EUR (ALP, converted at 2.0000 dollars a euro)"),
        ((105, 100, 110), {}, ("agrees", "inside"), "lies within"),  # the bounds belong to the interval
    ],
)
def test_verdicts(
    numbers: tuple[float | None, ...], changes: dict[str, Any], verdict: tuple[str, str], words: str
) -> None:
    found = checks(exports(*numbers, **changes))
    assert verdicts(found) == [verdict]
    assert words in found["reason"].iloc[0]


def test_a_row_names_both_sides() -> None:
    (row,) = checks(exports(100.0, 95.0, 105.0)).to_dict("records")
    assert row["check_id"] == "stated_value:paper.exports:2022:office"
    assert row["subject_ids"] == "paper.exports office:ALP-BET:2022"
    assert (row["expected_low"], row["expected_high"]) == (95.0, 105.0)
    assert (row["observed_low"], row["observed_high"]) == (100.0, 100.0)
    assert (row["rule"], row["source_id"], row["reporter_iso3"], row["unit"]) == ("stated_value", "paper", "ALP", "USD")
    assert (row["subject_source_ids"], row["object_source_ids"]) == ("paper", "office")
    assert pd.isna(row["distance"])
    assert pd.isna(row["distance_unit"])
    assert pd.isna(row["rate"])


def test_a_disagreement_has_a_distance_and_a_conversion_its_rate() -> None:
    (row,) = checks(exports(80.0, 75.0, 85.0, unit="EUR")).to_dict("records")
    assert (row["observed_low"], row["rate"]) == (50.0, 2.0)
    assert (row["distance"], row["distance_unit"]) == (pytest.approx(30 / 80 * 100), "percent")  # from the printed 80


@pytest.mark.parametrize(
    ("numbers", "distance"),
    [
        ((91.9, 91.85, 91.95), 91.9 - 100 / 140 * 100),  # what a reader takes from the two numbers
        ((None, 80.0, 90.0), 80 - 100 / 140 * 100),  # a range from its nearer end
        ((0.5, 0.45, 0.55), 100 / 140 * 100 - 0.5),
        ((70.0, None, 70.0), 100 / 140 * 100 - 70),
        ((71.4, 71.35, 71.45), None),
    ],
)
def test_percentages_are_apart_in_points(numbers: tuple[float, ...], distance: float | None) -> None:
    (row,) = checks(share("pair_trade", *numbers)).to_dict("records")
    if distance is None:
        assert pd.isna(row["distance"])
        assert pd.isna(row["distance_unit"])
    else:
        assert (row["distance"], row["distance_unit"]) == (pytest.approx(distance), "percentage_points")


def test_amounts_are_ranked_apart_from_percentages() -> None:
    rows = [*OFFICE, *(flow("office", "ALP", "BET-ALP", str(year), 40.0) for year in (2020, 2021))]
    billion = exports(130.0, 129.5, 130.5)  # 23 percent from the official 100
    cover = share("opposite_flow", 0.5, 0.45, 0.55, measure="ratio", name="cover")  # 249.5 points from 250
    found = ranked(checks(billion, cover | {"statement_id": "paper.cover"}, rows=rows[:3]))
    assert list(found["rule"]) == ["stated_value", "stated_ratio"]
    assert found["distance"].iloc[0] < found["distance"].iloc[1]


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        ((118, 117.5, 118.5), ("cannot_tell", "revised")),  # 120 less 2 percent is 117.6
        ((117, 116.5, 117.5), ("disagrees", "outside")),
        ((120, 119.5, 120.5), ("agrees", "inside")),
    ],
)
def test_later_editions_may_have_moved_a_series(numbers: tuple[float, ...], verdict: tuple[str, str]) -> None:
    assert verdicts(checks(exports(*numbers, reporter_iso3="BET"), rows=CUSTOMS)) == [verdict]


def test_both_directions_meet_their_sum() -> None:
    (row,) = checks(stated("trade", "trade_value", "2022", 140.0, 135.0, 145.0, **BOTH)).to_dict("records")
    assert (row["observed_low"], row["verdict"]) == (140.0, "agrees")


def test_a_yearly_range_meets_every_official_year() -> None:
    found = checks(exports(None, 90.0, 110.0, per="year", period_start=parse_iso("2013").start))
    years = [(row.check_id, row.period_start.year, str(row.verdict)) for row in found.itertuples()]
    assert years == [
        ("stated_value:paper.exports:2021:office", 2021, "disagrees"),
        ("stated_value:paper.exports:2022:office", 2022, "agrees"),
    ]


def test_one_source_with_both_reporters_gives_a_comparison_with_each() -> None:
    rows = [flow("customs", who, "ALP-BET", "2022", value) for who, value in (("ALP", 100.0), ("BET", 140.0))]
    found = checks(exports(100, 95, 105), rows=rows).set_index("check_id")["verdict"].astype(str).to_dict()
    assert found == {
        "stated_value:paper.exports:2022:customs:ALP": "agrees",
        "stated_value:paper.exports:2022:customs:BET": "each_own_count",
    }


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
    assert checks(stated("growth", "growth", "2022", 25.0, 24.5, 25.5, **EXPORT), rows=rows).empty


def test_growth_between_two_sources_is_not_compared() -> None:
    rows = [OFFICE[1], flow("customs", "ALP", "ALP-BET", "2021", 80.0)]
    assert checks(stated("growth", "growth", "2022", 25.0, 24.5, 25.5, **EXPORT), rows=rows).empty


def test_growth_over_unequal_spans_is_not_compared_with_series() -> None:
    year = {"base_period_start": OFFICE[0]["period_start"], "base_period_end": OFFICE[0]["period_end"]}
    found = checks(stated("growth", "growth", "2022-01/2022-09", 25.0, 24.5, 25.5, **EXPORT) | year, rows=CUSTOMS)
    assert list(found["rule"]) == ["unequal_periods"]
    assert verdicts(found) == [("cannot_tell", "unequal_periods")]


def share(of: str, *numbers: float, **changes: Any) -> dict[str, Any]:
    return stated("share", "share", "2022", *numbers, share_of=of, **EXPORT) | changes


@pytest.mark.parametrize(("low", "high", "verdict"), [(71.0, 72.0, "agrees"), (80.0, 90.0, "disagrees")])
def test_a_direction_has_its_official_share_of_the_trade(low: float, high: float, verdict: str) -> None:
    (row,) = checks(share("pair_trade", 0, low, high)).to_dict("records")
    assert (row["rule"], row["verdict"], row["unit"]) == ("stated_share", verdict, "percent")
    assert row["observed_low"] == row["observed_high"] == pytest.approx(100 / 140 * 100)
    assert row["subject_ids"] == "paper.share office:ALP-BET:2022 office:BET-ALP:2022"


GOODS = {"commodity_code": "27", "commodity_label": "fuels"}


def test_goods_have_their_official_share_of_the_direction() -> None:
    rows = [*OFFICE, flow("office", "ALP", "ALP-BET", "2022", 60.0, commodity_code="27")]
    (row,) = checks(share("pair_flow", 60.0, 59.5, 60.5, **GOODS), rows=rows).to_dict("records")
    assert (row["observed_low"], row["verdict"]) == (60.0, "agrees")
    (row,) = checks(share("pair_trade", 60.0, 59.5, 60.5, **GOODS), rows=rows).to_dict("records")
    assert (row["observed_low"], row["verdict"]) == (pytest.approx(60 / 140 * 100), "disagrees")


@pytest.mark.parametrize("of", ["exporter_total", "importer_total", "importer_needs", "country_trade", "region_trade"])
def test_a_share_of_other_trade_is_not_compared(of: str) -> None:
    assert checks(share(of, 60.0, 59.5, 60.5)).empty


def test_a_share_of_one_reporter_is_not_taken_of_another() -> None:
    rows = [flow("customs", "BET", "ALP-BET", "2022", 60.0, commodity_code="27"), *OFFICE]
    assert checks(share("pair_flow", 60.0, 59.5, 60.5, **GOODS), rows=rows).empty


@pytest.mark.parametrize(("low", "high", "verdict"), [(39.5, 40.5, "agrees"), (37.25, 37.35, "disagrees")])
def test_a_ratio_meets_one_direction_over_the_other(low: float, high: float, verdict: str) -> None:
    back = {"exporter_iso3": "BET", "importer_iso3": "ALP", "measure": "ratio"}
    (row,) = checks(share("opposite_flow", 40.0, low, high, **back)).to_dict("records")
    assert (row["rule"], row["observed_low"], row["verdict"]) == ("stated_ratio", 40.0, verdict)


def test_a_ratio_turned_round_is_its_inverse() -> None:
    (row,) = checks(share("opposite_flow", 250.0, 249.5, 250.5, measure="ratio")).to_dict("records")
    assert (row["observed_low"], row["verdict"]) == (250.0, "agrees")


@pytest.mark.parametrize(("numbers", "verdict"), [((60, 59, 61), "agrees"), ((-60, -61, -59), "disagrees")])
def test_a_balance_is_what_the_named_country_exports_less_what_it_imports(
    numbers: tuple[float, ...], verdict: str
) -> None:
    (row,) = checks(stated("balance", "balance", "2022", *numbers, **BOTH, unit="USD")).to_dict("records")
    assert (row["rule"], row["observed_low"], row["verdict"]) == ("stated_balance", 60.0, verdict)


def test_a_balance_of_nobody_or_of_the_other_country_is_not_compared() -> None:
    balance = stated("balance", "balance", "2022", 60, 59, 61, **BOTH, unit="USD")
    assert checks(balance | UNNAMED).empty
    assert checks(balance | {"period_start": None, "period_end": None}).empty
    assert checks(balance | {"reporter_iso3": "BET"}).empty  # Alpland alone declares both directions


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        ((120, 119, 121), ("agrees", "inside")),  # eight months are 80: a year may be more
        ((79, 78.5, 79.5), ("cannot_tell", "revised")),
        ((60, 59, 61), ("disagrees", "impossible")),
    ],
)
def test_a_year_is_no_less_than_its_first_months(numbers: tuple[float, ...], verdict: tuple[str, str]) -> None:
    found = checks(exports(*numbers, reporter_iso3="BET"), rows=CUSTOMS[12:20])
    assert verdicts(found) == [verdict]
    assert list(found["rule"]) == ["year_to_date"]
    assert found["observed_low"].iloc[0] == 80.0
    assert pd.isna(found["observed_high"].iloc[0])


@pytest.mark.parametrize(("numbers", "verdict"), [((66, 65, 67), "agrees"), ((166, 165, 167), "disagrees")])
def test_months_are_no_more_than_their_year(numbers: tuple[float, ...], verdict: str) -> None:
    part = stated("exports", "trade_value", "2022-01/2022-08", *numbers, **EXPORT)
    (row,) = checks(part).to_dict("records")
    assert (row["rule"], row["observed_high"], row["verdict"]) == ("year_to_date", 100.0, verdict)
    assert pd.isna(row["observed_low"])


def test_a_year_in_hand_is_not_compared_in_part() -> None:
    assert list(checks(exports(120, 119, 121, reporter_iso3="BET"), rows=CUSTOMS)["rule"]) == ["stated_value"]
    other = checks(exports(120, 119, 121), rows=CUSTOMS[12:20])  # the months are Betaland's, the figure is Alpland's
    assert other.empty


@pytest.mark.parametrize(
    "changes",
    [
        {"period_start": None, "period_end": None},
        {"commodity_label": "crude oil"},
        {"commodity_code": "27", "commodity_label": "fuels"},
        {"measure": "fdi_stock"},
        {"pair": "ALP-CEE", "importer_iso3": "CEE"},
        {"pair": None},
    ],
)
def test_what_has_no_official_counterpart_is_not_compared(changes: dict[str, Any]) -> None:
    found = checks(exports(100.0, 95.0, 105.0, **changes))
    assert found.empty
    assert list(found.columns) == TABLES["checks"].names


AIRCRAFT = Grouping(
    id="aircraft", commodity_label="aircraft", reporter_iso3="ALP", codes=("8802", "8411"), reason="r", evidence="e"
)
PARTS = [
    flow("office", "ALP", "ALP-BET", "2022", 30.0, commodity_code="8802"),
    flow("office", "ALP", "ALP-BET", "2022", 12.0, commodity_code="8411"),
]
NAMED = {"commodity_code": "8802", "commodity_label": "aircraft"}


def test_goods_that_are_several_headings_meet_their_sum() -> None:
    (row,) = checks(exports(42, 41, 43, **NAMED), rows=PARTS, groupings=(AIRCRAFT,)).to_dict("records")
    assert (row["rule"], row["observed_low"], row["verdict"]) == ("stated_goods", 42.0, "agrees")
    assert row["subject_ids"] == "paper.exports office:ALP-BET:2022:8802 office:ALP-BET:2022:8411"
    (alone,) = checks(exports(42, 41, 43, **NAMED), rows=PARTS).to_dict("records")
    assert (alone["rule"], alone["observed_low"], alone["verdict"]) == ("stated_value", 30.0, "disagrees")


def test_a_grouping_holds_for_the_country_it_names() -> None:
    other = exports(30, 29, 31, name="other", **NAMED | {"reporter_iso3": "BET"})
    found = checks(exports(42, 41, 43, **NAMED), other, rows=PARTS, groupings=(AIRCRAFT,))
    assert list(found["rule"][found["check_id"].str.contains("paper.other")]) == ["stated_value"]


@pytest.mark.parametrize(
    "changes", [{"commodity_label": "trains"}, {"reporter_iso3": "BET"}, {"codes": ("8802", "88")}]
)
def test_an_idle_grouping_is_refused(changes: dict[str, Any]) -> None:
    idle = AIRCRAFT.model_copy(update=changes)
    with pytest.raises(DataFileError, match=r"groupings\.yaml: aircraft met no statement or no official code: correct"):
        checks(exports(42, 41, 43, **NAMED), rows=PARTS, groupings=(idle,))


WORLD = {
    f"contradiction:{SPEECH}.trade-2022:2022:{PAGE}.trade-2022": ("disagrees", "outside"),
    f"stated_growth:{SPEECH}.growth-2022:2022:alp-annual": ("agrees", "inside"),
    f"stated_share:{SPEECH}.export-share-2022:2022:alp-annual": ("disagrees", "outside"),
    f"stated_value:{SPEECH}.trade-2022:2022:alp-annual": ("agrees", "inside"),
    f"stated_value:{PAGE}.exports-2022:2022:alp-annual": ("disagrees", "outside"),
    f"stated_value:{PAGE}.trade-2022:2022:alp-annual": ("cannot_tell", "unnamed"),
}


def test_every_comparison_of_the_world(built_world: Built) -> None:
    found = built_world.tables["checks"].set_index("check_id")
    assert dict(zip(found.index, verdicts(found), strict=True)) == WORLD
