"""The files of a card: the same for page, address and command line."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.cards.base import Card
from dashboard.exports.citation import bibtex, csl_json
from dashboard.exports.picture.image import pdf_bytes, png_bytes, svg_bytes
from dashboard.exports.sdmx import sdmx_bytes, why_no_sdmx
from dashboard.exports.tables import json_bytes, table_bytes
from dashboard.exports.web.html import interactive_html, static_html
from dashboard.exports.xlsx.workbook import workbook_bytes
from dashboard.links.look_query import look_name
from dashboard.text.messages import mark
from etl.model.errors import TradeError


class EmptyCardError(TradeError):
    """A card without data has no file, or not one of this kind; the message says what would fill it."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its name for the reader (marked for translation), ending, media type and maker.

    `drawn` kinds hold the chart as the card's look asks: size and theme matter to them; some of them need a browser
    on this machine. `lacks` says why a card with data has no such file, None where it has one.
    """

    name: str
    ending: str
    mime: str
    make: Callable[[Card], bytes]
    drawn: bool = False
    needs_browser: bool = False
    lacks: Callable[[Card], str | None] = lambda _card: None


def _slides(card: Card) -> bytes:
    """Slides; their library is loaded by the first of them."""
    from dashboard.exports.pptx.slides import slides_bytes

    return slides_bytes(card)


def _document(card: Card) -> bytes:
    """A document; its library is loaded by the first of them."""
    from dashboard.exports.docx.document import document_bytes

    return document_bytes(card)


OFFICE = "application/vnd.openxmlformats-officedocument"
# In the order they are offered in.
KINDS: dict[str, FileKind] = {
    "pptx": FileKind(mark("PowerPoint slide"), "pptx", f"{OFFICE}.presentationml.presentation", _slides),
    "docx": FileKind(mark("Word document"), "docx", f"{OFFICE}.wordprocessingml.document", _document),
    "png": FileKind(mark("Picture (PNG)"), "png", "image/png", png_bytes, drawn=True, needs_browser=True),
    "svg": FileKind(mark("Vector picture (SVG)"), "svg", "image/svg+xml", svg_bytes, drawn=True, needs_browser=True),
    "pdf": FileKind(
        mark("Picture to print (PDF)"), "pdf", "application/pdf", pdf_bytes, drawn=True, needs_browser=True
    ),
    "html": FileKind(mark("Web page, still"), "html", "text/html", static_html, drawn=True, needs_browser=True),
    "interactive": FileKind(
        mark("Web page, interactive"), "interactive.html", "text/html", interactive_html, drawn=True
    ),
    "xlsx": FileKind(mark("Excel workbook"), "xlsx", f"{OFFICE}.spreadsheetml.sheet", workbook_bytes),
    "csv": FileKind(mark("Table (CSV)"), "csv", "text/csv", table_bytes),
    "sdmx": FileKind(
        mark("Official flows (SDMX-CSV)"),
        "sdmx.csv",
        "application/vnd.sdmx.data+csv;version=2.0.0",
        sdmx_bytes,
        lacks=why_no_sdmx,
    ),
    "json": FileKind(mark("Table and texts (JSON)"), "json", "application/json", json_bytes),
    "bibtex": FileKind(mark("Sources (BibTeX)"), "bib", "application/x-bibtex", bibtex),
    "csl": FileKind(mark("Sources (CSL-JSON)"), "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
}


STYLED = ("pptx", "docx")  # kinds that take the style of a file of the reader's own


def offered(card: Card) -> dict[str, FileKind]:
    """The kinds of file that the card has."""
    return {name: kind for name, kind in KINDS.items() if not card.empty and kind.lacks(card) is None}


def file_name(card: Card, kind: str) -> str:
    """`<card>-<first eight digits of the data's hash>.<ending>`; of drawn kinds size and theme before the ending."""
    look = look_name(card.look) if KINDS[kind].drawn else ""
    return f"{card.id}-{card.data_hash[:8]}{look}.{KINDS[kind].ending}"


def file_bytes(card: Card, kind: str) -> bytes:
    """The file of a card; EmptyCardError says what is missing where there is nothing to export."""
    if reason := card.empty or KINDS[kind].lacks(card):
        raise EmptyCardError(reason)
    return KINDS[kind].make(card)
