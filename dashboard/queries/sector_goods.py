"""What goods a direction was made of: customs totals beside the products in hand, for the same months.

Totals and parts go together only when one country declares both to one kind of office. A line inside a listed heading
or chapter is never added to it, whichever series it stands in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.crude_oil import untouched, without_crude
from dashboard.queries.frames import OFFICIAL
from dashboard.queries.rates import at_rate_of
from dashboard.queries.remembered import remembered
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from etl.model.codes import ALL_GOODS, Frequency, Status
from etl.model.period import Period, months

_KEY = ["reporter_iso3", "exporter_iso3", "importer_iso3", "source_kind", "freq_code"]
_OIL = ["removed", "undivided", "oil_source_id", "fuel_source_id"]
_COLUMNS = [
    *_KEY,
    "flow_id",
    "source_id",
    "classification",
    "commodity_code",
    "sector_id",
    "valuation",
    "value",
    "currency",
    "period_start",
    "period_end",
    "month",
    *_OIL,
]
_PRODUCT = ["sector_id", "classification", "commodity_code", "source_id"]
_HARMONIZED = ("H", "CN")  # classifications whose codes share their leading digits


@dataclass(frozen=True)
class Basket:
    """One direction over one span: the total and its parts, in the selected currency and full units.

    `parts` has one row a product (`sector_id classification commodity_code source_id value`), none inside another.
    `removed` is the crude oil taken out of the total, `undivided` the fuel of unknown heading left in it. `flows` has
    one row an observation added up: `flow_id`, and `sector_id`, which is null for those of the total.
    """

    reporter: str
    exporter: str
    importer: str
    valuation: str
    period: Period
    total: float
    parts: pd.DataFrame
    source_ids: tuple[str, ...]
    flows: pd.DataFrame
    removed: float = 0.0
    undivided: float = 0.0

    @property
    def sectors(self) -> pd.Series:
        """Value by sector, largest first."""
        return self.parts.groupby("sector_id")["value"].sum().sort_values(ascending=False)

    @property
    def remainder(self) -> float:
        """What the parts leave of the total: not broken down."""
        return self.total - float(self.parts["value"].sum())

    def share(self, value: float) -> float:
        """A value in percent of the total."""
        return value / self.total * 100


@dataclass(frozen=True)
class DeclaredGoods:
    """One direction as one country declares it: rows of totals and of outermost products, all years in hand.

    `products` says what the numbers in the column `product` of `parts` stand for; `covered` are the months that
    totals and parts both have. Rows are in `currency`, each at the average rate of its own period.
    """

    totals: pd.DataFrame
    parts: pd.DataFrame
    products: pd.DataFrame
    covered: frozenset[int]
    tables: Tables
    currency: str

    @property
    def spans(self) -> list[Period]:
        """For each calendar year the months from its first that totals and parts both cover, in order of time."""
        found = []
        for number in sorted({month // 12 for month in self.covered}):
            lasting = next(count for count in range(13) if count == 12 or number * 12 + count not in self.covered)
            if lasting:
                found.append(months(number, 1, number, lasting))
        return found

    def basket(self, span: Period) -> Basket | None:
        """The goods of a span, converted at the average rate of the span.

        None where months are missing, or where the parts exceed a total they cannot be of.
        """
        if not self.covered.issuperset(range(_month(span.start), _month(span.end) + 1)):
            return None
        totals, rows = (self._inside(rows, span) for rows in (self.totals, self.parts))
        values = rows.groupby("product")["value"].sum()
        parts = self.products.loc[values.index].assign(value=values).reset_index(drop=True)
        first, total = totals.iloc[0], float(totals["value"].sum())
        if not 0 < parts["value"].sum() <= total:
            return None
        oil = [source for name in ("oil_source_id", "fuel_source_id") for source in totals[name] if source]
        sources = tuple(dict.fromkeys([*totals["source_id"], *parts["source_id"], *oil]))
        flows = pd.concat([totals, rows])[["flow_id", "sector_id"]]
        removed, undivided = float(totals["removed"].sum()), float(totals["undivided"].sum())
        codes = (first["reporter_iso3"], first["exporter_iso3"], first["importer_iso3"])
        return Basket(*codes, first["valuation"], span, total, parts, sources, flows, removed, undivided)

    def _inside(self, rows: pd.DataFrame, span: Period) -> pd.DataFrame:
        """The rows of a span, at the rate of the whole span."""
        inside = rows[rows["month"].between(_month(span.start), _month(span.end))]
        return at_rate_of(self.tables, inside, self.currency, [tuple(span.month_starts)] * len(inside))


def goods(view: View) -> list[DeclaredGoods]:
    """Totals with their products for each direction and declaring country of the selection, of all years in hand."""
    everything = view.of_all_years
    rows = frames.flows(everything)
    rows = rows.assign(value=rows[f"value_{view.currency.lower()}"], month=rows["period_start"].map(_month))
    usable = rows["reporter_iso3"].notna() & rows["value"].notna() & rows["status"].ne(Status.DOUBTFUL)
    rows = rows[usable & rows["classification"].str.startswith(_HARMONIZED)]
    oil_free = view.selection.without_oil
    rows = without_crude(rows, frames.declared_products(everything)) if oil_free else untouched(rows)
    rows = rows[_COLUMNS]
    found = (_split(group, view.tables, view.currency) for _key, group in rows.groupby(_KEY))
    return [one for one in found if one is not None]


@dataclass(frozen=True)
class GoodsSeries:
    """The goods of one direction as one country declares them, with a basket for each year of a selection.

    `leading` is True for the series of its direction that reaches furthest: it is shown, so that bars can be compared.
    """

    goods: DeclaredGoods
    baskets: tuple[Basket, ...]
    leading: bool


@remembered(*OFFICIAL, most=64)
def series(view: View) -> list[GoodsSeries]:
    """Every series with a basket in the selected years, by direction, the furthest reaching first."""
    found = []
    for declared in goods(view):
        spans = [
            span for span in declared.spans if view.selection.first_year <= span.start.year <= view.selection.last_year
        ]
        own = tuple(basket for span in spans if (basket := declared.basket(span)) is not None)
        if own:
            found.append((own[-1].exporter, -own[-1].period.end.toordinal(), declared, own))
    found.sort(key=lambda item: item[:2])
    exporters = [exporter for exporter, *_rest in found]
    return [
        GoodsSeries(one, own, exporters.index(exporter) == at) for at, (exporter, _end, one, own) in enumerate(found)
    ]


def leading_baskets(found: list[GoodsSeries]) -> list[Basket]:
    """The baskets of the leading series, directions one after the other."""
    return [basket for one in found if one.leading for basket in one.baskets]


def flow_ids(baskets: Iterable[Basket], sectors: Sequence[str]) -> tuple[str, ...]:
    """The observations that baskets add up, or only those of some sectors; none where crude oil was taken out."""
    found = list(baskets)
    if any(basket.removed for basket in found):
        return ()
    kept = [basket.flows[basket.flows["sector_id"].isin(sectors)] if sectors else basket.flows for basket in found]
    return tuple(name for rows in kept for name in rows["flow_id"])


def product_names(view: View) -> dict[tuple[str, str], str]:
    """(classification, code) → short name of the goods."""
    frame = view.tables["commodities"]
    column = f"name_{view.language}" if f"name_{view.language}" in frame else "name_en"
    return dict(zip(zip(frame["classification"], frame["commodity_code"], strict=True), frame[column], strict=True))


def basis_rows(found: list[Basket]) -> pd.DataFrame:
    """The baskets, one row each, as `basis_words` and the words on crude oil read them."""
    columns = ["reporter_iso3", "exporter_iso3", "importer_iso3", "valuation"]
    columns += ["period_start", "period_end", "value", "removed", "undivided"]
    rows = [
        (b.reporter, b.exporter, b.importer, b.valuation, b.period.start, b.period.end, b.total, b.removed, b.undivided)
        for b in found
    ]
    return pd.DataFrame(rows, columns=columns)


def _split(group: pd.DataFrame, tables: Tables, currency: str) -> DeclaredGoods | None:
    totals = group[group["commodity_code"].eq(ALL_GOODS)]
    parts = group[group["commodity_code"].ne(ALL_GOODS)]
    if totals.empty or parts.empty:
        return None
    kept = parts[parts["month"].isin(totals["month"]) & _outermost(parts)]
    covered = frozenset(_covered(totals) & _covered(kept))
    kept = kept[kept["removed"].eq(0)].drop_duplicates(["commodity_code", "month"])
    if kept.empty:
        return None
    numbered = kept.assign(product=kept.groupby(["classification", "commodity_code"]).ngroup())
    products = numbered.drop_duplicates("product").set_index("product")[_PRODUCT]
    return DeclaredGoods(totals.drop_duplicates("month"), numbered, products, covered, tables, currency)


def _outermost(parts: pd.DataFrame) -> pd.Series:
    """Whether no shorter code that any series lists for the same month begins the row's code."""
    listed = set(zip(parts["month"], parts["commodity_code"], strict=True))
    rows = zip(parts["month"], parts["commodity_code"], strict=True)
    tops = [not any((month, code[:length]) in listed for length in range(2, len(code))) for month, code in rows]
    return pd.Series(tops, parts.index, dtype=bool)


def _covered(rows: pd.DataFrame) -> set[int]:
    """The months that every series of the rows reports at least one value for."""
    by_source: dict[str, set[int]] = {}
    for source, start, frequency in rows[["source_id", "month", "freq_code"]].drop_duplicates().to_numpy():
        lasting = 12 if frequency == Frequency.ANNUAL else 1
        by_source.setdefault(source, set()).update(range(start, start + lasting))
    return set.intersection(*by_source.values()) if by_source else set()


def _month(when: date) -> int:
    """Months since the year 0, so that spans of months are ranges of numbers."""
    return when.year * 12 + when.month - 1
