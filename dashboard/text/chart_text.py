"""Texts in charts: plotly reads tags and entities in every text that it draws.

What is ours is written with `bold` and `LINE` while a chart is made. When it gets its frame, `settle_texts` turns these
into plotly's tags and all else into text that is shown as it is, so that no builder of a chart has to think of it.
"""

from html import escape
from typing import Any

import plotly.graph_objects as go

LINE = "\n"  # texts of the data have none
_BOLD, _PLAIN = "\ue000", "\ue001"  # private characters, which no file of the data may hold
_TAGS = str.maketrans({_BOLD: "<b>", _PLAIN: "</b>", LINE: "<br>"})
_OF_TRACE = ("name", "text", "hovertext")


def bold(text: object) -> str:
    """The text in bold, within any other text of a chart."""
    return f"{_BOLD}{text}{_PLAIN}"


def settle_texts(figure: go.Figure) -> None:
    """Turn the texts of a finished figure into what plotly draws as they are meant; once a figure, at its end."""
    for trace in figure.data:
        for field in _OF_TRACE:
            if (text := getattr(trace, field, None)) is not None:
                trace[field] = _settled(text)
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        if axis.ticktext is not None:
            axis.ticktext = _settled(axis.ticktext)
    texts = [text.to_plotly_json() for text in figure.layout.annotations]
    figure.layout.annotations = [text | {"text": _settled(text["text"])} for text in texts]


def _settled(text: Any) -> Any:
    if isinstance(text, str):
        return escape(text, quote=False).translate(_TAGS)
    return [_settled(part) for part in text] if hasattr(text, "__iter__") else text
