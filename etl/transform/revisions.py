"""What a build changes in official values, and the table of earlier values with what replaced them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from etl.model.codes import Change
from etl.model.errors import DataFileError
from etl.model.schema import TABLES
from etl.transform.exchange_rates import convert
from etl.transform.flows import flow_key
from etl.transform.revision_log import Earlier

Row = dict[str, Any]
_NAMED = 3  # flow ids that a message spells out
_PLACE = "the tables published before"


@dataclass(frozen=True)
class RevisionChanges:
    """What a build finds changed: values to keep, and flow ids whose value differs or is no longer there."""

    new: tuple[Earlier, ...] = ()
    revised: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def remarks(self, kept_in: str) -> tuple[str, ...]:
        """What a summary says of them; nothing where nothing changed."""
        withdrawn = sum(one.change == Change.WITHDRAWN for one in self.new)
        texts = []
        if self.revised:
            texts.append(f"Official values revised: {len(self.revised)}; earlier values kept in {kept_in}")
        if self.gone:
            kept = f"; {withdrawn} kept in {kept_in} as withdrawn" if withdrawn else ""
            texts.append(f"Official values no longer in the files: {len(self.gone)} ({_some(self.gone)}){kept}")
        return tuple(texts)


def published_values(folder: Path) -> pd.DataFrame | None:
    """The published official values with the day their series was carried over; None where none can be read."""
    try:
        values = pd.read_parquet(
            folder / "flows.parquet", columns=["flow_id", "source_id", "value", "net_weight_kg", "currency"]
        )
        sources = pd.read_parquet(folder / "sources.parquet", columns=["source_id", "accessed"])
    except (OSError, pa.ArrowException):
        return None
    return values.merge(sources, on="source_id")


def compare(
    published: pd.DataFrame | None, flows: pd.DataFrame, accessed: Mapping[str, date], history: tuple[Earlier, ...]
) -> RevisionChanges:
    """Published values that these flows no longer give, as values valid until their series was carried over anew.

    What the history already holds is not kept twice. A value that differs without a later access date is refused; one
    that is gone without it was taken out by the editors, whose files say why, and is only counted.
    """
    if published is None or flows["flow_id"].duplicated().any():  # what stands twice is refused by validation
        return RevisionChanges()
    now = {row.flow_id: _numbers(row) for row in _rows(flows[["flow_id", "value", "net_weight_kg"]])}
    new: list[Earlier] = []
    revised: list[str] = []
    gone: list[str] = []
    stale: list[str] = []
    for row in _rows(published):
        if _numbers(row) == (None, None) or not _differs(_numbers(row), now.get(row.flow_id)):
            continue
        there, read = row.flow_id in now, accessed.get(row.source_id)
        if read is None or read <= row.accessed:
            (stale if there else gone).append(row.flow_id)
            continue
        (revised if there else gone).append(row.flow_id)
        one = _kept(row, Change.REVISED if there else Change.WITHDRAWN, read)
        if not any(_same(one, other) for other in history):
            new.append(one)
    _refuse_stale(stale, accessed)
    return RevisionChanges(tuple(new), tuple(revised), tuple(gone))


def revision_rows(history: tuple[Earlier, ...], flows: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """The history as rows of `revisions`, each with what replaced it: the next earlier value, or the one of today."""
    if not history:
        return pd.DataFrame(columns=TABLES["revisions"].names)
    frame = pd.DataFrame([_row(one) for one in sorted(history, key=lambda one: one.valid_to)])
    numbers = {name: frame[name].astype("float64") for name in ("value", "net_weight_kg")}
    rows = _records(convert(frame.assign(**numbers), rates))
    current = _records(flows[flows["flow_id"].isin(frame["flow_id"])])
    following = {row["flow_id"]: row for row in current}
    for row in reversed(rows):
        after = {} if row["change"] == Change.WITHDRAWN else following.get(row["flow_id"], {})
        row |= {"replaced_by": _in_currency(after, row["currency"]), "replaced_by_kg": after.get("net_weight_kg")}
        following[row["flow_id"]] = row
    return pd.DataFrame(rows)


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    return iter(frame.itertuples())


def _records(frame: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _numbers(row: Any) -> tuple[float | None, float | None]:
    value, weight = (None if pd.isna(number) else float(number) for number in (row.value, row.net_weight_kg))
    return value, weight


def _differs(old: tuple[float | None, float | None], new: tuple[float | None, float | None] | None) -> bool:
    """Whether a published number is another one now; a number where there was none is news, not a revision."""
    return new is None or any(a is not None and a != b for a, b in zip(old, new, strict=True))


def _kept(row: Any, change: Change, read: date) -> Earlier:
    value, weight = _numbers(row)
    currency = None if value is None else row.currency
    return Earlier(row.flow_id, change, value, weight, currency, row.source_id, row.accessed, read, place=_PLACE)


def _same(earlier: Earlier, other: Earlier) -> bool:
    """Whether the history's `other` is this value, replaced between the same two days (there may be more between)."""
    assert earlier.valid_from
    numbers = (other.flow_id, other.value, other.net_weight_kg) == (
        earlier.flow_id,
        earlier.value,
        earlier.net_weight_kg,
    )
    return numbers and earlier.valid_from < other.valid_to <= earlier.valid_to


def _refuse_stale(flow_ids: list[str], accessed: Mapping[str, date]) -> None:
    if not flow_ids:
        return
    series = sorted({flow_id.partition(":")[0] for flow_id in flow_ids})
    files = ", ".join(f"data/official/{name}.yaml (accessed {accessed[name]})" for name in series)
    raise DataFileError(
        f"{len(flow_ids)} official values differ from those published ({_some(flow_ids)}): give the day they were "
        f"carried over as accessed in {files}, or delete data/tables to build without keeping the values published "
        "before"
    )


def _some(flow_ids: Iterable[str]) -> str:
    named = list(flow_ids)
    return ", ".join(named[:_NAMED]) + (f" and {len(named) - _NAMED} more" if len(named) > _NAMED else "")


def _row(earlier: Earlier) -> Row:
    own = {field.name: getattr(earlier, field.name) for field in fields(earlier) if field.name != "place"}
    return {"revision_id": f"{earlier.flow_id}:{earlier.valid_to}", **flow_key(earlier.flow_id, earlier.place), **own}


def _in_currency(after: Row, currency: str | None) -> float | None:
    """What replaced a value, in the currency of that value."""
    if not after or after["currency"] == currency:
        return after.get("value")
    return after.get(f"value_{str(currency).lower()}")
