"""Earlier values of official observations, kept in `reference/revisions.csv`: a file that builds only add to.

A build writes the grown file beside it first, publishes, and only then puts it in place. A build that is ended before
it has published changed nothing; one that is ended after is finished by the next, which knows by the name of the grown
file which tables it belongs to.
"""

import csv
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from etl.model.codes import Change
from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.sources.csv_file import read_csv
from etl.sources.series import parse_number
from etl.transform.flows import flow_key

COLUMNS = (
    "flow_id",
    "change",
    "value",
    "net_weight_kg",
    "currency",
    "source_id",
    "valid_from",
    "valid_to",
    "note",
)
_PENDING = ".revisions-pending-"


@dataclass(frozen=True)
class Earlier:
    """An earlier value of one observation: since when it is known to have stood, and the day it was replaced."""

    flow_id: str
    change: Change
    value: float | None
    net_weight_kg: float | None
    currency: str | None
    source_id: str
    valid_from: date | None
    valid_to: date
    note: str | None = None
    place: str = ""

    @property
    def series(self) -> str:
        """The official series of the observation, which need not be the source of this value."""
        return self.flow_id.partition(":")[0]


def history_file(paths: DataPaths) -> Path:
    """Where earlier values are kept."""
    return paths.reference / "revisions.csv"


def read_history(paths: DataPaths) -> tuple[Earlier, ...]:
    """Every earlier value kept, in the order of the file; none where there is no file yet."""
    path = history_file(paths)
    if not path.exists():
        return ()
    shown = paths.shown(path)
    header, rows = read_csv(path, shown)
    if header != COLUMNS:
        raise DataFileError(f"{shown}, line 1: columns must be {','.join(COLUMNS)}")
    history = tuple(_earlier(dict(zip(header, cells, strict=True)), shown, line) for line, cells in rows)
    refuse_overlaps(history)
    return history


def refuse_overlaps(history: Iterable[Earlier]) -> None:
    """One observation has one value a day; only its first may have stood since a day not known."""
    last: dict[str, Earlier] = {}
    for one in sorted(history, key=lambda one: one.valid_to):
        before = last.get(one.flow_id)
        if before and (one.valid_from is None or one.valid_from < before.valid_to):
            raise DataFileError(
                f"{one.place}: {one.flow_id} overlaps the value valid until {before.valid_to}: give a valid_from that "
                "is not before that day"
            )
        last[one.flow_id] = one


def refuse_unknown(history: Iterable[Earlier], flow_ids: set[str], accessed: Mapping[str, date]) -> None:
    """Each earlier value belongs to an observation that is there or was withdrawn, and ended before it was read."""
    history = tuple(history)
    known = flow_ids | {one.flow_id for one in history if one.change == Change.WITHDRAWN}
    for one in history:
        if one.flow_id not in known:
            raise DataFileError(
                f"{one.place}: no official row has flow_id {one.flow_id!r}: correct it, restore the row, or set "
                "change to withdrawn"
            )
        read = accessed.get(one.series)
        if read and one.valid_to > read:
            raise DataFileError(
                f"{one.place}: valid_to {one.valid_to} is after {read}, the day the value that replaced it was carried "
                f"over: correct it, or accessed in data/official/{one.series}.yaml"
            )


def grown_file(paths: DataPaths, new: tuple[Earlier, ...]) -> bytes:
    """What the file holds once these values stand at its end."""
    path = history_file(paths)
    before = path.read_bytes() if path.exists() else b""
    added = StringIO()
    writer = csv.writer(added, lineterminator="\n")
    if not before:
        writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(earlier, column)) for column in COLUMNS] for earlier in new)
    end = b"\n" if before and not before.endswith(b"\n") else b""
    return before + end + added.getvalue().encode()


def write_pending(paths: DataPaths, grown: bytes, inputs_hash: str) -> None:
    """Keep the grown file beside the present one until tables with this hash of their inputs are published."""
    pending = paths.reference / f"{_PENDING}{inputs_hash}"
    try:
        with pending.open("wb") as file:
            file.write(grown)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        pending.unlink(missing_ok=True)
        shown = paths.shown(history_file(paths))
        raise DataFileError(f"{shown}: {fault.strerror}: make the folder writable and build again") from None


def settle_pending(paths: DataPaths, published: str | None) -> None:
    """Put the grown file in place if the tables published belong to it; otherwise it was never needed."""
    for pending in paths.reference.glob(f"{_PENDING}*"):
        if pending.name == f"{_PENDING}{published}":
            pending.replace(history_file(paths))
        else:
            pending.unlink()


def _earlier(cells: dict[str, str], shown: str, line: int) -> Earlier:
    where = f"{shown}, line {line}"
    for column in ("flow_id", "source_id", "valid_to"):
        if not cells[column]:
            raise DataFileError(f"{where}: no {column}: fill it in")
    if cells["change"] not in list(Change):
        raise DataFileError(f"{where}: change {cells['change']!r}: use one of {', '.join(Change)}")
    value, weight = (parse_number(cells[column], shown, line, column) for column in ("value", "net_weight_kg"))
    if value is None and weight is None:
        raise DataFileError(f"{where}: neither value nor net_weight_kg: give the earlier one")
    if (value is None) != (not cells["currency"]):
        raise DataFileError(f"{where}: a value needs its currency, and a currency its value: fill in both or neither")
    end = _day(cells["valid_to"], where, "valid_to")
    start = _day(cells["valid_from"], where, "valid_from") if cells["valid_from"] else None
    if start and start >= end:
        raise DataFileError(f"{where}: valid_from {start} is not before valid_to {end}: correct them")
    key, texts = cells["flow_id"], (cells["currency"] or None, cells["source_id"])
    flow_key(key, where)
    return Earlier(key, Change(cells["change"]), value, weight, *texts, start, end, cells["note"] or None, where)


def _day(text: str, where: str, column: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DataFileError(f"{where}: {column} {text!r} is not a date: write it as 2023-11-01") from None


def _cell(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)
