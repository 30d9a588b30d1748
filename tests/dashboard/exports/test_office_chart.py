"""Native charts: every shape with its marks, gaps and whiskers, in the file and in the workbook behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.charts.native import NativeSeries, Shape
from dashboard.exports.docx.document import document_bytes
from dashboard.exports.office.data import decimals_of, number_format, step, tint
from dashboard.exports.pptx.slides import slides_bytes
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import default_selection
from tests.dashboard.exports.office import NAMES, chart_of, charts, check_workbook, expected, held, parts

Maker = Callable[[Card, date], bytes]
# The order that the format prescribes (ECMA-376, part 1, 21.2.2); PowerPoint calls a file damaged that breaks it.
_BARS_BEFORE = "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape"
_AXIS = "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos"
_AXIS += " spPr txPr crossAx crosses crossesAt"
ORDER = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr protection chart spPr txPr externalData printSettings",
    "chart": "title autoTitleDeleted pivotFmts view3D plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax",
    "plotArea": "layout barChart lineChart catAx valAx dTable spPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "barChart/ser": _BARS_BEFORE,
    "lineChart/ser": "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits",
    "scaling": "logBase orientation max min",
    "title": "tx layout overlay spPr txPr",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent"
    " showBubbleSize separator showLeaderLines",
    "marker": "symbol size spPr",
}


@pytest.fixture(scope="module")
def card(tables: Tables) -> Card:
    return CARDS["trade-trend"](View(tables, default_selection(tables.vocabulary)))


def drawn_with(card: Card, shape: Shape) -> bytes:
    return slides_bytes(replace(card, chart=chart_of(shape)))


def tags(tree: Any, path: str) -> list[str]:
    return names(tree.find(path, NAMES))


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_holds_its_values(card: Card, shape: Shape) -> None:
    content = drawn_with(card, shape)
    (tree,) = charts(content)
    assert held(tree) == expected(chart_of(shape))
    (workbook,) = parts(content, r"ppt/embeddings/.*\.xlsx").values()
    check_workbook(workbook, chart_of(shape))


def names(element: Any) -> list[str]:
    return [child.tag.partition("}")[2] for child in element]


@pytest.mark.parametrize("make", [slides_bytes, document_bytes], ids=["pptx", "docx"])
@pytest.mark.parametrize("shape", Shape)
def test_elements_stand_in_the_order_of_the_format(card: Card, shape: Shape, make: Maker) -> None:
    whole = chart_of(shape)
    hidden = replace(whole.series[0], name="Hidden", legend=False)
    months = replace(
        whole,
        categories=tuple(f"Month {month}" for month in range(80)),
        series=tuple(
            replace(one, values=one.values * 20, low=one.low and one.low * 20, high=one.high and one.high * 20)
            for one in (*whole.series, hidden)
        ),
    )
    for chart in (whole, months):
        (tree,) = charts(make(replace(card, chart=chart)))
        for element in tree.iter("{*}*"):
            tag = element.tag.partition("}")[2]
            key = f"{element.getparent().tag.partition('}')[2]}/{tag}" if tag == "ser" else tag
            if key in ORDER and len(element):
                places = [ORDER[key].split().index(name) for name in names(element)]
                assert places == sorted(places), f"{key}: {names(element)}"


@pytest.mark.parametrize("shape", Shape)
def test_a_missing_value_is_never_nil(card: Card, shape: Shape) -> None:
    (tree,) = charts(drawn_with(card, shape))
    among_lines = shape == Shape.LINES  # beside bars only a stated range is a line, which part-years do not break
    assert tree.find(".//c:dispBlanksAs", NAMES).get("val") == ("gap" if among_lines else "span")
    assert held(tree)["First"][1] is None


@pytest.mark.parametrize("shape", [Shape.COLUMNS, Shape.STACKED_COLUMNS])
def test_points_stand_on_the_axes_of_the_bars(card: Card, shape: Shape) -> None:
    (tree,) = charts(drawn_with(card, shape))
    bars, lines = (tree.find(f".//c:{kind}Chart", NAMES) for kind in ("bar", "line"))
    assert [len(plot.findall("c:ser", NAMES)) for plot in (bars, lines)] == [2, 1]
    assert [one.get("val") for one in bars.findall("c:axId", NAMES)] == [
        one.get("val") for one in lines.findall("c:axId", NAMES)
    ]
    series = tags(lines, "c:ser")
    assert series.index("marker") < series.index("errBars") < series.index("cat") < series.index("smooth")
    assert tags(tree, ".//c:lineChart")[-3:] == ["marker", "axId", "axId"]
    assert lines.find("c:ser/c:spPr/a:ln/a:noFill", NAMES) is not None


def test_stated_figures_among_lying_bars_are_hollow(card: Card) -> None:
    (tree,) = charts(drawn_with(card, Shape.BARS))
    assert tree.find(".//c:lineChart", NAMES) is None
    fills = [bar.find("c:spPr/a:noFill", NAMES) is not None for bar in tree.findall(".//c:ser", NAMES)]
    assert fills == [False, False, True]


@pytest.mark.parametrize("shape", list(Shape))
def test_whiskers_reach_to_the_bounds(card: Card, shape: Shape) -> None:
    (tree,) = charts(drawn_with(card, shape))
    (bars,) = tree.findall(".//c:errBars", NAMES)
    sides = {side: [float(one.text) for one in bars.findall(f"c:{side}//c:v", NAMES)] for side in ("plus", "minus")}
    assert sides == {"plus": [0.05e9, 0, 0, 0], "minus": [0.05e9, 0, 0, 0.5e9]}
    assert [one.text for one in bars.findall(".//c:f", NAMES)] == ["Sheet1!$E$2:$E$5", "Sheet1!$F$2:$F$5"]


def test_the_axis_shows_its_unit_and_round_numbers(card: Card) -> None:
    (tree,) = charts(drawn_with(card, Shape.STACKED_COLUMNS))
    axis = tree.find(".//c:valAx", NAMES)
    assert axis.find("c:numFmt", NAMES).get("formatCode") == "#,##0,,,;-#,##0,,,;0"
    assert axis.find("c:majorUnit", NAMES).get("val") == "1000000000.0"
    assert axis.find("c:title//a:t", NAMES).text == "billion US dollars"
    assert axis.find("c:title//a:bodyPr", NAMES).get("rot") == "0"


def test_series_that_the_legend_does_not_name_are_taken_out_of_it(card: Card) -> None:
    chart = chart_of(Shape.STACKED_COLUMNS)
    points = replace(chart.series[2], name="Stated (2)", legend=False)
    for order in ((*chart.series, points), (points, *chart.series)):
        (tree,) = charts(slides_bytes(replace(card, chart=replace(chart, series=order))))
        drawn_in_order = [one.find("c:tx//c:v", NAMES).text for one in tree.iterfind(".//c:ser", NAMES)]
        entries = [int(one.find("c:idx", NAMES).get("val")) for one in tree.iterfind(".//c:legendEntry", NAMES)]
        assert [drawn_in_order[at] for at in entries] == ["Stated (2)"]


def test_one_series_needs_no_legend(card: Card) -> None:
    chart = replace(chart_of(Shape.COLUMNS), series=chart_of(Shape.COLUMNS).series[:1])
    (tree,) = charts(slides_bytes(replace(card, chart=chart)))
    assert tree.find(".//c:legend", NAMES) is None
    assert tree.find(".//c:dLbls/c:showVal", NAMES).get("val") == "1"


def test_a_stack_of_a_hundred_percent_ends_there(card: Card) -> None:
    parts_of = [NativeSeries(name, (60.0, share), "#2E4A8F") for name, share in (("a", 60.0), ("b", 40.0))]
    chart = replace(
        chart_of(Shape.STACKED_BARS), categories=("x", "y"), series=tuple(parts_of), unit="percent", factor=1.0
    )
    whole = replace(
        chart, series=(replace(parts_of[0], values=(60.0, 60.0)), replace(parts_of[1], values=(40.0, 40.0)))
    )
    for one, end in ((whole, ["100.0"]), (chart, [])):
        (tree,) = charts(slides_bytes(replace(card, chart=one)))
        assert [found.get("val") for found in tree.findall(".//c:valAx//c:max", NAMES)] == end


def test_the_chart_takes_the_font_and_text_colour_of_its_template(card: Card) -> None:
    chart = Presentation(BytesIO(drawn_with(card, Shape.COLUMNS))).slides[0].shapes
    (frame,) = [shape for shape in chart if shape.has_chart]
    xml = frame.chart._chartSpace.xml
    assert "typeface" not in xml
    assert 'schemeClr val="tx1"' in xml


def test_numbers_are_scaled_by_their_format() -> None:
    chart = chart_of(Shape.COLUMNS)
    assert number_format(chart, 1) == "#,##0.0,,,;-#,##0.0,,,;0"
    assert number_format(replace(chart, factor=1e6), 0) == "#,##0,,;-#,##0,,;0"
    assert number_format(replace(chart, factor=1.0), 2) == "#,##0.00;-#,##0.00;0"


@pytest.mark.parametrize(
    ("highest", "expected_step"), [(4e9, 1e9), (5.9e9, 1e9), (6.1e9, 2e9), (0.42e9, 0.1e9), (12e9, 2e9), (0.0, 0.2e9)]
)
def test_gridlines_are_at_round_numbers(highest: float, expected_step: float) -> None:
    chart = replace(chart_of(Shape.LINES), categories=("a",), series=(NativeSeries("s", (highest,), "#000000"),))
    assert step(chart) == pytest.approx(expected_step)


def test_decimals_and_tints() -> None:
    assert [decimals_of(value) for value in (5.0, 2.5, 0.25, 0.02)] == [0, 1, 2, 2]
    assert tint("#000000") == "#999999"
