"""What each card is called whatever it finds: in lists to choose from, tables of contents and headings."""

from dashboard.messages import mark, translator

_NAMES = {
    "trade-trend": mark("Trade by year"),
    "direction-balance": mark("Balance by year"),
    "monthly-trade": mark("Trade by month"),
    "mirror-gap": mark("Both countries’ declarations"),
    "partner-rank": mark("Rank among partners"),
    "sector-composition": mark("What the trade is made of"),
    "sector-ranking": mark("Which sectors grew"),
    "sector-mentions": mark("Sectors in documents"),
    "coverage": mark("What the data cover"),
    "company-sectors": mark("Companies by sector"),
    "agreements": mark("Agreements"),
    "statement-ledger": mark("Stated figures"),
    "statement-check": mark("Stated against official"),
}


def card_names(language: str) -> dict[str, str]:
    """Card id → its name in the language, in the order of the registry."""
    _ = translator(language)
    return {card_id: _(name) for card_id, name in _NAMES.items()}
