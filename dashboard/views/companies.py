"""Companies: who is named in which sector, and what was agreed when."""

from dashboard.ui.components import cards

cards("company-sectors")
cards("agreements")
