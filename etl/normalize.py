"""Documents in the rows of our tables: phrases become numbers with bounds, units and periods."""

from datetime import date
from typing import Any

import pandas as pd

from etl.errors import DataFileError, TradeError
from etl.interval import Interval
from etl.period import Period, parse_iso
from etl.phrases import Kind, Reading, read_period, read_phrase
from etl.provenance import citation
from etl.reference import Reference, pair_of
from etl.sources.statements import Document, Explicit, Figure
from etl.terms import READ_LANGUAGES, Bound, Measure, Unit

Row = dict[str, Any]
_UNITS = {
    Measure.TRADE_VALUE: (Unit.USD, Unit.EUR),
    Measure.BALANCE: (Unit.USD, Unit.EUR),
    Measure.FDI_STOCK: (Unit.USD, Unit.EUR),
    Measure.FDI_FLOW: (Unit.USD, Unit.EUR),
    Measure.GROWTH: (Unit.PERCENT,),
    Measure.SHARE: (Unit.PERCENT,),
    Measure.RATIO: (Unit.PERCENT,),
    Measure.COUNT: (Unit.COMPANIES,),
    Measure.CAPACITY: (Unit.MW,),
}


def statement_rows(documents: tuple[Document, ...], reference: Reference) -> pd.DataFrame:
    """`statements`: one row a printed figure, in full units; all unreadable figures are named in one error."""
    rows: list[Row] = []
    faults: list[str] = []
    for document in documents:
        for figure in document.figures:
            where = f"statements/{document.document_id}.yaml, figure {figure.id}"
            try:
                rows.append(_statement_row(document, figure, reference, where))
            except TradeError as fault:
                faults.append(str(fault) if str(fault).startswith(where) else f"{where}: {fault}")
    if faults:
        raise DataFileError("\n".join(faults), rows=faults)
    return pd.DataFrame(rows)


def document_rows(documents: tuple[Document, ...]) -> pd.DataFrame:
    """`documents`: one row a document."""
    fields = ("document_id", "title", "publisher", "speaker", "published", "accessed", "language", "source_kind")
    return pd.DataFrame(
        {name: getattr(d, name) for name in (*fields, "basis", "url", "note")}
        | {"source_id": d.document_id, "published_date": published_date(d)}
        for d in documents
    )


def document_sources(documents: tuple[Document, ...]) -> list[Row]:
    """Each document as a row of `sources`."""
    return [
        {
            name: getattr(d, name)
            for name in ("source_kind", "title", "publisher", "published", "accessed", "url", "note")
        }
        | {
            "source_id": d.document_id,
            "citation": citation(d.publisher, d.title, d.published, d.url),
            "licence": "figures and short printed phrases quoted",
        }
        for d in documents
    ]


def mention_rows(documents: tuple[Document, ...], reference: Reference) -> pd.DataFrame:
    """`mentions`: one row a printed sector or a company (with its project) named by a document in one role."""
    rows: list[Row] = []
    for document in documents:
        where = f"statements/{document.document_id}.yaml"
        named = [m.model_dump() | {"kind": "sector"} for m in document.sectors]
        for company in document.companies:
            home = reference.companies.set_index("company_id")["sector_id"]
            code = reference.require("companies", company.company, where)
            given = company.model_dump() | {"kind": "company", "company_id": code}
            named.append(given | {"sector": company.sector or home[code]})
        for number, mention in enumerate(named, start=1):
            mention["sector_id"] = reference.require("sectors", mention.pop("sector"), where)
            rows.append(mention | _origin(document) | {"mention_id": f"{document.document_id}.{number:03d}"})
    return pd.DataFrame(rows)


def agreement_rows(documents: tuple[Document, ...], reference: Reference) -> pd.DataFrame:
    """`agreements`: one row an agreement as one document reports it."""
    rows = []
    for document in documents:
        for agreement in document.agreements:
            where = f"statements/{document.document_id}.yaml, agreement {agreement.id}"
            rows.append(
                agreement.model_dump()
                | _origin(document)
                | {
                    "agreement_id": f"{document.document_id}.{agreement.id}",
                    "agreed": agreement.date,
                    "sector_id": reference.require("sectors", agreement.sector, where),
                    "parties": "; ".join(agreement.parties) or None,
                }
            )
    return pd.DataFrame(rows)


def published_date(document: Document) -> date | None:
    """First day of the date of publication, or None where the document is not dated."""
    return None if document.published == "n.d." else parse_iso(document.published).start


def _origin(document: Document) -> Row:
    return {"document_id": document.document_id, "source_id": document.document_id}


def _statement_row(document: Document, figure: Figure, reference: Reference, where: str) -> Row:
    reading = _reading(document, figure)
    period = _period(document, figure)
    base = _base_period(figure, period, where)
    bounds = Interval(reading.low, reading.high)
    value = reading.value
    if figure.fall:
        bounds, value = -bounds, None if value is None else -value
    goods = figure.commodity
    return _origin(document) | {
        "statement_id": f"{document.document_id}.{figure.id}",
        "speaker": figure.speaker or document.speaker,
        "measure": figure.measure,
        "reporter_iso3": figure.reporter and reference.require("countries", figure.reporter, where),
        "exporter_iso3": figure.exporter and reference.require("countries", figure.exporter, where),
        "importer_iso3": figure.importer and reference.require("countries", figure.importer, where),
        "pair": pair_of(figure.exporter, figure.importer) if figure.exporter and figure.importer else document.pair,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "per": figure.per,
        "value": value,
        "low": bounds.low,
        "high": bounds.high,
        "bound": _turned(reading.bound) if figure.fall else reading.bound,
        "decimals": reading.decimals,
        "unit": _checked_unit(figure, reading, where),
        "base_period_start": base and base.start,
        "base_period_end": base and base.end,
        "share_of": figure.share_of,
        "scope": figure.scope,
        "compared_with": figure.compared_with and f"{document.document_id}.{figure.compared_with}",
        "classification": goods and goods.code and goods.classification,
        "commodity_code": goods and goods.code,
        "commodity_label": goods and goods.label,
        "sector_id": figure.sector and reference.require("sectors", figure.sector, where),
        "as_stated": figure.as_stated,
        "language": document.language,
        "locator": figure.locator,
        "basis": figure.basis or document.basis,
        "by_hand": figure.explicit is not None,
        "note": figure.note,
    }


def _reading(document: Document, figure: Figure) -> Reading:
    if figure.explicit:
        return _by_hand(figure.explicit)
    if document.language not in READ_LANGUAGES:
        raise DataFileError(f"phrases in {document.language} are not parsed: give an explicit value")
    return read_phrase(figure.as_stated, document.language, published_date(document))


def _by_hand(given: Explicit) -> Reading:
    kind = {Unit.PERCENT: Kind.PERCENT, Unit.COMPANIES: Kind.COUNT}.get(given.unit, Kind.AMOUNT)
    low = given.value if given.low is None and given.bound in (Bound.EXACT, Bound.AT_LEAST) else given.low
    high = given.value if given.high is None and given.bound in (Bound.EXACT, Bound.AT_MOST) else given.high
    return Reading(kind, given.value, low, high, given.bound, given.unit, given.decimals, None)


def _checked_unit(figure: Figure, reading: Reading, where: str) -> str:
    unit = Unit.COMPANIES if reading.kind is Kind.COUNT and reading.unit is None else reading.unit
    allowed = _UNITS[figure.measure]
    if unit not in allowed:
        raise DataFileError(
            f"{where}: {figure.as_stated!r} reads as {unit or reading.kind}, but a {figure.measure} is in "
            f"{' or '.join(allowed)}: correct the measure or the phrase"
        )
    return str(unit)


def _period(document: Document, figure: Figure) -> Period | None:
    if figure.period:
        return parse_iso(figure.period)
    if figure.period_as_stated:
        return read_period(figure.period_as_stated, document.language, published_date(document))
    return None


def _base_period(figure: Figure, period: Period | None, where: str) -> Period | None:
    if figure.measure is not Measure.GROWTH:
        return None
    if figure.base_period:
        return parse_iso(figure.base_period)
    if period is None:
        return None
    if period.whole_months is None:
        raise DataFileError(f"{where}: growth over {period.iso()}: give base_period, or a period of whole months")
    return period.year_before()


def _turned(bound: Bound | None) -> Bound | None:
    sides = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}
    return bound and sides.get(bound, bound)
