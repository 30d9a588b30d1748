"""Hostile templates, made of the libraries' own: refused with the part's name, or cleaned so that nothing leads out."""

import os
import re
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pptx
import pytest
from openpyxl import Workbook

from dashboard.exports.office import template
from dashboard.exports.office.template import TemplateError, clean_template
from dashboard.exports.office.template_process import cleaned

OPEN: dict[str, Callable[..., Any]] = {"pptx": pptx.Presentation, "docx": docx.Document}
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DTD = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
MASTER, MASTER_RELS = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
SETTINGS, DOCUMENT_RELS = "word/settings.xml", "word/_rels/document.xml.rels"
CLICK = '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="rId99"/>'


@cache
def default(ending: str) -> bytes:
    file = BytesIO()
    OPEN[ending]().save(file)
    return file.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


def changed(ending: str, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The default template with one part changed or added."""
    parts = parts_of(default(ending))
    return package(parts | {name: change(parts.get(name, b""))})


def related(ending: str, rels: str, kind: str, target: str, *, inside: dict[str, bytes] | None = None) -> bytes:
    """The default template with a relationship rId99, to outside unless parts are given that it leads to."""
    parts = parts_of(default(ending))
    none = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    mode = "" if inside else ' TargetMode="External"'
    link = f'<Relationship Id="rId99" Type="{RELS}/{kind}" Target="{target}"{mode}/></Relationships>'
    parts[rels] = parts.get(rels, none).replace(b"</Relationships>", link.encode())
    return package(parts | (inside or {}))


def using(content: bytes, name: str, before: str, element: str) -> bytes:
    """The template with an element that uses rId99 put before a tag of one part."""
    parts = parts_of(content)
    text = parts[name].decode()
    assert before in text
    names = f' xmlns:r="{RELS}"' if "xmlns:r=" not in text.partition(">")[2][:3000] else ""
    filled = re.sub(r"^(<[a-z]+:[A-Za-z]+)", rf"\1{names}", element) if "xmlns:r" not in element else element
    return package(parts | {name: text.replace(before, filled + before, 1).encode()})


def restated(content: bytes, name: str, *, size: int | None = None, offset_of: str = "", flag: int = 0) -> bytes:
    """The file with another size, place or flag of an entry in its central directory."""
    file = bytearray(content)
    with zipfile.ZipFile(BytesIO(content)) as opened:
        offsets = {entry.filename: entry.header_offset for entry in opened.infolist()}
    at = file.rindex(b"PK\x01\x02", 0, file.rindex(name.encode()))
    if size is not None:
        file[at + 24 : at + 28] = struct.pack("<I", size)
    if offset_of:
        file[at + 42 : at + 46] = struct.pack("<I", offsets[offset_of] + 1)
    file[at + 8] |= flag
    return bytes(file)


def repeated() -> bytes:
    file = BytesIO(default("pptx"))
    with zipfile.ZipFile(file, "a") as written:
        written.writestr(MASTER.upper(), b"<x/>")
    return file.getvalue()


def without(ending: str, name: str, pattern: bytes) -> bytes:
    return changed(ending, name, lambda content: re.sub(pattern, b"", content, flags=re.DOTALL))


def workbook() -> bytes:
    file = BytesIO()
    Workbook().save(file)
    return file.getvalue()


OLE = {"ppt/media/object.bin": b"\xd0\xcf\x11\xe0 synthetic"}
WORDS = ("<w:instrText>PAGE</w:instrText>", "<w:fldChar/>", "<w:instrText>INCLUDE</w:instrText>")
FIELD = f'<w:p><w:r>{"".join(WORDS)}</w:r><w:r><w:instrText>PICTURE "http://x"</w:instrText></w:r></w:p>'
HEADER = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{FIELD}</w:hdr>'.encode()
BOMB = changed("docx", "word/styles.xml", lambda _: b"<w>" + b" " * 150_000_000)

REFUSED = {
    "empty": ("pptx", b"", "no .pptx file"),
    "text": ("docx", b"a text", "no .docx file"),
    "cut": ("pptx", default("pptx")[:9000], "no .pptx file"),
    "workbook": ("pptx", workbook(), "no .pptx file"),
    "other kind": ("docx", default("pptx"), "no .docx file"),
    "no part": ("docx", package({}), "no .docx file"),
    "nested": ("pptx", package({"template.pptx": default("pptx")}), "no .pptx file"),
    "long": ("docx", package({"word/document.xml": b" " * 20_000_001}), "20 MB of text"),
    "many": ("docx", package({f"word/media/{number}": b"" for number in range(2_001)}), "2,001 parts"),
    "large": ("docx", BOMB, "holds 150 MB"),
    "lying": ("docx", restated(BOMB, "word/styles.xml", size=9), "no .docx file"),
    "repeated": ("pptx", repeated(), "twice"),
    "overlapping": ("pptx", restated(default("pptx"), MASTER, offset_of="_rels/.rels"), "overlap"),
    "encrypted": ("pptx", restated(default("pptx"), MASTER, flag=1), "encrypted"),
    "upwards": ("docx", changed("docx", "../x.xml", lambda _: b"<x/>"), "name"),
    "entities": ("docx", changed("docx", SETTINGS, lambda xml: xml.replace(b"<w:", DTD + b"<w:", 1)), SETTINGS),
    "wide entities": (
        "pptx",
        changed(
            "pptx", MASTER, lambda _: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r []><r/>'.encode("utf-16")
        ),
        MASTER,
    ),
    "no XML": ("pptx", changed("pptx", MASTER, lambda xml: xml[:500]), MASTER),
    "macro": ("pptx", related("pptx", MASTER_RELS, "vbaProject", "x.bin", inside=OLE), "macro"),
    "object": ("pptx", related("pptx", MASTER_RELS, "oleObject", "../media/object.bin", inside=OLE), "object.bin"),
    "false type": ("pptx", related("pptx", MASTER_RELS, "image", "../media/object.bin", inside=OLE), "object.bin"),
    "chunk": (
        "docx",
        related("docx", "word/_rels/styles.xml.rels", "aFChunk", "x.htm", inside={"word/x.htm": b"x"}),
        "x.htm",
    ),
    "field": ("docx", related("docx", DOCUMENT_RELS, "header", "h.xml", inside={"word/h.xml": HEADER}), "word/h.xml"),
    "missing": ("docx", related("docx", DOCUMENT_RELS, "header", "h.xml", inside={"a": b""}), "word/h.xml"),
    "program": (
        "pptx",
        using(default("pptx"), MASTER, "</p:spTree>", CLICK.replace("r:id", 'action="ppaction://program" r:id')),
        MASTER,
    ),
    "no layout": ("pptx", without("pptx", MASTER, rb"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>"), "no slide master"),
    "no master": (
        "pptx",
        without("pptx", "ppt/presentation.xml", rb"<p:sldMasterIdLst>.*</p:sldMasterIdLst>"),
        "master",
    ),
    "no page": ("docx", without("docx", "word/document.xml", rb"<w:sectPr.*</w:sectPr>"), "no page set-up"),
}
CLEANED = {
    "attached template": (
        "docx",
        related("docx", "word/_rels/settings.xml.rels", "attachedTemplate", "http://x/t.dotm"),
    ),
    "linked picture": ("docx", related("docx", DOCUMENT_RELS, "image", "http://x/p.png")),
    "share": ("docx", related("docx", DOCUMENT_RELS, "header", r"file:///\\host\share\h.xml")),
    "linked object": ("pptx", related("pptx", MASTER_RELS, "oleObject", "http://x/o.bin")),
    "sound": ("pptx", related("pptx", MASTER_RELS, "audio", "http://x/a.wav")),
    "film": ("pptx", related("pptx", MASTER_RELS, "video", "http://x/a.mp4")),
    "hyperlink": ("pptx", related("pptx", MASTER_RELS, "hyperlink", "http://x/")),
}


@pytest.mark.parametrize(("ending", "content", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_template_is_refused_with_its_reason(ending: str, content: bytes, reason: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(reason)) as fault:
        cleaned(content, ending)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(("ending", "content"), CLEANED.values(), ids=CLEANED)
def test_links_to_outside_are_taken_out_and_named(ending: str, content: bytes) -> None:
    if ending == "pptx":
        content = using(content, MASTER, "</p:spTree>", f"<p:sp><p:x>{CLICK}</p:x></p:sp>")
    elif b"rId99" in parts_of(content)[DOCUMENT_RELS]:
        content = using(content, "word/document.xml", "</w:sectPr>", '<w:headerReference r:id="rId99"/>')
    else:
        content = using(content, SETTINGS, "</w:settings>", '<w:attachedTemplate r:id="rId99"/>')
    removed, result = cleaned(content, ending)
    assert len(removed) == 1
    OPEN[ending](BytesIO(result))
    parts = parts_of(result)
    assert not any(b"External" in part or b"http://x" in part or b"rId99" in part for part in parts.values())


@pytest.mark.parametrize("ending", OPEN)
def test_a_plain_template_keeps_its_styles_in_a_process_of_its_own(ending: str) -> None:
    clean = clean_template(default(ending), ending)
    assert clean.removed == ()
    kept, given = parts_of(clean.content), parts_of(default(ending))
    lost = set(given) - set(kept)
    assert all("thumbnail" in name or "printer" in name.lower() for name in lost), lost


def test_a_template_that_takes_too_long_is_refused_and_its_process_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    end = template._end_group

    def ended(process: Any) -> None:
        begun.append(process.pid)
        end(process)

    monkeypatch.setattr(template, "_end_group", ended)
    with pytest.raises(TemplateError, match="memory or time"):
        clean_template(default("docx"), "docx", seconds=0.01)
    with pytest.raises(ProcessLookupError):
        os.kill(begun[0], 0)


def test_a_template_that_takes_too_much_memory_is_refused() -> None:
    wide = changed("docx", "word/styles.xml", lambda _: b"<w>" + b"<a/>x" * 3_900_000 + b"</w>")
    with pytest.raises(TemplateError, match="memory or time"):
        clean_template(wide, "docx")
