"""The parts of a template: its own slides and text go, links to outside go, what runs or hides a program is refused."""

import posixpath
import re
from typing import Any

from lxml import etree

from dashboard.exports.office.template import TemplateError
from dashboard.text.marks import mark

_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MAIN = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
}
# Kinds of relationship, by the last word of their address, whose parts are programs or files of other programs.
_ACTIVE = {
    "oleobject": mark("an embedded object"),
    "package": mark("an embedded file"),
    "control": mark("an ActiveX control"),
    "activexcontrolbinary": mark("an ActiveX control"),
    "vbaproject": mark("a macro"),
    "wordvbadata": mark("a macro"),
    "attachedtoolbars": mark("a macro"),
    "keymapcustomizations": mark("a macro"),
    "afchunk": mark("an embedded file"),
    "subdocument": mark("an embedded file"),
    "customui": mark("buttons of its own"),
    "extensibility": mark("buttons of its own"),
    "webextension": mark("an add-in"),
    "webextensiontaskpane": mark("an add-in"),
    "webextensiontaskpanes": mark("an add-in"),
}
_FOREIGN = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"MZ", b"\x7fELF")  # first bytes of files that hold programs
_PLAIN = (
    "image/",
    "audio/",
    "video/",
    "application/x-font",
    "application/vnd.openxmlformats-officedocument.obfuscated",
)
_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|INCLUDE|LINK|DATABASE|MACROBUTTON)\b", re.I)
_WHOLE = (
    "attachedTemplate",
    "headerReference",
    "footerReference",
    "mailMerge",
    "audioFile",
    "videoFile",
    "quickTimeFile",
    "wavAudioFile",
    "snd",
)
_CLICKS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")


def clean_parts(parts: dict[str, bytes], ending: str) -> tuple[dict[str, bytes], list[str]]:
    """The parts that a template needs, cleaned, and what was removed of them; TemplateError for what is refused."""
    trees = {name: _parsed(name, content) for name, content in parts.items() if _is_xml(name)}
    types = _content_types(trees[_TYPES])
    main = _target("", _of_kind(trees["_rels/.rels"], "officeDocument")[0])
    _refuse_main(_type_of(main, types), ending)
    _drop_own_content(trees, main)
    kept = _reachable(trees, parts)
    removed: list[str] = []
    for name in kept:
        _refuse_active(name, _type_of(name, types), parts[name])
        if name not in trees and not _type_of(name, types).startswith(_PLAIN) and "printer" not in name.lower():
            trees[name] = _parsed(name, parts[name])
        if name in trees:
            _refuse_words(name, trees[name])
        removed += _cut_links(name, trees)
    _drop_types(trees[_TYPES], kept)
    names = [_TYPES, *(_rels(name) for name in ("", *kept) if _rels(name) in trees), *kept]
    return {name: _written(trees[name]) if name in trees else parts[name] for name in names}, removed


def _parsed(name: str, content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from fault
        raise TemplateError(
            "the part {part} is no XML: save the template again as .pptx or .docx", part=name[:80]
        ) from fault
    information = tree.getroottree().docinfo
    if information.doctype or information.internalDTD is not None:
        raise TemplateError(
            "the template's part {part} declares a document type or entities: save it again", part=name[:80]
        )
    return tree


def _content_types(tree: Any) -> dict[str, str]:
    """Content types in small letters, by `/part` and by `.ending`."""
    types = {f"/{item.get('PartName', '').lstrip('/')}".lower(): item for item in tree.iter("{*}Override")}
    types |= {f".{item.get('Extension', '')}".lower(): item for item in tree.iter("{*}Default")}
    return {key: item.get("ContentType", "").lower() for key, item in types.items()}


def _type_of(name: str, types: dict[str, str]) -> str:
    return types.get(f"/{name}".lower()) or types.get(posixpath.splitext(name)[1].lower(), "")


def _refuse_main(content_type: str, ending: str) -> None:
    if content_type != _MAIN[ending]:
        raise TemplateError(
            "the template is no .{ending} file: save it as .{ending}, without macros, and give it again", ending=ending
        )


def _drop_own_content(trees: dict[str, Any], main: str) -> None:
    """Take slides and text out, with the relationships that they alone use."""
    root: Any = trees[main]
    links: Any = trees.get(_rels(main))
    for part in root.findall(f"{_SLIDES}sldIdLst") + root.findall(f"{_SLIDES}custShowLst"):
        part.getparent().remove(part)
    for part in root.findall(f"{_SLIDES}extLst"):  # sections name slides
        root.remove(part)
    before = _references(root)
    for body in root.findall(f"{_WORD}body"):
        for part in [child for child in body if child.tag != f"{_WORD}sectPr"]:
            body.remove(part)
    gone = before - _references(root)
    for link in list(links) if links is not None else []:
        kind = _kind(link)
        if link.get("Id") in gone or kind == "slide" or kind.startswith("comments") or kind == "people":
            links.remove(link)
    _drop_kind(trees.get("_rels/.rels"), "thumbnail")


def _drop_kind(links: Any, kind: str) -> None:
    for link in _of_kind(links, kind) if links is not None else []:
        links.remove(link)


def _references(tree: Any) -> set[str]:
    return {
        value
        for element in tree.iter(etree.Element)
        for name, value in element.attrib.items()
        if name.startswith(f"{{{_OFFICE}}}")
    }


def _reachable(trees: dict[str, Any], parts: dict[str, bytes]) -> list[str]:
    """Names of the parts that relationships lead to from the package, in the order found."""
    kept: list[str] = []
    waiting = [""]
    while waiting:
        source = waiting.pop()
        for link in trees.get(_rels(source), ()):
            if link.get("TargetMode") == "External":
                continue
            if _kind(link) in _ACTIVE:
                raise _refused(_target(source, link), _ACTIVE[_kind(link)])
            target = _target(source, link)
            if target not in parts:
                raise TemplateError("the template lacks the part {part}: save it again", part=target[:80])
            if target not in kept:
                kept.append(target)
                waiting.append(target)
    return kept


def _refuse_active(name: str, content_type: str, content: bytes) -> None:
    """Refuse programs and files of other programs, whatever type they are said to be."""
    if "macroenabled" in content_type or "vba" in content_type or "vbaproject" in name.lower():
        raise _refused(name, "a macro")
    if "activex" in content_type or "oleobject" in content_type or content.startswith(_FOREIGN):
        raise _refused(name, "an embedded object, file or program")


def _refuse_words(name: str, tree: Any) -> None:
    """Refuse fields and elements that fetch or run something when a program opens the file."""
    words = tree.iter(*(f"{_WORD}{tag}" for tag in ("fldChar", "instrText", "delInstrText")))
    fields = "".join(" " if part.tag == f"{_WORD}fldChar" else part.text or "" for part in words)
    fields += "".join(" " + part.get(f"{_WORD}instr", "") for part in tree.iter(f"{_WORD}fldSimple"))
    if match := _FIELDS.search(fields):
        raise _refused(name, "a field", f" {match[0].upper()}")
    for element in tree.iter(etree.Element):
        tag = etree.QName(element).localname
        if tag in ("script", "oleObj", "OLEObject", "control", "foreignObject"):
            raise _refused(name, "an element", f" {tag}")
        if tag in _CLICKS and element.get("action", "").lower().startswith(("ppaction://program", "ppaction://macro")):
            raise _refused(name, "a click that starts a program or macro")
        for attribute in ("src", "href", "{http://www.w3.org/1999/xlink}href"):
            if re.match(r"\s*([a-z][a-z0-9+.-]*:|//|\\\\)(?<!data:)", element.get(attribute, ""), re.I):
                raise _refused(name, "a picture of another place", f" ({element.get(attribute)[:60]})")


def _cut_links(source: str, trees: dict[str, Any]) -> list[str]:
    """Take the relationships of a part that lead outside, and what uses them; a line for each."""
    links, lines = trees.get(_rels(source), ()), []
    for link in [link for link in links if link.get("TargetMode") not in (None, "Internal")]:
        links.remove(link)
        lines.append(f"{source}: {_kind(link)} {link.get('Target', '')[:100]}")
        for element in list(trees[source].iter(etree.Element)) if source in trees else []:
            _cut_reference(element, link.get("Id"))
    return lines


def _cut_reference(element: Any, number: str) -> None:
    """Take a use of the relationship: the whole element where it means nothing without, else the attribute."""
    names = [name for name, value in element.attrib.items() if name.startswith(f"{{{_OFFICE}}}") and value == number]
    for name in names:
        del element.attrib[name]
    if not names:
        return
    whole = next((one for one in (element, element.getparent()) if _is_named(one, (*_WHOLE, *_CLICKS))), None)
    if whole is not None and whole.getparent() is not None:
        whole.getparent().remove(whole)


def _is_named(element: Any, names: tuple[str, ...]) -> bool:
    return element is not None and etree.QName(element).localname in names


def _drop_types(tree: Any, kept: list[str]) -> None:
    present = {f"/{name}".lower() for name in kept}
    for item in [item for item in tree.iter("{*}Override") if item.get("PartName", "").lower() not in present]:
        tree.remove(item)


def _of_kind(links: Any, kind: str) -> list[Any]:
    return [link for link in links if _kind(link) == kind.lower()]


def _kind(link: Any) -> str:
    """The last word of a relationship's type, in small letters."""
    return str(link.get("Type", "")).rpartition("/")[2].lower()


def _target(source: str, link: Any) -> str:
    """The name of the part that a relationship of `source` leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), link.get("Target", ""))).lstrip("/")


def _rels(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml", ".svg"))


def _refused(name: str, what: str, detail: str = "") -> TemplateError:
    return TemplateError(
        "the template's part {part} is or holds {what}{detail}: remove it and give the template again",
        part=name[:80],
        what=what,
        detail=detail,
    )


def _written(tree: Any) -> bytes:
    content: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
