"""The registry: card id → builder. A new chart is one new builder and one line here."""

from dashboard.cards.balance import direction_balance
from dashboard.cards.card import Builder
from dashboard.cards.monthly import monthly_trade
from dashboard.cards.trend import trade_trend

CARDS: dict[str, Builder] = {
    "trade-trend": trade_trend,
    "direction-balance": direction_balance,
    "monthly-trade": monthly_trade,
}
