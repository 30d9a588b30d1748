"""Patterns written with names: what they become, and what is no pattern."""

import pytest

from etl.phrases.patterns import compile_pattern

LETTERS = {"figure": "F", "link": "l", "to": "j", "dash": "-", "break": "."}


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("figure link* to figure", "Fl*jF"),
        ("figure (joint: {to dash})? figure", r"F(?P<joint>[j\-])?F"),
        ("(figure | link) break", r"(?:F|l)\."),
        ("any* figure $", ".*F$"),
        ("figure !link", "F(?!l)"),
        ("ends link", "(?:(?:F|j)*)l"),
    ],
)
def test_names_become_letters(text: str, expression: str) -> None:
    assert compile_pattern(text, LETTERS, ends="either*", either="figure | to").pattern == expression


@pytest.mark.parametrize("text", ["figure + link", "Figure", "figure [link]", "{figure"])
def test_what_is_no_pattern_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is no word of a pattern"):
        compile_pattern(text, LETTERS)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError, match="figures"):
        compile_pattern("figures", LETTERS)
