"""Overview: the headline figures, trade by year, the balance, the months and the rank among partners."""

from dashboard.ui.components import cards, headline_figures

headline_figures()
cards("trade-trend")
cards("direction-balance", "monthly-trade")
cards("partner-rank")
