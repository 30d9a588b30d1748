"""A card as a picture: one drawing by the browser, from which SVG, PNG and PDF are made.

A picture is as wide as the card's look. A chart that needs more height than a look has keeps the look's proportion by
margins at its sides. Equal cards give equal files.
"""

import logging
from collections import defaultdict
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from dashboard.cards.base import Card
from dashboard.exports.citation import citation_lines
from dashboard.exports.picture.conversion import PIXELS, Target, convert
from dashboard.exports.picture.drawing import SVG, tidied
from dashboard.exports.picture.fonts import embedded_faces
from dashboard.exports.picture.renderer import svg
from dashboard.selection.look import Look
from dashboard.text.fonts import FontStyle

_INCH = 96  # pixels of a look in an inch
_POINT = 72 / _INCH  # points of a PDF for a pixel of a look
_PADDING = 16  # pixels of paper around a chart
_SEAM = 2
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PREFIXES = {"": SVG, "rdf": _RDF, "dc": _DC}
_KEPT = 64  # drawings


def svg_bytes(card: Card) -> bytes:
    """The card as SVG with its fonts, text alternative, filters, sources and data hash inside."""
    return _written(_picture(card, fonts=True))


def png_bytes(card: Card) -> bytes:
    """The card as PNG, two pixels for each of the look; the texts about it are in its header."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    drawn = convert(_written(_picture(card)), Target.PNG)
    header = PngInfo()
    for key, text in _about(card).items():
        header.add_itxt(key, text, lang=card.language)
    file = BytesIO()
    with Image.open(BytesIO(drawn)) as image:
        image.convert("RGB").save(file, "PNG", pnginfo=header, dpi=(PIXELS * _INCH, PIXELS * _INCH))
    return file.getvalue()


def pdf_bytes(card: Card) -> bytes:
    """The card as PDF of one page, its text as text; the texts about it are in its properties."""
    from pypdf import PdfReader, PdfWriter

    # The converter miscounts its own objects; pypdf says so and writes the right number.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    drawn = convert(_written(_picture(card, size=_POINT)), Target.PDF)
    reader = PdfReader(BytesIO(drawn))
    _put_in_order(reader.pages[0])
    pdf = PdfWriter(clone_from=reader)
    about = _about(card)
    named = {"/Title": about["Title"], "/Subject": about["Description"], "/Sources": about["Source"]}
    pdf.add_metadata({**named, "/Keywords": f"{about['Data']}; {about['Filters']}"})
    file = BytesIO()
    pdf.write(file)
    return file.getvalue()


def inline_svg(card: Card) -> str:
    """The card's chart for a page that has its words and fonts beside it: as wide as there is room, without paper."""
    width, height = _size(card)
    root = Element(f"{{{SVG}}}svg", {"viewBox": f"0 0 {width} {height}", "role": "img"})
    _name(root, card)
    root.append(_drawing(card))
    return _written(root).decode("utf-8")


def texts_drawn(card: Card) -> dict[FontStyle, str]:
    """What the chart's texts hold, by the style they are set in: the characters a page has to have fonts for."""
    texts: dict[FontStyle, str] = defaultdict(str)
    for element in _drawing(card).iter(f"{{{SVG}}}text"):
        serif = FontStyle.HEADING.family in element.get("font-family", "")
        for part in element.iter():
            bold = part.get("font-weight") in ("bold", "700")
            # What follows a part in bold is set in the plain style, and what a part holds may be too.
            own = FontStyle.HEADING if serif else FontStyle.STRONG if bold else FontStyle.TEXT
            texts[own] += part.text or ""
            texts[FontStyle.HEADING if serif else FontStyle.TEXT] += part.tail or ""
    # Signs that the heading font lacks are set in the text font.
    texts[FontStyle.TEXT] += "".join(sign for sign in texts[FontStyle.HEADING] if not sign.isalnum())
    return {style: text for style, text in texts.items() if text.strip()}


def _size(card: Card) -> tuple[int, int]:
    """Width and height in pixels that the card's chart is drawn in."""
    assert card.figure is not None
    return card.look.width, round(card.figure.layout.height)


def _canvas(look: Look, width: float, height: float) -> tuple[float, float]:
    """The size of the paper under a chart with its padding; it has the look's proportion where that has a height."""
    wide, high = width + 2 * _PADDING, height + 2 * _PADDING
    if look.height is None:
        return wide, high
    proportion = look.width / look.height
    return max(wide, high * proportion), max(high, wide / proportion)


def _picture(card: Card, *, size: float = 1, fonts: bool = False) -> Element:
    """The whole picture: what it is about, the paper and the chart in its middle; `size` is for a pixel of the look."""
    width, height = _size(card)
    wide, high = _canvas(card.look, width, height)
    left, top = (width - wide) / 2, (height - high) / 2
    shown = (card.look.width, card.look.height or round(high * card.look.width / wide))
    root = Element(
        f"{{{SVG}}}svg",
        {
            "width": f"{shown[0] * size:g}",
            "height": f"{shown[1] * size:g}",
            "viewBox": f"{left:.2f} {top:.2f} {wide:.2f} {high:.2f}",
            "role": "img",
        },
    )
    _name(root, card)
    root.append(_metadata(card))
    if fonts:
        SubElement(root, f"{{{SVG}}}style").text = embedded_faces(texts_drawn(card))
    # Beyond the edges, as rounding to whole pixels would leave a seam there.
    paper = {"x": f"{left - _SEAM:.2f}", "y": f"{top - _SEAM:.2f}"}
    paper |= {"width": f"{wide + 2 * _SEAM:.2f}", "height": f"{high + 2 * _SEAM:.2f}"}
    SubElement(root, f"{{{SVG}}}rect", {**paper, "fill": card.look.palette.paper})
    root.append(_drawing(card))
    return root


def _drawing(card: Card) -> Element:
    assert card.figure is not None
    return ElementTree.fromstring(_drawn(card.figure.to_json(), *_size(card), card.language, card.id))


@lru_cache(maxsize=_KEPT)
def _drawn(figure: str, width: int, height: int, language: str, prefix: str) -> bytes:
    """The tidied drawing of a figure, its ids beginning with `prefix`."""
    return _written(tidied(_raw(figure, width, height, language), prefix))


@lru_cache(maxsize=_KEPT)
def _raw(figure: str, width: int, height: int, language: str) -> str:
    """The browser's drawing of a figure; the same figure is drawn once, whatever names its parts get."""
    import plotly.io

    return svg(plotly.io.from_json(figure), width, height, language)


def _put_in_order(part: Any) -> None:
    """Fonts, patterns and groups by their names, on a page and within groups: the converter lists them at random."""
    from pypdf.generic import DictionaryObject

    for kind in part.get("/Resources", {}).values():
        listed = kind.get_object()
        if isinstance(listed, DictionaryObject):
            ordered = {name: listed.raw_get(name) for name in sorted(listed)}
            listed.clear()
            listed.update(ordered)
            for name in ordered:
                if isinstance(listed[name], DictionaryObject):
                    _put_in_order(listed[name])


def _name(root: Element, card: Card) -> None:
    """Title and text alternative, tied to the picture for readers who do not see it."""
    root.set("aria-labelledby", f"{card.id}-title {card.id}-alt")
    SubElement(root, f"{{{SVG}}}title", id=f"{card.id}-title").text = card.title
    SubElement(root, f"{{{SVG}}}desc", id=f"{card.id}-alt").text = card.alt


def _about(card: Card) -> dict[str, str]:
    """What a picture says about itself, by the names that image programs know."""
    return {
        "Title": card.title,
        "Description": card.alt,
        "Source": "\n".join(citation_lines(card)),
        "Filters": card.view,
        "Data": card.data_hash,
    }


def _metadata(card: Card) -> Element:
    metadata = Element(f"{{{SVG}}}metadata")
    about = SubElement(SubElement(metadata, f"{{{_RDF}}}RDF"), f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    values = [
        ("title", card.title),
        ("description", card.alt),
        ("language", card.language),
        ("identifier", card.data_hash),
        ("coverage", card.view),
        *(("source", line) for line in citation_lines(card)),
    ]
    for name, value in values:
        SubElement(about, f"{{{_DC}}}{name}").text = value
    return metadata


def _written(root: Element) -> bytes:
    for prefix, name in _PREFIXES.items():
        ElementTree.register_namespace(prefix, name)
    written: bytes = ElementTree.tostring(root, encoding="utf-8")
    return written
