"""Texts are measured with the fonts they are set in: lines fit, nothing is lost, and a cut says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.text.fonts import FontStyle, shortened, text_width, wrapped

WORDS = st.text(st.sampled_from("abcdefgÉÀЖәқ0123456789.,–→"), min_size=1, max_size=14)
TEXTS = st.lists(WORDS, min_size=1, max_size=20).map(" ".join)


@given(TEXTS, st.floats(60, 600), st.sampled_from([11.5, 13, 20]), st.sampled_from(FontStyle))
def test_lines_fit_and_lose_nothing(text: str, width: float, size: float, style: FontStyle) -> None:
    lines = wrapped(text, width, size, style)
    assert " ".join(lines) == text
    assert [line for line in lines if " " in line and text_width(line, size, style) > width] == []


@given(TEXTS, st.floats(60, 600))
def test_a_cut_text_fits_and_says_so(text: str, width: float) -> None:
    cut = shortened(text, 13, width)
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))
    assert text_width(cut, 13) <= max(width, text_width(text[:1] + "…", 13))
    assert (cut == text) == (text_width(text, 13) <= width)


@pytest.mark.parametrize("style", FontStyle)
def test_wider_letters_and_heavier_ones_are_wider(style: FontStyle) -> None:
    assert text_width("mmm", 13, style) > text_width("iii", 13, style) * 2
    assert text_width("Trade", 26, style) == pytest.approx(2 * text_width("Trade", 13, style))
    assert text_width("Trade", 13, FontStyle.STRONG) > text_width("Trade", 13)


def test_a_character_of_no_font_has_a_width() -> None:
    assert text_width("漢", 10) > 0
