"""The kept official series: rows, golden figures, parts within wholes, and what spoiling them says."""

import csv
import shutil
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from etl.model.errors import DataFileError
from etl.model.paths import DataPaths, data_paths
from etl.sources.series import OfficialSeries, read_official

ROWS = {
    "comext-exports-products-monthly": 11731,
    "comext-hs27-monthly": 70,
    "comext-imports-monthly": 35,
    "comext-oil-imports-monthly": 43,
    "comtrade-hs27-hs44-annual": 152,
    "comtrade-wood-imports": 27,
    "eu-crude-register-monthly": 84,
    "eurostat-crude-field-monthly": 48,
    "eurostat-crude-origin-annual": 33,
    "eurostat-exports-monthly": 68,
    "fao-lentils-annual": 2,
    "kaz-stat-annual": 12,
    "unctad-matrix": 30,
    "wits-annual-exports": 14,
}
PRODUCTS = "comext-exports-products-monthly"


@cache
def series() -> dict[str, OfficialSeries]:
    return {one.sidecar.source_id: one for one in read_official(data_paths())}


def rows(source_id: str, **wanted: str) -> list[dict[str, str]]:
    return [row for _, row in series()[source_id].rows if all(row.get(k) == v for k, v in wanted.items())]


def total(source_id: str, period: str, column: str = "value", **wanted: str) -> Decimal:
    """Sum over the rows whose period begins with `period`, exact as printed; at least one row must be there."""
    cells = [row[column] for row in rows(source_id, **wanted) if row["period"].startswith(period)]
    assert cells, f"{source_id}: no row of {period} with {wanted}"
    return sum((Decimal(cell) for cell in cells), Decimal(0))


def test_every_series_is_there_in_full() -> None:
    assert {name: len(one.rows) for name, one in series().items()} == ROWS


def test_every_series_is_guarded_by_control_totals() -> None:
    for name, one in series().items():
        columns = {column for _, row in one.rows for column in ("value", "net_weight_kg") if row.get(column)}
        assert columns, name
        assert {c for c in ("value", "net_weight_kg") if getattr(one.sidecar.control, c) is not None} == columns, name


def test_every_sidecar_says_where_its_figures_come_from() -> None:
    for name, one in series().items():
        side = one.sidecar
        assert side.url.startswith("https://"), name
        assert side.trust, name
        assert (side.currency is not None) == (side.control.value is not None), name
        reported = {row.get("reporter_iso3") for _, row in one.rows}
        assert (reported == {None}) == (name == "unctad-matrix"), name


@pytest.mark.parametrize(
    ("year", "exports", "imports", "turnover"),
    [
        ("2018", "3839223300", "657535000", "4496758300"),
        ("2021", "2394660285.67", "664764129.12", "3059424414.79"),
        ("2022", "3071434548.02", "916545538.18", "3987980086.20"),
        ("2023", "2949547901.47", "1296054139.49", "4245602040.96"),
    ],
)
def test_kazakh_totals(year: str, exports: str, imports: str, turnover: str) -> None:
    assert total("kaz-stat-annual", year, exporter_iso3="KAZ") == Decimal(exports)
    assert total("kaz-stat-annual", year, exporter_iso3="FRA") == Decimal(imports)
    assert total("kaz-stat-annual", year) == Decimal(turnover)


def test_kazakh_shares_are_printed_percent() -> None:
    assert rows("kaz-stat-annual", period="2022", exporter_iso3="KAZ")[0]["partner_share"] == "3.63083"
    assert rows("wits-annual-exports", period="2005")[0]["partner_share"] == "9.57"


def test_ranks_are_carried_beside_the_shares() -> None:
    ranks = {
        exporter: [row["partner_rank"] for row in rows("kaz-stat-annual", exporter_iso3=exporter)]
        for exporter in ("KAZ", "FRA")
    }
    assert ranks == {"KAZ": ["5", "5", "8", "7", "8", "8"], "FRA": ["8", "9", "6", "10", "10", "8"]}
    wits = {row["period"]: row["partner_rank"] for row in rows("wits-annual-exports")}
    assert {year: rank for year, rank in wits.items() if rank != "5"} == {"2005": "4", "2009": "4", "2010": "3"}
    for name in ("kaz-stat-annual", "wits-annual-exports"):
        assert any("partner_rank is not printed" in note for note in series()[name].sidecar.trust)


def test_wits_leaves_a_gap_where_france_is_not_printed() -> None:
    years = [row["period"] for row in rows("wits-annual-exports")]
    assert years == [str(year) for year in (*range(2004, 2016), 2018, 2019)]
    assert total("wits-annual-exports", "2012") == 5_632_970_000


@pytest.mark.parametrize(
    ("year", "value"),
    [("2019", 427642303), ("2020", 597461450), ("2021", 466112608), ("2022", 858610052), ("2023", 1098860367)],
)
def test_french_exports_add_up_to_their_years(year: str, value: int) -> None:
    assert len([row for row in rows("eurostat-exports-monthly") if row["period"].startswith(year)]) == 12
    assert total("eurostat-exports-monthly", year) == value


def test_french_exports_run_from_january_2019_to_august_2024() -> None:
    assert rows("eurostat-exports-monthly")[-1]["period"] == "2024-08"
    assert total("eurostat-exports-monthly", "2019-01") == 19_007_191


@pytest.mark.parametrize(("year", "value"), [("2020", 1560115395), ("2021", 2036242813), ("2022", 4015193031)])
def test_french_imports(year: str, value: int) -> None:
    assert total("comext-imports-monthly", year) == value


def test_eleven_months_of_2022_stay_eleven_and_provisional() -> None:
    for name in ("comext-imports-monthly", "comext-hs27-monthly", PRODUCTS):
        provisional = {row["period"] for row in rows(name, status="provisional")}
        assert provisional == {f"2022-{month:02}" for month in range(1, 12)}, name
        assert provisional.isdisjoint(row["period"] for row in rows(name, status="final")), name


@pytest.mark.parametrize(
    ("reporter", "exporter", "year", "value"),
    [
        ("FRA", "KAZ", "2011", 6597187082),
        ("KAZ", "KAZ", "2011", 5057839735),
        ("FRA", "FRA", "2015", 3919852),
        ("KAZ", "FRA", "2017", 2690561),
    ],
)
def test_fuels_by_both_reporters(reporter: str, exporter: str, year: str, value: int) -> None:
    wanted = {"reporter_iso3": reporter, "exporter_iso3": exporter, "commodity_code": "27"}
    assert total("comtrade-hs27-hs44-annual", year, **wanted) == value


@pytest.mark.parametrize(
    ("classification", "code", "year", "value"),
    [
        ("HS", "8607", "2020", 93289727),
        ("HS", "8802", "2020", 175664831),
        ("HS", "3303", "2021", 5155502),
        ("CN", "33030010", "2022", 3408394),
        ("CN", "27101999", "2021", 251093),
        ("CN", "88032000", "2020", 364271),
        ("CN", "88072000", "2022", 4336678),
    ],
)
def test_french_exports_by_product(classification: str, code: str, year: str, value: int) -> None:
    assert total(PRODUCTS, year, classification=classification, commodity_code=code) == value


def test_aircraft_parts_change_heading_with_2022() -> None:
    assert max(row["period"] for row in rows(PRODUCTS, commodity_code="8803")) <= "2021-12"
    assert min(row["period"] for row in rows(PRODUCTS, commodity_code="8807")) >= "2022-01"


def test_lines_never_exceed_the_heading_they_lie_in() -> None:
    headings = {(r["commodity_code"], r["period"]): int(r["value"]) for r in rows(PRODUCTS, classification="HS")}
    listed = {code for code, _ in headings}
    inside: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows(PRODUCTS, classification="CN"):
        inside[row["commodity_code"][:4], row["period"]] += int(row["value"])
    inside = {key: value for key, value in inside.items() if key[0] in listed}
    assert len(listed) == 87
    assert [key for key, value in inside.items() if value > headings.get(key, 0)] == []


@pytest.mark.parametrize(("year", "listed"), [("2020", 354788423), ("2021", 229746087), ("2022", 282557420)])
def test_listed_products_leave_a_remainder(year: str, listed: int) -> None:
    headings = {row["commodity_code"] for row in rows(PRODUCTS, classification="HS")}
    apart = [
        int(row["value"])
        for row in rows(PRODUCTS)
        if row["period"].startswith(year)
        and (row["classification"] == "HS" or row["commodity_code"][:4] not in headings)
    ]
    assert sum(apart) == listed
    assert listed < total("eurostat-exports-monthly", year)


def test_fuel_headings_stay_within_their_chapter() -> None:
    chapter = {row["period"]: int(row["value"]) for row in rows("comext-hs27-monthly", exporter_iso3="KAZ")}
    parts: dict[str, int] = defaultdict(int)
    for row in rows("comext-oil-imports-monthly"):
        parts[row["period"]] += int(row["value"])
    common = sorted(chapter.keys() & parts.keys())
    assert (common[0], common[-1], len(common)) == ("2020-01", "2021-12", 24)
    assert [period for period in common if parts[period] > chapter[period]] == []
    assert total("comext-oil-imports-monthly", "2019", "net_weight_kg", commodity_code="2709") == 6_679_516_304


def test_crude_by_origin_is_known_by_weight_only() -> None:
    assert total("eurostat-crude-origin-annual", "2018", "net_weight_kg") == 8_141_892_000
    assert total("eurostat-crude-origin-annual", "1996", "net_weight_kg") == 0
    assert all("value" not in row for row in rows("eurostat-crude-origin-annual"))


@pytest.mark.parametrize(("year", "value"), [("2013", 6248917000), ("2016", 2689755000), ("2019", 3371164000)])
def test_crude_register_adds_up_to_the_printed_years(year: str, value: int) -> None:
    assert total("eu-crude-register-monthly", year) == value


def test_confidential_months_are_missing_and_not_zero() -> None:
    hidden = rows("eurostat-crude-field-monthly", status="confidential")
    assert len(hidden) == 33
    assert {row["value"] for row in hidden} == {""}
    assert all(float(row["value"]) > 0 for row in rows("eurostat-crude-field-monthly", status="final"))


def test_wood_imports_are_plain_dollars() -> None:
    assert total("comtrade-wood-imports", "2022", commodity_code="9401") == Decimal("34786.408")


def test_lentils_are_known_by_weight_only() -> None:
    assert [row["net_weight_kg"] for row in rows("fao-lentils-annual")] == ["68000", "67000"]


@pytest.mark.parametrize(("exporter", "year"), [("KAZ", "2005"), ("KAZ", "2015"), ("FRA", "2015")])
def test_unctad_sections_add_up_to_their_total(exporter: str, year: str) -> None:
    found = {
        row["commodity_code"]: int(row["value"]) for row in rows("unctad-matrix", exporter_iso3=exporter, period=year)
    }
    whole = found.pop("TOTAL")
    assert abs(sum(found.values()) - whole) <= 4


def test_corrupt_unctad_years_stay_out() -> None:
    kept = {(row["exporter_iso3"], row["period"]) for row in rows("unctad-matrix")}
    assert kept == {("KAZ", "2005"), ("KAZ", "2015"), ("FRA", "2015")}


def _without_last_field(text: str) -> str:
    return text.rsplit(",", 1)[0] + "\n"


def _without_last_row(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:-1])


def _with_swapped_digits(text: str) -> str:
    return text.replace("3071434548.02", "3701434548.02")


def _with_words(text: str) -> str:
    return text.replace("3071434548.02", "3.07 billion")


@pytest.fixture
def copy(tmp_path: Path) -> DataPaths:
    """A data root that holds one kept series, free to be spoiled."""
    paths = DataPaths(tmp_path / "data")
    paths.official.mkdir(parents=True)
    for ending in ("csv", "yaml"):
        shutil.copy(data_paths().official / f"kaz-stat-annual.{ending}", paths.official)
    assert len(read_official(paths)) == 1
    return paths


@pytest.mark.parametrize(
    ("spoiled", "message"),
    [
        (_without_last_field, r", line 13: 5 fields where the header has 6: restore the line"),
        (_without_last_row, r": 11 rows where the sidecar's control says 12: restore the file"),
        (_with_swapped_digits, r": value sums to 23581594791\.80 where .* says 22951594791\.80: restore"),
        (_with_words, r", line 11: value '3\.07 billion' is not a number: correct it"),
    ],
)
def test_a_spoiled_table_is_refused(copy: DataPaths, spoiled: Callable[[str], str], message: str) -> None:
    file = copy.official / "kaz-stat-annual.csv"
    file.write_text(spoiled(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"data/official/kaz-stat-annual\.csv" + message):
        read_official(copy)


@pytest.mark.parametrize(
    ("ending", "message"),
    [
        ("yaml", r"kaz-stat-annual\.csv has no sidecar: add kaz-stat-annual\.yaml"),
        ("csv", r"data/official: sidecar without a CSV: kaz-stat-annual\.yaml"),
    ],
)
def test_table_and_sidecar_need_each_other(copy: DataPaths, ending: str, message: str) -> None:
    (copy.official / f"kaz-stat-annual.{ending}").unlink()
    with pytest.raises(DataFileError, match=message):
        read_official(copy)


def test_rows_stand_in_order_without_columns_that_never_vary() -> None:
    for name in ROWS:
        with (data_paths().official / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            kept = list(csv.DictReader(file))
        assert [row["period"] for row in kept] == sorted(row["period"] for row in kept), name
        constant = {column for column in kept[0] if len({row[column] for row in kept}) == 1}
        assert constant == set(), name
