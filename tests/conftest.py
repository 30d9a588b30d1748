"""The synthetic world and copies of the repository's own data to build in, a real server, a real Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from etl.model.paths import DataPaths
from tests.bench.readers import serving
from tests.world import FROZEN, REPOSITORY, Built, copy_of_data, write_world

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("unhurried")


@pytest.fixture
def world(tmp_path: Path) -> DataPaths:
    """The synthetic world, not yet built and free to be spoiled."""
    return write_world(tmp_path / "data")


@pytest.fixture(scope="session")
def built_world(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The synthetic world, built once; read only."""
    return _built(write_world(tmp_path_factory.mktemp("world") / "data"))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The frozen copy of the repository's data, built once; read only: its numbers stay as the data grow."""
    return _built(DataPaths(copy_of_data(FROZEN, tmp_path_factory.mktemp("real"))))


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The repository's data as they are today, built once; read only. Held by rules, never by numbers."""
    return _built(DataPaths(copy_of_data(REPOSITORY / "data", tmp_path_factory.mktemp("live"))))


@pytest.fixture(scope="session")
def data_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the frozen data with no tables: the first start has to build them."""
    return copy_of_data(FROZEN, tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def server(data_root: Path) -> Iterator[str]:
    """The address of `streamlit run dashboard/app.py`, ended by its process id."""
    with serving(data_root) as address:
        yield address


def _built(paths: DataPaths) -> Built:
    from etl.pipeline import build  # only tests that build need all of the package

    return Built(paths, build(paths))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium that tests look through: a second beside it would be refused."""
    path = os.environ.get("BROWSER_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: .ci/run installs it")
        pytest.skip("no Chromium found: install chromium, or set BROWSER_PATH")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield running
        running.close()
