"""Faults of the data folder under a running server: one clear message, 503 over HTTP, well again without a restart."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.model.paths import PACKAGE, DataPaths
from etl.model.schema import TABLES
from etl.pipeline import build
from etl.sources.provenance import file_hash
from tests.bench.readers import serving
from tests.dashboard.app import new_app
from tests.dashboard.routes.asking import ask
from tests.world import write_world

ADDRESSES = ("/api/ready", "/api/tables", "/api/tables/flows.parquet", "/api/tables/flows.csv", "/api/cards")
EMBEDS = ("/embed/trade-trend", "/embed/trade-trend.json", "/embed/statement-ledger.xlsx")
BUILD = "run `python -m etl build`"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataPaths:
    """The synthetic world with a published edition."""
    paths = write_world(tmp_path_factory.mktemp("faults") / "data")
    build(paths)
    return paths


@pytest.fixture(scope="module")
def address(folder: DataPaths, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that was started elsewhere and has no home."""
    environment = {name: value for name, value in os.environ.items() if name != "HOME"}
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with serving(folder.root, folder=elsewhere, environment=environment) as running:
        yield running


def change_package(tables: Path, change: Callable[[dict[str, object]], object]) -> None:
    package = json.loads((tables / PACKAGE).read_text(encoding="utf-8"))
    (tables / PACKAGE).write_text(json.dumps(change(package)), encoding="utf-8")


def rewrite_flows(tables: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """The flows as another version would have published them: whole, with the hash that the package names."""
    path = tables / "flows.parquet"
    pq.write_table(change(pq.read_table(path)), path)
    package = json.loads((tables / PACKAGE).read_text(encoding="utf-8"))
    (listed,) = [item for item in package["resources"] if item["name"] == "flows"]
    listed["hash"] = f"sha256:{file_hash(path)}"
    (tables / PACKAGE).write_text(json.dumps(package), encoding="utf-8")


def put_folder(tables: Path) -> None:
    (tables / "flows.parquet").unlink()
    (tables / "flows.parquet").mkdir()


def put_file(tables: Path) -> None:
    shutil.rmtree(tables)
    tables.write_text("not a folder", encoding="utf-8")


def retype_value(flows: pa.Table) -> pa.Table:
    at = flows.schema.get_field_index("value")
    return flows.set_column(at, "value", flows["value"].cast(pa.string()))


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "all tables deleted": (shutil.rmtree, "no tables yet"),
    "a file in the place of the tables": (put_file, "damaged"),
    "a table deleted": (lambda tables: (tables / "flows.parquet").unlink(), "table flows is missing"),
    "a table truncated": (lambda tables: os.truncate(tables / "flows.parquet", 500), "table flows is damaged"),
    "garbage": (lambda tables: (tables / "flows.parquet").write_bytes(b"PAR1" * 99), "table flows is damaged"),
    "a table that is a folder": (put_folder, "table flows is missing (Is a directory)"),
    "a column too few": (
        lambda tables: rewrite_flows(tables, lambda flows: flows.drop_columns(["status"])),
        "table flows was written by another version",
    ),
    "a column of another name": (
        lambda tables: rewrite_flows(
            tables, lambda flows: flows.rename_columns([name.replace("status", "state") for name in flows.schema.names])
        ),
        "table flows was written by another version",
    ),
    "a column of another type": (
        lambda tables: rewrite_flows(tables, retype_value),
        "table flows was written by another version",
    ),
    "a null hash of the data": (
        lambda tables: change_package(tables, lambda package: package | {"data_hash": None}),
        "damaged",
    ),
    "a null hash of a table": (
        lambda tables: change_package(
            tables,
            lambda package: package | {"resources": [item | {"hash": None} for item in package["resources"]]},  # type: ignore[attr-defined]
        ),
        "is damaged",
    ),
    "resources of another type": (
        lambda tables: change_package(tables, lambda package: package | {"resources": {"flows": 1}}),
        "damaged",
    ),
    "names of another type": (
        lambda tables: change_package(tables, lambda package: package | {"resources": [{"name": [], "hash": 1}]}),
        "damaged",
    ),
    "a list for a package": (lambda tables: change_package(tables, lambda package: [package]), "damaged"),
    "a deep package": (lambda tables: (tables / PACKAGE).write_text("[" * 100_000, encoding="utf-8"), "damaged"),
    "a number of 10,000 digits": (
        lambda tables: (tables / PACKAGE).write_text(f'{{"data_hash": {"1" * 10_000}}}', encoding="utf-8"),
        "damaged",
    ),
    "no text": (lambda tables: (tables / PACKAGE).write_bytes(b"\xff\xfe{"), "damaged"),
}


@pytest.fixture
def spoiled(folder: DataPaths, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The published tables as a plain folder to be spoiled, of an edition nobody has opened; put back afterwards."""
    monkeypatch.setenv("TRADE_DATA", str(folder.root))
    whole = folder.tables.resolve()
    folder.tables.unlink()
    shutil.copytree(whole, folder.tables)
    change_package(folder.tables, lambda package: package | {"data_hash": os.urandom(32).hex()})
    yield folder.tables
    remove(folder.tables)
    folder.tables.symlink_to(whole.relative_to(folder.root), target_is_directory=True)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_and_gone_once_mended(address: str, spoiled: Path, fault: str) -> None:
    spoil, words = FAULTS[fault]
    spoil(spoiled)
    for path in (*ADDRESSES, *EMBEDS):
        answer = ask(address, path)
        assert (path, answer.status) == (path, 503)
        assert words in unescape(answer.text)
        assert BUILD in answer.text
        assert "Traceback" not in answer.text
    page = new_app().run()
    assert not page.exception
    (error,) = page.error
    assert BUILD in error.value.replace("\\", "")
    assert ask(address, "/api/health").status == 200


@pytest.mark.parametrize("fault", ["a table truncated", "a file in the place of the tables", "a column too few"])
def test_a_build_beside_the_server_mends_it(address: str, folder: DataPaths, spoiled: Path, fault: str) -> None:
    FAULTS[fault][0](spoiled)
    assert ask(address, "/api/ready").status == 503
    build(folder)
    answer = ask(address, "/api/ready")
    assert (answer.status, answer.json["build_fault"]) == (200, None)
    for path in (*ADDRESSES, *EMBEDS):
        assert ask(address, path).status == 200


def test_every_table_is_named_when_it_is_the_one_that_fails(address: str, spoiled: Path) -> None:
    for name in TABLES:
        whole = (spoiled / f"{name}.parquet").read_bytes()
        (spoiled / f"{name}.parquet").write_bytes(whole[:-1])
        assert f"table {name} is damaged" in ask(address, "/api/ready").json["error"]
        (spoiled / f"{name}.parquet").write_bytes(whole)
    assert ask(address, "/api/ready").status == 200
