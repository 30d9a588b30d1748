"""A card's figure as plain data, for programs that draw charts of their own: slides, documents, workbooks."""

from dataclasses import dataclass
from enum import StrEnum

Values = tuple[float | None, ...]


class Shape(StrEnum):
    """How the bars of a chart stand. A butterfly is two series of bars, the first to the left of a common axis."""

    COLUMNS = "columns"
    STACKED_COLUMNS = "stacked_columns"
    BARS = "bars"
    STACKED_BARS = "stacked_bars"
    BUTTERFLY = "butterfly"
    LINES = "lines"


class Mark(StrEnum):
    """How one series is drawn; points stand beside bars or lines, whiskers where they have bounds."""

    BAR = "bar"
    LINE = "line"
    POINT = "point"


@dataclass(frozen=True)
class Series:
    """A named series: one value a category in full units, None where there is none.

    `low` and `high` bound each value where it was stated. `colour` is `#RRGGBB`.
    """

    name: str
    values: Values
    colour: str
    mark: Mark = Mark.BAR
    low: Values | None = None
    high: Values | None = None


@dataclass(frozen=True)
class Chart:
    """Categories along one axis, series along the other.

    Values are in full units; an axis shows them divided by `factor`, which `unit` names ("billion US dollars"), with
    `decimals`. Values of a butterfly are positive on both sides. Every value also stands in the card's table.
    """

    shape: Shape
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    factor: float = 1.0
    decimals: int = 1

    def __post_init__(self) -> None:
        columns = (side for one in self.series for side in (one.values, one.low, one.high) if side is not None)
        if any(len(column) != len(self.categories) for column in columns):
            raise ValueError("every series of a chart has one value a category")
