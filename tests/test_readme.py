"""README and CONTRIBUTING name what there is: commands, cards, pages, packages; and the example can be read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from starlette.routing import Route

from dashboard.__main__ import cli as dashboard_cli
from dashboard.briefing.yaml_file import read_pack
from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import KINDS
from dashboard.queries.editions import load_tables, published_hash
from dashboard.routes import routes
from etl.__main__ import cli
from etl.sources.statements import Document
from tests.world import REPOSITORY, Built

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (REPOSITORY / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
VERBS = [
    (package, command.name or command.callback.__name__)
    for package, app in (("etl", cli), ("dashboard", dashboard_cli))
    for command in app.registered_commands
    if command.callback
]


def fenced(language: str, text: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


@pytest.mark.parametrize("card", sorted(CARDS))
def test_every_card_is_named(card: str) -> None:
    assert f"`{card}`" in README


@pytest.mark.parametrize(("package", "verb"), VERBS)
def test_every_verb_is_named_and_answers(package: str, verb: str) -> None:
    assert f"`python -m {package} {verb}" in README
    answer = subprocess.run(
        [sys.executable, "-m", package, verb, "--help"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0
    assert "Usage" in answer.stdout


def test_the_commands_are_those_that_are_checked() -> None:
    start, test = fenced("sh")
    assert start.strip().endswith(".venv/bin/streamlit run dashboard/app.py")
    assert "pip install -c constraints.txt -e . &&" in start
    assert test.strip().endswith("-e '.[test]' && .venv/bin/pytest")
    script = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert "-c constraints.txt -e '.[test]'" in script
    assert ".venv/bin/pytest" in script


def test_the_example_document_can_be_read() -> None:
    (example,) = fenced("yaml", CONTRIBUTING)
    document = Document.model_validate(yaml.safe_load(example))
    assert document.figures[0].as_stated == "2,7 milliards de dollars"


def test_the_example_pack_can_be_read(real: Built, tmp_path: Path) -> None:
    tables = load_tables(real.paths.tables, published_hash(real.paths.package) or "")
    (example,) = fenced("yaml")
    (tmp_path / "briefing.yaml").write_text(example, encoding="utf-8")
    pack = read_pack(tmp_path / "briefing.yaml", tables.vocabulary)
    assert [(entry.card_id, entry.selection.first_year) for entry in pack.entries] == [
        ("trade-trend", 2018),
        ("mirror-gap", 2019),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_ending_of_a_file_is_named(kind: str) -> None:
    (endings,) = re.findall(r"a file: `([^`]+)`", README)
    assert KINDS[kind].ending in endings.split()


def test_every_address_is_named() -> None:
    tops = {"/".join(route.path.split("/")[:3]) for route in routes() if isinstance(route, Route)}
    named = {top.replace("{name}", "<card>") for top in tops if "{rest" not in top and top.count("/") == 2}
    assert named >= {"/embed/<card>", "/api/cards", "/api/tables", "/api/oembed"}
    assert [top for top in named - {"/embed/static"} if f"`{top}" not in README] == []


def test_every_file_and_picture_named_exists() -> None:
    paths = re.findall(r"\]\(([\w./-]+)\)", README)
    paths += re.findall(r"`((?:etl|dashboard|data|tests)/[\w./]*\w[./]?)`", README + CONTRIBUTING)
    assert len(paths) > 15
    built = {"data/tables/", "data/editions/"}
    assert [path for path in paths if path not in built and not (REPOSITORY / path).exists()] == []


@pytest.mark.parametrize("package", ["etl", "dashboard"])
def test_every_part_of_the_code_is_on_the_map(package: str) -> None:
    parts = {path.name for path in (REPOSITORY / package).iterdir() if (path / "__init__.py").is_file()}
    assert len(parts) > 5
    assert [part for part in sorted(parts) if f"`{part}/`" not in CONTRIBUTING] == []


def test_the_lock_names_no_address() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 30
    assert [line for line in lines if "://" in line or "==" not in line] == []
