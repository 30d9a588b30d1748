"""A briefing pack made in a real browser, and a page shown within somebody else's."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader

pytestmark = pytest.mark.browser
_IDLE = ("data-test-script-state", "notRunning")
_PRIMARY = "[data-testid=stBaseButton-primary]"


def open_briefing(page: Page, server: str, query: str = "lang=en") -> None:
    page.goto(f"{server}/briefing?{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_timeout(500)  # a click takes a moment to reach the server
    expect(page.get_by_test_id("stApp")).to_have_attribute(*_IDLE, timeout=120_000)


def type_text(page: Page, field: Locator, text: str) -> None:
    """Type into a focused field, over what is there where the page was still being drawn and letters were lost."""
    for _ in range(5):
        page.keyboard.type(text, delay=30)
        if field.input_value() == text:
            return
        page.wait_for_timeout(1_000)
        page.keyboard.press("Control+A")


def chosen(page: Page) -> list[str]:
    """The cards chosen, in order, as the page counts them."""
    return page.locator("[class*=st-key-chosen-] strong").all_text_contents()


def made(page: Page, kind: str, target: Path) -> Path:
    """The file of a kind, made and downloaded."""
    page.get_by_role("radiogroup", name="Format").get_by_text(kind).click()
    settle(page)
    page.get_by_role("button", name="Make the file").click()
    button = page.get_by_role("button", name=f"Download {kind}")
    expect(button).to_be_visible(timeout=120_000)
    settle(page)
    with page.expect_download(timeout=60_000) as download:
        button.click()
    path = target / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_pack_is_chosen_ordered_and_named_by_keyboard(page: Page, server: str) -> None:
    open_briefing(page, server)
    expect(page.get_by_text("No chart is chosen yet", exact=False)).to_be_visible()
    field = page.get_by_role("combobox", name="Charts")
    for name in ("Balance by year", "Agreements"):
        field.focus()
        type_text(page, field, name)
        expect(field).to_have_value(name)
        expect(page.get_by_role("option")).to_have_text([name])
        page.keyboard.press("Enter")
        settle(page)
    assert chosen(page) == ["1. Balance by year", "2. Agreements"]
    page.keyboard.press("Escape")
    up = page.locator(".st-key-chosen-agreements").get_by_role("button", name="Move up")
    up.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**cards=agreements*direction-balance**")
    settle(page)
    assert chosen(page) == ["1. Agreements", "2. Balance by year"]
    page.get_by_role("textbox", name="Title").fill("For the minister")
    page.keyboard.press("Tab")
    page.wait_for_url("**title=For*the*minister**")
    settle(page)
    link = page.locator("[data-testid=stCode]").inner_text().strip()
    page.goto(link)
    settle(page)
    expect(page.get_by_role("textbox", name="Title")).to_have_value("For the minister")
    assert chosen(page) == ["1. Agreements", "2. Balance by year"]


def test_a_pack_is_made_and_taken_away(page: Page, server: str, tmp_path: Path) -> None:
    open_briefing(page, server, "cards=direction-balance,coverage&title=For+the+minister&years=2018-2023&lang=en")
    pdf = made(page, "PDF", tmp_path)
    assert pdf.name.startswith("for-the-minister-")
    words = PdfReader(pdf).pages[0].extract_text()
    assert "For the minister" in words
    with zipfile.ZipFile(made(page, "ZIP", tmp_path)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert [card["query"] for card in manifest["cards"]] == ["years=2018-2023&lang=en"] * 2
        assert manifest["missing"] == []
    assert page.url.endswith("lang=en")


@pytest.mark.parametrize("query", ["lang=en", "lang=fr&cards=direction-balance,agreements,coverage"])
def test_the_page_fits_a_telephone(page: Page, server: str, query: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    open_briefing(page, server, query)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_embedded_page_has_neither_filters_nor_navigation(page: Page, server: str) -> None:
    page.goto(f"{server}/?lang=fr")
    expect(page.get_by_role("link", name="Secteurs")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Filtres", exact=True)).to_be_visible()
    page.goto(f"{server}/sectors?embed=true&lang=fr&currency=EUR")
    expect(page.get_by_role("heading", level=1, name="Secteurs")).to_be_visible(timeout=30_000)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=30_000)
    settle(page)
    assert page.get_by_role("link", name="Constats").count() == 0
    assert page.locator("[data-testid=stSidebar]").count() == 0
    assert page.get_by_text("Filtres", exact=True).count() == 0
    shown = " ".join(page.locator(".annotation-text").all_text_contents())
    assert "M€" in shown  # the filters of the link hold


def test_slides_take_the_readers_own_template(page: Page, server: str, tmp_path: Path) -> None:
    own = Presentation()  # the library's own, which is 4:3
    own.slides.add_slide(own.slide_layouts[0])
    own.save(str(tmp_path / "own.pptx"))
    (tmp_path / "none.pptx").write_text("no slides at all", encoding="utf-8")
    open_briefing(page, server, "cards=direction-balance&lang=en")
    page.locator("input[type=file]").set_input_files(tmp_path / "none.pptx")
    settle(page)
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_text("the template is no .pptx file", exact=False)).to_be_visible(timeout=60_000)
    page.locator("input[type=file]").set_input_files(tmp_path / "own.pptx")
    settle(page)
    deck = Presentation(str(made(page, "PowerPoint", tmp_path)))
    assert (deck.slide_width, deck.slide_height) == (own.slide_width, own.slide_height)
    assert any(shape.has_chart for slide in deck.slides for shape in slide.shapes)
