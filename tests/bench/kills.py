"""Builds killed at any moment while files, HTTP and a live session are read: prints what was ever torn.

Run `.venv/bin/python -m tests.bench.kills --random 100 --chosen 20 --seed 1`. The data are the synthetic world of the
tests. Each build changes an official value (so that an earlier one has to be kept) and the name of a country, with one
number in both: an answer that holds two numbers is a mixture of two editions.
"""

import argparse
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from etl.model.paths import DataPaths
from etl.pipeline import build, outdated
from etl.publish.editions import is_whole
from etl.transform.revision_log import history_file, read_history
from tests.bench.readers import reading, serving
from tests.world import REPOSITORY, write_world

_SOURCE, _FIRST_DAY = "alp-annual", date(2024, 2, 1)
# Ends a build before its n-th change of a file or folder below the data root; 0 only counts them.
_BEFORE_CHANGE = """
import os, signal, sys
root, last, seen = os.environ["TRADE_DATA"], int(sys.argv.pop(1)), 0
CHANGES = {"os.rename", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.utime", "shutil.rmtree"}
def count(event, given):
    global seen
    writes = event == "open" and given[2] & (os.O_WRONLY | os.O_RDWR)
    if (writes or event in CHANGES) and root in str(given[0]):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
from etl.__main__ import main
sys.argv = ["etl", "build", "--json"]
try:
    main()
finally:
    print(f"changes {seen}")
"""


@dataclass
class Tally:
    """What was seen, by what it is; `faults` has one line for each thing that must not be."""

    seen: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Folder:
    """The data folder under attack; `number` of an edition stands in a value and in a name."""

    paths: DataPaths

    def write_inputs(self, number: int) -> None:
        """The inputs of an edition: a value carried over a day later than the one before, and a country's name."""
        table, sidecar = (self.paths.official / f"{_SOURCE}.{ending}" for ending in ("csv", "yaml"))
        replace(table, r"1200000\.25|12\d{5}(?=[,\n])", str(1_200_000 + number))
        replace(sidecar, r"value: [0-9.]+", f"value: {1_200_000 + number + 1_950_000.65:.2f}")
        replace(sidecar, r"accessed: .*", f"accessed: {_FIRST_DAY + timedelta(days=number)}")
        replace(self.paths.reference / "countries.csv", r"(?m)^ALP,901,[^,]*", f"ALP,901,Alpland {number}")

    def start_build(self, before_change: int | None = None) -> subprocess.Popen[str]:
        """A build as a process of its own, ended before one of its changes where that is asked for."""
        chosen = (
            ["-m", "etl", "build", "--json"] if before_change is None else ["-c", _BEFORE_CHANGE, str(before_change)]
        )
        return subprocess.Popen(
            [sys.executable, *chosen],
            cwd=REPOSITORY,
            env={"TRADE_DATA": str(self.paths.root), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def leftovers(self) -> list[str]:
        """What a build should have removed: anything hidden but the lock and its holder's id."""
        lock = {".build.lock", ".build.pid"}
        found = [path for path in self.paths.root.rglob(".*") if path.name not in lock]
        return [path.relative_to(self.paths.root).as_posix() for path in found]


def replace(path: Path, pattern: str, text: str) -> None:
    """Put `text` in the place of the first match."""
    before = path.read_text(encoding="utf-8")
    after, count = re.subn(pattern, text, before, count=1)
    assert count == 1, f"{path.name} has no {pattern}"
    path.write_text(after, encoding="utf-8")


def published_number(folder: Path) -> int:
    """The number of the present edition, read from its countries."""
    import pandas as pd

    names = pd.read_parquet(folder / "countries.parquet")["name_en"]
    return int(re.findall(r"Alpland (\d+)", " ".join(names))[0])


def kill_at_random(folder: Folder, moment: float) -> None:
    """Start a build and kill it after so many seconds, if it is not done by then."""
    process = folder.start_build()
    end = time.perf_counter() + moment
    while time.perf_counter() < end and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def check_after_kill(folder: Folder, numbers: tuple[int, int], tally: Tally) -> int:
    """The published number, once it is one of the two it may be and its edition is whole."""
    present = folder.paths.tables.resolve()
    if not is_whole(present):
        tally.faults.append(f"kill {numbers[1]}: the tables are not whole")
    number = published_number(present)
    if number not in numbers:
        tally.faults.append(f"kill {numbers[1]}: edition {number} is published")
    tally.seen["killed before the switch" if number == numbers[0] else "killed after the switch"] += 1
    return number


def check_next_build(folder: Folder, number: int, expected: list[int], tally: Tally) -> None:
    """A build that nothing was repaired for: it succeeds, leaves nothing behind and keeps each earlier value once."""
    process = folder.start_build()
    text, _ = process.communicate(timeout=240)
    if process.returncode != 0:
        tally.faults.append(f"build {number} needs a hand: {text.strip().splitlines()[-1]}")
    elif published_number(folder.paths.tables.resolve()) != number or outdated(folder.paths):
        tally.faults.append(f"build {number} is not what is published")
    tally.faults += [f"build {number} left {name}" for name in folder.leftovers()]
    history = [round(earlier.value or 0) - 1_200_000 for earlier in read_history(folder.paths)]
    if history != expected:
        tally.faults.append(f"build {number}: kept values {history[-4:]}, expected {expected[-4:]}")
    tally.seen["builds after a kill"] += 1


def attack(folder: Folder, moments: list[float], changes: list[int], chance: random.Random, tally: Tally) -> None:
    """Kill one build for each moment (seconds) and change (ordinal); half the time take its inputs back afterwards."""
    published, replaced, kills = 2, [0, 1], [*moments, *changes]
    for number, kill in enumerate(kills, start=3):
        folder.write_inputs(number)
        if isinstance(kill, float):
            kill_at_random(folder, kill)
        else:
            folder.start_build(before_change=kill).communicate()
        after = check_after_kill(folder, (published, number), tally)
        wanted = published if after == published and chance.random() < 0.5 else number
        folder.write_inputs(wanted)
        if wanted != published:
            replaced.append(published)
        check_next_build(folder, wanted, replaced, tally)
        published = wanted


def prepare(root: Path) -> Folder:
    """The synthetic world with a first value replaced once, so that there is a history to add to."""
    folder = Folder(write_world(root))
    for number in (0, 1):
        folder.write_inputs(number)
        build(folder.paths)
    assert history_file(folder.paths).is_file()
    return folder


def measure(folder: Folder) -> tuple[float, int]:
    """Seconds that a build takes, and how many changes it makes, each as a process."""
    began = time.perf_counter()
    text, _ = folder.start_build(before_change=0).communicate()
    return time.perf_counter() - began, int(re.findall(r"changes (\d+)", text)[0])


def run(random_kills: int, chosen_kills: int, seed: int, *, served: bool = True) -> Tally:
    """Attack a folder of its own while it is read; `served` adds a running app, read over HTTP and by a session."""
    chance, tally = random.Random(seed), Tally()
    root = Path(tempfile.mkdtemp(prefix="trade-kills-"))
    try:
        folder = prepare(root / "data")
        with ExitStack() as stack:
            address = stack.enter_context(serving(folder.paths.root)) if served else None
            stack.enter_context(reading(folder.paths.tables, address, tally.seen, tally.faults))
            folder.write_inputs(2)
            usual, changes = measure(folder)
            moments = [usual * chance.uniform(0.2, 1.1) for _ in range(random_kills)]
            # From the last change back, where the edition is switched, and over again.
            chosen = [changes - number % changes for number in range(chosen_kills)]
            attack(folder, moments, chosen, chance, tally)
    finally:
        shutil.rmtree(root)
    return tally


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for option, default in (("--random", 100), ("--chosen", 20), ("--seed", 1)):
        parser.add_argument(option, type=int, default=default)
    given = parser.parse_args()
    result = run(given.random, given.chosen, given.seed)
    print(*(f"{count:>7} {what}" for what, count in sorted(result.seen.items())), sep="\n")
    print(f"{len(result.faults):>7} faults", *result.faults, sep="\n        ")
    sys.exit(bool(result.faults))
