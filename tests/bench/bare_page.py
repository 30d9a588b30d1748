"""Streamlit alone with the same figures: the page that `load.py` and `page_speed.py` compare with.

`FIGURES` names a file of JSON: currency → the figures to show in it, each as plotly's own JSON.
"""

import json
import os
from pathlib import Path

import plotly.io as pio
import streamlit as st


@st.cache_resource
def figures(file: str) -> dict[str, list[object]]:
    """Currency → its figures."""
    kept: dict[str, list[str]] = json.loads(Path(file).read_text(encoding="utf-8"))
    return {currency: [pio.from_json(text) for text in texts] for currency, texts in kept.items()}


st.title("Four figures")
shown = figures(os.environ["FIGURES"])
for at, figure in enumerate(shown[st.radio("Currency", list(shown))]):
    st.plotly_chart(figure, key=f"figure-{at}")
