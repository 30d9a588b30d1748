"""Embeds as other people's pages show them: in a sandboxed frame on another origin, at every width, light and dark."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from dashboard.cards.registry import CARDS

pytestmark = pytest.mark.browser
WIDTHS = (320, 640, 1200)
LIGHTEST = 20_000
_HOST = """<!doctype html><html lang="en"><title>host</title><link rel="icon" href="data:,">
<body style="margin:0">{content}<script>
window.heights = [];
addEventListener("message", event => {{
  heights.push(event.data.height);
  document.querySelector("iframe").height = event.data.height;
}});
</script></body></html>"""
_TOLD = ("error", "warning", "trace")  # what plotly warns of is a trace
_FRAME = '<iframe src="{src}" width="{width}" height="300" style="border:0" sandbox="allow-scripts"></iframe>'
# Texts that the edge of the picture cuts.
_CUT = """() => {
  const picture = document.querySelector(".main-svg").getBoundingClientRect();
  return [...document.querySelectorAll(".annotation-text-g, .textpoint")]
    .map(text => [text.textContent, text.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < picture.left - 1 || box.right > picture.right + 1
      || box.bottom > picture.bottom + 3))
    .map(([text]) => text);
}"""


@dataclass
class Watched:
    """A page and what was heard of it: faults, addresses asked for, and web sockets."""

    page: Page
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)

    @property
    def embed(self) -> Frame:
        """The frame of the embed."""
        return self.page.frames[1]


@pytest.fixture
def host(elsewhere: Callable[[str], str]) -> Callable[[str], str]:
    """Gives the address of a page of another origin with the content given, which follows the height it is told."""
    return lambda content: elsewhere(_HOST.format(content=content))


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens an address in a fresh context of these settings, and ends all of them after the test."""
    contexts = []

    def opened(address: str, **settings: Any) -> Watched:
        context = browser.new_context(locale="en-GB", **settings)
        contexts.append(context)
        seen = Watched(context.new_page())
        seen.page.on("console", lambda message: seen.faults.append(message.text) if message.type in _TOLD else None)
        seen.page.on("pageerror", lambda error: seen.faults.append(str(error)))
        seen.page.on("request", lambda request: seen.asked.append(request.url))
        seen.page.on("websocket", lambda socket: seen.sockets.append(socket.url))
        seen.page.goto(address)
        return seen

    yield opened
    for context in contexts:
        context.close()


def wait_for_chart(seen: Watched) -> None:
    """Until the chart is drawn and the host has heard its height."""
    expect(seen.page.frame_locator("iframe").locator(".main-svg").first).to_be_visible(timeout=30_000)
    seen.page.wait_for_function("heights.length > 0 && document.querySelector('iframe').height == heights.at(-1)")
    seen.embed.wait_for_function("innerHeight >= document.documentElement.scrollHeight")


def framed(server: str, card: str, width: int = 640) -> str:
    return _FRAME.format(src=f"{server}/embed/{card}".replace("&", "&amp;"), width=width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_card_fits_a_sandboxed_frame_elsewhere(
    server: str,
    host: Callable[[str], str],
    watch: Callable[..., Watched],
    width: int,
    scheme: str,
) -> None:
    in_turn = list(CARDS)[WIDTHS.index(width) % 2 :: 2]  # where there is least room all cards are looked at
    cards = ["trade-trend", "statement-check"] if scheme == "dark" else list(CARDS) if width == 320 else in_turn
    language = "fr" if width == 320 else "en"  # the longer words where there is least room
    for card in cards:
        settings = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
        seen = watch(host(framed(server, f"{card}?lang={language}", width)), **settings)
        wait_for_chart(seen)
        assert seen.faults == [], card
        assert seen.sockets == [], card
        assert [url for url in seen.asked[1:] if not url.startswith((f"{server}/embed/", "data:"))] == [], card
        assert seen.embed.evaluate("document.documentElement.scrollWidth <= innerWidth"), card
        assert seen.embed.evaluate(_CUT) == [], card
        shown = seen.embed.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert shown == {"light": "rgb(252, 252, 250)", "dark": "rgb(20, 23, 26)"}[scheme]
        assert seen.embed.evaluate("document.fonts.check(\"16px 'IBM Plex Sans'\")")
        seen.page.close()


def test_a_page_is_light_and_its_bundle_is_kept(
    server: str, host: Callable[[str], str], watch: Callable[..., Watched]
) -> None:
    seen = watch(host(framed(server, "trade-trend")))
    wait_for_chart(seen)
    once = [url for url in seen.asked if "/embed/static/" in url]
    assert len(once) >= 5  # scripts, styles and fonts
    with urlopen(f"{server}/embed/trade-trend") as page:
        assert len(page.read()) < LIGHTEST
    for url in once:
        with urlopen(url) as answer:
            assert "immutable" in answer.headers["Cache-Control"]


def test_the_readers_change_of_light_is_followed(
    server: str, host: Callable[[str], str], watch: Callable[..., Watched]
) -> None:
    seen = watch(host(framed(server, "trade-trend")), color_scheme="light")
    wait_for_chart(seen)
    title = seen.embed.locator(".annotation-text").first
    light = title.evaluate("text => getComputedStyle(text).fill")
    seen.page.emulate_media(color_scheme="dark")
    expect(title).not_to_have_css("fill", light, timeout=10_000)
    assert seen.faults == []


def test_a_theme_that_is_named_stays(server: str, host: Callable[[str], str], watch: Callable[..., Watched]) -> None:
    seen = watch(host(framed(server, "trade-trend?theme=light")), color_scheme="dark")
    wait_for_chart(seen)
    paper = seen.embed.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(252, 252, 250)"
    assert [url for url in seen.asked if "theme=dark" in url] == []


def test_another_width_is_another_drawing(
    server: str, host: Callable[[str], str], watch: Callable[..., Watched]
) -> None:
    seen = watch(host(framed(server, "trade-trend", 900)), viewport={"width": 1000, "height": 800})
    wait_for_chart(seen)
    with seen.page.expect_response(lambda response: "width=300" in response.url):
        seen.page.evaluate("document.querySelector('iframe').width = 320")
    seen.embed.wait_for_function("document.querySelector('.main-svg').getBoundingClientRect().width <= 320")
    assert seen.embed.evaluate("document.documentElement.scrollWidth") <= 320
    assert seen.faults == []


def test_a_chart_that_cannot_be_had_is_told_in_the_page(
    server: str, host: Callable[[str], str], browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.figure.json*", lambda route: route.abort())
    page.goto(host(framed(server, "trade-trend?lang=fr")))
    expect(page.frame_locator("iframe").get_by_role("alert")).to_have_text(
        "Le graphique n’a pas pu être chargé. Rechargez la page pour réessayer.", timeout=10_000
    )
    context.close()


def test_an_empty_view_and_changed_data_are_told(
    server: str, host: Callable[[str], str], watch: Callable[..., Watched]
) -> None:
    seen = watch(host(framed(server, "mirror-gap?years=1990")))
    expect(seen.page.frame_locator("iframe").locator("figure > p")).not_to_be_empty()
    assert seen.faults == []
    seen = watch(host(framed(server, "trade-trend?asof=aaaaaaaa")))
    wait_for_chart(seen)
    expect(seen.page.frame_locator("iframe").locator("#changed")).to_contain_text("from aaaaaaaa to")


def test_the_link_opens_the_view_in_the_dashboard(server: str, watch: Callable[..., Watched]) -> None:
    seen = watch(f"{server}/embed/trade-trend?years=2019-2021&lang=fr")
    with seen.page.context.expect_page() as opened:
        seen.page.get_by_role("link", name="Ouvrir dans le tableau de bord").click()
    assert opened.value.url == f"{server}/?years=2019-2021&lang=fr"
    expect(opened.value.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("ending", ["svg", "html", "interactive.html"])
def test_files_draw_themselves_and_ask_for_nothing(server: str, watch: Callable[..., Watched], ending: str) -> None:
    seen = watch(f"{server}/embed/trade-trend.{ending}?lang=en")
    expect(seen.page.locator("svg").first).to_be_visible(timeout=20_000)
    expect(seen.page.get_by_text("Sources: World Bank").first).to_be_visible()
    assert seen.faults == []
    assert [url for url in seen.asked[1:] if not url.startswith(("data:", "blob:"))] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_oembed_from_the_page_to_a_frame_elsewhere(
    server: str, host: Callable[[str], str], watch: Callable[..., Watched], width: int
) -> None:
    found = watch(f"{server}/embed/statement-check?lang=en&asof=aaaaaaaa")
    link = found.page.locator('link[type="application/json+oembed"]').get_attribute("href")
    with urlopen(f"{link}&maxwidth={width}") as answer:
        content = json.load(answer)
    seen = watch(host(content["html"]), viewport={"width": width, "height": 800})
    expect(seen.page.frame_locator("iframe").locator(".main-svg").first).to_be_visible(timeout=30_000)
    seen.page.wait_for_function("heights.length > 0")
    needed = seen.page.evaluate("heights.at(-1)")
    assert needed <= content["height"] <= needed + 40
    assert seen.faults == []
