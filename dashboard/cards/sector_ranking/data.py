"""How sectors, or the products of one sector, changed from the same months a year before."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.cards.sector_ranking.code_breaks import CodeBreaks, code_breaks, swapped_lines
from dashboard.queries.sector_goods import Basket, product_names, series
from dashboard.queries.tables import Tables, records
from dashboard.queries.view import View
from dashboard.sentences.sector_words import product_name
from dashboard.text.messages import translator

_PRODUCTS = 12  # products shown of a single sector; the rest are one row with their number
_LEAST = 0.1  # percent of the total under which two or more sectors share a row
_PRODUCT = ["sector_id", "classification", "commodity_code"]


@dataclass(frozen=True)
class GoodsChange:
    """One row: its values in full units, `before` None where no equal months are in hand.

    `note` names the largest product of a sector, or what became of a product's code. `left_over` is True for what is
    not one sector or product, `rest` for what no product list breaks down, `recoded` where the code holds other goods
    than a year before.
    """

    name: str
    now: float
    before: float | None
    note: str = ""
    left_over: bool = False
    rest: bool = False
    recoded: bool = False

    @property
    def growth(self) -> float | None:
        """Growth in percent; None without a value to grow from, or with one of other goods."""
        return None if not self.before or self.recoded else (self.now / self.before - 1) * 100

    @property
    def difference(self) -> float:
        """Growth in full units, 0 where there is no value to compare with."""
        return 0.0 if self.before is None or self.recoded else self.now - self.before


@dataclass(frozen=True)
class ChangePanel:
    """One direction: its latest basket, the one a year before, and the rows from the largest to the least.

    `every` has each sector or product, with those that share a row in the picture. `products` has one row a product of
    the sectors selected, largest first: `sector_id classification commodity_code older_code name now before recoded`;
    `older_code` is the number its goods had a year before, where it was another.
    """

    basket: Basket
    earlier: Basket | None
    changes: tuple[GoodsChange, ...]
    every: tuple[GoodsChange, ...]
    products: pd.DataFrame


def panels(view: View) -> list[ChangePanel]:
    """A panel for each direction with goods of the sectors selected; products where a single sector is selected."""
    found = []
    for one in series(view):
        if not one.leading:
            continue
        basket = one.baskets[-1]
        earlier = one.goods.basket(basket.period.year_before())
        products = _products(view, basket, earlier)
        if not products.empty:
            every = _every(products, view)
            changes = _changes(every, view, basket, earlier)
            found.append(ChangePanel(basket, earlier, tuple(changes), tuple(every), products))
    return found


def _products(view: View, basket: Basket, earlier: Basket | None) -> pd.DataFrame:
    names = product_names(view)
    frame = _paired(view.tables, basket, earlier)
    if view.selection.sectors:
        frame = frame[frame["sector_id"].isin(view.selection.sectors)]
    named = [product_name(names, row) for row in records(frame)]
    return frame.assign(name=named).sort_values("now", ascending=False)


def _paired(tables: Tables, basket: Basket, earlier: Basket | None) -> pd.DataFrame:
    """One row a product with both values; a product of a list that a month does not name had no declared flow.

    Codes are matched across revisions of the classification: goods that got another number are followed through it.
    """
    now = basket.parts[[*_PRODUCT, "value"]].rename(columns={"value": "now"})
    if earlier is None:
        return now.assign(before=float("nan"), older_code="", recoded=False)
    breaks = code_breaks(tables, earlier.period, basket.period)
    before = _under_later_codes(earlier.parts, breaks)
    both = now.merge(before, on="commodity_code", how="outer", suffixes=("", "_before"))
    for column in ("sector_id", "classification"):
        both[column] = both[column].fillna(both.pop(f"{column}_before"))
    ended, begun = (both.loc[both[side].isna(), "commodity_code"] for side in ("now", "before"))
    swapped = swapped_lines(ended, begun)
    recoded = both["commodity_code"].map(lambda code: code in swapped or breaks.of_other_goods(code))
    both = both.assign(recoded=recoded).fillna({"now": 0.0, "older_code": ""})
    return both.assign(before=both["before"].where(both["before"].notna() | both["recoded"], 0.0))


def _under_later_codes(parts: pd.DataFrame, breaks: CodeBreaks) -> pd.DataFrame:
    """The products of the year before under the numbers that took over their goods, merged ones added up."""
    rows = [
        (code, group["sector_id"].iloc[0], group["classification"].iloc[0], group["value"].sum(), _older(group, code))
        for code, group in parts.groupby(parts["commodity_code"].map(breaks.successor))
    ]
    columns = ["commodity_code", "sector_id", "classification", "before", "older_code"]
    return pd.DataFrame(rows, columns=columns)


def _older(group: pd.DataFrame, code: str) -> str:
    """The numbers a product had before, where they are not just the one it has."""
    codes = sorted(group["commodity_code"].unique())
    return "" if codes == [code] else ", ".join(codes)


def _every(frame: pd.DataFrame, view: View) -> list[GoodsChange]:
    """A row a product where a single sector is selected, else a row a sector; the largest first."""
    if len(view.selection.sectors) == 1:
        return _largest_first([_product(row, view.language) for row in records(frame)])
    return _by_sector(frame, view)


def _changes(every: list[GoodsChange], view: View, basket: Basket, earlier: Basket | None) -> list[GoodsChange]:
    """The rows of the picture."""
    if len(view.selection.sectors) == 1:
        return _without_smallest(every, view.language)
    if view.selection.sectors:
        return every
    _ = view.translate
    before = earlier.remainder if earlier else None
    rest = GoodsChange(_("Not broken down"), basket.remainder, before, left_over=True, rest=True)
    return [*_without_least(every, basket, view.language), rest]


def _by_sector(frame: pd.DataFrame, view: View) -> list[GoodsChange]:
    names = view.names("sectors")
    rows = []
    for sector, own in frame.groupby("sector_id"):
        largest = next(records(own.nlargest(1, "now")))
        now, before = own["now"].sum(), own["before"].sum(min_count=1)
        recoded = bool(own["recoded"].all())
        rows.append(GoodsChange(names[str(sector)], float(now), _known(before), largest.name, recoded=recoded))
    return _largest_first(rows)


def _without_least(rows: list[GoodsChange], basket: Basket, language: str) -> list[GoodsChange]:
    """Sectors that are next to nothing of the total become one row, which names them."""
    least = [row for row in rows if basket.share(max(row.now, row.before or 0.0)) < _LEAST]
    if len(least) < 2:
        return rows
    _ = translator(language)
    others = _together(_("Other sectors"), least, ", ".join(row.name for row in least))
    return [*(row for row in rows if row not in least), others]


def _together(name: str, rows: list[GoodsChange], note: str = "") -> GoodsChange:
    before = None if all(row.before is None for row in rows) else sum(row.before or 0.0 for row in rows)
    recoded = any(row.recoded for row in rows)
    return GoodsChange(name, sum(row.now for row in rows), before, note, left_over=True, recoded=recoded)


def _without_smallest(rows: list[GoodsChange], language: str) -> list[GoodsChange]:
    """The products that are or were largest; the others are one row with their number."""
    ranked = sorted(rows, key=lambda change: -max(change.now, change.before or 0.0))
    others = ranked[_PRODUCTS:]
    if not others:
        return rows
    _ = translator(language)
    name = _.ngettext("{number} other product", "{number} other products", len(others)).format(number=len(others))
    return [*(row for row in rows if row not in others), _together(name, others)]


def _product(row: Any, language: str) -> GoodsChange:
    _ = translator(language)
    note = _("HS {older} a year before").format(older=row.older_code) if row.older_code else ""
    note = _("code changed in between") if row.recoded else note
    return GoodsChange(row.name, row.now, _known(row.before), note, recoded=bool(row.recoded))


def _largest_first(rows: list[GoodsChange]) -> list[GoodsChange]:
    return sorted(rows, key=lambda change: (-change.now, -(change.before or 0.0), change.name))


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
