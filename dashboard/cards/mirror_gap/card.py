"""`mirror-gap`: what both countries declare of the same goods, side by side; four series stay four."""

import pandas as pd

from dashboard.cards.base import RATES, Answer, NoAnswer, card
from dashboard.cards.mirror_gap import text as mirror_words
from dashboard.cards.mirror_gap.data import MirrorPanel, Pair, goods_name, mirror_panels
from dashboard.cards.mirror_gap.figure import mirror_figure
from dashboard.cards.mirror_gap.native import mirror_chart
from dashboard.queries.tables import ids_in
from dashboard.queries.view import View
from dashboard.sentences.available import Available, available, dropped_caveats
from dashboard.sentences.words import no_data_reason, sector_list
from dashboard.text.messages import mark


@card("mirror-gap", page="findings", name=mark("Both countries’ declarations"))
def mirror_gap(view: View) -> Answer | NoAnswer:
    """Two marks a year and direction, joined by a line: the exporter's declaration and the importer's."""
    _ = view.translate
    panels = mirror_panels(view)
    if not panels:
        return NoAnswer(*_empty_reason(view))
    rows = [pair.row for panel in panels for pair in panel.pairs]
    sources = [source for row in rows for source in (row.exporter_source_id, row.importer_source_id)]
    converted = any(pair.rate is not None for panel in panels for pair in panel.drawn)
    return Answer(
        title=mirror_words.title(panels[0], view),
        subtitle=mirror_words.subtitle(panels, view),
        figure=mirror_figure(panels, view),
        table=_table(panels, view),
        sentence=mirror_words.sentence(panels, view),
        source_ids=[*sources, *([RATES] if converted else [])],
        caveats=(
            *dropped_caveats({panel.exporter for panel in panels}, _years, view),
            *mirror_words.caveats(panels, view),
        ),
        chart=mirror_chart(panels, view),
        flow_ids=tuple(name for row in rows for name in ids_in(f"{row.exporter_flow_ids} {row.importer_flow_ids}")),
    )


def _empty_reason(view: View) -> tuple[str, Available | None]:
    """With sectors selected: which goods both countries declare; otherwise what every card says."""
    _ = view.translate
    known = view.tables["mirrors"]
    sectors = [sector for sector in view.tables.vocabulary.sectors if sector in set(known["sector_id"].dropna())]
    if not view.selection.sectors or not sectors or set(view.selection.sectors) & set(sectors):
        return no_data_reason(view), available(_years, view)
    codes = sorted(known.loc[known["sector_id"].notna(), "commodity_code"].unique())
    text = _(
        "No year in which both countries’ figures on these sectors are in the data. There are for all goods, and for "
        "{goods}: clear the sectors, or choose {sectors}."
    ).format(
        goods=", ".join(goods_name(view, code) for code in codes),
        sectors=sector_list(view, sectors),
    )
    return text, None


def _years(view: View) -> Available:
    panels = mirror_panels(view)
    return [(panel.exporter, pair.year) for panel in panels for pair in panel.drawn]


def _table(panels: list[MirrorPanel], view: View) -> pd.DataFrame:
    return pd.DataFrame([_cells(pair, panel, view) for panel in panels for pair in panel.pairs])


def _cells(pair: Pair, panel: MirrorPanel, view: View) -> dict[str, object]:
    _ = view.translate
    row = pair.row
    countries = view.names("countries")
    shown = {"currency": view.currency}
    return {
        _("Year"): pair.year,
        _("Direction"): view.direction_name(panel.exporter, panel.importer),
        _("Goods"): goods_name(view, panel.commodity),
        _("Exporter"): countries[panel.exporter],
        _("Exports as published"): row.exporter_value,
        _("Currency of exports"): row.exporter_currency,
        _("Valuation of exports"): row.exporter_valuation,
        _("Source of exports"): row.exporter_source_id,
        _("Importer"): countries[panel.importer],
        _("Imports as published"): row.importer_value,
        _("Currency of imports"): row.importer_currency,
        _("Valuation of imports"): row.importer_valuation,
        _("Source of imports"): row.importer_source_id,
        _("US dollars a euro"): pair.rate,
        _("Exports, {currency}").format(**shown): pair.exported,
        _("Imports, {currency}").format(**shown): pair.imported,
        _("Gap, {currency}").format(**shown): pair.gap,
        _("Ratio"): pair.ratio,
        _("Allowance"): mirror_words.verdict_text(pair, view.language),
    }
