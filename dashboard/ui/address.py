"""The parameters of the browser's address: read and written in this one place.

Streamlit adds an entry to the browser's history for each message that changes the query string. All parameters are
therefore written in one message, and only where they change, so that one action of a reader is one entry.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.links.link import repaired


def read() -> dict[str, str]:
    """The parameters of the address; of one given twice the last counts."""
    return repaired(st.query_params.to_dict())


def write(parameters: Mapping[str, str], is_replaced: Callable[[str], bool]) -> None:
    """Replace the parameters that `is_replaced` names by these; all others stay."""
    before = read()
    after = {key: text for key, text in before.items() if not is_replaced(key)} | dict(parameters)
    if after != before:
        st.query_params.from_dict(after)
