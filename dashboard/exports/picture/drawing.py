"""A chart's SVG made small and plain: nothing that does not show, no classes, names of parts that never change.

What is left draws the same with a browser, an office program or a converter, and equal charts give equal files.
"""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from dashboard.charts.theme import FONT

SVG = "http://www.w3.org/2000/svg"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHAPES = {"rect", "path", "circle", "line", "polygon"}
_DEFINITIONS = {"pattern", "clipPath", "linearGradient", "radialGradient"}
_DEFAULTS = {
    "text-anchor": "start",
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke": "none",
    "stroke-width": "1",
    "font-weight": "normal",
    "font-style": "normal",
}
_FAMILY = FONT.replace('"', "'")
_WITHOUT_MEANING = {"white-space", "vector-effect", "pointer-events", "cursor", "display", "class", "style"}
_RGB = re.compile(r"rgb\((\d+), ?(\d+), ?(\d+)\)")
_NUMBER = re.compile(r"-?\d*\.\d{3,}(?:e-?\d+)?")
_STILL = re.compile(r"(?:rotate\(0(?:,[^)]*)?\)|translate\(0, ?0\)|\s)*")
_REFERENCE = re.compile(r"url\(['\"]?#([^'\")]+)['\"]?\)")
_MEASURES = {"d", "transform", "x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "r", "points"}


def tidied(svg: str, prefix: str) -> Element:
    """The drawing of a chart as a tree without its frame of size; ids of its parts begin with `prefix`.

    The root is a group that holds the definitions and all marks, in the text font unless a text says otherwise.
    """
    root = ElementTree.fromstring(svg)
    group = Element(f"{{{SVG}}}g", {"font-family": _FAMILY, _SPACE: "preserve"})
    group.extend(root)
    _plain(group, frozenset())
    _place_lines(group, None)
    _drop_hidden(group)
    _rename(group, prefix)
    _drop_unused(group)
    _join_paths(group)
    return group


def _name(element: Element) -> str:
    return element.tag.removeprefix(f"{{{SVG}}}")


def _plain(element: Element, inherited: frozenset[str]) -> None:
    """Styles become attributes; those that say what holds anyway go. `inherited` are properties set further out."""
    found = {key: value for key, value in element.attrib.items() if not key.startswith("data-")}
    for rule in found.pop("style", "").split(";"):
        key, _colon, value = rule.partition(":")
        if value.strip():
            found[key.strip()] = value.strip()
    kept = {key: _value(key, value) for key, value in found.items() if key not in _WITHOUT_MEANING}
    kept = {key: value for key, value in kept.items() if key in inherited or _DEFAULTS.get(key) != value}
    if kept.get("stroke-width") == "0" or _invisible(kept.get("stroke"), kept.get("stroke-opacity")):
        kept = {key: value for key, value in kept.items() if not key.startswith("stroke")}
    if kept.get("font-family") == _FAMILY and "font-family" not in inherited and _name(element) != "g":
        del kept["font-family"]
    if _STILL.fullmatch(kept.get("transform", "x")):
        del kept["transform"]
    element.attrib.clear()
    element.attrib.update(kept)
    deeper = inherited | (kept.keys() & _DEFAULTS.keys() - {"opacity"})
    for child in element:
        _plain(child, deeper)


def _place_lines(element: Element, size: float | None) -> None:
    """Give each line of a text its own height; `size` is that of the text set further out, in pixels.

    Browsers draw a line that has both `y` and `dy` below that `y`; office programs and converters take one of the two
    and draw the lines over one another.
    """
    if "font-size" in element.attrib:
        size = float(element.attrib["font-size"])
    if "y" in element.attrib and (shift := element.attrib.pop("dy", None)) is not None:
        below = float(shift.removesuffix("em")) * size if shift.endswith("em") and size else float(shift)
        element.set("y", f"{float(element.attrib['y']) + below:.2f}".rstrip("0").rstrip("."))
    for child in element:
        _place_lines(child, size)


def _value(key: str, value: str) -> str:
    """A value in its shortest form: hexadecimal colours, pixels without their unit, hundredths of a pixel."""
    if key == "font-family":
        return value.replace('"', "'")
    value = _RGB.sub(lambda match: "#" + "".join(f"{int(part):02x}" for part in match.groups()), value)
    if key in _MEASURES:
        value = _NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value)
    return re.sub(r"(?<=\d)px", "", value)


def _invisible(colour: str | None, opacity: str | None) -> bool:
    return colour in ("none", "transparent") or opacity == "0"


def _drop_hidden(element: Element) -> None:
    """Marks that paint nothing and groups that hold nothing go; groups that say nothing give way to what they hold."""
    for child in list(element):
        if _name(child) in _DEFINITIONS:
            continue
        _drop_hidden(child)
        if _paints_nothing(child) or (_name(child) in ("g", "defs") and not len(child)):
            element.remove(child)
        elif _name(child) == "g" and not child.attrib:
            at = list(element).index(child)
            element.remove(child)
            for further, own in enumerate(child):
                element.insert(at + further, own)


def _paints_nothing(element: Element) -> bool:
    if _name(element) == "text":
        return not "".join(element.itertext()).strip()
    if _name(element) not in _SHAPES:
        return False
    has_line = "stroke" in element.attrib and not _invisible(element.get("stroke"), element.get("stroke-opacity"))
    empty = _name(element) == "path" and element.get("d", "") in ("", "M0,0Z", "M0,0")
    return empty or (_invisible(element.get("fill"), element.get("fill-opacity")) and not has_line)


def _rename(group: Element, prefix: str) -> None:
    """Ids in the order of their parts instead of at random."""
    ids = [element.get("id", "") for element in group.iter() if "id" in element.attrib]
    names = {old: f"{prefix}-{number}" for number, old in enumerate(dict.fromkeys(ids))}
    for element in group.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, names[value])
            elif "url(" in value:
                element.set(key, _REFERENCE.sub(lambda match: f"url(#{names[match[1]]})", value))


def _drop_unused(group: Element) -> None:
    """Ids and definitions that nothing refers to go."""
    used = {name for element in group.iter() for value in element.attrib.values() for name in _REFERENCE.findall(value)}
    for parent in list(group.iter()):
        for child in list(parent):
            if child.get("id") in used:
                continue
            child.attrib.pop("id", None)
            if _name(child) in _DEFINITIONS:
                parent.remove(child)
    _drop_hidden(group)


def _join_paths(element: Element) -> None:
    """Neighbours that are painted the same are one path, where none can show through or cover another's edge."""
    last: Element | None = None
    for child in list(element):
        _join_paths(child)
        if last is not None and _same_paint(last, child):
            last.set("d", last.attrib["d"] + child.attrib["d"])
            element.remove(child)
        else:
            last = child


def _same_paint(element: Element, other: Element) -> bool:
    if not (_name(element) == _name(other) == "path") or len(element) or len(other):
        return False
    paint = {key: value for key, value in element.attrib.items() if key != "d"}
    plain = not any("opacity" in key for key in paint) and ("stroke" not in paint or paint.get("fill") == "none")
    return (
        plain and "d" in element.attrib and paint == {key: value for key, value in other.attrib.items() if key != "d"}
    )
