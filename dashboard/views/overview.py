"""Overview: the headline figures, trade by year, the balance, the months and both countries' declarations."""

from dashboard.components import cards, headline_figures

headline_figures()
cards("trade-trend")
cards("direction-balance", "monthly-trade")
cards("mirror-gap")
