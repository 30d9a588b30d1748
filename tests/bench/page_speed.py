"""How fast the first page and a filter are in a real browser, as ratios to Streamlit's bare page in the same run.

`python -m tests.bench.page_speed --times 10`. Both servers show the same four charts of the repository's data and have
shown them before; visits alternate. A first page is a fresh browser context until all four charts are drawn; a filter
is a click on the other currency until every chart that has one shows it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import Annotated

import typer
from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.exports.picture.renderer import browser_path
from etl.model.paths import data_paths
from etl.pipeline import build, outdated
from tests.bench.load import bare_page
from tests.bench.servers import serving

_CHARTS = 4
_DRAWN = f"document.querySelectorAll('.js-plotly-plot .main-svg .cartesianlayer > .subplot').length >= {_CHARTS}"
# The rank among partners has no currency.
_IN_CURRENCY = """word => [...document.querySelectorAll('.js-plotly-plot')]
  .filter(chart => chart.textContent.includes(word)).length >= 3"""
_RECEIVED = "performance.getEntriesByType('resource').reduce((sum, entry) => sum + entry.transferSize, 0)"
_OPTIONS = {"app": ("euro", "US dollar"), "bare": ("EUR", "USD")}  # what each page calls the currencies
_WORDS = ("euros", "US dollars")  # what the charts say of them
_PATIENCE = 60_000  # milliseconds


@contextmanager
def visited(browser: Browser, address: str) -> Iterator[tuple[Page, float]]:
    """A page whose charts are drawn, in a fresh context, and the seconds it took."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", bypass_csp=True)
    try:
        page = context.new_page()
        begun = perf_counter()
        page.goto(address)
        page.wait_for_function(_DRAWN, timeout=_PATIENCE)
        yield page, perf_counter() - begun
    finally:
        context.close()


def choose(page: Page, option: str, word: str) -> float:
    """Seconds from the click on a currency until the charts say it."""
    begun = perf_counter()
    page.get_by_role("radio", name=option, exact=True).dispatch_event("click")
    page.wait_for_function(_IN_CURRENCY, arg=word, timeout=_PATIENCE)
    return perf_counter() - begun


def measure(
    times: Annotated[int, typer.Option(min=1, max=100, help="visits of each server, after one that warms it")] = 10,
) -> None:
    """Print medians in milliseconds, kilobytes received, and the ratios."""
    if outdated(data_paths()):
        build(data_paths())
    first: dict[str, list[float]] = {"app": [], "bare": []}
    filtered: dict[str, list[float]] = {"app": [], "bare": []}
    received: dict[str, float] = {}
    with serving() as app, bare_page() as bare, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        for turn in range(times + 1):
            for name, server in (("app", app), ("bare", bare)):
                with visited(browser, server.address) as (page, seconds):
                    received[name] = page.evaluate(_RECEIVED)
                    changes = [choose(page, *choice) for choice in zip(_OPTIONS[name], _WORDS, strict=True)]
                if turn:  # the first visit warms the server
                    first[name].append(seconds)
                    filtered[name] += changes
        browser.close()
    for what, measured in (("first page", first), ("filter to charts", filtered)):
        ours, theirs = median(measured["app"]), median(measured["bare"])
        typer.echo(f"{what}: {ours * 1000:.0f} ms, bare {theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}")
    typer.echo(f"received for a first page: {received['app'] / 1000:.0f} kB, bare {received['bare'] / 1000:.0f} kB")


if __name__ == "__main__":
    typer.run(measure)
