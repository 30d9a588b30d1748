"""Sizes and habits that a formatter does not hold."""

import ast
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import tracked
from tests.world import REPOSITORY

Function = ast.FunctionDef | ast.AsyncFunctionDef
FILES = sorted(path for room in ("etl", "dashboard", "tests") for path in (REPOSITORY / room).rglob("*.py"))
SOURCES = [path for path in FILES if path.relative_to(REPOSITORY).parts[0] != "tests"]
TEXTS = {".py", ".toml", ".md", ".yaml", ".yml", ".csv", ".txt", ".po", ".pot", ".cfg", ".json", ".sh", ""}
TEXTS |= {".html", ".css"}
# A folder of one machine: the first part of an absolute path that no other machine need have.
MACHINE_PATH = re.compile(r"(?<![\w./:~-])/(?:work|home|root|Users|mnt|opt)/[\w.-]+")


def shown(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def lines_of(node: Function) -> int:
    assert node.end_lineno
    return node.end_lineno - node.lineno + 1


def limit(path: Path) -> int:
    name = shown(path)
    if name.startswith(("tests/", "etl/phrases/languages/")) or name == "etl/model/schema.py":  # tables of words
        return 400
    return 60 if name.startswith("dashboard/views/") else 300


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_modules_are_short(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= limit(path), f"{length} lines: split by a noun of the domain"


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_functions_are_short(path: Path) -> None:
    long = {node.name: lines_of(node) for node in functions(path) if lines_of(node) > 60}
    assert long == {}


def test_most_functions_are_very_short() -> None:
    lengths = [lines_of(node) for path in SOURCES for node in functions(path)]
    assert statistics.median(lengths) <= 12


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_forbidden_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forbidden = ["unsafe_allow_html", "import pickle", "TODO", "FIXME", "XXX"]
    if shown(path) != "dashboard/store.py":
        forbidden += ["st.cache_", "import cache_data", "import cache_resource"]
    assert [word for word in forbidden if word in text] == []


def test_no_machine_path_is_kept() -> None:
    found = []
    for name in tracked():
        path = REPOSITORY / name
        if path.suffix in TEXTS and path.is_file():
            found += [f"{name}: {match}" for match in MACHINE_PATH.findall(path.read_text(encoding="utf-8"))]
    assert found == []


def test_machine_paths_are_told_from_addresses() -> None:
    folder = "/".join(("", "home", "someone", "trade"))
    assert MACHINE_PATH.search(f"open('{folder}')")
    assert not MACHINE_PATH.search(f"https://example.org{folder}")


def assertions(node: Function) -> bool:
    """Whether a test asserts, expects an exception, or hands over to a function of its file that is named to check."""
    checks = ("assert_", "refused", "failed", "only", "expect", "wait_for", "check_")
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert):
            return True
        if isinstance(inner, ast.Call):
            name = inner.func.attr if isinstance(inner.func, ast.Attribute) else getattr(inner.func, "id", "")
            if name == "raises" or name.startswith(checks):
                return True
    return False


@pytest.mark.parametrize("path", [p for p in FILES if p.name.startswith("test_")], ids=shown)
def test_every_test_asserts(path: Path) -> None:
    tests = [node for node in functions(path) if node.name.startswith("test_")]
    assert tests
    assert [node.name for node in tests if not assertions(node)] == []
    assert len({node.name for node in tests}) == len(tests), "a test given twice hides the first"


def test_each_class_has_a_name_of_its_own() -> None:
    named: defaultdict[str, list[str]] = defaultdict(list)
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                named[node.name].append(shown(path))
    assert len(named) > 100
    assert {name: places for name, places in named.items() if len(places) > 1} == {}
