"""The HTML of `/embed/<card>`: a few kilobytes that name the card, its sources of data and what draws it."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from dashboard.cards.registry import page_of
from dashboard.exports.embed_code import FRAMES, embed_height, look_width
from dashboard.exports.kinds import KINDS
from dashboard.exports.web.templates import render
from dashboard.routes.assets import asset_address
from dashboard.routes.drawn import Drawn
from dashboard.routes.request import Asked
from dashboard.text.fonts import wrapped
from dashboard.text.messages import translator

_LINE = 20  # pixels of a line of text, as in embed.css
_AROUND_NOTE = 16
_SCRIPTS = ("plotly.js", "embed.js")
# Styles are inline because plotly sets them so; everything else comes from this server, and nothing is sent anywhere.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)


class FramePicture(NamedTuple):
    """The address of a picture for frames up to a width in pixels, or for all wider ones."""

    widest: int | None
    address: str


def page_html(found: Drawn, view: Asked, base: str) -> str:
    """The page of a card; its addresses are relative, but for those that leave with it, which begin with `base`."""
    card = found.card
    _ = translator(view.selection.language)
    return str(
        render(
            "embed.html",
            card=card,
            language=view.selection.language,
            theme=view.theme,
            canonical=address(base, card.id, view),
            oembed=f"{base}api/oembed?url={quote(address(base, card.id, view), safe='')}&format=json",
            image=_image(found, view, base),
            style=asset_address("embed.css"),
            scripts=[] if card.empty else [asset_address(name) for name in _SCRIPTS],
            figure=f"{card.id}.figure.json?{_query(view, theme=False)}",
            fault=_("The chart could not be loaded. Reload the page to try again."),
            pictures=_pictures(found, view),
            changed=found.changed,
            dashboard=f"../{page_of(card.id)}?{view.link}",
            open=_("Open in the dashboard"),
        )
    )


def address(base: str, card_id: str, view: Asked) -> str:
    """The full address of the embed of a view, with the theme and the data that its link names."""
    return f"{base}embed/{card_id}?{_query(view, theme=True)}"


def page_height(found: Drawn) -> int:
    """The height in pixels that the page needs with the card drawn for its look, and the note on changed data."""
    card = found.card
    note = [] if found.changed is None else wrapped(found.changed, card.look.width - 27, 13)
    return embed_height(card) + (len(note) * _LINE + _AROUND_NOTE if note else 0)


def _query(view: Asked, *, theme: bool) -> str:
    own = {"asof": view.asof, "theme": view.theme if theme else None}
    added = urlencode({name: value for name, value in own.items() if value})
    return "&".join(filter(None, (view.link, added)))


def _pictures(found: Drawn, view: Asked) -> list[FramePicture]:
    """The chart for a reader without scripts, as wide as the frame allows; empty where no pictures can be made."""
    if "svg" not in KINDS:
        return []
    sources = [f"{found.card.id}.svg?{_query(view, theme=True)}&width={look_width(width)}" for width in FRAMES]
    widths = [*(following - 1 for following in FRAMES[1:]), None]
    return [FramePicture(width, source) for width, source in zip(widths, sources, strict=True)]


def _image(found: Drawn, view: Asked, base: str) -> str | None:
    """The address of the picture that a link to the page is shown with, where pictures can be made."""
    if "png" not in KINDS or found.card.empty:
        return None
    return f"{base}embed/{found.card.id}.png?{_query(view, theme=True)}&size=wide"
