"""Every official value of a chart, native or drawn, stands in the card's table under the direction it is drawn for."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.charts.native import Mark
from dashboard.queries.tables import Tables, records
from tests.views import view_of

Key = tuple[str, str]  # what a series is named, and the year or month
WAYS = {"exports": "Kazakhstan → France", "imports": "France → Kazakhstan"}
FACTORS = (1.0, 1e3, 1e6, 1e9)


def balance(table: pd.DataFrame) -> dict[Key, float]:
    return {
        (column.rpartition(",")[0], f"{row['Year']:.0f}"): row[column]
        for _at, row in table.iterrows()
        for column in table.columns
        if "→" in str(column)
    }


def months(table: pd.DataFrame) -> dict[Key, float]:
    labels = [f"{month:%b %Y}".replace("Sep ", "Sept ") for month in table["Month"]]
    return dict(zip(zip(table["Direction"], labels, strict=True), table["USD"], strict=True))


def trend(table: pd.DataFrame) -> dict[Key, float]:
    return {(row.Direction, row.Period): row.USD for row in records(table[table["Kind"].eq("official")])}


def partner(table: pd.DataFrame) -> dict[Key, float]:
    sides = {way: f"Share of Kazakhstan’s {side}" for side, way in WAYS.items()}
    official = table[table["Kind"].eq("official")]
    return {
        (sides[way], str(year)): share
        for way, year, share in official[["Direction", "Year", "Share, %"]].itertuples(index=False, name=None)
    }


def mirror(table: pd.DataFrame) -> dict[Key, float]:
    both = table.dropna(subset=["Exports, USD", "Imports, USD"])
    return {
        (f"{row['Direction']}, {row['Goods']}, by the {who}", f"{row['Year']:.0f}"): row[column]
        for _at, row in both.iterrows()
        for who, column in (("exporter", "Exports, USD"), ("importer", "Imports, USD"))
    }


READ = {
    "direction-balance": balance,
    "monthly-trade": months,
    "trade-trend": trend,
    "partner-rank": partner,
    "mirror-gap": mirror,
}


@pytest.fixture(params=READ)
def card(tables: Tables, request: pytest.FixtureRequest) -> Card:
    return CARDS[request.param](view_of(tables))


def official_series(card: Card) -> Iterator[tuple[str, list[float | None]]]:
    """The native series of official values, each under what it is a series of."""
    assert card.chart is not None
    for series in card.chart.series:
        if series.mark != Mark.POINT and not series.name.startswith("Stated"):
            yield re.sub(" only, the other direction is not in the data$", "", series.name), list(series.values)


def test_the_native_chart_has_the_values_of_the_table(card: Card) -> None:
    assert card.chart is not None
    expected = READ[card.id](card.table)
    charted = {
        (name, category): value
        for name, values in official_series(card)
        for category, value in zip(card.chart.categories, values, strict=True)
        if value is not None
    }
    assert charted == pytest.approx(expected)


def drawn_values(card: Card) -> Iterator[tuple[Key, float]]:
    """The official marks of the picture: what hover names, and the value on the axis, without its sign."""
    assert card.figure is not None
    for trace in card.figure.data:
        stated = str(trace.name or "").startswith(("Stated", "Implied"))
        values = trace.x if trace.type == "bar" and trace.orientation == "h" else trace.y
        if stated or trace.hovertext is None or trace.marker.color == "rgba(0,0,0,0)":
            continue
        for text, value in zip(trace.hovertext, values, strict=True):
            found = re.search(r"<b>(?P<when>[^<]+)</b> (?P<way>[^\n<]+)", text)
            if found and value is not None:
                yield (found["way"], found["when"]), abs(value)


@pytest.mark.parametrize("card_id", ["direction-balance", "monthly-trade", "trade-trend", "partner-rank"])
def test_the_picture_has_the_values_of_the_table(tables: Tables, card_id: str) -> None:
    card = CARDS[card_id](view_of(tables))
    assert card.chart is not None
    expected = READ[card_id](card.table)
    if card_id == "partner-rank":
        expected = {(WAYS[side.rpartition(" ")[2]], year): share for (side, year), share in expected.items()}
    drawn = {key: value * card.chart.factor for key, value in drawn_values(card)}
    assert drawn == pytest.approx(expected)


def test_mirrored_marks_stand_at_the_values_of_the_table(tables: Tables) -> None:
    """A disc is the exporter's declaration and a bar the importer's; each panel has a unit of its own."""
    card = CARDS["mirror-gap"](view_of(tables))
    assert card.figure is not None
    expected = mirror(card.table)
    seen = 0
    for trace in card.figure.data:
        if trace.type != "scatter" or trace.mode != "markers" or trace.hovertext is None:
            continue
        who = {"circle": "exporter", "line-ew": "importer"}[trace.marker.symbol]
        if trace.marker.color == card.figure.layout.paper_bgcolor:
            continue
        way = re.search(r"</b> ([^\n<]+)", trace.hovertext[0])
        assert way is not None
        panels: list[Mapping[str, Any]] = [
            {year: value for (name, year), value in expected.items() if name == wanted}
            for wanted in {name for name, _year in expected if name.startswith(way[1]) and name.endswith(who)}
        ]
        values = dict(zip(map(str, trace.x), trace.y, strict=True))
        scaled = [{year: value * factor for year, value in values.items()} for factor in FACTORS]
        assert any(panel == pytest.approx(values) for panel in panels for values in scaled), (way[1], who)
        seen += 1
    assert seen == 2 * len({name.rpartition(",")[0] for name, _year in expected})
