"""The same card gives the same bytes in every process, whatever order its sets and the clock have there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pictures import drawn
from world import REPOSITORY, Built

from dashboard.briefing.files import KINDS, offered
from dashboard.queries import Tables

pytestmark = pytest.mark.usefixtures("drawing_browser")
_CARDS = ("trade-trend", "coverage")
_HASHES = """
import hashlib, sys
from pathlib import Path
from dashboard.briefing.files import file_bytes, offered
from dashboard.cards import CARDS
from dashboard.editions import load_tables, published_hash
from dashboard.selection import from_query
from dashboard.theme import Look
folder = Path(sys.argv[1])
tables = load_tables(folder, published_hash(folder / "datapackage.json"))
selection, _ = from_query({"lang": "fr"}, tables.vocabulary)
for name in sys.argv[2:]:
    card = CARDS[name](tables, selection, Look())
    for kind in offered(card):
        print(name, kind, hashlib.sha256(file_bytes(card, kind)).hexdigest())
"""


def hashes(folder: Path, seed: str) -> list[str]:
    """Card, kind and hash of each file as a process of its own makes them."""
    command = [sys.executable, "-c", _HASHES, str(folder), *_CARDS]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_every_file_of_a_card_is_the_same_in_another_process(tables: Tables, real: Built) -> None:
    """On one day: a workbook and a page say when they were made."""
    first, second = (hashes(real.paths.tables, seed) for seed in ("1", "2"))
    assert [line.split()[1] for line in first] == [kind for name in _CARDS for kind in offered(drawn(tables, name))]
    assert {line.split()[1] for line in first} == set(KINDS)
    assert first == second
