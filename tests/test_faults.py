"""The faults that readers found, each with the test that holds its whole kind: `faults.csv`."""

import ast
import csv

from tests.world import REPOSITORY

TABLE = REPOSITORY / "tests" / "faults.csv"


def functions(file: str) -> set[str]:
    path = REPOSITORY / file
    if not path.is_file():
        return set()
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_fault_names_a_test_that_exists() -> None:
    assert [row for row in rows() if not row["surface"] or not row["fault"] or not row["test"]] == []
    missing = [
        row["test"] for row in rows() if row["test"].partition("::")[2] not in functions(row["test"].partition("::")[0])
    ]
    assert missing == []


def test_no_fault_is_listed_twice() -> None:
    faults = [row["fault"] for row in rows()]
    assert sorted(set(faults)) == sorted(faults)
