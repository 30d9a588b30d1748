"""Every card leaves as a still and as an interactive page that stands alone: small, safe, and fetching nothing."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.citation import citation_lines, last_read
from dashboard.exports.kinds import file_name
from dashboard.exports.tables import columns
from dashboard.exports.web.html import LARGEST, interactive_html, static_html
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import from_query
from dashboard.text.formats import date_label
from tests.dashboard.pictures import EVERYTHING, drawn

pytestmark = pytest.mark.usefixtures("drawing_browser")
EVIL = "</script></title><img src=x onerror=alert(1)><script>alert(2)</script>&\"'\u2028\u2029--><!--"
LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "xlink:href"}


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, texts by tag, and all words outside of scripts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append((self.tags[-1][0] if self.tags else "", data))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def words(self) -> str:
        return flat("".join(text for tag, text in self.texts if tag not in ("script", "style")))

    def handed(self, name: str) -> str | None:
        return next((one["content"] for one in self.named("meta") if one.get("name") == name), None)


@pytest.fixture(params=EVERYTHING, ids="-".join)
def card(tables: Tables, request: pytest.FixtureRequest) -> Card:
    return drawn(tables, *request.param)


def flat(text: str) -> str:
    return "".join(text.split())


def assert_says_what_it_is(page: Page, card: Card) -> None:
    assert page.named("html")[0]["lang"] == card.language
    for shown in (card.title, card.sentence, *card.caveats, *citation_lines(card), card.view, card.data_hash):
        assert flat(shown) in page.words
    day = date_label(last_read([card]), card.language)
    assert day in " ".join(text for _tag, text in page.texts)
    assert page.handed("data-hash") == card.data_hash
    assert page.handed("description") == card.alt
    linked = [one["href"] for one in page.named("a")]
    assert linked == [source.url for source in card.sources if source.url and source.url.startswith("http")]


def assert_loads_nothing(page: Page) -> None:
    assert {name for name, _attributes in page.tags} & {"link", "iframe", "object", "embed", "base", "form"} == set()
    assert [(tag, found) for tag, attributes in page.tags if (found := LOADS & set(attributes))] == []
    policy = next(str(one["content"]) for one in page.named("meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    assert "http" not in policy


def test_the_still_page_is_small_and_says_what_it_is(card: Card) -> None:
    content = static_html(card)
    assert len(content) <= LARGEST
    page = Page(content)
    assert_says_what_it_is(page, card)
    assert_loads_nothing(page)
    assert page.named("script") == []
    assert [name for _tag, attributes in page.tags for name in attributes if name.startswith("on")] == []
    assert len(page.named("svg")) == 1
    assert content.count(b"@font-face") >= 2
    rows, left_out = len(page.named("tr")) - 1, len(card.table) - len(page.named("tr")) + 1
    assert rows > 0
    assert str(left_out) in page.words or left_out == 0


def test_the_interactive_page_holds_the_figure_and_says_what_it_is(card: Card) -> None:
    content = interactive_html(card)
    assert len(content) <= 1_600_000
    page = Page(content)
    assert_says_what_it_is(page, card)
    assert_loads_nothing(page)
    held = next(text for tag, text in page.texts if tag == "script" and text.startswith("{"))
    assert card.figure is not None
    figure = json.loads(card.figure.to_json())
    assert json.loads(held)["data"] == figure["data"]
    assert json.loads(held)["layout"] == figure["layout"]
    assert len(page.named("tr")) == len(card.table) + 1


@pytest.mark.parametrize("make", [static_html, interactive_html])
def test_equal_cards_of_one_day_give_equal_pages(tables: Tables, make: Any) -> None:
    assert make(drawn(tables, "coverage")) == make(drawn(tables, "coverage"))


def test_the_table_of_a_page_is_that_of_the_card(tables: Tables) -> None:
    card = drawn(tables, "direction-balance", "fr")
    page = Page(static_html(card))
    cells = [text.strip() for tag, text in page.texts if tag in ("td", "th") and text.strip()]
    found = columns(card.table)
    assert cells[: len(found)] == [column.name for column in found]
    values = [column.cells[at] for at in range(len(card.table)) for column in found]
    shown = [float("".join(cell.split()).replace("−", "-").replace(",", ".")) for cell in cells[len(found) :]]
    assert shown == [pytest.approx(value, abs=0.5) for value in values]


@pytest.mark.parametrize("make", [static_html, interactive_html])
def test_text_of_the_data_is_only_text(tables: Tables, make: Any) -> None:
    plain = drawn(tables, "trade-trend")
    sources = tuple(replace(one, citation=EVIL, title=EVIL, url="javascript:alert(1)") for one in plain.sources)
    assert plain.figure is not None
    figure = go.Figure(plain.figure).add_annotation(text=EVIL, x=0.5, y=0.5, xref="paper", yref="paper")
    table = pd.DataFrame({EVIL: [EVIL, EVIL]})
    texts = dict.fromkeys(("title", "alt", "sentence", "view", "subtitle"), EVIL)
    card = replace(plain, sources=sources, figure=figure, table=table, caveats=(EVIL,), **texts)
    page, usual = Page(make(card)), Page(make(plain))
    assert len(page.named("script")) == len(usual.named("script"))
    assert page.named("img") == []
    assert page.named("a") == []
    assert [name for _tag, attributes in page.tags for name in attributes if name.startswith("on")] == []
    assert flat(EVIL) in page.words


@pytest.mark.parametrize("card_id", sorted(CARDS))
def test_the_widest_view_still_fits(tables: Tables, card_id: str) -> None:
    """All years, narrow and dark: the most the cards can show."""
    years = f"{tables.vocabulary.first_year}-{tables.vocabulary.last_year}"
    selection, _notices = from_query({"lang": "fr", "years": years}, tables.vocabulary)
    card = CARDS[card_id](View(tables, selection, Look(480, Mode.DARK)))
    assert len(static_html(card)) <= LARGEST
    assert len(interactive_html(card)) <= 1_600_000


@pytest.mark.parametrize("width", [320, 1000])
@pytest.mark.parametrize("make", [static_html, interactive_html])
@pytest.mark.parametrize("card_id", ["trade-trend", "coverage", "mirror-gap"])
def test_a_frozen_page_needs_no_network(
    tables: Tables, browser: Browser, tmp_path: Path, card_id: str, make: Any, width: int
) -> None:
    card = drawn(tables, card_id, "fr")
    file = tmp_path / "frozen.html"
    file.write_bytes(make(card))
    page = browser.new_page(viewport={"width": width, "height": 800}, offline=True)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    title = page.locator("svg text").filter(has_text=card.title.split()[0]).first
    title.wait_for(state="visible")
    assert asked == [file.as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.fonts].every((face) => face.status === 'loaded')")
    box = page.locator("figure svg").first.bounding_box()
    assert box is not None
    assert box["width"] > 200
    assert box["height"] > 200
    page.close()


def test_the_interactive_page_answers_to_the_pointer(tables: Tables, browser: Browser, tmp_path: Path) -> None:
    card = drawn(tables, "direction-balance", "fr")
    file = tmp_path / "frozen.html"
    file.write_bytes(interactive_html(card))
    page = browser.new_page(offline=True)
    page.goto(file.as_uri())
    box = page.locator(".bars .point").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".hoverlayer text").first.wait_for()
    assert "Kazakhstan" in (page.locator(".hoverlayer").text_content() or "")
    with page.expect_download() as saved:
        page.locator(".modebar-btn").first.click(force=True)
    assert saved.value.suggested_filename == f"direction-balance-{card.data_hash[:8]}.png"
    page.close()


def test_a_name_says_size_and_theme(tables: Tables) -> None:
    start = f"trade-trend-{tables.data_hash[:8]}"
    names = {
        (Look(), "png"): f"{start}.png",
        (Look(1120, Mode.DARK, 630), "png"): f"{start}-wide-dark.png",
        (Look(900, Mode.PRINT), "html"): f"{start}-print.html",
        (Look(480), "interactive"): f"{start}-480px.interactive.html",
        (Look(1120, Mode.DARK, 630), "csv"): f"{start}.csv",
    }
    card = drawn(tables, "trade-trend")
    assert {key: file_name(replace(card, look=key[0]), key[1]) for key in names} == names
