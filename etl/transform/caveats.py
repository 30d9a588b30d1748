"""Caveats as rows of `caveats`: what a reader of some figures has to know. A rule that meets nothing is an error."""

from itertools import product
from typing import Any

import pandas as pd

from etl.model.codes import ALL_GOODS
from etl.model.errors import DataFileError
from etl.model.schema import TABLES
from etl.sources.judgements import Caveat
from etl.sources.reference import Reference, is_harmonized

Row = dict[str, Any]


def caveat_rows(reference: Reference, flows: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """One row a caveat and code or sector; each must meet a flow or a statement."""
    rows = [row for one in reference.caveats for row in _rows(one)]
    idle = [
        f"{row['caveat_id']} ({row['commodity_code'] or row['sector_id']})"
        for row in rows
        if not any(_meets(row, frame).any() for frame in (flows, statements))
    ]
    if idle:
        raise DataFileError(
            f"data/reference/caveats.yaml: {', '.join(idle)} met no flow and no statement: correct the match, or "
            "delete it"
        )
    return pd.DataFrame(rows, columns=TABLES["caveats"].names)


def _rows(caveat: Caveat) -> list[Row]:
    match = caveat.match
    shared = {
        "caveat_id": caveat.id,
        "source_id": match.source_id,
        "exporter_iso3": match.exporter,
        "importer_iso3": match.importer,
        "text_en": caveat.text_en,
        "text_fr": caveat.text_fr,
        "reason": caveat.reason,
        "evidence": caveat.evidence,
    }
    goods = [*product(match.codes, [None]), *product([None], match.sectors)]
    return [
        shared | {"position": position, "commodity_code": code, "sector_id": sector}
        for position, (code, sector) in enumerate(goods, start=1)
    ]


def _meets(row: Row, frame: pd.DataFrame) -> pd.Series:
    """The rows of flows or statements that one row of the rule is about."""
    if row["sector_id"]:
        met = frame["sector_id"].eq(row["sector_id"])
    else:
        met = _codes(frame).str.startswith(row["commodity_code"])
    for column in ("source_id", "exporter_iso3", "importer_iso3"):
        if row[column]:
            met &= frame[column].eq(row[column])
    return met


def _codes(frame: pd.DataFrame) -> pd.Series:
    """Codes of the HS and TOTAL; empty for goods in other classifications or without a code."""
    codes = frame["commodity_code"].fillna("")
    harmonized = frame["classification"].fillna("").map(is_harmonized)
    return codes.where(harmonized | codes.eq(ALL_GOODS), "")
