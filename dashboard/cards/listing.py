"""Which cards there are: the page of each, and what it is called whatever it finds, in the order of all lists."""

from dashboard.text.messages import mark, translator

# The first page has no name in its address.
_CARDS = {
    "trade-trend": ("", mark("Trade by year")),
    "direction-balance": ("", mark("Balance by year")),
    "monthly-trade": ("", mark("Trade by month")),
    "mirror-gap": ("findings", mark("Both countries’ declarations")),
    "partner-rank": ("", mark("Rank among partners")),
    "sector-composition": ("sectors", mark("What the trade is made of")),
    "sector-ranking": ("sectors", mark("Which sectors grew")),
    "sector-mentions": ("sectors", mark("Sectors in documents")),
    "coverage": ("method", mark("What the data cover")),
    "company-sectors": ("companies", mark("Companies by sector")),
    "agreements": ("companies", mark("Agreements")),
    "statement-ledger": ("statements", mark("Stated figures")),
    "statement-check": ("findings", mark("Stated against official")),
}


def card_names(language: str) -> dict[str, str]:
    """Card id → its name in the language, in the order of the registry."""
    _ = translator(language)
    return {card_id: _(name) for card_id, (_page, name) in _CARDS.items()}


def page_of(card_id: str) -> str:
    """The page of the dashboard that shows the card, as its address says; KeyError where there is no such card."""
    page, _name = _CARDS[card_id]
    return page
