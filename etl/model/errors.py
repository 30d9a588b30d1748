"""Errors grouped by what their reader can do: mend data kept by hand, mend code lists, or report a fault.

Each message is one line that names the place and the remedy; `rows` carries the failing rows where there are any.
"""

from collections.abc import Sequence


class TradeError(Exception):
    """Base of every error a reader is meant to see."""

    def __init__(self, message: str, *, rows: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.rows = tuple(rows)


class PhraseError(TradeError):
    """A printed phrase that cannot be read without guessing; correct the phrase or give an explicit value."""


class DataFileError(TradeError):
    """A hand-kept file (YAML, CSV or sidecar) is malformed; correct the named file."""


class UnknownCodeError(TradeError):
    """A code is not in the reference tables; add it there or correct its use."""


class ValidationError(TradeError):
    """A table breaks its schema, so nothing was written; the message lists every broken rule."""


class MissingTablesError(TradeError):
    """The Parquet tables are absent, unreadable or do not hold together; build them."""
