"""What may stand where in the repository; the layers of the code are kept by import-linter."""

import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.world import REPOSITORY

BANNED_FOLDERS = {"pages", "utils", "helpers", "common", "misc"}
TOP = {"pyproject.toml", "README.md", "constraints.txt", "dashboard", "data", "etl", "tests"}


def tracked() -> list[Path]:
    """Paths under version control, relative to the repository."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("no git checkout, so what is under version control cannot be listed")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True)
    return [Path(name) for name in done.stdout.decode().split("\0") if name]


def test_the_top_holds_nothing_else() -> None:
    tops = {path.parts[0] for path in tracked()}
    assert {name for name in tops if not name.startswith(".")} <= TOP


def test_no_folder_is_a_drawer() -> None:
    assert [path for path in tracked() if BANNED_FOLDERS & set(path.parts[:-1])] == []
    assert [path for path in tracked() if path.suffix == ".py" and path.stem in BANNED_FOLDERS] == []


def test_built_files_are_not_kept() -> None:
    built = {"data/tables", "data/editions", "data/snapshots"}
    kept = [
        path for path in tracked() if "/".join(path.parts[:2]) in built or path.suffix in {".mo", ".pyc", ".parquet"}
    ]
    assert kept == []


def test_an_installed_dashboard_has_all_its_files() -> None:
    """Templates, fonts, styles, catalogues and settings lie beside the code and are read at run time."""
    config = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = config["tool"]["setuptools"]["package-data"]["dashboard"]
    packed = {path.relative_to(REPOSITORY) for name in patterns for path in (REPOSITORY / "dashboard").glob(name)}
    read = {path for path in tracked() if path.parts[0] == "dashboard" and path.suffix not in {".py", ".pot"}}
    assert len(read) > 20
    assert sorted(read - packed) == []
