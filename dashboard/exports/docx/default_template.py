"""The default template of documents: an A4 page, its styles and its footer, made from the library's own template."""

from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Text
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dashboard.exports.office.text import shortened
from dashboard.exports.office.theme import default_theme
from dashboard.selection.look import Mode, palette
from dashboard.text.locales import language_tag

TITLE, HEADING, NOTE, BODY, CAPTION, SOURCE = "Title", "Heading 1", "Subtitle", "Normal", "Caption", "Sources"
_MARGIN = Mm(22)
_FOOT = 100  # characters at the foot of a page
_PRINT = palette(Mode.PRINT)


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style: size, colour and space in points; a heading has the heading font."""

    size: float
    colour: str
    before: float = 0
    after: float = 6
    bold: bool = False
    heading: bool = False
    keep: bool = False  # with the next paragraph


STYLES = {
    BODY: ParagraphStyle(10.5, _PRINT.ink, after=8),
    TITLE: ParagraphStyle(28, _PRINT.ink, after=10, bold=True, heading=True, keep=True),
    HEADING: ParagraphStyle(16, _PRINT.ink, before=22, bold=True, heading=True, keep=True),
    NOTE: ParagraphStyle(10.5, _PRINT.muted, after=8),
    CAPTION: ParagraphStyle(9, _PRINT.ink, before=4, after=3, keep=True),
    SOURCE: ParagraphStyle(8, _PRINT.muted, after=3),
}


def default_document() -> Text:
    """An empty A4 document in the default style."""
    document = Document()
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = default_theme(theme.blob, _PRINT)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for name, style in STYLES.items():
        _dress(_style(document, name), style)
    return document


def add_missing_styles(document: Text) -> None:
    """Give a reader's template the styles that it lacks; its own stay as they are."""
    for name, style in STYLES.items():
        if name not in document.styles:
            _dress(_style(document, name), style)


def set_language(document: Text, language: str) -> None:
    """The language of all text that names none, for spelling, hyphens and readers aloud."""
    defaults = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    properties = defaults[0] if defaults else document.styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language_tag(language))
    properties.append(lang)


def add_footer(document: Text, text: str) -> None:
    """A line at the foot of each page: a text and the page's number."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles[SOURCE]
    paragraph.add_run(f"{shortened(text, _FOOT)} · ")
    add_field(paragraph, "PAGE", "1")


def add_field(paragraph: Any, code: str, shown: str, *, bold: bool = False) -> None:
    """A field that a program keeps up to date, with what it shows until then."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            paragraph.add_run()._r.append(instruction)
        if kind == "separate":
            paragraph.add_run(shown).bold = bold


def _style(document: Text, name: str) -> Any:
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[BODY] if name != BODY else None
    return style


def _dress(style: Any, wanted: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    font, room = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(wanted.size), wanted.bold, False
    font.color.rgb = RGBColor.from_string(wanted.colour.removeprefix("#"))
    _set_fonts(style.element.get_or_add_rPr(), "major" if wanted.heading else "minor")
    room.space_before, room.space_after = Pt(wanted.before), Pt(wanted.after)
    room.line_spacing = 1.1 if wanted.heading else 1.25
    room.keep_with_next = wanted.keep
    style.hidden, style.quick_style = False, True


def _set_fonts(properties: Any, kind: str) -> None:
    """The theme's fonts, without spacing of letters or kerning of the library's own."""
    for tag in ("w:rFonts", "w:spacing", "w:kern"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{script}Theme"), f"{kind}HAnsi")
    properties.insert(0, fonts)
