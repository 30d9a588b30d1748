"""What a reader sees and does, in a real browser against a real server."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

pytestmark = pytest.mark.browser
PAGES = ("", "findings", "sectors", "companies", "statements", "method")
CHART = ".js-plotly-plot"
_IDLE = ("data-test-script-state", "notRunning")
_BOXES = """
plot => {
  const frame = plot.querySelector('.main-svg').getBoundingClientRect();
  const named = plot.layout.annotations.map((a, i) => [a.name, i]).filter(([name]) =>
    ['title', 'subtitle', 'legend', 'source'].includes(name));
  return {
    id: plot.closest('[class*="st-key-card-"]').className.match(/st-key-card-([\\w-]+)/)[1],
    width: frame.width, height: frame.height,
    boxes: named.map(([name, i]) => {
      const box = plot.querySelector(`.annotation[data-index="${i}"] .annotation-text-g`).getBoundingClientRect();
      return {name, x0: box.left - frame.left, x1: box.right - frame.left,
              y0: box.top - frame.top, y1: box.bottom - frame.top};
    }),
  };
}
"""


def open_page(page: Page, address: str, *, charts: int = 1) -> None:
    page.goto(address)
    expect(page.locator(f"{CHART} .main-svg").first).to_be_visible(timeout=30_000)
    expect(page.locator(f"{CHART} .annotation").nth(charts - 1)).to_be_attached(timeout=30_000)
    settle(page)


def settle(page: Page) -> None:
    """Until there are charts, the script has run for what was asked, and two looks at the charts are alike."""
    page.wait_for_timeout(400)  # a resize or click takes a moment to reach the server
    seen = None
    for _ in range(60):
        expect(page.get_by_test_id("stApp")).to_have_attribute(*_IDLE, timeout=30_000)
        shown = titles(page)
        if shown and shown == seen:
            return
        seen = shown
        page.wait_for_timeout(350)
    pytest.fail("the charts keep changing")


def titles(page: Page) -> list[str]:
    return [" ".join(t.split()) for t in page.locator(f"{CHART} .annotation-text").all_text_contents()]


def boxes(page: Page) -> list[dict[str, Any]]:
    plots = page.locator(CHART)
    return [plots.nth(at).evaluate(_BOXES) for at in range(plots.count())]


def faults_of(chart: dict[str, Any]) -> list[str]:
    """Frame texts that are cut by the picture's edge or lie over one another."""
    found = [
        f"{chart['id']}: {box['name']} leaves the picture: {json.dumps(box)} of {chart['width']:.0f}"
        for box in chart["boxes"]
        if box["x0"] < -3 or box["x1"] > chart["width"] + 1 or box["y0"] < -3 or box["y1"] > chart["height"] + 1
    ]
    for at, one in enumerate(chart["boxes"]):
        for other in chart["boxes"][at + 1 :]:
            wide = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
            tall = min(one["y1"], other["y1"]) - max(one["y0"], other["y0"])
            if wide > 2 and tall > 4:
                found.append(f"{chart['id']}: {one['name']} and {other['name']} overlap")
    return found


def test_the_first_start_builds_the_tables(server: str, data_root: Path) -> None:
    assert server
    assert (data_root / "tables" / "datapackage.json").is_file()


@pytest.mark.parametrize("name", PAGES)
def test_each_page_draws_its_charts(page: Page, server: str, name: str) -> None:
    open_page(page, f"{server}/{name}")
    for chart in boxes(page):
        assert {box["name"] for box in chart["boxes"]} >= {"title", "subtitle", "source"}


@pytest.mark.parametrize(("language", "widths"), [("en", (760, 1920)), ("fr", (1300, 390))], ids=["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_cut_or_covered_at_any_width(
    page: Page, server: str, name: str, language: str, widths: tuple[int, ...]
) -> None:
    """The longer words stand where there is least room, and where a page is read most."""
    open_page(page, f"{server}/{name}?lang={language}")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 1000})
        settle(page)
        charts = boxes(page)
        assert charts
        assert [f"at {width}: {fault}" for chart in charts for fault in faults_of(chart)] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_filter_changes_the_chart_and_the_url(page: Page, server: str) -> None:
    open_page(page, server)
    before = titles(page)
    page.get_by_text("euro", exact=True).click()
    page.wait_for_url("**currency=EUR**")
    settle(page)
    assert titles(page) != before
    assert any("billion euros" in text for text in titles(page))


def test_a_link_shows_every_reader_the_same_view(page: Page, server: str) -> None:
    address = f"{server}/?years=2018-2022&direction=KAZ-FRA&currency=EUR&lang=fr"
    open_page(page, address)
    first = titles(page)
    assert page.url == address
    page.reload()
    settle(page)
    assert titles(page) == first
    assert any("milliards d’euros" in text for text in first)


def test_the_selection_goes_along_to_another_page(page: Page, server: str) -> None:
    open_page(page, f"{server}/?currency=EUR&lang=fr")
    page.get_by_role("link", name="Secteurs").click()
    page.wait_for_url("**/sectors?**currency=EUR**")
    assert "lang=fr" in page.url


def test_a_browser_in_french_gets_french(browser: Any, server: str) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    open_page(page, server)
    expect(page.get_by_text("Commerce officiel", exact=False).first).to_be_visible()
    context.close()


def open_briefing(page: Page, card_id: str) -> Locator:
    """The dialog of a card, when its preview is there."""
    page.locator(f".st-key-card-{card_id}").get_by_role("button", name="Use in a briefing").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img").last).to_be_visible(timeout=30_000)
    return dialog


def choose_format(page: Page, dialog: Locator, name: str) -> None:
    dialog.get_by_role("combobox").click()
    page.get_by_role("option", name=name).click()
    page.wait_for_timeout(800)  # the choice takes a moment to reach the server
    expect(page.get_by_test_id("stApp")).to_have_attribute(*_IDLE, timeout=30_000)


def choose_look(dialog: Locator, name: str) -> None:
    """Choose size or colours, and wait for the preview of it."""
    preview = dialog.get_by_role("img").last
    before = preview.get_attribute("src")
    dialog.get_by_text(name, exact=True).click()
    expect(preview).not_to_have_attribute("src", str(before), timeout=30_000)


def downloaded(page: Page, dialog: Locator, folder: Path) -> Path:
    with page.expect_download(timeout=60_000) as download:
        dialog.get_by_role("button", name="Download").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def test_the_table_can_be_taken_away(page: Page, server: str, tmp_path: Path) -> None:
    open_page(page, f"{server}/?years=2018-2023&lang=en")
    dialog = open_briefing(page, "trade-trend")
    choose_format(page, dialog, "Table (CSV)")
    target = downloaded(page, dialog, tmp_path)
    text = target.read_text(encoding="utf-8-sig")
    assert target.name.startswith("trade-trend-")
    assert "Bureau of National Statistics" in text
    assert "3071434548.02" in text


def test_a_slide_in_another_language_leaves_the_page_as_it_is(page: Page, server: str, tmp_path: Path) -> None:
    open_page(page, f"{server}/?years=2018-2023&lang=en")
    before = titles(page)
    dialog = open_briefing(page, "direction-balance")
    dialog.get_by_text("Français", exact=True).click()
    expect(dialog.get_by_role("img", name="ventes de plus").last).to_be_visible(timeout=30_000)
    deck = Presentation(str(downloaded(page, dialog, tmp_path)))
    shown = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert any("ventes de plus" in text for text in shown), shown
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    assert titles(page) == before


def test_size_and_colours_are_those_of_the_file(page: Page, server: str, tmp_path: Path) -> None:
    open_page(page, f"{server}/?lang=en")
    dialog = open_briefing(page, "trade-trend")
    choose_format(page, dialog, "Picture (PNG)")
    choose_look(dialog, "Slide 4:3")
    choose_look(dialog, "Dark")
    with Image.open(downloaded(page, dialog, tmp_path)) as picture:
        assert picture.size == (2 * 960, 2 * 720)
        assert max(picture.convert("L").getpixel((5, 5)), 0) < 60


def test_texts_are_there_to_copy(page: Page, server: str) -> None:
    open_page(page, f"{server}/findings?lang=en&currency=EUR", charts=2)
    dialog = open_briefing(page, "mirror-gap")
    dialog.get_by_role("tab", name="Embed code").click()
    code = dialog.get_by_role("tabpanel").locator("code:visible").inner_text()
    assert f'<iframe src="{server}/embed/mirror-gap?currency=EUR' in code
    assert "asof=" in code
    dialog.get_by_role("tab", name="Link to this view").click()
    link = dialog.get_by_role("tabpanel").locator("code:visible").inner_text()
    assert link == f"{server}/findings?currency=EUR&lang=en"


def test_a_bad_link_says_so_and_shows_the_default(page: Page, server: str) -> None:
    open_page(page, f"{server}/?years=soon")
    expect(page.get_by_text("not years like 2018-2023", exact=False)).to_be_visible()


def test_a_finding_is_told_with_its_arithmetic_and_both_sources(page: Page, server: str) -> None:
    open_page(page, f"{server}/findings?lang=en")
    expect(page.get_by_role("heading", name="Contradicts the statistics it names")).to_be_visible()
    finding = page.get_by_test_id("stVerticalBlock").filter(has_text="stated 80–90%, official 66.1%").last
    expect(finding.get_by_text("Distance: 13.9 percentage points", exact=False)).to_be_visible()
    addresses = [link.get_attribute("href") for link in finding.get_by_role("link").all()]
    assert "https://stat.gov.kz" in addresses
    assert any("menafn.com" in str(address) for address in addresses)
    page.get_by_text("What holds", exact=False).first.click()
    expect(page.get_by_text("2022: stated +30%, official +30.4%", exact=False)).to_be_visible()


def test_crude_oil_can_be_switched_off(page: Page, server: str) -> None:
    open_page(page, f"{server}/?lang=en")
    page.get_by_text("Without crude oil", exact=True).click()
    page.wait_for_url("**oil=without**")
    settle(page)
    assert any("Crude oil removed: 91% of Kazakhstan → France in 2020–2021" in text for text in titles(page))


@pytest.mark.parametrize(("language", "tick"), [("en", "0.5"), ("fr", "0,5")])
def test_ticks_have_the_readers_decimal_sign(page: Page, server: str, language: str, tick: str) -> None:
    open_page(page, f"{server}/findings?lang={language}", charts=2)
    ticks = page.locator(".st-key-card-mirror-gap .ytick text")
    expect(ticks.first).to_be_visible()
    assert tick in ticks.all_text_contents()


def test_the_browser_itself_makes_a_picture(page: Page, server: str, tmp_path: Path) -> None:
    open_page(page, f"{server}/?lang=en")
    plot = page.locator(".st-key-card-trade-trend").locator(CHART)
    plot.hover(position={"x": 300, "y": 300})
    with page.expect_download() as download:
        plot.locator(".modebar-btn").click()
    target = tmp_path / download.value.suggested_filename
    download.value.save_as(target)
    assert re.fullmatch(r"trade-trend-[0-9a-f]{8}\.png", target.name)
    with Image.open(target) as picture:
        shown = plot.bounding_box()
        assert shown is not None
        assert abs(picture.width - 2 * shown["width"]) <= 4
        assert picture.convert("RGBA").getpixel((5, 5))[3] == 255
