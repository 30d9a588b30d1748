"""The picture of `mirror-gap`: for each year a disc for the exporter's declaration and a bar for the importer's."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.cards.mirror_gap.data import MirrorPanel, Pair, goods_name
from dashboard.cards.mirror_gap.text import ratio_text
from dashboard.charts import marks
from dashboard.charts.rows import blended
from dashboard.charts.theme import add_all, base_figure, direction_colour
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.text import formats, punctuation
from dashboard.text.chart_text import LINE, bold
from dashboard.text.fonts import wrapped
from dashboard.text.formats import Scale
from etl.model.codes import ALL_GOODS

_PLOT, _HEADING, _TICKS, _APART = 158, 46, 30, 16  # pixels: a plot, what stands above and below it, between two rows
_LEFT, _RIGHT = 44, 12  # pixels beside the plots
_BESIDE_FROM = 700  # from this width on the two directions of all goods stand side by side
_HALF_BAND = 0.3  # years
_PALE = 0.26
_LABEL, _TICK = 31, 46  # pixels a ratio and a year need
_TOUCHING = 9  # pixels between two declarations below which their marks overlap
_WIDE_GAP = 4  # years without marks that are explained in the picture


@dataclass(frozen=True)
class _PanelPlace:
    """Where a panel is drawn: the names of its axes, its scale, the pixels of a year and its direction's colour."""

    x: str
    y: str
    scale: Scale
    per_year: float
    colour: str

    @property
    def axes(self) -> dict[str, str]:
        return {"xaxis": self.x, "yaxis": self.y}

    @property
    def refs(self) -> dict[str, str]:
        return {"xref": self.x, "yref": self.y}


def mirror_figure(panels: list[MirrorPanel], view: View) -> go.Figure:
    """Panels in rows, each with its own scale and unit; the plot has no frame yet."""
    rows = _rows(panels, view.look)
    heights = len(rows) * (_HEADING + _PLOT + _TICKS) + (len(rows) - 1) * _APART
    figure = base_figure(view.look, heights)
    figure.update_layout(margin={"t": _HEADING, "b": _TICKS, "l": _LEFT, "r": _RIGHT})
    _legend(figure, panels, view)
    plot = heights - _HEADING - _TICKS
    number = 0
    for at, row in enumerate(rows):
        top = 1 - at * (_PLOT + _TICKS + _APART + _HEADING) / plot
        for panel, across in zip(row, _across(row, view.look), strict=True):
            number += 1
            place = _placed(figure, panel, number, across, (max(0.0, top - _PLOT / plot), top), view)
            _draw(figure, panel, place, view)
    return figure


def _rows(panels: list[MirrorPanel], look: Look) -> list[list[MirrorPanel]]:
    totals = [panel for panel in panels if panel.commodity == ALL_GOODS]
    rest = [[panel] for panel in panels if panel.commodity != ALL_GOODS]
    if look.width < _BESIDE_FROM:
        return [*([panel] for panel in totals), *rest]
    return [totals, *rest] if totals else rest


def _across(row: list[MirrorPanel], look: Look) -> list[tuple[float, float]]:
    """Where the panels of a row stand between 0 and 1: as wide as their years, none under a third."""
    if len(row) == 1:
        return [(0.0, 1.0)]
    between = (_LEFT + 20) / (look.width - _LEFT - _RIGHT)
    spans = [_span(panel) for panel in row]
    first = min(max(spans[0] / sum(spans), 1 / 3), 2 / 3) * (1 - between)
    return [(0.0, first), (first + between, 1.0)]


def _span(panel: MirrorPanel) -> int:
    return panel.drawn[-1].year - panel.drawn[0].year + 1


def _placed(
    figure: go.Figure,
    panel: MirrorPanel,
    number: int,
    across: tuple[float, float],
    upright: tuple[float, float],
    view: View,
) -> _PanelPlace:
    """Lay out the axes of a panel between the fractions given."""
    suffix = "" if number == 1 else str(number)
    figure.update_layout(
        {
            f"xaxis{suffix}": {**figure.layout.xaxis.to_plotly_json(), "domain": across, "anchor": f"y{suffix}"},
            f"yaxis{suffix}": {**figure.layout.yaxis.to_plotly_json(), "domain": upright, "anchor": f"x{suffix}"},
        }
    )
    width = (across[1] - across[0]) * (view.look.width - _LEFT - _RIGHT)
    return _PanelPlace(
        x=f"x{suffix}",
        y=f"y{suffix}",
        scale=formats.axis_scale(panel.highest),
        per_year=width / (_span(panel) + 0.4),
        colour=direction_colour(view.look.palette, view.selection.pair, panel.exporter),
    )


def _legend(figure: go.Figure, panels: list[MirrorPanel], view: View) -> None:
    """What the marks mean, in grey because each direction has its own colour."""
    _ = view.translate
    grey = view.look.palette.both
    figure.add_scatter(
        x=[None], y=[None], mode="markers", name=_("Declared by the exporter"), marker={"size": 11, "color": grey}
    )
    figure.add_scatter(
        x=[None], y=[None], mode="markers", name=_("Declared by the importer"), marker=_bar_marker(grey, 9)
    )
    highest = [pair.allowance[1] for panel in panels for pair in panel.drawn if pair.allowance]
    if highest:
        percent = view.percent((max(highest) - 1) * 100, 0)
        text = _("What freight and insurance may add: up to {percent}").format(percent=percent)
        figure.add_bar(x=[None], y=[None], name=text, marker={"color": blended(grey, view.look.palette.paper, _PALE)})


def _bar_marker(colour: str, size: float, thick: float = 3.5) -> dict[str, Any]:
    return {"symbol": "line-ew", "size": size, "color": colour, "line": {"color": colour, "width": thick}}


def _upper(pair: Pair) -> float:
    """The highest of what is drawn for a year: both values and the band."""
    exported = pair.exported or 0.0
    return max(exported, pair.imported or 0.0, exported * pair.allowance[1] if pair.allowance else 0.0)


def _top(panel: MirrorPanel) -> float:
    """Upper end of the panel's axis, with room for a ratio over the highest mark."""
    return max(_upper(pair) for pair in panel.drawn) * 1.17


def _draw(figure: go.Figure, panel: MirrorPanel, place: _PanelPlace, view: View) -> None:
    _finish(figure, panel, place)
    _pairs(figure, panel, place, view)
    texts = [*_heading(panel, place, view), *_ratios(panel, place, view)]
    add_all(figure, texts, _bands(panel, place, view.look))
    _explain_gaps(figure, panel, place, view)


def _pairs(figure: go.Figure, panel: MirrorPanel, place: _PanelPlace, view: View) -> None:
    """The line between the two declarations of a year, the disc and the bar."""
    years = list(panel.exported)
    exported = [value / place.scale.factor for value in panel.exported.values()]
    imported = [value / place.scale.factor for value in panel.imported.values()]
    figure.add_scatter(
        x=[x for year in years for x in (year, year, None)],
        y=[y for out, into in zip(exported, imported, strict=True) for y in (out, into, None)],
        mode="lines",
        line={"color": place.colour, "width": 2},
        hoverinfo="skip",
        showlegend=False,
        **place.axes,
    )
    hover = [_hover(pair, panel, view) for pair in panel.drawn]
    size = min(10.0, max(4.0, place.per_year * 0.28))
    disc = {"symbol": "circle", "size": min(12.0, size * 1.4), "color": place.colour, "line": {"width": 0}}
    # Where both declarations nearly meet, a strip of paper parts the bar from the disc under it.
    near = _TOUCHING * _top(panel) / place.scale.factor / _PLOT
    touching = [value if abs(value - other) < near else None for value, other in zip(imported, exported, strict=True)]
    strip = _bar_marker(view.look.palette.paper, size + 1, thick=6.5)
    for values, marker in ((exported, disc), (touching, strip), (imported, _bar_marker(place.colour, size))):
        figure.add_scatter(
            x=years,
            y=values,
            mode="markers",
            marker=marker,
            hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
            showlegend=False,
            **place.axes,
        )


def _bands(panel: MirrorPanel, place: _PanelPlace, look: Look) -> list[dict[str, Any]]:
    """From the exporter's value as far as freight and insurance may lift the importer's."""
    pale = blended(place.colour, look.palette.paper, _PALE)
    common = {"type": "rect", "fillcolor": pale, "line": {"width": 0}, "layer": "below", "name": "allowance"}
    return [
        common
        | place.refs
        | {
            "x0": pair.year - _HALF_BAND,
            "x1": pair.year + _HALF_BAND,
            "y0": pair.exported * pair.allowance[0] / place.scale.factor,
            "y1": pair.exported * pair.allowance[1] / place.scale.factor,
        }
        for pair in panel.drawn
        if pair.allowance and pair.exported is not None
    ]


def _ratios(panel: MirrorPanel, place: _PanelPlace, view: View) -> list[dict[str, Any]]:
    """The ratio over each year's higher mark; where years are close, over every second or third from the last."""
    step = max(1, math.ceil(_LABEL / place.per_year))
    last = panel.drawn[-1].year
    common = {"name": "ratio", "yanchor": "bottom", "yshift": 4, "showarrow": False}
    return [
        common
        | place.refs
        | {
            "text": bold(ratio_text(pair.ratio, view.language)),
            "x": pair.year,
            "y": max(_upper(near) for near in _beside(pair, panel, place)) / place.scale.factor,
            "font": {"size": 12, "color": view.look.palette.ink},
        }
        for pair in panel.drawn
        if (last - pair.year) % step == 0
    ]


def _beside(pair: Pair, panel: MirrorPanel, place: _PanelPlace) -> list[Pair]:
    """The year and those so close to it that its ratio would cover their marks."""
    return [other for other in panel.drawn if abs(other.year - pair.year) * place.per_year < _LABEL * 0.6]


def _heading(panel: MirrorPanel, place: _PanelPlace, view: View) -> list[dict[str, Any]]:
    """The direction over the plot, and below it the goods with the unit of the axis."""
    direction = view.direction_name(panel.exporter, panel.importer)
    unit = view.unit_words(place.scale)
    goods = goods_name(view, panel.commodity)
    corner = {"xref": f"{place.x} domain", "yref": f"{place.y} domain", "x": 0, "y": 1, "xshift": -40}
    common = corner | {"name": "heading", "xanchor": "left", "yanchor": "bottom", "showarrow": False, "align": "left"}
    lines = wrapped(f"{goods}, {unit}", view.look.width - _LEFT, 12)
    above = 22 + 15 * (len(lines) - 1)
    first = {"text": bold(direction), "yshift": above, "font": {"color": place.colour, "size": 13}}
    second = {"text": LINE.join(lines), "yshift": 5, "font": {"color": view.look.palette.muted, "size": 12}}
    return [common | line for line in (first, second)]


def _explain_gaps(figure: go.Figure, panel: MirrorPanel, place: _PanelPlace, view: View) -> None:
    """A wide gap between two years says why nothing stands there."""
    _ = view.translate
    for before, after in pairwise(pair.year for pair in panel.drawn):
        if after - before > _WIDE_GAP and (after - before) * place.per_year > 150:
            height = panel.highest / place.scale.factor * 0.3
            text = _("not declared\nby both countries")
            marks.note(figure, (before + after) / 2, height, text, look=view.look, **place.refs)


def _finish(figure: go.Figure, panel: MirrorPanel, place: _PanelPlace) -> None:
    first, last = panel.drawn[0].year, panel.drawn[-1].year
    ticks = list(range(last, first - 1, -max(1, math.ceil(_TICK / place.per_year))))
    figure.layout[f"xaxis{place.x[1:]}"].update(
        range=[first - 0.7, last + 0.7], tickvals=ticks, ticktext=[str(year) for year in ticks]
    )
    figure.layout[f"yaxis{place.y[1:]}"].update(range=[0, _top(panel) / place.scale.factor], nticks=5)


def _hover(pair: Pair, panel: MirrorPanel, view: View) -> str:
    _ = view.translate
    row = pair.row
    countries = view.names("countries")
    lines = [f"{bold(pair.year)} {view.direction_name(panel.exporter, panel.importer)}"]
    for code, valuation, value in (
        (panel.exporter, row.exporter_valuation, pair.exported),
        (panel.importer, row.importer_valuation, pair.imported),
    ):
        amount = view.money(value)
        lines.append(punctuation.labelled(f"{countries[code]}, {valuation}", amount, view.language))
    gap = view.money(pair.gap)
    lines.append(_("Ratio {ratio}, gap {gap}").format(ratio=ratio_text(pair.ratio, view.language), gap=gap))
    return LINE.join(lines)
