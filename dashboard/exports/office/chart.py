"""A card's chart as a native chart of an office program: bars with points and lines beside, whiskers, default style.

Text and lines take the colours and the font of the presentation or document they stand in, so that they can be read in
any template; series keep their own colours, which have a meaning.
"""

from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.plot import BarPlot
from pptx.chart.series import BarSeries, LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, Values
from dashboard.exports.office.axes import dress_axes, dress_legend, lay_out, quiet
from dashboard.exports.office.data import (
    HORIZONTAL,
    STACKED,
    blanks_as,
    number_format,
    sheet_range,
    stub,
    tint,
    whiskers,
)
from dashboard.exports.office.plan import LEGEND, plan
from dashboard.statements.bounds import OpenSide

TYPES = {
    Shape.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    Shape.STACKED_COLUMNS: XL_CHART_TYPE.COLUMN_STACKED,
    Shape.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    Shape.STACKED_BARS: XL_CHART_TYPE.BAR_STACKED,
    Shape.LINES: XL_CHART_TYPE.LINE_MARKERS,
}
_LABELLED_COLUMNS, _LABELLED_BARS = 10, 24  # so many bars still have room for their values
# A chart lies on the paper without one of its own, nor a line around it.
_BARE = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


@dataclass(frozen=True)
class ChartPlace:
    """The room of a chart and the size of its text, in points."""

    width: float
    height: float
    text: float


def chart_data(chart: Chart) -> Any:
    """A drawn chart's categories and series for python-pptx."""
    new_data: Any = CategoryChartData  # the library gives it no types
    data: Any = new_data(number_format=number_format(chart, chart.decimals))
    data.categories = chart.categories
    for one in chart.series:
        data.add_series(one.name, one.values)
    return data


def dress(native: NativeChart, chart: Chart, place: ChartPlace) -> None:
    """Give a native chart, made from the same drawn chart, its marks, axes, legend and layout."""
    planned = plan(chart, place.width, place.height, place.text)
    native.has_title = False
    native._chartSpace.chart.addnext(parse_xml(_BARE))
    native.font.size = Pt(place.text)
    quiet(native.font)
    for blanks in native._chartSpace.chart.xpath("c:dispBlanksAs"):
        blanks.set("val", blanks_as(chart))
    if chart.shape != Shape.LINES:
        _stand_beside(native, [one.mark != Mark.BAR for one in chart.series])
    for plot in native.plots:
        if isinstance(plot, BarPlot):
            _space_bars(plot, chart)
    # Series are found by their place in the sheet, as those moved to lines come after the bars.
    for drawn in native.series:
        _dress_series(drawn, chart.series[drawn._element.idx.val], place)
        _add_whiskers(drawn, chart)
    labelled = _label_bars(native, chart, place)
    dress_axes(native, chart, planned, labelled=labelled)
    dress_legend(native, chart, planned, place.text * LEGEND)
    lay_out(native._chartSpace.chart.plotArea, planned.plot, inner=planned.inner)


def _stand_beside(native: NativeChart, beside: list[bool]) -> None:
    """Move the series that are no bars from the bars to lines on the same axes; lying bars have no lines beside."""
    bars = native._chartSpace.chart.plotArea.xpath("c:barChart")[0]
    if not any(beside) or bars.xpath('c:barDir[@val="bar"]'):
        return
    axes = "".join(f'<c:axId val="{axis.get("val")}"/>' for axis in bars.xpath("c:axId"))
    lines = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:marker val="1"/>{axes}</c:lineChart>'
    )
    bars.addnext(lines)
    for series, moved in zip(bars.xpath("c:ser"), beside, strict=True):
        if moved:
            for only_bars in series.xpath("c:invertIfNegative"):
                series.remove(only_bars)
            lines.xpath("c:marker")[0].addprevious(series)


def _space_bars(plot: BarPlot, chart: Chart) -> None:
    stacked = chart.shape in STACKED
    plot.overlap = 100 if stacked else 0
    plot.gap_width = 45 if stacked or len(chart.series) == 1 else 60


def _dress_series(drawn: BarSeries | LineSeries, series: NativeSeries, place: ChartPlace) -> None:
    colour = _rgb(series.colour)
    if isinstance(drawn, BarSeries):
        _dress_bars(drawn, colour, hollow=series.mark == Mark.POINT)
        return
    drawn.smooth = False
    points = series.mark == Mark.POINT
    if points:
        drawn.format.line.fill.background()
    else:
        drawn.format.line.width = Pt(2.25)
        drawn.format.line.color.rgb = colour
    marker = drawn.marker
    marker.style = XL_MARKER_STYLE.CIRCLE
    marker.size = round(place.text * (0.65 if points else 0.4))
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _rgb(tint(series.colour)) if points else colour
    marker.format.line.width = Pt(1.75 if points else 0.75)
    marker.format.line.color.rgb = colour


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


def _dress_bars(drawn: BarSeries, colour: RGBColor, *, hollow: bool) -> None:
    """Stated figures are hollow here as in the picture; they stand as bars where there is no room for points."""
    drawn.invert_if_negative = False
    if hollow:
        drawn.format.fill.background()
        drawn.format.line.width = Pt(1.75)
        drawn.format.line.color.rgb = colour
    else:
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour


def _add_whiskers(drawn: BarSeries | LineSeries, chart: Chart) -> None:
    """Custom error bars from the bounds; their lengths stand in the sheet after the columns of the series."""
    at = drawn._element.idx.val
    if chart.series[at].open_side:
        _add_arrow(drawn, chart)
    found = whiskers(chart.series[at])
    if found is None:
        return
    earlier = sum(whiskers(one) is not None for one in chart.series[:at])
    column = 1 + len(chart.series) + 2 * earlier
    above, below = (_amounts(tag, column + side, found[side]) for side, tag in enumerate(("plus", "minus")))
    direction = '<c:errDir val="y"/>' if isinstance(drawn, LineSeries) else ""  # bars have but one
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}>{direction}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>{above}{below}<c:spPr><a:ln w="15875"><a:solidFill>'
        f'<a:srgbClr val="{chart.series[at].colour.removeprefix("#")}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    drawn._element.xpath("c:cat")[0].addprevious(bars)


def _add_arrow(drawn: BarSeries | LineSeries, chart: Chart) -> None:
    """An error bar of fixed length with the head of an arrow, towards the open side of every value."""
    series = chart.series[drawn._element.idx.val]
    side = "plus" if series.open_side == OpenSide.UP else "minus"
    direction = '<c:errDir val="y"/>' if isinstance(drawn, LineSeries) else ""  # bars have but one
    arrow = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}>{direction}<c:errBarType val="{side}"/><c:errValType val="fixedVal"/>'
        f'<c:noEndCap val="1"/><c:val val="{stub(chart)}"/><c:spPr><a:ln w="19050"><a:solidFill>'
        f'<a:srgbClr val="{series.colour.removeprefix("#")}"/></a:solidFill><a:tailEnd type="triangle"/></a:ln>'
        "</c:spPr></c:errBars>"
    )
    drawn._element.xpath("c:cat")[0].addprevious(arrow)


def _amounts(tag: str, column: int, values: Values) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value or 0}</c:v></c:pt>' for at, value in enumerate(values))
    cache = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    return f"<c:{tag}><c:numRef><c:f>{sheet_range(column, len(values))}</c:f>{cache}</c:numRef></c:{tag}>"


def _label_bars(native: NativeChart, chart: Chart, place: ChartPlace) -> bool:
    """Values at the ends of bars, where they are few and nothing else stands there; whether there are any."""
    many = len(chart.categories) * len(chart.series)
    few = many <= (_LABELLED_BARS if chart.shape in HORIZONTAL else _LABELLED_COLUMNS)
    alone = all(one.mark == Mark.BAR and whiskers(one) is None for one in chart.series)
    if chart.shape in STACKED or chart.shape == Shape.LINES or not (few and alone):
        return False
    plot = native.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format = number_format(chart, chart.decimals)
    labels.number_format_is_linked = False
    labels.font.size = Pt(place.text)
    labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    return True
