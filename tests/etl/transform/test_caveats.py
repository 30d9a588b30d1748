"""Caveats kept as data: rows of the table, faults of the file, rules that meet nothing."""

import pandas as pd
import pytest

from etl.model.errors import DataFileError, UnknownCodeError
from etl.model.paths import DataPaths
from etl.sources.reference import read_reference
from etl.transform.caveats import caveat_rows
from tests.world import Built, edit, replace


def rows_of(paths: DataPaths, built: Built) -> pd.DataFrame:
    """The caveats of one root beside the flows and statements of the built world."""
    return caveat_rows(read_reference(paths), built.tables["flows"], built.tables["statements"])


def test_one_row_a_code_or_sector(built_world: Built) -> None:
    caveats = built_world.tables["caveats"]
    assert caveats["position"].tolist() == [1, 2, 3]
    assert caveats["commodity_code"].fillna(caveats["sector_id"]).tolist() == ["27", "TOTAL", "energy"]
    assert set(caveats["exporter_iso3"]) == {"ALP"}
    assert set(caveats["importer_iso3"]) == {"BET"}
    assert set(caveats["text_fr"]) == {"Les combustibles passent par un tube."}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("'27', TOTAL", "'28', TOTAL", r"caveats\.yaml: fuels-by-pipe \(28\) met no flow and no statement"),
        ("sectors: [energy]", "sectors: [education]", r"fuels-by-pipe \(education\) met no flow and no statement"),
        ("exporter: ALP, importer: BET", "exporter: BET, importer: ALP", r"\(27\), fuels-by-pipe \(energy\) met no"),
        ("exporter: ALP,", "source_id: bet-monthly, exporter: ALP,", r"\(27\), fuels-by-pipe \(TOTAL\), fuels-"),
    ],
)
def test_a_rule_that_meets_nothing_is_an_error(
    world: DataPaths, built_world: Built, old: str, new: str, words: str
) -> None:
    replace(world.reference / "caveats.yaml", old, new)
    with pytest.raises(DataFileError, match=words) as fault:
        rows_of(world, built_world)
    assert "correct the match, or delete it" in str(fault.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("codes: ['27', TOTAL], sectors: [energy], ", "", "fuels-by-pipe.match: names no goods: give codes, sectors"),
        ("'27'", "fuels", "fuels-by-pipe.match.codes.0: String should match pattern"),
        ("'27'", "27", "fuels-by-pipe.match.codes.0: Input should be a valid string"),
        ("    text_fr: Les combustibles passent par un tube.\n", "", "fuels-by-pipe.text_fr: Field required"),
        ("    reason: the pipe ends elsewhere\n", "", "fuels-by-pipe.reason: Field required"),
        ("sectors: [energy]", "sectors: [magic]", "caveats.yaml, fuels-by-pipe: unknown sector_id 'magic'"),
        ("exporter: ALP", "exporter: XYZ", "caveats.yaml, fuels-by-pipe: unknown iso3 'XYZ'"),
    ],
)
def test_faults_name_entry_and_field(world: DataPaths, old: str, new: str, words: str) -> None:
    replace(world.reference / "caveats.yaml", old, new)
    with pytest.raises((DataFileError, UnknownCodeError)) as fault:
        read_reference(world)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_an_id_stands_once(world: DataPaths) -> None:
    edit(world.reference / "caveats.yaml", lambda text: text + text.partition("caveats:\n")[2])
    with pytest.raises(DataFileError, match="fuels-by-pipe listed twice: keep one entry each"):
        read_reference(world)


def test_no_file_says_to_add_it(world: DataPaths) -> None:
    (world.reference / "caveats.yaml").unlink()
    with pytest.raises(DataFileError, match=r"data/reference/caveats\.yaml does not exist: add it"):
        read_reference(world)


def test_the_kept_rules_are_short_and_in_both_languages(real: Built) -> None:
    caveats = real.tables["caveats"]
    assert set(caveats["caveat_id"]) == {"oil-by-destination", "oil-months-confidential", "uranium-bases-differ"}
    for column in ("text_en", "text_fr"):
        assert caveats[column].str.len().between(60, 340).all()
    assert (caveats["text_en"] != caveats["text_fr"]).all()


def test_what_the_kept_rules_say_is_in_the_data(real: Built) -> None:
    flows = real.tables["flows"]
    field = flows[flows["source_id"].eq("eurostat-crude-field-monthly")]
    assert (field["status"].eq("confidential").sum(), field["value"].notna().sum(), len(field)) == (33, 15, 48)
    uranium = flows["commodity_code"].str.startswith("2844") & flows["exporter_iso3"].eq("KAZ")
    assert not uranium.any()
    fuels = flows[flows["source_id"].eq("comext-hs27-monthly") & flows["exporter_iso3"].eq("KAZ")]
    in_2022 = fuels[[day.year == 2022 for day in fuels["period_start"]]]
    assert round(in_2022["value"].sum() / 1e9, 2) == 3.75
