"""Findings: what contradicts what and by how much, what changed its meaning, what is implied, and what holds."""

from dashboard import components, controls, store
from dashboard.components import cards

components.findings(store.findings(controls.current_selection()), controls.current_selection().language)
cards("statement-check")
