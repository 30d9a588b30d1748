"""`direction-balance` for programs that draw charts of their own: both sides as bars beside one another."""

import pandas as pd

from dashboard.cards.direction_balance.data import sides
from dashboard.charts.native import Chart, NativeSeries, Shape
from dashboard.queries.view import View
from dashboard.text.formats import Scale


def balance_chart(years: pd.DataFrame, scale: Scale, view: View) -> Chart:
    """One category a year; the sides stand side by side, as a sheet of numbers holds no negative trade."""
    both = sides(years, view.on_white)
    return Chart(
        shape=Shape.BARS,
        categories=tuple(str(year) for year in years.index),
        series=tuple(NativeSeries(side.name, tuple(side.values.values()), side.colour) for side in both),
        unit=view.unit_words(scale),
        factor=scale.factor,
        values_unit=view.unit_words(Scale(0)),
        decimals=scale.decimals,
    )
