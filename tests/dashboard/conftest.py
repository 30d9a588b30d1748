"""The repository's own data, built once, as the dashboard opens it; the browser that draws pictures."""

import os
from functools import lru_cache
from pathlib import Path

import pytest

from dashboard.cards.registry import CARDS
from dashboard.exports.picture import image
from dashboard.exports.picture.renderer import NoBrowserError, browser_path
from dashboard.queries.editions import load_tables, published_hash
from dashboard.queries.tables import Tables
from etl.model.paths import PACKAGE
from tests.world import Built


@pytest.fixture(scope="session")
def tables(real: Built) -> Tables:
    """Every published table of the repository's data; read only."""
    data_hash = published_hash(real.paths.package)
    assert data_hash is not None
    return load_tables(real.paths.tables, data_hash)


@pytest.fixture(scope="session", autouse=True)
def _cards_built_once() -> None:
    """The same tables, selection and look give the same card, so each is built once, however many tests look at it."""
    for card_id, build in list(CARDS.items()):
        CARDS[card_id] = lru_cache(maxsize=300)(build)


@pytest.fixture(scope="session")
def drawing_browser() -> str:
    """The browser that draws; without one a test is skipped, but never where everything has to be tested."""
    try:
        return browser_path()
    except NoBrowserError as fault:
        if os.environ.get("CI") == "true":
            pytest.fail(str(fault))
        pytest.skip(str(fault))


@pytest.fixture(scope="session")
def published(server: str, data_root: Path) -> Tables:
    """The tables that the server shows."""
    assert server
    data_hash = published_hash(data_root / "tables" / PACKAGE)
    assert data_hash is not None
    return load_tables(data_root / "tables", data_hash)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a program that draws, and without drawings kept from before."""
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    for kept in (image._drawn, image._raw):
        kept.cache_clear()
