"""The picture of `direction-balance`: a butterfly of bars with the balance in a column beside it."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.cards.direction_balance.data import balance_name, sides
from dashboard.charts import marks
from dashboard.charts.rows import readable_on
from dashboard.charts.theme import base_figure
from dashboard.queries.view import View
from dashboard.text.chart_text import bold
from dashboard.text.formats import Scale

_ROW, _COLUMN = 34, 62  # pixels a year takes, and the column of balances


def balance_figure(years: pd.DataFrame, scale: Scale, view: View) -> go.Figure:
    """A row a year, amounts divided by the scale's factor; the plot has no frame yet."""
    _ = view.translate
    p = view.look.palette
    figure = base_figure(view.look, _ROW * len(years) + 24)
    for side, sign in zip(reversed(sides(years, view)), (1, -1), strict=True):
        marks.official_bars(
            figure,
            [sign * value / scale.factor for value in side.values.values()],
            [str(year) for year in side.values],
            [f"{bold(year)} {side.name}\n{view.money(value)}" for year, value in side.values.items()],
            colour=side.colour,
            name=side.name,
            orientation="h",
            width=0.62,
            text=[view.number(value / scale.factor, scale.decimals) for value in side.values.values()],
            textposition="inside" if view.look.narrow else "auto",
            insidetextanchor="end",
            textfont={"size": 12},
            insidetextfont={"size": 12, "color": readable_on(side.colour)},
        )
    for at, value in enumerate(years["balance"]):  # a category axis takes positions, not names
        text = bold(_signed(value, scale, view))
        _in_margin(figure, text, y=at, yref="y", yanchor="middle")
    _in_margin(figure, balance_name(view), y=1, yref="paper", yanchor="bottom")
    figure.update_layout(barmode="relative", bargap=0.3, margin={"r": _COLUMN + 4, "t": 20, "b": 4})
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False, tickfont={"color": p.ink})
    figure.update_xaxes(showticklabels=False, showline=False, ticks="", zeroline=True, zerolinecolor=p.faint)
    return figure


def _in_margin(figure: go.Figure, text: str, **place: Any) -> None:
    """Text in the column right of the bars."""
    figure.add_annotation(
        text=text, xref="paper", x=1, xanchor="right", xshift=_COLUMN, showarrow=False, align="right", **place
    )


def _signed(value: float, scale: Scale, view: View) -> str:
    text = view.number(value / scale.factor, scale.decimals)
    return f"+{text}" if value > 0 else text
