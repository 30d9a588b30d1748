"""Data and method: how figures become bounds, what they rest on, what there is and where it comes from."""

from dashboard.panels.method.method import how_figures_are_made, what_there_is
from dashboard.ui import sidebar
from dashboard.ui.components import cards, sections

selection = sidebar.current_selection()

sections(how_figures_are_made)
sidebar.known_on(selection)
cards("coverage")
sections(what_there_is)
