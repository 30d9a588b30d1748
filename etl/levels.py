"""The official level of a trade in a period: an annual row, or the sum of all its months; never an estimate."""

from dataclasses import dataclass, replace
from itertools import product

import pandas as pd

from etl.period import Period
from etl.reference import is_harmonized
from etl.terms import ALL_GOODS, Status


@dataclass(frozen=True)
class Level:
    """What one reporter's statistics say of one period: value in `currency`, the sources and rows it rests on."""

    value: float
    currency: str
    reporter_iso3: str
    source_ids: tuple[str, ...]
    flow_ids: tuple[str, ...]
    source_kind: str
    as_published: bool  # whether no exchange rate stands between the published rows and `value`


FlowIndex = dict[tuple[str, str, str], pd.DataFrame]


def index_flows(flows: pd.DataFrame) -> FlowIndex:
    """Flows that can make a level, by exporter, importer and commodity code: declared, harmonized, not doubtful."""
    harmonized = {name for name in flows["classification"].unique() if is_harmonized(name)}
    usable = flows["reporter_iso3"].notna() & flows["status"].ne(Status.DOUBTFUL) & flows["value"].notna()
    rows = flows[usable & flows["classification"].isin(harmonized)]
    keys = ["exporter_iso3", "importer_iso3", "commodity_code"]
    return {(str(a), str(b), str(c)): group for (a, b, c), group in rows.groupby(keys, sort=False)}


def official_levels(
    flows: FlowIndex,
    kinds: dict[str, str],
    *,
    exporter: str | None,
    importer: str | None,
    pair: str,
    commodity: str,
    period: Period,
    currency: str,
) -> list[Level]:
    """Every official level for the direction (or, without exporter, for both together), one a source and reporter.

    `kinds` maps source to source kind: two directions are added only within one reporter and one kind of source, and
    within one source where it has both. Doubtful rows do not count.
    """
    if exporter and importer:
        return _one_direction(flows, kinds, exporter, importer, commodity, period, currency)
    first, second = pair.split("-")
    there = _one_direction(flows, kinds, first, second, commodity, period, currency)
    back = _one_direction(flows, kinds, second, first, commodity, period, currency)
    sums = [
        _sum(a, b)
        for a, b in product(there, back)
        if (a.reporter_iso3, a.source_kind) == (b.reporter_iso3, b.source_kind)
    ]
    whole = {level.source_ids[0] for level in sums if len(set(level.source_ids)) == 1}
    return [s for s in sums if len(set(s.source_ids)) == 1 or not whole & set(s.source_ids)]


def _one_direction(
    flows: FlowIndex,
    kinds: dict[str, str],
    exporter: str,
    importer: str,
    commodity: str,
    period: Period,
    currency: str,
) -> list[Level]:
    span = period.whole_months
    if span is None:
        return []
    column = f"value_{currency.lower()}"
    found = flows.get((exporter, importer, commodity))
    if found is None:
        return []
    rows = found[found["period_start"].ge(period.start) & found["period_end"].le(period.end) & found[column].notna()]
    levels = []
    for (source, reporter), group in rows.groupby(["source_id", "reporter_iso3"], sort=True):
        if _covers(group, period, span):
            ids = (str(i) for i in group["flow_id"])
            total = float(group[column].sum())
            published = bool(group["currency"].eq(currency).all())
            kind = kinds[str(source)]
            levels.append(Level(total, currency, str(reporter), (str(source),), tuple(ids), kind, published))
    return levels


def _covers(group: pd.DataFrame, period: Period, span: int) -> bool:
    if len(group) == 1:
        only = group.iloc[0]
        return bool(only["period_start"] == period.start and only["period_end"] == period.end)
    return len(group) == span and bool(group["freq_code"].eq("M").all())


def _sum(a: Level, b: Level) -> Level:
    sources = tuple(dict.fromkeys((*a.source_ids, *b.source_ids)))
    return replace(
        a,
        value=a.value + b.value,
        source_ids=sources,
        flow_ids=(*a.flow_ids, *b.flow_ids),
        as_published=a.as_published and b.as_published,
    )


def is_total(code: object) -> bool:
    """Whether a stated figure's commodity code (null included) means all goods."""
    return not isinstance(code, str) or code == ALL_GOODS
