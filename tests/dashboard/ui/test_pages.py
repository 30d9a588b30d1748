"""Every page run for real by Streamlit's own test runner, on the repository's data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import app as pages
from tests.dashboard.app import new_app
from tests.world import Built

VIEWS = ("overview", "findings", "sectors", "companies", "statements", "method")
Open = Callable[..., AppTest]


@pytest.fixture
def open_page(real: Built, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page with a query string's parameters, as a link does."""
    monkeypatch.setenv("TRADE_DATA", str(real.paths.root))

    return pages.open_page


def charts(app: AppTest) -> dict[str, str]:
    """The Plotly specification of every chart on the page, by element id."""
    return {str(chart.proto.id): chart.proto.spec for chart in app.get("plotly_chart")}


def text_of(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*app.markdown, *app.caption, *app.info, *app.title))


@pytest.mark.usefixtures("open_page")
def test_nothing_is_drawn_before_the_width_is_known() -> None:
    app = new_app(width=None).run()
    assert not app.exception
    assert app.title[0].value
    assert (charts(app), len(app.metric)) == ({}, 0)
    assert len(charts(new_app().run())) > 2


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_page_draws_in_every_language(open_page: Open, view: str, language: str) -> None:
    app = open_page(view, lang=language)
    assert app.title[0].value
    assert charts(app) or app.dataframe
    assert not app.warning
    assert "nan" not in text_of(app).split()


@pytest.mark.parametrize(
    ("widget", "value", "parameter"),
    [
        ("w_years", (2019, 2022), ("years", "2019-2022")),
        ("w_direction", "KAZ-FRA", ("direction", "KAZ-FRA")),
        ("w_sectors", ["energy", "nuclear"], ("sectors", "energy,nuclear")),
        ("w_companies", ["alstom"], ("companies", "alstom")),
        ("w_source_kinds", ["customs"], ("kinds", "customs")),
        ("w_without_oil", True, ("oil", "without")),
        ("w_currency", "EUR", ("currency", "EUR")),
        ("w_language", "fr", ("lang", "fr")),
    ],
)
def test_each_filter_is_written_into_the_url(
    open_page: Open, widget: str, value: object, parameter: tuple[str, str]
) -> None:
    app = open_page()
    element = {
        "w_years": app.slider,
        "w_direction": app.radio,
        "w_without_oil": app.toggle,
        "w_currency": app.radio,
        "w_language": app.radio,
    }.get(widget, app.multiselect)
    element(key=widget).set_value(value).run()
    assert not app.exception
    assert app.query_params[parameter[0]] == parameter[1]


@pytest.mark.parametrize("view", VIEWS)
def test_each_filter_redraws_each_page(open_page: Open, view: str) -> None:
    app = open_page(view)
    app.slider(key="w_years").set_value((2018, 2023)).run()
    for key, value in (("w_direction", "KAZ-FRA"), ("w_currency", "EUR"), ("w_language", "fr")):
        app.radio(key=key).set_value(value).run()
        assert not app.exception
    for key, value in (("w_sectors", "energy"), ("w_companies", "orano"), ("w_source_kinds", "statement")):
        app.multiselect(key=key).set_value([value]).run()
        assert not app.exception
    app.toggle(key="w_without_oil").set_value(True).run()
    assert not app.exception
    written = {"years", "direction", "currency", "lang", "sectors", "companies", "kinds", "oil"}
    assert written <= set(app.query_params)
    assert app.title[0].value
    assert charts(app) or app.info or app.dataframe


@pytest.mark.parametrize("view", VIEWS)
def test_a_bad_link_to_any_page_says_so(open_page: Open, view: str) -> None:
    app = open_page(view, sectors="gold,silver", kinds="rumour")
    assert not app.exception
    assert len(app.warning) == 2


def test_a_filter_changes_the_chart_and_the_url_brings_it_back(open_page: Open) -> None:
    first = open_page()
    first.radio(key="w_currency").set_value("EUR").run()
    first.slider(key="w_years").set_value((2018, 2022)).run()
    changed = charts(first)
    query = dict(first.query_params.items())
    again = open_page(**query)
    assert changed == charts(again)
    assert changed != charts(open_page())
    assert again.slider(key="w_years").value == (2018, 2022)
    assert again.radio(key="w_currency").value == "EUR"


def test_the_selection_survives_a_change_of_page(open_page: Open) -> None:
    app = open_page(years="2018-2020", currency="EUR")
    app.switch_page("views/sectors.py").run()
    assert app.query_params["years"] == "2018-2020"
    assert app.radio(key="w_currency").value == "EUR"


def test_figures_as_known_on_an_earlier_day(open_page: Open) -> None:
    app = open_page("method", known="2020-08-01", lang="en")
    choice = app.selectbox(key="w_known")
    assert choice.options == ["today", "12 Aug 2020", "1 Aug 2020"]
    assert choice.value == "2020-08-01"
    assert "Figures as known on 1 Aug 2020 are shown" in text_of(app)
    choice.set_value("2020-08-12").run()
    assert app.query_params["known"] == "2020-08-12"
    choice = app.selectbox(key="w_known")
    choice.set_value("").run()
    assert "known" not in app.query_params
    assert "as known on" not in text_of(app)


def test_clearing_brings_the_default_back(open_page: Open) -> None:
    app = open_page(years="2018-2020", direction="KAZ-FRA", lang="fr")
    (clear,) = [button for button in app.button if button.label == "Effacer tous les filtres"]
    clear.click().run()
    assert not app.exception
    assert "years" not in app.query_params
    assert "direction" not in app.query_params
    assert app.query_params["lang"] == "fr"


@pytest.mark.parametrize(
    "query",
    [
        {"years": "2040-2010"},
        {"years": "soon"},
        {"direction": "FRA-FRA"},
        {"sectors": "<script>"},
        {"currency": "GBP"},
        {"known": "then"},
    ],
)
def test_a_bad_link_gives_the_default_and_says_so(open_page: Open, query: dict[str, str]) -> None:
    app = open_page(**query)
    assert len(app.warning) == 1
    assert charts(app) == charts(open_page())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "query",
    [
        {"years": "1991"},
        {"sectors": "education", "kinds": "energy_statistics"},
        {"companies": "decathlon", "years": "1999"},
        {"kinds": "reconciled", "direction": "FRA-KAZ", "currency": "EUR"},
        {"oil": "without", "years": "2005"},
        {"oil": "without", "sectors": "energy", "lang": "fr"},
    ],
)
def test_an_empty_selection_says_why_and_never_fails(open_page: Open, view: str, query: dict[str, str]) -> None:
    app = open_page(view, **query)
    for info in app.info:
        assert len(str(info.value)) > 20


def test_a_card_hands_over_files_and_texts(open_page: Open) -> None:
    app = open_page(years="2018-2023", lang="fr")
    app.button(key="briefing-trade-trend").click().run()
    assert not app.exception
    assert [button.proto.label for button in app.get("download_button")] == ["Télécharger"]
    sentence, citation, alt, link, embed = (str(code.value) for code in app.code)
    assert "milliards de dollars" in sentence
    assert "consulté le 23 nov. 2026" in citation
    assert alt.endswith(sentence)
    assert link.endswith("?years=2018-2023&lang=fr")
    assert "/embed/trade-trend?" in embed


@pytest.mark.parametrize(("card_id", "has_flows"), [("trade-trend", True), ("partner-rank", False)])
def test_only_formats_that_a_card_has_are_offered(open_page: Open, card_id: str, has_flows: bool) -> None:
    app = open_page()
    app.button(key=f"briefing-{card_id}").click().run()
    formats = app.selectbox(key="handover-kind").options
    assert "Table (CSV)" in formats
    assert ("Official flows (SDMX-CSV)" in formats) == has_flows


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize(("format_name", "can"), [("png", False), ("pptx", True), ("interactive", True)])
def test_without_a_browser_only_pictures_are_missing(open_page: Open, format_name: str, can: bool) -> None:
    app = open_page()
    app.session_state["handover-kind"] = format_name
    app.button(key="briefing-monthly-trade").click().run()
    assert not app.exception
    assert any("install Chromium" in info.value for info in app.info)
    (download,) = app.get("download_button")
    assert download.proto.disabled is not can


def test_an_empty_card_hands_over_nothing(open_page: Open) -> None:
    app = open_page(years="1991")
    assert app.info
    offering = [button for button in app.button if str(button.key).startswith("briefing-")]
    assert len(offering) == len(charts(app))


def test_headline_figures_agree_with_the_tables(open_page: Open) -> None:
    values = [metric.value for metric in open_page().metric]
    assert values == [r"\$4.25bn", r"\$4.2bn", "69.5%", "≥\N{NO-BREAK SPACE}200"]


def test_missing_tables_name_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_DATA", str(tmp_path))
    app = new_app().run()
    assert not app.exception
    assert "python -m etl build" in app.error[0].value
