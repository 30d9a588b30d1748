"""Targets and forecasts never stand among facts: not in a picture of facts, a table of them or a headline."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.cards.registry import CARDS
from dashboard.panels.headline import headline
from dashboard.panels.method.terms import terms_table
from dashboard.panels.statement_table import statement_table
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import Selection, default_selection
from etl.model.codes import Nature, Redistribution
from tests.views import view_of

AMOUNT, COUNT = 9_876_543_210.0, 987_654.0
LEDGERS = {"statement-ledger"}  # shows every statement, and says of each what it is
WIDE = Look(900)


def select(tables: Tables, **changes: Any) -> Selection:
    return replace(default_selection(tables.vocabulary), **changes)


def like(tables: Tables, measure: str, name: str, value: float, **changes: object) -> pd.DataFrame:
    """A statement like one of the data, with another value and other fields."""
    frame = tables["statements"]
    own = frame[frame["measure"].eq(measure) & frame["period_start"].notna() & frame["value"].notna()]
    own = own[own["reporter_iso3"].eq("KAZ")].sort_values("period_end").tail(1)
    return own.assign(statement_id=f"made-up.{name}", value=value, low=value, high=value, **changes)


@pytest.fixture(scope="module", params=[Nature.TARGET, Nature.FORECAST])
def ambitious(request: pytest.FixtureRequest, tables: Tables) -> Tables:
    """The tables with statements of one nature that would lead every list, were they facts."""
    nature = {"nature": str(request.param)}
    whole = {"exporter_iso3": None, "importer_iso3": None, "commodity_label": None, "commodity_code": None}
    made = [
        like(tables, "trade_value", "trade", AMOUNT, **whole, **nature),
        like(
            tables,
            "trade_value",
            "exports",
            AMOUNT,
            **(whole | {"exporter_iso3": "KAZ", "importer_iso3": "FRA"}),
            **nature,
        ),
        like(tables, "growth", "growth", COUNT, **whole, **nature),
        like(tables, "count", "companies", COUNT, **nature),
    ]
    return Tables({**tables.frames, "statements": pd.concat([tables["statements"], *made])}, tables.data_hash)


def everything(card: Any) -> str:
    """All that a card shows: figure, table, words, chart for other programs."""
    figure = "" if card.figure is None else json.dumps(card.figure.to_plotly_json(), default=str)
    table = "" if card.table is None else card.table.to_csv()
    return " ".join((figure, table, card.title, card.subtitle, card.sentence, card.alt, repr(card.chart)))


@pytest.mark.parametrize("direction", ["both", "KAZ-FRA"])
@pytest.mark.parametrize("card_id", sorted(set(CARDS) - LEDGERS))
def test_a_card_of_facts_is_the_same_without_targets(
    card_id: str, direction: str, tables: Tables, ambitious: Tables
) -> None:
    chosen = select(tables, direction=direction)
    shown = everything(CARDS[card_id](View(ambitious, chosen, WIDE)))
    assert shown == everything(CARDS[card_id](View(tables, chosen, WIDE)))


def test_headlines_are_the_same_without_targets(tables: Tables, ambitious: Tables) -> None:
    assert headline(View(ambitious, select(tables))) == headline(View(tables, select(tables)))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_trend_says_that_targets_are_not_drawn(language: str, tables: Tables, ambitious: Tables) -> None:
    words = {"en": "target or forecast is not drawn", "fr": "objectif ou prévision n’est pas tracé"}[language]
    chosen = select(tables, language=language)
    assert any(words in text for text in CARDS["trade-trend"](View(ambitious, chosen, WIDE)).caveats)
    assert not any(words in text for text in CARDS["trade-trend"](View(tables, chosen, WIDE)).caveats)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_ledger_and_table_call_a_target_a_target(language: str, tables: Tables, ambitious: Tables) -> None:
    chosen = select(tables, language=language)
    named = {"en": {"target", "forecast"}, "fr": {"objectif", "prévision"}}[language]
    table = statement_table(View(ambitious, chosen))
    value, nature = {"en": ("Value", "Nature"), "fr": ("Valeur", "Fait ou objectif")}[language]
    made = table[table[value].isin([AMOUNT, COUNT])]
    assert len(made) == 4
    assert set(made[nature]) < named
    ledger = CARDS["statement-ledger"](View(ambitious, chosen, WIDE))
    assert ledger.table is not None
    rows = ledger.table[ledger.table[value].isin([AMOUNT, COUNT])]
    assert len(rows) == 4
    assert set(rows[nature]) == set(made[nature])
    drawn = json.dumps(ledger.figure.to_plotly_json(), ensure_ascii=False, default=str)
    assert next(iter(set(made[nature]))) in drawn


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_source_says_whether_it_may_be_passed_on(language: str, tables: Tables) -> None:
    sources = tables["sources"].set_index("source_id")
    assert sources["redistribution"].isin(list(Redistribution)).all()
    united = sources[sources["citation"].str.contains("UN Comtrade|World Integrated Trade Solution")]
    assert len(united) == 3
    assert set(united["redistribution"]) == {Redistribution.NOT_IN_BULK}
    table = terms_table(view_of(tables, language))
    column = {"en": "May it be passed on", "fr": "Rediffusion"}[language]
    assert (table[column].str.len() > 20).all()
    assert table[column].str.endswith(".").all()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_series_says_whether_re_exports_are_in(language: str, tables: Tables) -> None:
    sources = tables["sources"]
    series = sources[sources["source_id"].isin(tables["flows"]["source_id"].unique())]
    told = series[f"re_exports_{language}"]
    assert told.notna().all()
    assert told.str.endswith(".").all()
    shown = set(terms_table(view_of(tables, language))[{"en": "Re-exports", "fr": "Réexportations"}[language]])
    assert shown == {*told, ""}


def test_a_target_for_a_year_to_come_adds_no_year_and_stays_in_the_table(tables: Tables) -> None:
    whole = {"exporter_iso3": None, "importer_iso3": None, "commodity_label": None, "commodity_code": None}
    span = {"period_start": date(2040, 1, 1), "period_end": date(2040, 12, 31), "nature": "target"}
    made = like(tables, "trade_value", "later", AMOUNT, **whole, **span)
    more = Tables({**tables.frames, "statements": pd.concat([tables["statements"], made])}, tables.data_hash)
    assert more.vocabulary == tables.vocabulary
    assert statement_table(View(more, select(more)))["Value"].eq(AMOUNT).sum() == 1
    assert statement_table(View(more, select(more, last_year=2021)))["Value"].eq(AMOUNT).sum() == 0
