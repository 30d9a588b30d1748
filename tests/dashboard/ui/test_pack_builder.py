"""The page that makes a briefing pack, run for real by Streamlit's own test runner, on the repository's data."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.briefing.kinds import PACK_KINDS
from dashboard.cards.registry import CARDS, card_names
from tests.dashboard.app import new_app
from tests.world import Built

Open = Callable[..., AppTest]


@pytest.fixture
def open_briefing(real: Built, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page with a query string's parameters, as a link does."""
    monkeypatch.setenv("TRADE_DATA", str(real.paths.root))

    def open_(**query: str) -> AppTest:
        app = new_app().run()
        app.switch_page("views/briefing.py")
        for key, value in query.items():
            app.query_params[key.replace("__", ".")] = value
        app.run()
        assert not app.exception
        return app

    return open_


def names_shown(app: AppTest) -> list[str]:
    """The chosen cards in their order."""
    bold = [element.value.strip("*") for element in app.markdown if element.value.startswith("**")]
    return [text.partition(". ")[2] for text in bold]


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_empty_page_says_what_to_do(open_briefing: Open, language: str) -> None:
    app = open_briefing(lang=language)
    assert len(app.info) == 1
    assert app.multiselect(key="p_cards").options == list(card_names(language).values())
    assert [button.key for button in app.button if "chart" in str(button.key)] == []
    assert not app.warning


def test_a_link_brings_cards_order_and_texts(open_briefing: Open) -> None:
    query = {"cards": "mirror-gap,coverage", "title": "For the minister", "notes": "Why.", "note__coverage": "Thin."}
    app = open_briefing(lang="en", **query)
    names = card_names("en")
    assert names_shown(app) == [names["mirror-gap"], names["coverage"]]
    assert app.text_input(key="p_title").value == "For the minister"
    assert app.text_area(key="p_notes").value == "Why."
    assert app.text_input(key="p_note-coverage").value == "Thin."
    assert (
        "cards=mirror-gap,coverage&title=For+the+minister&notes=Why.&note.coverage=Thin.&lang=en" in app.code[0].value
    )


def test_choosing_writes_the_link(open_briefing: Open) -> None:
    app = open_briefing(lang="en")
    app.multiselect(key="p_cards").set_value(["agreements", "trade-trend"]).run()
    app.text_input(key="p_title").set_value("Two").run()
    app.text_area(key="p_notes").set_value("For whom.").run()
    app.text_input(key="p_note-trade-trend").set_value("A comment.").run()
    assert not app.exception
    written = {key: text for key, text in app.query_params.items() if key != "lang"}
    assert written == {
        "cards": "agreements,trade-trend",
        "title": "Two",
        "notes": "For whom.",
        "note.trade-trend": "A comment.",
    }


def test_cards_are_moved_and_removed(open_briefing: Open) -> None:
    app = open_briefing(cards="agreements,coverage,trade-trend", note__coverage="Thin.")
    press(app, "arrow_upward-coverage")
    assert app.query_params["cards"] == "coverage,agreements,trade-trend"
    press(app, "arrow_downward-agreements")
    assert app.query_params["cards"] == "coverage,trade-trend,agreements"
    assert app.button(key="arrow_upward-coverage").disabled
    assert app.button(key="arrow_downward-agreements").disabled
    press(app, "close-trade-trend")
    assert app.query_params["cards"] == "coverage,agreements"
    assert app.query_params["note.coverage"] == "Thin."
    press(app, "close-coverage")
    press(app, "close-agreements")
    assert "cards" not in app.query_params
    assert len(app.info) == 1


def test_the_filters_hold_for_every_card_and_keep_the_pack(open_briefing: Open) -> None:
    app = open_briefing(cards="direction-balance", lang="en")
    before = [element.value for element in app.markdown]
    app.slider(key="w_years").set_value((2018, 2020)).run()
    assert app.query_params["cards"] == "direction-balance"
    assert [element.value for element in app.markdown] != before
    app.button(key=next(b.key for b in app.button if b.label == "Clear all filters")).click().run()
    assert app.query_params["cards"] == "direction-balance"


def test_an_empty_card_stays_with_its_reason(open_briefing: Open) -> None:
    app = open_briefing(cards="agreements", years="1991", kinds="energy_statistics", lang="en")
    assert names_shown(app) == [card_names("en")["agreements"]]
    assert any("No year has any" in caption.value for caption in app.caption)


def test_a_card_that_is_none_is_named(open_briefing: Open) -> None:
    app = open_briefing(cards="coverage,*gold*", lang="en")
    assert len(app.warning) == 1
    assert "gold" in app.warning[0].value
    assert names_shown(app) == [card_names("en")["coverage"]]


def test_a_pack_comes_back_on_its_page_only(open_briefing: Open) -> None:
    app = open_briefing(cards="coverage", notes="Not for others.", currency="EUR")
    app.switch_page("views/sectors.py").run()
    assert app.query_params["currency"] == "EUR"
    app.switch_page("views/briefing.py").run()
    assert app.query_params["cards"] == "coverage"
    assert app.query_params["notes"] == "Not for others."


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_format_can_be_chosen_and_one_is_made(open_briefing: Open, language: str) -> None:
    app = open_briefing(cards="direction-balance", lang=language)
    kinds = app.radio(key="p_kind")
    assert len(kinds.options) == len(PACK_KINDS)
    assert not app.get("download_button")
    kinds.set_value("html").run()
    make = next(button for button in app.button if button.proto.type == "primary")
    make.click().run(timeout=120)
    assert not app.exception
    assert not app.error
    (download,) = app.get("download_button")
    assert "HTML" in download.proto.label
    app.text_input(key="p_title").set_value("Another").run()
    assert not app.get("download_button")


def test_all_cards_can_be_chosen(open_briefing: Open) -> None:
    app = open_briefing(cards=",".join(CARDS))
    assert names_shown(app) == list(card_names("en").values())


@pytest.mark.usefixtures("no_browser")
def test_a_pack_that_cannot_be_made_says_why(open_briefing: Open) -> None:
    app = open_briefing(cards="direction-balance", title="Without a browser", lang="en")
    app.radio(key="p_kind").set_value("pdf").run()
    next(button for button in app.button if button.proto.type == "primary").click().run(timeout=120)
    assert not app.exception
    assert "pictures need a browser" in app.error[0].value
    assert not app.get("download_button")
