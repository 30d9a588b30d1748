"""The graphic of a slide: a native chart, a picture, or the first rows of a table where a picture cannot be had."""

from io import BytesIO
from typing import Any

from pptx.shapes.placeholder import ChartPlaceholder
from pptx.util import Pt

from dashboard.cards.base import Card
from dashboard.exports.office.card_words import first_rows, without_picture
from dashboard.exports.office.chart import TYPES, ChartPlace, chart_data, dress
from dashboard.exports.office.data import drawn, embedded_workbook
from dashboard.exports.office.picture import pixels
from dashboard.exports.office.text import fitted, printable, property_text
from dashboard.exports.pptx.page import Box, Page, drop, drop_unused, place, text_box, write

_CHART_PT, _SMALL_PT = 13, 10
_CHARACTERS = 66  # a chart is at least so many times as wide as its text is high


def add_chart(page: Page, card: Card) -> None:
    """The card's chart with its numbers behind it, in the placeholder for charts where there is one."""
    assert card.chart is not None
    chart, box = drawn(card.chart), page.box
    kind, data = TYPES[chart.shape], chart_data(chart)
    if isinstance(page.graphic, ChartPlaceholder):
        frame: Any = page.graphic.insert_chart(kind, data)  # type: ignore[no-untyped-call]
        place(frame, box)
    else:
        _clear(page)
        frame = page.slide.shapes.add_chart(kind, *box.lengths, data)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(embedded_workbook(chart))
    dress(
        frame.chart, chart, ChartPlace(box.width, box.height, min(_CHART_PT, max(_SMALL_PT, box.width / _CHARACTERS)))
    )
    _name(frame, card)
    drop_unused(page.slide)


def add_picture(page: Page, picture: bytes, card: Card) -> None:
    """The picture as large as its box allows, at the box's upper left corner."""
    _clear(page)
    wide, high = pixels(picture)
    scale = min(page.box.width / wide, page.box.height / high)
    box = Box(page.box.left, page.box.top, wide * scale, high * scale)
    _name(page.slide.shapes.add_picture(BytesIO(picture), *box.lengths), card)
    drop_unused(page.slide)


def add_table(page: Page, card: Card) -> None:
    """The first rows of the table in place of a picture, with a line that says why."""
    _clear(page)
    rows = first_rows(card)
    line = text_box(page.slide, Box(page.box.left, page.box.top, page.box.width, 16), "Note")
    write(line, [without_picture(card)], card.language, _SMALL_PT)
    box = page.box.cut(24)
    frame = page.slide.shapes.add_table(len(rows), len(rows[0]), *box.lengths)
    for at, row in enumerate(rows):
        frame.table.rows[at].height = Pt(box.height / len(rows))
        for cell, text in zip(frame.table.rows[at].cells, row, strict=True):
            write(cell, [fitted(text, box.width / len(row), _SMALL_PT, 1)], card.language, _SMALL_PT)
            cell.margin_top = cell.margin_bottom = Pt(2)
    _name(frame, card)
    drop_unused(page.slide)


def _clear(page: Page) -> None:
    if page.graphic is not None:
        drop(page.graphic)


def _name(shape: Any, card: Card) -> None:
    """The graphic's name and its text alternative, for readers who do not see it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", property_text(card.title))
    properties.set("descr", printable(card.alt))
