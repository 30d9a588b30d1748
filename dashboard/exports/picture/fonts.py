"""The chart fonts in pictures: files for programs that draw, and CSS for pages that have to look the same elsewhere.

The pages use variable fonts cut into ranges of characters; programs that draw want one file a style.
"""

import atexit
import base64
import shutil
import tempfile
import threading
from collections.abc import Mapping
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from dashboard.text.fonts import Face, FontStyle, axes_at, faces, faces_of

# Tables and axes that a still picture has no use for; kerning stays where letters of words meet.
_DROPPED = ("GSUB", "STAT", "BASE", "cvar", "cvt ", "fpgm", "prep", "gasp")
_KERNED = ("latin-wght", "cyrillic-wght")
_lock = threading.Lock()


def linked_faces() -> str:
    """CSS that takes the fonts from their files, for a page that is read on this machine only.

    All files of a family are said to have the weights of its own: a browser takes no letters from a file with others.
    """
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; src: url('{face.path.as_uri()}') format('woff2'); "
        f"font-weight: {faces_of(family)[0].weights}; unicode-range: {face.characters}; }}"
        for family in sorted({face.family for face in faces()})
        for face in reversed(faces_of(family))  # of two files with a character, CSS takes the last
    )


def fonts_folder() -> Path:
    """The folder of the chart fonts, for another process to read."""
    with _lock:
        return _folder()


@cache
def drawn_characters() -> frozenset[str]:
    """The characters that every chart font has."""
    from fontTools.ttLib import TTFont

    held = [frozenset(TTFont(_file(fonts_folder(), style)).getBestCmap()) for style in FontStyle]
    return frozenset(map(chr, frozenset.intersection(*held)))


def embedded_faces(texts: Mapping[FontStyle, str]) -> str:
    """CSS that holds the fonts of each style for the characters of its text; a style without text is left out."""
    return "\n".join(
        f"@font-face{{font-family:'{style.family}';font-weight:{style.weight};"
        f"src:url(data:font/woff2;base64,{_subset(style, frozenset(text))})format('woff2')}}"
        for style, text in texts.items()
        if text.strip()
    )


@cache
def _folder() -> Path:
    """A folder with one TrueType file a style; it lasts as long as the process, which reads from it while it draws."""
    folder = Path(tempfile.mkdtemp(prefix="fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for style in FontStyle:
        _whole(style).save(_file(folder, style))
    return folder


def _file(folder: Path, style: FontStyle) -> Path:
    return folder / f"{style.name.lower()}.ttf"


def _whole(style: FontStyle) -> Any:
    """All parts of a style's family at its weight, as one font."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    parts = []
    for face in faces_of(style.family):
        part = BytesIO()
        _part(face, style.weight).save(part)
        part.seek(0)
        parts.append(part)
    font = Merger().merge(parts)
    font["OS/2"].usWeightClass = style.weight
    _keep_times(font, [TTFont(face.path, recalcTimestamp=False)["head"] for face in faces_of(style.family)])
    return font


def _keep_times(font: Any, heads: list[Any]) -> None:
    """Date the font as the latest of its parts: the day it is merged on would be in every picture that holds it."""
    font.recalcTimestamp = False
    font["head"].created = max(head.created for head in heads)
    font["head"].modified = max(head.modified for head in heads)


def _part(face: Face, weight: int) -> Any:
    """A font file without its axes, at a weight."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(face.path, recalcTimestamp=False)
    kerned = any(part in face.path.name for part in _KERNED)
    for table in (*_DROPPED, *(() if kerned else ("GPOS", "GDEF"))):
        if table in font:
            del font[table]
    font = instancer.instantiateVariableFont(font, axes_at(weight, font), inplace=True)
    font.flavor = None
    return font


@lru_cache(maxsize=200)
def _subset(style: FontStyle, characters: frozenset[str]) -> str:
    """The font of a style for some characters, as WOFF2 in base64."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with _lock:
        path = _file(_folder(), style)
    font = TTFont(path, recalcTimestamp=False)
    cutter = Subsetter(Options(layout_features=["kern"], hinting=False, name_IDs=[1, 2, 4, 6], notdef_outline=True))
    cutter.populate(unicodes=[ord(character) for character in characters])
    cutter.subset(font)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return base64.b64encode(file.getvalue()).decode("ascii")
