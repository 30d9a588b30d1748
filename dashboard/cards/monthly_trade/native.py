"""`monthly-trade` for programs that draw charts of their own: one line a direction over the months."""

from collections.abc import Sequence

from dashboard.cards.monthly_trade.data import MonthsPanel
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, values_at
from dashboard.queries.view import View
from dashboard.text.formats import Scale
from etl.model.period import Period, month_end


def months_chart(panels: Sequence[MonthsPanel], scale: Scale, view: View) -> Chart:
    """One category a month, from the first to the last of any direction."""
    known = [day for panel in panels for day in panel.series.values]
    days = Period(min(known), month_end(max(known).year, max(known).month)).month_starts
    return Chart(
        shape=Shape.LINES,
        categories=tuple(view.month_label(day) for day in days),
        series=tuple(
            NativeSeries(panel.series.name, values_at(panel.series.values, days), panel.series.colour, Mark.LINE)
            for panel in panels
        ),
        unit=view.unit_words(scale),
        factor=scale.factor,
        values_unit=view.unit_words(Scale(0)),
        decimals=scale.decimals,
    )
