"""A page in a real Chromium that fails its test on any fault."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh page that fails the test on a console error, a page error or a request to another host."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000}, locale="en-GB", accept_downloads=True)
    faults: list[str] = []
    fresh = context.new_page()
    fresh.on("console", lambda message: faults.append(message.text) if _is_fault(message) else None)
    fresh.on("pageerror", lambda error: faults.append(str(error)))
    local = (server, server.replace("http:", "ws:"), "data:", "blob:")
    fresh.on("request", lambda request: None if request.url.startswith(local) else faults.append(request.url))
    yield fresh
    context.close()
    assert faults == []


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Callable[[str], str]]:
    """Gives the address of a page of another origin that holds exactly the HTML given."""
    pages: list[str] = []

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[int(self.path[1:])].encode())

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def address(html: str) -> str:
        pages.append(html)
        return f"http://localhost:{server.server_port}/{len(pages) - 1}"

    yield address
    server.shutdown()
    server.server_close()


def _is_fault(message: ConsoleMessage) -> bool:
    """Errors, but for Streamlit's own probe: on a deep link it asks below the page's path before the root."""
    return message.type == "error" and "/_stcore/" not in message.location.get("url", "")
