"""Commodity codes that changed between two revisions of the HS, as rows of `code_changes`.

A judgement, not a computation: each row is reviewed by hand. A row that meets no official flow is an error.
"""

import pandas as pd

from etl.model.codes import ALL_GOODS, CodeChange
from etl.model.errors import DataFileError
from etl.model.schema import TABLES
from etl.sources.reference import Reference, is_harmonized

_SHOWN = "data/reference/code_changes.csv"
_LENGTHS = (4, 6)  # digits of a heading and of a subheading


def code_change_rows(reference: Reference, flows: pd.DataFrame) -> pd.DataFrame:
    """One row a pair of codes that share goods; DataFileError names the pairs that cannot stand."""
    frame = reference.code_changes
    for fault, bad in (
        ("codes are two headings or two subheadings", ~_one_level(frame)),
        (f"code_change is one of {', '.join(CodeChange)}", ~frame["code_change"].isin(list(CodeChange))),
        ("a renamed code has one successor, and that one predecessor", _not_alone(frame)),
        ("effective_from is a date such as 2022-01-01", _dates(frame).isna()),
        ("the codes stand in an official flow", ~_met(frame, flows)),
    ):
        if bad.any():
            pairs = ", ".join(frame.loc[bad, "from_code"] + "–" + frame.loc[bad, "to_code"])
            raise DataFileError(f"{_SHOWN}: {fault}, but not {pairs}: correct or delete these rows")
    return frame.assign(effective_from=_dates(frame).dt.date)[TABLES["code_changes"].names]


def _dates(frame: pd.DataFrame) -> pd.Series:
    return pd.to_datetime(frame["effective_from"], format="%Y-%m-%d", errors="coerce")


def _one_level(frame: pd.DataFrame) -> pd.Series:
    lengths = frame["from_code"].str.len()
    return lengths.isin(_LENGTHS) & lengths.eq(frame["to_code"].str.len())


def _not_alone(frame: pd.DataFrame) -> pd.Series:
    """Renamed codes with a second row; codes merged into one may have several predecessors, each once."""
    kept = frame["code_change"].ne(CodeChange.PART)
    twice = frame.duplicated(["from_revision", "from_code", "to_revision"], keep=False)
    taken = frame.duplicated(["to_revision", "to_code", "from_revision"], keep=False)
    return kept & (twice | (taken & frame["code_change"].eq(CodeChange.RENAMED)))


def _met(frame: pd.DataFrame, flows: pd.DataFrame) -> pd.Series:
    """Whether a flow has one of the codes, or a line inside it."""
    codes = flows.loc[flows["classification"].map(is_harmonized), "commodity_code"].unique()
    codes = [code for code in codes if code != ALL_GOODS]
    known = {code[:length] for code in codes for length in _LENGTHS if len(code) >= length}
    return frame["from_code"].isin(known) | frame["to_code"].isin(known)
