"""The zip file of a template, read within bounds: what it states of itself is not believed."""

import zipfile
from io import BytesIO

from dashboard.exports.office.template import TemplateError

LARGEST = 100_000_000  # bytes of a template when unpacked
LARGEST_XML = 20_000_000  # bytes of all its XML parts, which take many times that in memory
MOST_PARTS = 2_000
_CHUNK = 1 << 16
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_HEADER = 30  # bytes before the name of an entry
_EPOCH = (1980, 1, 1, 0, 0, 0)


def read_parts(template: bytes) -> dict[str, bytes]:
    """The parts of a package by name; TemplateError where they are too many, too large, hidden or ambiguous."""
    with zipfile.ZipFile(BytesIO(template)) as package:
        entries = [entry for entry in package.infolist() if not entry.is_dir()]
        _refuse_large(entries)
        for entry in entries:
            _refuse_odd(entry)
        _refuse_repeated(entries)
        parts: dict[str, bytes] = {}
        size = words = 0
        for entry in entries:
            parts[entry.filename] = _content(package, entry, LARGEST - size)
            size += len(parts[entry.filename])
            words += len(parts[entry.filename]) if _is_xml(entry.filename) else 0
            if words > LARGEST_XML:
                raise _too_long(words, len(entries))
    return parts


def written_parts(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return file.getvalue()


def _refuse_large(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse early what states itself that it is too large."""
    sizes = sum(entry.file_size for entry in entries)
    if sizes > LARGEST:
        raise _too_large(sizes)
    words = sum(entry.file_size for entry in entries if _is_xml(entry.filename))
    if words > LARGEST_XML or len(entries) > MOST_PARTS:
        raise _too_long(words, len(entries))


def _refuse_odd(entry: zipfile.ZipInfo) -> None:
    """Refuse entries that are encrypted, packed in a rare way, or named as no part of an office file is."""
    name = entry.filename
    if entry.flag_bits & 1:
        raise TemplateError(
            "the template is encrypted ({part}): save it without a password and give it again", part=name[:80]
        )
    if entry.compress_type not in _PLAIN:
        raise TemplateError("the template's part {part} is packed in a way that no office program uses", part=name[:80])
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in entry.orig_filename:
        raise TemplateError("the template's part {part} has a name that no office program gives", part=repr(name[:80]))


def _refuse_repeated(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse two parts of one name, of which programs read different ones, and parts that lie over one another."""
    seen: set[str] = set()
    end, before = 0, ""
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.filename.lower() in seen:
            raise TemplateError("the template holds the part {part} twice: save it again", part=entry.filename[:80])
        if entry.header_offset < end:
            raise TemplateError(
                "the template's parts {part} and {other} overlap: save it again",
                part=before[:80],
                other=entry.filename[:80],
            )
        seen.add(entry.filename.lower())
        end, before = entry.header_offset + _HEADER + len(entry.orig_filename) + entry.compress_size, entry.filename


def _content(package: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """A part, read in small pieces so that one that states too small a size is stopped as well."""
    pieces: list[bytes] = []
    with package.open(entry) as file:
        while piece := file.read(_CHUNK):
            pieces.append(piece)
            left -= len(piece)
            if left < 0:
                raise _too_large(LARGEST - left)
    return b"".join(pieces)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml", ".svg"))


def _too_large(size: int) -> TemplateError:
    return TemplateError(
        "the template holds {size} MB: give one with fewer or smaller pictures", size=size // 1_000_000
    )


def _too_long(words: int, parts: int) -> TemplateError:
    return TemplateError(
        "the template holds {size} MB of text in {parts} parts: empty it and save it again",
        size=words // 1_000_000,
        parts=f"{parts:,}",
    )
