"""The rules of implied values: each takes figures and yields what two or more of them imply, with the arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from etl.analysis.stated import ComparableFigure
from etl.model.codes import Measure, Per, ShareOf, Unit
from etl.model.interval import Interval, base_from_growth, exactly, extremes
from etl.model.period import Period, incomparable, year


@dataclass(frozen=True)
class Implied:
    """An implied figure and the arithmetic with the bounds put in."""

    figure: ComparableFigure
    formula: str


def implied_base(figures: list[ComparableFigure]) -> Iterator[Implied]:
    """A level and its growth imply the level of the base period: level / (1 + growth)."""
    growths = [g for g in figures if g.measure == Measure.GROWTH and g.base and _above(g.bounds, -100.0)]
    for level, percent in _pairs(_levels(figures), growths):
        if level.direction != percent.direction or level.period != percent.period or not _fair(percent):
            continue
        bounds = base_from_growth(level.bounds, percent.bounds)
        value = _valued(lambda a, b: a / (1 + b / 100), level, percent)
        formula = f"{_shown(level)} / (1 + {_shown(percent)} / 100)"
        yield _implied(formula, bounds, value, [level, percent], period=percent.base)


def implied_flow(figures: list[ComparableFigure]) -> Iterator[Implied]:
    """A total of both directions and one direction's share in it imply that direction: total × share."""
    shares = _shares(figures, ShareOf.PAIR_TRADE)
    for total, share in _pairs(_totals(figures), [s for s in shares if s.all_goods and not s.both_directions]):
        if total.period is None or not share_holds_for(share, total.period):
            continue
        bounds, value = total.bounds * share.bounds / exactly(100.0), _valued(_percent_of, total, share)
        formula = f"{_shown(total)} × {_shown(share)} / 100"
        yield _implied(formula, bounds, value, [total, share], exporter=share.exporter, importer=share.importer)


def implied_goods(figures: list[ComparableFigure]) -> Iterator[Implied]:
    """A direction and the share of some goods in it imply these goods: direction × share."""
    shares = [s for s in _shares(figures, ShareOf.PAIR_FLOW) if not s.all_goods]
    printed = {(g.document_id, g.goods, g.period, g.direction) for g in _levels(figures)}
    for flow, share in product(_directed(figures), shares):
        if flow.document_id != share.document_id or (flow.reporter, flow.pair) != (share.reporter, share.pair):
            continue
        same = flow.all_goods and flow.direction == share.direction and flow.period == share.period
        if not same or (share.document_id, share.goods, share.period, share.direction) in printed:
            continue
        bounds, value = flow.bounds * share.bounds / exactly(100.0), _valued(_percent_of, flow, share)
        formula = f"{_shown(flow)} × {_shown(share)} / 100"
        goods = {"goods": share.goods, "code": share.code, "sector": share.sector}
        yield _implied(formula, bounds, value, [flow, share], **goods)


def implied_other_direction(figures: list[ComparableFigure]) -> Iterator[Implied]:
    """A total of both directions and one direction imply the other: total − direction."""
    for total, flow in _pairs(_totals(figures), _directed(figures)):
        known = [f for f in _directed(figures) if _same_document(f, flow) and f.direction == flow.direction[::-1]]
        if total.period != flow.period or total.unit != flow.unit or any(f.period == flow.period for f in known):
            continue
        bounds, value = total.bounds - flow.bounds, _valued(lambda a, b: a - b, total, flow)
        formula = f"{_shown(total)} − {_shown(flow)}"
        if bounds.high is None or bounds.high > 0:
            yield _implied(
                formula, _not_below_zero(bounds), value, [total, flow], exporter=flow.importer, importer=flow.exporter
            )


def implied_by_ratio(figures: list[ComparableFigure]) -> Iterator[Implied]:
    """A direction and its ratio to the opposite one imply the opposite one: direction / ratio."""
    ratios = [r for r in figures if r.share_of == ShareOf.OPPOSITE_FLOW and _above(r.bounds, 0.0)]
    for flow, ratio in _pairs(_directed(figures), ratios):
        if flow.direction != ratio.direction or flow.period != ratio.period:
            continue
        bounds = flow.bounds / (ratio.bounds / exactly(100.0))
        value = _valued(lambda a, b: a / (b / 100), flow, ratio)
        formula = f"{_shown(flow)} / ({_shown(ratio)} / 100)"
        yield _implied(formula, bounds, value, [flow, ratio], exporter=flow.importer, importer=flow.exporter)


def implied_total(figures: list[ComparableFigure]) -> Iterator[Implied]:
    """Both directions imply their total, where the document prints none: direction + direction."""
    totals = {(t.document_id, t.subject, t.period) for t in _totals(figures)}
    flows = _directed(figures)
    for one, other in _pairs(flows, flows):
        opposite = one.direction == other.direction[::-1] and (one.exporter or "") > (other.exporter or "")
        if not opposite or one.period != other.period or one.unit != other.unit:
            continue
        if (one.document_id, one.subject, one.period) not in totals:
            bounds, value = one.bounds + other.bounds, _valued(lambda a, b: a + b, one, other)
            formula = f"{_shown(one)} + {_shown(other)}"
            yield _implied(formula, bounds, value, [one, other], exporter=None, importer=None)


def implied_remainder(figures: list[ComparableFigure]) -> Iterator[Implied]:
    """A year and its first months imply the months that are left: year − first months.

    Both from one document, or both naming the same country's statistics: the latest part of the year counts.
    """
    levels = _levels(figures)
    for whole in levels:
        assert whole.period is not None
        parts = [p for p in levels if whole.period.is_year and _begins(p, whole) and _may_be_combined(p, whole)]
        if not parts or _said_before(whole, levels):
            continue
        last = max(part.period.end for part in parts if part.period)
        part = min((p for p in parts if p.period and p.period.end == last), key=lambda p: (p.document_id, p.id))
        bounds, value = whole.bounds - part.bounds, _valued(lambda a, b: a - b, whole, part)
        rest = Period(next(start for start in whole.period.month_starts if start > last), whole.period.end)
        if bounds.high is not None and bounds.high < 0:  # the figures contradict each other
            continue
        yield _implied(f"{_shown(whole)} − {_shown(part)}", _not_below_zero(bounds), value, [whole, part], period=rest)


def implied_growth(figures: list[ComparableFigure]) -> Iterator[Implied]:
    """Growth of a total and of one direction, with both levels, imply the growth of the other direction.

    The first direction is narrowed to what the total leaves it; the bounds are those of the whole formula at once,
    because its inputs occur in it more than once.
    """
    flows, growths = _directed(figures), [g for g in figures if g.measure == Measure.GROWTH and g.base]
    for total in _totals(figures):
        for one, other in _pairs(flows, flows):
            if one.direction != other.direction[::-1] or not _together(total, one, other):
                continue
            whole, part = _growth_of(growths, total), _growth_of(growths, one)
            if whole is None or part is None or _growth_of(growths, other) is not None or whole.base != part.base:
                continue
            narrowed = one.bounds.meeting(total.bounds - other.bounds)
            if narrowed is None:
                continue
            inputs = [narrowed, other.bounds, whole.bounds, part.bounds]
            if not all(i.bounded for i in inputs) or not _left_before(inputs):
                continue
            kept = one.value is not None and narrowed.contains(one.value)
            first = replace(one, bounds=narrowed, value=one.value if kept else None)
            formula = (
                f"{_shown(other)} / (({_shown(first)} + {_shown(other)}) / (1 + {_shown(whole)} / 100) − "
                f"{_shown(first)} / (1 + {_shown(part)} / 100)) − 1"
            )
            value = _valued(_growth_of_rest, first, other, whole, part)
            yield _implied(
                formula,
                extremes(_growth_of_rest, *inputs),
                value,
                [other, one, total, whole, part],
                measure=Measure.GROWTH,
                unit=Unit.PERCENT,
                base=part.base,
            )


def share_holds_for(share: ComparableFigure, period: Period) -> bool:
    """A share for each year of a span holds for each calendar year in it; any other only for its own period."""
    if share.period is None:
        return False
    if share.per == Per.YEAR:
        return period.is_year and share.period.contains(year(period.start.year))
    return share.period == period


def _growth_of_rest(one: float, other: float, whole: float, part: float) -> float:
    """Growth in percent of what one direction leaves of a total, from levels now and growth in percent."""
    return (other / _rest_before(one, other, whole, part) - 1) * 100


def _rest_before(one: float, other: float, whole: float, part: float) -> float:
    """What one direction left of the total in the base period, from levels now and growth in percent."""
    return (one + other) / (1 + whole / 100) - one / (1 + part / 100)


def _left_before(inputs: list[Interval]) -> bool:
    """Whether, whatever the inputs are within their bounds, the direction existed before, so that it has a growth."""
    return all(_above(percent, -100.0) for percent in inputs[2:]) and _above(extremes(_rest_before, *inputs), 0.0)


def _levels(figures: list[ComparableFigure]) -> list[ComparableFigure]:
    return [figure for figure in figures if figure.is_level and (figure.value is not None or figure.inputs)]


def _totals(figures: list[ComparableFigure]) -> list[ComparableFigure]:
    return [level for level in _levels(figures) if level.both_directions]


def _directed(figures: list[ComparableFigure]) -> list[ComparableFigure]:
    return [level for level in _levels(figures) if not level.both_directions]


def _shares(figures: list[ComparableFigure], of: ShareOf) -> list[ComparableFigure]:
    return [figure for figure in figures if figure.share_of == of and figure.period is not None]


def _pairs(
    left: list[ComparableFigure], right: list[ComparableFigure]
) -> Iterator[tuple[ComparableFigure, ComparableFigure]]:
    """All pairs of figures of one document that speak of the same statistics, countries and goods."""
    return ((a, b) for a, b in product(left, right) if _same_document(a, b))


def _same_document(a: ComparableFigure, b: ComparableFigure) -> bool:
    return a.document_id == b.document_id and a.subject == b.subject


def _together(total: ComparableFigure, figure: ComparableFigure, other: ComparableFigure) -> bool:
    parts = [part for part in (figure, other) if _same_document(total, part) and part.unit == total.unit]
    return len(parts) == 2 and total.period == figure.period == other.period


def _growth_of(growths: list[ComparableFigure], level: ComparableFigure) -> ComparableFigure | None:
    """The printed growth of a level against comparable months."""
    found = [
        g for g in growths if _same_document(g, level) and (g.direction, g.period) == (level.direction, level.period)
    ]
    return next((g for g in found if _fair(g)), None)


def _fair(growth: ComparableFigure) -> bool:
    """Whether a growth is one between comparable periods."""
    return bool(growth.period and growth.base and not incomparable(growth.period, growth.base))


def _begins(part: ComparableFigure, whole: ComparableFigure) -> bool:
    if part.period is None or whole.period is None or part.period.whole_months is None:
        return False
    inside = part.period.start == whole.period.start and part.period.end < whole.period.end
    return inside and (part.direction, part.unit) == (whole.direction, whole.unit)


def _may_be_combined(a: ComparableFigure, b: ComparableFigure) -> bool:
    named = a.reporter is not None and a.subject == b.subject
    return _same_document(a, b) or named


def _said_before(figure: ComparableFigure, levels: list[ComparableFigure]) -> bool:
    """Whether an earlier document of the list gives the same figure for the same statistics."""
    same = [other for other in levels if _sameness(other) == _sameness(figure)]
    return bool(same) and figure.reporter is not None and same[0].id != figure.id


def _sameness(figure: ComparableFigure) -> tuple[Any, ...]:
    return figure.subject, figure.direction, figure.period, figure.bounds, figure.unit


def _above(bounds: Interval, limit: float) -> bool:
    """Whether no part of the bounds reaches down to the limit, below which a quotient means nothing."""
    return bounds.low is not None and bounds.low > limit


def _not_below_zero(bounds: Interval) -> Interval:
    """A trade is never less than nothing."""
    return Interval(None if bounds.low is None else max(0.0, bounds.low), bounds.high)


def _percent_of(amount: float, share: float) -> float:
    return amount * share / 100


def _valued(formula: Any, *inputs: ComparableFigure) -> float | None:
    """The formula of the printed values; None where one is missing or only a limit ("more than" implies no value)."""
    values = [one.value for one in inputs]
    known = all(one.bounds.bounded and one.value is not None for one in inputs)
    return float(formula(*values)) if known else None


def _shown(figure: ComparableFigure) -> str:
    low, high = (f"{side:.12g}" if side is not None else "…" for side in (figure.bounds.low, figure.bounds.high))
    return f"[{low}, {high}]"


def _implied(
    formula: str, bounds: Interval, value: float | None, inputs: list[ComparableFigure], **changes: Any
) -> Implied:
    ids = tuple(one.id for one in inputs)
    value = value if value is not None and bounds.contains(value) else None  # a limit of the bounds excludes it
    figure = replace(
        inputs[0], id="", bounds=bounds, value=value, inputs=ids, decimals=None, compared_with=None, **changes
    )
    return Implied(figure, formula)
