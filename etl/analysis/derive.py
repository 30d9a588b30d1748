"""Values implied by what documents state and printed by nobody, each with its formula and inputs.

Figures are combined only within one document, or across documents that name the same country's statistics. An implied
figure goes into a further step only while its bounds are useful: closed, and no further apart than a fifth of their
middle. There are two steps at most, and no step implies what the same document prints or the step before implied.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd

from etl.analysis import derive_rules
from etl.analysis.derive_rules import Implied
from etl.analysis.stated import ComparableFigure, stated_facts
from etl.model.codes import Measure, Rule
from etl.model.schema import TABLES

_USEFUL = 0.2  # width of the bounds over their middle
Implication = Callable[[list[ComparableFigure]], Iterator[Implied]]

RULES: tuple[tuple[Rule, Implication], ...] = (
    (Rule.BASE_FROM_GROWTH, derive_rules.implied_base),
    (Rule.SHARE_OF_TOTAL, derive_rules.implied_flow),
    (Rule.SHARE_OF_FLOW, derive_rules.implied_goods),
    (Rule.OTHER_DIRECTION, derive_rules.implied_other_direction),
    (Rule.DIRECTION_FROM_RATIO, derive_rules.implied_by_ratio),
    (Rule.TOTAL_OF_DIRECTIONS, derive_rules.implied_total),
    (Rule.REMAINING_MONTHS, derive_rules.implied_remainder),
    (Rule.GROWTH_OF_OTHER_DIRECTION, derive_rules.implied_growth),
)


def derived_rows(statements: pd.DataFrame) -> pd.DataFrame:
    """`derived`: every value the rules imply; an empty frame with the right columns where none is."""
    found = implied_figures(stated_facts(statements))
    sources = dict(zip(statements["statement_id"], statements["source_id"], strict=True))
    rows = [_row(rule, one, sources) for rule, one in found]
    return pd.DataFrame(rows, columns=TABLES["derived"].names)


def implied_figures(figures: list[ComparableFigure]) -> list[tuple[Rule, Implied]]:
    """Every implied figure with its rule: from printed figures, then from those and the useful implied ones."""
    first = _applied(figures, known=figures)
    useful = [_named(rule, one) for rule, one in first if _useful(one)]
    known = [_named(rule, one) for rule, one in first]
    second = [
        pair for pair in _applied([*figures, *useful], known=[*figures, *known]) if _from_implied(pair[1], useful)
    ]
    return [*first, *second]


def _applied(figures: list[ComparableFigure], known: list[ComparableFigure]) -> list[tuple[Rule, Implied]]:
    given = {_place(one) for one in known}
    found = [(rule, one) for rule, apply in RULES for one in apply(figures)]
    fresh = {_id(rule, one): (rule, one) for rule, one in found}
    return [pair for pair in fresh.values() if _place(pair[1].figure) not in given]


def _place(figure: ComparableFigure) -> tuple[object, ...]:
    """What an implied figure would be a second answer to."""
    return figure.document_id, figure.measure, figure.unit, figure.subject, figure.direction, figure.period


def _named(rule: Rule, implied: Implied) -> ComparableFigure:
    return replace(implied.figure, id=_id(rule, implied))


def _id(rule: Rule, implied: Implied) -> str:
    return f"{rule}:{'+'.join(implied.figure.inputs)}"


def _useful(implied: Implied) -> bool:
    low, high = implied.figure.bounds.low, implied.figure.bounds.high
    if low is None or high is None or implied.figure.measure != Measure.TRADE_VALUE:
        return False
    return high - low <= _USEFUL * abs(low + high) / 2


def _from_implied(implied: Implied, useful: list[ComparableFigure]) -> bool:
    ids = {figure.id for figure in useful}
    return bool(ids & set(implied.figure.inputs))


def _row(rule: Rule, implied: Implied, sources: dict[str, str]) -> dict[str, object]:
    figure = implied.figure
    assert figure.period is not None
    leaves = [i for i in figure.inputs if i in sources]
    return {
        "derived_id": _id(rule, implied),
        "rule": rule,
        "measure": figure.measure,
        "source_id": sources[leaves[0]] if leaves else figure.document_id,
        "reporter_iso3": figure.reporter,
        "exporter_iso3": figure.exporter,
        "importer_iso3": figure.importer,
        "pair": figure.pair,
        "period_start": figure.period.start,
        "period_end": figure.period.end,
        "base_period_start": figure.base and figure.base.start,
        "base_period_end": figure.base and figure.base.end,
        "commodity_label": figure.goods,
        "sector_id": figure.sector,
        "value": figure.value,
        "low": figure.bounds.low,
        "high": figure.bounds.high,
        "unit": figure.unit,
        "formula": implied.formula,
        "inputs": " ".join(figure.inputs),
    }
