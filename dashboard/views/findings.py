"""Findings: stated against official, what contradicts what and by how much, what is implied, and two declarations."""

from dashboard import components, controls, store
from dashboard.cards.oil_note import stated_note
from dashboard.components import cards

selection = controls.current_selection()

cards("statement-check")
components.note(stated_note(store.tables(), selection))
components.findings()
cards("mirror-gap")
