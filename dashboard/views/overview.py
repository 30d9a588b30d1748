"""Overview: the headline figures, trade by year, the balance and the months."""

from dashboard.components import cards, headline_figures

headline_figures()
cards("trade-trend")
cards("direction-balance", "monthly-trade")
