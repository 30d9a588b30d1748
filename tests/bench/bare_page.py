"""Streamlit alone with the same figures: the page that `load.py` compares with. `FIGURES` names their JSON."""

import os
from pathlib import Path

import plotly.io as pio
import streamlit as st


@st.cache_resource
def figures(file: str) -> list[object]:
    """The figures of a file with one JSON a line."""
    return [pio.from_json(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]


st.title("Four figures")
for figure in figures(os.environ["FIGURES"]):
    st.plotly_chart(figure)
