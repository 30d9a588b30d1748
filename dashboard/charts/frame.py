"""The frame of a chart: title, unit and basis, legend and source line put into the picture itself.

A frame grows the figure around the plot, which keeps its height; every piece is placed in pixels from the plot's
corners, so that nothing overlaps at any width.
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.theme import SERIF, add_all
from dashboard.selection.look import Look
from dashboard.text.chart_text import LINE, settle_texts
from dashboard.text.fonts import FontStyle, text_width, wrapped

_TITLE_PX, _SUBTITLE_PX, _SOURCE_PX, _LEGEND_PX = 20, 14, 11.5, 13
_TITLE_LINE, _SUBTITLE_LINE, _SOURCE_LINE, _LEGEND_LINE = 26, 18.2, 15.5, 22
_WORDS = {"title", "subtitle", "source"}
_SIDE = 8  # pixels that lines of words leave free at both sides
_KEY, _AFTER_KEY, _BETWEEN = 11, 6, 20  # pixels: a legend's key, the space after it, and between two entries


@dataclass(frozen=True)
class _Entry:
    """A legend entry and its place: pixels from the left edge of the picture, row counted from the top."""

    name: str
    trace: Any
    left: float
    row: int


def frame(figure: go.Figure, look: Look, *, title: str, subtitle: str, source: str) -> go.Figure:
    """Put title, subtitle, legend (of the named traces) and source line around the plot; returns the same figure."""
    p = look.palette
    within = look.width - 2 * _SIDE
    titles = wrapped(title, within, _TITLE_PX, FontStyle.HEADING)
    subtitles = wrapped(subtitle, within, _SUBTITLE_PX)
    sources = wrapped(source, within, _SOURCE_PX)
    entries = _entries(figure, look)
    rows = max((entry.row for entry in entries), default=-1) + 1
    above, below, left = (figure.layout.margin[side] for side in "tbl")
    head = _TITLE_LINE * len(titles) + 4 + _SUBTITLE_LINE * len(subtitles) + 12
    top, bottom = head + _LEGEND_LINE * rows + above, below + 16 + _SOURCE_LINE * len(sources)
    plot = figure.layout.height - above - below
    figure.update_layout(
        height=max(plot + top + bottom, look.height or 0), margin={"t": top, "b": bottom}, showlegend=False
    )
    corner = {"xref": "paper", "yref": "paper", "x": 0, "xshift": -left, "xanchor": "left", "align": "left"}
    corner |= {"showarrow": False, "yanchor": "top"}
    serif = {"family": SERIF, "size": _TITLE_PX, "color": p.ink, "weight": 600}
    texts = [corner | {"name": "title", "text": LINE.join(titles), "y": 1, "yshift": top, "font": serif}]
    under = top - _TITLE_LINE * len(titles) - 4
    quiet = {"size": _SUBTITLE_PX, "color": p.muted}
    texts.append(corner | {"name": "subtitle", "text": LINE.join(subtitles), "y": 1, "yshift": under, "font": quiet})
    keys: list[dict[str, Any]] = []
    for entry in entries:
        height = top - head - _LEGEND_LINE * entry.row
        texts.append(corner | _entry_text(entry, height, left, look))
        keys += _entry_key(entry, height, left, look)
    small = {"size": _SOURCE_PX, "color": p.muted}
    texts.append(
        corner | {"name": "source", "text": LINE.join(sources), "y": 0, "yshift": -(below + 10), "font": small}
    )
    add_all(figure, texts, keys)
    settle_texts(figure)
    return figure


def without_words(figure: go.Figure) -> go.Figure:
    """A copy without the title, subtitle and source line, for a place that says them beside the picture."""
    bare = go.Figure(figure)
    texts = {text.name: text for text in bare.layout.annotations if text.name in _WORDS}
    bare.layout.annotations = [text for text in bare.layout.annotations if text.name not in _WORDS]
    lines = {name: text.text.count("<br>") + 1 for name, text in texts.items()}
    head = _TITLE_LINE * lines["title"] + 4 + _SUBTITLE_LINE * lines["subtitle"] + 12
    foot = 16 + _SOURCE_LINE * lines["source"]
    margin = bare.layout.margin
    bare.update_layout(
        height=bare.layout.height - head - foot, margin={"t": margin.t - head, "b": max(0, margin.b - foot)}
    )
    return bare


def _entries(figure: go.Figure, look: Look) -> list[_Entry]:
    """Each named trace once, in rows that fit the width; a single trace needs no legend."""
    named = {trace.name: trace for trace in figure.data if trace.name and trace.showlegend is not False}
    if len(named) < 2:
        return []
    entries, left, row = [], 0.0, 0
    for name, trace in named.items():
        width = _KEY + _AFTER_KEY + text_width(name, _LEGEND_PX) + _BETWEEN
        if left and left + width - _BETWEEN > look.width:
            left, row = 0.0, row + 1
        entries.append(_Entry(name, trace, left, row))
        left += width
    return entries


def _entry_text(entry: _Entry, height: float, left: float, look: Look) -> dict[str, Any]:
    return {
        "name": "legend",
        "text": entry.name,
        "xshift": entry.left - left + _KEY + _AFTER_KEY,
        "y": 1,
        "yshift": height - _LEGEND_LINE / 2 + 6,
        "yanchor": "middle",
        "font": {"size": _LEGEND_PX, "color": look.palette.ink},
    }


def _entry_key(entry: _Entry, height: float, left: float, look: Look) -> list[dict[str, Any]]:
    """The shapes of an entry's key, placed in pixels from the plot's upper left corner."""
    x, y = entry.left - left + 2, height - _LEGEND_LINE / 2 - _KEY / 2 + 6
    place = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 1}
    return [shape | place | {"name": "legend"} | _moved(shape, x, y) for shape in _key_shapes(entry.trace, look)]


def _key_shapes(trace: Any, look: Look) -> list[dict[str, Any]]:
    """The mark of a trace, drawn in a box of `_KEY` pixels whose lower left corner is the origin."""
    marker, k = trace.marker, _KEY
    if trace.type == "bar" and marker.pattern.shape:
        colour = marker.pattern.fgcolor or marker.line.color
        strokes = f"M0,0 L{k},{k} M0,{k / 2} L{k / 2},{k} M{k / 2},0 L{k},{k / 2}"
        line = {"color": colour, "width": 1}
        return [_box("rect", "rgba(0,0,0,0)", line), {"type": "path", "path": strokes, "line": line}]
    if trace.type == "bar":
        colour = marker.color if isinstance(marker.color, str) else look.palette.both
        return [_box("rect", colour, {"width": 0})]
    if trace.mode == "lines":
        line = {"color": trace.line.color, "width": 2, "dash": trace.line.dash or "solid"}
        return [{"type": "line", "x0": 0, "x1": k, "y0": k / 2, "y1": k / 2, "line": line}]
    line = {"color": marker.line.color or marker.color, "width": marker.line.width or 0}
    if str(marker.symbol or "").startswith("line-ns"):
        return [{"type": "line", "x0": k / 2, "x1": k / 2, "y0": -1, "y1": k + 1, "line": line}]
    if str(marker.symbol or "").startswith("line-ew"):
        return [{"type": "line", "x0": -1, "x1": k + 1, "y0": k / 2, "y1": k / 2, "line": line}]
    if str(marker.symbol or "").startswith("x-thin"):
        return [{"type": "path", "path": f"M1,1 L{k - 1},{k - 1} M1,{k - 1} L{k - 1},1", "line": line}]
    fill = marker.color if isinstance(marker.color, str) else look.palette.both
    if str(marker.symbol or "").startswith("diamond"):
        path = f"M{k / 2},0 L{k},{k / 2} L{k / 2},{k} L0,{k / 2} Z"
        return [{"type": "path", "path": path, "fillcolor": fill, "line": line}]
    ring = _box("rect" if str(marker.symbol or "").startswith("square") else "circle", fill, line)
    return [ring, *_within_ring(str(marker.symbol or ""), line)]


def _within_ring(symbol: str, line: dict[str, Any]) -> list[dict[str, Any]]:
    """The cross or dot that a ring's symbol holds."""
    k = _KEY
    if symbol.endswith("-x"):
        return [{"type": "path", "path": f"M2,2 L{k - 2},{k - 2} M2,{k - 2} L{k - 2},2", "line": line}]
    if symbol.endswith("-dot"):
        dot = _box("circle", line["color"], {"width": 0})
        return [dot | {"x0": k / 2 - 2, "x1": k / 2 + 2, "y0": k / 2 - 2, "y1": k / 2 + 2}]
    return []


def _box(kind: str, fill: str, line: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "x0": 0, "x1": _KEY, "y0": 0, "y1": _KEY, "fillcolor": fill, "line": line}


def _moved(shape: dict[str, Any], x: float, y: float) -> dict[str, Any]:
    """The shape's coordinates moved to the entry's place; in pixel mode y grows upwards."""
    if shape["type"] != "path":
        return {"x0": shape["x0"] + x, "x1": shape["x1"] + x, "y0": shape["y0"] + y, "y1": shape["y1"] + y}
    words = []
    for word in shape["path"].split():
        letter, rest = (word[0], word[1:]) if word[0].isalpha() else ("", word)
        if "," in rest:
            px, py = rest.split(",")
            rest = f"{float(px) + x},{float(py) + y}"
        words.append(letter + rest)
    return {"path": " ".join(words)}
