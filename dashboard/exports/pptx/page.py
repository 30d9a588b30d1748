"""One slide as boxes for words and a graphic, in the default template or in whatever template a reader gives."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, cast

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Pt

from dashboard.exports.office.text import printable
from dashboard.exports.pptx.default_template import GRAPHIC, SOURCE, SUBTITLE, TITLE, room
from dashboard.text.locales import language_tag

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_CONTENTS = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.BODY)
_SUBTITLE_PT, _SOURCE_PT, _BETWEEN = 13, 10, 6
_SUBTITLE_HIGH, _SOURCE_HIGH = 34, 26


@dataclass(frozen=True)
class Box:
    """A place on a slide in points."""

    left: float
    top: float
    width: float
    height: float

    def cut(self, top: float = 0, bottom: float = 0) -> "Box":
        """The box without a strip above and below."""
        return Box(self.left, self.top + top, self.width, max(1.0, self.height - top - bottom))

    @property
    def lengths(self) -> tuple[Any, Any, Any, Any]:
        """Left, top, width and height as the library measures them."""
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)


@dataclass(frozen=True)
class Page:
    """A new slide: its title, subtitle and source line where it has them, and the box that is left for a graphic."""

    slide: Slide
    title: Any
    subtitle: Any
    graphic: Any  # the placeholder of the graphic, None where the template has none
    box: Box
    source: Any
    title_size: float | None  # in points, None where the template is not ours and may have any


def new_page(deck: Deck, name: str) -> Page:
    """A slide of the layout of that name, else of the template's first layout that has a title and room for content."""
    layout = _layout(deck, name)
    slide = deck.slides.add_slide(layout)
    _number(slide, layout)
    by_index = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    named = {one.name: by_index.get(one.placeholder_format.idx) for one in _places(layout)}
    if named.get(SUBTITLE) is not None or named.get(GRAPHIC) is not None:
        graphic = named.get(GRAPHIC)
        box = _box_of(graphic) if graphic is not None else _rest(deck, slide)
        size = room(name, "Title").size
        return Page(slide, slide.shapes.title, named.get(SUBTITLE), graphic, box, named.get(SOURCE), size)
    return _foreign_page(deck, slide, titled=name == TITLE)


def write(shape: Any, paragraphs: Iterable[str], language: str, size: float | None = None) -> None:
    """Put paragraphs into a shape in the language of their reader, at a size in points where one is given."""
    frame = shape.text_frame
    frame.clear()
    for at, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = printable(text)
        run.font._element.set("lang", language_tag(language))
        if size is not None:
            run.font.size = Pt(size)


def text_box(slide: Slide, box: Box, name: str) -> Any:
    """A box for quiet words in the text font, where a template has no placeholder for them."""
    shape = slide.shapes.add_textbox(*box.lengths)
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return shape


def quieten(shape: Any) -> None:
    """Words in the theme's own colour, lighter on light paper."""
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
            run.font.color.brightness = 0.35


def place(shape: Any, box: Box) -> None:
    """Move a shape into a box."""
    shape.left, shape.top, shape.width, shape.height = box.lengths


def drop(shape: Any) -> None:
    """Take a shape off its slide."""
    shape._element.getparent().remove(shape._element)


def drop_unused(slide: Slide) -> None:
    """Take the placeholders off that hold nothing and would ask the reader to fill them."""
    for shape in list(slide.placeholders):
        if shape.has_text_frame and not shape.text_frame.text:
            drop(shape)


def empty(deck: Deck) -> None:
    """Take all slides out of a presentation and keep its masters and layouts."""
    slides = deck.slides._sldIdLst
    for entry in list(slides):
        slides.remove(entry)
        deck.part.drop_rel(entry.rId)
    # Sections and shows of one's own name slides, and a program would find them damaged.
    for tag in ("p:extLst", "p:custShowLst"):
        for naming in deck.element.xpath(tag):
            deck.element.remove(naming)


def _places(layout: SlideLayout) -> list[Any]:
    """The placeholders of a layout."""
    return [*cast("Iterable[Any]", layout.placeholders)]


def _layout(deck: Deck, name: str) -> SlideLayout:
    layouts: list[SlideLayout] = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    for layout in layouts:
        if layout.name == name and {one.name for one in _places(layout)} & {SUBTITLE, GRAPHIC}:
            return layout
    kinds = [(layout, {one.placeholder_format.type for one in _places(layout)}) for layout in layouts]
    if name == TITLE:
        fitting = [layout for layout, found in kinds if PP_PLACEHOLDER.CENTER_TITLE in found]
    else:
        fitting = [layout for layout, found in kinds if PP_PLACEHOLDER.TITLE in found and found & set(_CONTENTS[:2])]
    titled = [layout for layout, found in kinds if found & set(_TITLES)]
    return [*fitting, *titled, *layouts][0]


def _number(slide: Slide, layout: SlideLayout) -> None:
    """Show the slide's number where the layout has a place for it, which the library leaves out."""
    for one in _places(layout):
        if one.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            copy = deepcopy(one._element)
            for own in copy.xpath("p:spPr/* | p:txBody/a:lstStyle/*"):
                own.getparent().remove(own)
            tree = slide.shapes._spTree
            copy.nvSpPr.cNvPr.id = max(int(one) for one in tree.xpath(".//p:cNvPr/@id")) + 1
            tree.append(copy)


def _foreign_page(deck: Deck, slide: Slide, *, titled: bool) -> Page:
    """A slide of a reader's template: subtitle and source line are boxes at the edges of the room for content."""
    title = slide.shapes.title
    others = [shape for shape in slide.placeholders if title is None or shape.shape_id != title.shape_id]
    if titled:
        subtitle = next((other for other in others if other.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE), None)
        return Page(slide, title, subtitle, None, _rest(deck, slide), None, None)
    content = next((other for other in others if other.placeholder_format.type in _CONTENTS), None)
    box = _rest(deck, slide) if content is None else _box_of(content)
    above = Box(box.left, box.top, box.width, _SUBTITLE_HIGH)
    below = Box(box.left, box.top + box.height - _SOURCE_HIGH, box.width, _SOURCE_HIGH)
    return Page(
        slide,
        title,
        text_box(slide, above, SUBTITLE),
        content,
        box.cut(_SUBTITLE_HIGH + _BETWEEN, _SOURCE_HIGH + _BETWEEN),
        text_box(slide, below, SOURCE),
        None,
    )


def _box_of(shape: Any) -> Box:
    return Box(*(side.pt for side in (shape.left, shape.top, shape.width, shape.height)))


def _rest(deck: Deck, slide: Slide) -> Box:
    """The slide below its title, within margins."""
    title = slide.shapes.title
    above = 40.0 if title is None else (title.top + title.height) / Pt(1) + 10
    width, height = (side / Pt(1) for side in (deck.slide_width or 0, deck.slide_height or 0))
    return Box(40, above, width - 80, max(60, height - above - 30))
