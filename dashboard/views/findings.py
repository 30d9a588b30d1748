"""Findings: stated against official, what contradicts what and by how much, what is implied, and two declarations."""

from dashboard import components, controls, store
from dashboard.components import cards

selection = controls.current_selection()

cards("statement-check")
components.findings(store.findings(selection), selection.language)
cards("mirror-gap")
