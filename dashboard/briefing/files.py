"""The files a card hands over: the same for page, address and command line."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.briefing.citation import bibtex, csl_json
from dashboard.briefing.html import interactive_html, static_html
from dashboard.briefing.image import pdf_bytes, png_bytes, svg_bytes
from dashboard.briefing.numbers import json_bytes, table_bytes
from dashboard.briefing.sdmx import sdmx_bytes, why_no_sdmx
from dashboard.briefing.workbook import workbook_bytes
from dashboard.cards.card import Card
from dashboard.look_query import look_name
from dashboard.messages import mark
from etl.errors import TradeError


class EmptyCardError(TradeError):
    """A card without data has no file, or not one of this kind; the message says what would fill it."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its name for the reader (marked for translation), ending, media type and maker.

    `drawn` kinds hold the chart as the card's look asks: size and theme matter to them. `lacks` says why
    a card with data has no such file, None where it has one.
    """

    name: str
    ending: str
    mime: str
    make: Callable[[Card], bytes]
    drawn: bool = False
    lacks: Callable[[Card], str | None] = lambda _card: None


def _slides(card: Card) -> bytes:
    """Slides; their library is loaded by the first of them."""
    from dashboard.briefing.slides import slides_bytes

    return slides_bytes(card)


def _document(card: Card) -> bytes:
    """A document; its library is loaded by the first of them."""
    from dashboard.briefing.document import document_bytes

    return document_bytes(card)


KINDS: dict[str, FileKind] = {
    "png": FileKind("PNG", "png", "image/png", png_bytes, drawn=True),
    "svg": FileKind("SVG", "svg", "image/svg+xml", svg_bytes, drawn=True),
    "pdf": FileKind("PDF", "pdf", "application/pdf", pdf_bytes, drawn=True),
    "html": FileKind(mark("Web page, still"), "html", "text/html", static_html, drawn=True),
    "interactive": FileKind(
        mark("Web page, interactive"), "interactive.html", "text/html", interactive_html, drawn=True
    ),
    "csv": FileKind("CSV", "csv", "text/csv", table_bytes),
    "xlsx": FileKind(
        "Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook_bytes
    ),
    "pptx": FileKind(
        "PowerPoint", "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", _slides
    ),
    "docx": FileKind(
        "Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _document
    ),
    "sdmx": FileKind(
        "SDMX-CSV", "sdmx.csv", "application/vnd.sdmx.data+csv;version=2.0.0", sdmx_bytes, lacks=why_no_sdmx
    ),
    "json": FileKind("JSON", "json", "application/json", json_bytes),
    "bibtex": FileKind("BibTeX", "bib", "application/x-bibtex", bibtex),
    "csl": FileKind("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
}


def offered(card: Card) -> dict[str, FileKind]:
    """The kinds of file that the card has."""
    return {name: kind for name, kind in KINDS.items() if not card.empty and kind.lacks(card) is None}


def file_name(card: Card, kind: str) -> str:
    """`<card>-<first eight digits of the data's hash>.<ending>`; of drawn kinds size and theme before the ending."""
    look = look_name(card.look) if KINDS[kind].drawn else ""
    return f"{card.id}-{card.data_hash[:8]}{look}.{KINDS[kind].ending}"


def file_bytes(card: Card, kind: str) -> bytes:
    """The file of a card; EmptyCardError says what is missing where there is nothing to hand over."""
    if reason := card.empty or KINDS[kind].lacks(card):
        raise EmptyCardError(reason)
    return KINDS[kind].make(card)
