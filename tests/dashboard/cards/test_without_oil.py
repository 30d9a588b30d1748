"""Without crude oil every card adapts, says that it includes it, or is empty with its reason; none ignores it."""

from dataclasses import replace

import pytest

from dashboard.cards.registry import CARDS
from dashboard.queries import frames
from dashboard.queries.crude_oil import CRUDE
from dashboard.queries.series import monthly_series
from dashboard.queries.tables import Tables, records
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection
from dashboard.sentences.oil_limits import limits
from dashboard.sentences.oil_note import stated_note
from etl.model.period import Period

VIEWS: tuple[dict[str, object], ...] = (
    {},
    {"sectors": ("energy",)},
    {"source_kinds": ("statistics_office", "statement")},
)
SAID = {
    "en": ("Includes crude oil.", "changes nothing here", "crude oil removed", "without crude oil"),
    "fr": ("Pétrole brut compris.", "ne change rien ici", "pétrole brut retiré", "sans pétrole brut"),
}


def select(tables: Tables, **filters: object) -> Selection:
    return replace(default_selection(tables.vocabulary), **filters)


@pytest.mark.parametrize(
    ("view", "language"), [(VIEWS[0], "en"), (VIEWS[1], "fr"), (VIEWS[2], "en")], ids=["all", "sector", "kinds"]
)
@pytest.mark.parametrize("card_id", CARDS)
def test_no_card_ignores_the_switch(tables: Tables, card_id: str, view: dict[str, object], language: str) -> None:
    selection = select(tables, language=language, **view)
    whole = CARDS[card_id](View(tables, selection))
    without = CARDS[card_id](View(tables, replace(selection, without_oil=True)))
    assert "oil=without" in without.filters
    if without.empty:
        assert len(without.empty) > 20
        return
    said = " ".join((without.subtitle, *without.caveats)).casefold()
    assert any(text.casefold() in said for text in SAID[language]), said
    if SAID[language][0] not in without.subtitle and SAID[language][1] not in said:
        assert not without.table.equals(whole.table)
    assert SAID[language][0] not in whole.subtitle


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_figures_outside_cards_say_that_they_include_it(tables: Tables, view: dict[str, object]) -> None:
    selection = select(tables, **view)
    assert stated_note(View(tables, selection)) is None
    assert "Includes crude oil" in str(stated_note(View(tables, replace(selection, without_oil=True))))


def test_sectors_without_oil_have_nothing_to_leave_out(tables: Tables) -> None:
    selection = select(tables, sectors=("aerospace",), without_oil=True)
    assert stated_note(View(tables, selection)) is None
    assert "Includes" not in CARDS["statement-ledger"](View(tables, selection)).subtitle


def test_what_is_certainly_not_oil_is_said_where_it_cannot_be_removed(tables: Tables) -> None:
    view = {"first_year": 2022, "last_year": 2022, "direction": "KAZ-FRA", "source_kinds": ("customs",)}
    card = CARDS["monthly-trade"](View(tables, select(tables, without_oil=True, **view)))
    expected = "Kazakhstan → France, Jan–Nov 2022: at least $281.1m of $4.21bn is not crude oil"
    assert expected in str(card.empty)
    assert "Eurostat" in str(card.empty)
    beside = CARDS["monthly-trade"](View(tables, select(tables, without_oil=True)))
    assert any(expected in caveat for caveat in beside.caveats)
    assert {"comext-imports-monthly", "comext-hs27-monthly"} <= {source.source_id for source in beside.sources}


@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_the_limit_holds_where_crude_oil_is_known(tables: Tables, currency: str) -> None:
    selection = select(tables, direction="KAZ-FRA", currency=currency, first_year=2020, last_year=2020)
    rows = monthly_series(View(tables, selection))
    months = [(row, Period(row.period_start, row.period_end)) for row in records(rows)]
    (limit,) = limits(months, View(tables, selection))
    products = frames.declared_products(View(tables, selection))
    crude = products[products["commodity_code"].eq(CRUDE) & products["source_kind"].eq("customs")]
    rest = rows["value"].sum() - crude["value"].sum()
    assert limit.total == pytest.approx(rows["value"].sum())
    assert 0 < limit.low <= rest + 1e4  # the two lists differ by editions


def test_no_limit_is_given_where_a_month_of_the_chapter_is_missing(tables: Tables) -> None:
    selection = select(tables, direction="KAZ-FRA", first_year=2022, last_year=2022)
    (row,) = list(records(monthly_series(View(tables, selection)).head(1)))
    assert limits([(row, Period(row.period_start, row.period_end.replace(month=12)))], View(tables, selection)) == []
    assert limits([], View(tables, selection)) == []
