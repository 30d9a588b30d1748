"""The charts that office programs draw: their values stand in the card's table, their colours are for white."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.charts.native import Chart, Mark, NativeSeries, Shape, point_series
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import default_selection
from dashboard.statements.bounds import Bounds, OpenSide
from dashboard.text.formats import axis_scale

DRAWN = ("trade-trend", "direction-balance", "monthly-trade", "partner-rank", "sector-composition", "mirror-gap")
PICTURES = ("coverage", "company-sectors", "agreements", "statement-ledger", "statement-check")  # no single axis
SELECTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"direction": "KAZ-FRA"},
    {"direction": "FRA-KAZ", "currency": "EUR"},
    {"first_year": 2018, "last_year": 2023},
    {"first_year": 2022, "last_year": 2022},
    {"first_year": 2016, "last_year": 2017},
    {"sectors": ("energy",)},
    {"sectors": ("aerospace", "transport"), "currency": "EUR"},
    {"sectors": ("other",), "direction": "KAZ-FRA"},
    {"source_kinds": ("customs",)},
    {"source_kinds": ("press", "statement")},
    {"source_kinds": ("reconciled",)},
    {"without_oil": True},
)


def draw(tables: Tables, card_id: str, look: Look | None = None, **changes: Any) -> Card:
    return CARDS[card_id](View(tables, replace(default_selection(tables.vocabulary), **changes), look or Look()))


def chart_of(card: Card) -> Chart:
    assert card.chart is not None
    return card.chart


def named(chart: Chart, name: str) -> NativeSeries:
    (found,) = [series for series in chart.series if series.name == name]
    return found


def by_category(chart: Chart, name: str) -> dict[str, float]:
    values = named(chart, name).values
    return {label: value for label, value in zip(chart.categories, values, strict=True) if value is not None}


def numbers(table: pd.DataFrame) -> set[str]:
    """Every number of a table, to the digits that a calculation leaves sure."""
    return {f"{value:.12g}" for value in table.select_dtypes("number").to_numpy().ravel() if not pd.isna(value)}


def values(chart: Chart) -> Iterator[float]:
    for series in chart.series:
        for side in (series.values, series.low, series.high):
            yield from (value for value in side or () if value is not None)


@pytest.mark.parametrize("card_id", DRAWN)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("changes", SELECTIONS, ids=str)
def test_every_value_stands_in_the_table(tables: Tables, card_id: str, language: str, changes: dict[str, Any]) -> None:
    card = draw(tables, card_id, language=language, **changes)
    if card.empty or (card_id == "mirror-gap" and card.chart is None):
        assert card.chart is None
        return
    chart = chart_of(card)
    drawn = list(values(chart))
    assert drawn
    assert {f"{value:.12g}" for value in drawn} <= numbers(card.table)
    assert len(set(chart.categories)) == len(chart.categories)
    names = [series.name for series in chart.series]
    assert len(set(names)) == len(names)
    assert card_id == "mirror-gap" or chart.unit in card.subtitle or chart.unit in ("percent", "pour cent")


@pytest.mark.parametrize("card_id", DRAWN)
def test_a_dark_card_has_the_colours_of_a_light_one(tables: Tables, card_id: str) -> None:
    light, dark, printed = (chart_of(draw(tables, card_id, Look(900, mode))) for mode in Mode)
    assert dark == light
    assert [series.values for series in printed.series] == [series.values for series in light.series]
    if card_id != "sector-composition":  # whose colours are those of the sectors
        assert {series.colour for series in printed.series} & {Look(mode=Mode.PRINT).palette.first}


def test_the_trend_stacks_the_directions_of_each_year(tables: Tables) -> None:
    card = draw(tables, "trade-trend", first_year=2018, last_year=2023)
    chart = chart_of(card)
    assert chart.shape == Shape.STACKED_COLUMNS
    assert (chart.unit, chart.factor) == ("billion US dollars", 1e9)
    official = card.table[card.table["Kind"].eq("official") & card.table["Direction"].eq("Kazakhstan → France")]
    assert by_category(chart, "Kazakhstan → France") == dict(zip(official["Period"], official["USD"], strict=True))


def test_a_part_of_a_year_is_a_category_before_its_year(tables: Tables) -> None:
    chart = chart_of(draw(tables, "trade-trend"))
    at = chart.categories.index("Jan–Aug 2022")
    assert chart.categories[at : at + 3] == ("Jan–Aug 2022", "Jan–Sept 2022", "2022")
    assert all(series.values[at] is None for series in chart.series if series.mark != Mark.POINT)
    assert by_category(chart, "Stated, with what rounding allows")["Jan–Aug 2022"] == 2.2e9


def test_no_stated_or_implied_amount_is_lost(tables: Tables) -> None:
    for changes in SELECTIONS:
        card = draw(tables, "trade-trend", **changes)
        if card.empty:
            continue
        ranged = card.table.iloc[:, 3].isna() & card.table["Low"].notna() & card.table["High"].notna()
        marked = card.table["Kind"].isin(["stated", "implied"]) & ~ranged
        points = [series for series in chart_of(card).series if series.mark == Mark.POINT]
        assert sum(value is not None for series in points for value in series.values) == marked.sum()


def test_a_year_without_official_value_is_a_gap(tables: Tables) -> None:
    chart = chart_of(draw(tables, "trade-trend"))
    assert {"2016", "2017"} <= set(chart.categories)
    bars = [series for series in chart.series if series.mark == Mark.BAR]
    assert not {"2016", "2017"} & {label for series in bars for label in by_category(chart, series.name)}
    assert (chart.categories[0], chart.categories[-1]) == ("2004", "Jan–Sept 2024")
    shares = by_category(chart_of(draw(tables, "partner-rank")), "Share of Kazakhstan’s exports")
    assert not {"2016", "2017"} & set(shares)


def test_years_of_one_direction_stand_apart(tables: Tables) -> None:
    chart = chart_of(draw(tables, "trade-trend"))
    alone = by_category(chart, "Kazakhstan → France only, the other direction is not in the data")
    assert list(alone) == [str(year) for year in range(2004, 2016)]
    assert list(by_category(chart, "Kazakhstan → France")) == [str(year) for year in range(2018, 2024)]
    only = chart_of(draw(tables, "trade-trend", direction="KAZ-FRA"))
    assert [series.name for series in only.series if series.mark == Mark.BAR] == ["Kazakhstan → France"]


def test_a_stated_range_is_two_lines_over_its_years(tables: Tables) -> None:
    chart = chart_of(draw(tables, "trade-trend"))
    low = by_category(chart, "Stated for each year, 2013–2022: lowest")
    high = by_category(chart, "Stated for each year, 2013–2022: highest")
    assert list(low) == list(high) == [str(year) for year in range(2013, 2023)]
    assert (set(low.values()), set(high.values())) == ({2.5e9}, {6.5e9})


def test_the_sides_of_a_balance_are_amounts_though_one_is_drawn_to_the_left(tables: Tables) -> None:
    card = draw(tables, "direction-balance")
    chart = chart_of(card)
    assert chart.shape == Shape.BARS
    assert [series.name for series in chart.series] == ["France → Kazakhstan", "Kazakhstan → France"]
    assert all(value is not None and value > 0 for series in chart.series for value in series.values)
    assert card.figure is not None
    left = next(bar for bar in card.figure.data if bar.name == "France → Kazakhstan")
    assert max(left.x) < 0


def test_a_stated_share_is_a_point_with_its_bounds(tables: Tables) -> None:
    chart = chart_of(draw(tables, "partner-rank"))
    assert (chart.shape, chart.unit, chart.factor) == (Shape.LINES, "percent", 1.0)
    (point,) = [series for series in chart.series if series.mark == Mark.POINT]
    at = chart.categories.index("2016")
    assert point.low is not None
    assert point.high is not None
    assert (point.values[at], point.low[at], point.high[at]) == (2.6, pytest.approx(2.55), pytest.approx(2.65))


def test_the_months_run_from_the_first_to_the_last_with_gaps(tables: Tables) -> None:
    card = draw(tables, "monthly-trade")
    chart = chart_of(card)
    assert (chart.categories[0], chart.categories[-1], len(chart.categories)) == ("Jan 2019", "Aug 2024", 68)
    sold = by_category(chart, "Kazakhstan → France")
    assert sold
    assert "Jan 2019" not in sold
    assert sum(value is not None for series in chart.series for value in series.values) == len(card.table)


def test_the_shares_of_each_bar_make_a_hundred(tables: Tables) -> None:
    for changes in SELECTIONS:
        card = draw(tables, "sector-composition", **changes)
        if card.empty:
            continue
        chart = chart_of(card)
        assert chart.shape == Shape.STACKED_BARS
        for at in range(len(chart.categories)):
            assert sum(series.values[at] or 0 for series in chart.series) == pytest.approx(100)
        if not changes.get("source_kinds"):
            assert chart.series[-1].name == "Not broken down"


def test_a_bar_names_its_direction_where_both_show(tables: Tables) -> None:
    both = chart_of(draw(tables, "sector-composition")).categories
    assert {label.split(", ")[0] for label in both} == {"France → Kazakhstan", "Kazakhstan → France"}
    assert chart_of(draw(tables, "sector-composition", direction="KAZ-FRA")).categories[0] == "2020"


def test_sections_in_doubt_have_a_question_mark(tables: Tables) -> None:
    chart = chart_of(draw(tables, "sector-composition", source_kinds=("reconciled",)))
    assert any(series.name.endswith(" ?") for series in chart.series)


def test_the_ranking_of_one_direction_adds_up_the_products_of_the_table(tables: Tables) -> None:
    card = draw(tables, "sector-ranking", direction="FRA-KAZ")
    chart = chart_of(card)
    assert chart.shape == Shape.BARS
    for series, column in zip(chart.series, card.table.columns[4:6], strict=True):
        sums = card.table.groupby("Sector")[column].sum()
        assert column == f"{series.name}, USD"
        named = {key: value for key, value in by_category(chart, series.name).items() if key in sums.index}
        assert len(named) > 5
        assert named == {key: pytest.approx(sums[key]) for key in named}
        assert sum(by_category(chart, series.name).values()) == pytest.approx(card.table[column].sum())


def test_two_directions_of_far_scales_are_a_picture(tables: Tables) -> None:
    assert draw(tables, "sector-ranking").chart is None
    assert draw(tables, "mirror-gap", direction="FRA-KAZ").chart is None


def test_the_mentions_count_the_rows_of_the_table(tables: Tables) -> None:
    for language in ("en", "fr"):
        card = draw(tables, "sector-mentions", language=language)
        chart = chart_of(card)
        sector, role = card.table.columns[:2]
        counts = card.table.groupby([role, sector]).size()
        drawn = {(one.name, key): value for one in chart.series for key, value in by_category(chart, one.name).items()}
        assert {key: value for key, value in drawn.items() if value} == counts.to_dict()


def test_both_declarations_are_lines_of_one_hue(tables: Tables) -> None:
    chart = chart_of(draw(tables, "mirror-gap"))
    assert len(chart.series) == 6
    assert len({series.colour for series in chart.series}) == 6
    exported = by_category(chart, "France → Kazakhstan, All goods, by the exporter")
    imported = by_category(chart, "France → Kazakhstan, All goods, by the importer")
    assert list(exported) == list(imported) == [str(year) for year in range(2019, 2024)]


@pytest.mark.parametrize("card_id", PICTURES)
def test_cards_without_one_axis_are_pictures(tables: Tables, card_id: str) -> None:
    card = draw(tables, card_id)
    assert card.figure is not None
    assert card.chart is None


def test_points_of_one_category_stand_in_series_of_their_own() -> None:
    closed = [("a", Bounds(1, 0, 2, "USD")), ("a", Bounds(3, 2, 4, "USD")), ("b", Bounds(5, 5, 5, "USD"))]
    names = {None: "n", OpenSide.UP: "n: at least"}
    points = [*closed, ("c", Bounds(None, 7, None, "USD"))]
    found = list(point_series(points, ["a", "b", "c"], names=names, colour="#"))
    assert [(one.name, one.values, one.legend, one.open_side) for one in found] == [
        ("n", (1, 5, None), True, None),
        ("n (2)", (3, None, None), False, None),
        ("n: at least", (None, None, 7), True, OpenSide.UP),
    ]
    assert found[0].low == (0, 5, None)
    assert found[2].low is None


def test_a_divided_axis_names_the_unit_of_its_values() -> None:
    with pytest.raises(ValueError, match="unit of its values"):
        Chart(Shape.BARS, ("a",), (NativeSeries("n", (1.0,), "#000000"),), "billion US dollars", 1e9)


def test_a_series_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="one value a category"):
        Chart(Shape.BARS, ("a", "b"), (NativeSeries("n", (1.0,), "#000000"),), "percent", axis_scale(1).factor)
