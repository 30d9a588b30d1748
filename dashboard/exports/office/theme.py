"""The default theme of office files: its colours and fonts in place of those of a theme that is there."""

from typing import Any

from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from dashboard.exports.office.text import HEADING_FONT, TEXT_FONT
from dashboard.selection.look import Palette

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def default_theme(theme: bytes, colours: Palette) -> bytes:
    """A theme part with the default colours and fonts; effects and other scripts' fonts stay as they are."""
    root: Any = parse_xml(theme)
    root.set("name", "House")
    for slot, colour in _slots(colours).items():
        element = root.find(f".//{_A}clrScheme/{_A}{slot}")
        for old in list(element):
            element.remove(old)
        element.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour.removeprefix("#")}"/>'))
    for kind, font in (("majorFont", HEADING_FONT), ("minorFont", TEXT_FONT)):
        root.find(f".//{_A}fontScheme/{_A}{kind}/{_A}latin").set("typeface", font)
    return bytes(serialize_part_xml(root))


def _slots(colours: Palette) -> dict[str, str]:
    return {
        "dk1": colours.ink,
        "lt1": colours.paper,
        "dk2": colours.muted,
        "lt2": colours.band,
        "accent1": colours.first,
        "accent2": colours.second,
        "accent3": colours.derived,
        "accent4": colours.both,
        "accent5": colours.sectors[2],
        "accent6": colours.sectors[3],
        "hlink": colours.second,
        "folHlink": colours.both,
    }
