"""Data roots to build in: the synthetic world, fresh or built, and a copy of the repository's own data, built."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from world import REPOSITORY, Built, write_world

from etl.paths import DataPaths

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
    """A copy of the repository's data, built once; read only."""
    root = tmp_path_factory.mktemp("real") / "data"
    for room in ("statements", "official", "reference"):
        shutil.copytree(REPOSITORY / "data" / room, root / room)
    return _built(DataPaths(root))


def _built(paths: DataPaths) -> Built:
    from etl.pipeline import build  # only tests that build need all of the package

    return Built(paths, build(paths))
