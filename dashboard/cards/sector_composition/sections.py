"""The composition of reconciled data: shares of the sections of the SITC, which no single country declares."""

from collections.abc import Sequence

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer
from dashboard.cards.sector_composition.figure import (
    Piece,
    ShareBar,
    bars_table,
    rounding_words,
    share_chart,
    share_figure,
    share_words,
)
from dashboard.queries import frames
from dashboard.queries.sector_goods import product_names
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.look import Palette
from dashboard.sentences.available import Available, available
from dashboard.sentences.caveats import data_caveats, row_goods
from dashboard.sentences.words import no_data_reason
from etl.model.codes import ALL_GOODS, Status
from etl.model.period import Period

_SECTION = "SITC"
# Section → place in the palette of sectors; near kinds of goods share a colour with their sector.
_COLOURS = {"3": 0, "7": 8, "6": 6, "5": 4, "8": 5, "0": 3, "1": 1, "2": 2, "4": 7}


def section_composition(view: View) -> Answer | NoAnswer:
    """Shares of the sections by year and direction; doubtful ones are marked with a question mark."""
    _ = view.translate
    if view.selection.sectors:
        reason = _("Reconciled data come by section of the SITC, which no sector equals: clear the filter on sectors.")
        return NoAnswer(reason)
    if view.selection.without_oil:
        reason = _("Reconciled data come by section of the SITC, in which crude oil is not listed apart.")
        return NoAnswer(" ".join((reason, _("Show crude oil to see them."))))
    rows = frames.flows(view)
    rows = rows[rows["classification"].eq(_SECTION)].assign(value=rows[f"value_{view.currency.lower()}"])
    bars = _bars(rows, view, view.look.palette)
    if not bars:
        return NoAnswer(no_data_reason(view), available(_years, view))
    title, sentence = _title_and_sentence(bars, view)
    subtitle = _("Shares of the total by SITC section in percent, nominal. Estimated from both sides' declarations.")
    doubt = _("A question mark: the source overstates this section, and with it the total; see Data and method.")
    has_doubt = any(piece.doubtful for bar in bars for piece in bar.pieces)
    table = bars_table(bars, view, _("Section"))
    figure = share_figure(bars, view)
    sources = list(rows["source_id"].unique())
    caveats = ((doubt,) if has_doubt else ()) + data_caveats(view, row_goods(rows))
    drawn = rows.loc[rows["commodity_code"].ne(ALL_GOODS) & rows["value"].notna(), "flow_id"]
    return Answer(
        title=title,
        subtitle=subtitle + rounding_words(bars, view.language),
        figure=figure,
        table=table,
        sentence=sentence,
        source_ids=sources,
        caveats=caveats,
        shows_money=True,
        chart=share_chart(_bars(rows, view, view.look.on_white.palette), view),
        flow_ids=tuple(drawn),
    )


def _years(view: View) -> Available:
    rows = frames.flows(view)
    rows = rows[rows["classification"].eq(_SECTION) & rows["commodity_code"].eq(ALL_GOODS) & rows["value"].notna()]
    return [(row.exporter_iso3, row.period_start.year) for row in records(rows)]


def _bars(rows: pd.DataFrame, view: View, palette: Palette) -> list[ShareBar]:
    """One bar for each direction and year that has a total."""
    spans = rows[rows["commodity_code"].eq(ALL_GOODS) & rows["value"].notna()]
    bars = []
    for total in records(spans.sort_values(["exporter_iso3", "period_start"])):
        own = rows["exporter_iso3"].eq(total.exporter_iso3) & rows["period_start"].eq(total.period_start)
        parts = rows[own & rows["commodity_code"].ne(ALL_GOODS) & rows["value"].notna()]
        pieces = _pieces(parts.sort_values("value", ascending=False), view, palette)
        span = Period(total.period_start, total.period_end)
        label = view.period_label(span)
        bars.append(
            ShareBar(total.exporter_iso3, total.importer_iso3, label, span, sum(p.value for p in pieces), tuple(pieces))
        )
    return bars


def _pieces(parts: pd.DataFrame, view: View, palette: Palette) -> list[Piece]:
    names = product_names(view)
    return [
        Piece(
            name=names[(_SECTION, row.commodity_code)],
            value=row.value,
            colour=palette.sectors[_COLOURS[row.commodity_code]] if row.commodity_code in _COLOURS else palette.rest,
            doubtful=row.status == Status.DOUBTFUL,
        )
        for row in records(parts)
    ]


def _title_and_sentence(bars: Sequence[ShareBar], view: View) -> tuple[str, str]:
    """Title: the largest share of a latest bar that is not in doubt; sentence: the largest of each bar."""
    _ = view.translate
    latest = {bar.exporter: bar for bar in bars}.values()
    bar, piece = max(
        ((bar, piece) for bar in latest for piece in bar.pieces if not piece.doubtful),
        key=lambda found: found[0].share(found[1]),
    )
    name = view.direction_name(bar.exporter, bar.importer)
    title = _("{sector} made up {share} of {direction} in {period}").format(
        sector=piece.name, share=share_words(bar.share(piece), view.language), direction=name, period=bar.label
    )
    parts = []
    for one in bars:
        text = _("{direction}, {period}: {section} {share} of {total}.")
        parts.append(
            text.format(
                direction=view.direction_name(one.exporter, one.importer),
                period=one.label,
                section=one.pieces[0].name,
                share=share_words(one.share(one.pieces[0]), view.language),
                total=view.money_words(one.total),
            )
        )
    return title, " ".join(parts)
