"""A link that names older data says what has changed in its view, and says no more than is known."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.exports.changes import CardChanges, changed_words, changes
from dashboard.queries.editions import edition_folder, load_edition
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import default_selection
from etl.model.paths import PACKAGE
from tests.world import Built

DAY = date(2026, 11, 25)
OLD, NEW = "0123456789abcdef" * 4, "fedcba9876543210" * 4


@pytest.fixture
def card(tables: Tables) -> Card:
    return CARDS["trade-trend"](View(tables, default_selection(tables.vocabulary)))


def shown(card: Card, rows: list[tuple[int, str, float | None]]) -> Card:
    """The card with a table of its own: year, direction, amount."""
    return replace(card, table=pd.DataFrame(rows, columns=["Year", "Direction", "USD"]), data_hash=NEW)


ROWS: list[tuple[int, str, float | None]] = [(2019, "out", 100.0), (2019, "in", 50.0), (2020, "out", 0.0)]


def test_what_is_the_same_is_said_to_be(card: Card) -> None:
    one = shown(card, ROWS)
    assert changes(one, one) == CardChanges(3, 0, None, "", 0, 0)
    assert changed_words(one, one, OLD, "en", DAY) == (
        "The data have changed since this view was cited: from 01234567 to fedcba98, published here on 25 Nov 2026. "
        "No figure of this view is affected."
    )


def test_figures_are_counted_and_the_largest_is_named(card: Card) -> None:
    new = shown(card, [(2019, "out", 102.3), (2019, "in", 49.9), (2020, "out", 0.0), (2021, "out", 1.0)])
    found = changes(new, shown(card, [*ROWS, (2018, "out", 5.0), (2018, "in", 5.0)]))
    assert (found.figures, found.differing, found.label, found.added, found.gone) == (3, 2, "2019, out, USD", 1, 2)
    assert found.largest == pytest.approx(2.3)
    words = changed_words(new, shown(card, [*ROWS, (2018, "out", 5.0), (2018, "in", 5.0)]), OLD, "en", DAY)
    assert words.endswith(
        "In this view: 2 of 3 figures differ, the largest by 2.3% (2019, out, USD); 1 row added; 2 rows gone."
    )


def test_a_change_from_nothing_has_no_size(card: Card) -> None:
    found = changes(shown(card, [(2019, "out", None), (2020, "out", 3.0)]), shown(card, [ROWS[0], ROWS[2]]))
    assert found == CardChanges(2, 2, None, "", 0, 0)


def test_a_small_change_is_not_said_to_be_none(card: Card) -> None:
    new = shown(card, [(2019, "out", 100.01)])
    assert "by less than 0.1% (2019, out, USD)" in changed_words(new, shown(card, ROWS[:1]), OLD, "en", DAY)


def test_equal_rows_are_told_apart_by_their_order(card: Card) -> None:
    twice = [(2019, "out", 1.0), (2019, "out", 2.0)]
    assert changes(shown(card, [*twice, (2019, "out", 3.0)]), shown(card, twice)) == CardChanges(2, 0, None, "", 1, 0)


def test_the_readers_language_is_spoken(card: Card) -> None:
    words = changed_words(shown(card, [(2019, "out", 110.0)]), shown(card, ROWS[:1]), OLD, "fr", DAY)
    assert "1 chiffre sur 1 diffère, le plus fortement de 10,0 %" in words.replace("\N{NO-BREAK SPACE}", " ").replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )


def test_without_the_old_data_only_the_hashes_are_named(card: Card) -> None:
    words = changed_words(replace(card, data_hash=NEW), None, OLD[:9], "en", DAY)
    assert (
        words
        == "The data have changed since this view was cited: from 01234567 to fedcba98, published here on 25 Nov 2026."
    )


@pytest.mark.parametrize("card_id", CARDS)
def test_every_card_can_be_put_beside_itself(tables: Tables, card_id: str) -> None:
    one = CARDS[card_id](View(tables, default_selection(tables.vocabulary)))
    found = changes(one, one)
    assert (found.differing, found.added, found.gone) == (0, 0, 0)


@pytest.fixture
def editions(real: Built, tmp_path: Path) -> Path:
    """One kept edition: today's tables under another hash."""
    folder = tmp_path / "editions" / OLD[:12]
    shutil.copytree(real.paths.tables, folder)
    package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    (folder / PACKAGE).write_text(json.dumps(package | {"data_hash": OLD}), encoding="utf-8")
    return folder.parent


@pytest.mark.parametrize(("asked", "found"), [(OLD, True), (OLD[:8], True), (NEW[:8], False), (OLD[:8] + "00", False)])
def test_an_edition_is_found_by_its_hash_or_the_beginning_of_it(editions: Path, asked: str, found: bool) -> None:
    assert (edition_folder(editions, asked) is not None) == found
    assert edition_folder(editions / "nowhere", asked) is None


def test_a_beginning_that_fits_two_editions_names_neither(editions: Path) -> None:
    shutil.copytree(editions / OLD[:12], editions / "twin")
    assert edition_folder(editions, OLD[:8]) is None


def test_an_edition_is_opened_only_while_its_columns_are_todays(editions: Path) -> None:
    folder = editions / OLD[:12]
    opened = load_edition(folder)
    assert opened is not None
    assert opened.data_hash == OLD
    table = pq.read_table(folder / "sectors.parquet")
    pq.write_table(table.append_column("older", pa.nulls(table.num_rows)), folder / "sectors.parquet")
    assert load_edition(folder) is None
    (folder / "sectors.parquet").write_bytes(b"")
    assert load_edition(folder) is None
