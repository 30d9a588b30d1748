"""Whole editions of the tables: each in a folder of its own that never changes, and one pointer to the present one.

The time a folder was changed is when its edition was last the present one, or asked for by its hash.
`data/tables` is a symbolic link into `data/editions`, swapped by a rename, so that a reader sees all of one edition or
all of another. Where links are not to be had it is a copy, put in place by renames of whole folders: for a moment there
are no tables, never a mixture. All of this is called under the lock of `etl.publish.lock`.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from etl.model.paths import EDITIONS, PACKAGE
from etl.sources.provenance import file_hash

KEEP_DAYS, KEEP_LAST = 730, 20
_STAGING = ".staging-"
_SHORT = 12  # digits of a hash that name an edition's folder


@dataclass(frozen=True)
class Edition:
    """One kept edition: its folder, hash, when it was published and last used, bytes, and whether it is the present."""

    folder: Path
    data_hash: str
    published: datetime
    used: datetime
    size: int
    present: bool


def read_package(folder: Path) -> dict[str, Any] | None:
    """The datapackage.json of a folder, or None where there is none or it is damaged."""
    try:
        content = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def is_whole(folder: Path) -> bool:
    """Whether every table that the folder's package names is there with the bytes the package says."""
    package = read_package(folder) or {}
    try:
        hashes = {str(item["path"]): str(item["hash"]) for item in package["resources"]}
        return bool(hashes) and all(f"sha256:{file_hash(folder / path)}" == digest for path, digest in hashes.items())
    except (KeyError, TypeError, OSError):
        return False


def new_staging(tables: Path) -> Path:
    """An empty folder, on the disk of the editions, to write one in; OSError where that is not possible."""
    staging = tables.parent / EDITIONS / f"{_STAGING}{os.getpid()}"  # no two: the lock lets one writer in
    staging.mkdir(parents=True)
    return staging


def put_in_place(staging: Path, tables: Path) -> None:
    """Make the edition written in `staging` the present one: kept under its hash, then pointed to by `tables`."""
    _flush(staging)
    edition = _keep(staging, tables.parent / EDITIONS)
    _mark_used(_present(tables))
    _point(tables, edition)
    _mark_used(edition)


def sweep(tables: Path) -> None:
    """Remove what killed builds left, and put back tables that one had moved aside."""
    aside = _aside(tables)
    if aside.is_dir():
        if tables.exists():
            _keep_plain(aside, tables.parent / EDITIONS)
        else:
            tables.unlink(missing_ok=True)  # a link to nowhere
            aside.rename(tables)
    editions = tables.parent / EDITIONS
    for left in editions.glob(f"{_STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    _link(tables).unlink(missing_ok=True)


def kept_editions(tables: Path) -> list[Edition]:
    """Every edition kept, the last used first."""
    present = _present(tables)
    folders = [path for path in (tables.parent / EDITIONS).glob("[!.]*") if path.is_dir()]
    editions = [edition for folder in folders for edition in _read_edition(folder, present)]
    return sorted(editions, key=lambda edition: (edition.present, edition.used), reverse=True)


def prune(tables: Path, now: datetime, days: int = KEEP_DAYS, last: int = KEEP_LAST) -> list[Edition]:
    """Remove editions neither present, nor among the `last` used, nor used within `days`; return those removed."""
    old = [edition for edition in kept_editions(tables)[last:] if edition.used < now - timedelta(days=days)]
    removed = [edition for edition in old if not edition.present]
    for edition in removed:
        shutil.rmtree(edition.folder)
    return removed


def _keep(staging: Path, editions: Path) -> Path:
    """The edition's own folder; where the same data are kept already, only their package is written anew."""
    package = read_package(staging)
    assert package
    edition = editions / str(package["data_hash"])[:_SHORT]
    if is_whole(edition):
        (staging / PACKAGE).replace(edition / PACKAGE)
    else:
        if edition.exists():
            edition.rename(staging.with_name(f"{_STAGING}{edition.name}"))
        staging.rename(edition)
    _flush(editions)
    return edition


def _point(tables: Path, edition: Path) -> None:
    if tables.is_dir() and not tables.is_symlink():
        tables.rename(_aside(tables))
    link = _link(tables)
    try:
        link.symlink_to(Path(os.path.relpath(edition, tables.parent)), target_is_directory=True)
        link.replace(tables)
    except (OSError, NotImplementedError):
        copy = edition.with_name(f"{_STAGING}copy")
        shutil.copytree(edition, copy)
        copy.rename(tables)
    _flush(tables.parent)
    if _aside(tables).is_dir():
        _keep_plain(_aside(tables), edition.parent)


def _keep_plain(folder: Path, editions: Path) -> None:
    """A folder of tables that was moved aside becomes an edition, unless it is damaged or kept already."""
    name = str((read_package(folder) or {}).get("data_hash", ""))[:_SHORT]
    editions.mkdir(exist_ok=True)
    if name and is_whole(folder) and not (editions / name).exists():
        folder.rename(editions / name)
        _mark_used(editions / name)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _read_edition(folder: Path, present: Path | None) -> Iterator[Edition]:
    package = read_package(folder)
    if package is None:
        return
    published = _changed(folder / PACKAGE)
    size = sum(path.stat().st_size for path in folder.iterdir())
    yield Edition(folder, str(package.get("data_hash", "")), published, _changed(folder), size, folder == present)


def _present(tables: Path) -> Path | None:
    """The edition that `tables` points to, where it is a link."""
    return tables.resolve() if tables.is_symlink() and tables.exists() else None


def _mark_used(edition: Path | None) -> None:
    if edition is not None:
        os.utime(edition)


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime)


def _aside(tables: Path) -> Path:
    return tables.with_name(f".{tables.name}-replaced")


def _link(tables: Path) -> Path:
    return tables.with_name(f".{tables.name}-link")


def _flush(folder: Path) -> None:
    """Have the disk hold the folder's files and names, so that a power cut tears no edition that is pointed to."""
    folders = [folder] if os.name == "posix" else []  # elsewhere a folder cannot be opened
    for path in (*(entry for entry in folder.iterdir() if entry.is_file()), *folders):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
