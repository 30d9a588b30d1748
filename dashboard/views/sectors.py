"""Sectors: what the trade is made of, which sectors grew, and which ones the documents name."""

from dashboard.ui.components import cards

cards("sector-composition")
cards("sector-ranking")
cards("sector-mentions")
