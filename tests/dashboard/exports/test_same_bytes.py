"""The same card gives the same bytes in every process and on every day, whatever was made there before."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import KINDS, offered
from dashboard.queries.tables import Tables
from tests.bench.same_bytes import PACK, different_files
from tests.dashboard.pictures import drawn
from tests.world import REPOSITORY, Built

_CLOCK = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}


@pytest.mark.usefixtures("drawing_browser")
def test_every_file_is_the_same_in_another_process_on_another_day(tables: Tables, real: Built) -> None:
    """A sample of what `tests/bench/same_bytes.py` compares; the first card has every kind of file."""
    kinds = offered(drawn(tables, "trade-trend")), offered(drawn(tables, "coverage"))
    assert kinds[0].keys() == KINDS.keys()
    differing, number = different_files(real.paths.tables, ["trade-trend:fr", "coverage:en", f"{PACK}:fr"])
    assert differing == []
    assert number == len(kinds[0]) + len(kinds[1]) + 1


def clock_readings(path: Path) -> Iterator[str]:
    """Calls in a module that ask what time it is."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CLOCK:
            yield f"{path.stem}: {ast.unparse(node)}"


def test_what_makes_cards_and_files_never_asks_for_the_time() -> None:
    folders = [REPOSITORY / "dashboard" / name for name in ("cards", "briefing")]
    modules = [path for folder in folders for path in folder.rglob("*.py")]
    assert len(modules) > len(CARDS)
    assert [reading for path in modules for reading in clock_readings(path)] == []
