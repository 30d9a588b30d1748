"""The findings and their card on the real tables: what is accused, what is not, and that each is told in full."""

import ast
from collections import Counter
from dataclasses import replace

import pytest

from dashboard.cards.registry import CARDS
from dashboard.cards.statement_check import figure as check_chart
from dashboard.cards.statement_check.card import checked
from dashboard.cards.statement_ledger import marks
from dashboard.panels.findings.findings import Part, comparisons, findings
from dashboard.queries.tables import Tables, worst_of
from dashboard.queries.view import View
from dashboard.selection.look import Look, Mode
from dashboard.selection.selection import Selection, default_selection
from dashboard.sentences.translations import translate_text
from dashboard.statements.figure_words import printed_lines, said_by
from dashboard.statements.figures import stated_figures
from dashboard.statements.verdict_counts import figures_words
from dashboard.text import vocabulary
from etl.model.codes import Reason, Rule, Verdict
from tests.views import view_of
from tests.world import REPOSITORY

WITHIN = (
    *(Rule.DIRECTIONS_AND_TOTAL, Rule.GOODS_AND_SHARE, Rule.SHARE_AND_DIRECTION, Rule.GOODS_WITHIN_DIRECTION),
    *(Rule.GROWTH_AND_LEVELS, Rule.GROWTH_AND_DIRECTIONS, Rule.GROWTH_BETWEEN_DIRECTIONS),
    *(Rule.RATIO_AND_LEVELS, Rule.SHARE_ABOVE_DIRECTION),
)


@pytest.fixture(scope="module")
def selection(tables: Tables) -> Selection:
    return default_selection(tables.vocabulary)


def told(tables: Tables, selection: Selection, part: Part) -> list[str]:
    return [f"{one.title} {one.sentence} {one.arithmetic}" for one in findings(View(tables, selection))[part]]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (
            Part.STATISTICS,
            ["2020", "stated 80–90%", "official 66.1%", "66.1%: $1.86bn of $2.81bn", "France’s", "72.3%"],
        ),
        (Part.STATISTICS, ["2021", "stated 80–90%", "official 78.3%", "France’s statistics give 81.4%, within what"]),
        (Part.STATISTICS, ["2022", "stated 80–90%", "official 77.0%", "France’s statistics have no comparable figure"]),
        (Part.STATISTICS, ["crude oil", "stated 91.9%, official 67.2%", "24.7 percentage points"]),
        (Part.ARITHMETIC, ["2017", "+32.4% or +25%", "in DG Trésor (France), undated: statistics of France named"]),
        (Part.ARITHMETIC, ["crude oil", "91.9% is impossible", "at most 72.9%"]),
        (Part.ARITHMETIC, ["+30.4% or +35.3%", "Kazakhstan’s statistics give +30.4%, within", "4.9 percentage points"]),
        (
            Part.OWN_COUNTS,
            ["€5.3bn as France counts, $4bn as Kazakhstan counts", "1.0530 US", "France declared €4.65bn"],
        ),
        (Part.OWN_COUNTS, ["2021: $664.8m as Kazakhstan counts, €460m as France counts", "France’s", "€466.1m"]),
        (Part.REPEATED, ["“4 milliards d'euros”", "once for €4bn, once for $4bn", "$4bn would be €3.32–4.27bn"]),
        (Part.REPEATED, ["90%", "French trade with Central Asia", "Kazakhstan's trade with the European Union"]),
        (Part.REPEATED, ["91.9%", "crude oil", "hydrocarbons"]),
        (Part.UNEQUAL, ["9 months of 2024 set beside 12 months of 2023"]),
        (Part.UNEQUAL, ["8 months of 2023 set beside 7 months of 2022"]),
        (Part.IMPLIED, ["France → Kazakhstan, Jan–Aug 2023", "about +90% (+87% … +93%)"]),
        (Part.AGREES, ["2018", "stated 80–90%", "official 85.4%"]),
        (Part.AGREES, ["2019", "stated 80–90%", "official 83.9%"]),
        (Part.AGREES, ["2022: stated +30%, official +30.4%", "$3.99bn against $3.06bn"]),
        (Part.AGREES, ["Jan–Aug 2023: $2.7bn holds", "“$1.8 billion”", "“$881.8 million”", "$2.63–2.73bn"]),
        (Part.AGREES, ["Aircraft", "official €194.3m", "€12.5m (HS 8411) + €175.7m (HS 8802) + €6.1m (HS 8803)"]),
        (Part.AGREES, ["2020: −39.6% holds"]),
        (Part.AGREES, ["2020: 37.3% holds"]),
    ],
)
def test_each_known_finding_is_told(tables: Tables, selection: Selection, part: Part, words: list[str]) -> None:
    texts = told(tables, selection, part)
    assert any(all(word in text for word in words) for text in texts), texts


def test_the_consistent_page_is_not_accused(tables: Tables, selection: Selection) -> None:
    found = findings(View(tables, selection))
    accused = [*found[Part.ARITHMETIC], *found[Part.STATISTICS]]
    assert accused
    for printed in ("1,58 Mds EUR", "590 M EUR", "-39,6%", "-50,2%", "+40,5%", "37,3%"):
        assert not any(f": “{printed}”" in one.sentence.split("other figures")[0] for one in accused), printed


@pytest.mark.parametrize("part", [Part.ARITHMETIC, Part.STATISTICS, Part.OWN_COUNTS])
def test_findings_are_ranked_within_one_measure(tables: Tables, selection: Selection, part: Part) -> None:
    texts = [one.arithmetic.split("Distance: ")[1] for one in findings(View(tables, selection))[part]]
    measured = [("points" in text, -float(text.split("%")[0].split()[0])) for text in texts]
    assert measured
    assert measured == sorted(measured)  # amounts by percent, then percentages by points


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_figure_is_in_the_mouth_of_another_document(tables: Tables, selection: Selection, language: str) -> None:
    chosen = replace(selection, language=language)
    documents = tables["documents"].set_index("document_id")
    for one in comparisons(View(tables, chosen)):
        for figure in (one.figure, *one.others):
            assert {row.as_stated for row in figure.rows} == set(figure.phrases)
            view = view_of(tables, language)
            publisher = translate_text(view, documents.at[figure.document_ids[0], "publisher"])
            assert said_by(figure, view).count(publisher) == 1
            assert set(figure.document_ids) <= set(one.source_ids), one.row.check_id


def test_its_own_other_figures_are_of_the_same_document(tables: Tables, selection: Selection) -> None:
    within = [one for one in comparisons(View(tables, selection)) if one.row.rule in WITHIN]
    assert len(within) > 15
    for one in within:
        for figure in one.others:
            assert set(one.figure.document_ids) == set(figure.document_ids), one.row.check_id
    (german,) = [one for one in within if "2023-mwm-french-firms" in one.figure.document_ids]
    assert [figure.phrases for figure in german.others] == [("3,1 Mrd Dollar",), ("900 Mio Dollar",)]
    assert said_by(german.figure, view_of(tables)).startswith("MWM Medien")


def test_a_comparison_is_drawn_for_the_documents_it_is_of(tables: Tables, selection: Selection) -> None:
    checks = tables["checks"]
    for one in checked(View(tables, selection)):
        rows = checks[checks["subject_ids"].str.split().str[0].isin(one.figure.statement_ids)]
        rows = rows[rows["verdict"].eq(one.level.verdict) & rows["reporter_iso3"].eq(one.level.reporter)]
        assert set(one.figure.statement_ids) <= set(rows["subject_ids"].str.split().str[0])


def test_phrases_on_hover_stand_beside_their_own_document(tables: Tables, selection: Selection) -> None:
    printed = tables["statements"].groupby("as_stated")["document_id"].agg(set)
    several = [figure for figure in stated_figures(View(tables, selection)) if len(figure.phrases) > 1]
    assert several
    for figure in several:
        for phrase, line in zip(figure.phrases, printed_lines(figure, view_of(tables)), strict=False):
            own = figure.printed_by(row.statement_id for row in figure.rows if row.as_stated == phrase)
            assert line == f"“{phrase}”, {said_by(own, view_of(tables))}"
            assert set(own.document_ids) <= printed[phrase]


def test_no_name_of_a_row_is_taken_apart() -> None:
    for path in (REPOSITORY / "dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"split", "partition", "rpartition", "startswith"}:
                assert not ast.unparse(node.value).endswith(("check_id", "flow_id", "statement_id", "derived_id")), path


def test_every_finding_names_both_its_sources(tables: Tables, selection: Selection) -> None:
    for part, own in findings(View(tables, selection)).items():
        for one in own:
            assert one.links, (part, one.title)
            assert "nan" not in f"{one.title} {one.sentence} {one.arithmetic}".split()
            assert "{" not in one.title + one.sentence
    official = [one for one in findings(View(tables, selection))[Part.STATISTICS] if "official 66.1%" in one.title]
    assert {name.split(",")[0] for name, _url in official[0].links} >= {"Bureau of National Statistics of Kazakhstan"}


@pytest.mark.parametrize("changes", [{"first_year": 2023}, {"source_kinds": ("customs",)}, {"sectors": ("education",)}])
def test_filters_narrow_the_findings(tables: Tables, selection: Selection, changes: dict[str, object]) -> None:
    narrowed = findings(View(tables, replace(selection, **changes)))  # type: ignore[arg-type]
    everything = findings(View(tables, selection))
    assert sum(map(len, narrowed.values())) < sum(map(len, everything.values()))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("currency", ["USD", "EUR"])
@pytest.mark.parametrize("width", [356, 900])
def test_the_card_draws_everywhere(
    tables: Tables, selection: Selection, width: int, currency: str, language: str
) -> None:
    chosen = replace(selection, currency=currency, language=language)
    card = CARDS["statement-check"](View(tables, chosen, Look(width, mode=Mode.DARK if width < 500 else Mode.LIGHT)))
    assert card.figure is not None
    assert len(card.table) == 63
    assert card.table.iloc[0, 7] == pytest.approx(67.2, abs=0.05)  # the widest disagreement first
    assert card.sources


def test_the_card_counts_its_verdicts(tables: Tables, selection: Selection) -> None:
    card = CARDS["statement-check"](View(tables, selection))
    assert "63 comparisons" in card.sentence
    assert "23 agree, 5 disagree, 17 are each country’s own count, for 18 it cannot be told" in card.sentence
    assert card.table["Verdict"].value_counts().to_dict() == {
        "agrees": 23,
        "cannot tell": 18,
        "each country’s own count": 17,
        "disagrees": 5,
    }


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("changes", [{}, {"direction": "KAZ-FRA"}, {"first_year": 2020}, {"source_kinds": ("press",)}])
def test_figures_are_counted_alike_wherever_they_are_counted(
    tables: Tables, selection: Selection, language: str, changes: dict[str, object]
) -> None:
    chosen = replace(selection, language=language, **changes)  # type: ignore[arg-type]
    figures = stated_figures(View(tables, chosen))
    words = figures_words(Counter(one.verdict for one in figures if one.verdict), language)
    ledger, check = (CARDS[name](View(tables, chosen)) for name in ("statement-ledger", "statement-check"))
    assert words in ledger.sentence
    assert words in check.sentence
    assert str(len(check.table)) in check.sentence
    assert str(sum(len(one.statement_ids) for one in figures)) in ledger.sentence


def test_the_card_says_why_it_is_empty(tables: Tables, selection: Selection) -> None:
    card = CARDS["statement-check"](View(tables, replace(selection, sectors=("education",))))
    assert card.figure is None
    assert "No year has any" in (card.empty or "") or card.available


def test_each_outcome_has_its_words_and_its_marks() -> None:
    for language in ("en", "fr"):
        assert set(vocabulary.verdict_names(language)) == set(Verdict)
        assert set(vocabulary.reason_words(language)) == set(Reason)
        assert set(vocabulary.rule_results(language)) == set(WITHIN)
    assert set(check_chart._SYMBOLS) == set(marks._LEVEL_MARKS) == set(Verdict)
    assert len(set(check_chart._SYMBOLS.values())) == len(Verdict)


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        (["agrees", "disagrees", "each_own_count"], "disagrees"),
        (["agrees", "each_own_count", "cannot_tell"], "agrees"),
        (["each_own_count", "cannot_tell"], "cannot_tell"),
        (["each_own_count"], "each_own_count"),
        ([], "cannot_tell"),
    ],
)
def test_several_outcomes_are_one(verdicts: list[str], outcome: str) -> None:
    assert worst_of(verdicts) == outcome


def test_both_results_of_a_figure_stand_beside_one_another(tables: Tables, selection: Selection) -> None:
    seen: dict[object, list[int]] = {}
    for at, one in enumerate(checked(View(tables, selection))):
        first = one.figure.first
        what = (first.measure, str(first.exporter_iso3), str(first.commodity_label), str(first.share_of))
        seen.setdefault((*what, one.figure.period, one.figure.printed, one.level.year), []).append(at)
    pairs = [places for places in seen.values() if len(places) == 2]
    assert len(pairs) > 10
    assert all(second == first + 1 for first, second in pairs)


def test_a_sentence_links_the_series_of_every_country_it_speaks_of(tables: Tables, selection: Selection) -> None:
    offices = {"Kazakhstan’s statistics give": {"Bureau of National Statistics of Kazakhstan", "World Bank, WITS"}}
    offices["France’s statistics give"] = {"Eurostat"}
    told_of = 0
    for own in findings(View(tables, selection)).values():
        for one in own:
            names = {name.split(", ")[0] for name, _url in one.links} | {name for name, _url in one.links}
            for words, publishers in offices.items():
                if words in one.sentence:
                    told_of += 1
                    assert any(name.startswith(tuple(publishers)) for name in names), one.title
    assert told_of > 10
