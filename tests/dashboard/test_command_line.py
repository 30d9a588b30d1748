"""The dashboard's command line as another program sees it: files, exit status, one readable line for each failure."""

import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from io import StringIO
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from dashboard.__main__ import main
from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import KINDS
from dashboard.links.look_query import SIZES
from tests.running import run_here
from tests.world import REPOSITORY, Built

NOTHING = "years=1991&kinds=energy_statistics"


def run(root: Path, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return run_here(main, words, folder=folder or REPOSITORY, environment={"TRADE_DATA": str(root), "COLUMNS": "200"})


def failed(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line on stderr of a stated failure."""
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.decode().strip().splitlines()
    assert line.startswith("error: ")
    return line


def misused(done: subprocess.CompletedProcess[bytes]) -> str:
    """What stderr says, on one line, of a wrong usage."""
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    return " ".join(done.stderr.decode().replace("│", " ").split())


def test_cards_lists_every_card_of_a_view(real: Built) -> None:
    done = run(real.paths.root, "cards", "--query", "lang=fr", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    listed = json.loads(done.stdout)
    assert [card["id"] for card in listed] == list(CARDS)
    assert listed[0]["title"].startswith("Les échanges ont augmenté")
    for card in listed:
        assert card["empty"] is None
        assert set(KINDS) - set(card["formats"]) <= {"sdmx"}  # which is for official flows only


def test_cards_says_which_are_empty(real: Built) -> None:
    listed = json.loads(run(real.paths.root, "cards", "--query", NOTHING, "--json").stdout)
    empty = [card for card in listed if card["formats"] == []]
    assert len(empty) > 6
    assert all(len(card["empty"]) > 20 for card in empty)


def test_cards_prints_for_people(real: Built) -> None:
    done = run(real.paths.root, "cards")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines[1 : len(CARDS) + 1]] == list(CARDS)
    assert lines[-1] == f"formats: {', '.join(KINDS)}"


def test_export_writes_a_named_file_and_says_so(real: Built, tmp_path: Path) -> None:
    target = tmp_path / "trade.xlsx"
    for _time in range(2):  # a file that is named is written anew
        done = run(
            real.paths.root,
            *("export", "trade-trend", "--format", "xlsx", "--query", "years=2019-2022", "--output", str(target)),
        )
        assert (done.returncode, done.stdout.decode().strip()) == (0, str(target))
    assert "About" in openpyxl.load_workbook(target).sheetnames


def test_export_to_stdout_is_the_file_alone(real: Built) -> None:
    link = "https://example.org/sectors?embed=true&years=2018-2022&lang=fr#top"
    done = run(real.paths.root, "export", "direction-balance", "--format", "csv", "--query", link, "--output", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("utf-8-sig")
    rows = [row for row in csv.reader(StringIO(text)) if not row[0].startswith("#")]
    assert "# Filtres\xa0: Kazakhstan et France, dans les deux sens · 2018–2022 · en dollars\n" in text
    assert [row[0] for row in rows[1:]] == ["2018", "2019", "2020", "2021", "2022"]


def test_a_name_of_our_own_never_replaces_a_file(real: Built, tmp_path: Path) -> None:
    words = ("export", "coverage", "--format", "json")
    first = run(real.paths.root, *words, folder=tmp_path)
    assert first.returncode == 0
    (made,) = tmp_path.iterdir()
    assert made.name == first.stdout.decode().strip()
    assert json.loads(made.read_bytes())["card"] == "coverage"
    again = failed(run(real.paths.root, *words, "--query", "years=2020", folder=tmp_path))
    assert f"{made.name} is there already: remove it, or name a file with --output" in again
    assert json.loads(made.read_bytes())["query"] == "lang=en"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("years=1850-1851", "parameter years='1850-1851': give years within "),
        ("years=soon", "parameter years='soon': give years within "),
        ("direction=KAZ-DEU", "parameter direction='KAZ-DEU': give what is known: both, FRA-KAZ, KAZ-FRA"),
        ("currency=RUB", "parameter currency='RUB': give what is known: USD, EUR"),
        ("known=yesterday", "parameter known='yesterday': give a day as 2020-08-12"),
        ("lang=xx", "parameter lang='xx': give what is known: en, fr"),
        ("year=2020", "parameter year='2020': give only pair, years, direction, "),
        ("theme=sepia", "parameter theme='sepia': give one of light, dark, print"),
        ("width=9", "parameter width='9': give whole pixels from 280 to 1600"),
        ("sectors", "query 'sectors': write it as in a link: "),
    ],
)
def test_a_filter_that_cannot_be_had_is_a_failure(real: Built, query: str, said: str) -> None:
    done = run(real.paths.root, "export", "trade-trend", "--format", "csv", "--query", query, "--output", "-")
    assert said in failed(done)
    assert done.stdout == b""


def test_an_empty_card_says_what_would_fill_it(real: Built, tmp_path: Path) -> None:
    words = ("export", "agreements", "--format", "csv", "--query", NOTHING)
    line = failed(run(real.paths.root, *words, folder=tmp_path))
    assert "This card has" in line or "No year has any" in line
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(real: Built, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "file.csv"
    line = failed(run(real.paths.root, "export", "coverage", "--format", "csv", "--output", str(target)))
    assert f"{target} cannot be written (No such file or directory): name another file with --output" in line


@pytest.mark.parametrize("words", [("cards",), ("export", "coverage", "--format", "csv")])
def test_without_tables_the_command_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert failed(run(tmp_path, *words)) == "error: no tables yet: run `python -m etl build` first"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "trade", "--format", "csv"), "'trade': give one of trade-trend, "),
        (("export", "coverage", "--format", "bmp"), "'bmp': give one of "),
        (("export", "coverage", "--format", "csv", "--size", "A4"), f"'A4': give one of {', '.join(SIZES)}"),
        (("export", "coverage", "--format", "csv", "--theme", "red"), "'red': give one of light, dark, print"),
        (("export", "coverage"), "Missing option '--format'"),
        (("frobnicate",), "No such command"),
        (("cards", "--fast"), "No such option"),
    ],
)
def test_wrong_usage_ends_with_two(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    assert said in misused(run(tmp_path, *words))


def test_the_command_line_does_without_streamlit(real: Built, tmp_path: Path) -> None:
    target = tmp_path / "coverage.xlsx"
    words = ["dashboard", "export", "coverage", "--format", "xlsx", "--output", str(target)]
    code = f"import sys, dashboard.__main__ as c\nsys.argv = {words!r}\ntry: c.main()\nexcept SystemExit: pass\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}print('streamlit' in sys.modules)"],
        cwd=REPOSITORY,
        env=os.environ | {"TRADE_DATA": str(real.paths.root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split()[-1] == "False"
    assert openpyxl.load_workbook(target)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A small pack written by hand."""
    path = tmp_path / "minister.yaml"
    path.write_text("title: Échanges\nlanguage: fr\ncards: [direction-balance, agreements]\n", encoding="utf-8")
    return path


def test_a_pack_is_written_under_its_title(real: Built, packed: Path) -> None:
    done = run(real.paths.root, "pack", packed.name, "--format", "html", folder=packed.parent)
    assert (done.returncode, done.stderr) == (0, b"")
    (made,) = packed.parent.glob("*.html")
    assert re.fullmatch(r"echanges-[0-9a-f]{8}\.html", made.name)
    assert '<html lang="fr">' in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["pptx", "docx", "zip"])
def test_the_ending_of_the_output_says_the_format(real: Built, packed: Path, ending: str) -> None:
    target = packed.with_suffix(f".{ending}")
    done = run(real.paths.root, "pack", str(packed), "--output", str(target))
    assert (done.returncode, done.stdout.decode().strip()) == (0, str(target))
    with zipfile.ZipFile(target) as package:
        assert {"pptx": "ppt/presentation.xml", "docx": "word/document.xml", "zip": "manifest.json"}[
            ending
        ] in package.namelist()


@pytest.mark.parametrize("words", [("pack",), ("export", "direction-balance")], ids=["pack", "export"])
@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_a_template_of_ones_own_is_taken(real: Built, packed: Path, kind: str, words: tuple[str, ...]) -> None:
    template, target = packed.parent / f"own.{kind}", packed.parent / f"made.{kind}"
    if kind == "pptx":
        deck = pptx.Presentation()
        deck.slide_layouts[0].name = "House of its own"
        deck.save(template)
    else:
        document = docx.Document()
        document.styles["Heading 1"].font.name = "House of its own"
        document.save(str(template))
    what = [words[0], str(packed)] if words == ("pack",) else list(words)
    options = ("--format", kind, "--template", str(template), "--output", str(target))
    done = run(real.paths.root, *what, *options)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(target) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    assert any(b"House of its own" in part for part in parts)


def test_a_template_that_is_none_is_a_failure(real: Built, packed: Path) -> None:
    options = ("--format", "pptx", "--template", str(packed), "--output", "-")
    for words in (("pack", str(packed)), ("export", "direction-balance")):
        assert "the template is no .pptx file" in failed(run(real.paths.root, *words, *options))


def test_a_fault_in_a_pack_names_file_and_field(real: Built, packed: Path) -> None:
    packed.write_text("title: t\ncards: [gold]\n", encoding="utf-8")
    line = failed(run(real.paths.root, "pack", str(packed)))
    assert line.startswith("error: minister.yaml, line 2: cards.0.card: 'gold' is not known: give one of trade-trend, ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "csv"), "'csv': give one of pptx, docx, html, pdf, zip"),
        (("--format", "html", "--template", "minister.yaml"), "only pptx and docx take one, not html"),
        (("--template", "nowhere.pptx"), "does not exist"),
    ],
)
def test_a_pack_asked_wrongly_is_wrong_usage(tmp_path: Path, packed: Path, words: tuple[str, ...], said: str) -> None:
    assert said in misused(run(tmp_path, "pack", packed.name, *words, folder=packed.parent))
    assert "does not exist" in misused(run(tmp_path, "pack", "nowhere.yaml", folder=packed.parent))
