"""`partner-rank` for programs that draw charts of their own: shares as lines, stated ones as points beside them."""

from collections.abc import Iterator, Sequence

from dashboard.cards.partner_rank.data import Partner, official_shares
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, point_series, values_at
from dashboard.charts.theme import direction_colour
from dashboard.queries.view import View
from dashboard.statements.bound_words import open_names


def partner_chart(partner: Partner, view: View) -> Chart:
    """One category a year, percent; a year without a share has None. The ranks stand in the table only."""
    _ = view.translate
    view = view.on_white
    first, last = partner.span
    years = range(first, last + 1)
    series = [one for exporter in partner.exporters for one in _series(partner, exporter, years, view)]
    return Chart(Shape.LINES, tuple(str(year) for year in years), tuple(series), _("percent"))


def _series(partner: Partner, exporter: str, years: Sequence[int], view: View) -> Iterator[NativeSeries]:
    """The official line of a direction, and as many series of points as the fullest year has stated shares."""
    if not partner.rows(exporter).empty:
        series = official_shares(partner, exporter, view)
        yield NativeSeries(series.name, values_at(series.values, years), series.colour, Mark.LINE)
    _ = view.translate
    stated = [one for one in partner.drawn if one.exporter == exporter]
    if stated:
        way = view.direction_name(exporter, stated[0].importer)
        colour = direction_colour(view.look.palette, view.selection.pair, exporter)
        points = [(figure.year, figure.bounds) for figure in stated]
        name = " ".join((_("Stated, with what rounding allows"), f"({way})"))
        yield from point_series(points, years, names=open_names(name, view.language), colour=colour)
