"""Words that the cards on sectors share: names of products, reasons for an empty card."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.queries.sector_goods import series
from dashboard.queries.tables import Tables
from dashboard.selection.selection import Selection
from dashboard.sentences.available import Available, available
from dashboard.sentences.oil_words import Gap, cannot_remove, gap_words, left_out_caveat
from dashboard.sentences.words import no_data_reason, sector_list
from dashboard.text.messages import translator
from etl.model.period import Period


def product_name(names: Mapping[tuple[str, str], str], row: Any) -> str:
    """The short name of a row's goods, or its code where it has none."""
    return names.get((row.classification, row.commodity_code), f"{row.classification} {row.commodity_code}")


def no_products_reason(tables: Tables, selection: Selection) -> str:
    """Why no official total of the selection is broken down by product."""
    _ = translator(selection.language)
    gaps = _oil_gaps(tables, selection)
    if gaps:
        return cannot_remove(gap_words(gaps, tables, selection), tables, replace(selection, sectors=()))
    if not available(product_years, tables, selection):
        reason = no_data_reason(tables, selection)
        return " ".join((reason, _("Of the official data only those of customs are broken down by product.")))
    return _("No official total of these years is broken down by product.")


def product_years(tables: Tables, selection: Selection) -> Available:
    """The years and directions whose leading totals are broken down, with goods of the sectors selected."""
    return [
        (basket.exporter, basket.period.start.year)
        for one in series(tables, selection)
        for basket in one.baskets
        if one.leading and (not selection.sectors or basket.sectors.reindex(selection.sectors).gt(0).any())
    ]


def left_out(tables: Tables, selection: Selection) -> tuple[str, ...]:
    """The caveat on spans that crude oil cannot be removed from."""
    return left_out_caveat(_oil_gaps(tables, selection), tables, selection)


def _oil_gaps(tables: Tables, selection: Selection) -> dict[Gap, list[Period]]:
    """The spans with products, by series, that have none without crude oil."""
    if not selection.without_oil:
        return {}
    full, shown = (_spans(tables, replace(selection, without_oil=switched)) for switched in (False, True))
    missing = {key: [one for one in spans if one not in shown.get(key, [])] for key, spans in full.items()}
    return {key: spans for key, spans in missing.items() if spans}


def _spans(tables: Tables, selection: Selection) -> dict[Gap, list[Period]]:
    found: dict[Gap, list[Period]] = {}
    for one in series(tables, selection):
        for basket in one.baskets:
            found.setdefault((basket.reporter, basket.exporter, basket.importer), []).append(basket.period)
    return found


def no_such_goods_reason(tables: Tables, selection: Selection) -> str:
    """Why the product data show nothing of the selected sectors."""
    _ = translator(selection.language)
    text = _("The product data of this selection list no goods of {sectors}. Choose other sectors or none.")
    return text.format(sectors=sector_list(tables, selection.language, selection.sectors))
