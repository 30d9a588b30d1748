"""A real server on 127.0.0.1, started as a reader starts it, and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from world import REPOSITORY

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def data_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's data with no tables: the first start has to build them."""
    root = tmp_path_factory.mktemp("served") / "data"
    for room in ("statements", "official", "reference"):
        shutil.copytree(REPOSITORY / "data" / room, root / room)
    return root


@pytest.fixture(scope="session")
def server(data_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `streamlit run dashboard/app.py`, ended by its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    options = ("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true")
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", *options]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env=os.environ | {"TRADE_DATA": str(data_root)}, stdout=output, stderr=output
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("BROWSER_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: .ci/run installs it")
        pytest.skip("no Chromium found: install chromium, or set BROWSER_PATH")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield running
        running.close()


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


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    pytest.fail(f"the server did not start: {log.read_text()[-2000:]}")
