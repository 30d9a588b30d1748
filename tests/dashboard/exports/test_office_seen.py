"""An office program opens every file and draws its chart: each series' colour is on the page in real quantity."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.cards.base import Card
from dashboard.charts.native import Chart, Mark, Shape
from dashboard.exports.docx.document import document_bytes
from dashboard.exports.pptx.slides import slides_bytes
from dashboard.exports.xlsx.workbook import workbook_bytes
from dashboard.queries.tables import Tables
from tests.dashboard.exports.office import CASES, built, chart_of

MAKERS = {"pptx": slides_bytes, "docx": document_bytes, "xlsx": workbook_bytes}
TOOLS = ("soffice", "pdftoppm")
DOTS = 72  # an inch
NEAR = 26  # how far a channel may be from the series' own, as edges are smoothed
LEAST = {Mark.BAR: 40, Mark.LINE: 25}  # pixels of a mark; points are small and lie on one another


def missing_tools() -> list[str]:
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@pytest.fixture(scope="module")
def cards(tables: Tables) -> dict[str, Card]:
    """Every card in both languages, by the name of its files; and a chart of every shape, with stated points."""
    found = {f"{card_id}-{language}": built(tables, card_id, language) for card_id, language in CASES}
    plain = found["direction-balance-en"]
    return found | {f"shape-{shape}": replace(plain, chart=chart_of(shape)) for shape in Shape}


@pytest.fixture(scope="module")
def seen(cards: dict[str, Card], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDF of each file, named `<card>-<language>.<ending>.pdf`; one call converts them all."""
    if missing_tools():
        reason = f"{', '.join(missing_tools())} not found: install libreoffice and poppler-utils"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("office")
    for name, card in cards.items():
        for ending, make in MAKERS.items():
            if card.chart is not None or ending != "xlsx":  # a workbook without a chart is but its table
                (folder / f"{name}.{ending}.{ending}").write_bytes(make(card))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = sorted(str(path) for path in folder.glob("*.*.*"))
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def pages(pdf: Path) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", str(pdf), str(pdf.with_suffix(""))], check=True, timeout=120)
    found = []
    for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.png")):
        with Image.open(path) as image:
            found.append(image.convert("RGB"))
    return found


def amount(page: Image.Image, colour: str) -> int:
    """How many pixels of a page have about a colour."""
    wanted = bytes.fromhex(colour.removeprefix("#"))
    colours = page.getcolors(page.width * page.height) or []
    return sum(count for count, rgb in colours if all(abs(a - b) <= NEAR for a, b in zip(rgb, wanted, strict=True)))


def drawn_colours(chart: Chart) -> dict[str, int]:
    """The colours that have to be on a page, and in which quantity: those of bars and lines that are not all zero."""
    return {
        one.colour: LEAST[one.mark]
        for one in chart.series
        if one.mark in LEAST and max((abs(value or 0) for value in one.values), default=0) > 0.02 * _highest(chart)
    }


def _highest(chart: Chart) -> float:
    return max(abs(value) for one in chart.series for value in one.values if value is not None)


@pytest.mark.parametrize("ending", MAKERS)
def test_every_file_is_opened(cards: dict[str, Card], seen: Path, ending: str) -> None:
    for name, card in cards.items():
        assert (card.chart is None and ending == "xlsx") or (seen / f"{name}.{ending}.pdf").exists(), name


@pytest.mark.parametrize("ending", MAKERS)
def test_no_chart_is_lost(cards: dict[str, Card], seen: Path, ending: str) -> None:
    lost = []
    for name, card in cards.items():
        if card.chart is None:
            continue
        shown = pages(seen / f"{name}.{ending}.pdf")
        for colour, least in drawn_colours(card.chart).items():
            found = max(amount(page, colour) for page in shown)
            if found < least:
                lost.append(f"{name}: {found} pixels of {colour}")
    assert lost == []


@pytest.mark.parametrize("ending", ["pptx", "docx"])
def test_no_picture_is_lost(cards: dict[str, Card], seen: Path, ending: str) -> None:
    for name, card in cards.items():
        if card.chart is None:
            images = [image for page in PdfReader(seen / f"{name}.{ending}.pdf").pages for image in page.images]
            assert images, name


def test_words_are_on_the_slide(cards: dict[str, Card], seen: Path) -> None:
    for name, card in cards.items():
        reader = PdfReader(seen / f"{name}.pptx.pdf")
        said = "".join(reader.pages[0].extract_text().split())
        assert "".join(card.title.split()) in said, name
        assert card.data_hash[:8] in said, name
