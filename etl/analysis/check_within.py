"""Figures of one document against one another: parts and totals, shares, growth, cover, and what cannot be."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from math import fsum

from etl.analysis.comparison import Comparison, met, shown
from etl.analysis.derive_rules import share_holds_for
from etl.analysis.stated import ComparableFigure
from etl.model.codes import Measure, Reason, Rule, ShareOf, Verdict
from etl.model.interval import Interval, exactly, extremes, growth
from etl.model.period import incomparable

Group = list[ComparableFigure]


def directions_and_total(figures: Group) -> Iterator[Comparison]:
    """A total of both directions against the sum of both, as printed."""
    for total, (one, other) in product(_totals(figures), _opposites(figures)):
        if _same(total, one) and _same(total, other):
            yield _compared(
                Rule.DIRECTIONS_AND_TOTAL, total, [one, other], one.bounds + other.bounds, "the sum of its parts"
            )


def goods_and_share(figures: Group) -> Iterator[Comparison]:
    """Goods against their printed share of a direction times that direction."""
    shares = [s for s in figures if s.share_of == ShareOf.PAIR_FLOW and not s.all_goods]
    for goods, share, flow in product(_levels(figures), shares, _flows(figures)):
        same = goods.direction == share.direction == flow.direction and goods.period == share.period == flow.period
        if same and goods.goods == share.goods and flow.all_goods and not goods.all_goods and goods.unit == flow.unit:
            observed = flow.bounds * share.bounds / exactly(100.0)
            yield _compared(Rule.GOODS_AND_SHARE, goods, [share, flow], observed, "the printed share of the total")


def share_and_direction(figures: Group) -> Iterator[Comparison]:
    """One direction against its printed share of the total times that total."""
    shares = [s for s in figures if s.share_of == ShareOf.PAIR_TRADE and s.all_goods and not s.both_directions]
    for flow, share, total in product(_flows(figures), shares, _totals(figures)):
        alike = flow.all_goods and flow.direction == share.direction and _same(flow, total)
        if alike and flow.period and share_holds_for(share, flow.period):
            observed = total.bounds * share.bounds / exactly(100.0)
            yield _compared(Rule.SHARE_AND_DIRECTION, flow, [share, total], observed, "the printed share of the total")


def goods_within_direction(figures: Group) -> Iterator[Comparison]:
    """The printed goods of a direction together are no more than that direction."""
    for flow in _flows(figures):
        if not flow.all_goods:
            continue
        alike = [f for f in figures if f.direction == flow.direction and f.period == flow.period and f.code and f.goods]
        goods = _outermost([f for f in alike if f.is_level and f.unit == flow.unit])
        if goods:
            text = "the printed goods together"
            yield _impossible(_compared(Rule.GOODS_WITHIN_DIRECTION, flow, goods, _at_least_sum(goods), text))


def growth_and_levels(figures: Group) -> Iterator[Comparison]:
    """A printed growth against that between two printed levels."""
    for rise, now, before in product(_growths(figures), _levels(figures), _levels(figures)):
        alike = rise.direction == now.direction == before.direction and rise.goods == now.goods == before.goods
        spans = now.period == rise.period and before.period == rise.base
        if alike and spans and now.unit == before.unit and not before.bounds.contains(0.0):
            observed = growth(now.bounds, before.bounds)
            yield _compared(Rule.GROWTH_AND_LEVELS, rise, [now, before], observed, "growth between the printed levels")


def growth_and_directions(figures: Group) -> Iterator[Comparison]:
    """A printed growth of the total against what both directions' printed levels and growth give."""
    rises = {(g.direction, g.period, g.base): g for g in _growths(figures) if g.all_goods}
    for (direction, period, base), whole in rises.items():
        if direction != (None, None):
            continue
        for one, other in _opposites([f for f in figures if f.period == period]):
            parts = [rises.get((level.direction, period, base)) for level in (one, other)]
            known = [part for part in parts if part]
            inputs = [one, other, *known]
            no_total_loss = all(part.bounds.low is not None and part.bounds.low > -100 for part in known)
            if len(known) == 2 and no_total_loss and all(i.bounds.bounded for i in inputs):
                observed = extremes(_total_growth, *(i.bounds for i in inputs))
                text = "growth from both directions' levels and growth"
                yield _compared(Rule.GROWTH_AND_DIRECTIONS, whole, inputs, observed, text)


def growth_between_directions(figures: Group) -> Iterator[Comparison]:
    """The printed growth of a total lies between those of its two directions."""
    rises = [g for g in _growths(figures) if g.all_goods]
    for whole in (g for g in rises if g.both_directions):
        parts = [g for g in rises if not g.both_directions and (g.period, g.base) == (whole.period, whole.base)]
        for one, other in combinations(parts, 2):
            if one.direction == other.direction[::-1]:
                ends = [side for part in (one, other) for side in (part.bounds.low, part.bounds.high)]
                closed = [side for side in ends if side is not None]
                if len(closed) == 4:
                    observed = Interval(min(closed), max(closed))
                    text = "the growth of its two directions, between which it must lie"
                    yield _compared(Rule.GROWTH_BETWEEN_DIRECTIONS, whole, [one, other], observed, text)


def ratio_and_levels(figures: Group) -> Iterator[Comparison]:
    """A printed cover of one direction by the other against the two printed directions."""
    ratios = [r for r in figures if r.share_of == ShareOf.OPPOSITE_FLOW]
    for ratio, (one, other) in product(ratios, _opposites(figures)):
        flow, opposite = (one, other) if one.direction == ratio.direction else (other, one)
        above_zero = opposite.bounds.high is None or opposite.bounds.high > 0
        if flow.period == opposite.period == ratio.period and flow.unit == opposite.unit and above_zero:
            observed = _cover(flow.bounds, opposite.bounds)
            if observed != Interval(None, None):
                yield _compared(Rule.RATIO_AND_LEVELS, ratio, [flow, opposite], observed, "the printed directions")


def share_above_direction(figures: Group) -> Iterator[Comparison]:
    """Goods that move one way are no larger a share of the whole trade than that direction itself."""
    shares = [s for s in figures if s.share_of == ShareOf.PAIR_TRADE and not s.all_goods and not s.both_directions]
    for share, (one, other) in product(shares, _opposites(figures)):
        flow, back = (one, other) if one.direction == share.direction else (other, one)
        inputs = (flow.bounds, back.bounds)
        if flow.period == share.period and all(i.bounded and (i.low or 0.0) > 0 for i in inputs):
            most = extremes(lambda a, b: a / (a + b) * 100, *inputs).high
            text = "the share of the whole direction in the trade of both"
            found = _compared(Rule.SHARE_ABOVE_DIRECTION, share, [flow, back], Interval(None, most), text)
            yield _impossible(found)


def unequal_periods(figures: Group) -> Iterator[Comparison]:
    """A comparison the document itself makes between periods that are not comparable: no number, but a reason."""
    by_id = {figure.id: figure for figure in figures}
    for figure in figures:
        other = by_id.get(figure.compared_with or "")
        base = other.period if other else figure.base
        reason = incomparable(figure.period, base) if figure.period and base else None
        if reason:
            yield Comparison(
                rule=Rule.UNEQUAL_PERIODS,
                statement=figure,
                others=(other.id,) if other else (),
                against=base.iso() if base else "",
                period=figure.period,
                observed=None,
                verdict=Verdict.CANNOT_TELL,
                reason=Reason.UNEQUAL_PERIODS,
                text=f"the document compares unequal periods: {reason}",
                reporter=figure.reporter,
            )


RULES = (
    directions_and_total,
    goods_and_share,
    share_and_direction,
    goods_within_direction,
    growth_and_levels,
    growth_and_directions,
    growth_between_directions,
    ratio_and_levels,
    share_above_direction,
)


def within_document(figures: Group) -> Iterator[Comparison]:
    """Every comparison of one document's figures; those of another country or its statistics are not mixed in."""
    groups: dict[tuple[str | None, str | None], Group] = defaultdict(list)
    for figure in figures:
        groups[figure.reporter, figure.pair].append(figure)
    yield from (one for rule in RULES for group in groups.values() for one in rule(group))
    yield from unequal_periods(figures)


def _impossible(found: Comparison) -> Comparison:
    """A part above its whole is not only outside: it cannot be."""
    return replace(found, reason=Reason.IMPOSSIBLE) if found.verdict == Verdict.DISAGREES else found


def _compared(
    rule: Rule, statement: ComparableFigure, others: list[ComparableFigure], observed: Interval, what: str
) -> Comparison:
    verdict, reason = met(statement.bounds, observed)
    place = "meets" if verdict == Verdict.AGREES else "does not meet"
    printed, other = shown(statement.bounds, statement.unit), shown(observed, statement.unit)
    return Comparison(
        rule=rule,
        statement=statement,
        others=tuple(one.id for one in others),
        against="+".join(one.id.rpartition(".")[2] for one in others),
        period=statement.period,
        observed=observed,
        verdict=verdict,
        reason=reason,
        text=f"the stated {printed} {place} {other}, {what}",
        reporter=statement.reporter,
    )


def _levels(figures: Group) -> Group:
    return [figure for figure in figures if figure.is_level]


def _totals(figures: Group) -> Group:
    return [level for level in _levels(figures) if level.both_directions]


def _flows(figures: Group) -> Group:
    return [level for level in _levels(figures) if not level.both_directions]


def _growths(figures: Group) -> Group:
    fair = [g for g in figures if g.measure == Measure.GROWTH and g.period and g.base]
    return [g for g in fair if g.period and g.base and not incomparable(g.period, g.base)]


def _opposites(figures: Group) -> Iterator[tuple[ComparableFigure, ComparableFigure]]:
    """All pairs of two directions of all goods, each pair once."""
    flows = [flow for flow in _flows(figures) if flow.all_goods]
    return (
        (one, other)
        for one, other in combinations(flows, 2)
        if one.direction == other.direction[::-1] and _same(one, other)
    )


def _same(a: ComparableFigure, b: ComparableFigure) -> bool:
    return (a.period, a.unit, a.subject) == (b.period, b.unit, b.subject)


def _outermost(goods: Group) -> Group:
    """One figure a code, none inside another: spans of chapters ("01-24") may hold any of the others and stay out."""
    by_code = {str(good.code): good for good in sorted(goods, key=lambda g: g.bounds.low or 0.0, reverse=True)}
    codes = [code for code in by_code if code.isdigit()]
    return [by_code[code] for code in codes if not any(code != c and code.startswith(c) for c in codes)]


def _at_least_sum(goods: Group) -> Interval:
    """The listed goods leave out others, so their sum is a lower bound of what they belong to."""
    return Interval(fsum(good.bounds.low or 0.0 for good in goods), None)


def _cover(flow: Interval, opposite: Interval) -> Interval:
    """A direction over an opposite one, in percent; either may have only one limit."""
    low = None if flow.low is None or opposite.high is None else flow.low / opposite.high * 100
    high = None if flow.high is None or not opposite.low else flow.high / opposite.low * 100
    return Interval(low, high)


def _total_growth(one: float, other: float, first: float, second: float) -> float:
    before = one / (1 + first / 100) + other / (1 + second / 100)
    return ((one + other) / before - 1) * 100
