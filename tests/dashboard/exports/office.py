"""What the tests of office files share: cards, a chart of every shape, hostile texts, what a native chart holds."""

import math
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pandas as pd
from lxml import etree

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape
from dashboard.exports.office.data import columns_of, drawn
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import from_query

DAY = date(2026, 11, 25)
NAMES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
CASES = [(card, language) for card in sorted(CARDS) for language in ("en", "fr")]
HOSTILE = ("=cmd|' /C calc'!A0", "@SUM(1)", "\x00\x0b\x1f\ufffe", "<c:v>&amp;\u2028]]>", "x" * 10_000, "word " * 2_000)
YEARS = ("2019", "2020", "2021", "2022")


def built(tables: Tables, card_id: str, language: str = "en", **query: str) -> Card:
    selection, notices = from_query({"lang": language, **query}, tables.vocabulary)
    assert notices == ()
    return CARDS[card_id](View(tables, selection, Look(900)))


def chart_of(shape: Shape) -> Chart:
    """A chart with a gap, a stated point with bounds, one without, and one whose bound is open."""
    stated = NativeSeries(
        "Stated",
        (2.5e9, None, 2.7e9, 4e9),
        "#B4532A",
        Mark.POINT,
        low=(2.45e9, None, None, 3.5e9),
        high=(2.55e9, None, None, None),
    )
    mark = Mark.LINE if shape == Shape.LINES else Mark.BAR
    series = (
        NativeSeries("First", (1.5e9, None, 2e9, 3.25e9), "#2E4A8F", mark),
        NativeSeries("Second", (0.5e9, 1e9, 0.0, 0.75e9), "#0E7C86", mark),
    )
    return Chart(shape, YEARS, (*series, stated), "billion US dollars", 1e9, 1, "US dollars")


def hostile_card(card: Card, text: str) -> Card:
    """The card with one text in all its places, those of its chart among them."""
    chart = replace(
        chart_of(Shape.STACKED_COLUMNS),
        categories=tuple(f"{text}{year}" for year in YEARS),
        unit=text,
        series=tuple(replace(one, name=f"{text}{at}") for at, one in enumerate(chart_of(Shape.STACKED_COLUMNS).series)),
    )
    return replace(
        card,
        title=text,
        subtitle=text,
        sentence=text,
        alt=text,
        caveats=(text,),
        filters=text,
        view=text,
        chart=chart,
        sources=tuple(replace(one, citation=text, title=text, publisher=text) for one in card.sources),
        table=pd.DataFrame({text: [text]}),
    )


def parts(content: bytes, pattern: str) -> dict[str, bytes]:
    """The parts of a package whose names match, by name."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist() if re.fullmatch(pattern, name)}


def charts(content: bytes) -> list[Any]:
    """The native charts of a file as XML trees."""
    return [etree.fromstring(xml) for _name, xml in sorted(parts(content, r".*/charts/chart\d+\.xml").items())]


def held(tree: Any) -> dict[str, tuple[float | None, ...]]:
    """The series of a native chart, by name: the numbers in its own memory, None where there is none."""
    found = {}
    for series in tree.iterfind(".//c:ser", NAMES):
        values = series.find("c:val//c:numCache", NAMES)
        points = {int(one.get("idx")): float(one.find("c:v", NAMES).text) for one in values.iterfind("c:pt", NAMES)}
        length = int(values.find("c:ptCount", NAMES).get("val"))
        found[series.find("c:tx//c:v", NAMES).text] = tuple(points.get(at) for at in range(length))
    return found


def expected(chart: Chart) -> dict[str, tuple[float | None, ...]]:
    """The series of a drawn chart, by name."""
    return {one.name: one.values for one in drawn(chart).series}


def same(read: Any, value: float | None) -> bool:
    """Whether a cell holds a value, of which a workbook keeps sixteen digits."""
    return read is None if value is None else math.isclose(read, value, rel_tol=1e-14, abs_tol=1e-9)


def check_workbook(content: bytes, chart: Chart) -> None:
    """The workbook behind a chart holds its categories, series and whiskers, and nothing that is computed."""
    shown = drawn(chart)
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert [cell.coordinate for row in sheet for cell in row if cell.data_type == "f" or cell.hyperlink] == []
    assert head[0] == shown.values_unit
    assert head[1:] == [name for name, _values in columns_of(shown)]
    assert [row[0] for row in rows] == list(shown.categories)
    for at, (name, values) in enumerate(columns_of(shown), start=1):
        assert all(same(row[at], value) for row, value in zip(rows, values, strict=True)), name
