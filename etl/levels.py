"""The official level of a trade in a period: an annual row, or the sum of all its months; never an estimate.

Values are added up in the currency they are published in and converted once, at the average rate of exactly the period.
"""

from dataclasses import dataclass, replace
from itertools import product
from math import fsum

import pandas as pd

from etl.period import Period
from etl.rates import Rates
from etl.reference import is_harmonized
from etl.terms import ALL_GOODS, Frequency, Status

_LENGTHS = (2, 4, 6)  # digits of the codes that hold others


@dataclass(frozen=True)
class Level:
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
class Official:
    """The official flows that can make a level: declared, harmonized, not doubtful; with rates and kinds of source.

    `listed` are the spans a series has any row in, `divided` those in which it lists goods inside a code, `withheld`
    those in which it has a code without a value.
    """

    rows: dict[tuple[str, str, str], pd.DataFrame]
    listed: dict[tuple[str, ...], frozenset[Period]]
    divided: dict[tuple[str, ...], frozenset[Period]]
    withheld: dict[tuple[str, ...], frozenset[Period]]
    kinds: dict[str, str]
    rates: Rates

    def levels(self, trade: Trade, period: Period, currency: str) -> list[Level]:
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

    def year_to_date(self, trade: Trade, year: Period, currency: str) -> list[Level]:
        """The levels of the longest run of months from January that falls short of a whole year, if there is one."""
        for span in reversed(year.runs()[:-1]):
            if found := self.levels(trade, span, currency):
                return found
        return []

    def _one_direction(self, trade: Trade, period: Period, currency: str) -> list[Level]:
        parts = [self._one_code(trade, code, period, currency) for code in trade.codes]
        found = parts[0]
        for more in parts[1:]:
            found = [_sum(a, b) for a in found for b in more if a.source_ids == b.source_ids and _alike(a, b)]
        return found

    def _one_code(self, trade: Trade, code: str, period: Period, currency: str) -> list[Level]:
        found = self.rows.get((str(trade.exporter), str(trade.importer), code))
        if found is None:
            return []
        rows = found[found["period_start"].ge(period.start) & found["period_end"].le(period.end)]
        levels = []
        for (source, reporter), group in rows.groupby(["source_id", "reporter_iso3"], sort=True):
            key = (str(source), str(trade.exporter), str(trade.importer))
            listed = self.listed[key] - self.withheld.get((*key, code), frozenset())
            listed -= self.divided.get((*key, code), frozenset()) - _spans(group)
            level = self._level(group, str(source), str(reporter), period, currency)
            if level and _covers(group, period, listed, total=code == ALL_GOODS):
                levels.append(level)
        return levels

    def _level(self, rows: pd.DataFrame, source: str, reporter: str, period: Period, currency: str) -> Level | None:
        published = str(rows["currency"].iloc[0])
        factor = self.rates.factor(published, currency, period)
        if factor is None:
            return None
        ids = tuple(str(i) for i in rows["flow_id"])
        rate = None if published == currency else self.rates.over(period)
        value = fsum(rows["value"]) * factor
        return Level(value, currency, reporter, (source,), ids, self.kinds[source], rate)


def official(flows: pd.DataFrame, kinds: dict[str, str], rates: Rates) -> Official:
    """Flows indexed by exporter, importer and commodity code; `kinds` maps source to source kind."""
    harmonized = {name for name in flows["classification"].unique() if is_harmonized(name)}
    usable = flows["reporter_iso3"].notna() & flows["status"].ne(Status.DOUBTFUL) & flows["value"].notna()
    rows = flows[usable & flows["classification"].isin(harmonized)]
    keys = ["exporter_iso3", "importer_iso3", "commodity_code"]
    by_goods = {(str(a), str(b), str(c)): group for (a, b, c), group in rows.groupby(keys, sort=False)}
    listed = _spans_by(rows, ["source_id", "exporter_iso3", "importer_iso3"])
    hidden = flows[flows["value"].isna() | flows["status"].eq(Status.DOUBTFUL)]
    withheld = _spans_by(hidden, ["source_id", *keys])
    return Official(by_goods, listed, _divided(rows), withheld, kinds, rates)


def _spans_by(rows: pd.DataFrame, keys: list[str]) -> dict[tuple[str, ...], frozenset[Period]]:
    return {tuple(map(str, key)): _spans(group) for key, group in rows.groupby(keys, sort=False)}


def _divided(rows: pd.DataFrame) -> dict[tuple[str, ...], frozenset[Period]]:
    """Source, direction and code → the spans in which the source lists goods inside the code."""
    codes = rows["commodity_code"]
    inside = [rows.assign(commodity_code=codes.str[:length])[codes.str.len() > length] for length in _LENGTHS]
    goods = pd.concat([one[one["commodity_code"].str.isdecimal()] for one in inside])
    return _spans_by(goods, ["source_id", "exporter_iso3", "importer_iso3", "commodity_code"])


def _spans(rows: pd.DataFrame) -> frozenset[Period]:
    ends = rows[["period_start", "period_end"]].drop_duplicates()
    return frozenset(Period(start, end) for start, end in ends.itertuples(index=False))


def _covers(group: pd.DataFrame, period: Period, listed: frozenset[Period], *, total: bool) -> bool:
    """Whether the rows are all there is of the period.

    In a monthly list of goods a month without a row of one code had no declared flow of it, as the lists say, unless
    the list then has goods inside it; of totals every month must be there.
    """
    if len(group) == 1 and group.iloc[0]["period_start"] == period.start and group.iloc[0]["period_end"] == period.end:
        return True
    if not group["freq_code"].eq(Frequency.MONTHLY).all():
        return False
    months = {Period(start, end) for start, end in zip(group["period_start"], group["period_end"], strict=True)}
    present = months if total else listed
    return set(period.each_month()) <= present


def _alike(a: Level, b: Level) -> bool:
    return (a.reporter_iso3, a.source_kind) == (b.reporter_iso3, b.source_kind)


def _sum(a: Level, b: Level) -> Level:
    return replace(
        a,
        value=a.value + b.value,
        source_ids=tuple(dict.fromkeys((*a.source_ids, *b.source_ids))),
        flow_ids=(*a.flow_ids, *b.flow_ids),
        rate=a.rate or b.rate,
    )
