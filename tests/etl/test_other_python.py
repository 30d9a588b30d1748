"""The same data have the same hash under another version of Python than the one that runs the tests."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.publish.editions import read_package
from tests.world import REPOSITORY, Built

OLDEST = (3, 11)
# What a build imports; the libraries of the dashboard are left out, since they take minutes to install.
LIBRARIES = ("pandas", "pyarrow", "pandera", "pydantic", "PyYAML", "CurrencyConverter", "typer", "rich", "filelock")


def candidates() -> Iterator[Path]:
    """Programs that may be another Python: on the path, or among the versions that pyenv keeps."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from sorted(kept.glob("3.*/bin/python3"), reverse=True)
    names = [f"python3.{minor}" for minor in range(30, OLDEST[1] - 1, -1)]
    yield from (Path(path) for path in map(shutil.which, names) if path)


def version(python: Path) -> tuple[int, ...]:
    """Major and minor version; empty where the program does not run."""
    asking = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
    answer = subprocess.run(asking, capture_output=True, text=True, check=False)
    return tuple(int(part) for part in answer.stdout.split())


@pytest.fixture(scope="module")
def other_python() -> Path:
    """A Python of another version; a Debian has but one, so that there may be none to install."""
    for python in candidates():
        if OLDEST <= version(python) != sys.version_info[:2]:
            return python
    pytest.skip("no second Python from 3.11 on was found: on the path as python3.x, or in ~/.pyenv/versions")


@pytest.fixture(scope="module")
def libraries(other_python: Path) -> Path:
    """The libraries of a build, as pinned, for that Python; installed once for each set of pinned versions."""
    pinned = REPOSITORY / "constraints.txt"
    name = hashlib.sha256(pinned.read_bytes() + repr((LIBRARIES, version(other_python))).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"trade-libraries-{name}"
    if not folder.is_dir():
        half = folder.with_name(f"{folder.name}-{os.getpid()}")
        install = [str(other_python), "-m", "pip", "install", "--quiet", "--no-compile", "--target", str(half)]
        done = subprocess.run([*install, "-c", str(pinned), *LIBRARIES], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        half.rename(folder)
    return folder


def test_another_python_gives_the_same_hash(other_python: Path, libraries: Path, real: Built, tmp_path: Path) -> None:
    root = tmp_path / "elsewhere"
    for kept in ("statements", "official", "reference"):
        shutil.copytree(real.paths.root / kept, root / kept)
    done = subprocess.run(
        [str(other_python), "-m", "etl", "build", "--json"],
        cwd=REPOSITORY,
        env={"TRADE_DATA": str(root), "PYTHONPATH": str(libraries), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    there, here = (read_package(folder) for folder in (root / "tables", real.paths.tables))
    assert there
    assert here
    assert {one["name"]: one["hash"] for one in there["resources"]} == {
        one["name"]: one["hash"] for one in here["resources"]
    }
    assert there["data_hash"] == here["data_hash"]
