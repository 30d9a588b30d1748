"""The command line as another program sees it: output, exit status, one readable line for each failure."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from etl.model.paths import DataPaths
from etl.model.schema import TABLES
from etl.pipeline import build
from tests.world import PAGE, REPOSITORY, SPEECH, Built, replace

READING = ["kind", "value", "low", "high", "bound", "unit", "decimals", "period_start", "period_end"]


def run(root: Path, *words: str, lines: str = "", columns: int = 200) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *words],
        cwd=REPOSITORY,
        env=os.environ | {"TRADE_DATA": str(root), "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
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
    assert line.startswith(f"error: statements/{SPEECH}.yaml, line 12, figure trade-2022: ")
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


def report(text: str) -> dict[str, str]:
    """The sections of the printed report by title, each on one line without its frame."""
    plain = " ".join(re.sub(r"[━┏┳┓┃┡╇┩│├┼┤└┴┘─]", " ", text).split())
    titles = [*TITLES, "Agrees"]
    starts = [plain.index(title) for title in titles]
    return {title: plain[a:b].strip() for title, a, b in zip(titles, starts, [*starts[1:], None], strict=True)}


TITLES = (
    "Disagreements, amounts before percentages, the widest apart first",
    "Each country's own count, both right",
    "Repeated numbers",
    "Comparisons of unequal periods",
    "Cannot tell",
)


def test_check_reports_in_sections(built_world: Built) -> None:
    done = run(built_world.paths.root, "check", columns=100)
    assert done.returncode == 0, done.stderr  # three comparisons disagree, which is no failure
    assert max(map(len, done.stdout.splitlines())) <= 100
    found = report(done.stdout)
    assert found["Repeated numbers"] == "Repeated numbers: 0"
    assert found["Comparisons of unequal periods"] == "Comparisons of unequal periods: 0"
    assert found["Agrees"] == "Agrees: 2 of 6 comparisons (1 stated_growth, 1 stated_value)"
    disagreements = found[TITLES[0]]
    assert disagreements.startswith(f"{TITLES[0]}: 3 ")
    assert re.findall(r"(\d+\.\d) (%|points)", disagreements) == [("81.8", "%"), ("36.8", "%"), ("2.7", "points")]
    assert f"{SPEECH}.trade-2022 (2022)" in disagreements
    assert f"beside {PAGE}.trade-2022" in disagreements
    assert "stated 69.50 … 70.50 percent; the official 72.73 percent (ALP, as published)" in disagreements
    assert found["Cannot tell"].startswith("Cannot tell: 1 ")
    assert f"unnamed {PAGE}.trade-2022 (2022)" in found["Cannot tell"]


def test_check_reports_the_real_tables(real: Built) -> None:
    done = run(real.paths.root, "check", columns=100)
    assert done.returncode == 0, done.stderr
    found = report(done.stdout)
    heads = [text.split(": ")[1].split()[0] for text in found.values()]
    assert heads == ["12", "32", "5", "3", "20", "84"]
    for title, number in zip(TITLES[:2], (12, 32), strict=True):
        apart = re.findall(r"(\d+\.\d) (%|points) (?:undated|20\d\d)-", found[title])
        assert len(apart) == number
        assert apart == sorted(apart, key=lambda one: (one[1] == "points", -float(one[0])))


def test_check_gives_json_for_machines(built_world: Built) -> None:
    done = run(built_world.paths.root, "check", "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert sorted(row["verdict"] for row in rows) == ["agrees"] * 2 + ["cannot_tell"] + ["disagrees"] * 3
    assert [row["check_id"] for row in rows] == list(built_world.tables["checks"]["check_id"])
    growth = next(row for row in rows if row["rule"] == "stated_growth")
    assert growth["observed_low"] == pytest.approx(10.0, abs=0.01)
    assert growth["period_start"].startswith("2022-01-01")
    assert list(growth) == TABLES["checks"].names


@pytest.mark.parametrize("words", [("check",), ("check", "--json")])
def test_check_of_tables_that_do_not_hold_together_fails(world: DataPaths, words: tuple[str, ...]) -> None:
    build(world)
    path = world.tables / "checks.parquet"
    checks = pd.read_parquet(path)
    checks.loc[0, ["verdict", "subject_ids"]] = ["agrees", "nobody.nothing"]
    checks.to_parquet(path)
    first = checks["check_id"][0]
    done = run(world.root, *words)
    assert done.stdout == ""
    assert failed(done) == (
        f"error: the tables do not hold together: checks of rows that are in no table: {first}; "
        f"verdicts their intervals contradict: {first}: run `python -m etl build`"
    )


@pytest.mark.parametrize("spoil", ["damaged", "missing", "older"])
def test_check_of_tables_that_cannot_be_read_names_the_command(world: DataPaths, spoil: str) -> None:
    build(world)
    path = world.tables / "derived.parquet"
    if spoil == "damaged":
        path.write_bytes(b"no table")
    elif spoil == "missing":
        path.unlink()
    else:
        pd.read_parquet(path).drop(columns="inputs").to_parquet(path)
    line = failed(run(world.root, "check"))
    assert line.startswith("error: the tables cannot be read: run `python -m etl build` (")


def test_check_lists_texts_without_a_translation(world: DataPaths) -> None:
    listed = "text,language,en,fr\nparagraph 1,en,,paragraphe 1\nline 1,de,,\n"
    (world.reference / "translations.csv").write_text(listed, encoding="utf-8")
    build(world)
    done = run(world.root, "check", "--translations")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [re.sub(r"\d+", "N", line) for line in heads] == [
        f"{language}: N without a translation: add them to data/reference/translations.csv" for language in ("en", "fr")
    ]
    place = f"    data/statements/{PAGE}.yaml, locator of {PAGE}.trade-2022"
    assert [lines[at + 1] for at, line in enumerate(lines) if line == "  line 1"] == [place, place]
    assert "  paragraph 1" not in lines
    assert int(heads[1].split()[1]) == sum(line.startswith("  ") for line in lines[lines.index(heads[1]) :]) / 2


def test_check_of_translations_gives_json(world: DataPaths) -> None:
    build(world)
    done = run(world.root, "check", "--translations", "--json")
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    assert {"language": "fr", "text": "crude oil"}.items() <= next(row for row in rows if "oil" in row["text"]).items()
    assert all(set(row) == {"language", "text", "places"} and row["places"] for row in rows)


def test_check_of_whole_translations_says_so_in_one_line(real: Built) -> None:
    done = run(real.paths.root, "check", "--translations")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Every text of the data has its translations: en, fr\n"
    done = run(real.paths.root, "check", "--translations", "--json")
    assert (done.returncode, done.stdout) == (0, "[]\n")


def test_check_of_translations_needs_tables_of_today(world: DataPaths) -> None:
    assert failed(run(world.root, "check", "--translations")) == (
        "error: no tables yet: run `python -m etl build` first"
    )
    build(world)
    path = world.tables / "documents.parquet"
    pd.read_parquet(path).drop(columns="language").to_parquet(path)
    line = failed(run(world.root, "check", "--translations"))
    assert line.startswith("error: the tables cannot be read: run `python -m etl build` (")


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
