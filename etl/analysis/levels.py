"""The official level of a trade in a period: an annual row, or the sum of all its months; never an estimate.

Values are added up in the currency they are published in and converted once, at the average rate of exactly the period.
"""

from dataclasses import dataclass, replace
from itertools import product
from math import fsum

import pandas as pd

from etl.model.codes import ALL_GOODS, Frequency, Status
from etl.model.period import Period
from etl.model.rates import Rates
from etl.sources.reference import is_harmonized

_LENGTHS = (2, 4, 6)  # digits of the codes that hold others


@dataclass(frozen=True)
class OfficialLevel:
    """What one reporter's statistics say of one period: value in `currency`, the sources and rows it rests on.

    `rate` is dollars per euro where the published value was converted, else None.
    """

    value: float
    currency: str
    reporter_iso3: str
    source_ids: tuple[str, ...]
    flow_ids: tuple[str, ...]
    source_kind: str
    rate: float | None = None

    @property
    def as_published(self) -> bool:
        return self.rate is None


@dataclass(frozen=True)
class Trade:
    """Which trade a level is asked of: a direction, or both together without exporter; goods by their codes."""

    pair: str
    exporter: str | None = None
    importer: str | None = None
    codes: tuple[str, ...] = (ALL_GOODS,)

    def directed(self, exporter: str, importer: str) -> "Trade":
        return replace(self, exporter=exporter, importer=importer)


@dataclass(frozen=True)
class OfficialFlow:
    """One official flow as a level adds it up, in plain values: they are asked thousands of times in a build."""

    flow_id: str
    period: Period
    value: float
    currency: str
    monthly: bool


@dataclass(frozen=True)
class Official:
    """The official flows that can make a level: declared, harmonized, not doubtful; with rates and kinds of source.

    `rows` are by exporter, importer and code, then by source and reporter. `listed` are the spans a series has any row
    in, `divided` those in which it lists goods inside a code, `withheld` those in which it has a code without a value.
    """

    rows: dict[tuple[str, str, str], dict[tuple[str, str], list[OfficialFlow]]]
    listed: dict[tuple[str, ...], frozenset[Period]]
    divided: dict[tuple[str, ...], frozenset[Period]]
    withheld: dict[tuple[str, ...], frozenset[Period]]
    kinds: dict[str, str]
    rates: Rates

    def levels(self, trade: Trade, period: Period, currency: str) -> list[OfficialLevel]:
        """Every official level, one a source and reporter.

        Two directions are added only within one reporter and one kind of source, and within one source where it has
        both; several codes only within one source.
        """
        if period.whole_months is None:
            return []
        if trade.exporter and trade.importer:
            return self._one_direction(trade, period, currency)
        first, second = trade.pair.split("-")
        there = self._one_direction(trade.directed(first, second), period, currency)
        back = self._one_direction(trade.directed(second, first), period, currency)
        sums = [_sum(a, b) for a, b in product(there, back) if _alike(a, b)]
        whole = {level.source_ids[0] for level in sums if len(set(level.source_ids)) == 1}
        return [s for s in sums if len(set(s.source_ids)) == 1 or not whole & set(s.source_ids)]

    def year_to_date(self, trade: Trade, year: Period, currency: str) -> list[OfficialLevel]:
        """The levels of the longest run of months from January that falls short of a whole year, if there is one."""
        for span in reversed(year.runs()[:-1]):
            if found := self.levels(trade, span, currency):
                return found
        return []

    def _one_direction(self, trade: Trade, period: Period, currency: str) -> list[OfficialLevel]:
        parts = [self._one_code(trade, code, period, currency) for code in trade.codes]
        one_direction = parts[0]
        for more in parts[1:]:
            one_direction = [
                _sum(a, b) for a in one_direction for b in more if a.source_ids == b.source_ids and _alike(a, b)
            ]
        return one_direction

    def _one_code(self, trade: Trade, code: str, period: Period, currency: str) -> list[OfficialLevel]:
        levels = []
        series = self.rows.get((str(trade.exporter), str(trade.importer), code), {})
        for (source, reporter), flows in sorted(series.items()):
            group = [flow for flow in flows if period.contains(flow.period)]
            if not group:
                continue
            key = (source, str(trade.exporter), str(trade.importer))
            listed = self.listed[key] - self.withheld.get((*key, code), frozenset())
            listed -= self.divided.get((*key, code), frozenset()) - {flow.period for flow in group}
            level = self._level(group, source, reporter, period, currency)
            if level and _covers(group, period, listed, total=code == ALL_GOODS):
                levels.append(level)
        return levels

    def _level(
        self, flows: list[OfficialFlow], source: str, reporter: str, period: Period, currency: str
    ) -> OfficialLevel | None:
        published = flows[0].currency
        factor = self.rates.factor(published, currency, period)
        if factor is None:
            return None
        ids = tuple(flow.flow_id for flow in flows)
        rate = None if published == currency else self.rates.over(period)
        value = fsum(flow.value for flow in flows) * factor
        return OfficialLevel(value, currency, reporter, (source,), ids, self.kinds[source], rate)


def official(flows: pd.DataFrame, kinds: dict[str, str], rates: Rates) -> Official:
    """Flows indexed by exporter, importer and commodity code; `kinds` maps source to source kind."""
    harmonized = {name for name in flows["classification"].unique() if is_harmonized(name)}
    usable = flows["reporter_iso3"].notna() & flows["status"].ne(Status.DOUBTFUL) & flows["value"].notna()
    rows = flows[usable & flows["classification"].isin(harmonized)]
    keys = ["exporter_iso3", "importer_iso3", "commodity_code"]
    listed = _spans_by(rows, ["source_id", "exporter_iso3", "importer_iso3"])
    hidden = flows[flows["value"].isna() | flows["status"].eq(Status.DOUBTFUL)]
    withheld = _spans_by(hidden, ["source_id", *keys])
    return Official(_by_goods(rows), listed, _divided(rows), withheld, kinds, rates)


def _by_goods(rows: pd.DataFrame) -> dict[tuple[str, str, str], dict[tuple[str, str], list[OfficialFlow]]]:
    found: dict[tuple[str, str, str], dict[tuple[str, str], list[OfficialFlow]]] = {}
    for row in rows.itertuples(index=False):
        series = found.setdefault((str(row.exporter_iso3), str(row.importer_iso3), str(row.commodity_code)), {})
        span = Period(row.period_start, row.period_end)  # type: ignore[arg-type]
        value, monthly = float(row.value), bool(row.freq_code == Frequency.MONTHLY)  # type: ignore[arg-type]
        flow = OfficialFlow(str(row.flow_id), span, value, str(row.currency), monthly)
        series.setdefault((str(row.source_id), str(row.reporter_iso3)), []).append(flow)
    return found


def _spans_by(rows: pd.DataFrame, keys: list[str]) -> dict[tuple[str, ...], frozenset[Period]]:
    found: dict[tuple[str, ...], set[Period]] = {}
    distinct = rows[[*keys, "period_start", "period_end"]].dropna(subset=keys).drop_duplicates()
    for *key, start, end in distinct.itertuples(index=False, name=None):
        found.setdefault(tuple(map(str, key)), set()).add(Period(start, end))
    return {key: frozenset(spans) for key, spans in found.items()}


def _divided(rows: pd.DataFrame) -> dict[tuple[str, ...], frozenset[Period]]:
    """Source, direction and code → the spans in which the source lists goods inside the code."""
    codes = rows["commodity_code"]
    inside = [rows.assign(commodity_code=codes.str[:length])[codes.str.len() > length] for length in _LENGTHS]
    goods = pd.concat([one[one["commodity_code"].str.isdecimal()] for one in inside])
    return _spans_by(goods, ["source_id", "exporter_iso3", "importer_iso3", "commodity_code"])


def _covers(group: list[OfficialFlow], period: Period, listed: frozenset[Period], *, total: bool) -> bool:
    """Whether the rows are all there is of the period.

    In a monthly list of goods a month without a row of one code had no declared flow of it, as the lists say, unless
    the list then has goods inside it; of totals every month must be there.
    """
    if len(group) == 1 and group[0].period == period:
        return True
    if not all(flow.monthly for flow in group):
        return False
    present = {flow.period for flow in group} if total else listed
    return set(period.each_month()) <= present


def _alike(a: OfficialLevel, b: OfficialLevel) -> bool:
    return (a.reporter_iso3, a.source_kind) == (b.reporter_iso3, b.source_kind)


def _sum(a: OfficialLevel, b: OfficialLevel) -> OfficialLevel:
    return replace(
        a,
        value=a.value + b.value,
        source_ids=tuple(dict.fromkeys((*a.source_ids, *b.source_ids))),
        flow_ids=(*a.flow_ids, *b.flow_ids),
        rate=a.rate or b.rate,
    )
