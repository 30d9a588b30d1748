"""Tables that newer ones replaced, as the build keeps them: found by the beginning of their hash."""

import os
from contextlib import suppress
from pathlib import Path

from dashboard.queries import Tables, load_tables, published_hash
from etl.errors import MissingTablesError
from etl.paths import PACKAGE
from etl.schema import TABLES


def edition_folder(editions: Path, data_hash: str) -> Path | None:
    """The folder of the replaced tables of this hash, or of the one hash that begins with it; None where not kept."""
    if not editions.is_dir():
        return None
    found = [folder for folder in sorted(editions.iterdir()) if _hash_begins(folder / PACKAGE, data_hash)]
    return found[0] if len(found) == 1 else None


def load_edition(folder: Path) -> Tables | None:
    """Replaced tables; None where they are damaged or their columns are not today's."""
    try:
        tables = load_tables(folder, published_hash(folder / PACKAGE) or "")
    except MissingTablesError:
        return None
    return tables if all(list(tables[name].columns) == TABLES[name].names for name in TABLES) else None


def mark_used(folder: Path) -> None:
    """Note that an edition was asked for by its hash, so that pruning keeps it; a read-only disk keeps no such note."""
    with suppress(OSError):
        os.utime(folder)


def _hash_begins(package: Path, data_hash: str) -> bool:
    return (published_hash(package) or "").startswith(data_hash)
