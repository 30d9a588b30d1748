"""One writer at a time: two builds at once, and builds killed at any moment, leave whole tables and files."""

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.pipeline import build, outdated
from etl.publish.editions import is_whole
from etl.publish.lock import sole_writer
from tests.world import REPOSITORY, Built, edit, replace

HOLD = """
import sys, time
from pathlib import Path
from etl.publish.lock import sole_writer
from etl.model.paths import DataPaths
with sole_writer(DataPaths(Path(sys.argv[1])), print):
    print("held", flush=True)
    time.sleep(60)
"""
KILLS = 8


def started(root: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=REPOSITORY,
        env={"TRADE_DATA": str(root), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_second_writer_hears_who_holds_the_folder_and_gives_up(tmp_path: Path) -> None:
    holder = started(tmp_path, "-c", HOLD, str(tmp_path))
    try:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        heard: list[str] = []
        refusal = re.escape(f"process {holder.pid}")
        with pytest.raises(DataFileError, match=refusal), sole_writer(DataPaths(tmp_path), heard.append, patience=0.3):
            pass
        assert [text for text in heard if str(holder.pid) not in text] == []
        assert len(heard) == 1
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    with sole_writer(DataPaths(tmp_path), heard.append, patience=5):
        assert len(heard) == 1, "the lock of a killed process is free at once"


@pytest.fixture
def paths(built_world: Built, tmp_path: Path) -> DataPaths:
    """The synthetic world as built, free to be built again."""
    root = tmp_path / "data"
    shutil.copytree(built_world.paths.root, root, symlinks=True)
    return DataPaths(root)


def revise(paths: DataPaths, old: str, new: str, total: str, accessed: str) -> None:
    """Change one official value, read on a later day, so that a build has to keep the earlier one."""
    replace(paths.official / "alp-annual.csv", old, new)
    edit(paths.official / "alp-annual.yaml", lambda text: re.sub(r"value: [0-9.]+", f"value: {total}", text))
    edit(paths.official / "alp-annual.yaml", lambda text: re.sub(r"accessed: .*", f"accessed: {accessed}", text))


def test_two_builds_at_once_keep_each_earlier_value_once(paths: DataPaths) -> None:
    revise(paths, "1200000.25", "1250000", "3200000.65", "2024-02-01")
    builds = [started(paths.root, "-m", "etl", "build", "--json") for _ in range(2)]
    texts = [process.communicate(timeout=240)[0] for process in builds]
    assert [process.returncode for process in builds] == [0, 0], texts
    kept = (paths.reference / "revisions.csv").read_text(encoding="utf-8").splitlines()
    assert len(kept) == 2, "the header and one earlier value"
    assert not outdated(paths)


def test_a_killed_build_leaves_whole_tables(paths: DataPaths) -> None:
    """Kills at random moments that a seed repeats: old tables or new ones are there, and a build mends the rest."""
    chance, names = random.Random(7), paths.reference / "countries.csv"
    began = time.perf_counter()
    started(paths.root, "-m", "etl", "build", "--json").communicate(timeout=240)
    usual = time.perf_counter() - began
    seen = set()
    for number in range(KILLS):
        edit(names, lambda text, name=f"Alpland {number}": re.sub(r"(?m)^ALP,901,[^,]*", f"ALP,901,{name}", text))
        process = started(paths.root, "-m", "etl", "build", "--json")
        end = time.perf_counter() + chance.uniform(0.3, 1.2) * usual
        while time.perf_counter() < end and process.poll() is None:
            seen.add(is_whole(paths.tables.resolve()))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        seen.add(is_whole(paths.tables.resolve()))
    build(paths)
    assert seen == {True}
    assert [path.name for path in paths.root.iterdir() if path.name.startswith(".tables")] == []
    assert [path.name for path in paths.editions.iterdir() if path.name.startswith(".")] == []
    assert not outdated(paths)
