"""Official series in the rows of `flows`: codes checked, sectors assigned, corrections and rates applied."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from etl.model.codes import Flow, Frequency, Status, Valuation
from etl.model.errors import DataFileError, UnknownCodeError
from etl.model.period import Period, parse_iso
from etl.model.schema import TABLES
from etl.sources.judgements import Correction
from etl.sources.reference import Reference, commodity_level, pair_of, refuse_bad_code
from etl.sources.series import OfficialSeries, Sidecar, parse_number
from etl.transform.exchange_rates import convert

Row = dict[str, Any]


@dataclass(frozen=True)
class Flows:
    """`flows` and `corrections`, with the rows that corrections left out as (locator, reason)."""

    flows: pd.DataFrame
    corrections: pd.DataFrame
    rejected: tuple[tuple[str, str], ...]


def official_flows(series: tuple[OfficialSeries, ...], reference: Reference, rates: pd.DataFrame) -> Flows:
    """One row an official flow. A correction that meets no row, or an unknown code, is an error."""
    matched = {rule.id: 0 for rule in reference.corrections}
    rows: list[Row] = []
    rejected: list[tuple[str, str]] = []
    for one in series:
        rules = [rule for rule in reference.corrections if rule.source_id == one.sidecar.source_id]
        for line, raw in one.rows:
            row = _flow_row(one.sidecar, raw, one.shown, line, reference)
            rule = next((r for r in rules if all(raw.get(k, "") == v for k, v in r.match.items())), None)
            if rule:
                matched[rule.id] += 1
                row |= {"status": Status.DOUBTFUL, "note": rule.reason}
            if rule and rule.action == "exclude":
                rejected.append((row["locator"], f"{rule.id}: {rule.reason}"))
            else:
                rows.append(row)
    _refuse_idle(reference.corrections, matched)
    _refuse_repeated(rows)
    frame = pd.DataFrame(rows)
    return Flows(convert(frame, rates), _correction_rows(reference.corrections, matched), tuple(rejected))


def official_sources(series: tuple[OfficialSeries, ...]) -> list[Row]:
    """Each series as a row of `sources`."""
    return [
        {
            "source_id": s.source_id,
            "source_kind": s.source_kind,
            "title": s.title,
            "publisher": s.producer,
            "citation": s.citation,
            "published": s.published,
            "accessed": s.accessed,
            "url": s.url,
            "licence": s.licence,
            "redistribution": s.redistribution,
            "re_exports_en": s.re_exports_en,
            "re_exports_fr": s.re_exports_fr,
            "revision_margin": s.revision and s.revision.margin,
            "note": " ".join(
                (
                    *s.trust,
                    *((s.revision.reason,) if s.revision else ()),
                    *((f"Read from {s.copy_url}.",) if s.copy_url else ()),
                )
            )
            or None,
        }
        for s in (one.sidecar for one in series)
    ]


def flow_key(flow_id: str, where: str) -> Row:
    """The columns that a flow_id names."""
    try:
        _source, reporter, direction, goods, span = flow_id.split(":")
        exporter, importer = direction.split("-")
        classification, code = goods.split("-")
        period = parse_iso(span)
    except (ValueError, DataFileError):
        raise DataFileError(f"{where}: flow_id {flow_id!r} cannot be read: copy it from the table flows") from None
    frequency = Frequency.MONTHLY if period.whole_months == 1 else Frequency.ANNUAL
    _refuse_part(period, frequency, where)
    return {
        "reporter_iso3": None if reporter == "none" else reporter,
        "exporter_iso3": exporter,
        "importer_iso3": importer,
        "pair": pair_of(exporter, importer),
        "period_start": period.start,
        "period_end": period.end,
        "freq_code": frequency,
        "classification": classification,
        "commodity_code": code,
    }


def _flow_row(sidecar: Sidecar, raw: dict[str, str], shown: str, line: int, reference: Reference) -> Row:
    where = f"{shown}, line {line}"
    period = _read_period(_required(raw, "period", where), where)
    _refuse_part(period, sidecar.freq_code, where)
    exporter = reference.require("countries", _required(raw, "exporter_iso3", where), where)
    importer = reference.require("countries", _required(raw, "importer_iso3", where), where)
    flow = _flow_code(raw.get("reporter_iso3") or None, exporter, importer, where)
    classification, code = (_required(raw, column, where) for column in ("classification", "commodity_code"))
    refuse_bad_code(classification, code, where)
    value = parse_number(raw.get("value", ""), shown, line, "value")
    try:
        sector = reference.sector_of(classification, code)
    except UnknownCodeError as fault:
        raise UnknownCodeError(f"{where}: {fault}") from None
    return {
        "flow_id": f"{sidecar.source_id}:{raw.get('reporter_iso3') or 'none'}:{exporter}-{importer}:"
        f"{classification}-{code}:{period.iso()}",
        "source_id": sidecar.source_id,
        "reporter_iso3": raw.get("reporter_iso3") or None,
        "exporter_iso3": exporter,
        "importer_iso3": importer,
        "pair": pair_of(exporter, importer),
        "period_start": period.start,
        "period_end": period.end,
        "flow_code": flow,
        "freq_code": sidecar.freq_code,
        "classification": classification,
        "commodity_code": code,
        "commodity_level": commodity_level(classification, code),
        "sector_id": sector,
        "value": value,
        "currency": sidecar.currency if value is not None else None,
        "valuation": sidecar.valuation.get(flow, Valuation.NOT_STATED) if flow else Valuation.NOT_STATED,
        "net_weight_kg": parse_number(raw.get("net_weight_kg", ""), shown, line, "net_weight_kg"),
        "partner_share": parse_number(raw.get("partner_share", ""), shown, line, "partner_share"),
        "partner_rank": _rank(raw.get("partner_rank", ""), where),
        "status": _status(raw.get("status") or Status.FINAL, where),
        "locator": where,
        "note": None,
    }


def _required(raw: dict[str, str], column: str, where: str) -> str:
    if not raw.get(column):
        raise DataFileError(f"{where}: no {column}: fill it in, or give it under columns in the sidecar")
    return raw[column]


def _refuse_part(period: Period, frequency: Frequency, where: str) -> None:
    """A row of an annual series is a calendar year and one of a monthly series a month: nothing else is drawn so."""
    if frequency is Frequency.ANNUAL and not period.is_year:
        raise DataFileError(
            f"{where}: {period.iso()} is not a whole year, and the series is annual: leave the row out until the year "
            "is complete, or state it in a document, which may speak of a part of a year"
        )
    if frequency is Frequency.MONTHLY and period.whole_months != 1:
        raise DataFileError(f"{where}: {period.iso()} is not a month, and the series is monthly: give one row a month")


@cache
def _read_period(text: str, where: str) -> Period:
    try:
        return parse_iso(text)
    except DataFileError as fault:
        raise DataFileError(f"{where}: {fault}") from None


def _rank(text: str, where: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) < 1:
        raise DataFileError(f"{where}: partner_rank {text!r} is not a place from 1 up: correct it")
    return int(text)


def _status(text: str, where: str) -> Status:
    try:
        return Status(text)
    except ValueError:
        raise DataFileError(f"{where}: status {text!r}: use one of {', '.join(Status)}") from None


def _flow_code(reporter: str | None, exporter: str, importer: str, where: str) -> Flow | None:
    if reporter is None:
        return None
    if reporter == exporter:
        return Flow.EXPORT
    if reporter == importer:
        return Flow.IMPORT
    raise DataFileError(f"{where}: reporter {reporter} is neither exporter nor importer: correct the row")


def _refuse_repeated(rows: list[Row]) -> None:
    """The same flow on two lines would be counted twice."""
    first: dict[str, str] = {}
    for row in rows:
        before = first.setdefault(row["flow_id"], row["locator"])
        if before != row["locator"]:
            raise DataFileError(f"{row['locator']}: the same flow as {before}: keep one of the two rows")


def _refuse_idle(rules: tuple[Correction, ...], matched: dict[str, int]) -> None:
    idle = [rule.id for rule in rules if not matched[rule.id]]
    if idle:
        raise DataFileError(
            f"reference/corrections.yaml: {', '.join(idle)} met no row: correct the match, or delete the rule"
        )


def _correction_rows(rules: tuple[Correction, ...], matched: dict[str, int]) -> pd.DataFrame:
    rows = [
        {
            "correction_id": rule.id,
            "source_id": rule.source_id,
            "action": rule.action,
            "status": Status.DOUBTFUL,
            "matched": matched[rule.id],
            "reason": rule.reason,
            "evidence": rule.evidence,
        }
        for rule in rules
    ]
    return pd.DataFrame(rows, columns=TABLES["corrections"].names)
