"""The reader of official series: what it gives, and how it refuses a damaged file."""

import pytest

from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.sources.series import parse_number, read_official
from tests.world import edit, replace


def refused(paths: DataPaths) -> str:
    with pytest.raises(DataFileError) as fault:
        read_official(paths)
    assert "\n" not in str(fault.value)
    return str(fault.value)


def test_rows_are_text_with_line_numbers_and_constants(world: DataPaths) -> None:
    series = {one.sidecar.source_id: one for one in read_official(world)}
    assert list(series) == ["alp-annual", "bet-monthly", "bet-products"]
    line, first = series["alp-annual"].rows[0]
    assert line == 2
    assert first == {
        "reporter_iso3": "ALP",
        "exporter_iso3": "ALP",
        "importer_iso3": "BET",
        "period": "2021",
        "classification": "HS",
        "commodity_code": "TOTAL",
        "value": "1000000.10",
    }


def test_a_column_overrides_a_constant(world: DataPaths) -> None:
    replace(world.official / "bet-products.yaml", "classification: HS", "classification: HS, period: '1999'")
    products = read_official(world)[2]
    assert {row["period"] for _, row in products.rows} == {"2021", "2022"}


def test_a_truncated_line(world: DataPaths) -> None:
    edit(world.official / "alp-annual.csv", lambda text: text[: text.rindex(",")] + "\n")
    assert refused(world) == ("data/official/alp-annual.csv, line 5: 3 fields where the header has 4: restore the line")


def test_a_dropped_row(world: DataPaths) -> None:
    replace(world.official / "alp-annual.csv", "BET,ALP,2022,450000.50\n", "")
    assert "alp-annual.csv: 3 rows where the sidecar's control says 4: restore the file" in refused(world)


def test_a_cut_number(world: DataPaths) -> None:
    replace(world.official / "alp-annual.csv", "450000.50", "45000")
    message = refused(world)
    assert "alp-annual.csv: value sums to 2745000.40 where the sidecar's control says 3150000.90" in message


def test_a_wrong_weight(world: DataPaths) -> None:
    replace(world.official / "bet-products.csv", "250000.00,900,", "250000.00,90,")
    assert "net_weight_kg sums to 2090.00 where the sidecar's control says 2900.00" in refused(world)


def test_the_control_bears_rounding_only(world: DataPaths) -> None:
    replace(world.official / "alp-annual.yaml", "3150000.90", "3150000.91")
    assert len(read_official(world)) == 3
    replace(world.official / "alp-annual.yaml", "3150000.91", "3150000.95")
    assert "restore the file, or correct the control after a deliberate change" in refused(world)


@pytest.mark.parametrize("text", ["1 000", "1,5", "abc", "nan", "inf", "-Infinity"])
def test_what_is_no_number_is_named(text: str) -> None:
    with pytest.raises(DataFileError) as fault:
        parse_number(text, "data/official/x.csv", 7, "value")
    assert str(fault.value) == f"data/official/x.csv, line 7: value {text!r} is not a number: correct it"


@pytest.mark.parametrize(("text", "number"), [("", None), ("0", 0.0), ("3071434548.02", 3071434548.02), ("1e3", 1e3)])
def test_an_empty_cell_is_missing_and_zero_is_zero(text: str, number: float | None) -> None:
    assert parse_number(text, "x.csv", 2, "value") == number


def test_a_missing_sidecar(world: DataPaths) -> None:
    (world.official / "bet-monthly.yaml").unlink()
    assert refused(world) == (
        "data/official/bet-monthly.csv has no sidecar: add bet-monthly.yaml with producer, citation and url"
    )


def test_a_sidecar_without_figures(world: DataPaths) -> None:
    (world.official / "bet-monthly.csv").unlink()
    assert refused(world) == "data/official: sidecar without a CSV: bet-monthly.yaml"


def test_no_series_at_all(world: DataPaths) -> None:
    for path in world.official.iterdir():
        path.unlink()
    assert refused(world) == "data/official: no series found: add one CSV with its sidecar per series"


def test_an_empty_file(world: DataPaths) -> None:
    (world.official / "bet-monthly.csv").write_text("", encoding="utf-8")
    assert refused(world) == "data/official/bet-monthly.csv is empty: restore its header and rows"


def test_a_file_in_another_encoding(world: DataPaths) -> None:
    (world.official / "bet-monthly.csv").write_bytes(b"period,value\n2022-01,1\xff\n")
    assert refused(world) == "data/official/bet-monthly.csv: byte 22 is not UTF-8: save the file as UTF-8"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("alp-annual.csv", "period,value", "period,price", "line 1: unknown column price: use reporter_iso3, "),
        ("alp-annual.yaml", "source_id: alp-annual", "source_id: alp", "source_id 'alp' is not the file's name"),
        ("alp-annual.yaml", "licence: not stated\n", "", "alp-annual.yaml, line 1: licence: Field required"),
        (
            "alp-annual.yaml",
            "freq_code: A",
            "freq_code: Q",
            "alp-annual.yaml, line 13: freq_code: Input should be 'A' or 'M'",
        ),
        ("alp-annual.yaml", "currency: USD", "currency: dollars", "alp-annual.yaml, line 14: currency: "),
        (
            "alp-annual.yaml",
            "commodity_code: TOTAL",
            "goods: TOTAL",
            "alp-annual.yaml, line 1: document: unknown columns goods: use ",
        ),
        ("alp-annual.yaml", "{rows: 4,", "{rows: 0,", "alp-annual.yaml, line 18: control.rows: "),
        ("alp-annual.yaml", "title: ", "colour: red\ntitle: ", "alp-annual.yaml, line 4: colour: Extra inputs"),
        ("alp-annual.yaml", "columns: {", "columns: [", "alp-annual.yaml, line "),
    ],
)
def test_faults_name_file_and_field(world: DataPaths, file: str, old: str, new: str, words: str) -> None:
    replace(world.official / file, old, new)
    assert words in refused(world)
