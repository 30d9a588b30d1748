"""The marks of the visual grammar, one function each: every card that shows a meaning draws it with the same mark."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.selection.look import Look
from dashboard.statements.bounds import Bounds, OpenSide
from etl.model.codes import Verdict

_HOVER = "%{hovertext}<extra></extra>"
_ARROW = 22  # pixels of the arrow towards an open side


def official_bars(
    figure: go.Figure,
    x: Sequence[Any],
    y: Sequence[Any],
    hover: Sequence[str],
    *,
    colour: str,
    name: str,
    **more: Any,
) -> None:
    """Solid bars: an official series."""
    figure.add_bar(
        x=x,
        y=y,
        hovertext=hover,
        hovertemplate=_HOVER,
        name=name,
        marker={"color": colour, "line": {"width": 0}},
        **more,
    )


def unfinished_bars(
    figure: go.Figure, x: Sequence[float], y: Sequence[float], *, look: Look, name: str, width: float
) -> None:
    """Hatched bars: a period that is not a whole year."""
    p = look.palette
    figure.add_bar(
        x=x,
        y=y,
        width=width,
        name=name,
        hoverinfo="skip",
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"color": p.both, "width": 1},
            "pattern": {"shape": "/", "fgcolor": p.both, "size": 5, "solidity": 0.25},
        },
    )


def stated_points(
    figure: go.Figure,
    x: Sequence[Any],
    bounds: Sequence[Bounds],
    hover: Sequence[str],
    *,
    look: Look,
    name: str,
    verdict: Verdict | None = None,
    colour: str | None = None,
) -> None:
    """Hollow markers with a whisker: figures stated by documents, with what their rounding allows.

    An open side has an arrow in place of its whisker.
    A dot within says that the statistics agree, a cross that they disagree; `colour` is that of a direction, where
    several share the axes.
    """
    p = look.palette
    symbol, stroke = {
        Verdict.AGREES: ("circle-dot", p.agrees),
        Verdict.DISAGREES: ("circle-x", p.disagrees),
    }.get(verdict or Verdict.CANNOT_TELL, ("circle", colour or p.ink))
    figure.add_scatter(
        x=x,
        y=[bound.mark for bound in bounds],
        mode="markers",
        name=name,
        hovertext=hover,
        hovertemplate=_HOVER,
        marker={"symbol": symbol, "size": 10, "color": p.paper, "line": {"color": stroke, "width": 1.8}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [_distance(bound.mark, bound.high) for bound in bounds],
            "arrayminus": [_distance(bound.low, bound.mark) for bound in bounds],
            "color": stroke,
            "thickness": 1.3,
            "width": 4,
        },
    )
    _open_arrows(figure, x, bounds, stroke)


def derived_points(
    figure: go.Figure,
    x: Sequence[Any],
    bounds: Sequence[Bounds],
    hover: Sequence[str],
    *,
    look: Look,
    name: str,
) -> None:
    """Diamonds with a dotted whisker: values implied by what was stated. An open side has an arrow."""
    p = look.palette
    closed = [(at, one) for at, one in zip(x, bounds, strict=True) if one.open_side is None]
    whiskers_x = [value for at, _one in closed for value in (at, at, None)]
    whiskers_y = [value for _at, one in closed for value in (one.low, one.high, None)]
    figure.add_scatter(
        x=whiskers_x,
        y=whiskers_y,
        mode="lines",
        line={"color": p.derived, "width": 1.6, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )
    figure.add_scatter(
        x=x,
        y=[bound.mark for bound in bounds],
        mode="markers",
        name=name,
        hovertext=hover,
        hovertemplate=_HOVER,
        marker={"symbol": "diamond", "size": 9, "color": p.paper, "line": {"color": p.derived, "width": 1.8}},
    )
    _open_arrows(figure, x, bounds, p.derived)


def stated_band(figure: go.Figure, x0: float, x1: float, low: float, high: float, *, look: Look, text: str) -> None:
    """A light band behind everything: a range stated for each year in a span; its label stands on its upper edge."""
    p = look.palette
    figure.add_shape(type="rect", x0=x0, x1=x1, y0=low, y1=high, fillcolor=p.band, line={"width": 0}, layer="below")
    figure.add_annotation(
        x=x0,
        y=high,
        text=text,
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        font={"size": 12, "color": p.muted},
        name="band",
    )


def _open_arrows(figure: go.Figure, x: Sequence[Any], bounds: Sequence[Bounds], colour: str) -> None:
    """From the bound of each figure with an open side, an arrow of a fixed length towards that side."""
    for at, one in zip(x, bounds, strict=True):
        if one.open_side is None:
            continue
        way = _ARROW if one.open_side == OpenSide.UP else -_ARROW
        figure.add_annotation(
            x=at,
            y=one.mark,
            yshift=way,
            ax=0,
            ay=way,
            showarrow=True,
            arrowhead=2,
            arrowsize=1,
            arrowwidth=1.6,
            arrowcolor=colour,
            text="",
            startstandoff=5,
            name=f"open {one.open_side}",
        )


def _distance(low: float | None, high: float | None) -> float:
    return 0.0 if low is None or high is None else high - low


def note(figure: go.Figure, x: float, y: float, text: str, *, look: Look, **more: Any) -> None:
    """A quiet remark inside the plot, such as why there is a gap."""
    figure.add_annotation(x=x, y=y, text=text, showarrow=False, font={"size": 12, "color": look.palette.muted}, **more)
