"""Cards as a Word document: the finding as a heading, its sentence, a native chart or picture, caption and sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Text
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from pptx.opc.packuri import PackURI as SlideURI
from pptx.parts.chart import ChartPart

from dashboard.cards.base import Card
from dashboard.exports.citation import last_read
from dashboard.exports.docx.default_template import (
    BODY,
    CAPTION,
    HEADING,
    NOTE,
    SOURCE,
    TITLE,
    add_field,
    add_footer,
    add_missing_styles,
    default_document,
    set_language,
)
from dashboard.exports.office.card_words import (
    citations_of,
    first_rows,
    sources_of,
    spoken_in,
    view_lines,
    without_picture,
)
from dashboard.exports.office.chart import TYPES, ChartPlace, chart_data, dress
from dashboard.exports.office.data import drawn, embedded_workbook
from dashboard.exports.office.file import describe, opened_template, sealed
from dashboard.exports.office.picture import picture_parts, pixels
from dashboard.exports.office.plan import legend_height
from dashboard.exports.office.text import printable, property_text
from dashboard.exports.picture.renderer import NoBrowserError
from dashboard.text.messages import translator

_TEXT_PT = 9
_PROPORTION = 0.5  # height of a chart below its legend, as part of its width
_HIGHEST = 0.72  # of a picture, as part of the page between its margins
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True)
class _Room:
    """Width of the text and greatest height of a graphic, in points."""

    width: float
    height: float


def document_bytes(card: Card, template: bytes | None = None) -> bytes:
    """The card as an A4 document in the default style, or as one in a reader's template.

    Equal cards give equal files on any day. TemplateError as in `report_bytes`.
    """
    document = _new_document(card.title, template)
    add_card(document, card, "", 1)
    _add_sources(document, (card,))
    return _saved(document, (card,), card.title, last_read([card]))


def report_bytes(
    cards: Sequence[tuple[Card, str]],
    *,
    title: str,
    notes: str,
    made: date,
    template: bytes | None = None,
) -> bytes:
    """Cards, each with its note, as one document with a title, notes and all sources at the end.

    Of a template, page, styles, headers and footers are kept and the text is dropped; TemplateError says why one
    cannot be used.
    """
    only = tuple(card for card, _note in cards)
    document = _new_document(title, template)
    _say(document, title, TITLE)
    for line in notes.splitlines():
        if line.strip():
            _say(document, line, NOTE)
    number = 0
    for card, note in cards:
        number += card.empty is None
        add_card(document, card, note, number)
    _add_sources(document, only)
    return _saved(document, only, title, made)


def add_card(document: Text, card: Card, note: str, number: int) -> None:
    """A card as a section: heading, sentence, the reader's note, a figure of that number, caption, sources and view."""
    _say(document, card.title, HEADING)
    words = [_say(document, card.sentence if card.empty is None else card.empty, BODY)]
    if note.strip():
        words.append(_say(document, note, NOTE))
    if card.empty is not None:
        return
    for paragraph in words:
        paragraph.paragraph_format.keep_with_next = True
    _add_graphic(document, card)
    _add_caption(document, card, number)
    _say(document, sources_of(card), SOURCE)
    for line in (*card.caveats, *view_lines(card)[:1]):
        _say(document, line, SOURCE)


def _new_document(title: str, template: bytes | None) -> Text:
    """A document without text: of the template, or in the default style with the title at the foot."""
    if template is None:
        document = default_document()
        add_footer(document, title)
        return document
    document = opened_template(template, Document, "docx")
    document._body.clear_content()
    add_missing_styles(document)
    return document


def _saved(document: Text, cards: tuple[Card, ...], title: str, made: date) -> bytes:
    language = spoken_in(cards)
    set_language(document, language)
    describe(document.core_properties, cards, title=title, language=language, made=made)
    file = BytesIO()
    document.save(file)
    return sealed(file.getvalue())


def _say(document: Text, text: str, style: str) -> Any:
    return document.add_paragraph(printable(text), document.styles[style])


def _add_graphic(document: Text, card: Card) -> None:
    room = _room(document)
    if card.chart is not None:
        _add_chart(document, card, room)
        return
    try:
        parts = picture_parts(card, room.width, room.height)
    except NoBrowserError:
        _add_table(document, card)
        return
    for part in parts:
        wide, high = pixels(part)
        width = min(room.width, room.height * wide / high)
        paragraph = _graphic_paragraph(document)
        shape = paragraph.add_run().add_picture(BytesIO(part), Pt(width))
        shape._inline.docPr.set("name", property_text(card.title))
        shape._inline.docPr.set("descr", printable(card.alt))


def _room(document: Text) -> _Room:
    section: Any = document.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    return _Room(width / Pt(1), _HIGHEST * height / Pt(1))


def _graphic_paragraph(document: Text) -> Any:
    """A paragraph that stays with the caption below it."""
    paragraph = _say(document, "", BODY)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.line_spacing = 1.0
    return paragraph


def _add_chart(document: Text, card: Card, room: _Room) -> None:
    """The chart as a part of the document's own, in an inline drawing."""
    assert card.chart is not None
    width = room.width
    height = min(room.height, width * _PROPORTION + legend_height(card.chart, width, _TEXT_PT))
    reference = document.part.relate_to(
        _chart_part(document, card, ChartPlace(width, height, _TEXT_PT)), RELATIONSHIP_TYPE.CHART
    )
    drawing = parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Pt(width)}" cy="{Pt(height)}"/><wp:docPr id="{document.part.next_id}" name=""/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" '
        f'r:id="{reference}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    properties = drawing.xpath(".//wp:docPr")[0]
    properties.set("name", property_text(card.title))
    properties.set("descr", printable(card.alt))
    _graphic_paragraph(document).add_run()._r.append(drawing)


_load_chart: Any = ChartPart.load  # a chart needs no package around it to be dressed


def _chart_part(document: Text, card: Card, place: ChartPlace) -> Part:
    """A part with the native chart, and behind it one with the workbook of its numbers."""
    assert card.chart is not None
    package, chart = document.part.package, drawn(card.chart)
    xml = chart_data(chart).xml_bytes(TYPES[chart.shape])
    made = _load_chart(SlideURI("/word/charts/chart.xml"), CONTENT_TYPE.DML_CHART, None, xml)
    dress(made.chart, chart, place)
    made._element.get_or_add_externalData().rId = "rId1"
    name = package.next_partname("/word/embeddings/chart%d.xlsx")
    workbook = Part(name, CONTENT_TYPE.SML_SHEET, embedded_workbook(chart), package)
    charts = PackURI(name.replace("embeddings", "charts").replace(".xlsx", ".xml"))
    part = Part(charts, CONTENT_TYPE.DML_CHART, made.blob, package)
    part.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, workbook, "rId1")
    return part


def _add_caption(document: Text, card: Card, number: int) -> None:
    """A caption with a number that the program keeps, so that a list of figures can be made of them."""
    _ = translator(card.language)
    paragraph = _say(document, "", CAPTION)
    before, _sign, after = _("Figure {number}. {title}").partition("{number}")
    paragraph.add_run(before).bold = True
    add_field(paragraph, "SEQ Figure \\* ARABIC", str(number), bold=True)
    text = after.format(title=printable(card.title))
    paragraph.add_run(text if text.endswith((".", "!", "?")) else f"{text}.").bold = True
    paragraph.add_run(f" {printable(card.subtitle)}")


def _add_table(document: Text, card: Card) -> None:
    """The first rows of the table in place of a picture, with a line that says why."""
    _say(document, without_picture(card), SOURCE)
    rows = first_rows(card)
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.paragraphs[0].add_run(printable(text)).font.size = Pt(8)
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _add_sources(document: Text, cards: Sequence[Card]) -> None:
    _ = translator(spoken_in(cards))
    _say(document, _("Sources"), HEADING)
    for line in (*citations_of(cards), view_lines(cards[0])[-1]):
        _say(document, line, SOURCE)
