"""What `mirror-gap` compares: panels of years, each with what the exporter and what the importer declares."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.queries import frames, rates
from dashboard.queries.tables import records
from dashboard.queries.view import View
from etl.model.codes import ALL_GOODS, Verdict
from etl.model.period import Period


@dataclass(frozen=True)
class Pair:
    """One year as both countries declare it, in the selected currency; `row` is the row of `mirrors`.

    A value is None where no rate covers the year; `rate` is None where nothing was converted.
    """

    year: int
    exported: float | None
    imported: float | None
    rate: float | None
    row: Any

    @property
    def drawn(self) -> bool:
        return self.exported is not None and self.imported is not None

    @property
    def gap(self) -> float | None:
        """The importer's value less the exporter's."""
        return None if self.exported is None or self.imported is None else self.imported - self.exported

    @property
    def ratio(self) -> float | None:
        return None if pd.isna(self.row.ratio) else float(self.row.ratio)

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.row.verdict)

    @property
    def allowance(self) -> tuple[float, float] | None:
        """Lowest and highest ratio that valuation explains."""
        if pd.isna(self.row.allowance_high):
            return None
        return float(self.row.allowance_low), float(self.row.allowance_high)


@dataclass(frozen=True)
class MirrorPanel:
    """One direction and goods: every year that both countries declare, in order."""

    exporter: str
    importer: str
    commodity: str
    pairs: tuple[Pair, ...]

    @property
    def drawn(self) -> tuple[Pair, ...]:
        """The years whose two values can stand on one axis."""
        return tuple(pair for pair in self.pairs if pair.drawn)

    @property
    def exported(self) -> dict[int, float]:
        """What the exporter declares, by year, of the years drawn."""
        return {pair.year: pair.exported or 0.0 for pair in self.drawn}

    @property
    def imported(self) -> dict[int, float]:
        """What the importer declares, by year, of the years drawn."""
        return {pair.year: pair.imported or 0.0 for pair in self.drawn}

    @property
    def highest(self) -> float:
        return max(max(pair.exported or 0.0, pair.imported or 0.0) for pair in self.drawn)


def mirror_panels(view: View) -> list[MirrorPanel]:
    """All goods first, the direction with most years before the other; then goods, the largest first.

    Without sectors selected, the goods with the largest trade are the only ones beside all goods.
    """
    frame = frames.mirrors(view).sort_values("period_start")
    keys = ["exporter_iso3", "importer_iso3", "commodity_code"]
    panels = [
        MirrorPanel(str(exporter), str(importer), str(code), tuple(_pair(view, row) for row in records(rows)))
        for (exporter, importer, code), rows in frame.groupby(keys)
    ]
    drawn = [panel for panel in panels if panel.drawn]
    totals = sorted((p for p in drawn if p.commodity == ALL_GOODS), key=lambda p: (-len(p.drawn), p.exporter))
    goods = sorted((p for p in drawn if p.commodity != ALL_GOODS), key=lambda p: (-p.highest, p.commodity))
    return totals + (goods if view.selection.sectors else goods[:1])


def goods_name(view: View, commodity: str) -> str:
    """“All goods”, or the name of a chapter with its code: “Mineral fuels, oils (HS 27)”."""
    if commodity == ALL_GOODS:
        return view.translate("All goods")
    named = view.tables["commodities"]
    found = named[named["classification"].eq("HS") & named["commodity_code"].eq(commodity)]
    column = f"name_{view.language}" if f"name_{view.language}" in named else "name_en"
    return f"{found[column].iloc[0]} (HS\N{NO-BREAK SPACE}{commodity})" if len(found) else f"HS {commodity}"


def _pair(view: View, row: Any) -> Pair:
    span = Period(row.period_start, row.period_end)
    published = ((row.exporter_value, row.exporter_currency), (row.importer_value, row.importer_currency))
    exported, imported = (
        rates.in_currency(view.tables, value, currency, view.currency, span) for value, currency in published
    )
    converted = any(currency != view.currency for _value, currency in published)
    rate = view.tables.rates.over(span) if converted else None
    return Pair(span.start.year, exported, imported, rate, row)
