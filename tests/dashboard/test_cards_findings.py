"""The findings and their card on the real tables: what is accused, what is not, and that each is told in full."""

from dataclasses import replace

import pytest

from dashboard.cards import CARDS
from dashboard.cards.findings import Part, findings
from dashboard.queries import Tables
from dashboard.selection import Selection, default_selection
from dashboard.theme import Look, Mode


@pytest.fixture(scope="module")
def selection(tables: Tables) -> Selection:
    return default_selection(tables.vocabulary)


def told(tables: Tables, selection: Selection, part: Part) -> list[str]:
    return [f"{one.title} {one.sentence} {one.arithmetic}" for one in findings(tables, selection)[part]]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part.DISAGREES, ["2020", "stated 80–90%", "official 66.1%", "66.1%: $1.86bn of $2.81bn"]),
        (Part.DISAGREES, ["2021", "stated 80–90%", "official 78.3%"]),
        (Part.DISAGREES, ["2022", "stated 80–90%", "official 77.0%"]),
        (Part.DISAGREES, ["2017", "+32.4% or +25%", "“32,4%” rests on the statistics of France"]),
        (Part.DISAGREES, ["crude oil", "91.9% is impossible", "at most 72.9%"]),
        (Part.DISAGREES, ["€5.3bn or $4bn", "1.0530 US dollars a euro", "France declared €4.65bn"]),
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
    accused = findings(tables, selection)[Part.DISAGREES]
    assert accused
    for printed in ("1,58 Mds EUR", "590 M EUR", "-39,6%", "-50,2%", "+40,5%", "37,3%"):
        assert not any(f": “{printed}”" in one.sentence.split("other figures")[0] for one in accused), printed


def test_contradictions_are_ranked_by_distance(tables: Tables, selection: Selection) -> None:
    distances = [
        float(one.arithmetic.split("Distance: ")[1].split("%")[0])
        for one in findings(tables, selection)[Part.DISAGREES]
    ]
    assert distances == sorted(distances, reverse=True)


def test_every_finding_names_both_its_sources(tables: Tables, selection: Selection) -> None:
    for part, own in findings(tables, selection).items():
        for one in own:
            assert one.links, (part, one.title)
            assert "nan" not in f"{one.title} {one.sentence} {one.arithmetic}".split()
            assert "{" not in one.title + one.sentence
    official = [one for one in findings(tables, selection)[Part.DISAGREES] if "official 66.1%" in one.title]
    assert {name.split(",")[0] for name, _url in official[0].links} >= {"Bureau of National Statistics of Kazakhstan"}


@pytest.mark.parametrize("changes", [{"first_year": 2023}, {"source_kinds": ("customs",)}, {"sectors": ("education",)}])
def test_filters_narrow_the_findings(tables: Tables, selection: Selection, changes: dict[str, object]) -> None:
    narrowed = findings(tables, replace(selection, **changes))  # type: ignore[arg-type]
    everything = findings(tables, selection)
    assert sum(map(len, narrowed.values())) < sum(map(len, everything.values()))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("currency", ["USD", "EUR"])
@pytest.mark.parametrize("width", [356, 900])
def test_the_card_draws_everywhere(
    tables: Tables, selection: Selection, width: int, currency: str, language: str
) -> None:
    chosen = replace(selection, currency=currency, language=language)
    card = CARDS["statement-check"](tables, chosen, Look(width, mode=Mode.DARK if width < 500 else Mode.LIGHT))
    assert card.figure is not None
    assert len(card.table) == 63
    assert card.table.iloc[0, 7] == pytest.approx(67.2, abs=0.05)  # the widest disagreement first
    assert card.sources


def test_the_card_counts_its_verdicts(tables: Tables, selection: Selection) -> None:
    card = CARDS["statement-check"](tables, selection, Look())
    assert "23 agree and 5 disagree; for 35" in card.sentence
    assert card.table["Verdict"].value_counts().to_dict() == {"cannot tell": 35, "agrees": 23, "disagrees": 5}


def test_the_card_says_why_it_is_empty(tables: Tables, selection: Selection) -> None:
    card = CARDS["statement-check"](tables, replace(selection, sectors=("education",)), Look())
    assert card.figure is None
    assert "Widen the years" in (card.empty or "")
