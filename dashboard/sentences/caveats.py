"""Which caveats a card carries: those of the table `caveats` whose goods are among the goods the card draws."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.sector_goods import Basket
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.translations import translate_columns
from dashboard.text import punctuation
from etl.model.codes import ALL_GOODS

_SERIES = ["source_id", "reporter_iso3", "exporter_iso3", "importer_iso3"]
_GROUNDS = ["reason", "evidence"]


class FigureGoods(NamedTuple):
    """Goods that a figure is of; no exporter and importer means both directions together."""

    exporter: str | None
    importer: str | None
    code: str | None
    sector: str | None
    source_id: str


def data_caveats(view: View, goods: Iterable[FigureGoods]) -> tuple[str, ...]:
    """The texts of the rules that meet any of these goods, each once, in the order of the table."""
    distinct = set(goods)
    texts = (
        _shown(rule, view.language)
        for rule in records(view.tables["caveats"])
        if any(_meets(rule, one) for one in distinct)
    )
    return tuple(dict.fromkeys(texts))


def series_goods(view: View, series: pd.DataFrame) -> set[FigureGoods]:
    """The goods that a series of `queries.series` adds up: all goods, or those listed of the sectors selected.

    None where crude oil was taken out: what is left carries caveats of its own.
    """
    if series.empty or frames.removes_oil(view):
        return set()
    rows = frames.products(view) if view.selection.sectors else frames.totals(view)
    return row_goods(rows.merge(series[_SERIES].drop_duplicates(), on=_SERIES))


def row_goods(rows: pd.DataFrame) -> set[FigureGoods]:
    """The goods of rows of flows or statements; a statement that delimits no goods is of all."""
    return {goods_of(row) for row in records(rows)}


def goods_of(row: Any) -> FigureGoods:
    """The goods of one row of flows or statements."""
    exporter, importer, sector = map(_text, (row.exporter_iso3, row.importer_iso3, row.sector_id))
    return FigureGoods(exporter, importer, _code(row), sector, row.source_id)


def basket_goods(baskets: Iterable[Basket], view: View) -> set[FigureGoods]:
    """The products of baskets and the totals they are parts of, or only products of the sectors selected."""
    found = set()
    for basket in baskets:
        way = (basket.exporter, basket.importer)
        found |= {FigureGoods(*way, ALL_GOODS, None, source) for source in basket.source_ids}
        found |= {FigureGoods(*way, row.commodity_code, row.sector_id, row.source_id) for row in records(basket.parts)}
    return {one for one in found if not view.selection.sectors or one.sector in view.selection.sectors}


def caveats_table(view: View) -> pd.DataFrame:
    """The rules as the method page lists them: one row a caveat, with the figures it belongs to and its evidence."""
    _ = view.translate
    sectors = view.names("sectors")
    grounds = translate_columns(view, view.tables["caveats"], *_GROUNDS)
    rows = [
        (_figures(group, sectors, view), _shown(group.iloc[0], view.language), *group.iloc[0][_GROUNDS])
        for _id, group in grounds.groupby("caveat_id", sort=False)
    ]
    return pd.DataFrame(rows, columns=[_("Figures"), _("Caveat"), _("Reason"), _("Evidence")])


def _figures(group: pd.DataFrame, sectors: dict[str, str], view: View) -> str:
    """The goods, direction and series that one caveat is about."""
    _ = view.translate
    codes = [_("All goods") if code == ALL_GOODS else f"HS {code}" for code in group["commodity_code"].dropna()]
    first = group.iloc[0]
    named = [sectors[sector] for sector in group["sector_id"].dropna()]
    parts = [", ".join([*codes, *named])]
    if isinstance(first.exporter_iso3, str):
        parts.append(view.direction_name(first.exporter_iso3, _text(first.importer_iso3)))
    if isinstance(first.source_id, str):
        parts.append(first.source_id)
    return view.listed(parts)


def _shown(rule: Any, language: str) -> str:
    return punctuation.typeset(str(getattr(rule, f"text_{language}", rule.text_en)), language)


def _meets(rule: Any, goods: FigureGoods) -> bool:
    """Whether a row of the table is about these goods; figures of both directions hold those of either."""
    if isinstance(rule.source_id, str) and rule.source_id != goods.source_id:
        return False
    ways = ((rule.exporter_iso3, goods.exporter), (rule.importer_iso3, goods.importer))
    if any(isinstance(ruled, str) and own is not None and ruled != own for ruled, own in ways):
        return False
    if isinstance(rule.commodity_code, str):
        return goods.code is not None and goods.code.startswith(rule.commodity_code)
    return bool(goods.sector == rule.sector_id)


def _code(row: Any) -> str | None:
    code = _text(row.commodity_code)
    return ALL_GOODS if code is None and _text(getattr(row, "commodity_label", None)) is None else code


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
