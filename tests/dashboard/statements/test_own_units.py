"""Figures in units without a rate or an axis: kept in their own unit, in the table, and said to stand only there."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.cards.registry import CARDS
from dashboard.cards.statement_ledger.card import statement_ledger
from dashboard.panels.statement_table import statement_table
from dashboard.queries.editions import load_tables, read_package
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import Selection, default_selection
from dashboard.text.formats import quantity
from etl.model.codes import Measure, Unit
from etl.model.paths import DataPaths
from etl.pipeline import build
from tests.world import FROZEN, copy_of_data

FIGURES = {  # phrase: measure, unit, value
    "1.8 trillion tenge": ("trade_value", "KZT", 1.8e12),
    "45.3 billion yuan": ("trade_value", "CNY", 45.3e9),
    "trade doubled": ("ratio", "times", 2.0),
    "up 3.2 percentage points": ("change_points", "percentage_points", 3.2),
    "5 million tonnes": ("quantity", "tonne", 5e6),
    "46 million barrels": ("quantity", "barrel", 46e6),
    "£2 billion": ("fdi_stock", "GBP", 2e9),
    "a deficit of 640 billion tenge": ("balance", "KZT", -640e9),
}
HEAD = """document_id: 2024-04-10-units
title: A made-up document with every unit
publisher: Nobody
published: 2024-04-10
accessed: 2024-04-11
language: en
source_kind: press
basis: press_unsourced
figures:
"""


@pytest.fixture(scope="module")
def with_units(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The repository's tables with a made-up document that states a figure in each unit."""
    paths = DataPaths(copy_of_data(FROZEN, tmp_path_factory.mktemp("units")))
    figures = "".join(
        f"  - {{id: f{number}, as_stated: {phrase}, measure: {measure}, period: '2022', locator: line, exporter: KAZ, "
        "importer: FRA}\n"
        for number, (phrase, (measure, _, _)) in enumerate(FIGURES.items())
    )
    (paths.statements / "2024-04-10-units.yaml").write_text(HEAD + figures, encoding="utf-8")
    build(paths)
    return load_tables(paths.tables, read_package(paths.tables)["data_hash"])


def _view(tables: Tables, language: str) -> Selection:
    return replace(default_selection(tables.vocabulary), language=language)


def test_every_unit_is_kept(with_units: Tables) -> None:
    rows = with_units["statements"].set_index("as_stated")
    for phrase, (measure, unit, value) in FIGURES.items():
        row = rows.loc[phrase]
        assert (row["measure"], row["unit"], row["value"]) == (measure, unit, pytest.approx(value))
    changes = rows.loc[["trade doubled", "up 3.2 percentage points"], "base_period_start"]
    assert [day.year for day in changes] == [2021, 2021]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_card_takes_every_unit(with_units: Tables, language: str) -> None:
    for build_card in CARDS.values():
        card = build_card(View(with_units, _view(with_units, language)))
        assert card.title


def test_the_ledger_says_what_has_no_axis(with_units: Tables) -> None:
    card = statement_ledger(View(with_units, _view(with_units, "en"), Look()))
    told = next(text for text in card.caveats if "axis for its unit" in text)
    assert all(phrase in told for phrase in FIGURES)
    rows = card.table[card.table["As printed"].isin(list(FIGURES))]
    assert len(rows) == len(FIGURES)
    assert rows["Value on the axis"].isna().all()
    assert set(rows["Unit"]) == {"KZT", "CNY", "GBP", "times", "percentage points", "tonnes", "barrels"}


def test_the_statements_name_measure_and_unit(with_units: Tables) -> None:
    table: pd.DataFrame = statement_table(View(with_units, _view(with_units, "fr")))
    assert {"Quantité", "Variation en points de pourcentage"} <= set(table["Mesure"])
    assert table["Unité"].notna().all()


def test_every_unit_and_measure_has_words() -> None:
    from dashboard.text.vocabulary import measure_names, unit_names

    for language in ("en", "fr"):
        assert set(measure_names(language)) == {str(measure) for measure in Measure}
        assert set(unit_names(language)) == {str(unit) for unit in Unit}
    assert quantity(2, "times", "fr") == "2\u00a0fois"
    assert quantity(3.2, "percentage_points", "en") == "3.2\u00a0percentage points"
    assert quantity(1.8e12, "KZT", "en") == "₸1,800.0bn"
