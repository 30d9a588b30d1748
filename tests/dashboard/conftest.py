"""The repository's own data, built once, as the dashboard opens it; the browser that draws pictures."""

import os

import pytest
from world import Built

from dashboard.briefing.renderer import NoBrowserError, browser_path
from dashboard.queries import Tables, load_tables, published_hash


@pytest.fixture(scope="session")
def tables(real: Built) -> Tables:
    """Every published table of the repository's data; read only."""
    data_hash = published_hash(real.paths.package)
    assert data_hash is not None
    return load_tables(real.paths.tables, data_hash)


@pytest.fixture(scope="session")
def drawing_browser() -> str:
    """The browser that draws; without one a test is skipped, but never where everything has to be tested."""
    try:
        return browser_path()
    except NoBrowserError as fault:
        if os.environ.get("CI") == "true":
            pytest.fail(str(fault))
        pytest.skip(str(fault))
