"""Pages on paper: what Streamlit's pages need to be printed from the browser, as style sheets of their own.

What a card's files look like on paper is `briefing`.
"""

from pathlib import Path

import streamlit as st

from dashboard.cards.base import Card

_SHEET = Path(__file__).parents[1] / "static" / "page.css"
_WIDE, _HIGH = 650, 940  # pixels that a chart may take on A4 between its margins, with its border


def style_page() -> None:
    """Add the rules of every page."""
    st.html(_SHEET)


def fit_to_paper(card: Card) -> None:
    """Have the browser draw the card's chart smaller on paper where it is wider or higher than a page."""
    if card.figure is not None:
        scale = min(1.0, _WIDE / card.look.width, _HIGH / card.figure.layout.height)
        st.html(f"<style>@media print{{.st-key-card-{card.id} .js-plotly-plot{{zoom:{scale:.3f}}}}}</style>")
