"""The code that shows a card, live, in another page."""

from html import escape
from urllib.parse import urlencode

from dashboard.cards.card import Card
from dashboard.theme import Mode

ASOF_DIGITS = 12  # of the data's hash, by which an embed knows what it was made from
# Scripts draw the chart; the link to the dashboard opens beside it. Nothing else is granted.
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
_BELOW = 48  # pixels of the line below the chart


def embed_address(card: Card, root: str) -> str:
    """Where a card's embed is served: its view, the data it was made from, and its theme unless that is the usual one.

    A usual embed follows the theme of its reader. `root` is the address of the app, without a slash at its end.
    """
    theme = {} if card.look.mode == Mode.LIGHT else {"theme": str(card.look.mode)}
    asked = {"asof": card.data_hash[:ASOF_DIGITS]} | theme
    return f"{root}/embed/{card.id}?{card.filters}&{urlencode(asked)}"


def embed_height(card: Card) -> int:
    """Pixels an embed of a card needs at the width it was drawn for."""
    return int(card.figure.layout.height) + _BELOW if card.figure else 4 * _BELOW


def embed_code(address: str, title: str, height: int, width: str = "100%") -> str:
    """An iframe for a page elsewhere, which may run its own scripts and open a link; sizes are those of HTML."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{height}" '
        f'style="border:0" loading="lazy" sandbox="{_SANDBOX}"></iframe>'
    )
