"""A break in the nomenclature is not growth: numbers that changed are followed, codes of other goods have no growth."""

from dataclasses import replace
from itertools import product

import pandas as pd
import pytest

from dashboard.cards.registry import CARDS
from dashboard.cards.sector_ranking.code_breaks import CodeBreaks, swapped_lines
from dashboard.cards.sector_ranking.data import ChangePanel, _under_later_codes, panels
from dashboard.cards.sector_ranking.figure import _growth
from dashboard.queries.tables import Tables, records
from dashboard.queries.view import View
from dashboard.selection.selection import Selection, default_selection
from etl.model.codes import CodeChange

BREAKS = CodeBreaks({"8803": "8807", "880330": "880730", "8107": "8112", "8112": "8112"}, frozenset({"8802", "382499"}))


@pytest.fixture(scope="module")
def selection(tables: Tables) -> Selection:
    return default_selection(tables.vocabulary)


@pytest.mark.parametrize(
    ("code", "successor", "other_goods"),
    [
        ("8803", "8807", False),
        ("8807", "8807", False),
        ("880330", "880730", False),
        ("88033000", "88073000", False),  # the line is the whole subheading
        ("88033010", "88033010", True),  # its own lines may be cut otherwise now
        ("88073090", "88073090", True),
        ("8107", "8112", False),
        ("8112", "8112", False),
        ("8802", "8802", True),
        ("88024000", "88024000", True),
        ("38249993", "38249993", True),
        ("3824", "3824", False),
        ("27", "27", False),
        ("2709", "2709", False),
    ],
)
def test_a_code_is_followed_or_said_to_be_of_other_goods(code: str, successor: str, other_goods: bool) -> None:
    assert BREAKS.successor(code) == successor
    assert BREAKS.of_other_goods(code) == other_goods


@pytest.mark.parametrize(
    ("before", "now", "swapped"),
    [
        (["32089019"], ["32089099"], {"32089019", "32089099"}),
        (["32089019"], ["32082010"], set()),
        (["8803"], ["8807"], set()),
        (["32089019"], [], set()),
    ],
)
def test_lines_that_take_turns_may_be_one(before: list[str], now: list[str], swapped: set[str]) -> None:
    assert swapped_lines(before, now) == swapped


def test_merged_codes_are_added_up_and_named() -> None:
    parts = pd.DataFrame(
        [("mining", "HS", "8107", 2.0), ("mining", "HS", "8112", 3.0), ("aero", "HS", "8803", 5.0)],
        columns=["sector_id", "classification", "commodity_code", "value"],
    )
    rows = _under_later_codes(parts, BREAKS).set_index("commodity_code")
    assert rows.loc["8112", ["before", "older_code"]].tolist() == [5.0, "8107, 8112"]
    assert rows.loc["8807", ["before", "older_code"]].tolist() == [5.0, "8803"]
    assert rows["before"].sum() == parts["value"].sum()


def every_panel(tables: Tables, selection: Selection) -> list[ChangePanel]:
    """The panels of all years, of all goods and of each sector."""
    known = tables.vocabulary
    spans = [(known.first_year, last) for last in (2021, 2022, known.last_year)] + [(2022, 2022)]
    sectors = [(), *((sector,) for sector in known.sectors)]
    chosen = (replace(selection, first_year=a, last_year=b, sectors=s) for (a, b), s in product(spans, sectors))
    return [panel for one in chosen for panel in panels(View(tables, one))]


def test_no_change_of_code_is_new_or_gone_or_growth(tables: Tables, selection: Selection) -> None:
    changes = list(records(tables["code_changes"]))
    kept = {row.to_code: row.from_code for row in changes if row.code_change != CodeChange.PART}
    parts = {code for row in changes if row.code_change == CodeChange.PART for code in (row.from_code, row.to_code)}
    followed = 0
    for panel in every_panel(tables, selection):
        crossed = panel.earlier is not None and panel.basket.period.start.year == 2022
        for row in records(panel.products):
            touched = any(row.commodity_code.startswith(code) for code in parts)
            assert not (crossed and touched) or row.recoded, row
            assert not crossed or row.commodity_code not in kept.values(), row  # under its later number
            if crossed and row.commodity_code in kept:
                followed += 1
                assert (row.older_code, row.recoded, row.before > 0) == (kept[row.commodity_code], False, True)
        for change in panel.changes:
            assert not change.recoded or (change.growth, change.difference) == (None, 0.0)
            assert not change.recoded or _growth(change, "en") == "recoded"
    assert followed > 0


def test_aircraft_parts_are_one_series(tables: Tables, selection: Selection) -> None:
    (panel,) = panels(View(tables, replace(selection, sectors=("aerospace",), currency="EUR")))
    (parts,) = [row for row in records(panel.products) if row.commodity_code == "8807"]
    assert (parts.now, parts.before, parts.older_code) == (11_015_090, 9_838_637, "8803")
    (change,) = [change for change in panel.changes if change.name.startswith("Aircraft parts")]
    assert change.growth == pytest.approx(11.96, abs=0.01)
    assert change.note == "HS 8803 a year before"


@pytest.mark.parametrize(("language", "recoded"), [("en", "HS 8802, recoded"), ("fr", "HS 8802, recodé")])
def test_the_card_marks_both_kinds(tables: Tables, selection: Selection, language: str, recoded: str) -> None:
    card = CARDS["sector-ranking"](View(tables, replace(selection, sectors=("aerospace",), language=language)))
    growth = card.table.columns[6]
    table = card.table.set_index(card.table.columns[3])
    assert pd.isna(table.loc[recoded, growth])
    (followed,) = [code for code in table.index if "8803" in code]
    assert followed.startswith("HS 8807, ")
    assert not pd.isna(table.loc[followed, growth])
    told = " ".join(card.caveats)
    assert "HS 8807" in told
    assert "(HS 8802)" in told
