"""Every file of every card, made by two processes on different days: prints the files whose bytes differ.

Run `.venv/bin/python -m tests.bench.same_bytes` after `python -m etl build`. The two processes have other seeds for the
order of sets, make the files in opposite orders, and their dates differ as their time zones are 26 hours apart.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from dashboard.briefing.kinds import PACK_KINDS
from dashboard.briefing.pack import Pack, PackEntry, briefing_of
from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import file_bytes, offered
from dashboard.queries.editions import load_tables, read_package
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.languages import available_languages
from dashboard.selection.look import Look
from dashboard.selection.selection import Selection, from_query
from etl.model.paths import data_paths
from tests.world import REPOSITORY

PACK = "pack"  # stands for a card where a whole briefing is asked for
_MADE = date(2026, 11, 25)  # a briefing prints its day, which is therefore given
_FIRST = {"PYTHONHASHSEED": "1", "TZ": "Etc/GMT+12"}
_SECOND = {"PYTHONHASHSEED": "2", "TZ": "Etc/GMT-14", "BACKWARDS": "yes"}


def different_files(folder: Path, views: Iterable[str]) -> tuple[list[str], int]:
    """The files that two processes make differently of views like `trade-trend:fr`, and how many files there are."""
    first, second = (_hashes_of_process(folder, views, environment) for environment in (_FIRST, _SECOND))
    names = first.keys() | second.keys()
    return sorted(name for name in names if first.get(name) != second.get(name)), len(names)


def _hashes_of_process(folder: Path, views: Iterable[str], environment: dict[str, str]) -> dict[str, str]:
    command = [sys.executable, "-m", "tests.bench.same_bytes", "--hashes", str(folder), *views]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return dict(line.split(" ") for line in done.stdout.splitlines())


def _print_hashes(folder: Path, views: list[str]) -> None:
    tables = load_tables(folder, read_package(folder)["data_hash"])
    for view in _ordered(views):
        for name, content in _files(tables, *view.split(":")):
            print(name, hashlib.sha256(content).hexdigest())


def _files(tables: Tables, name: str, language: str) -> Iterator[tuple[str, bytes]]:
    if name == PACK:
        yield f"{name}:{language}:zip", _pack(tables, language)
        return
    card = _card(tables, name, language)
    for kind in _ordered(offered(card)):
        yield f"{name}:{language}:{kind}", file_bytes(card, kind)


def _card(tables: Tables, name: str, language: str) -> Card:
    selection, _notices = from_query({"lang": language}, tables.vocabulary)
    return CARDS[name](View(tables, selection))


def _pack(tables: Tables, language: str) -> bytes:
    selection, _notices = from_query({"lang": language}, tables.vocabulary)
    pack = Pack("Trade", (PackEntry("direction-balance", selection),), "", language)

    def build(card_id: str, chosen: Selection, look: Look) -> Card:
        return CARDS[card_id](View(tables, chosen, look))

    return PACK_KINDS["zip"].make(briefing_of(pack, build, tables.data_hash, _MADE))


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, reverse="BACKWARDS" in os.environ)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--hashes"]:
        _print_hashes(Path(sys.argv[2]), sys.argv[3:])
        sys.exit()
    everything = [f"{card_id}:{language}" for card_id in (*CARDS, PACK) for language in available_languages()]
    differing, number = different_files(data_paths().tables, everything)
    print(f"{number} files, {len(differing)} differ", *differing, sep="\n")
    sys.exit(bool(differing))
