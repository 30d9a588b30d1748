"""Where rows come from: source rows with their citations, and hashes of files."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path


def citation(publisher: str, title: str, published: str, url: str | None) -> str:
    """A document's citation line: publisher, title, date, address."""
    dated = "no date" if published == "n.d." else published
    return ", ".join(part for part in (publisher, f"“{title}”", dated, url) if part)


def file_hash(path: Path) -> str:
    """sha256 of a file, hexadecimal."""
    return bytes_hash(path.read_bytes())


def bytes_hash(content: bytes) -> str:
    """sha256 of a file's content, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def combined_hash(named: Mapping[str, str]) -> str:
    """One sha256 over names and their hashes, independent of their order."""
    lines = "".join(f"{name} {named[name]}\n" for name in sorted(named))
    return hashlib.sha256(lines.encode()).hexdigest()


def tree_hashes(folders: Iterable[Path], endings: tuple[str, ...]) -> dict[str, str]:
    """The sha256 of every file with one of these endings below the folders, by relative name."""
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": file_hash(path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in endings
    }
