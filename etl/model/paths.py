"""Where everything lives. `TRADE_DATA` overrides the data root; nothing is created by importing this."""

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "datapackage.json"
EDITIONS = "editions"
_REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class DataPaths:
    """The folders below one data root."""

    root: Path

    @property
    def statements(self) -> Path:
        return self.root / "statements"

    @property
    def official(self) -> Path:
        return self.root / "official"

    @property
    def reference(self) -> Path:
        return self.root / "reference"

    @property
    def tables(self) -> Path:
        return self.root / "tables"

    @property
    def editions(self) -> Path:
        """Tables that newer ones replaced, each edition in a folder named by the beginning of its hash."""
        return self.root / EDITIONS

    @property
    def package(self) -> Path:
        """The description of the published tables; written last, so its presence marks them complete."""
        return self.tables / PACKAGE

    def shown(self, path: Path) -> str:
        """A path as messages and locators print it: below `data/`, wherever the root is and whatever its name."""
        return f"data/{path.relative_to(self.root).as_posix()}" if path.is_relative_to(self.root) else path.name


def data_paths() -> DataPaths:
    """The data folders in force: below `TRADE_DATA` where set, else the repository's `data/`."""
    override = os.environ.get("TRADE_DATA")
    return DataPaths(Path(override).resolve() if override else _REPOSITORY / "data")
