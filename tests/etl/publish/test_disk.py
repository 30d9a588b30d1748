"""Disks that are full or read only: one line that says what to mend, the old tables whole, nothing left behind."""

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from etl.model.paths import DataPaths
from etl.pipeline import build, outdated
from etl.publish.editions import is_whole
from tests.world import REPOSITORY, replace

_DROP_CAPABILITY, _OVERRIDE_MODES = 24, (1, 2)  # PR_CAPBSET_DROP; CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
_FULL = 3000  # bytes a file may have: enough for the holder of the lock, too few for tables


def fill_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FULL, _FULL))


def heed_modes() -> None:
    """Have a superuser, who may write what is read only, heed the modes of files as anybody else."""
    if os.geteuid() == 0:
        for capability in _OVERRIDE_MODES:
            ctypes.CDLL(None).prctl(_DROP_CAPABILITY, capability, 0, 0, 0)


def run_build(paths: DataPaths, limit: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", "build"],
        cwd=REPOSITORY,
        env=os.environ | {"TRADE_DATA": str(paths.root)},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def published(world: DataPaths) -> DataPaths:
    """A published edition, and inputs that have changed since."""
    build(world)
    replace(world.reference / "countries.csv", "ALP,901,Alpland", "ALP,901,Alpland now")
    return world


@pytest.fixture
def read_only(published: DataPaths) -> Iterator[DataPaths]:
    folders = [published.root, *(path for path in published.root.rglob("*") if path.is_dir())]
    modes = {folder: folder.stat().st_mode for folder in folders}
    for folder in folders:
        folder.chmod(0o555)
    for file in (published.root / ".build.lock", published.root / ".build.pid"):
        file.chmod(0o444)
    yield published
    for folder, mode in modes.items():
        folder.chmod(mode)


def check_refusal(paths: DataPaths, ended: subprocess.CompletedProcess[str], *words: str) -> None:
    """One line that says where and what, status 1, and the edition published before as it was."""
    assert ended.returncode == 1
    (line,) = ended.stderr.strip().splitlines()
    assert [word for word in ("error: ", *words) if word not in line] == []
    assert str(paths.root) not in line
    assert is_whole(paths.tables)
    assert leftovers(paths.root) == []


def leftovers(root: Path) -> list[str]:
    return [path.name for path in root.rglob(".*") if path.name not in (".build.lock", ".build.pid")]


def test_a_full_disk_is_said_and_leaves_the_old_tables(published: DataPaths) -> None:
    check_refusal(published, run_build(published, fill_disk), "data/", "File too large: mend that and build again")
    assert outdated(published)
    build(published)
    assert not outdated(published)


def test_a_read_only_folder_is_said_and_leaves_the_old_tables(read_only: DataPaths) -> None:
    check_refusal(read_only, run_build(read_only, heed_modes), "data", "Permission denied: make the folder writable")
