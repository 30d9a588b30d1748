"""A briefing as one zip: the briefing in every format, each card's data and pictures, the citations and a manifest.

Equal briefings give equal archives: files stand in a fixed order and carry the briefing's day.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.briefing.pack import Briefing, PackSection, all_sources
from dashboard.cards.base import Card
from dashboard.cards.registry import card_names
from dashboard.exports.citation import bibtex, csl_json, plain_citation
from dashboard.exports.picture.image import png_bytes, svg_bytes
from dashboard.exports.picture.renderer import NoBrowserError
from dashboard.exports.tables import table_bytes
from dashboard.exports.xlsx.workbook import workbook_bytes
from dashboard.text import formats
from dashboard.text.messages import translator

MANIFEST, INDEX = "manifest.json", "README.txt"
_READABLE = 0o644 << 16  # what the archive says of who may read a file

Documents = dict[str, Callable[[Briefing], bytes]]  # name of a file → how the whole briefing is written as it


@dataclass(frozen=True)
class _File:
    """A file of the archive, not yet made; `section` is None where it is of the whole briefing."""

    path: str
    make: Callable[[], bytes]
    section: PackSection | None = None


def archive_bytes(briefing: Briefing, documents: Documents) -> bytes:
    """The archive; what only a browser could make is left out where there is none, and the manifest says so."""
    made: list[tuple[_File, bytes]] = []
    missing: list[dict[str, str]] = []
    for file in _files(briefing, documents):
        try:
            made.append((file, file.make()))
        except NoBrowserError as fault:
            missing.append({"path": file.path, "reason": str(fault)})
    index = _index(briefing, [file.path for file, _content in made], missing).encode("utf-8")
    manifest = _manifest(briefing, [(_File(INDEX, lambda: index), index), *made], missing)
    contents = {
        INDEX: index,
        MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8"),
        **{file.path: content for file, content in made},
    }
    return _zipped(briefing, contents)


def _files(briefing: Briefing, documents: Documents) -> Iterator[_File]:
    for name, make in documents.items():
        yield _File(name, partial(make, briefing))
    for section in briefing.sections:
        if section.card.empty is None:
            yield from _files_of(section)
    cited = _all_cited(briefing)
    yield _File("citations/sources.txt", lambda: f"{plain_citation(cited)}\n".encode())
    yield _File("citations/sources.bib", lambda: bibtex(cited))
    yield _File("citations/sources.csl.json", lambda: csl_json(cited))


def _files_of(section: PackSection) -> Iterator[_File]:
    card = section.card
    yield _File(f"data/{section.name}.csv", lambda: table_bytes(card), section)
    yield _File(f"data/{section.name}.xlsx", lambda: workbook_bytes(card), section)
    yield _File(f"pictures/{section.name}.svg", lambda: svg_bytes(card), section)
    yield _File(f"pictures/{section.name}.png", lambda: png_bytes(card), section)


def _all_cited(briefing: Briefing) -> Card:
    """A card that stands for the whole briefing where sources are cited, each once."""
    return replace(briefing.sections[0].card, sources=all_sources(briefing), language=briefing.language)


def _manifest(briefing: Briefing, made: list[tuple[_File, bytes]], missing: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "title": briefing.title,
        "language": briefing.language,
        "made": briefing.made.isoformat(),
        "data_hash": briefing.data_hash,
        "cards": [
            {
                "name": section.name,
                "card": section.card.id,
                "title": section.card.title,
                "view": section.card.view,
                "query": section.card.filters,
                "empty": section.card.empty,
            }
            for section in briefing.sections
        ],
        "files": [
            {
                "path": file.path,
                "sha256": sha256(content).hexdigest(),
                "size": len(content),
                "card": file.section.card.id if file.section else None,
                "query": file.section.card.filters if file.section else None,
            }
            for file, content in made
        ],
        "missing": missing,
    }


def _index(briefing: Briefing, paths: list[str], missing: list[dict[str, str]]) -> str:
    """What the archive holds, for people."""
    _ = translator(briefing.language)
    names = card_names(briefing.language)
    day = formats.date_label(briefing.made, briefing.language)
    lines = [briefing.title, "=" * len(briefing.title), ""]
    lines += [" ".join((_("File made on"), f"{day}.", _("Data {hash}").format(hash=briefing.data_hash))), ""]
    lines += [briefing.notes, ""] if briefing.notes else []
    for section in briefing.sections:
        lines += [f"{section.name}: {names[section.card.id]}", f"    {section.card.title}"]
        lines += [
            f"    {text}" for text in (section.card.empty, section.note.replace("\n", " "), section.card.view) if text
        ]
    lines += ["", _("Files"), *(f"    {path}" for path in paths), ""]
    for reason in dict.fromkeys(one["reason"] for one in missing):
        lines += [_("Missing: {reason}").format(reason=reason)]
        lines += [*(f"    {one['path']}" for one in missing if one["reason"] == reason), ""]
    lines += [_("{manifest} holds the SHA-256 of every file.").format(manifest=MANIFEST), ""]
    return "\n".join(lines)


def _zipped(briefing: Briefing, contents: dict[str, bytes]) -> bytes:
    day = (briefing.made.year, briefing.made.month, briefing.made.day, 0, 0, 0)
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for path, content in contents.items():
            info = ZipInfo(path, day)
            info.compress_type, info.external_attr = ZIP_DEFLATED, _READABLE
            file.writestr(info, content)
    return archive.getvalue()
