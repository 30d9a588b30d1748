"""`coverage`: which year, direction and source has data, and of which kind; with sectors selected, theirs only."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import pandas as pd

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.cards.coverage.data import Coverage, official_coverage, stated_coverage
from dashboard.cards.coverage.figure import coverage_figure, state_names
from dashboard.queries.sector_goods import leading_baskets, series
from dashboard.queries.series import main_series
from dashboard.queries.view import View
from dashboard.sentences.available import Available, available
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.words import no_data_reason, sector_list
from dashboard.text import formats
from dashboard.text.messages import mark
from etl.model.period import years


@card("coverage", page="method", name=mark("What the data cover"))
def coverage(view: View) -> Answer | NoAnswer:
    """A calendar of years: a row for each series of a source, a cell for each year it has something in."""
    _ = view.translate
    whole = view.where(without_oil=False)  # what is in hand, whatever is taken out of it elsewhere
    rows = [*official_coverage(whole), *stated_coverage(whole)]
    rows.sort(key=lambda row: row.exporter or "~")
    if not rows:
        reason = no_data_reason(view)
        return NoAnswer(reason, available(_years, whole))
    title, sentence = _title_and_sentence(rows, whole)
    subtitle = _("Years by source and direction of the goods; in brackets the country that declares.")
    return Answer(
        title,
        subtitle,
        coverage_figure(rows, view),
        _table(rows, view),
        sentence,
        [source for row in rows for source in row.source_ids],
        (_("An empty cell means that no figure is in hand, not that there was no trade."),),
        follows_day=True,
        oil=Oil.NO_TRADE,
    )


def _years(view: View) -> Available:
    rows = [*official_coverage(view), *stated_coverage(view)]
    return [(row.exporter or "", year) for row in rows for year in row.cells]


def _title_and_sentence(rows: Sequence[Coverage], view: View) -> tuple[str, str]:
    """Title: years with whole totals and years broken down by sector; sentence: how many series in which state."""
    _ = view.translate
    cells = [cell for row in rows if not row.stated for cell in row.cells.values()]
    numbers = [
        _("{name}: {number}").format(name=name, number=sum(cell.state == state for cell in cells))
        for state, name in state_names(view.language).items()
        if any(cell.state == state for cell in cells)
    ]
    counts = view.listed(numbers)
    documents = len({source for row in rows if row.stated for source in row.source_ids})
    sentence = _("Official series: {series}; documents with figures for these years: {documents}.").format(
        series=sum(not row.stated for row in rows), documents=documents
    )
    if counts:
        sentence += " " + _("Years of official series by state: {counts}.").format(counts=counts)
    return _title(rows, view), sentence


def _title(rows: Sequence[Coverage], view: View) -> str:
    _ = view.translate
    if view.selection.sectors:
        held = [number for row in rows for number in row.cells]
        span = view.period_label(years(min(held), max(held)))
        names = sector_list(view, view.selection.sectors)
        return _("{sectors}: data within {years}").format(sectors=names, years=span)
    direction, whole = _whole_years(view)
    by_sector = {basket.period.start.year for basket in leading_baskets(series(view))}
    if not whole:
        return _("No whole year has an official total of its own here")
    if not by_sector:
        text = _("{direction}: official totals for {years}, none of them by sector")
        return text.format(direction=direction, years=_runs(whole, view.language))
    if by_sector >= set(whole):
        text = _("{direction}: official totals for {years}, partly by sector in each year")
        return text.format(direction=direction, years=_runs(whole, view.language))
    text = _("{direction}: official totals for {years}, by sector only for {spans}")
    spans = _runs(by_sector, view.language)
    return text.format(direction=direction, years=_runs(whole, view.language), spans=spans)


def _whole_years(view: View) -> tuple[str, list[int]]:
    """The years with official totals of all directions selected, or of the one that has most where none has all."""
    _ = view.translate
    totals = main_series(view.where(sectors=()))
    if totals.empty:
        return "", []
    sizes = totals.groupby("year").size()
    both = [int(number) for number in sizes[sizes.eq(2)].index]
    if both:
        return _("Both directions"), both
    exporter = totals["exporter_iso3"].value_counts().index[0]
    own = totals[totals["exporter_iso3"].eq(exporter)]
    return view.direction_name(exporter, own["importer_iso3"].iloc[0]), own["year"].tolist()


def _runs(numbers: Iterable[int], language: str) -> str:
    """Years as runs: “2004–2015, 2018–2023”."""
    ordered = sorted(numbers)
    runs = [
        [number for _at, number in own] for _key, own in groupby(enumerate(ordered), lambda item: item[1] - item[0])
    ]
    return ", ".join(formats.period_label(years(run[0], run[-1]), language) for run in runs)


def _table(rows: Sequence[Coverage], view: View) -> pd.DataFrame:
    """One row a series and year: direction, series, year, state, months with a value, months withheld, sectors."""
    _ = view.translate
    names = state_names(view.language)
    found = [
        (
            *(view.direction_name(row.exporter, row.importer), row.name, number),
            *(names[cell.state], cell.months, cell.withheld, cell.sectors, ", ".join(row.source_ids)),
        )
        for row in rows
        for number, cell in sorted(row.cells.items())
    ]
    columns = [_("Direction"), _("Series"), _("Year"), _("State"), _("Months"), _("Months withheld"), _("Sectors")]
    return pd.DataFrame(found, columns=[*columns, _("Source")])
