"""The registry: card id → builder. A new chart is one new builder and one line here."""

from dashboard.cards.agreements import agreements
from dashboard.cards.balance import direction_balance
from dashboard.cards.card import Builder
from dashboard.cards.companies import company_sectors
from dashboard.cards.coverage import coverage
from dashboard.cards.ledger import statement_ledger
from dashboard.cards.mirror import mirror_gap
from dashboard.cards.monthly import monthly_trade
from dashboard.cards.partner_rank import partner_rank
from dashboard.cards.sector_composition import sector_composition
from dashboard.cards.sector_mentions import sector_mentions
from dashboard.cards.sector_ranking import sector_ranking
from dashboard.cards.statement_check import statement_check
from dashboard.cards.trend import trade_trend

CARDS: dict[str, Builder] = {
    "trade-trend": trade_trend,
    "direction-balance": direction_balance,
    "monthly-trade": monthly_trade,
    "mirror-gap": mirror_gap,
    "partner-rank": partner_rank,
    "sector-composition": sector_composition,
    "sector-ranking": sector_ranking,
    "sector-mentions": sector_mentions,
    "coverage": coverage,
    "company-sectors": company_sectors,
    "agreements": agreements,
    "statement-ledger": statement_ledger,
    "statement-check": statement_check,
}
