"""`sector-ranking` for programs that draw charts of their own: the latest months and those a year before as bars."""

from collections.abc import Sequence

from dashboard.cards.sector_ranking.data import ChangePanel
from dashboard.charts.native import Chart, NativeSeries, Shape
from dashboard.charts.rows import blended
from dashboard.charts.theme import direction_colour
from dashboard.queries.view import View
from dashboard.text import formats
from dashboard.text.formats import Scale

_PALE = 0.45


def change_chart(found: Sequence[ChangePanel], view: View) -> Chart | None:
    """One category a sector or product, without what no list breaks down; None for two directions.

    Their scales are too far apart for one axis, and a chart of an office program has one.
    """
    if len(found) > 1:
        return None
    (panel,) = found
    palette = view.look.on_white.palette
    changes = [change for change in panel.changes if not change.rest]
    colour = direction_colour(palette, view.selection.pair, panel.basket.exporter)
    label = view.period_label(panel.basket.period)
    series = [NativeSeries(label, tuple(change.now for change in changes), colour)]
    if panel.earlier:
        before = view.period_label(panel.earlier.period)
        values = tuple(change.before for change in changes)
        series.append(NativeSeries(before, values, blended(colour, palette.paper, _PALE)))
    scale = formats.axis_scale(max(max(change.now, change.before or 0.0) for change in changes))
    return Chart(
        shape=Shape.BARS,
        categories=tuple(change.name for change in changes),
        series=tuple(series),
        unit=view.unit_words(scale),
        factor=scale.factor,
        values_unit=view.unit_words(Scale(0)),
        decimals=scale.decimals,
    )
