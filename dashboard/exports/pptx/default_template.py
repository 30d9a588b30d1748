"""The default template of presentations, made in code: theme of colours and fonts, one master, four layouts.

All sizes are points; a slide is 960 by 540 of them (16:9).
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Pt

from dashboard.exports.office.theme import default_theme
from dashboard.selection.look import Mode, palette

WIDTH, HEIGHT = 960, 540
TITLE, CHART, PICTURE, TEXT = "Title", "Chart", "Picture", "Text"
SUBTITLE, GRAPHIC, SOURCE = "Subtitle", "Graphic", "Source"  # names of placeholders
_KEPT = {0: TITLE, 1: CHART, 5: PICTURE, 6: TEXT}  # layouts of the library's own template, made into ours


@dataclass(frozen=True)
class Room:
    """A placeholder of a layout: its name, kind and index, its box in points and how its text looks."""

    name: str
    kind: str
    index: int
    box: tuple[float, float, float, float]
    size: float = 13
    colour: str = "tx1"
    heading: bool = False
    anchor: str = "t"
    after: float = 0  # points between paragraphs


_NUMBER = Room("Slide number", "sldNum", 12, (860, 506, 60, 16), 10, "tx2")
ROOMS: dict[str, tuple[Room, ...]] = {
    TITLE: (
        Room("Title", "title", 0, (40, 110, 800, 140), 36, heading=True, anchor="b"),
        Room(SUBTITLE, "body", 13, (40, 266, 800, 130), 16, "tx2", after=6),
        Room(SOURCE, "body", 15, (40, 490, 800, 28), 10, "tx2", anchor="b"),
    ),
    CHART: (
        Room("Title", "title", 0, (40, 26, 880, 60), 24, heading=True, anchor="b"),
        Room(SUBTITLE, "body", 13, (40, 92, 880, 34), 13, "tx2"),
        Room(GRAPHIC, "chart", 14, (40, 136, 880, 344)),
        Room(SOURCE, "body", 15, (40, 490, 800, 28), 10, "tx2", anchor="b"),
        _NUMBER,
    ),
    PICTURE: (
        Room("Title", "title", 0, (40, 30, 270, 160), 22, heading=True),
        Room(SUBTITLE, "body", 13, (40, 200, 270, 200), 12, "tx2"),
        Room(GRAPHIC, "pic", 14, (334, 24, 586, 476)),
        Room(SOURCE, "body", 15, (40, 420, 270, 98), 9, "tx2", anchor="b"),
        _NUMBER,
    ),
    TEXT: (
        Room("Title", "title", 0, (40, 26, 880, 60), 24, heading=True, anchor="b"),
        Room(GRAPHIC, "body", 14, (40, 100, 880, 384), 12, after=6),
        _NUMBER,
    ),
}


def default_deck(mode: Mode, language: str) -> Deck:
    """An empty presentation in the default style, on the paper of a mode; charts are made for light paper."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    deck.element.find(".//{*}sldSz").attrib.pop("type", None)
    colours = palette(Mode.LIGHT if mode == Mode.DARK else mode)
    master = deck.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = default_theme(theme.blob, colours)
    for at in reversed(range(len(master.slide_layouts))):
        layout = master.slide_layouts[at]
        if at in _KEPT:
            _furnish(layout, _KEPT[at], language)
        else:
            master.slide_layouts.remove(layout)
    _furnish_master(master, language)
    return deck


def room(layout: str, name: str) -> Room:
    """A placeholder of a layout by its name."""
    return next(one for one in ROOMS[layout] if one.name == name)


def _furnish(layout: SlideLayout, name: str, language: str) -> None:
    """Name a layout and put our placeholders in place of its own."""
    element = layout._element
    element.attrib.pop("type", None)
    element.set("userDrawn", "1")
    element.cSld.set("name", name)
    _clear(layout)
    for at, one in enumerate(ROOMS[name], start=2):
        element.cSld.spTree.append(parse_xml(_placeholder(one, at, language)))


def _furnish_master(master: SlideLayout, language: str) -> None:
    """The master's own placeholders are those of a slide with a chart; a short bar marks the design."""
    _clear(master)
    tree = master._element.cSld.spTree
    title, text = room(CHART, "Title"), Room("Text", "body", 1, room(TEXT, GRAPHIC).box)
    tree.append(parse_xml(_MARK.format(namespaces=nsdecls("p", "a"), width=Pt(56), height=Pt(7), left=Pt(40))))
    for at, one in enumerate((title, text, _NUMBER), start=3):
        tree.append(parse_xml(_placeholder(one, at, language)))


def _clear(layout: SlideLayout) -> None:
    for shape in list(layout.shapes):
        shape._element.getparent().remove(shape._element)


_MARK = (
    '<p:sp {namespaces}><p:nvSpPr><p:cNvPr id="2" name="Mark"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
    '<a:xfrm><a:off x="{left}" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    '</a:prstGeom><a:solidFill><a:schemeClr val="accent2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)


def _placeholder(one: Room, shape_id: int, language: str) -> str:
    left, top, width, height = (Pt(side) for side in one.box)
    number = '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
    text = f'<a:rPr lang="{language}"/><a:t>{escape("‹#›" if one.kind == "sldNum" else one.name)}</a:t>'
    run = f"{number}{text}</a:fld>" if one.kind == "sldNum" else f"<a:r>{text}</a:r>"
    index = f' idx="{one.index}"' if one.index else ""
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{shape_id}" name="{one.name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{one.kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{one.anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{_level(one)}</a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
    )


def _level(one: Room) -> str:
    side = "r" if one.kind == "sldNum" else "l"
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{side}"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{round(one.after * 100)}"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{round(one.size * 100)}" b="{int(one.heading)}"><a:solidFill><a:schemeClr val="{one.colour}"/>'
        f'</a:solidFill><a:latin typeface="{"+mj-lt" if one.heading else "+mn-lt"}"/></a:defRPr></a:lvl1pPr>'
    )
