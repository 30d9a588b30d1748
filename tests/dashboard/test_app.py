"""The entry: builds what is outdated, keeps what it cannot build anew, and says so on the page."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard import store
from dashboard.app import build_if_outdated
from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.queries.view import View
from dashboard.selection.languages import available_languages
from dashboard.selection.look import Look
from dashboard.selection.selection import default_selection
from etl import pipeline
from etl.model.paths import DataPaths
from tests.dashboard.app import new_app


@pytest.fixture
def root(world: DataPaths, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataPaths]:
    monkeypatch.setenv("TRADE_DATA", str(world.root))
    yield world
    store.report_build_fault(None)


def spoil(paths: DataPaths) -> Path:
    document = next(paths.statements.glob("*.yaml"))
    document.write_text(document.read_text(encoding="utf-8") + "\nfigures: [\n", encoding="utf-8")
    return document


def test_missing_tables_are_built_with_progress(root: DataPaths, capfd: pytest.CaptureFixture[str]) -> None:
    build_if_outdated()
    assert root.package.is_file()
    assert "Tables built in" in capfd.readouterr().err
    assert store.build_fault() is None
    assert not pipeline.outdated(root)


def test_tables_up_to_date_are_left_alone(root: DataPaths) -> None:
    build_if_outdated()
    before = root.package.stat().st_mtime_ns
    build_if_outdated()
    assert root.package.stat().st_mtime_ns == before


def test_a_fault_without_tables_is_what_the_page_says(root: DataPaths) -> None:
    document = spoil(root)
    build_if_outdated()
    app = new_app().run()
    assert not app.exception
    assert document.name in app.error[0].value


def test_a_fault_keeps_the_old_tables_and_warns(root: DataPaths) -> None:
    build_if_outdated()
    before = root.package.read_bytes()
    document = spoil(root)
    build_if_outdated()
    assert root.package.read_bytes() == before
    app = new_app().run()
    assert not app.exception
    (warning,) = app.warning
    assert "older than the files" in warning.value
    assert document.name in warning.value


def test_a_fault_is_forgotten_once_tables_are_published(root: DataPaths) -> None:
    build_if_outdated()
    document = spoil(root)
    before = document.read_text(encoding="utf-8").removesuffix("\nfigures: [\n")
    build_if_outdated()
    assert document.name in (store.build_fault() or "")
    document.write_text(before, encoding="utf-8")
    pipeline.build(root)  # as an operator does beside the running server
    assert store.build_fault() is None
    app = new_app().run()
    assert not app.exception
    assert not app.warning


@pytest.mark.usefixtures("root")
def test_what_is_built_ahead_is_not_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    build_if_outdated()
    built: Counter[str] = Counter()

    def count(card_id: str, build: Callable[[View], Card]) -> Callable[[View], Card]:
        def counted(view: View) -> Card:
            built[f"{card_id} {view.language}"] += 1
            return build(view)

        return counted

    for card_id, build in list(CARDS.items()):
        monkeypatch.setitem(CARDS, card_id, count(card_id, build))
    monkeypatch.setattr(store, "_PAUSE", 0.0)
    store.build_ahead()
    assert built == {f"{card_id} {language}": 1 for card_id in CARDS for language in available_languages()}
    vocabulary = store.tables().vocabulary
    for language in available_languages():
        assert store.card("trade-trend", default_selection(vocabulary, language), Look()).language == language
    assert set(built.values()) == {1}


def test_nothing_is_built_ahead_without_tables(root: DataPaths) -> None:
    assert not root.package.exists()
    store.build_ahead()
