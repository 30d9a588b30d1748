"""Finds in files what a reader's program would run, open or load because a text of the data asked for it."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

from tests.bench.hostile_texts import KEPT, Hostile

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[\d.]+(e[+-]?\d+)?")
_LOADING = {
    "script",
    "img",
    "image",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "base",
    "form",
    "foreignObject",
    "use",
}
_MOVING = {"animate", "set", "animateTransform"}
_TEX_ACTIVE = re.compile(r"(?<!\\)[#$%&_~^]")
_TEX_COMMAND = re.compile(r"\\([A-Za-z]+)")
_TEX_KNOWN = {"textbackslash", "textbraceleft", "textbraceright", "textasciitilde", "textasciicircum"}
_PDF_ACTIONS = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/OpenAction", "/EmbeddedFile", "/GoToR")
_RUN = re.compile(r"</?b>|<extra></extra>")


def faults_of_figure(figure: dict[str, Any], hostile: Hostile) -> Iterator[str]:
    """Tags in a chart's texts that are not our own, and texts that a reader would not see as they are."""
    for text in _strings({"data": figure["data"], "layout": figure["layout"]}):
        shown = _RUN.sub("", text.replace("<br>", " "))
        if found := re.search(r"<[a-zA-Z/!]\S{0,12}", shown):
            yield f"the tag {found[0]}"
        yield from hostile.changed(unescape(shown))


def faults_of_file(ending: str, content: bytes, hostile: Hostile) -> Iterator[str]:
    """What is active in a file of this ending, or no longer as it was kept."""
    yield from _READERS[ending](content, hostile)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _strings(part) if key not in ("bdata", "dtype") else ()
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _in_json(content: bytes, hostile: Hostile) -> Iterator[str]:
    for text in _strings(json.loads(content)):
        yield from hostile.changed(text)


def _in_csv(content: bytes, hostile: Hostile) -> Iterator[str]:
    """Formulas, whatever sign a spreadsheet takes for the end of a cell."""
    del hostile
    text = content.decode("utf-8-sig")
    for sign in ",;\t":
        for row in csv.reader(StringIO(text), delimiter=sign):
            for cell in row:
                start = cell.split(",")[0].strip()
                if _FORMULA.match(cell.strip(" ")) and not _NUMBER.fullmatch(start):
                    yield f"the formula {cell[:60]!r} between {sign!r}"


def _in_bibtex(content: bytes, hostile: Hostile) -> Iterator[str]:
    del hostile
    text = content.decode("utf-8")
    for line in text.splitlines():
        name, _, value = line.partition(" = ")
        if name.strip() != "url" and (found := _TEX_ACTIVE.search(value)):
            yield f"{found[0]} counts in {line[:80]}"
        yield from (f"\\{word} in {line[:80]}" for word in _TEX_COMMAND.findall(value) if word not in _TEX_KNOWN)
        if value and value.count("{") != value.count("}"):
            yield f"braces do not match in {line[:80]}"


def _in_svg(content: bytes, hostile: Hostile) -> Iterator[str]:
    yield from _in_xml(content, "svg")
    for element in ElementTree.fromstring(content).iter():
        tag = element.tag.rpartition("}")[2]
        if tag in _LOADING | _MOVING | {"a"}:
            yield f"the element {tag}"
        yield from _in_attributes(element.attrib)
        if tag in ("text", "title", "desc"):
            yield from hostile.changed("".join(element.itertext()))
        if tag == "style" and re.search(r"@import|url\((?!data:)", element.text or ""):
            yield "a style that loads something"


def _in_attributes(attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        bare = name.rpartition("}")[2]
        if bare.startswith("on"):
            yield f"the attribute {bare}"
        if bare in ("href", "src", "action", "data", "poster") and not _is_address_of_source(value):
            yield f"the address {value[:60]}"


def _is_address_of_source(address: str) -> bool:
    split = urlsplit(address)
    if not split.scheme and not split.netloc:
        return True  # within the file
    return split.scheme == "data" or (split.scheme in ("http", "https") and _is_kept(split.hostname))


def _is_kept(host: str | None) -> bool:
    """Whether a host is that of a source: those of the test, or of exchange rates, which no file of the data names."""
    return host in (KEPT, "www.ecb.europa.eu")


def _in_html(content: bytes, hostile: Hostile) -> Iterator[str]:
    page = _Page()
    page.feed(content.decode("utf-8"))
    yield from page.faults
    for text in (*page.texts, *page.attributes):
        yield from hostile.changed(text)


class _Page(HTMLParser):
    """The texts of a page by block, and elements and attributes that no page of ours has."""

    _BLOCKS = ("p", "li", "td", "th", "h1", "h2", "h3", "text", "title", "desc", "footer", "br", "small", "b", "span")

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.texts: list[str] = [""]
        self.attributes: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.faults += _in_attributes(given)
        self.faults += [f"the element {tag}"] if tag in (_LOADING - {"script"}) | _MOVING else []
        if tag == "script" and "src" in given:
            self.faults.append("a script from elsewhere")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.faults.append("a page that moves on")
        self._silent = tag in ("script", "style")
        if tag in self._BLOCKS:
            self.texts.append("")
        self.attributes += given.values()

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag in self._BLOCKS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts[-1] += data


def _in_pdf(content: bytes, hostile: Hostile) -> Iterator[str]:
    del hostile
    from pypdf import PdfReader

    pdf = PdfReader(BytesIO(content))
    root = str(pdf.trailer["/Root"])
    yield from (f"the action {action}" for action in _PDF_ACTIONS if action in root)
    for page in pdf.pages:
        for reference in page.get("/Annots") or ():
            action = reference.get_object().get("/A", {})
            if not _is_address_of_source(str(action.get("/URI", "#"))) or action.get("/S") in _PDF_ACTIONS:
                yield f"the action {action}"


def _in_office(content: bytes, hostile: Hostile) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith(".xlsx"):
                yield from _in_workbook(part, hostile)
            elif name.endswith((".xml", ".rels")):
                yield from _in_part(name, part, hostile)
            elif not name.endswith((".png", ".jpeg", ".bin")):
                yield f"the part {name}"


def _in_part(name: str, part: bytes, hostile: Hostile) -> Iterator[str]:
    yield from _in_xml(part, name)
    for element in ElementTree.fromstring(part).iter():
        tag = element.tag.rpartition("}")[2]
        if element.get("TargetMode") == "External" and not _is_address_of_source(element.get("Target", "")):
            yield f"{name} points to {element.get('Target')}"
        if tag in ("instrText", "fldSimple") and hostile.named("".join((element.text or "", *element.attrib.values()))):
            yield f"{name} has a field made of data: {element.text}"
        if tag in ("p", "v", "is"):
            yield from hostile.changed(_unescaped("".join(element.itertext())))


def _in_workbook(content: bytes, hostile: Hostile) -> Iterator[str]:
    yield from _in_office(content, hostile)
    from openpyxl import load_workbook

    for sheet in load_workbook(BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or cell.hyperlink:
                    yield f"{sheet.title} {cell.coordinate} is active: {cell.value!r}"
                yield from hostile.changed(_unescaped(str(cell.value))) if cell.data_type == "s" else ()


def _unescaped(text: str) -> str:
    """A cell's text as Excel shows it, which keeps signs that XML lacks as numbers, and what looks like these too."""
    return text.replace("_x005F_", "_")


def _in_xml(content: bytes, name: str) -> Iterator[str]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"<?xml-stylesheet" in content:
        yield f"{name} declares something"


def _in_archive(content: bytes, hostile: Hostile) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            ending = "csl.json" if name.endswith("csl.json") else name.rpartition(".")[2]
            if name.startswith("/") or ".." in name:
                yield f"the path {name}"
            if ending in _READERS:
                yield from (f"{name}: {fault}" for fault in _READERS[ending](archive.read(name), hostile))


_READERS: dict[str, Callable[[bytes, Hostile], Iterator[str]]] = {
    "json": _in_json,
    "csl.json": _in_json,
    "csv": _in_csv,
    "sdmx.csv": _in_csv,
    "bib": _in_bibtex,
    "svg": _in_svg,
    "html": _in_html,
    "interactive.html": _in_html,
    "pdf": _in_pdf,
    "pptx": _in_office,
    "docx": _in_office,
    "xlsx": _in_workbook,
    "zip": _in_archive,
}
