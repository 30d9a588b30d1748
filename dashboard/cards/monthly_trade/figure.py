"""The picture of `monthly-trade`: panels of bars above one another; the compared months stand out."""

from typing import Any

import plotly.graph_objects as go

from dashboard.cards.monthly_trade.data import MonthsPanel
from dashboard.charts.theme import base_figure
from dashboard.queries.view import View
from dashboard.queries.year_to_date import YearToDate
from dashboard.selection.look import Look
from dashboard.sentences.words import growth_words
from dashboard.text import punctuation
from dashboard.text.chart_text import bold
from dashboard.text.formats import Scale

_PANEL, _BETWEEN, _ABOVE, _BELOW = 130, 34, 30, 28  # pixels of a panel, between, above and below panels
_TWO_LINES_BELOW, _LINE = 420, 17  # the width in pixels below which a panel's heading takes two lines


def months_figure(panels: list[MonthsPanel], scale: Scale, view: View) -> go.Figure:
    """Amounts divided by the scale's factor over months; the plot has no frame yet."""
    figure = _panels(view.look, len(panels))
    for number, panel in enumerate(panels, start=1):
        _draw(figure, panel, number, scale, view)
    _axes(figure, panels, view.look)
    return figure


def _panels(look: Look, count: int) -> go.Figure:
    """`count` panels above one another, each with its own axes; the gap between two holds the lower one's heading."""
    second = _LINE if look.width < _TWO_LINES_BELOW else 0
    above, between = _ABOVE + second, _BETWEEN + second
    height = _PANEL * count + between * (count - 1)
    figure = base_figure(look, height + above + _BELOW)
    axes: dict[str, Any] = {"margin": {"t": above, "b": _BELOW, "l": 44, "r": 12}}
    for at in range(count):
        suffix = str(at + 1) if at else ""
        top = 1 - at * (_PANEL + between) / height
        axes[f"yaxis{suffix}"] = {
            **figure.layout.yaxis.to_plotly_json(),
            "domain": (max(0.0, top - _PANEL / height), top),
            "anchor": f"x{suffix}",
        }
        axes[f"xaxis{suffix}"] = {
            **figure.layout.xaxis.to_plotly_json(),
            "anchor": f"y{suffix}",
            "matches": "x" if at else None,
            "showticklabels": at == count - 1,
        }
    figure.update_layout(axes)
    return figure


def _draw(figure: go.Figure, panel: MonthsPanel, number: int, scale: Scale, view: View) -> None:
    series = panel.series
    axis = "" if number == 1 else str(number)
    figure.add_bar(
        x=list(series.values),
        y=[value / scale.factor for value in series.values.values()],
        marker={
            "color": series.colour,
            "opacity": [1.0 if panel.is_compared(day) else 0.4 for day in series.values],
            "line": {"width": 0},
        },
        hovertext=[
            f"{bold(view.month_label(day))} {series.name}\n{view.money(value)}" for day, value in series.values.items()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )
    parted = "\n" if view.look.width < _TWO_LINES_BELOW else "  "
    figure.add_annotation(
        text=f"{bold(series.name)}{parted}{_comparison(panel.compared, view)}",
        align="left",
        xref=f"x{axis} domain",
        yref=f"y{axis} domain",
        x=0,
        y=1,
        yanchor="bottom",
        xanchor="left",
        xshift=-40,
        yshift=4,
        showarrow=False,
        font={"color": series.colour, "size": 13},
    )


def _comparison(compared: YearToDate, view: View) -> str:
    label = view.period_label(compared.period)
    amount = view.money(compared.value)
    if compared.growth is not None:
        amount = f"{amount} ({growth_words(compared.growth, view.language)})"
    return punctuation.labelled(label, amount, view.language)


def _axes(figure: go.Figure, panels: list[MonthsPanel], look: Look) -> None:
    days = [day for panel in panels for day in panel.series.values]
    first, last = min(days), max(days)
    years = last.year - first.year + 1
    ticks = [f"{year}-01-01" for year in range(first.year, last.year + 1)]
    labels = [
        str(year) if look.width / years > 44 else f"’{year % 100:02d}" for year in range(first.year, last.year + 1)
    ]
    figure.update_xaxes(tickvals=ticks, ticktext=labels, ticks="outside", ticklen=4, ticklabelposition="outside right")
    figure.update_yaxes(rangemode="tozero", nticks=4)
    figure.update_layout(bargap=0.18)
