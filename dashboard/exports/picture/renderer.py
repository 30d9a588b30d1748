"""One warm browser without a window: charts become SVG and pages become PDF.

All its work runs one after another on one event loop in a thread of its own, as the browser's library is not safe
across threads. It starts with the first picture, is replaced when it fails, and ends with the process.
"""

import asyncio
import atexit
import base64
import contextlib
import os
import signal
import tempfile
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import plotly.graph_objects as go

from dashboard.charts.plotly_locale import plotly_locale
from dashboard.exports.picture.fonts import linked_faces
from dashboard.text.errors import ReaderError

SECONDS = 30.0  # for one picture, once it is its turn
_START_SECONDS = 40.0
_CLOSE_SECONDS = 10.0
_BUNDLE = Path(__file__).parents[2] / "static" / "plotly" / "plotly-basic.min.js"
# Widths of texts are measured while a chart is drawn, so every font has to be there before; and the library hands on
# data and layout only, not the language's months and signs.
_BEFORE_DRAWING = """
<script>
  const draw = kaleido_scopes.plotly;
  const fonts = Promise.all([...document.fonts].map((face) => face.load()));
  kaleido_scopes.plotly = (spec, ...more) => fonts.then(() => {
    Plotly.setPlotConfig(spec.data.config);
    return draw(spec, ...more);
  });
</script>
</body>"""
# The page's own state is asked: an event of loading may still be that of the empty page before it.
_ALL_THERE = """
new Promise((done) => document.readyState === "complete" ? done() : addEventListener("load", done))
  .then(() => document.fonts.ready).then(() => true)
"""
_PRINTED = {
    "printBackground": True,
    "preferCSSPageSize": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
}

Made = TypeVar("Made")


class NoBrowserError(ReaderError):
    """There is no browser that draws pictures; the message says what to install."""


class RenderError(ReaderError):
    """A picture could not be drawn, or not within its time."""


class _BrowserLostError(Exception):
    """The browser ended while it drew."""


def svg(figure: go.Figure, width: int, height: int, language: str) -> str:
    """The figure as SVG of a size in pixels, its dates and numbers as the language writes them.

    NoBrowserError where there is no browser, RenderError where it fails or takes longer than SECONDS.
    """
    spec = {**figure.to_plotly_json(), "config": plotly_locale(language)}
    size = {"format": "svg", "width": width, "height": height}

    async def draw(browser: Any) -> str:
        return bytes(await browser.calc_fig(spec, size)).decode("utf-8")

    return _renderer.run(draw)


def print_pdf(html: str) -> bytes:
    """A page as PDF, on the paper that its own CSS names; printed when its fonts are there.

    NoBrowserError where there is no browser, RenderError where it fails or takes longer than SECONDS.
    """
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        address = page.as_uri()

        async def printed(browser: Any) -> bytes:
            return await _printed(browser, address)

        return _renderer.run(printed)


def browser_path() -> str:
    """The program to draw with: what BROWSER_PATH names, else a Chromium or Chrome that is installed."""
    from choreographer.browsers.chromium import Chromium

    named = os.environ.get("BROWSER_PATH")
    found = named or Chromium.find_browser(skip_local=False)
    if found and Path(found).is_file():
        return str(found)
    if named:
        raise NoBrowserError(
            "pictures need a browser, and BROWSER_PATH names {path}, where there is no program: install Chromium (on "
            "Debian `apt-get install chromium`) or set BROWSER_PATH to its program",
            path=named,
        )
    raise NoBrowserError(
        "pictures need a browser, and no Chromium or Chrome was found: install Chromium (on Debian `apt-get install "
        "chromium`) or set BROWSER_PATH to its program"
    )


def end() -> None:
    """End the browser; the next picture starts another."""
    _renderer.close()


class _Renderer:
    """The browser and the thread it runs in; both start with the first picture."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._turn: asyncio.Lock | None = None
        self._browser: Any = None
        self._crash = asyncio.Event()

    def run(self, work: Callable[[Any], Awaitable[Made]]) -> Made:
        """Do the work when it is its turn; it gets the browser. Waits for the result."""
        path = browser_path()
        loop = self._started()
        return asyncio.run_coroutine_threadsafe(self._in_turn(work, path), loop).result()

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._turn = asyncio.Lock()
                threading.Thread(target=self._loop.run_forever, name="renderer", daemon=True).start()
            return self._loop

    async def _in_turn(self, work: Callable[[Any], Awaitable[Made]], path: str) -> Made:
        """A browser that ended since it was last used is replaced once."""
        assert self._turn is not None
        async with self._turn:
            try:
                return await self._attempt(work, path)
            except _BrowserLostError:
                pass
            try:
                return await self._attempt(work, path)
            except _BrowserLostError:
                raise NoBrowserError(
                    "the browser {path} ends before it has drawn: set BROWSER_PATH to a Chromium or Chrome", path=path
                ) from None

    async def _attempt(self, work: Callable[[Any], Awaitable[Made]], path: str) -> Made:
        """The work done in the browser; a browser that failed is given up, so that the next one is new."""
        from choreographer.errors import BrowserClosedError, BrowserFailedError, ChannelClosedError
        from kaleido.errors import JavascriptError, KaleidoError

        try:
            return await self._unless_it_crashes(work(await self._opened(path)))
        except TimeoutError:
            await self._give_up(hangs=True)
            raise RenderError(
                "a picture took longer than {seconds} seconds to draw: try again later", seconds=round(SECONDS)
            ) from None
        except (
            _BrowserLostError,
            BrowserClosedError,
            BrowserFailedError,
            ChannelClosedError,
            asyncio.CancelledError,
        ) as fault:
            # Work that is under way when the browser ends is cancelled, not failed.
            await self._give_up()
            raise _BrowserLostError from fault
        except (KaleidoError, JavascriptError) as fault:
            raise RenderError("the browser could not draw this: {reason}", reason=str(fault)) from fault

    async def _unless_it_crashes(self, work: Awaitable[Made]) -> Made:
        """The work's result; TimeoutError after SECONDS, _BrowserLostError as soon as a tab crashes."""
        crash = asyncio.ensure_future(self._crash.wait())
        try:
            return await _within(SECONDS, work, crash)
        finally:
            crash.cancel()

    async def watch(self, tab: Any) -> None:
        """Notice when the tab crashes: what was asked of it is never answered then."""

        async def note(_event: Any) -> None:
            self._crash.set()

        tab.subscribe("Inspector.targetCrashed", note)
        await tab.send_command("Inspector.enable")

    async def _opened(self, path: str) -> Any:
        import kaleido

        if self._browser is None:
            self._crash.clear()
            browser = kaleido.Kaleido(n=1, timeout=SECONDS, page_generator=_page(), path=path)
            self._browser = browser
            await _within(_START_SECONDS, self._open(browser))
            # What is registered last is done first: the browser has to end before its folders are removed.
            atexit.unregister(self.close)
            atexit.register(self.close)
        return self._browser

    async def _open(self, browser: Any) -> None:
        await browser.open()
        for tab in browser.tabs.values():
            await self.watch(tab)

    async def _give_up(self, *, hangs: bool = False) -> None:
        """End the browser with all its processes; one that hangs or is stopped is not asked to end first."""
        browser, self._browser = self._browser, None
        if browser is not None:
            if hangs:
                _kill_group(browser)
            with contextlib.suppress(TimeoutError, asyncio.CancelledError):
                await _within(_CLOSE_SECONDS, browser.close())
            _kill_group(browser)

    def close(self) -> None:
        """End the browser; the next picture starts another."""
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(self._give_up(), self._loop).result(_CLOSE_SECONDS + 1)


async def _within(seconds: float, work: Awaitable[Made], lost: "asyncio.Future[Any] | None" = None) -> Made:
    """The work's result; TimeoutError after the time, _BrowserLostError as soon as `lost` is done.

    Work that is given up is not waited for: what the browser's library does may not end when it is cancelled.
    """
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait(
        {task, *([lost] if lost else [])}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
    )
    if task in done:
        return task.result()
    task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # looked at, so not logged
    task.cancel()
    raise _BrowserLostError if done else TimeoutError


def _page() -> Any:
    """The page that charts are drawn in, with the chart fonts."""
    from kaleido import PageGenerator

    page = PageGenerator(plotly=_BUNDLE.as_uri(), mathjax=False)
    page.header += f"<style>{linked_faces()}</style>"
    page.footer = page.footer.replace("</body>", _BEFORE_DRAWING)
    return page


def _kill_group(browser: Any) -> None:
    """The browser leads a process group of its own; where there are no groups its own kill has to do."""
    if os.name == "posix" and hasattr(browser, "subprocess"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(browser.subprocess.pid, signal.SIGKILL)


async def _printed(browser: Any, address: str) -> bytes:
    tab = await browser.create_tab("about:blank")
    try:
        await _renderer.watch(tab)
        await tab.send_command("Page.enable")
        await tab.send_command("Page.navigate", {"url": address})  # answered once the page has replaced the empty one
        await tab.send_command("Runtime.evaluate", {"expression": _ALL_THERE, "awaitPromise": True})
        answer = await tab.send_command("Page.printToPDF", _PRINTED)
    finally:
        await tab.close()
    if "result" not in answer:
        raise RenderError("the browser could not print this page: {reason}", reason=str(answer.get("error")))
    return base64.b64decode(answer["result"]["data"])


_renderer = _Renderer()
