"""The README names what there is: commands, cards, pages, rooms; and its example is a document that can be read."""

import re
import subprocess
import sys

import pytest
import yaml
from world import REPOSITORY

from dashboard.cards import CARDS
from etl.__main__ import cli
from etl.sources.statements import Document

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
VERBS = [command.name or command.callback.__name__ for command in cli.registered_commands if command.callback]


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("card", sorted(CARDS))
def test_every_card_is_named(card: str) -> None:
    assert f"`{card}`" in README


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_named_and_answers(verb: str) -> None:
    assert f"`python -m etl {verb}" in README
    answer = subprocess.run(
        [sys.executable, "-m", "etl", verb, "--help"], cwd=REPOSITORY, capture_output=True, text=True, check=False
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
    (example,) = fenced("yaml")
    document = Document.model_validate(yaml.safe_load(example))
    assert document.figures[0].as_stated == "2,7 milliards de dollars"


def test_every_file_and_picture_named_exists() -> None:
    paths = re.findall(r"\]\(([\w./-]+)\)", README) + re.findall(
        r"`((?:etl|dashboard|data|tests)/[\w./]*\w[./]?)`", README
    )
    assert len(paths) > 20
    built = {"data/tables/"}
    assert [path for path in paths if path not in built and not (REPOSITORY / path).exists()] == []


def test_the_lock_names_no_address() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 30
    assert [line for line in lines if "://" in line or "==" not in line] == []
