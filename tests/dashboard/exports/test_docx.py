"""Documents, opened again: heading, chart or picture, numbered caption, sources, templates of the reader's own."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Text
from docx.shared import Mm
from pptx import Presentation

from dashboard.exports.citation import citation_lines
from dashboard.exports.docx.document import document_bytes, report_bytes
from dashboard.exports.office.card_words import sources_of
from dashboard.exports.office.template import TemplateError
from dashboard.queries.tables import Tables
from tests.dashboard.exports.office import (
    CASES,
    DAY,
    HOSTILE,
    built,
    charts,
    check_workbook,
    expected,
    held,
    hostile_card,
    parts,
)

TITLE = "A briefing"


def opened(content: bytes) -> Text:
    return Document(BytesIO(content))


def words(document: Text) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def drawings(document: Text) -> list[Any]:
    return document.element.xpath("//wp:inline")


def styled(document: Text, name: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == name]


def fields(document: Text) -> list[str]:
    return [one.text.strip() for one in document.element.xpath("//w:instrText")]


def template(*, styles: bool) -> bytes:
    """A template of another house: a square page with a header, a text of its own, and Word's styles or few of them."""
    document = Document()
    section = document.sections[0]
    section.page_width = section.page_height = Mm(200)
    section.header.paragraphs[0].text = "Ministry"
    document.add_paragraph("Old text")
    document.add_table(1, 1)
    document.styles["Heading 1"].font.name = "Courier New"
    if not styles:
        for name in ("Caption", "Title", "Subtitle"):
            document.styles[name].delete()
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("card_id", "language"), CASES, ids=str)
def test_a_card_is_a_page_with_a_chart_or_picture(tables: Tables, card_id: str, language: str) -> None:
    card = built(tables, card_id, language)
    content = document_bytes(card)
    document = opened(content)
    assert [held(tree) for tree in charts(content)] == ([expected(card.chart)] if card.chart else [])
    assert bool(parts(content, r"word/media/.*")) == (card.chart is None)
    if card.chart:
        check_workbook(next(iter(parts(content, r"word/embeddings/.*").values())), card.chart)
    shown = drawings(document)
    assert [one.docPr.get("descr") for one in shown] == [card.alt] * len(shown)
    assert shown
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert all(one.extent.cx <= room for one in shown)
    said = words(document)
    assert styled(document, "Heading 1")[0] == card.title
    assert styled(document, "Caption") == [f"Figure 1. {card.title}. {card.subtitle}"]
    assert {card.sentence, sources_of(card), *card.caveats, *citation_lines(card)} <= set(said)
    assert card.view in "\n".join(said)
    assert card.data_hash in said[-1]


def test_the_page_is_a4_and_in_the_readers_language(tables: Tables) -> None:
    for language, code in (("en", "en-GB"), ("fr", "fr-FR")):
        document = opened(document_bytes(built(tables, "direction-balance", language)))
        assert [round(side.mm) for side in (document.sections[0].page_width, document.sections[0].page_height)] == [
            210,
            297,
        ]
        assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == [code]
        assert document.core_properties.language == language


def test_the_chart_stays_with_its_heading_and_caption(tables: Tables) -> None:
    document = opened(document_bytes(built(tables, "direction-balance")))
    paragraphs = document.paragraphs
    at = next(at for at, one in enumerate(paragraphs) if one._p.xpath(".//wp:inline"))
    assert paragraphs[at].paragraph_format.keep_with_next
    assert paragraphs[at + 1].style.name == "Caption"
    for one in paragraphs[: at - 1]:
        assert one.paragraph_format.keep_with_next or one.style.paragraph_format.keep_with_next


def test_captions_are_numbered_by_fields(tables: Tables) -> None:
    cards = [built(tables, card_id) for card_id in ("direction-balance", "monthly-trade", "agreements")]
    empty = replace(cards[0], figure=None, chart=None, empty="There is nothing for 1991.")
    noted = [(cards[0], "Mine"), (empty, ""), (cards[1], ""), (cards[2], "")]
    content = report_bytes(noted, title=TITLE, notes="One.\n\nTwo.", made=DAY)
    document = opened(content)
    assert [text[:9] for text in styled(document, "Caption")] == ["Figure 1.", "Figure 2.", "Figure 3."]
    assert fields(document) == ["SEQ Figure \\* ARABIC"] * 3
    assert styled(document, "Title") == [TITLE]
    assert styled(document, "Subtitle") == ["One.", "Two.", "Mine"]
    assert "There is nothing for 1991." in words(document)
    assert [held(tree) for tree in charts(content)] == [expected(card.chart) for card in cards if card.chart]
    numbers = [one.docPr.get("id") for one in drawings(document)]
    assert len(set(numbers)) == len(numbers)
    for line in {line for card in cards for line in citation_lines(card)}:
        assert words(document).count(line) == 1


def test_equal_days_give_equal_files(tables: Tables) -> None:
    card = built(tables, "trade-trend")
    assert sha256(document_bytes(card)).digest() == sha256(document_bytes(card)).digest()


@pytest.mark.parametrize("styles", [True, False])
def test_a_template_keeps_its_page_and_styles_and_loses_its_text(tables: Tables, styles: bool) -> None:
    cards = [built(tables, card_id) for card_id in ("direction-balance", "company-sectors")]
    given = template(styles=styles)
    document = opened(report_bytes([(card, "") for card in cards], title=TITLE, notes="", template=given, made=DAY))
    section = document.sections[0]
    assert round(section.page_width.mm) == 200
    assert section.header.paragraphs[0].text == "Ministry"
    assert "Old text" not in words(document)
    assert document.tables == []
    assert document.styles["Heading 1"].font.name == "Courier New"
    assert len(styled(document, "Caption")) == 2
    room = section.page_width - section.left_margin - section.right_margin
    assert all(one.extent.cx <= room for one in drawings(document))


def test_a_single_card_takes_a_template(tables: Tables) -> None:
    card = built(tables, "direction-balance")
    document = opened(document_bytes(card, template=template(styles=True)))
    assert document.sections[0].header.paragraphs[0].text == "Ministry"
    assert styled(document, "Heading 1")[0] == card.title


def slides() -> bytes:
    file = BytesIO()
    Presentation().save(file)
    return file.getvalue()


@pytest.mark.parametrize("given", [b"", template(styles=True)[:5000], slides()], ids=["empty", "cut", "slides"])
def test_what_is_no_template_is_said_so_in_a_line(tables: Tables, given: bytes) -> None:
    card = built(tables, "direction-balance")
    with pytest.raises(TemplateError, match=r"^[^\n]*\.docx[^\n]*$"):
        report_bytes([(card, "")], title=TITLE, notes="", template=given, made=DAY)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_no_text_breaks_a_document(tables: Tables, text: str) -> None:
    card = hostile_card(built(tables, "trade-trend"), text)
    content = document_bytes(card)
    assert drawings(opened(content))
    (tree,) = charts(content)
    assert held(tree) == expected(card.chart)
    check_workbook(next(iter(parts(content, r"word/embeddings/.*").values())), card.chart)


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_the_table_stands_in(tables: Tables) -> None:
    card = built(tables, "agreements")
    document = opened(document_bytes(card))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == list(card.table.columns)[:6]
    assert any("browser" in text for text in words(document))
