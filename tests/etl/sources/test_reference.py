"""Code lists: sectors by the longest prefix, unknown codes named with the file to edit."""

import pytest

from etl.model.errors import DataFileError, UnknownCodeError
from etl.model.paths import DataPaths
from etl.sources.reference import commodity_level, is_harmonized, pair_of, read_reference
from tests.world import replace


@pytest.mark.parametrize(
    ("classification", "code", "sector"),
    [
        ("HS", "27", "energy"),
        ("HS", "270900", "energy"),
        ("CN", "84111100", "aerospace"),
        ("HS", "8411", "aerospace"),
        ("H4", "8412", "machines"),
        ("HS", "TOTAL", None),
        ("SITC", "3", None),
        ("CPC", "01704", None),
    ],
)
def test_sector_by_longest_prefix(world: DataPaths, classification: str, code: str, sector: str | None) -> None:
    assert read_reference(world).sector_of(classification, code) == sector


def test_a_code_of_no_chapter_is_refused(world: DataPaths) -> None:
    with pytest.raises(UnknownCodeError, match=r"HS 9901: no such chapter: .* hs_chapters\.csv"):
        read_reference(world).sector_of("HS", "9901")


@pytest.mark.parametrize(
    ("kind", "code", "column"), [("sectors", "magic", "sector_id"), ("companies", "acme", "company_id")]
)
def test_an_unknown_code_names_place_and_file(world: DataPaths, kind: str, code: str, column: str) -> None:
    with pytest.raises(UnknownCodeError) as fault:
        read_reference(world).require(kind, code, "somewhere, line 3")
    assert str(fault.value) == (
        f"somewhere, line 3: unknown {column} '{code}': add it to data/reference/{kind}.csv or correct it"
    )


def test_a_known_code_is_given_back(world: DataPaths) -> None:
    assert read_reference(world).require("countries", "ALP", "here") == "ALP"


def test_codes_stay_text_and_cells_stay_empty(world: DataPaths) -> None:
    reference = read_reference(world)
    assert list(reference.countries["comtrade_code"]) == ["901", "902"]
    assert list(reference.companies["note"]) == [""]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "sectors.csv",
            "energy,Energy",
            "energy,En,ergy",
            "sectors.csv, line 2: 6 fields where the header has 5: restore",
        ),
        ("sectors.csv", "sector_id,name_en", "sector,name_en", "sectors.csv, line 1: columns must be sector_id,"),
        ("hs_chapters.csv", "88,aerospace", "84,aerospace", "hs_chapters.csv: 84 listed twice"),
        ("hs_chapters.csv", "88,aerospace", "88,space", "unknown sector_id 'space'"),
        ("hs_headings.csv", "8411,aerospace", "8411,engines", "hs_headings.csv: unknown sector_id 'engines'"),
        ("companies.csv", ",energy,", ",wind,", "companies.csv: unknown sector_id 'wind'"),
        ("commodities.csv", "HS,8802", "HS,2709", "commodities.csv: 2709 listed twice"),
        ("corrections.yaml", "action: exclude", "action: hide", "corrections.bet-2021-chapter-27.action: "),
        ("corrections.yaml", "    evidence: the weight of the same row\n", "", "chapter-27.evidence: Field required"),
    ],
)
def test_faults_name_file_and_place(world: DataPaths, file: str, old: str, new: str, words: str) -> None:
    replace(world.reference / file, old, new)
    with pytest.raises((DataFileError, UnknownCodeError)) as fault:
        read_reference(world)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_missing_list_says_its_columns(world: DataPaths) -> None:
    (world.reference / "countries.csv").unlink()
    with pytest.raises(
        DataFileError, match=r"data/reference/countries\.csv does not exist: restore it with columns iso3"
    ):
        read_reference(world)


def test_a_list_in_another_encoding_is_refused(world: DataPaths) -> None:
    path = world.reference / "sectors.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(
        DataFileError, match=r"data/reference/sectors\.csv: byte 63 is not UTF-8: save the file as UTF-8"
    ):
        read_reference(world)


@pytest.mark.parametrize(
    ("classification", "code", "level"),
    [
        ("HS", "TOTAL", "total"),
        ("HS", "27", "chapter"),
        ("H0", "2709", "heading"),
        ("HS", "270900", "subheading"),
        ("CN", "27090010", "line"),
        ("SITC", "TOTAL", "total"),
        ("SITC", "3", "section"),
        ("CPC", "01704", "line"),
    ],
)
def test_level_of_a_code(classification: str, code: str, level: str) -> None:
    assert commodity_level(classification, code) == level


@pytest.mark.parametrize(
    ("name", "harmonized"), [("HS", True), ("CN", True), ("H5", True), ("SITC", False), ("", False)]
)
def test_which_classifications_begin_with_a_chapter(name: str, harmonized: bool) -> None:
    assert is_harmonized(name) is harmonized


def test_a_pair_has_one_name() -> None:
    assert pair_of("KAZ", "FRA") == pair_of("FRA", "KAZ") == "FRA-KAZ"
