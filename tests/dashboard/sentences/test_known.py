"""Official values as known on an earlier day: in every card that shows them, and said wherever they are shown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.tables import table_bytes
from dashboard.panels.headline import headline
from dashboard.panels.method.method import what_there_is
from dashboard.panels.method.revisions import revisions_table, revisions_text
from dashboard.queries import frames
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import Selection, default_selection
from dashboard.sentences.known import days_before_revisions
from tests.views import view_of

FLOW = "kaz-stat-annual:KAZ:KAZ-FRA:HS-TOTAL:2019"
EARLIER, NOW = 3_650_380_000, 3_648_741_259.89
THEN = date(2020, 8, 11)


def select(tables: Tables, known: date | None, **changes: Any) -> Selection:
    return replace(default_selection(tables.vocabulary), known=known, **changes)


def with_revisions(tables: Tables, *changes: dict[str, object]) -> Tables:
    """The tables with the one real revision repeated, each time with these cells changed."""
    (row,) = tables["revisions"].to_dict("records")
    frame = pd.DataFrame([row | change for change in changes], columns=tables["revisions"].columns)
    return Tables({**tables.frames, "revisions": frame}, tables.data_hash)


def exports(tables: Tables, known: date | None) -> pd.Series:
    return frames.flows(View(tables, select(tables, known))).set_index("flow_id").loc[FLOW]


def of_2019(card: Card, column: str, period: str) -> list[float]:
    rows = card.table[card.table[period].astype(str).eq("2019")]
    if "Kind" in rows:
        rows = rows[rows["Kind"].eq("official") & rows["Direction"].eq("Kazakhstan → France")]
    return [float(value) for value in rows[column]]


@pytest.mark.parametrize(("known", "value"), [(THEN, EARLIER), (date(2020, 8, 12), EARLIER), (None, NOW)])
def test_exports_of_2019_are_those_of_the_day(tables: Tables, known: date | None, value: float) -> None:
    selection = select(tables, known)
    trend = CARDS["trade-trend"](View(tables, selection, Look(900)))
    assert of_2019(trend, "USD", "Period") == [value]
    balance = CARDS["direction-balance"](View(tables, selection, Look(900)))
    assert of_2019(balance, "Kazakhstan → France, USD", "Year") == [value]


def test_the_day_of_the_revision_has_the_new_value(tables: Tables) -> None:
    assert exports(tables, date(2020, 8, 13))["value"] == NOW
    assert exports(tables, date(9999, 12, 31))["value"] == NOW
    assert exports(tables, date(2020, 1, 1))["value"] == EARLIER


def test_an_earlier_value_is_converted_at_the_same_rate(tables: Tables) -> None:
    then, now = exports(tables, THEN), exports(tables, None)
    assert then["value_usd"] == EARLIER
    assert then["value_eur"] / now["value_eur"] == pytest.approx(EARLIER / NOW)
    assert (then["replaced"], now["replaced"]) == ("wits-annual-exports", None)


def test_nothing_else_of_the_periods_that_had_ended_changes(tables: Tables) -> None:
    then, now = (frames.flows(View(tables, select(tables, known))) for known in (THEN, None))
    now = now[now["period_end"].lt(THEN)]
    assert then.dtypes.equals(now.dtypes)
    columns = ["value", "currency", "value_usd", "value_eur", "net_weight_kg", "replaced"]
    other = now["flow_id"].ne(FLOW)
    pd.testing.assert_frame_equal(then[other], now[other])
    pd.testing.assert_frame_equal(then.drop(columns=columns), now.drop(columns=columns))
    assert "replaced" not in tables["flows"]


@pytest.mark.parametrize("day", [date(2012, 6, 30), date(2019, 12, 31), THEN, date(2022, 1, 1)])
def test_no_period_is_known_before_it_has_ended(tables: Tables, day: date) -> None:
    assert frames.flows(View(tables, select(tables, day)))["period_end"].max() < day
    months = CARDS["monthly-trade"](View(tables, select(tables, day), Look(900)))
    if months.empty is None:
        assert max(months.table["Month"].astype(str)) < str(day)
    trend = CARDS["trade-trend"](View(tables, select(tables, day), Look(900))).table
    official = trend[trend["Kind"].eq("official")]
    assert max(official["Period"].astype(int)) < day.year or day.month == 12


def test_of_several_earlier_values_the_first_not_yet_replaced_is_shown(tables: Tables) -> None:
    later = {"valid_from": date(2026, 11, 23), "valid_to": date(2027, 2, 1), "value": 3.0e9, "value_usd": 3.0e9}
    several = with_revisions(tables, later, {})
    days = (THEN, date(2021, 1, 1), date(2027, 1, 31), date(2027, 2, 1))
    assert [exports(several, day)["value"] for day in days] == [EARLIER, 3.0e9, 3.0e9, NOW]
    assert days_before_revisions(several, "FRA-KAZ") == [date(2020, 8, 12), date(2027, 1, 31)]
    assert days_before_revisions(several, "DEU-KAZ") == []


def test_an_earlier_value_equal_to_todays_is_no_difference(tables: Tables) -> None:
    same = with_revisions(tables, {"value": NOW})
    assert exports(same, THEN)["replaced"] is None
    caveats = CARDS["trade-trend"](View(same, select(same, THEN), Look(900))).caveats
    assert any("0 official values differ from today’s" in caveat for caveat in caveats)


def test_a_withdrawn_value_is_listed_and_not_put_back(tables: Tables) -> None:
    gone = with_revisions(
        tables, {"flow_id": "a:KAZ:KAZ-FRA:HS-TOTAL:1993", "change": "withdrawn", "replaced_by": None}
    )
    assert len(frames.flows(View(gone, select(gone, THEN)))) == len(frames.flows(View(tables, select(tables, THEN))))
    table = revisions_table(view_of(gone))
    assert table is not None
    assert list(table[["Replaced by", "Change"]].iloc[0]) == ["withdrawn", "–"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_card_says_so_wherever_it_goes(tables: Tables, language: str) -> None:
    card = CARDS["direction-balance"](View(tables, select(tables, THEN, language=language), Look(900)))
    label = {
        "en": "As known on 11 Aug 2020, as far as revisions are recorded.",
        "fr": "Tel que connu le 11 août 2020, pour autant que les révisions soient enregistrées.",
    }
    assert card.subtitle.endswith(label[language])
    assert label[language] in card.alt
    assert label[language] in table_bytes(card).decode("utf-8-sig").splitlines()[1]
    assert any("11" in caveat and "1" in caveat for caveat in card.caveats)
    assert "wits-annual-exports" in {source.source_id for source in card.sources}


@pytest.mark.parametrize("card_id", sorted(CARDS))
def test_every_card_says_what_the_day_does_to_it(tables: Tables, card_id: str) -> None:
    now, then = (CARDS[card_id](View(tables, select(tables, known), Look(900))) for known in (None, THEN))
    told = " ".join(then.caveats)
    assert "11 Aug 2020" not in " ".join(now.caveats)
    assert ("Only revisions are undone" in told) != ("shows what is known today" in told)
    if not then.table.equals(now.table):
        assert "Only revisions are undone" in told
    if "Only revisions" in told:
        assert then.subtitle.endswith("As known on 11 Aug 2020, as far as revisions are recorded.")


def test_statements_and_their_comparison_stay(tables: Tables) -> None:
    now, then = (CARDS["statement-ledger"](View(tables, select(tables, known), Look(900))) for known in (None, THEN))
    assert (now.title, now.subtitle) == (then.title, then.subtitle)
    pd.testing.assert_frame_equal(now.table, then.table)


def test_headline_figures_say_so(tables: Tables) -> None:
    official, *_ = headline(View(tables, select(tables, THEN, first_year=2018, last_year=2019)))
    assert "Figures as known on 11 Aug 2020: 1 official value differs from today’s. Only" in official.basis
    assert official.value == "$4.35bn"


def test_the_method_lists_each_change(tables: Tables) -> None:
    table = revisions_table(view_of(tables))
    assert table is not None
    (row,) = table.to_dict("records")
    assert row["Figure"] == "Kazakhstan → France, all goods, 2019, as declared by Kazakhstan, USD"
    assert (row["Earlier value"], row["Replaced by"]) == ("3,650,380,000", "3,648,741,259.89")
    assert (row["Change"], row["Valid"]) == ("−0.04%", "until 12 Aug 2020")
    assert "World Bank" in row["Source"]
    assert "not known" in row["Note"]
    assert [part.title for part in what_there_is(view_of(tables))][2] == "Revisions"


def test_the_method_lists_a_weight_and_its_known_start(tables: Tables) -> None:
    change = {"value": None, "currency": None, "net_weight_kg": 900.0, "replaced_by": None, "replaced_by_kg": 950.0}
    table = revisions_table(view_of(with_revisions(tables, change | {"valid_from": date(2020, 1, 1), "note": None})))
    assert table is not None
    (row,) = table.to_dict("records")
    assert row["Figure"].endswith(", kg")
    assert (row["Earlier value"], row["Replaced by"], row["Change"]) == ("900", "950", "+5.56%")
    assert (row["Valid"], row["Note"]) == ("1 Jan 2020 to 12 Aug 2020", "")


def test_without_revisions_the_method_says_so(tables: Tables) -> None:
    none = with_revisions(tables)
    assert revisions_table(view_of(none)) is None
    assert revisions_text(view_of(none)).endswith("No official value has been revised since it was first carried over.")
    assert exports(none, THEN)["value"] == NOW
