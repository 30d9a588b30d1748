"""The registry: which cards there are, in the order of all lists."""

from dashboard.cards.agreements import agreements
from dashboard.cards.base import CardDefinition
from dashboard.cards.company_sectors import company_sectors
from dashboard.cards.coverage.card import coverage
from dashboard.cards.direction_balance.card import direction_balance
from dashboard.cards.mirror_gap.card import mirror_gap
from dashboard.cards.monthly_trade.card import monthly_trade
from dashboard.cards.partner_rank.card import partner_rank
from dashboard.cards.sector_composition.card import sector_composition
from dashboard.cards.sector_mentions import sector_mentions
from dashboard.cards.sector_ranking.card import sector_ranking
from dashboard.cards.statement_check.card import statement_check
from dashboard.cards.statement_ledger.card import statement_ledger
from dashboard.cards.trade_trend.card import trade_trend
from dashboard.text.messages import translator

_CARDS = (
    trade_trend,
    direction_balance,
    monthly_trade,
    mirror_gap,
    partner_rank,
    sector_composition,
    sector_ranking,
    sector_mentions,
    coverage,
    company_sectors,
    agreements,
    statement_ledger,
    statement_check,
)
CARDS: dict[str, CardDefinition] = {card.id: card for card in _CARDS}


def card_names(language: str) -> dict[str, str]:
    """Card id → its name in the language, in the order of the registry."""
    _ = translator(language)
    return {card_id: _(card.name) for card_id, card in CARDS.items()}


def page_of(card_id: str) -> str:
    """The page of the dashboard that shows the card, as its address says; KeyError where there is no such card."""
    return CARDS[card_id].page
