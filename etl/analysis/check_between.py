"""Figures of different documents against one another: contradictions, and numbers that changed their meaning."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from etl.analysis.comparison import Comparison, met, shown
from etl.analysis.stated import ComparableFigure
from etl.model.codes import Measure, Reason, Rule, Unit, Verdict
from etl.model.rates import Rates

_MONEY = (Unit.USD, Unit.EUR)
_FLOWS = (Measure.TRADE_VALUE, Measure.BALANCE)  # a stock of investment is never converted
_REPEATED = (Measure.TRADE_VALUE, Measure.SHARE)  # growth and counts meet by chance too often


@dataclass(frozen=True)
class SharedFigure:
    """A figure that one or more documents print alike: the first of them, with all their ids and reporters."""

    first: ComparableFigure
    ids: tuple[str, ...]
    documents: frozenset[str]
    reporters: frozenset[str]

    def counted_by(self, counts: Mapping[str, str]) -> frozenset[str]:
        """The countries whose count the figure is, none where their statistics do not bear it out."""
        return frozenset(counts[name] for name in self.ids if name in counts)


def contradictions(figures: list[ComparableFigure], rates: Rates, counts: Mapping[str, str]) -> Iterator[Comparison]:
    """Two figures of different documents for the same thing and period: whether they can both be right.

    `counts` maps a statement to the country whose count it is, where that country's own statistics bear it out.
    """
    groups: dict[tuple[object, ...], list[SharedFigure]] = defaultdict(list)
    for shared in _shared_figures([figure for figure in figures if figure.period is not None]):
        groups[_thing(shared.first)].append(shared)
    for group in groups.values():
        for one, other in combinations(group, 2):
            apart = not one.documents & other.documents and _one_measure(one.first, other.first)
            if apart and (found := _contradiction(one, other, rates, counts)):
                yield found


def repeated_numbers(figures: list[ComparableFigure], rates: Rates) -> Iterator[Comparison]:
    """The same printed number for another currency, base or subject: one of the two may be a slip of the other.

    Within one document the goods may differ too; between documents they are the same, and the periods equal or, for a
    share, not stated.
    """
    shared = _shared_figures([figure for figure in figures if figure.measure in _REPEATED and figure.value is not None])
    for one, other in combinations(shared, 2):
        a, b = one.first, other.first
        if (a.measure, a.value, a.decimals, a.per, a.pair) != (b.measure, b.value, b.decimals, b.per, b.pair):
            continue
        inside = bool(one.documents & other.documents)
        changed = _changes(a, b)
        if (a.goods != b.goods and not inside) or not changed or not _may_be_one_period(a, b):
            continue
        yield _repeated(one, other, changed, rates)


def _shared_figures(figures: list[ComparableFigure]) -> list[SharedFigure]:
    groups: dict[tuple[object, ...], list[ComparableFigure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.id):
        groups[(*_thing(figure), figure.unit, figure.bounds, figure.value)].append(figure)
    return [
        SharedFigure(
            group[0],
            tuple(one.id for one in group),
            frozenset(one.document_id for one in group),
            frozenset(one.reporter for one in group if one.reporter),
        )
        for group in groups.values()
    ]


def _thing(figure: ComparableFigure) -> tuple[object, ...]:
    """What a figure is a figure of, whoever counts it and in whichever currency."""
    goods = figure.goods or figure.code
    return (
        figure.measure,
        figure.per,
        figure.pair,
        figure.direction,
        goods,
        figure.share_of,
        figure.scope,
        figure.period,
        figure.base,
    )


def _one_measure(a: ComparableFigure, b: ComparableFigure) -> bool:
    return a.unit == b.unit or (a.measure in _FLOWS and {a.unit, b.unit} == set(_MONEY))


def _contradiction(
    shared: SharedFigure, other: SharedFigure, rates: Rates, counts: Mapping[str, str]
) -> Comparison | None:
    a, b = shared.first, other.first
    assert a.period
    factor = rates.factor(b.unit, a.unit, a.period)
    if factor is None:
        return None
    observed = b.bounds.scaled(factor)
    verdict, reason = met(a.bounds, observed)
    if verdict == Verdict.DISAGREES:
        verdict, reason = _apart(shared, other, counts)
    rate = rates.over(a.period) if a.unit != b.unit else None
    basis = f" at {rate:.4f} dollars a euro" if rate else ""
    words = "can both be right" if verdict == Verdict.AGREES else "cannot be one figure"
    text = f"{shown(a.bounds, a.unit)} and {shown(b.bounds, b.unit)}{basis} {words}{_statistics(shared, other, counts)}"
    return _between(
        Rule.CONTRADICTION,
        shared,
        other,
        observed=observed,
        verdict=verdict,
        reason=reason,
        text=text,
        rate=rate,
        counterpart=None if b.value is None else b.value * factor,
    )


def _apart(shared: SharedFigure, other: SharedFigure, counts: Mapping[str, str]) -> tuple[Verdict, Reason]:
    """Two figures that do not meet: each country's own count, of other statistics, or a contradiction."""
    first, second = shared.counted_by(counts), other.counted_by(counts)
    if first and second and not first & second:
        return Verdict.EACH_OWN_COUNT, Reason.OWN_COUNTS
    first, second = first or shared.reporters, second or other.reporters
    if first and second and not first & second:
        return Verdict.CANNOT_TELL, Reason.OTHER_STATISTICS
    return Verdict.DISAGREES, Reason.OUTSIDE


def _statistics(one: SharedFigure, other: SharedFigure, counts: Mapping[str, str]) -> str:
    """Which countries' statistics the two name and, where that is known, whose count each is."""
    countries = sorted(one.reporters | other.reporters)
    named = f"; statistics named: {', '.join(countries)}" if countries else "; no statistics named"
    first, second = (", ".join(sorted(shared.counted_by(counts))) for shared in (one, other))
    return f"{named}; the counts of {first} and of {second}" if first and second else named


def _repeated(shared: SharedFigure, other: SharedFigure, changed: list[str], rates: Rates) -> Comparison:
    a, b = shared.first, other.first
    factor = rates.factor(b.unit, a.unit, a.period) if a.period and _one_measure(a, b) else None
    observed = b.bounds.scaled(factor) if factor else None
    apart = observed is not None and not a.bounds.overlaps(observed)
    verdict = Verdict.DISAGREES if apart else Verdict.CANNOT_TELL
    text = f"the same printed number, {shown(a.bounds, a.unit)}, with another {' and '.join(changed)}"
    rate = rates.over(a.period) if a.period and a.unit != b.unit else None
    return _between(
        Rule.REPEATED_NUMBER,
        shared,
        other,
        observed=observed if a.unit != b.unit else None,
        verdict=verdict,
        reason=Reason.SAME_DIGITS,
        text=text,
        rate=rate,
    )


def _changes(a: ComparableFigure, b: ComparableFigure) -> list[str]:
    sides = {
        "currency": (a.unit, b.unit),
        "base": ((a.share_of, a.scope), (b.share_of, b.scope)),
        "subject": ((a.direction, a.goods), (b.direction, b.goods)),
    }
    return [name for name, (one, other) in sides.items() if one != other]


def _may_be_one_period(a: ComparableFigure, b: ComparableFigure) -> bool:
    return a.period == b.period or (a.measure == Measure.SHARE and None in (a.period, b.period))


def _between(rule: Rule, shared: SharedFigure, other: SharedFigure, **found: object) -> Comparison:
    reporters = shared.reporters & other.reporters
    return Comparison(
        rule=rule,
        statement=shared.first,
        alike=shared.ids[1:],
        others=other.ids,
        against=other.first.id,
        period=shared.first.period or other.first.period,
        reporter=min(reporters, default=None),
        **found,  # type: ignore[arg-type]
    )
