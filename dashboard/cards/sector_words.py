"""Words that the cards on sectors share: names of products, reasons for an empty card."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard import formats
from dashboard.cards.sector_goods import series
from dashboard.cards.words import no_data_reason, sector_list
from dashboard.messages import translator
from dashboard.queries import Tables
from dashboard.selection import Selection
from etl.period import Period


def product_name(names: Mapping[tuple[str, str], str], row: Any) -> str:
    """The short name of a row's goods, or its code where it has none."""
    return names.get((row.classification, row.commodity_code), f"{row.classification} {row.commodity_code}")


def no_products_reason(tables: Tables, selection: Selection) -> str:
    """Why no official total of the selection is broken down by product, and which years are."""
    _ = translator(selection.language)
    known = tables.vocabulary
    everything = replace(selection, first_year=known.first_year, last_year=known.last_year)
    found = series(tables, everything)
    if not found:
        reason = no_data_reason(tables, selection)
        return f"{reason} {_('Of the official data only those of customs are broken down by product.')}"
    runs = [Period(one.baskets[0].period.start, one.baskets[-1].period.end) for one in found]
    labels = dict.fromkeys(formats.period_label(run, selection.language) for run in sorted(runs))
    text = _("No official total of these years is broken down by product. Choose years within {spans}.")
    return text.format(spans="; ".join(labels))


def no_such_goods_reason(tables: Tables, selection: Selection) -> str:
    """Why the product data show nothing of the selected sectors."""
    _ = translator(selection.language)
    text = _("The product data of this selection list no goods of {sectors}. Choose other sectors or none.")
    return text.format(sectors=sector_list(tables, selection.language, selection.sectors))
