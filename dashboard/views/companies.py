"""Companies: who is named in which sector, and what was agreed when."""

from dashboard.components import cards

cards("company-sectors")
cards("agreements")
