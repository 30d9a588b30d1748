"""Editions of the tables, the present one and those it replaced: described, verified and opened as a whole."""

import json
import os
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from dashboard.queries.tables import Tables
from etl.model.errors import MissingTablesError
from etl.model.paths import PACKAGE
from etl.model.schema import TABLES

# Tables are read here, and small frames of them row by row: with Arrow's strings a card takes a fifth longer.
pd.set_option("mode.string_storage", "python")


def read_package(folder: Path) -> dict[str, Any]:
    """The description of the tables in a folder; MissingTablesError where there is none, or not one of ours."""
    file = folder / PACKAGE
    try:
        package = _parsed(file, state_of(file))
        hashes = _hashes(package)
    except FileNotFoundError:
        raise MissingTablesError("no tables yet: run `python -m etl build` first") from None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        package, hashes = {}, {}
    if not isinstance(package.get("data_hash"), str) or set(TABLES) - set(hashes):
        raise MissingTablesError(f"{PACKAGE} of the tables is damaged: run `python -m etl build`")
    return dict(package)


def published_hash(package: Path) -> str | None:
    """The hash of the tables beside a datapackage.json, or None where there is none or it is damaged."""
    try:
        return str(read_package(package.parent)["data_hash"])
    except MissingTablesError:
        return None


def published_day(package: Path) -> date:
    """The day the published tables were put in place on this machine."""
    return date.fromtimestamp(package.stat().st_mtime)


def load_tables(folder: Path, data_hash: str) -> Tables:
    """All tables of one edition, each with the bytes that its package names and the columns that are read here.

    MissingTablesError names what is absent, damaged, of another version or of another edition than `data_hash`, and the
    command that builds it.
    """
    package = read_package(folder)
    if package["data_hash"] != data_hash:
        raise MissingTablesError("the tables have just been replaced: reload this page")
    hashes = _hashes(package)
    return Tables({name: _read_table(folder, name, hashes[name]) for name in TABLES}, data_hash)


def table_bytes(folder: Path, name: str) -> bytes:
    """The Parquet file of a table as it was published; MissingTablesError where it is absent or damaged."""
    return _read_bytes(folder, name, _hashes(read_package(folder))[name])


def edition_folder(editions: Path, data_hash: str) -> Path | None:
    """The folder of the replaced tables of this hash, or of the one hash that begins with it; None where not kept."""
    if not editions.is_dir():
        return None
    found = [folder for folder in sorted(editions.iterdir()) if _hash_begins(folder / PACKAGE, data_hash)]
    return found[0] if len(found) == 1 else None


def load_edition(folder: Path) -> Tables | None:
    """Replaced tables; None where they are damaged or their columns are not today's."""
    try:
        return load_tables(folder, published_hash(folder / PACKAGE) or "")
    except MissingTablesError:
        return None


def mark_used(folder: Path) -> None:
    """Note that an edition was asked for by its hash, so that pruning keeps it; a read-only disk keeps no such note."""
    with suppress(OSError):
        os.utime(folder)


def state_of(file: Path) -> tuple[int, ...]:
    """What differs once a file has been written or replaced; OSError where there is none."""
    status = file.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


@lru_cache(maxsize=8)
def _parsed(file: Path, state: tuple[int, ...]) -> Any:
    """A description in one state of its file, as each page and request asks for it several times."""
    del state
    return json.loads(file.read_text(encoding="utf-8"))


def _hash_begins(package: Path, data_hash: str) -> bool:
    return (published_hash(package) or "").startswith(data_hash)


def _hashes(package: dict[str, Any]) -> dict[str, str]:
    return {item["name"]: item["hash"] for item in package["resources"]}


def _read_table(folder: Path, name: str, digest: str) -> pd.DataFrame:
    table = pq.read_table(BytesIO(_read_bytes(folder, name, digest)))
    if not table.schema.equals(TABLES[name].arrow()):
        raise MissingTablesError(
            f"table {name} was written by another version, with other columns: run `python -m etl build`"
        )
    frame: pd.DataFrame = table.to_pandas(date_as_object=True)
    return frame


def _read_bytes(folder: Path, name: str, digest: str) -> bytes:
    try:
        content = (folder / f"{name}.parquet").read_bytes()
    except OSError as fault:
        raise MissingTablesError(f"table {name} is missing ({fault.strerror}): run `python -m etl build`") from None
    if f"sha256:{sha256(content).hexdigest()}" != digest:
        raise MissingTablesError(f"table {name} is damaged: run `python -m etl build`")
    return content
