"""The filter on years is what is shown: findings by the year compared, and each year beside the year before it."""

from dataclasses import replace

import pytest

from dashboard.cards.partner_rank.data import partner_shares
from dashboard.cards.registry import CARDS
from dashboard.cards.statement_check.card import checked, level_period
from dashboard.panels.findings.findings import comparisons, findings
from dashboard.panels.headline import headline
from dashboard.queries.series import main_series, year_before
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection, directions, period
from tests.views import view_of

YEARS = (2017, 2020, 2021, 2023, 2024)
COMPARING = ("trade-trend", "monthly-trade", "sector-ranking", "partner-rank")


def of_year(tables: Tables, year: int, **filters: object) -> Selection:
    return replace(default_selection(tables.vocabulary), first_year=year, last_year=year, **filters)


@pytest.mark.parametrize("year", YEARS)
def test_findings_are_of_the_year_compared(tables: Tables, year: int) -> None:
    selection = of_year(tables, year)
    span = period(selection)
    for comparison in comparisons(View(tables, selection)):
        assert comparison.period is not None
        assert comparison.period.start <= span.end, comparison.row.check_id
        assert comparison.period.end >= span.start, comparison.row.check_id
    for pairing in checked(View(tables, selection)):
        compared = level_period(pairing)
        assert compared is not None
        assert compared.start.year <= year <= compared.end.year


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_findings_that_name_both_sides(tables: Tables, year: int) -> None:
    selection = of_year(tables, year, direction="KAZ-FRA")
    assert findings(View(tables, selection))
    statements = set(tables["statements"]["statement_id"])
    for comparison in comparisons(View(tables, selection)):
        named = {comparison.figure.statement_ids, *(other.statement_ids for other in comparison.others)}
        ids = {name for group in named for name in group}
        assert set(comparison.row.subject_ids.split()) & statements <= ids


@pytest.mark.parametrize("card_id", COMPARING)
@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_one_year_keeps_its_comparison_with_the_year_before(tables: Tables, card_id: str, currency: str) -> None:
    compared = 0
    for direction in ("both", *directions("FRA-KAZ")):
        for year in (2021, 2023):
            view = of_year(tables, year, direction=direction, currency=currency)
            alone = CARDS[card_id](View(tables, view))
            beside = CARDS[card_id](View(tables, replace(view, first_year=year - 1)))
            if alone.empty is None:
                assert alone.title == beside.title, (direction, year)
                compared += 1
    assert compared >= 3


def test_the_headline_of_one_year_keeps_its_growth(tables: Tables) -> None:
    for year in range(2019, 2024):
        alone = of_year(tables, year)
        assert headline(View(tables, alone))[0] == headline(View(tables, replace(alone, first_year=year - 1)))[0]
    assert headline(View(tables, of_year(tables, 2021)))[0].change == "+8.8% on 2020"


def test_what_is_compared_with_is_not_shown(tables: Tables) -> None:
    selection = of_year(tables, 2021)
    ranks = CARDS["partner-rank"](View(tables, selection)).table
    assert {str(year) for year in ranks["Year"]} == {"2021"}
    months = CARDS["monthly-trade"](View(tables, selection)).table
    assert {str(month)[:4] for month in months["Month"]} == {"2021"}
    assert set(partner_shares(View(tables, selection)).official["year"]) == {2021}


def test_a_year_that_lacks_a_direction_is_not_compared_with(tables: Tables) -> None:
    whole = view_of(tables, first_year=2022, last_year=2022)
    latest = main_series(whole)
    assert (len(latest), len(year_before(whole, latest))) == (2, 2)
    flows = tables["flows"]
    year = flows["period_start"].map(lambda day: day.year)
    lost = year.eq(2021) & flows["exporter_iso3"].eq("FRA") & flows["reporter_iso3"].eq(latest["reporter_iso3"].iloc[0])
    view = view_of(Tables({**tables.frames, "flows": flows[~lost]}, "one direction"), first_year=2022, last_year=2022)
    assert len(main_series(view)) == 2
    assert year_before(view, main_series(view)).empty
