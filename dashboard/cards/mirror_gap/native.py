"""`mirror-gap` for programs that draw charts of their own: each country's declaration as a line over the years."""

from collections.abc import Iterator, Sequence

from dashboard.cards.mirror_gap.data import MirrorPanel, goods_name
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, values_at
from dashboard.charts.rows import blended
from dashboard.charts.theme import direction_colour
from dashboard.queries.view import View
from dashboard.text import formats
from dashboard.text.formats import Scale
from etl.model.codes import ALL_GOODS

_PALE = 0.55
_FLAT = 0.1  # part of the axis under which the lines of a panel would lie on its foot


def mirror_chart(panels: Sequence[MirrorPanel], view: View) -> Chart | None:
    """One category a year, two lines a panel, the importer's paler.

    All share one axis, where the panels of the picture have each its own: None where one would lie flat on it.
    """
    highest = max(panel.highest for panel in panels)
    if any(panel.highest < highest * _FLAT for panel in panels):
        return None
    view = view.on_white
    drawn = [pair.year for panel in panels for pair in panel.drawn]
    years = range(min(drawn), max(drawn) + 1)
    scale = formats.axis_scale(highest)
    colours = _colours(panels, view)
    series = [one for panel, colour in zip(panels, colours, strict=True) for one in _series(panel, years, colour, view)]
    unit = view.unit_words(scale)
    whole = view.unit_words(Scale(0))
    categories = tuple(str(year) for year in years)
    return Chart(Shape.LINES, categories, tuple(series), unit, scale.factor, scale.decimals, values_unit=whole)


def _colours(panels: Sequence[MirrorPanel], view: View) -> Iterator[str]:
    """That of the direction for all goods, one of the sectors' for each panel of some goods."""
    some = iter(view.look.palette.sectors * len(panels))
    for panel in panels:
        of_all = panel.commodity == ALL_GOODS
        yield direction_colour(view.look.palette, view.selection.pair, panel.exporter) if of_all else next(some)


def _series(panel: MirrorPanel, years: Sequence[int], colour: str, view: View) -> Iterator[NativeSeries]:
    _ = view.translate
    way = view.direction_name(panel.exporter, panel.importer)
    subject = f"{way}, {goods_name(view, panel.commodity)}"
    pale = blended(colour, view.look.palette.paper, _PALE)
    exporter, importer = _("{subject}, by the exporter"), _("{subject}, by the importer")
    yield NativeSeries(exporter.format(subject=subject), values_at(panel.exported, years), colour, Mark.LINE)
    yield NativeSeries(importer.format(subject=subject), values_at(panel.imported, years), pale, Mark.LINE)
