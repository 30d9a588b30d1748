"""Texts that try to be more than text, in every field, on every page and in every file: prints what became active.

Run `.venv/bin/python -m tests.bench.hostile --starts 25`. Each start gives every field another payload, so that as many
starts as there are payloads show each of them in each field.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import file_bytes, offered
from dashboard.exports.picture.renderer import browser_path
from dashboard.queries.editions import load_tables, published_hash
from dashboard.queries.view import View
from dashboard.selection.languages import available_languages
from dashboard.selection.look import Look
from dashboard.selection.selection import default_selection
from etl.model.paths import DataPaths
from etl.pipeline import build
from tests.bench.active_files import faults_of_figure, faults_of_file
from tests.bench.hostile_pages import VIEWS, faults_of_pages
from tests.bench.hostile_texts import PAYLOADS, Hostile, spoil
from tests.bench.readers import serving
from tests.world import REPOSITORY, copy_of_data

_WIDTHS = (400, 1200)
_MARKS = 3
_NO_TEXTS = "png"  # a picture of a figure that is looked at as such


def attacked(root: Path, start: int) -> tuple[DataPaths, Hostile]:
    """A copy of the repository's data with hostile texts, built below `root`."""
    paths = DataPaths(copy_of_data(REPOSITORY / "data", root))
    hostile = spoil(paths.root, start)
    build(paths)
    return paths, hostile


def faults_of_cards(paths: DataPaths, hostile: Hostile) -> Iterator[str]:
    """What is active in the chart or a file of any card, in any language."""
    tables = load_tables(paths.tables, str(published_hash(paths.package)))
    for language in available_languages():
        selection = default_selection(tables.vocabulary, language)
        for card_id, make in CARDS.items():
            for width in _WIDTHS:
                figure = make(View(tables, selection, Look(width))).figure
                faults = faults_of_figure(json.loads(figure.to_json()), hostile) if figure else ()
                yield from (f"{card_id}, {language}, {width} pixels: {fault}" for fault in faults)
            card = make(View(tables, selection))
            for name, kind in offered(card).items():
                if name != _NO_TEXTS:
                    faults = faults_of_file(kind.ending, file_bytes(card, name), hostile)
                    yield from (f"{card_id}.{kind.ending}, {language}: {fault}" for fault in faults)


def run(start: int) -> list[str]:
    """Everything that is active with one order of payloads."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        paths, hostile = attacked(Path(folder), start)
        faults = [*dict.fromkeys(faults_of_cards(paths, hostile))]
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        with serving(paths.root) as address:
            faults += faults_of_pages(
                browser,
                address,
                hostile,
                languages=available_languages(),
                embeds=tuple(CARDS),
                hovered=VIEWS,
                marks=_MARKS,
            )
        return faults


def main() -> int:
    """Attack with as many orders of payloads as asked; 1 where anything was active."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=1, help=f"orders of payloads, {len(PAYLOADS)} for all")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    asked = parser.parse_args()
    active = 0
    for start in range(asked.first, asked.first + asked.starts):
        began = time.monotonic()
        faults = run(start)
        active += len(faults)
        print(f"start {start}: {len(faults)} active, {time.monotonic() - began:.0f} s", *faults, sep="\n  ", flush=True)
    return int(active > 0)


if __name__ == "__main__":
    sys.exit(main())
