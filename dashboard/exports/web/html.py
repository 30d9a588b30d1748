"""A card as a page of its own: a still one without scripts, and one that answers to the pointer. Both fetch nothing."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dashboard.cards.base import Card
from dashboard.charts.plotly_locale import plotly_locale
from dashboard.exports.picture.image import texts_drawn
from dashboard.exports.web.page import (
    document,
    drawing_html,
    fitted_html,
    font_css,
    joined,
    sources_html,
    table_html,
    table_parts,
    texts_of,
    words_html,
)
from dashboard.exports.web.templates import render, trusted
from dashboard.text.fonts import FontStyle

LARGEST = 100_000  # bytes of a still page; rows of the table are left out for it, and at last the fonts
_BUNDLE = Path(__file__).parents[2] / "static" / "plotly" / "plotly-basic.min.js"
_DRAW = """
const drawn = JSON.parse(document.getElementById("figure").textContent);
Promise.allSettled([...document.fonts].map((face) => face.load()))
  .then(() => Plotly.newPlot("chart", drawn.data, drawn.layout, drawn.config));
"""
# What could end the element that holds the data, or a line of a script, is written as its number.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def static_html(card: Card) -> bytes:
    """The card as a still page: chart, words, table and sources. Equal cards give equal pages on any day.

    At most LARGEST bytes. NoBrowserError where there is no browser to draw the chart.
    """
    drawing, table = drawing_html(card), table_parts(card)
    whole = _still_body(card, drawing, fitted_html(card, table))
    fonts = font_css(joined((texts_drawn(card), texts_of(whole))))
    room = LARGEST - len(document(card, _still_body(card, drawing, Markup()), style=fonts).encode("utf-8"))
    if room < 0:
        room, fonts = room + len(fonts), Markup()
    body = _still_body(card, drawing, fitted_html(card, table, room))
    return document(card, body, style=fonts).encode("utf-8")


def interactive_html(card: Card) -> bytes:
    """The card as a page whose chart shows its values under the pointer and can be saved as a picture.

    It holds all it needs. No browser is needed to make it.
    """
    library, figure = _BUNDLE.read_text(encoding="utf-8"), _figure_json(card)
    body = render(
        "interactive.html",
        card=card,
        height=_height(card),
        words=words_html(card),
        table=table_html(card),
        sources=sources_html(card),
    )
    signs = "".join(sorted(set(json.dumps(json.loads(figure), ensure_ascii=False))))
    fonts = font_css(joined((texts_of(body), dict.fromkeys(FontStyle, signs))))
    scripts = render("interactive_scripts.html", figure=trusted(figure), library=trusted(library), start=trusted(_DRAW))
    policy = (
        f"default-src 'none'; script-src {_allowed(library)} {_allowed(_DRAW)}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:"
    )
    return document(card, body + scripts, style=fonts, policy=policy).encode("utf-8")


def _still_body(card: Card, drawing: Markup, table: Markup) -> Markup:
    words, sources = words_html(card), sources_html(card)
    return render("still.html", card=card, drawing=drawing, words=words, table=table, sources=sources)


def _height(card: Card) -> int:
    assert card.figure is not None
    height: float = card.figure.layout.height
    return round(height)


def _figure_json(card: Card) -> str:
    """The figure with how it answers, as JSON that is safe within an element of a page."""
    assert card.figure is not None
    figure: dict[str, Any] = json.loads(card.figure.to_json())
    buttons = {"displaylogo": False, "modeBarButtons": [["toImage"]]}
    saved = {"format": "png", "scale": 2, "filename": f"{card.id}-{card.data_hash[:8]}"}
    config = {**buttons, "toImageButtonOptions": saved, **plotly_locale(card.language)}
    content = {"data": figure["data"], "layout": figure["layout"], "config": config}
    return json.dumps(content, ensure_ascii=False, allow_nan=False).translate(_ESCAPED)


def _allowed(script: str) -> str:
    """The script as a policy names it: by its hash, so that no other can run."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
