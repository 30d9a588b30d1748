"""Editions: whole, found by their hash, swapped by one pointer, swept after a kill, pruned by a stated rule."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from etl.model.paths import PACKAGE
from etl.publish import editions
from etl.publish.editions import is_whole, kept_editions, prune, read_package, sweep
from etl.publish.parquet import publish, up_to_date
from tests.world import Built

NOW = datetime(2026, 1, 1)


@pytest.fixture
def frames(built_world: Built) -> dict[str, pd.DataFrame]:
    return dict(built_world.tables)


def renamed(frames: dict[str, pd.DataFrame], name: str) -> dict[str, pd.DataFrame]:
    return frames | {"countries": frames["countries"].assign(name_en=[name, "Bet"])}


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def hash_of(tables: Path) -> str:
    package = read_package(tables)
    assert package
    return str(package["data_hash"])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_reader_that_opened_an_edition_keeps_it(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    publish(frames, tables, "old")
    opened, before = tables.resolve(), contents(tables)
    publish(renamed(frames, "Alp"), tables, "new")
    assert contents(opened) == before
    assert tables.resolve() != opened
    assert entries(tmp_path / "editions") == sorted([opened.name, tables.resolve().name])


def test_equal_data_are_no_new_edition(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    publish(frames, tables, "one")
    publish(frames, tables, "two")
    assert len(kept_editions(tables)) == 1
    assert up_to_date(tables, "two")


def test_data_that_come_back_are_kept_once_each(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    for given in (frames, renamed(frames, "Alp"), frames, renamed(frames, "Alp")):
        publish(given, tables, "digest")
    assert len(kept_editions(tables)) == 2


def test_tables_of_an_earlier_layout_become_an_edition(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    publish(frames, tables, "old")
    plain = tables.resolve()
    tables.unlink()
    plain.rename(tables)
    old = hash_of(tables)
    publish(renamed(frames, "Alp"), tables, "new")
    assert tables.is_symlink()
    assert old in {edition.data_hash for edition in kept_editions(tables)}


def test_without_links_whole_folders_are_renamed(
    frames: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError("links are not to be had")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    tables = tmp_path / "tables"
    publish(frames, tables, "old")
    old = hash_of(tables)
    publish(renamed(frames, "Alp"), tables, "new")
    assert not tables.is_symlink()
    assert up_to_date(tables, "new")
    assert entries(tmp_path) == ["editions", "tables"]
    assert entries(tmp_path / "editions") == sorted([old[:12], hash_of(tables)[:12]])


def test_tables_moved_aside_by_a_killed_build_come_back(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    publish(frames, tables, "old")
    plain = tables.resolve()
    tables.unlink()
    plain.rename(tmp_path / ".tables-replaced")
    sweep(tables)
    assert up_to_date(tables, "old")
    assert entries(tmp_path) == ["editions", "tables"]


def test_leftovers_are_swept_and_hide_nothing(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    publish(frames, tables, "old")
    half = tmp_path / "editions" / ".staging-1"
    shutil.copytree(tables.resolve(), half)
    (half / "flows.parquet").write_bytes(b"half")
    (tmp_path / ".tables-link").symlink_to("editions/nowhere")
    assert len(kept_editions(tables)) == 1
    sweep(tables)
    assert entries(tmp_path) == ["editions", "tables"]
    assert len(entries(tmp_path / "editions")) == 1


@pytest.mark.parametrize("damage", ["truncated", "gone", "a folder", "another table"])
def test_a_damaged_edition_is_written_again(frames: dict[str, pd.DataFrame], tmp_path: Path, damage: str) -> None:
    tables = tmp_path / "tables"
    publish(frames, tables, "digest")
    path = tables.resolve() / "flows.parquet"
    content = path.read_bytes()
    path.unlink()
    if damage == "truncated":
        path.write_bytes(content[:100])
    elif damage == "a folder":
        path.mkdir()
    elif damage == "another table":
        path.write_bytes((tables / "sectors.parquet").read_bytes())
    assert not up_to_date(tables, "digest")
    publish(frames, tables, "digest")
    assert up_to_date(tables, "digest")
    sweep(tables)
    assert len(entries(tmp_path / "editions")) == 1


@pytest.mark.parametrize(
    "package",
    [b"", b"{", b"[]", b"\xff", b'{"resources": [{"path": "flows.parquet", "hash": null}]}', b"[" * 100_000, b"null"],
)
def test_a_damaged_package_is_no_edition(tmp_path: Path, package: bytes) -> None:
    (tmp_path / PACKAGE).write_bytes(package)
    assert not is_whole(tmp_path)


def test_editions_are_pruned_by_use_and_number(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    for number in range(5):
        publish(renamed(frames, f"Alp {number}"), tables, "digest")
    editions_by_age = sorted(kept_editions(tables), key=lambda edition: edition.published)
    for number, edition in enumerate(editions_by_age):
        stamp = (NOW - timedelta(days=1000 - number)).timestamp()
        for path in (edition.folder / PACKAGE, edition.folder):
            os.utime(path, (stamp, stamp))
    asked = editions_by_age[0]
    os.utime(asked.folder, (NOW.timestamp(), NOW.timestamp()))
    removed = prune(tables, NOW, days=730, last=2)
    assert [edition.data_hash for edition in removed] == [e.data_hash for e in reversed(editions_by_age[1:4])]
    assert {edition.data_hash for edition in kept_editions(tables)} == {asked.data_hash, hash_of(tables)}
    assert prune(tables, NOW + timedelta(days=9999), days=0, last=0)[0].data_hash == asked.data_hash
    assert up_to_date(tables, "digest")


def test_the_usual_rule_keeps_two_years_and_twenty() -> None:
    assert (editions.KEEP_DAYS, editions.KEEP_LAST) == (730, 20)
