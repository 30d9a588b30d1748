"""A page in a real Chromium that fails its test on any fault."""

from collections.abc import Iterator

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


def _is_fault(message: ConsoleMessage) -> bool:
    """Errors, but for Streamlit's own probe: on a deep link it asks below the page's path before the root."""
    return message.type == "error" and "/_stcore/" not in message.location.get("url", "")
