"""Which caveats a card carries: those of the table `caveats` whose goods are among the goods the card draws."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from dashboard import queries
from dashboard.cards.sector_goods import Basket
from dashboard.queries import Tables, records
from dashboard.selection import Selection
from etl.terms import ALL_GOODS

_SERIES = ["source_id", "reporter_iso3", "exporter_iso3", "importer_iso3"]


class Goods(NamedTuple):
    """Goods that a figure is of; no exporter and importer means both directions together."""

    exporter: str | None
    importer: str | None
    code: str | None
    sector: str | None
    source_id: str


def data_caveats(tables: Tables, language: str, goods: Iterable[Goods]) -> tuple[str, ...]:
    """The texts of the rules that meet any of these goods, each once, in the order of the table."""
    distinct = set(goods)
    texts = (
        getattr(rule, f"text_{language}", rule.text_en)
        for rule in records(tables["caveats"])
        if any(_meets(rule, one) for one in distinct)
    )
    return tuple(dict.fromkeys(texts))


def series_goods(tables: Tables, selection: Selection, series: pd.DataFrame) -> set[Goods]:
    """The goods that a series of `dashboard.series` adds up: all goods, or those listed of the sectors selected."""
    if series.empty:
        return set()
    rows = queries.products(tables, selection) if selection.sectors else queries.totals(tables, selection)
    return row_goods(rows.merge(series[_SERIES].drop_duplicates(), on=_SERIES))


def row_goods(rows: pd.DataFrame) -> set[Goods]:
    """The goods of rows of flows or statements; a statement that delimits no goods is of all."""
    return {
        Goods(_text(row.exporter_iso3), _text(row.importer_iso3), _code(row), _text(row.sector_id), row.source_id)
        for row in records(rows)
    }


def basket_goods(baskets: Iterable[Basket]) -> set[Goods]:
    """The products of baskets, and the totals they are parts of."""
    found = set()
    for basket in baskets:
        way = (basket.exporter, basket.importer)
        found |= {Goods(*way, ALL_GOODS, None, source) for source in basket.source_ids}
        found |= {Goods(*way, row.commodity_code, row.sector_id, row.source_id) for row in records(basket.parts)}
    return found


def _meets(rule: Any, goods: Goods) -> bool:
    """Whether a row of the table is about these goods; figures of both directions hold those of either."""
    if isinstance(rule.source_id, str) and rule.source_id != goods.source_id:
        return False
    if goods.exporter is not None and (rule.exporter_iso3, rule.importer_iso3) != (goods.exporter, goods.importer):
        return False
    if isinstance(rule.commodity_code, str):
        return goods.code is not None and goods.code.startswith(rule.commodity_code)
    return bool(goods.sector == rule.sector_id)


def _code(row: Any) -> str | None:
    code = _text(row.commodity_code)
    return ALL_GOODS if code is None and _text(getattr(row, "commodity_label", None)) is None else code


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
