"""The registry: card id → builder. A new chart is one new builder and one line here."""

from dashboard.cards.agreements import agreements
from dashboard.cards.base import Builder
from dashboard.cards.company_sectors import company_sectors
from dashboard.cards.coverage.card import coverage
from dashboard.cards.direction_balance import direction_balance
from dashboard.cards.mirror_gap.card import mirror_gap
from dashboard.cards.monthly_trade import monthly_trade
from dashboard.cards.partner_rank.card import partner_rank
from dashboard.cards.sector_composition.card import sector_composition
from dashboard.cards.sector_mentions import sector_mentions
from dashboard.cards.sector_ranking.card import sector_ranking
from dashboard.cards.statement_check.card import statement_check
from dashboard.cards.statement_ledger.card import statement_ledger
from dashboard.cards.trade_trend.card import trade_trend

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
