"""The kept code lists: chapters covered once, no idle exception, names for codes, corrections that meet their rows."""

from collections import defaultdict
from functools import cache

import pytest

from etl.model.errors import UnknownCodeError
from etl.model.paths import data_paths
from etl.sources.reference import Reference, read_reference
from etl.sources.series import OfficialSeries, read_official
from etl.transform.exchange_rates import average_rates
from etl.transform.flows import Flows, official_flows

PRODUCTS = "comext-exports-products-monthly"


@cache
def reference() -> Reference:
    return read_reference(data_paths())


@cache
def series() -> dict[str, OfficialSeries]:
    return {one.sidecar.source_id: one for one in read_official(data_paths())}


@cache
def flows() -> Flows:
    return official_flows(tuple(series().values()), reference(), average_rates())


def test_chapters_cover_the_hs_once() -> None:
    chapters = reference().hs_chapters
    assert chapters["chapter"].tolist() == [f"{number:02}" for number in range(1, 98)]
    for column in ("name_en", "name_fr"):
        assert chapters[column].is_unique
        assert chapters[column].str.len().between(2, 40).all()


def test_no_heading_repeats_what_its_prefix_says() -> None:
    sectors = reference().sector_by_prefix
    headings = reference().hs_headings
    assert headings["prefix"].str.fullmatch(r"\d{4}|\d{6}").all()
    assert headings["prefix"].is_monotonic_increasing
    assert (headings["reason"].str.len() > 0).all()
    redundant = []
    for prefix, sector in zip(headings["prefix"], headings["sector_id"], strict=True):
        shorter = next(prefix[:n] for n in range(len(prefix) - 1, 1, -1) if prefix[:n] in sectors)
        if sectors[shorter] == sector:
            redundant.append(prefix)
    assert redundant == []


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("261210", "nuclear"),
        ("2844", "nuclear"),
        ("2612", "nuclear"),
        ("2603", "mining-metals"),
        ("2709", "energy"),
        ("8802", "aerospace"),
        ("8411", "aerospace"),
        ("86071100", "transport"),
        ("85023100", "green-energy"),
        ("33030010", "consumer-goods"),
        ("300490", "pharmaceuticals"),
        ("90189084", "health"),
        ("87162000", "agriculture"),
        ("252329", "construction"),
    ],
)
def test_sector_by_longest_prefix(code: str, sector: str) -> None:
    assert reference().sector_of("HS", code) == sector


def test_codes_outside_the_hs_have_no_sector() -> None:
    assert reference().sector_of("SITC", "3") is None
    assert reference().sector_of("HS", "TOTAL") is None
    with pytest.raises(UnknownCodeError, match="98"):
        reference().sector_of("HS", "9801")


def test_large_products_and_all_other_codes_have_names() -> None:
    named = set(zip(reference().commodities["classification"], reference().commodities["commodity_code"], strict=True))
    yearly: dict[tuple[str, str, str], int] = defaultdict(int)
    for _, row in series()[PRODUCTS].rows:
        yearly[row["classification"], row["commodity_code"], row["period"][:4]] += int(row["value"])
    large = {key[:2] for key, value in yearly.items() if value >= 1_000_000}
    other = {
        (row["classification"], row["commodity_code"])
        for name, one in series().items()
        if name != PRODUCTS
        for _, row in one.rows
    }
    assert large | other <= named
    assert {("SITC", str(section)) for section in range(10)} <= named


def test_names_are_short_in_both_languages() -> None:
    for column in ("name_en", "name_fr"):
        assert reference().commodities[column].str.len().between(2, 42).all()


def test_country_codes_are_those_of_comtrade() -> None:
    countries = reference().countries.set_index("iso3")["comtrade_code"]
    assert countries.to_dict() == {"FRA": "251", "KAZ": "398"}


def test_all_rows_become_distinct_flows() -> None:
    frame = flows().flows
    assert flows().rejected == ()
    assert len(frame) == sum(one.sidecar.control.rows for one in series().values())
    assert frame["flow_id"].is_unique


def test_corrections_flag_exactly_the_doubtful_rows() -> None:
    frame = flows().flows
    doubtful = frame[frame["status"].eq("doubtful")]
    assert sorted(zip(doubtful["source_id"], doubtful["commodity_code"], doubtful["value"], strict=True)) == [
        ("unctad-matrix", "6", 612432050.0),
        ("unctad-matrix", "TOTAL", 1110176261.0),
        ("wits-annual-exports", "TOTAL", 3650380000.0),
    ]
    assert flows().corrections["matched"].tolist() == [1, 1, 1]


def test_valuation_follows_the_direction() -> None:
    frame = flows().flows
    stated = frame[frame["valuation"].ne("not_stated")]
    assert set(zip(stated["flow_code"], stated["valuation"], strict=True)) == {("X", "FOB"), ("M", "CIF")}
    unstated = frame[frame["valuation"].eq("not_stated")]
    assert set(unstated["source_id"]) == {"unctad-matrix", "eurostat-crude-origin-annual", "fao-lentils-annual"}
