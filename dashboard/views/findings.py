"""Findings: stated against official, what contradicts what and by how much, what is implied, and two declarations."""

from dashboard import store
from dashboard.queries.view import View
from dashboard.sentences.oil_note import stated_note
from dashboard.ui import components, sidebar
from dashboard.ui.components import cards

selection = sidebar.current_selection()

cards("statement-check")
components.note(stated_note(View(store.tables(), selection)))
components.findings()
cards("mirror-gap")
