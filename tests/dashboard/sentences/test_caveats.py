"""Which cards carry which caveat under which selection, decided by the goods they draw."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.cards.registry import CARDS
from dashboard.panels.method.method import what_there_is
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import default_selection
from dashboard.sentences.caveats import FigureGoods, caveats_table, data_caveats
from dashboard.text.punctuation import typeset
from tests.views import view_of

OIL, MONTHS, URANIUM = "oil-by-destination", "oil-months-confidential", "uranium-bases-differ"
OUT = ("KAZ", "FRA")
BACK = ("FRA", "KAZ")


def carried(tables: Tables, card_id: str, **changes: Any) -> set[str]:
    """Ids of the rules whose text stands under the card, in the selection's language."""
    selection = replace(default_selection(tables.vocabulary), **changes)
    card = CARDS[card_id](View(tables, selection, Look(900)))
    rules = tables["caveats"]
    texts = [typeset(text, selection.language) for text in rules[f"text_{selection.language}"]]
    ids = dict(zip(texts, rules["caveat_id"], strict=True))
    assert len(card.caveats) == len(set(card.caveats))
    return {ids[text] for text in card.caveats if text in ids}


@pytest.mark.parametrize(
    ("card_id", "changes", "expected"),
    [
        ("trade-trend", {}, {OIL}),
        ("direction-balance", {}, {OIL}),
        ("monthly-trade", {}, {OIL}),
        ("partner-rank", {}, {OIL}),
        ("sector-composition", {}, {OIL}),
        ("sector-ranking", {}, {OIL}),
        ("statement-ledger", {}, {OIL}),
        ("trade-trend", {"sectors": ("energy",), "direction": "KAZ-FRA"}, {OIL}),
        ("monthly-trade", {"sectors": ("energy",), "source_kinds": ("energy_statistics",)}, {OIL, MONTHS}),
        ("sector-ranking", {"sectors": ("energy",)}, {OIL}),
        ("sector-composition", {"source_kinds": ("reconciled",)}, {OIL}),
        ("trade-trend", {"sectors": ("nuclear",), "direction": "KAZ-FRA"}, {URANIUM}),
        ("statement-ledger", {"sectors": ("nuclear",)}, {URANIUM}),
        ("statement-ledger", {"direction": "KAZ-FRA"}, {OIL, URANIUM}),
        ("trade-trend", {"sectors": ("energy",), "direction": "KAZ-FRA", "language": "fr"}, {OIL}),
    ],
)
def test_a_card_carries_what_its_goods_call_for(
    tables: Tables, card_id: str, changes: dict[str, Any], expected: set[str]
) -> None:
    assert carried(tables, card_id, **changes) == expected


@pytest.mark.parametrize(
    ("card_id", "changes"),
    [
        ("trade-trend", {"direction": "FRA-KAZ"}),
        ("monthly-trade", {"direction": "FRA-KAZ"}),
        ("partner-rank", {"direction": "FRA-KAZ"}),
        ("sector-composition", {"direction": "FRA-KAZ"}),
        ("statement-ledger", {"direction": "FRA-KAZ"}),
        ("trade-trend", {"sectors": ("aerospace",)}),
        ("monthly-trade", {"sectors": ("aerospace",)}),
        ("sector-composition", {"sectors": ("aerospace",)}),
        ("sector-ranking", {"sectors": ("aerospace",)}),
        ("trade-trend", {"sectors": ("energy",), "direction": "FRA-KAZ"}),
        ("sector-mentions", {}),
        ("company-sectors", {}),
        ("agreements", {}),
        ("coverage", {}),
    ],
)
def test_other_cards_carry_none(tables: Tables, card_id: str, changes: dict[str, Any]) -> None:
    assert carried(tables, card_id, **changes) == set()


@pytest.mark.parametrize(
    ("goods", "expected"),
    [
        (FigureGoods(*OUT, "27090090", "energy", "a"), {OIL}),
        (FigureGoods(*OUT, "TOTAL", None, "a"), {OIL}),
        (FigureGoods(None, None, "TOTAL", None, "a"), {OIL}),
        (FigureGoods(*OUT, None, "nuclear", "a"), {URANIUM}),
        (FigureGoods(*OUT, "2709", "energy", "eurostat-crude-field-monthly"), {OIL, MONTHS}),
        (FigureGoods(*BACK, "27", "energy", "a"), set()),
        (FigureGoods(*OUT, "8108", "mining-metals", "a"), set()),
        (FigureGoods(*OUT, None, None, "a"), set()),
    ],
)
def test_rules_meet_goods_by_prefix_sector_direction_and_series(
    tables: Tables, goods: FigureGoods, expected: set[str]
) -> None:
    rules = tables["caveats"]
    ids = dict(zip(rules["text_en"], rules["caveat_id"], strict=True))
    assert {ids[text] for text in data_caveats(view_of(tables), [goods])} == expected


def test_the_method_page_lists_the_rules(tables: Tables) -> None:
    table = caveats_table(view_of(tables))
    assert list(table.columns) == ["Figures", "Caveat", "Reason", "Evidence"]
    assert table["Figures"].tolist() == [
        "HS 27, All goods, Energy; Kazakhstan → France",
        "HS 2709; Kazakhstan → France; eurostat-crude-field-monthly",
        "HS 2844, Nuclear; Kazakhstan → France",
    ]
    assert caveats_table(view_of(tables, "fr")).iloc[0, 1].startswith("Le pétrole")
    assert "Caveats" in [section.title for section in what_there_is(view_of(tables))]


def test_trade_without_crude_oil_does_not_warn_of_it(tables: Tables) -> None:
    chosen = default_selection(tables.vocabulary)
    oil = "Oil makes up most of what Kazakhstan sells to France."
    assert any(text.startswith(oil) for text in CARDS["trade-trend"](View(tables, chosen)).caveats)
    without = CARDS["trade-trend"](View(tables, replace(chosen, without_oil=True)))
    assert without.figure is not None
    assert not any(text.startswith(oil) for text in without.caveats)
