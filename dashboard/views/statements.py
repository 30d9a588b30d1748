"""Statements: every stated figure with its bounds, then all of them as a table that can be searched."""

import streamlit as st

from dashboard import store
from dashboard.queries.view import View
from dashboard.sentences.oil_note import stated_note
from dashboard.text.messages import translator
from dashboard.ui import sidebar
from dashboard.ui.components import cards, note, statements

selection = sidebar.current_selection()
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
note(stated_note(View(store.tables(), selection)))
statements()
