"""Faults put into the code one at a time, each of which a test has to catch: how strong the suite is.

`python -m tests.bench.seeded_faults` copies the tracked files, changes one line, runs the tests named beside it and
says which one failed; it ends with status 1 where a fault was caught by none. About twenty minutes on two cores.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

_REPOSITORY = Path(__file__).resolve().parents[2]
_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
_PATIENCE = 600  # seconds


@dataclass(frozen=True)
class SeededFault:
    """A line of a file and what it is changed to, with the tests that have to notice."""

    what: str
    file: str
    line: str
    change: str
    tests: str


FAULTS = (
    SeededFault(
        "a wrong sign in a native chart",
        "dashboard/cards/direction_balance/native.py",
        "NativeSeries(side.name, tuple(side.values.values()), side.colour)",
        "NativeSeries(side.name, tuple(-value for value in side.values.values()), side.colour)",
        "tests/dashboard/cards/test_data_sheets.py",
    ),
    SeededFault(
        "a native series with the other country's values",
        "dashboard/cards/mirror_gap/native.py",
        "values_at(panel.imported, years), pale",
        "values_at(panel.exported, years), pale",
        "tests/dashboard/cards/test_charts.py",
    ),
    SeededFault(
        "swapped exporters",
        "dashboard/cards/direction_balance/data.py",
        'zip(("back", "out"), permutations(countries), strict=True)',
        'zip(("out", "back"), permutations(countries), strict=True)',
        "tests/dashboard/cards/test_charts.py",
    ),
    SeededFault(
        "a balance with its sides exchanged",
        "dashboard/cards/direction_balance/data.py",
        'wide["balance"] = wide["out"] - wide["back"]',
        'wide["balance"] = wide["back"] - wide["out"]',
        "tests/dashboard/cards/test_trade.py",
    ),
    SeededFault(
        "a part of a year among whole years",
        "dashboard/queries/series.py",
        'rows["months"].eq(12)',
        'rows["months"].ge(8)',
        "tests/dashboard/queries tests/dashboard/cards/test_true_titles.py",
    ),
    SeededFault(
        "growth with only one of two directions in the year before",
        "dashboard/queries/series.py",
        "return found if len(found) == len(last) else found.iloc[:0]",
        "return found",
        "tests/dashboard/queries/test_years.py",
    ),
    SeededFault(
        "an open side that is closed",
        "dashboard/statements/bounds.py",
        "return Bounds(None if is_open else value, low, high, row.unit)",
        "return Bounds(value, low, low if high is None else high, row.unit)",
        "tests/dashboard/statements/test_open_bounds.py",
    ),
    SeededFault(
        "rounding that reaches a whole unit",
        "etl/model/interval.py",
        "half = last_digit_unit(digits) * scale / 2",
        "half = last_digit_unit(digits) * scale",
        "tests/etl/model/test_interval.py",
    ),
    SeededFault(
        "a currency converted the wrong way",
        "etl/model/rates.py",
        'return rate if currency == "USD" else 1 / rate',
        'return 1 / rate if currency == "USD" else rate',
        "tests/etl/transform/test_exchange_rates.py tests/dashboard/queries/test_one_value.py",
    ),
    SeededFault(
        "a verdict turned round",
        "etl/analysis/comparison.py",
        "if expected.overlaps(observed):",
        "if not expected.overlaps(observed):",
        "tests/etl/analysis/test_checks.py",
    ),
    SeededFault(
        "a mirror ratio upside down",
        "etl/analysis/mirror.py",
        "not exported else imported / exported",
        "not imported else exported / imported",
        "tests/etl/analysis/test_mirror.py",
    ),
    SeededFault(
        "a wrong period label",
        "dashboard/text/formats.py",
        'skeleton = "yMMM" if period.whole_months else "yMMMd"',
        'skeleton = "y" if period.whole_months else "yMMMd"',
        "tests/dashboard/text/test_formats.py",
    ),
    SeededFault(
        "an unescaped text on a page",
        "dashboard/text/markdown.py",
        r'return Markdown(_BLOCK.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", parted)))',
        "return Markdown(parted)",
        "tests/dashboard/text/test_markdown.py",
    ),
    SeededFault(
        "HTML that is not escaped",
        "dashboard/exports/web/templates.py",
        "autoescape=True",
        "autoescape=False",
        "tests/dashboard/exports/test_html_templates.py",
    ),
    SeededFault(
        "a formula in a spreadsheet",
        "dashboard/exports/tables.py",
        'return f"\'{text}" if text.startswith(_FORMULA) else text',
        "return text",
        "tests/dashboard/exports/test_tables.py",
    ),
    SeededFault(
        "a rank that is one too high",
        "dashboard/cards/partner_rank/figure.py",
        '"text": ordinal(int(row.partner_rank), view.language),',
        '"text": ordinal(int(row.partner_rank) + 1, view.language),',
        "tests/dashboard/cards/test_partner_rank.py",
    ),
    SeededFault(
        "a share of the wrong total",
        "dashboard/queries/sector_goods.py",
        "return value / self.total * 100",
        "return value / (self.total + self.remainder) * 100",
        "tests/dashboard/cards/test_sectors.py",
    ),
    SeededFault(
        "crude oil left in",
        "dashboard/queries/crude_oil.py",
        'kept["value"] = kept["value"].mask(crude, 0.0)',
        'kept["value"] = kept["value"]',
        "tests/dashboard/cards/test_oil.py tests/dashboard/cards/test_without_oil.py",
    ),
    SeededFault(
        "a filter that a link forgets",
        "dashboard/selection/selection.py",
        '"kinds": ",".join(sorted(selection.source_kinds)),',
        '"kinds": "",',
        "tests/dashboard/selection",
    ),
    SeededFault(
        "a damaged table that is opened",
        "dashboard/queries/editions.py",
        'if f"sha256:{sha256(content).hexdigest()}" != digest:',
        "if not digest:",
        "tests/dashboard/routes/test_data_faults.py tests/etl/publish/test_editions.py",
    ),
    SeededFault(
        "a key given twice in a document",
        "etl/sources/yaml_file.py",
        "if key in entry.lines:",
        "if not key:",
        "tests/etl/sources",
    ),
    SeededFault(
        "a caveat that does not leave with the card",
        "dashboard/cards/base.py",
        "            *oil_caveat(answer.oil, view),\n",
        "",
        "tests/dashboard/cards/test_without_oil.py",
    ),
    SeededFault(
        "a stated figure without its document",
        "dashboard/cards/trade_trend/card.py",
        "            *_documents(trend),\n",
        "",
        "tests/dashboard/cards/test_trade.py tests/dashboard/exports/test_citation.py",
    ),
    SeededFault(
        "data that have changed and do not say so",
        "dashboard/routes/drawn.py",
        "if view.asof is None or card.data_hash.startswith(view.asof):",
        "if card.data_hash:",
        "tests/dashboard/routes/test_api.py",
    ),
)


def copied(folder: Path) -> None:
    """Copy the tracked files as they stand."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=_REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, names.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(_REPOSITORY / name, folder / name)


def seeded(faults: tuple[SeededFault, ...], folder: Path) -> Iterator[tuple[SeededFault, str]]:
    """Each fault with the test that failed with it, "" where none did; ValueError where its line is not there once."""
    for fault in faults:
        file = folder / fault.file
        sound = file.read_text(encoding="utf-8")
        if sound.count(fault.line) != 1:
            raise ValueError(f"{fault.file} does not hold this once: {fault.line}")
        file.write_text(sound.replace(fault.line, fault.change), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *fault.tests.split()]
        ended = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
        )
        file.write_text(sound, encoding="utf-8")
        caught = _FAILED.search(ended.stdout)
        yield fault, caught[1] if caught and ended.returncode == 1 else ""


def main(first: int = 1, last: int = len(FAULTS)) -> None:
    """Seed the faults from the first to the last, counted from 1, and print a line for each."""
    survived = 0
    with tempfile.TemporaryDirectory() as away:
        copied(Path(away))
        for fault, test in seeded(FAULTS[first - 1 : last], Path(away)):
            survived += not test
            typer.echo(f"| {fault.what} | {fault.file} | {test or 'caught by none'} |")
    raise typer.Exit(1 if survived else 0)


if __name__ == "__main__":
    typer.run(main)
