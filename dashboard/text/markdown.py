"""Text for Streamlit, which renders Markdown in texts, labels, options, help, messages and the cells of `st.table`.

What comes from data, an address or a fault is made harmless here, once; what is ours is written in the code. A test
refuses to give Streamlit any other text. How figures and files escape theirs belongs to them.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NewType
from urllib.parse import quote, urlsplit

import pandas as pd

Markdown = NewType("Markdown", str)
"""Text whose marks are all our own."""

_MARKS = re.compile(r"[\\$\[\]*_~`<>#|&]")
_BLOCK = re.compile(r"^(\d*)([-+=.)])(?=[-=\s]|$)", re.MULTILINE)  # what begins a list or underlines a heading
_INDENT = re.compile(r"^\s+", re.MULTILINE)  # what begins a block of code
# Streamlit looks for these after it has taken backslashes away: icons, emoji, colours and addresses by their colon,
# hosts, mail, and signs that it joins to arrows and dashes.
_FOUND_LATE = re.compile(r"(?<=:)(?=[\w+-]+[-:\[/]|//)|(?<=www)(?=\.)|(?<=@)(?=\S)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"
_ADDRESS = ":/?#@!$&'*+,;=%"  # what an address keeps; brackets, quotation marks and spaces would end the link


@lru_cache(maxsize=8192)  # texts of the data are few; those of addresses are as many as somebody sends
def plain(text: str) -> Markdown:
    """Text that is shown as it is: no formulas, links, colours, headings, lists or icons come of it.

    Signs that count even behind a backslash are parted by an invisible one.
    """
    parted = _FOUND_LATE.sub(_JOINER, _INDENT.sub("", text))
    return Markdown(_BLOCK.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", parted)))


def by_line(*lines: str) -> Markdown:
    """Our own Markdown, line by line."""
    return Markdown("\n".join(lines))


def link(name: str, address: str | None) -> Markdown:
    """A name that opens an address of the web; the name alone where there is none."""
    if not address or urlsplit(address).scheme not in ("http", "https"):
        return plain(name)
    return Markdown(f"[{plain(name)}]({quote(address, safe=_ADDRESS).replace('&', '&amp;')})")


def host(address: str) -> str:
    """What a link shows of its address."""
    return urlsplit(address).hostname or address


def labels(names: Mapping[str, str]) -> Callable[[str], Markdown]:
    """The name of each option, for `format_func`."""
    return lambda code: plain(names[code])


def plain_table(table: pd.DataFrame) -> pd.DataFrame:
    """A table for `st.table`: headings and texts as they are."""
    return table.map(lambda cell: plain(cell) if isinstance(cell, str) else cell).rename(columns=plain)
