"""One browser draws for all: never a chart of another's, a clear word where it is missing, nothing left behind."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import plotly.graph_objects as go
import pypdf
import pytest
from fontTools.ttLib import TTFont

from dashboard.cards.base import Card
from dashboard.exports.kinds import EmptyCardError, file_bytes
from dashboard.exports.picture import fonts, renderer
from dashboard.exports.picture.drawing import tidied
from dashboard.exports.picture.fonts import embedded_faces
from dashboard.exports.picture.renderer import NoBrowserError, RenderError, print_pdf, svg
from dashboard.queries.tables import Tables
from dashboard.text.fonts import FontStyle
from tests.dashboard.pictures import EVERYTHING, drawn
from tests.dashboard.processes import members_of
from tests.world import REPOSITORY

needs_browser = pytest.mark.usefixtures("drawing_browser")


def figure(text: str, anchor: str = "left") -> go.Figure:
    """A chart of one text, placed at the left or right edge of a picture of 400 by 100 pixels."""
    shown = go.Figure(layout={"margin": dict.fromkeys("lrtb", 0), "font": {"family": "'IBM Plex Sans'", "size": 20}})
    x = 1 if anchor == "right" else 0
    axes = {"visible": False}
    shown.add_annotation(
        text=text, x=x, y=0.5, xref="paper", yref="paper", xanchor=anchor, showarrow=False, borderpad=0
    )
    return shown.update_layout(xaxis=axes, yaxis=axes)


def plain(written: str) -> bytes:
    """The drawing without the names that the library takes at random."""
    drawing: bytes = ElementTree.tostring(tidied(written, "x"))
    return drawing


def size_of(card: Card) -> tuple[int, int]:
    assert card.figure is not None
    return card.look.width, round(card.figure.layout.height)


@needs_browser
def test_sixteen_threads_never_get_one_anothers_picture(tables: Tables) -> None:
    cards = [drawn(tables, *one) for one in EVERYTHING]

    def draw(card: Card) -> bytes:
        return plain(svg(card.figure, *size_of(card), card.language))

    alone = [draw(card) for card in cards]
    assert len(set(alone)) == len(cards)
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(draw, cards * 2))
    assert together == alone * 2


@needs_browser
def test_a_text_at_the_right_edge_sits_there_in_the_house_font() -> None:
    """The library measures a text to place it: with another font the text would end elsewhere."""
    text = "WWWWWWWWWiiiiii"
    written = svg(figure(text, "right"), 400, 100, "en")
    font = TTFont(fonts._file(fonts._folder(), FontStyle.TEXT))
    width = sum(font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in text) * 20 / 1000
    place = re.search(r'cursor-pointer" transform="translate\((\d+)', written)
    assert place is not None
    assert 400 - int(place[1]) == pytest.approx(width, abs=4)


@needs_browser
def test_a_browser_that_ended_is_replaced() -> None:
    before = svg(figure("one"), 400, 100, "en")
    os.kill(renderer._renderer._browser.subprocess.pid, signal.SIGKILL)
    assert plain(svg(figure("one"), 400, 100, "en")) == plain(before)


def wait_until_ended(group: int) -> None:
    end = time.monotonic() + 5
    while (left := members_of(group)) and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []


@needs_browser
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed by /proc")
def test_a_tab_that_crashes_is_noticed_at_once_and_drawn_anew() -> None:
    before = svg(figure("one"), 400, 100, "en")
    group = renderer._renderer._browser.subprocess.pid
    drawers = [process.pid for process in members_of(group) if "--type=renderer" in process.command]
    assert drawers

    async def crash(browser: object) -> str:
        if browser is not first:
            return "drawn anew"
        for pid in drawers:
            os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(60)
        return "never"

    first = renderer._renderer._browser
    started = time.monotonic()
    assert renderer._renderer.run(crash) == "drawn anew"
    assert time.monotonic() - started < 15, "as long as a start takes, not as a drawing may"
    assert plain(svg(figure("one"), 400, 100, "en")) == plain(before)
    wait_until_ended(group)


@needs_browser
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed by /proc")
def test_a_browser_that_is_stopped_ends_with_all_its_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    svg(figure("one"), 400, 100, "en")
    group = renderer._renderer._browser.subprocess.pid
    os.killpg(group, signal.SIGSTOP)
    monkeypatch.setattr(renderer, "SECONDS", 0.5)
    with pytest.raises(RenderError, match="longer than"):
        svg(figure("two"), 400, 100, "en")
    monkeypatch.undo()
    wait_until_ended(group)
    assert "three" in svg(figure("three"), 400, 100, "en")


@needs_browser
def test_a_picture_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    svg(figure("one"), 400, 100, "en")
    monkeypatch.setattr(renderer, "SECONDS", 0.001)
    with pytest.raises(RenderError, match="longer than"):
        svg(figure("two"), 400, 100, "en")
    monkeypatch.undo()
    assert "three" in svg(figure("three"), 400, 100, "en")


@needs_browser
def test_a_page_is_printed_on_its_own_paper_with_its_fonts() -> None:
    faces = embedded_faces({FontStyle.TEXT: "Әділет"})
    style = f"{faces} @page {{ size: A4; }} body {{ font-family: 'IBM Plex Sans'; }}"
    page = f"<!doctype html><meta charset='utf-8'><title>T</title><style>{style}</style><p>Әділет"
    with pypdf.PdfReader(BytesIO(print_pdf(page))) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
        assert "Әділет" in pdf.pages[0].extract_text()
        fonts_used = pdf.pages[0]["/Resources"]["/Font"].values()
        assert ["IBMPlexSans" in str(font.get_object()["/BaseFont"]) for font in fonts_used] == [True]


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize(("path", "said"), [("/nowhere/chrome", "no program"), (sys.executable, "ends before")])
def test_without_a_browser_the_message_names_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tables: Tables, path: str, said: str
) -> None:
    monkeypatch.setenv("BROWSER_PATH", path)
    started = time.monotonic()
    renderer._renderer.close()
    with pytest.raises(NoBrowserError, match="BROWSER_PATH") as found:
        file_bytes(drawn(tables, "mirror-gap"), "pdf")
    assert said in str(found.value)
    assert "\n" not in str(found.value)
    assert time.monotonic() - started < 20
    for kind in ("csv", "xlsx", "json", "bibtex", "csl"):
        assert file_bytes(drawn(tables, "mirror-gap"), kind)


@needs_browser
def test_nothing_is_left_when_the_process_ends(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("t")  # a browser's sockets have no room for long names
    code = (
        "import plotly.graph_objects as go\n"
        "from dashboard.exports.picture import renderer\n"
        "renderer.svg(go.Figure(), 100, 100, 'en')\n"
        "print(renderer._renderer._browser.subprocess.pid)\n"
    )
    environment = {**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
    assert list(folder.iterdir()) == []


def test_an_empty_card_has_no_picture(tables: Tables) -> None:
    card = replace(drawn(tables, "mirror-gap"), figure=None, empty="Nothing here: choose other years")
    with pytest.raises(EmptyCardError, match="choose other years"):
        file_bytes(card, "png")


@needs_browser
def test_numbers_on_an_axis_are_in_the_readers_language(tables: Tables) -> None:
    shown = {}
    for language in ("en", "fr"):
        card = drawn(tables, "mirror-gap", language)
        shown[language] = re.findall(r">([0-9][.,][0-9])</text>", svg(card.figure, *size_of(card), language))
    assert [number.replace(".", ",") for number in shown["en"]] == shown["fr"] != shown["en"]
