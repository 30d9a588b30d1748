"""The axes, legend and layout of a native chart, in the colours of the template it stands in."""

from collections.abc import Iterable
from typing import Any

from pptx.chart.axis import CategoryAxis, ValueAxis
from pptx.chart.chart import Chart as NativeChart
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.text.text import Font
from pptx.util import Pt

from dashboard.charts.native import Chart
from dashboard.exports.office.data import HORIZONTAL, decimals_of, is_whole, number_format, step
from dashboard.exports.office.plan import Plan

_MUTED, _GRID_ALPHA = 0.35, 20_000  # lightness of quiet text; opacity of gridlines in thousandths of a percent


def dress_axes(native: NativeChart, chart: Chart, planned: Plan, *, labelled: bool) -> None:
    """Give the axes their names, numbers and lines; where the bars are labelled, the numbers would say it twice."""
    category, value = native.category_axis, native.value_axis
    category.reverse_order = chart.shape in HORIZONTAL  # the first at the top
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    category.format.line.width = Pt(1)
    category.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    category.format.line.color.brightness = _MUTED
    category.tick_labels.font.size = Pt(planned.text)
    # LibreOffice, which names every category, would break names that are many into letters.
    if planned.every == 1 and chart.shape not in HORIZONTAL:
        category._element.txPr.bodyPr.set("rot", "0")
    _skip_labels(category, planned.every)
    distance = step(chart)
    value.major_unit = distance
    if is_whole(chart):
        value.maximum_scale = 100
    value.major_tick_mark = XL_TICK_MARK.NONE
    value.format.line.fill.background()
    value.tick_labels.number_format = number_format(chart, decimals_of(distance / chart.factor))
    value.tick_labels.number_format_is_linked = False
    value.has_major_gridlines = not labelled
    if labelled:
        value.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    else:
        line = value.major_gridlines.format.line
        line.width = Pt(0.75)
        line.color.theme_color = MSO_THEME_COLOR.TEXT_1
        _see_through(line._ln.xpath(".//a:schemeClr"))
    _name_axis(value, chart.unit, planned)


def dress_legend(native: NativeChart, chart: Chart, planned: Plan, text: float) -> None:
    """A legend at the top, of the series that it is to name, at a size of text in points."""
    native.has_legend = planned.legend is not None
    if planned.legend is None:
        return
    legend = native.legend
    legend.position = XL_LEGEND_POSITION.TOP
    legend.include_in_layout = False
    legend.font.size = Pt(text)
    quiet(legend.font)
    hidden = [at for at, one in enumerate(native.series) if not chart.series[one._element.idx.val].legend]
    for at in reversed(hidden):
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
        legend._element.xpath("c:legendPos")[0].addnext(parse_xml(entry))
    lay_out(legend._element, planned.legend)


def _name_axis(axis: ValueAxis, unit: str, planned: Plan) -> None:
    """The unit over the axis, lying, where it does not have to be read with the head turned."""
    axis.has_title = True
    frame = axis.axis_title.text_frame
    frame.clear()
    run = frame.paragraphs[0].add_run()
    run.text = unit
    run.font.bold = False
    quiet(run.font)
    properties = frame._txBody.bodyPr
    properties.set("rot", "0")
    properties.set("vert", "horz")
    lay_out(axis.axis_title._element, planned.unit)


def _skip_labels(axis: CategoryAxis, every: int) -> None:
    """Name every so many categories only, as there is no room for all."""
    if every == 1:
        return
    for last in axis._element.xpath("c:noMultiLvlLbl"):
        for tag in ("tickLblSkip", "tickMarkSkip"):
            last.addprevious(parse_xml(f'<c:{tag} {nsdecls("c")} val="{every}"/>'))


def _see_through(colours: Iterable[Any]) -> None:
    for colour in colours:
        colour.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{_GRID_ALPHA}"/>'))


def quiet(font: Font) -> None:
    """Text in the theme's own colour, lighter on light paper."""
    font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    font.color.brightness = _MUTED


def lay_out(element: Any, box: tuple[float, ...], *, inner: bool = False) -> None:
    """Place an element by fractions of the chart: left and top, and width and height where they are given."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    modes = "".join(f'<c:{name}Mode val="edge"/>' for name in "xy")
    numbers = "".join(f'<c:{name} val="{part:.4f}"/>' for name, part in zip("xywh", box, strict=False))
    layout = parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{target}{modes}{numbers}</c:manualLayout></c:layout>")
    for old in element.xpath("c:layout"):
        element.remove(old)
    before = element.xpath("c:tx | c:legendPos | c:legendEntry")
    element.insert(len(before), layout)
