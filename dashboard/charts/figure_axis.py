"""The axis of one panel of the ledger: from values to pixels, with its ticks."""

import math
from dataclasses import dataclass

from dashboard.statements.figures import FigurePanel, StatedFigure

ARROW = 34  # pixels of the arrow of an open bound
_LOG_FROM = 40  # amounts of goods further apart than this factor stand on a logarithmic axis
_PER_TICK = 90  # pixels between two ticks, at least
_SIDE = 28  # pixels between the outer ticks and the edges: half of a label


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high` on pixels from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float
    log: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """The pixel of a value."""
        low, high, at = (
            (math.log10(end) for end in (self.low, self.high, value)) if self.log else (self.low, self.high, value)
        )
        return self.left + (at - low) / (high - low) * (self.right - self.left)


def axis_of(panel: FigurePanel, figures: list[StatedFigure], left: float, right: float) -> Axis:
    """An axis that holds every value, bound and official level, with room for the arrows of open bounds."""
    values = [end for figure in figures if figure.shown for end in figure.shown.ends]
    values += [level.value for figure in figures for level in figure.levels]
    arrows = [figure.shown for figure in figures if figure.shown and None in (figure.shown.low, figure.shown.high)]
    left, right = left + _SIDE, right - (ARROW if any(arrow.high is None for arrow in arrows) else _SIDE)
    lowest, highest = min(values), max(values)
    if panel == FigurePanel.GOODS and lowest > 0 and highest / lowest > _LOG_FROM:
        powers = range(math.floor(math.log10(lowest)), math.ceil(math.log10(highest)) + 1)
        ticks = tuple(10.0**power for power in powers)
        return Axis(ticks[0], ticks[-1], left, right, True, ticks)
    ticks = _even_ticks(min(0.0, lowest), max(0.0, highest), max(3, int((right - left) / _PER_TICK)))
    return Axis(ticks[0], ticks[-1], left, right, False, ticks)


def _even_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round values that span low to high, at most about `most` steps apart."""
    rough = ((high - low) or 1.0) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, max(last, first + 1) + 1))
