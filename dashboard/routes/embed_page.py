"""The HTML of `/embed/<card>`: a few kilobytes that name the card, its sources of data and what draws it."""

from html import escape
from string import Template
from urllib.parse import quote, urlencode

from dashboard.cards.registry import page_of
from dashboard.exports.embed_code import FRAMES, embed_height, look_width
from dashboard.exports.kinds import KINDS
from dashboard.routes.assets import asset_address
from dashboard.routes.drawn import Drawn
from dashboard.routes.request import Asked
from dashboard.selection.look import Look
from dashboard.text.messages import translator

_LINE = 20  # pixels of a line of text, as in embed.css
_AROUND_NOTE = 16
# Styles are inline because plotly sets them so; everything else comes from this server, and nothing is sent anywhere.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_PAGE = Template("""<!doctype html>
<html lang="$lang"$theme>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<meta name="description" content="$sentence">
<link rel="canonical" href="$canonical">
<link rel="alternate" type="application/json+oembed" href="$oembed" title="$title">
<meta property="og:type" content="website">
<meta property="og:title" content="$title">
<meta property="og:description" content="$sentence">
<meta property="og:url" content="$canonical">
$image<link rel="icon" href="data:,">
<link rel="stylesheet" href="$style">
$scripts</head>
<body>
<main>
<h1>$title</h1>
<figure>
$content
<figcaption><a href="$dashboard" target="_blank" rel="noopener">$open</a></figcaption>
</figure>
</main>
</body>
</html>
""")
_CHART = Template("""<div id="chart" role="img" aria-label="$alt" data-card="$card" data-figure="$figure"></div>
<p id="fault" role="alert" hidden>$fault</p>
$picture$changed""")


def page_html(found: Drawn, view: Asked, base: str) -> str:
    """The page of a card; its addresses are relative, but for those that leave with it, which begin with `base`."""
    card = found.card
    _ = translator(view.selection.language)
    texts = {
        "lang": view.selection.language,
        "theme": f' data-theme="{escape(view.theme)}"' if view.theme else "",
        "title": escape(card.title),
        "sentence": escape(card.sentence),
        "canonical": escape(address(base, card.id, view)),
        "oembed": escape(f"{base}api/oembed?url={quote(address(base, card.id, view), safe='')}&format=json"),
        "style": asset_address("embed.css"),
        "dashboard": escape(f"../{page_of(card.id)}?{view.link}"),
        "open": escape(_("Open in the dashboard")),
        "image": _image(found, view, base),
        "scripts": "" if card.empty else _scripts(),
        "content": f"<p>{escape(card.empty)}</p>" if card.empty else _chart(found, view),
    }
    return _PAGE.substitute(texts)


def address(base: str, card_id: str, view: Asked) -> str:
    """The full address of the embed of a view, with the theme and the data that its link names."""
    return f"{base}embed/{card_id}?{_query(view, theme=True)}"


def page_height(found: Drawn) -> int:
    """The height in pixels that the page needs with the card drawn for its look, and the note on changed data."""
    card = found.card
    note = [] if found.changed is None else Look(card.look.width - 11).wrapped(found.changed, 13)
    return embed_height(card) + (len(note) * _LINE + _AROUND_NOTE if note else 0)


def _query(view: Asked, *, theme: bool) -> str:
    own = {"asof": view.asof, "theme": view.theme if theme else None}
    added = urlencode({name: value for name, value in own.items() if value})
    return "&".join(filter(None, (view.link, added)))


def _scripts() -> str:
    names = ("plotly.js", "embed.js")
    return "".join(f'<script src="{asset_address(name)}" defer></script>\n' for name in names)


def _chart(found: Drawn, view: Asked) -> str:
    card = found.card
    _ = translator(view.selection.language)
    query = _query(view, theme=False)
    return _CHART.substitute(
        alt=escape(card.alt),
        card=card.id,
        figure=escape(f"{card.id}.figure.json?{query}"),
        fault=escape(_("The chart could not be loaded. Reload the page to try again.")),
        picture=_picture(found, view),
        changed=f'<p id="changed">{escape(found.changed)}</p>' if found.changed else "",
    )


def _picture(found: Drawn, view: Asked) -> str:
    """The chart for a reader without scripts, as wide as the frame allows, where pictures can be made."""
    if "svg" not in KINDS:
        return ""
    sources = [escape(f"{found.card.id}.svg?{_query(view, theme=True)}&width={look_width(width)}") for width in FRAMES]
    narrower = "".join(
        f'<source media="(max-width: {following - 1}px)" srcset="{source}">'
        for source, following in zip(sources, FRAMES[1:], strict=False)
    )
    alt = escape(found.card.alt)
    return f'<noscript><picture>{narrower}<img src="{sources[-1]}" alt="{alt}"></picture></noscript>\n'


def _image(found: Drawn, view: Asked, base: str) -> str:
    """The picture that a link to the page is shown with, where pictures can be made."""
    if "png" not in KINDS or found.card.empty:
        return ""
    source = escape(f"{base}embed/{found.card.id}.png?{_query(view, theme=True)}&size=wide")
    return f'<meta property="og:image" content="{source}">\n'
