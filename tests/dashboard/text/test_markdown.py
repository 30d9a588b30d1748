"""No text but our own is Markdown on a page: what `plain` makes of a text, and that Streamlit is given nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard.text.markdown import host, labels, link, plain, plain_table
from tests.dashboard.text.streamlit_texts import faults
from tests.world import REPOSITORY

J = "\u2060"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("$2.2bn–$2.3bn [see]", r"\$2.2bn–\$2.3bn \[see\]"),
        ("trade rose 6 %", "trade rose 6 %"),
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("- a\n+ b", "\\- a\n\\+ b"),
        ("    a", "a"),
        ("> a | b", r"\> a \| b"),
        (r"a\[b](c)", r"a\\\[b\](c)"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        (":material/home: :smile:", f":{J}material/home: :{J}smile:"),
        (":red[a]", rf":{J}red\[a\]"),
        ("https://a.example www.a.example", f"https:{J}//a.example www{J}.a.example"),
        ("a@b.example", f"a@{J}b.example"),
        ("a -> b -- c >= d", rf"a -{J}\> b -{J}- c \>{J}= d"),
    ],
)
def test_no_text_becomes_markup_of_a_page(text: str, marked: str) -> None:
    assert plain(text) == marked


def test_an_address_cannot_end_its_link() -> None:
    address = 'https://a.example/b_(c))[d](e) "t"<i>?f=1&lt;=2'
    assert link("a [b]", address) == (
        r"[a \[b\]](https://a.example/b_%28c%29%29%5Bd%5D%28e%29%20%22t%22%3Ci%3E?f=1&amp;lt;=2)".replace(
            "%28c", "%28c"
        )
    )
    assert link("a", "javascript:alert(1)") == link("a", None) == "a"
    assert host("https://u:p@a.example:80/b") == "a.example"


def test_options_and_tables_are_plain() -> None:
    import pandas as pd

    assert labels({"a": "*b*"})("a") == r"\*b\*"
    table = plain_table(pd.DataFrame({"a|b": ["# c", 1.5]}))
    assert list(table.columns) == [r"a\|b"]
    assert table.iloc[:, 0].to_list() == [r"\# c", 1.5]


def modules() -> Iterator[Path]:
    for path in sorted((REPOSITORY / "dashboard").rglob("*.py")):
        if path.name != "markdown.py" and any(word in path.read_text() for word in ("streamlit", "Markdown")):
            yield path


@pytest.mark.parametrize("path", [*modules()], ids=lambda path: path.stem)
def test_streamlit_is_given_no_text_of_the_data(path: Path) -> None:
    assert list(faults(ast.parse(path.read_text(encoding="utf-8")), st)) == []


@pytest.mark.parametrize(
    "code",
    [
        "st.caption(figure.label)",
        "st.markdown(f'**{name}**')",
        "st.button('a', help=name)",
        "place.metric(plain(name), figure.value)",
        "st.radio(_('a'), codes, format_func=names.__getitem__)",
        "st.tabs(names)",
        "st.table(table)",
        "st.expander(_('{name}').format(name=name))",
        "status.update(label=name)",
        "st.html(name)",
        "def f(text: str):\n    st.error(text)",
        "def f():\n    text = _('a') + name\n    st.error(text)",
        "def f() -> Markdown:\n    return Markdown(name)",
        "def f():\n    return by_line(_('a'), name)",
        "st.write(name)",
        "st.markdown(*names)",
        "st.markdown(**names)",
    ],
)
def test_a_text_of_the_data_is_refused(code: str) -> None:
    assert list(faults(ast.parse(code), st))


@pytest.mark.parametrize(
    "code",
    [
        "st.caption(plain(figure.label), help=_('a'))",
        "st.markdown(f'**{number:d}. {plain(name)}**')",
        "st.expander(_('{name}').format(name=plain(name)))",
        "def f(text: Markdown):\n    st.error(text)",
        "def f():\n    text = _('a') + ' ' + plain(name)\n    st.error(text if name else None)",
        "st.radio(_('a'), codes, format_func=labels(names))",
        "st.tabs([plain(name) for name in names])",
        "st.table(plain_table(table), hide_index=True)",
    ],
)
def test_what_is_made_plain_is_let_through(code: str) -> None:
    assert list(faults(ast.parse(code), st)) == []
