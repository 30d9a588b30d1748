"""Words that the cards on sectors share: names of products, reasons for an empty card."""

from collections.abc import Mapping
from typing import Any

from dashboard.queries.sector_goods import series
from dashboard.queries.view import View
from dashboard.sentences.available import Available, available
from dashboard.sentences.oil_words import Gap, cannot_remove, gap_words, left_out_caveat
from dashboard.sentences.words import no_data_reason, sector_list
from etl.model.period import Period


def product_name(names: Mapping[tuple[str, str], str], row: Any) -> str:
    """The short name of a row's goods, or its code where it has none."""
    return names.get((row.classification, row.commodity_code), f"{row.classification} {row.commodity_code}")


def no_products_reason(view: View) -> str:
    """Why no official total of the selection is broken down by product."""
    _ = view.translate
    gaps = _oil_gaps(view)
    if gaps:
        return cannot_remove(gap_words(gaps, view), view.where(sectors=()))
    if not available(product_years, view):
        reason = no_data_reason(view)
        return " ".join((reason, _("Of the official data only those of customs are broken down by product.")))
    return _("No official total of these years is broken down by product.")


def product_years(view: View) -> Available:
    """The years and directions whose leading totals are broken down, with goods of the sectors selected."""
    return [
        (basket.exporter, basket.period.start.year)
        for one in series(view)
        for basket in one.baskets
        if one.leading and (not view.selection.sectors or basket.sectors.reindex(view.selection.sectors).gt(0).any())
    ]


def left_out(view: View) -> tuple[str, ...]:
    """The caveat on spans that crude oil cannot be removed from."""
    return left_out_caveat(_oil_gaps(view), view)


def _oil_gaps(view: View) -> dict[Gap, list[Period]]:
    """The spans with products, by series, that have none without crude oil."""
    if not view.selection.without_oil:
        return {}
    full, shown = (_spans(view.where(without_oil=switched)) for switched in (False, True))
    missing = {key: [span for span in spans if span not in shown.get(key, [])] for key, spans in full.items()}
    return {key: spans for key, spans in missing.items() if spans}


def _spans(view: View) -> dict[Gap, list[Period]]:
    spans: dict[Gap, list[Period]] = {}
    for one in series(view):
        for basket in one.baskets:
            spans.setdefault((basket.reporter, basket.exporter, basket.importer), []).append(basket.period)
    return spans


def no_such_goods_reason(view: View) -> str:
    """Why the product data show nothing of the selected sectors."""
    _ = view.translate
    text = _("The product data of this selection list no goods of {sectors}. Choose other sectors or none.")
    return text.format(sectors=sector_list(view, view.selection.sectors))
