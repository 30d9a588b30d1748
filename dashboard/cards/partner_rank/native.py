"""`partner-rank` for programs that draw charts of their own: shares as lines, stated ones as points beside them."""

from collections.abc import Iterator, Sequence

from dashboard.cards.partner_rank.data import Partner
from dashboard.cards.partner_rank.figure import shown_span, side_name
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, point_series, values_at
from dashboard.charts.theme import direction_colour
from dashboard.queries.view import View
from dashboard.statements.bound_words import open_names


def partner_chart(partner: Partner, view: View) -> Chart:
    """One category a year, percent; a year without a share has None. The ranks stand in the table only."""
    _ = view.translate
    first, last = shown_span(partner)
    years = range(first, last + 1)
    series = [one for exporter in partner.exporters for one in _series(partner, exporter, years, view)]
    return Chart(Shape.LINES, tuple(str(year) for year in years), tuple(series), _("percent"))


def _series(partner: Partner, exporter: str, years: Sequence[int], view: View) -> Iterator[NativeSeries]:
    """The official line of a direction, and as many series of points as the fullest year has stated shares."""
    names = view.names("countries")
    colour = direction_colour(view.look.on_white.palette, view.selection.pair, exporter)
    rows = partner.rows(exporter)
    if not rows.empty:
        shares = {int(year): float(share) for year, share in zip(rows["year"], rows["partner_share"], strict=True)}
        yield NativeSeries(side_name(partner, exporter, names, view), values_at(shares, years), colour, Mark.LINE)
    _ = view.translate
    stated = [one for one in partner.drawn if one.exporter == exporter]
    if stated:
        way = view.direction_name(exporter, stated[0].importer)
        points = [(one.year, one.bounds) for one in stated]
        name = " ".join((_("Stated, with what rounding allows"), f"({way})"))
        yield from point_series(points, years, names=open_names(name, view.language), colour=colour)
