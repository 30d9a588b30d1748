"""Looks at every page in a browser for what texts of the data, or of an address, have made active there."""

import json
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote, unquote, urlencode, urlsplit

from playwright.sync_api import Browser, Error, expect

from tests.bench.hostile_texts import KEPT, Hostile

VIEWS = ("", "findings", "sectors", "companies", "statements", "method", "briefing")
_PARAMETERS = ("direction", "currency", "years", "known", "sectors", "companies", "kinds", "oil", "nothing")
_PACK = "trade-trend,company-sectors,agreements,nothing"
_OWN_HOSTS = (KEPT, "www.ecb.europa.eu")  # of sources; rates name the second themselves
_DRAWN = '[class*="st-key-card-"], [data-testid="stTextArea"]'  # a card, or the notes of a pack
_BLOCK = "DIV|P|LI|UL|OL|TD|TH|LABEL|BUTTON|H1|H2|H3|H4|H5|H6|g|text|A"
# Texts by block, and all that could come of one. Nothing is run in the page's own name.
_LOOK = """
blocks => {
  const end = new RegExp(`^(${blocks})$`);
  const read = node => node.nodeType === 3 ? node.data
    : node.nodeType !== 1 || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(node.tagName) ? ''
    : [...node.childNodes].map(read).join('') + (end.test(node.tagName) ? '\\0' : '');
  const all = [...document.querySelectorAll('*')];
  const named = names => all.flatMap(e => names.map(name => e.getAttribute(name)).filter(Boolean));
  return {
    texts: [...read(document.body).split('\\0'), ...named(['aria-label', 'title', 'alt', 'placeholder'])],
    links: [...document.querySelectorAll('a, area')]
      .map(a => a.getAttribute('href') || a.getAttribute('xlink:href') || ''),
    loaded: [...document.querySelectorAll('img, image, iframe, object, embed, video, audio, script, use')]
      .map(e => e.getAttribute('src') || e.getAttribute('href') || e.getAttribute('xlink:href') || e.data || ''),
    handlers: all.flatMap(e => [...e.attributes].map(a => a.name)).filter(name => name.startsWith('on')),
    formulas: document.querySelectorAll('.katex').length,
    hacked: Boolean(window.hacked),
  };
}
"""


class Visitor:
    """A reader with a browser who opens everything there is to open; `faults` has a line for each active thing."""

    def __init__(self, browser: Browser, address: str, hostile: Hostile) -> None:
        self.faults: list[str] = []
        self._address, self._hostile = address, hostile
        self.page = browser.new_context(viewport={"width": 1300, "height": 1000}).new_page()
        self.page.add_init_script("window.hack = () => { window.hacked = true }")
        self.page.on("dialog", lambda dialog: (self._note("a dialog"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self._note(f"an error of a script: {error}"))
        self.page.on("request", lambda request: self._check_request(request.url))

    def visit(self, view: str, language: str, **query: str) -> None:
        """A page with all that is folded, told by the pointer or chosen on it."""
        self.page.goto(f"{self._address}/{view}?{urlencode({'lang': language} | query)}")
        expect(self.page.locator(_DRAWN).first).to_be_visible(timeout=60_000)  # once the width is known
        self._settle()
        for summary in self.page.locator("details > summary").all():
            summary.click()
        self._settle()
        self.look()

    def hover(self, most: int) -> None:
        """The first texts under the pointer: of marks in each chart, and of signs with help."""
        for chart in self.page.locator(".js-plotly-plot").all():
            for mark in chart.locator(".points path, .points .point").all()[:most]:
                with suppress(Error):  # a mark that lies outside the view
                    mark.hover(force=True, timeout=1000)
        self.look()
        for sign in self.page.get_by_test_id("stTooltipHoverTarget").all()[:most]:
            with suppress(Error, AssertionError):
                sign.hover(timeout=1000)
                expect(self.page.get_by_test_id("stTooltipContent").first).to_be_visible(timeout=2000)
            self.look()

    def open_filters(self) -> None:
        """The options of every filter with many."""
        for filter_ in self.page.get_by_test_id("stMultiSelect").all():
            filter_.locator("input").focus()
            self.page.keyboard.press("ArrowDown")
            expect(self.page.get_by_role("option").first).to_be_visible(timeout=10_000)
            self.look()
            self.page.keyboard.press("Escape")

    def open_briefing(self) -> None:
        """The files of the first card on a page, each tab of them."""
        self.page.locator('[class*="st-key-briefing-"] button').first.click()
        dialog = self.page.get_by_role("dialog")
        expect(dialog.get_by_role("tab").first).to_be_visible(timeout=20_000)
        for tab in dialog.get_by_role("tab").all():
            tab.click()
            self.look()
        self.page.keyboard.press("Escape")

    def visit_address(self, path: str) -> None:
        """A page that is none of Streamlit's."""
        self.page.goto(f"{self._address}{path}")
        if self.page.locator("#chart").count():
            expect(self.page.locator("#chart .main-svg").first).to_be_visible(timeout=20_000)
        self.look()

    def ask_oembed(self, card_id: str) -> None:
        """The answer with the code of a frame."""
        url = f"{self._address}/embed/{card_id}?lang=en"
        answer = json.loads(self.page.request.get(f"{self._address}/api/oembed?url={quote(url, safe='')}").text())
        self.page.goto("about:blank")
        self.page.set_content(answer["html"].replace(self._address, ""))
        found = self.page.locator("iframe")
        expect(found).to_have_count(1)
        self.faults += self._hostile.changed(found.get_attribute("title") or "")
        self.faults += self._hostile.changed(answer["title"])

    def look(self) -> None:
        """Note all that is active now."""
        seen = self.page.evaluate(_LOOK, _BLOCK)
        for text in seen["texts"]:
            if text.startswith("http") and "%" in text:
                continue  # an address to copy
            for fault in self._hostile.changed(text):
                self._note(fault)
        for link in seen["links"]:
            self._check_link(link)
        for source in seen["loaded"]:
            if urlsplit(source).netloc not in ("", urlsplit(self._address).netloc):
                self._note(f"something of {source[:80]}")
        for name in seen["handlers"]:
            self._note(f"the attribute {name}")
        if seen["formulas"] or seen["hacked"]:
            self._note(f"{seen['formulas']} formulas, a script that ran: {seen['hacked']}")

    def _check_link(self, link: str) -> None:
        split = urlsplit(link)
        if split.scheme in ("http", "https") and split.hostname == KEPT:
            if not any(unquote(link) == unquote(text) for text in self._hostile.texts.values()):
                self._note(f"a link to {link[:120]}")
        elif split.scheme not in ("", "http", "https", "data", "blob") or split.netloc not in (
            "",
            urlsplit(self._address).netloc,
            *_OWN_HOSTS,
        ):
            self._note(f"a link to {link[:120]}")

    def _check_request(self, url: str) -> None:
        if not url.startswith((self._address, "data:", "blob:", "about:")):
            self._note(f"a request to {url[:120]}")

    def _settle(self) -> None:
        app = self.page.get_by_test_id("stApp")
        for _ in range(3):
            expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
            self.page.wait_for_timeout(250)

    def _note(self, fault: str) -> None:
        where = self.page.url.partition("?")[0].removeprefix(self._address)
        self.faults.append(f"{where}: {fault}")


def faults_of_pages(
    browser: Browser,
    address: str,
    hostile: Hostile,
    *,
    languages: tuple[str, ...],
    embeds: tuple[str, ...],
    hovered: tuple[str, ...],
    marks: int,
) -> Iterator[str]:
    """What is active on any page, in any embed, or in what answers a hostile address.

    `marks` of each chart and signs with help are shown on the pages of `hovered`.
    """
    visitor = Visitor(browser, address, hostile)
    for language in languages:
        for view in VIEWS:
            asked = {
                "briefing": {"cards": _PACK, "title": hostile.text(), "notes": hostile.text()},
                "sectors": {name: hostile.text() for name in _PARAMETERS},
            }
            visitor.visit(view, language, **asked.get(view, {}))
            if view in hovered:
                visitor.hover(marks)
            if view == "companies":
                visitor.open_filters()
                visitor.open_briefing()
    for card_id in embeds:
        visitor.visit_address(f"/embed/{card_id}?lang={languages[0]}")
        visitor.visit_address(f"/embed/{card_id}?direction={quote(hostile.text())}")
        visitor.visit_address(f"/embed/{quote(hostile.text(), safe='')}")
        visitor.ask_oembed(card_id)
    visitor.page.context.close()
    yield from dict.fromkeys(visitor.faults)
