"""Every card leaves as SVG, PNG and PDF, drawn by a real browser, and is opened again with a reader of the format."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pandas as pd
import pypdf
import pytest
from PIL import Image

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.citation import citation_lines
from dashboard.exports.picture.drawing import SVG
from dashboard.exports.picture.image import pdf_bytes, png_bytes, svg_bytes
from dashboard.links.look_query import SIZES
from dashboard.queries.tables import Tables
from dashboard.selection.look import Look, Mode, palette
from tests.dashboard.pictures import EVERYTHING, drawn

pytestmark = pytest.mark.usefixtures("drawing_browser")
_DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(params=EVERYTHING, ids="-".join)
def card(tables: Tables, request: pytest.FixtureRequest) -> Card:
    return drawn(tables, *request.param)


def words(text: str) -> str:
    """The text without spaces, of which a file has its own where lines end."""
    return "".join(text.split())


def picture(card: Card) -> Element:
    return ElementTree.fromstring(svg_bytes(card))


def texts(root: Element) -> str:
    return words("".join("".join(text.itertext()) for text in root.iter(f"{{{SVG}}}text")))


def test_the_svg_shows_the_card_and_says_what_it_is(card: Card) -> None:
    root = picture(card)
    assert root.findtext(f"{{{SVG}}}title") == card.title
    assert root.findtext(f"{{{SVG}}}desc") == card.alt
    assert [element.text for element in root.iter(f"{_DC}source")] == list(citation_lines(card))
    assert [element.text for element in root.iter(f"{_DC}identifier")] == [card.data_hash]
    assert [element.text for element in root.iter(f"{_DC}coverage")] == [card.view]
    for shown in (card.title, card.subtitle, card.data_hash[:8]):
        assert words(shown) in texts(root)


def test_the_svg_stands_alone(card: Card) -> None:
    root = picture(card)
    written = svg_bytes(card).decode("utf-8")
    assert written.count("http") == written.count("http", 0, written.index("<style>")), "the drawing links nothing"
    assert {element.tag.split("}")[1] for element in root.iter()} & {"script", "image", "a", "foreignObject"} == set()
    style = root.findtext(f"{{{SVG}}}style") or ""
    assert style.count("@font-face") == style.count("url(data:font/woff2;base64,") >= 2
    named = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(named) == len(set(named))
    assert all(f"url(#{name})" in written for name in named if name.rsplit("-")[-1].isdigit())


def test_every_line_of_text_has_its_own_height(card: Card) -> None:
    """Programs other than browsers take one of `y` and `dy`: with both, lines are drawn over one another."""
    root = picture(card)
    assert [element for element in root.iter() if {"y", "dy"} <= element.attrib.keys()] == []
    for text in root.iter(f"{{{SVG}}}text"):
        heights = [float(line.attrib["y"]) for line in text.iter(f"{{{SVG}}}tspan") if "y" in line.attrib]
        assert len(heights) == len(set(heights))
        assert heights == sorted(heights)


def test_the_png_is_two_pixels_for_one_and_says_what_it_is(card: Card) -> None:
    with Image.open(BytesIO(png_bytes(card))) as image:
        assert image.format == "PNG"
        assert image.width == 2 * card.look.width
        assert image.info["Title"] == card.title
        assert image.info["Description"] == card.alt
        assert image.info["Source"].splitlines() == list(citation_lines(card))
        assert image.info["Data"] == card.data_hash
        edges = {image.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1)}
        assert len(edges) == 1, "paper in every corner"
        colours = image.getcolors(maxcolors=1 << 20) or []
        assert len(colours) > 20, "something is drawn"


def test_the_pdf_holds_its_text_and_says_what_it_is(card: Card) -> None:
    with pypdf.PdfReader(BytesIO(pdf_bytes(card))) as pdf:
        assert len(pdf.pages) == 1
        text = words(pdf.pages[0].extract_text())
        assert words(card.title) in text
        assert card.data_hash[:8] in text
        assert pdf.metadata is not None
        assert pdf.metadata.title == card.title
        assert pdf.metadata.subject == card.alt
        assert card.data_hash in str(pdf.metadata["/Keywords"])
        fonts = {str(font["/BaseFont"]) for font in pdf.pages[0]["/Resources"]["/Font"].values()}
        assert {name.split("+")[1].split("-")[0] for name in fonts} == {"IBMPlexSans", "SourceSerif4"}


@pytest.mark.parametrize("size", [size for size, (_width, height) in SIZES.items() if height])
@pytest.mark.parametrize("card_id", ["trade-trend", "statement-ledger"])
def test_a_size_is_kept_exactly(tables: Tables, card_id: str, size: str) -> None:
    width, height = SIZES[size]
    card = drawn(tables, card_id, look=Look(width, Mode.PRINT, height))
    root = picture(card)
    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    _left, _top, wide, high = (float(number) for number in (root.get("viewBox") or "").split())
    assert wide / high == pytest.approx(width / height, rel=1e-3)
    with Image.open(BytesIO(png_bytes(card))) as image:
        assert image.size == (2 * width, 2 * (height or 0))
        assert image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("make", [svg_bytes, png_bytes, pdf_bytes])
@pytest.mark.parametrize("card_id", ["trade-trend", "coverage"])
def test_equal_cards_give_equal_files(tables: Tables, card_id: str, make: Callable[[Card], bytes]) -> None:
    assert make(drawn(tables, card_id)) == make(drawn(tables, card_id))


def test_the_numbers_shown_are_those_of_the_table(tables: Tables) -> None:
    card = drawn(tables, "direction-balance")
    shown = texts(picture(card))
    for value in card.table.select_dtypes("number").iloc[:, 1].dropna():
        assert f"{value / 1e9:.2f}" in shown


def test_text_of_the_data_is_only_text(tables: Tables) -> None:
    card = drawn(tables, "trade-trend")
    evil = "</title><script>alert(1)</script>&\"'\u2028"
    card = replace(card, title=evil, alt=evil, view=evil, table=pd.DataFrame())
    root = picture(card)
    assert root.findtext(f"{{{SVG}}}title") == evil
    assert list(root.iter(f"{{{SVG}}}script")) == []
    assert png_bytes(card)
    assert pdf_bytes(card)


def test_every_card_has_a_picture_in_every_mode(tables: Tables) -> None:
    for card_id in sorted(CARDS):
        for mode in Mode:
            paper = picture(drawn(tables, card_id, look=Look(480, mode))).find(f"{{{SVG}}}rect")
            assert paper is not None
            assert paper.get("fill") == palette(mode).paper


@pytest.mark.parametrize("size", [size for size, (_width, height) in SIZES.items() if height])
@pytest.mark.parametrize("card_id", sorted(CARDS))
def test_no_card_is_drawn_too_small_to_read_in_a_size(tables: Tables, card_id: str, size: str) -> None:
    """A chart higher than the size is made smaller to fit: by a third at most."""
    width, height = SIZES[size]
    card = drawn(tables, card_id, look=Look(width, Mode.LIGHT, height))
    assert card.figure is not None
    assert height is not None
    assert card.figure.layout.height <= height * 1.5
