"""Signs between parts of a text, with the spaces a language has before them. Numbers and dates are `formats`."""

import re
from collections.abc import Iterable

from dashboard.text.formats import NBSP

_SPACES_BEFORE = {"fr": NBSP}  # between a word and a colon or semicolon after it
_BREAKABLE = re.compile(r"(?<=«) | (?=[:;!?»])")


def listed(parts: Iterable[str], language: str) -> str:
    """Parts with semicolons between them."""
    return f"{_SPACES_BEFORE.get(language, '')}; ".join(parts)


def labelled(name: str, value: str, language: str) -> str:
    """A value after its name and a colon."""
    return f"{name}{_SPACES_BEFORE.get(language, '')}: {value}"


def typeset(text: str, language: str) -> str:
    """A text kept by hand with the spaces its language has before signs and within quotation marks unbreakable."""
    return _BREAKABLE.sub(NBSP, text) if language in _SPACES_BEFORE else text
