"""Tables written as Parquet with a datapackage.json: the same input gives the same bytes, all files or none."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from etl.model.paths import PACKAGE
from etl.model.schema import TABLES
from etl.publish.datapackage import package_text
from etl.publish.editions import is_whole, new_staging, put_in_place, read_package
from etl.publish.validate import conform, to_arrow, validate
from etl.sources.provenance import combined_hash, file_hash


def publish(frames: Mapping[str, pd.DataFrame], folder: Path, inputs_hash: str) -> dict[str, int]:
    """Validate all frames, write them as one edition and point `folder` to it; return rows per table.

    Until all files are written and valid the old edition stays, and it is kept beside `folder` under `editions`
    afterwards. `inputs_hash` is kept so that a later start can tell whether the tables are outdated.
    """
    tables = {name: conform(name, frames[name]) for name in TABLES}
    validate(tables)
    staging = new_staging(folder)
    try:
        for name, frame in tables.items():
            pq.write_table(to_arrow(name, frame), staging / f"{name}.parquet", compression="zstd", version="2.6")
        hashes = {name: file_hash(staging / f"{name}.parquet") for name in tables}
        package = package_text(tables, hashes, data_hash=combined_hash(hashes), inputs_hash=inputs_hash)
        (staging / PACKAGE).write_text(package, encoding="utf-8")
        put_in_place(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return {name: len(frame) for name, frame in tables.items()}


def up_to_date(folder: Path, inputs_hash: str) -> bool:
    """Whether every table of the schema is there as it was written, built from exactly these inputs."""
    complete = all((folder / f"{name}.parquet").is_file() for name in TABLES)
    return complete and published_inputs(folder) == inputs_hash and is_whole(folder)


def published_inputs(folder: Path) -> str | None:
    """The hash of what the published tables were built from; None where their package is missing or damaged."""
    package = read_package(folder)
    return None if package is None else package.get("inputs_hash")
