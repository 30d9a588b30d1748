"""Signs between parts of a text, with the spaces a language has before them. Numbers and dates are `formats`."""

import re
from collections.abc import Iterable

from dashboard.text.formats import NBSP
from dashboard.text.messages import translator

_BREAKABLE = re.compile(r"(?<=«) | (?=[:;!?»])")


def listed(parts: Iterable[str], language: str) -> str:
    """Parts with semicolons between them."""
    _ = translator(language)
    return _("{part}; {next_part}").format(part="", next_part="").join(parts)


def labelled(name: str, value: str, language: str) -> str:
    """A value after its name and a colon."""
    _ = translator(language)
    return _("{name}: {value}").format(name=name, value=value)


def typeset(text: str, language: str) -> str:
    """A text kept by hand with the spaces its language has before signs and within quotation marks unbreakable."""
    return _BREAKABLE.sub(NBSP, text) if labelled("", "", language).startswith(NBSP) else text
