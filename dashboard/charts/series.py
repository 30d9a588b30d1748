"""One direction of trade as every program draws it: its name, its colour and its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.theme import direction_colour
from dashboard.queries.view import View


@dataclass(frozen=True)
class DirectionSeries:
    """The official values of goods from one country to the other, by year or by first day of a month.

    `colour` is `#RRGGBB`, that of the direction in the view's look; `values` are in full units, or in percent.
    """

    exporter: str
    importer: str
    name: str
    colour: str
    values: Mapping[Any, float]


def direction_series(view: View, exporter: str, importer: str, values: pd.Series) -> DirectionSeries:
    """The series of a direction under the direction's name; `values` are indexed by year or month."""
    return DirectionSeries(
        exporter=exporter,
        importer=importer,
        name=view.direction_name(exporter, importer),
        colour=direction_colour(view.look.palette, view.selection.pair, exporter),
        values=dict(zip(values.index.tolist(), values.astype(float).tolist(), strict=True)),
    )
