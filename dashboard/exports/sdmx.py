"""The official observations a card draws, as SDMX-CSV 2.0.

The columns follow the field guide of the SDMX technical working group: STRUCTURE, STRUCTURE_ID and ACTION first, a
custom column last. The structure, `TRADE:BILATERAL_FLOWS(1.0.0)`, is our own and registered nowhere: two sources may
give one series, so that the source is part of its key. Concepts and codes are those that SDMX shares across domains
(CL_FREQ, CL_OBS_STATUS, CL_CONF_STATUS) where it has them. Areas are ISO 3166 codes of three letters, flows the X and M
of UN Comtrade, commodities the codes of the classification named beside them.
"""

import csv
from io import StringIO
from typing import Any

import pandas as pd

from dashboard.cards.base import Card
from dashboard.exports.tables import harmless_cell
from dashboard.queries.tables import records
from dashboard.text.messages import translator
from etl.model.codes import Flow, Frequency, Status, Valuation

STRUCTURE = "TRADE:BILATERAL_FLOWS(1.0.0)"
DIMENSIONS = (
    *("FREQ", "REF_AREA", "TRADE_FLOW", "COUNTERPART_AREA", "CLASSIFICATION", "COMMODITY", "DATA_SOURCE"),
    "TIME_PERIOD",
)
ATTRIBUTES = ("UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "CONF_STATUS", "VALUATION", "SOURCE_CITATION")
HEADER = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES, "DATA_HASH")
# CL_OBS_STATUS: normal, provisional, low reliability, missing because suppressed.
_STATUS = {Status.FINAL: "A", Status.PROVISIONAL: "P", Status.DOUBTFUL: "U", Status.CONFIDENTIAL: "Q"}
_MISSING, _ESTIMATED = "O", "E"
_FREE, _CONFIDENTIAL = "F", "C"  # CL_CONF_STATUS
_UNSPECIFIED = "_X"


def why_no_sdmx(card: Card) -> str | None:
    """Why the card has no such file; None where it draws official observations as they are published."""
    if not card.flows.empty:
        return None
    _ = translator(card.language)
    return _("This card shows no official values as published: take its table as CSV.")


def sdmx_bytes(card: Card) -> bytes:
    """One row an observation that the card draws, in the published currency and full units, never converted; UTF-8."""
    citations = {source.source_id: source.citation for source in card.sources}
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")  # as RFC 4180 has it
    writer.writerow(HEADER)
    for row in records(card.flows):
        attributes = (*_attributes(row), harmless_cell(" ".join(citations.get(row.source_id, "").split())))
        key = ("dataflow", STRUCTURE, "I", *_dimensions(row))
        writer.writerow((*key, _value(row), *attributes, card.data_hash))
    return file.getvalue().encode("utf-8")


def _dimensions(row: Any) -> tuple[str, ...]:
    """What identifies an observation: an estimate from both sides' declarations is of the exporter's exports."""
    declared = isinstance(row.reporter_iso3, str)
    imports = declared and row.reporter_iso3 == row.importer_iso3
    area, other = (row.importer_iso3, row.exporter_iso3) if imports else (row.exporter_iso3, row.importer_iso3)
    flow = Flow.IMPORT if imports else Flow.EXPORT
    year = row.period_start.isoformat()[: 4 if row.freq_code == Frequency.ANNUAL else 7]
    return (row.freq_code, area, flow, other, row.classification, row.commodity_code, row.source_id, year)


def _value(row: Any) -> str:
    """The value with all its digits; nothing where there is none or it is confidential."""
    return "" if _lacks_value(row) else f"{row.value:.15g}"


def _lacks_value(row: Any) -> bool:
    return bool(pd.isna(row.value)) or row.status == Status.CONFIDENTIAL


def _attributes(row: Any) -> tuple[str, ...]:
    confidential = row.status == Status.CONFIDENTIAL
    return (
        row.currency if isinstance(row.currency, str) else "",
        "0",
        _observation_status(row),
        _CONFIDENTIAL if confidential else _FREE,
        _UNSPECIFIED if row.valuation == Valuation.NOT_STATED else row.valuation,
    )


def _observation_status(row: Any) -> str:
    """The state of a value; one that no country declares is an estimate unless it is in doubt."""
    status = Status(row.status)
    if _lacks_value(row) and status != Status.CONFIDENTIAL:
        return _MISSING
    if not isinstance(row.reporter_iso3, str) and status == Status.FINAL:
        return _ESTIMATED
    return _STATUS[status]
