"""The code a reader copies, in a page elsewhere: the frame fits at every width, with scripts and without."""

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

pytestmark = pytest.mark.browser
WIDTHS = (320, 600, 1200)
CARDS = {"trade-trend": "", "sector-ranking": "sectors"}
_HOST = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><body style="margin:0">{code}<p id="after">'
Visit = Callable[..., Page]
_VOID = 0.3  # of the frame's height, at most, where no script says what is needed


@pytest.fixture(scope="module")
def copied(browser: Browser, server: str) -> dict[str, str]:
    """Card → the embed code as the dialog below the card shows it."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    page = context.new_page()
    codes = {}
    for card, view in CARDS.items():
        page.goto(f"{server}/{view}?lang=en")
        page.locator(f".st-key-briefing-{card} button").click(timeout=60_000)
        page.get_by_role("tab", name="Embed code").click(timeout=60_000)
        codes[card] = page.get_by_role("tabpanel", name="Embed code").locator("code").inner_text(timeout=60_000)
    context.close()
    return codes


@pytest.fixture
def visit(browser: Browser, elsewhere: Callable[[str], str]) -> Iterator[Visit]:
    """Opens a page elsewhere that holds a code, in a window of a width."""
    contexts = []

    def opened(code: str, width: int) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.goto(elsewhere(_HOST.format(code=code)))
        return page

    yield opened
    for context in contexts:
        context.close()


def embed_of(page: Page) -> Frame:
    """The embed, once its chart is drawn and its frame is as high as it will be."""
    expect(page.frame_locator("iframe").locator(".main-svg").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(300)
    return page.frames[1]


def void(frame: Frame) -> int:
    """Pixels of the frame below the page; below zero where the page is cut."""
    return int(frame.evaluate("innerHeight - Math.ceil(document.documentElement.getBoundingClientRect().height)"))


def wait_for_fit(frame: Frame, width: int | None = None) -> None:
    """Until the frame is exactly as high as its page, and the chart drawn for a width where one is given."""
    wide = "document.querySelector('.main-svg').getBoundingClientRect().width"
    for _turn in range(150):
        drawn = width is None or width - 40 < frame.evaluate(wide) <= width
        if drawn and void(frame) == 0:
            return
        frame.wait_for_timeout(200)
    pytest.fail(f"{void(frame)} pixels are left at a width of {frame.evaluate(wide)}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("card", CARDS)
def test_the_frame_takes_the_height_its_embed_tells(
    copied: dict[str, str], visit: Visit, card: str, width: int
) -> None:
    page = visit(copied[card], width)
    frame = embed_of(page)
    wait_for_fit(frame)
    assert frame.evaluate("innerWidth") == width
    # The window is turned: the chart is drawn anew, and the frame follows.
    page.set_viewport_size({"width": 900 if width < 900 else 320, "height": 800})
    wait_for_fit(frame, 900 if width < 900 else 320)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("card", CARDS)
def test_a_page_that_drops_the_script_cuts_nothing(copied: dict[str, str], visit: Visit, card: str, width: int) -> None:
    code = re.sub(r"<script>.*</script>", "", copied[card])
    assert code != copied[card]
    frame = embed_of(visit(code, width))
    assert 0 <= void(frame) <= _VOID * frame.evaluate("innerHeight")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("card", CARDS)
def test_a_reader_without_scripts_sees_the_whole_picture(
    copied: dict[str, str], visit: Visit, card: str, width: int
) -> None:
    still = re.sub(r"<script>.*</script>", "", copied[card]).replace("allow-scripts ", "")  # as where they are off
    page = visit(still, width)
    picture = page.frame_locator("iframe").locator("picture img")
    expect(picture).to_be_visible(timeout=60_000)
    page.wait_for_load_state("networkidle")
    frame = page.locator("iframe").bounding_box()
    link = page.frame_locator("iframe").get_by_role("link").bounding_box()
    box = picture.bounding_box()
    assert frame is not None
    assert link is not None
    assert box is not None
    assert box["width"] >= min(width, 900) * 0.6, "a picture drawn for this width"
    below = frame["y"] + frame["height"] - (link["y"] + link["height"])
    assert 0 <= below <= _VOID * frame["height"]


@pytest.mark.parametrize("width", WIDTHS)
def test_oembed_fits_a_column_narrower_than_asked_for(server: str, visit: Visit, width: int) -> None:
    embed = quote(f"{server}/embed/coverage?lang=fr", safe="")
    with urlopen(f"{server}/api/oembed?url={embed}") as answer:
        content = json.load(answer)
    frame = embed_of(visit(content["html"], width))
    wait_for_fit(frame)
    assert frame.evaluate("innerWidth") == min(width, content["width"])
    silent = re.sub(r"<script>.*</script>", "", content["html"])
    frame = embed_of(visit(silent, width))
    assert 0 <= void(frame) <= _VOID * frame.evaluate("innerHeight")
