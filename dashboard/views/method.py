"""Data and method: how figures become bounds, what they rest on, what there is and where it comes from."""

from dashboard import controls
from dashboard.cards.method import how_figures_are_made, what_there_is
from dashboard.components import cards, sections

selection = controls.current_selection()

sections(how_figures_are_made)
controls.known_on(selection)
cards("coverage")
sections(what_there_is)
