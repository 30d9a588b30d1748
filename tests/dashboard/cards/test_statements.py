"""Cards and tables of what documents say: companies, agreements, stated figures, method."""

import json
from dataclasses import replace
from itertools import cycle, pairwise

import pandas as pd
import pytest

from dashboard.cards.agreements import agreements, amount_text, reported_agreements
from dashboard.cards.base import Card
from dashboard.cards.company_sectors import company_mentions, company_sectors
from dashboard.cards.registry import CARDS
from dashboard.cards.statement_ledger.card import most_recent, statement_ledger
from dashboard.charts.figure_axis import axis_of
from dashboard.panels.method.method import bounds_examples, corrections_table, derived_table, sources_table
from dashboard.panels.statement_table import matching, statement_table
from dashboard.queries.data_texts import data_texts
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.languages import available_languages
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import Selection, default_selection
from dashboard.statements.documents import documents_in_view, partial_date
from dashboard.statements.figure_words import bounds_words, value_words, verdict_words
from dashboard.statements.figures import FigurePanel, StatedFigure, needed_decimals, panels, stated_figures
from etl.model.codes import Verdict
from tests.dashboard.app import new_app
from tests.views import view_of
from tests.world import Built

FAMILY = ("company-sectors", "agreements", "statement-ledger")
LOOKS = (Look(340), Look(700, mode=Mode.DARK), Look(900), Look(1500, mode=Mode.DARK))
SPANS = ((2022, 2022), (2009, 2010), (2018, 2023), (2023, 2024), (1995, 2003), (2013, 2022))


@pytest.fixture
def everything(tables: Tables) -> Selection:
    return default_selection(tables.vocabulary)


def selections(tables: Tables) -> list[Selection]:
    """Every direction in both currencies and languages, every sector, kind and span of years, some companies."""
    first = default_selection(tables.vocabulary)
    known = tables.vocabulary
    chosen = [
        replace(first, direction=direction, currency=currency, language=language)
        for direction in ("both", "KAZ-FRA", "FRA-KAZ")
        for currency in ("USD", "EUR")
        for language in ("en", "fr")
    ]
    languages, currencies = cycle(("en", "fr")), cycle(("USD", "EUR", "EUR"))
    narrowed: list[dict[str, object]] = [{"sectors": (sector,)} for sector in known.sectors]
    narrowed += [{"source_kinds": (kind,)} for kind in known.source_kinds]
    narrowed += [{"first_year": start, "last_year": end} for start, end in SPANS]
    narrowed += [{"companies": (company,)} for company in known.companies[::3]]
    narrowed += [{"companies": ("decathlon",), "first_year": 1999, "last_year": 1999}]
    return chosen + [
        replace(first, language=next(languages), currency=next(currencies), **changes) for changes in narrowed
    ]


def texts_of(card: Card) -> str:
    assert card.figure is not None
    drawn = json.loads(card.figure.to_json())
    texts = [str(annotation["text"]) for annotation in drawn["layout"]["annotations"]]
    for trace in drawn["data"]:
        for key in ("text", "hovertext"):
            value = trace.get(key) or []
            texts += [value] if isinstance(value, str) else [str(text) for text in value]
    return "\n".join([card.title, card.subtitle, card.sentence, card.alt, *card.caveats, *texts])


def test_every_selection_draws_or_says_why_it_is_empty(tables: Tables) -> None:
    looks, built = cycle(LOOKS), 0
    for selection in selections(tables):
        for card_id in FAMILY:
            card = CARDS[card_id](View(tables, selection, next(looks)))
            built += 1
            assert (card.figure is None) == (card.empty is not None)
            assert card.title
            assert card.sentence
            assert card.alt
            if card.figure is None:
                assert card.empty is not None
                assert len(card.empty) > 40
                continue
            assert card.subtitle
            assert card.sources
            assert not card.table.empty
            assert "source" in {annotation.name for annotation in card.figure.layout.annotations}
            words = set(texts_of(card).replace("<", " ").replace(">", " ").split())
            assert not words & {"nan", "None", "NaN", "NaT"}, (card_id, selection)
    assert built >= 150


def test_chips_count_documents_and_stay_inside_the_picture(tables: Tables, everything: Selection) -> None:
    for look in LOOKS:
        card = company_sectors(View(tables, everything, look))
        assert card.figure is not None
        bars = card.figure.data[0]
        assert max(base + width for base, width in zip(bars.base, bars.x, strict=True)) <= look.width
        assert "Airbus  <b>7</b>" in bars.text
    assert card.title == "Airbus is named most often: in 7 of 38 documents"
    assert "35 companies are named in 14 sectors; after Airbus come Alstom (6)" in card.sentence


def test_presence_is_never_an_amount(tables: Tables, everything: Selection) -> None:
    card = company_sectors(View(tables, everything, Look()))
    assert not [name for name in card.table if pd.api.types.is_numeric_dtype(card.table[name])]
    assert "nothing about how much it trades" in card.subtitle


def test_the_companies_table_names_the_address_of_each_document(tables: Tables, everything: Selection) -> None:
    table = company_sectors(View(tables, replace(everything, companies=("airbus",)), Look())).table
    assert table["Document"].nunique() == 7
    assert table["Address"].str.startswith("http").all()


def test_undated_documents_stay_only_with_all_years(tables: Tables, everything: Selection) -> None:
    one_year = replace(everything, first_year=2009, last_year=2009)
    assert len(documents_in_view(View(tables, everything))) == len(tables["documents"])
    assert set(documents_in_view(View(tables, one_year))["published"].str[:4]) == {"2009"}
    assert set(company_mentions(View(tables, one_year))["name"]) == {
        "TotalEnergies",
        "Engie",
        "Suez",
        "Airbus",
        "Thales",
        "Vinci",
    }


def test_reports_that_contradict_each_other_both_stay(tables: Tables, everything: Selection) -> None:
    rows = reported_agreements(View(tables, everything))
    locomotives = rows[rows["title"].str.startswith("295 locomotives")]
    assert sorted(locomotives["amount"]) == [1.3e9, 1.6e9]
    assert rows["agreed"].eq("2023-11-01").sum() == 15
    assert len(rows) == len(tables["agreements"]) == 59


def test_marks_of_agreements_never_touch(tables: Tables, everything: Selection) -> None:
    for look in LOOKS:
        card = agreements(View(tables, everything, look))
        assert card.figure is not None
        traces = [trace for trace in card.figure.data if trace.mode and "markers" in trace.mode]
        places = sorted((y, x) for trace in traces for x, y in zip(trace.x, trace.y, strict=True))
        assert len(places) == 59
        for (y, x), (next_y, next_x) in pairwise(places):
            assert next_y - y >= 12 or next_x - x >= 12


def test_the_year_of_an_agreement_counts_not_that_of_its_document(tables: Tables, everything: Selection) -> None:
    rows = reported_agreements(View(tables, replace(everything, first_year=2022, last_year=2022)))
    assert set(rows["agreed"].str[:4]) == {"2022"}
    assert "2023-10-31-tass-eve-of-visit" in set(rows["document_id"])


def test_amounts_keep_their_own_unit() -> None:
    assert amount_text(1.6e9, "EUR", "en") == "€1.6bn"
    assert amount_text(1000, "MW", "fr").startswith("1")
    assert amount_text(36, "documents", "en") == "36 documents"
    assert amount_text(17, "locomotives", "fr") == "17 locomotives"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2023-11-01", "1 Nov 2023"), ("2023-11", "Nov 2023"), ("2023", "2023"), ("n.d.", "undated")],
)
def test_dates_are_as_precise_as_known(text: str, shown: str) -> None:
    assert partial_date(text, "en") == shown


def found(figures: list[StatedFigure], statement: str) -> StatedFigure:
    return next(one for one in figures if one.first.statement_id == statement)


def by_phrase(figures: list[StatedFigure], phrase: str, panel: FigurePanel) -> list[StatedFigure]:
    return [one for one in figures if phrase in one.phrases and one.panel == panel]


def test_the_figure_for_2022_is_one_with_its_documents_and_the_official_value(
    tables: Tables, everything: Selection
) -> None:
    (one,) = by_phrase(stated_figures(View(tables, everything)), "4 milliards de dollars", FigurePanel.TRADE)
    assert one.shown is not None
    assert (one.shown.value, one.shown.low, one.shown.high) == (4e9, 3.5e9, 4.5e9)
    assert "2023-11-01-astana-visit" in one.document_ids
    assert len(one.document_ids) == 5
    assert [(level.reporter, round(level.value)) for level in one.levels] == [("KAZ", 3_987_980_086)]
    assert one.verdict is Verdict.AGREES
    assert value_words(one, one.shown, "en") == "$4bn"
    assert bounds_words(one, one.shown, "en") == "$3.5–4.5bn"
    assert verdict_words(one, "en") == "statistics: agrees"


def test_a_range_has_bounds_and_no_value(tables: Tables, everything: Selection) -> None:
    (one,) = by_phrase(
        stated_figures(View(tables, everything)), "2,5 milliards et 6,5 milliards de dollars", FigurePanel.TRADE
    )
    assert one.shown is not None
    assert one.shown.value is None
    assert value_words(one, one.shown, "fr") == "2,5–6,5\N{NO-BREAK SPACE}Md$"
    assert {level.year for level in one.levels} == {2018, 2019, 2020, 2021, 2022}


def test_stated_growth_stands_beside_the_official_one(tables: Tables, everything: Selection) -> None:
    printed = by_phrase(stated_figures(View(tables, everything)), "30%", FigurePanel.GROWTH)
    (one,) = [one for one in printed if "2023-11-01-astana-visit" in one.document_ids]
    assert one.shown is not None
    assert (one.shown.low, one.shown.high) == (29.5, 30.5)
    assert [round(level.value, 2) for level in one.levels] == [30.35]


def test_an_open_side_stays_open(tables: Tables, everything: Selection) -> None:
    counts = by_phrase(stated_figures(View(tables, everything)), "plus de 170", FigurePanel.COMPANIES)
    assert counts
    for one in counts:
        assert one.shown is not None
        assert one.shown.high is None
        assert value_words(one, one.shown, "en") == "at least 170"
        assert bounds_words(one, one.shown, "en") == ""


def test_amounts_are_converted_only_where_their_period_has_a_rate(tables: Tables, everything: Selection) -> None:
    figures = stated_figures(View(tables, replace(everything, currency="EUR")))
    (one,) = by_phrase(figures, "2,7 milliards de dollars", FigurePanel.TRADE)
    assert one.shown is not None
    assert one.converted
    assert 2.4e9 < (one.shown.value or 0) < 2.6e9
    assert (value_words(one, one.shown, "en"), bounds_words(one, one.shown, "en")) == ("€2.5bn", "€2.44–2.53bn")
    five_years = found(figures, "2018-oana-strategic-partnership.trade-five-years")
    assert five_years.shown is None
    stocks = [one for one in figures if one.panel in (FigurePanel.INVESTMENT_USD, FigurePanel.INVESTMENT_EUR)]
    assert not any(one.converted for one in stocks)


def test_the_ledger_draws_the_latest_and_lists_all(tables: Tables, everything: Selection) -> None:
    figures = stated_figures(View(tables, everything))
    drawable = dict(panels(figures))
    drawn = most_recent(drawable, 24)
    assert sum(map(len, drawn.values())) == 24
    assert set(drawn) == set(drawable)
    assert all(drawable[panel][: len(group)] == group for panel, group in drawn.items())
    assert len(drawn[FigurePanel.TRADE]) == 10
    card = statement_ledger(View(tables, everything, Look()))
    assert len(card.table) == len(figures)
    assert any("latest 24 of" in caveat for caveat in card.caveats)
    assert any("US$43 billion" in caveat for caveat in card.caveats)


def test_the_ledgers_finding_counts_what_can_be_compared(tables: Tables, everything: Selection) -> None:
    card = statement_ledger(View(tables, everything, Look()))
    verdicts = card.table["Statistics"].value_counts()
    assert card.title == (
        f"Of {verdicts.drop('').sum()} stated figures with an official counterpart, "
        f"{verdicts['agrees']} agree and {verdicts['disagrees']} disagree"
    )


def test_every_mark_stands_on_its_axis(tables: Tables, everything: Selection) -> None:
    for panel, figures in panels(stated_figures(View(tables, everything))):
        axis = axis_of(panel, figures, 100, 500)
        assert axis.ticks[0] <= axis.low
        for one in figures:
            assert one.shown is not None
            assert all(100 <= axis.at(end) <= 500 for end in one.shown.ends), panel
        assert axis.log == (panel == FigurePanel.GOODS)


def test_goods_far_apart_stand_on_powers_of_ten(tables: Tables, everything: Selection) -> None:
    goods = dict(panels(stated_figures(View(tables, everything))))[FigurePanel.GOODS]
    assert axis_of(FigurePanel.GOODS, goods, 0, 400).ticks == (1e6, 1e7, 1e8, 1e9, 1e10)


@pytest.mark.parametrize(("amount", "digits"), [(4e9, 0), (2.65e9, 2), (664.8e6, 1), (17.505e9, 3), (0, 0)])
def test_amounts_show_the_digits_they_have(amount: float, digits: int) -> None:
    assert needed_decimals(amount) == digits


def test_companies_narrow_the_figures_to_documents_that_name_them(tables: Tables, everything: Selection) -> None:
    figures = stated_figures(View(tables, replace(everything, companies=("vicat",))))
    assert {document for one in figures for document in one.document_ids} == {
        "2023-11-01-astana-visit",
        "2023-11-01-trend-tokayev-key-partner",
    }


def test_the_table_of_statements_is_whole_and_can_be_searched(tables: Tables, everything: Selection) -> None:
    table = statement_table(View(tables, everything))
    assert len(table) == len(tables["statements"])
    rows = matching(table, "2,7 milliards")
    assert set(rows["Value"]) == {2.7e9}
    assert set(rows["Period"]) == {"Jan–Aug 2023"}
    assert matching(table, "no such words").empty
    assert len(matching(table, "")) == len(table)


def test_goods_and_places_in_documents_have_their_translation(tables: Tables) -> None:
    rows = tables["statements"]
    for text in {*rows["commodity_label"].dropna(), *rows["locator"], *rows["scope"].dropna()}:
        known = data_texts(tables)[text]
        assert known.language == "en"
        assert set(known.translations) == set(available_languages())


def test_the_worked_examples_show_the_bounds(tables: Tables) -> None:
    table = bounds_examples(view_of(tables)).set_index("As printed")
    assert tuple(table.loc["“2,7 milliards de dollars”", ["Value", "Low", "High"]]) == ("$2.7bn", "$2.65bn", "$2.75bn")
    assert tuple(table.loc["“plus de 170”", ["Read as", "Low", "High"]]) == ("at least", "170", "open")


def test_the_method_lists_sources_corrections_and_formulas(tables: Tables) -> None:
    sources = sources_table(view_of(tables, "fr"))
    assert len(sources) == len(tables["sources"])
    assert sources["Kind" if "Kind" in sources else "Nature"].notna().all()
    assert len(corrections_table(view_of(tables))) == len(tables["corrections"])
    derived = derived_table(view_of(tables))
    wanted = derived[derived["Inputs"].str.contains("2023-11-01-astana-visit.growth-2022")]
    assert [round(value / 1e9, 3) for value in wanted["Value"]] == [3.077]
    assert wanted["Formula"].str.contains("29.5, 30.5", regex=False).all()


def test_the_page_of_statements_finds_rows(real: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_DATA", str(real.paths.root))
    app = new_app().run()
    app.switch_page("views/statements.py").run()
    app.text_input(key="search-statements").set_value("miliardi Agenzia").run()
    assert not app.exception
    shown = app.dataframe[-1].value
    assert set(shown["As printed"]) == {
        "5,3 miliardi di euro",
        "4,5 miliardi di dollari",
        "superato i 15 miliardi di dollari",
    }
