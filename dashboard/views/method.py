"""Data and method: how figures become bounds, what they rest on, what there is and where it comes from."""

from dashboard import controls, store
from dashboard.cards.method import how_figures_are_made, what_there_is
from dashboard.components import cards, sections

language = controls.current_selection().language

sections(how_figures_are_made(store.tables(), language))
cards("coverage")
sections(what_there_is(store.tables(), language))
