"""What tests of pictures share: every card in every language, and a card drawn for a look."""

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.languages import available_languages
from dashboard.selection.look import Look
from dashboard.selection.selection import from_query

EVERYTHING = [(card_id, language) for card_id in sorted(CARDS) for language in available_languages()]


def drawn(tables: Tables, card_id: str, language: str = "en", look: Look | None = None) -> Card:
    """The card of the default view."""
    selection, notices = from_query({"lang": language}, tables.vocabulary)
    assert notices == ()
    return CARDS[card_id](View(tables, selection, look or Look()))
