"""A card's figure as plain data, for programs that draw charts of their own: slides, documents, workbooks."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from dashboard.statements.bounds import Bounds, OpenSide

Values = tuple[float | None, ...]
Key = TypeVar("Key", bound=Hashable)
ENDS = ("low", "high")


class Shape(StrEnum):
    """How the bars of a chart stand."""

    COLUMNS = "columns"
    STACKED_COLUMNS = "stacked_columns"
    BARS = "bars"
    STACKED_BARS = "stacked_bars"
    LINES = "lines"


class Mark(StrEnum):
    """How one series is drawn; points stand beside bars or lines, whiskers where they have bounds.

    A line breaks where a value is missing and has a marker at each value, so that one between two gaps is seen.
    """

    BAR = "bar"
    LINE = "line"
    POINT = "point"


@dataclass(frozen=True)
class NativeSeries:
    """A named series: one value a category in full units, None where there is none.

    `low` and `high` bound each value where it was stated. Values of a series with an `open_side` are bounds, from which
    that side is open. `colour` is `#RRGGBB`. `legend` is False where the series only holds more points of the one
    before, which the legend names already.
    """

    name: str
    values: Values
    colour: str
    mark: Mark = Mark.BAR
    low: Values | None = None
    high: Values | None = None
    legend: bool = True
    open_side: OpenSide | None = None


@dataclass(frozen=True)
class Chart:
    """Categories along one axis, series along the other; both in reading order, lying bars from the top.

    Values are in full units; an axis shows them divided by `factor`, which `unit` names ("billion US dollars"), with
    `decimals`; `values_unit` names that of the values themselves, which sheets of numbers are headed by. Every value
    also stands in the card's table: nothing is turned or divided for the sake of a drawing.
    """

    shape: Shape
    categories: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    unit: str
    factor: float = 1.0
    decimals: int = 1
    values_unit: str = ""

    def __post_init__(self) -> None:
        if self.factor == 1 and not self.values_unit:
            object.__setattr__(self, "values_unit", self.unit)
        if not self.values_unit:
            raise ValueError("a chart whose axis is divided names the unit of its values")
        columns = (side for one in self.series for side in (one.values, one.low, one.high) if side is not None)
        if any(len(column) != len(self.categories) for column in columns):
            raise ValueError("every series of a chart has one value a category")


def values_at(found: Mapping[Key, float | None], categories: Sequence[Key]) -> Values:
    """The value of each category in order, None where there is none."""
    return tuple(found.get(category) for category in categories)


def point_series(
    points: Iterable[tuple[Key, Bounds]],
    categories: Sequence[Key],
    *,
    names: Mapping[OpenSide | None, str],
    colour: str,
) -> Iterator[NativeSeries]:
    """Points given as category and bounds: first those with a value, then those with an open side.

    Points that share a category stand in numbered series of their own: there are as many series as the fullest
    category has points, none where there are no points.
    """
    given = list(points)
    for side, name in names.items():
        layers = _layers((category, bounds) for category, bounds in given if bounds.open_side == side)
        for number, layer in enumerate(layers, start=1):
            values = values_at({key: one.mark for key, one in layer.items()}, categories)
            sides: dict[str, Values] = {}
            if side is None:
                sides = {end: values_at({k: getattr(one, end) for k, one in layer.items()}, categories) for end in ENDS}
            numbered = name if number == 1 else f"{name} ({number})"
            yield NativeSeries(numbered, values, colour, Mark.POINT, **sides, legend=number == 1, open_side=side)


def _layers(points: Iterable[tuple[Key, Bounds]]) -> list[dict[Key, Bounds]]:
    """The points in as few mappings as hold each category once."""
    layers: list[dict[Key, Bounds]] = []
    for category, bounds in points:
        layer = next((one for one in layers if category not in one), None)
        if layer is None:
            layers.append(layer := {})
        layer[category] = bounds
    return layers
