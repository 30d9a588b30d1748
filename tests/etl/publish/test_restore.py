"""A data folder copied, put back elsewhere, upgraded and rolled back: the same hash, no repair by hand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.model.errors import DataFileError
from etl.model.paths import PACKAGE, DataPaths
from etl.pipeline import build, outdated
from etl.publish.editions import kept_editions, read_package
from etl.transform.revision_log import read_history
from tests.bench.kills import Folder, prepare, published_number


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two editions and one earlier value; read only."""
    root = tmp_path_factory.mktemp("prepared") / "data"
    prepare(root)
    return root


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Folder:
    return Folder(DataPaths(Path(shutil.copytree(prepared, tmp_path / "data", symlinks=True))))


def present_hash(paths: DataPaths) -> str:
    package = read_package(paths.tables)
    assert package
    return str(package["data_hash"])


def roll_back(paths: DataPaths, edition: Path) -> None:
    """As the operating notes say it: a link beside, then renamed over the present one."""
    link = paths.root / ".tables-link"
    link.symlink_to(edition.relative_to(paths.root))
    link.replace(paths.tables)


@pytest.mark.parametrize("symlinks", [True, False], ids=["links kept", "links followed"])
def test_a_copy_of_the_folder_is_the_same_edition_elsewhere(folder: Folder, tmp_path: Path, symlinks: bool) -> None:
    copy = Folder(DataPaths(tmp_path / "elsewhere" / "kept"))
    shutil.copytree(folder.paths.root, copy.paths.root, symlinks=symlinks)
    assert present_hash(copy.paths) == present_hash(folder.paths)
    assert not outdated(copy.paths)
    build(copy.paths)
    assert copy.paths.tables.is_symlink()
    assert present_hash(copy.paths) == present_hash(folder.paths)
    assert len(kept_editions(copy.paths.tables)) == len(kept_editions(folder.paths.tables))
    assert copy.leftovers() == []


def drop_tables(paths: DataPaths) -> None:
    paths.tables.unlink()
    shutil.rmtree(paths.editions)


def drop_present(paths: DataPaths) -> None:
    shutil.rmtree(paths.tables.resolve())


def add_half_an_edition(paths: DataPaths) -> None:
    half = paths.editions / ".staging-1"
    shutil.copytree(paths.tables.resolve(), half)
    (half / PACKAGE).unlink()
    (paths.reference / ".revisions-pending-aaaa").write_text("half")


@pytest.mark.parametrize("lose", [drop_tables, drop_present, add_half_an_edition])
def test_a_copy_taken_during_a_build_is_mended_by_the_next(folder: Folder, lose: Callable[[DataPaths], None]) -> None:
    """Hand-kept files are all a backup needs: the rest is built anew, with the same hash."""
    before, history = present_hash(folder.paths), read_history(folder.paths)
    lose(folder.paths)
    build(folder.paths)
    assert present_hash(folder.paths) == before
    assert read_history(folder.paths) == history
    assert folder.leftovers() == []


def test_an_upgrade_builds_beside_the_edition_of_the_older_version(folder: Folder) -> None:
    package = folder.paths.tables.resolve() / PACKAGE
    text = package.read_text(encoding="utf-8")
    inputs_hash = (read_package(folder.paths.tables) or {})["inputs_hash"]
    package.write_text(text.replace(inputs_hash, "0" * 64), encoding="utf-8")  # what older code made of the same files
    before, history = present_hash(folder.paths), read_history(folder.paths)
    assert outdated(folder.paths)
    build(folder.paths)
    assert not outdated(folder.paths)
    assert present_hash(folder.paths) == before
    assert read_history(folder.paths) == history


def test_an_earlier_edition_is_put_back_by_its_number_until_the_next_build(folder: Folder) -> None:
    newer = present_hash(folder.paths)
    older = next(edition.folder for edition in kept_editions(folder.paths.tables) if not edition.present)
    history = read_history(folder.paths)
    roll_back(folder.paths, older)
    assert published_number(folder.paths.tables) == 0
    assert outdated(folder.paths)
    build(folder.paths)
    assert present_hash(folder.paths) == newer
    assert read_history(folder.paths) == history
    assert folder.leftovers() == []


def test_inputs_taken_back_with_their_history_are_the_earlier_edition(folder: Folder, tmp_path: Path) -> None:
    backup = Path(shutil.copytree(folder.paths.root, tmp_path / "backup", symlinks=True))
    before = present_hash(folder.paths)
    folder.write_inputs(2)
    build(folder.paths)
    assert present_hash(folder.paths) != before
    for name in ("statements", "official", "reference"):
        shutil.rmtree(folder.paths.root / name)
        shutil.copytree(backup / name, folder.paths.root / name)
    with pytest.raises(DataFileError, match="or delete data/tables"):
        build(folder.paths)
    folder.paths.tables.unlink()
    build(folder.paths)
    assert present_hash(folder.paths) == before
    assert len(read_history(folder.paths)) == 1
