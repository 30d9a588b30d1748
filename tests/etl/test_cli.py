"""The command line as another program sees it: output, exit status, one readable line for each failure."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from world import REPOSITORY, SPEECH, Built, replace

from etl.paths import DataPaths

READING = ["kind", "value", "low", "high", "bound", "unit", "decimals", "period_start", "period_end"]


def run(root: Path, *words: str, lines: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *words],
        cwd=REPOSITORY,
        env=os.environ | {"TRADE_DATA": str(root), "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
        input=lines,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def failed(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on stderr of a stated failure."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def test_build_prints_rows_rejections_and_seconds(world: DataPaths) -> None:
    done = run(world.root, "build")
    assert done.returncode == 0, done.stderr
    cells = [[cell.strip() for cell in line.strip("│┃ ").split("│")] for line in done.stdout.splitlines()]
    assert ["statements", "7"] in cells
    assert ["flows", "20"] in cells
    assert "1 rows rejected" in done.stdout
    assert "data/official/bet-products.csv, line 2: bet-2021-chapter-27: a thousand times too large" in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("Built in ")
    assert (world.tables / "datapackage.json").is_file()


def test_a_failing_build_ends_in_one_line(world: DataPaths) -> None:
    replace(world.statements / f"{SPEECH}.yaml", "1.65 million dollars", "1.65 million")
    line = failed(run(world.root, "build"))
    assert line.startswith(f"error: statements/{SPEECH}.yaml, figure trade-2022: ")
    assert not world.tables.exists()


@pytest.mark.parametrize(
    ("language", "phrase", "value", "low", "high", "unit"),
    [
        ("en", "$2.7 billion", 2.7e9, 2.65e9, 2.75e9, "USD"),
        ("fr", "2,7 milliards de dollars", 2.7e9, 2.65e9, 2.75e9, "USD"),
        ("ru", "2,7 млрд долларов", 2.7e9, 2.65e9, 2.75e9, "USD"),
        ("kk", "2,7 млрд доллар", 2.7e9, 2.65e9, 2.75e9, "USD"),
        ("fr", "plus de 170 entreprises", 170, 170, None, "companies"),
    ],
)
def test_parse_gives_one_json_object(
    tmp_path: Path, language: str, phrase: str, value: float, low: float, high: float | None, unit: str
) -> None:
    done = run(tmp_path, "parse", phrase, "--language", language, "--date", "2023-11-01", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    reading = json.loads(done.stdout)
    assert list(reading) == READING
    assert [reading[name] for name in ("value", "low", "high", "unit")] == [value, low, high, unit]


def test_parse_prints_for_people(tmp_path: Path) -> None:
    done = run(tmp_path, "parse", "huit premiers mois de cette année", "--language", "fr", "--date", "2023-11-01")
    assert done.returncode == 0
    shown = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert shown == {"kind": "period", "period_start": "2023-01-01", "period_end": "2023-08-31"}


def test_parse_reads_lines(tmp_path: Path) -> None:
    lines = "fr\t2023-11-01\t30%\nen\t\t$4 billion\nfr\t2023-11-01\tl'année dernière\n\nen\t\tgood relations\n"
    done = run(tmp_path, "parse", lines=lines)
    assert (done.returncode, done.stderr) == (0, "")
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(reading) for reading in readings] == [READING] * 4
    assert [reading["kind"] for reading in readings] == ["percent", "amount", "period", "none"]
    assert (readings[2]["period_start"], readings[2]["period_end"]) == ("2022-01-01", "2022-12-31")


def test_parse_reads_the_other_lines_when_one_is_at_fault(tmp_path: Path) -> None:
    lines = "en\t\t4 billion\nen 4 billion dollars\nxx\t\t$4 billion\nen\tyesterday\t$4 billion\nen\t\t$4 billion\n"
    done = run(tmp_path, "parse", lines=lines)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["line 1", "line 2", "line 3", "line 4"]
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reading["kind"] for reading in readings] == ["none"] * 4 + ["amount"]
    assert "4 billion" in readings[0]["error"]


def test_parse_never_guesses_a_currency(tmp_path: Path) -> None:
    line = failed(run(tmp_path, "parse", "4 milliards", "--language", "fr"))
    assert line.startswith("error: ")
    assert "4 milliards" in line
    assert "currency" in line


def test_check_before_a_build_names_the_command(world: DataPaths) -> None:
    assert failed(run(world.root, "check")) == "error: no tables yet: run `python -m etl build` first"


def test_check_lists_every_comparison(built_world: Built) -> None:
    done = run(built_world.paths.root, "check")
    assert done.returncode == 0, done.stderr
    assert "2 agrees, 1 cannot_tell, 1 disagrees" in done.stdout
    assert f"{SPEECH}.growth-2022" in done.stdout
    assert "10.00 percent (ALP, as published)" in " ".join(done.stdout.split())


def test_check_gives_json_for_machines(built_world: Built) -> None:
    done = run(built_world.paths.root, "check", "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert sorted(row["verdict"] for row in rows) == ["agrees", "agrees", "cannot_tell", "disagrees"]
    growth = next(row for row in rows if row["rule"] == "stated_growth")
    assert growth["observed_low"] == pytest.approx(10.0, abs=0.01)
    assert growth["period_start"].startswith("2022-01-01")


def test_describe_prints_the_dictionary_of_the_repository(tmp_path: Path) -> None:
    done = run(tmp_path, "describe")
    assert done.returncode == 0
    assert done.stdout == (REPOSITORY / "data" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("build", "--fast"),
        ("parse", "30%", "--language", "xx"),
        ("parse", "30%", "--date", "yesterday"),
        (),
    ],
)
def test_wrong_usage_ends_with_two(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(tmp_path, *words)
    assert done.returncode == 2
    assert "Usage" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
