"""Tables written as Parquet with a datapackage.json: the same input gives the same bytes, all files or none."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from etl.datapackage import package_text
from etl.paths import EDITIONS, PACKAGE
from etl.provenance import combined_hash, file_hash
from etl.schema import TABLES
from etl.validate import conform, to_arrow, validate

_SHORT = 12  # digits of a hash that name an edition's folder


def publish(frames: Mapping[str, pd.DataFrame], folder: Path, inputs_hash: str) -> dict[str, int]:
    """Validate all frames, write them beside `folder` and move them in, the package last; return rows per table.

    Until all files are written and valid the old ones stay; tables that other data replace are kept beside `folder`
    under `editions`, with the time they were published. `inputs_hash` is kept so that a later start can tell whether
    the tables are outdated.
    """
    tables = {name: conform(name, frames[name]) for name in TABLES}
    validate(tables)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, frame in tables.items():
            pq.write_table(to_arrow(name, frame), staging / f"{name}.parquet", compression="zstd", version="2.6")
        hashes = {name: file_hash(staging / f"{name}.parquet") for name in tables}
        package = package_text(tables, hashes, data_hash=combined_hash(hashes), inputs_hash=inputs_hash)
        (staging / PACKAGE).write_text(package, encoding="utf-8")
        _keep_replaced(folder, read_package(staging), folder.parent / EDITIONS)
        _move_in(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return {name: len(frame) for name, frame in tables.items()}


def read_package(folder: Path) -> dict[str, Any] | None:
    """The published datapackage.json, or None where there is none or it is damaged."""
    try:
        content = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError, UnicodeDecodeError):
        return None
    return content if isinstance(content, dict) else None


def up_to_date(folder: Path, inputs_hash: str) -> bool:
    """Whether every table of the schema is there, built from exactly these inputs."""
    package = read_package(folder)
    complete = all((folder / f"{name}.parquet").is_file() for name in TABLES)
    return complete and package is not None and package.get("inputs_hash") == inputs_hash


def _keep_replaced(folder: Path, coming: dict[str, Any] | None, editions: Path) -> None:
    """Copy the published tables to their edition's folder, unless they are incomplete, kept already or stay as is."""
    old = read_package(folder)
    data_hash = str(old.get("data_hash", "")) if old else ""
    complete = all((folder / f"{name}.parquet").is_file() for name in TABLES)
    kept = editions / data_hash[:_SHORT]
    if not data_hash or not complete or kept.exists() or (coming and coming["data_hash"] == data_hash):
        return
    editions.mkdir(exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".edition-", dir=editions))
    try:
        shutil.copytree(folder, staging, dirs_exist_ok=True)
        staging.rename(kept)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move_in(staging: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for path in sorted(staging.iterdir(), key=lambda p: p.name == PACKAGE):  # the package marks completeness: last
        path.replace(folder / path.name)
