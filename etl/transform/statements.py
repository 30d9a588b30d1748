"""Documents in the rows of our tables: what they state, whom they name, what they report; each with its place."""

from typing import Any

import pandas as pd

from etl.model.codes import Redistribution
from etl.model.errors import DataFileError, TradeError
from etl.sources.provenance import citation
from etl.sources.reference import Reference
from etl.sources.statements import Agreement, CompanyMention, Document, FigureEntry, SectorMention
from etl.transform.figure_rows import figure_row, published_date

Row = dict[str, Any]


def statement_rows(documents: tuple[Document, ...], reference: Reference) -> pd.DataFrame:
    """`statements`: one row a printed figure, in full units; all unreadable figures are named in one error."""
    rows: list[Row] = []
    faults: list[str] = []
    for document in documents:
        for figure in document.figures:
            statement = {"statement_id": f"{document.document_id}.{figure.id}"}
            try:
                rows.append(_origin(document) | statement | figure_row(document, figure, reference))
            except TradeError as fault:
                faults.append(f"{_place(document, figure)}, figure {figure.id}: {fault}")
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
            "redistribution": Redistribution.SHORT_QUOTATION,
        }
        for d in documents
    ]


def mention_rows(documents: tuple[Document, ...], reference: Reference) -> pd.DataFrame:
    """`mentions`: one row a printed sector or a company (with its project) named by a document in one role."""
    rows: list[Row] = []
    for document in documents:
        named = [m.model_dump() | {"kind": "sector", "place": _place(document, m)} for m in document.sectors]
        for company in document.companies:
            home = reference.companies.set_index("company_id")["sector_id"]
            place = _place(document, company)
            code = reference.require("companies", company.company, place)
            given = company.model_dump() | {"kind": "company", "company_id": code, "place": place}
            named.append(given | {"sector": company.sector or home[code]})
        for number, mention in enumerate(named, start=1):
            mention["sector_id"] = reference.require("sectors", mention.pop("sector"), mention.pop("place"))
            rows.append(mention | _origin(document) | {"mention_id": f"{document.document_id}.{number:03d}"})
    return pd.DataFrame(rows)


def agreement_rows(documents: tuple[Document, ...], reference: Reference) -> pd.DataFrame:
    """`agreements`: one row an agreement as one document reports it."""
    rows = []
    for document in documents:
        for agreement in document.agreements:
            where = f"{_place(document, agreement)}, agreement {agreement.id}"
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


def _origin(document: Document) -> Row:
    return {"document_id": document.document_id, "source_id": document.document_id}


def _place(document: Document, entry: FigureEntry | SectorMention | CompanyMention | Agreement) -> str:
    """File and line of an entry, as messages name them."""
    return f"statements/{document.document_id}.yaml, line {entry.line()}"
