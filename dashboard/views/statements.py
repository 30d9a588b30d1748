"""Statements: every stated figure with its bounds, then all of them as a table that can be searched."""

import streamlit as st

from dashboard import controls, store
from dashboard.cards.oil_note import stated_note
from dashboard.components import cards, note, statements
from dashboard.messages import translator

selection = controls.current_selection()
_ = translator(selection.language)

cards("statement-ledger")
st.subheader(_("All statements"), anchor=False)
st.markdown(
    _(
        "One row for each figure a document prints, in full units: a figure that several documents print, counted once "
        "above, has a row for each of them. Low and high are what its rounding or wording allows; an empty side is "
        "open."
    )
)
note(stated_note(store.tables(), selection))
statements()
