"""A card as a page of its own: a still one without scripts, and one that answers to the pointer. Both fetch nothing."""

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from typing import Any

from dashboard.cards.base import Card
from dashboard.charts.plotly_locale import plotly_locale
from dashboard.exports.picture.fonts import FontStyle, embedded_faces
from dashboard.exports.picture.image import inline_svg, texts_drawn
from dashboard.exports.web.page import document, joined, sources_html, table_html, texts_of, words_html
from dashboard.text.messages import translator

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
    figure = f'<figure tabindex="0" aria-label="{escape(card.title)}">{inline_svg(card)}</figure>\n'
    before, after = f"<h1>{escape(card.title)}</h1>\n{figure}{words_html(card)}", sources_html(card)
    texts = joined((texts_drawn(card), texts_of(before + table_html(card) + after)))
    faces = embedded_faces(texts)
    room = LARGEST - len(document(card, before + after, style=faces).encode("utf-8"))
    if room < 0:
        room, faces = room + len(faces), ""
    return document(card, before + table_html(card, room) + after, style=faces).encode("utf-8")


def interactive_html(card: Card) -> bytes:
    """The card as a page whose chart shows its values under the pointer and can be saved as a picture.

    It holds all it needs. No browser is needed to make it.
    """
    _ = translator(card.language)
    library, figure = _BUNDLE.read_text(encoding="utf-8"), _figure_json(card)
    size = f"width:{card.look.width}px;height:{_height(card)}px"
    chart = (
        f'<h1>{escape(card.title)}</h1>\n<figure tabindex="0">'
        f'<div id="chart" role="img" aria-label="{escape(card.alt)}" style="{size}"></div></figure>\n'
        f"<noscript><p>{escape(card.alt)}</p></noscript>\n"
    )
    body = chart + words_html(card) + table_html(card) + sources_html(card)
    signs = "".join(sorted(set(json.dumps(json.loads(figure), ensure_ascii=False))))
    texts = joined((texts_of(body), dict.fromkeys(FontStyle, signs)))
    scripts = (
        f'<script type="application/json" id="figure">{figure}</script>\n'
        f"<script>{library}</script>\n<script>{_DRAW}</script>\n"
    )
    policy = (
        f"default-src 'none'; script-src {_allowed(library)} {_allowed(_DRAW)}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:"
    )
    return document(card, body + scripts, style=embedded_faces(texts), policy=policy).encode("utf-8")


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
