"""Publication: all tables or none, the same bytes for the same rows, and a package that describes them."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from etl.model.errors import ValidationError
from etl.model.schema import TABLES
from etl.publish.editions import read_package
from etl.publish.parquet import PACKAGE, publish, up_to_date
from etl.sources.provenance import file_hash
from tests.world import Built


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def frames(built_world: Built) -> dict[str, pd.DataFrame]:
    return dict(built_world.tables)


def test_rows_come_back_as_they_went_in(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    rows = publish(frames, tmp_path / "tables", "digest")
    assert rows == {name: len(frame) for name, frame in frames.items()}
    for name in TABLES:
        table = pq.read_table(tmp_path / "tables" / f"{name}.parquet")
        assert table.schema.equals(TABLES[name].arrow(), check_metadata=False)
        assert table.num_rows == rows[name]


def test_the_order_of_rows_does_not_matter(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    publish(frames, tmp_path / "one", "digest")
    publish({name: frame.iloc[::-1] for name, frame in frames.items()}, tmp_path / "two", "digest")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_package_describes_every_table(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    publish(frames, folder, "digest")
    package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    assert package["inputs_hash"] == "digest"
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    flows = package["resources"][1]
    assert flows["path"] == "flows.parquet"
    assert flows["rows"] == len(frames["flows"])
    assert flows["hash"] == f"sha256:{file_hash(folder / 'flows.parquet')}"
    assert flows["schema"]["primaryKey"] == ["flow_id"]
    assert [field["name"] for field in flows["schema"]["fields"]] == TABLES["flows"].names
    status = next(field for field in flows["schema"]["fields"] if field["name"] == "status")
    assert status["constraints"] == {"required": True, "enum": ["final", "provisional", "doubtful", "confidential"]}


def test_the_package_names_terms_of_reuse_and_sources(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    """A licence is what a publisher states: of a source without one nothing is said."""
    sources = frames["sources"]
    given = ["CC BY 4.0", "not stated", *["reuse with attribution"] * (len(sources) - 2)]
    publish(frames | {"sources": sources.assign(licence=given)}, tmp_path / "tables", "digest")
    package = read_package(tmp_path / "tables")
    assert package is not None
    assert [licence["title"] for licence in package["licenses"]] == ["CC BY 4.0", "reuse with attribution"]
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert all(licence.keys() & {"name", "path"} for licence in package["licenses"]), "one of the two is asked for"
    assert [source["title"] for source in package["sources"]] == sources.sort_values("source_id")["citation"].tolist()


def test_other_programs_find_the_package_valid(real: Built) -> None:
    """The standard's own validator reads every table against its fields: types, allowed values, keys, missing values.

    It runs as a program of its own, as its users run it.
    """
    command = [sys.executable, "-m", "frictionless", "validate", PACKAGE, "--json"]
    done = subprocess.run(command, cwd=real.paths.tables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["valid"]
    assert [task["name"] for task in report["tasks"]] == list(TABLES)
    assert all(task["stats"]["rows"] == len(real.tables[task["name"]]) for task in report["tasks"])


def test_the_data_hash_follows_the_data_alone(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    hashes = []
    changed = frames | {"countries": frames["countries"].assign(name_en=["Alp", "Bet"])}
    for number, (given, digest) in enumerate([(frames, "a"), (frames, "b"), (changed, "a")]):
        publish(given, tmp_path / str(number), digest)
        package = read_package(tmp_path / str(number))
        assert package is not None
        hashes.append(package["data_hash"])
    assert hashes[0] == hashes[1] != hashes[2]


def test_an_invalid_table_leaves_all_the_old_ones(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    publish(frames, folder, "old")
    before = contents(folder)
    with pytest.raises(ValidationError, match="value >= 0"):
        publish(frames | {"flows": frames["flows"].assign(value=-1.0)}, folder, "new")
    assert contents(folder) == before
    assert entries(tmp_path) == ["editions", "tables"]


def test_a_failed_write_leaves_all_the_old_ones(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    publish(frames, folder, "old")
    before = contents(folder)
    with pytest.raises(ValidationError, match=r"^sectors: "):
        publish(frames | {"sectors": frames["sectors"].assign(name_en=5)}, folder, "new")
    assert contents(folder) == before
    assert entries(tmp_path) == ["editions", "tables"]


def test_tables_are_up_to_date_for_their_own_inputs_only(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert not up_to_date(folder, "digest")
    publish(frames, folder, "digest")
    assert up_to_date(folder, "digest")
    assert not up_to_date(folder, "other")
    (folder / "flows.parquet").unlink()
    assert not up_to_date(folder, "digest")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe"])
def test_a_damaged_package_counts_as_none(frames: dict[str, pd.DataFrame], tmp_path: Path, damage: bytes) -> None:
    folder = tmp_path / "tables"
    publish(frames, folder, "digest")
    (folder / PACKAGE).write_bytes(damage)
    assert read_package(folder) is None
    assert not up_to_date(folder, "digest")
