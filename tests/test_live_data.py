"""Rules that the repository's data of today keep, whatever is added to them: no number of theirs is expected here."""

import pytest

from dashboard.cards.registry import CARDS
from dashboard.panels.findings.findings import findings
from dashboard.queries.editions import load_tables, published_hash
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.languages import available_languages
from dashboard.selection.selection import default_selection
from etl.model.codes import SourceKind, Verdict
from etl.model.period import Period
from etl.publish.consistency import require_consistent
from etl.sources.translations import read_translations
from etl.transform.translations import missing_translations
from tests.dashboard.text.test_french import loose
from tests.world import Built


@pytest.fixture(scope="module")
def live_tables(live: Built) -> Tables:
    """Every table of the data of today."""
    return load_tables(live.paths.tables, published_hash(live.paths.package) or "")


def test_nothing_is_rejected_and_the_tables_hold_together(live: Built) -> None:
    assert live.summary.rejected == ()
    require_consistent(live.tables)


def test_every_comparison_has_a_verdict_and_a_reason(live: Built) -> None:
    checks = live.tables["checks"]
    assert set(checks["verdict"]) <= set(Verdict)
    assert checks["reason"].str.len().gt(0).all()


def test_bounds_are_in_order(live: Built) -> None:
    statements = live.tables["statements"]
    closed = statements.dropna(subset=["low", "high"])
    assert closed["low"].le(closed["high"]).all()
    valued = closed.dropna(subset=["value"])
    assert valued["value"].between(valued["low"], valued["high"]).all()


@pytest.mark.parametrize("language", available_languages())
@pytest.mark.parametrize("card_id", CARDS)
def test_every_card_shows_something_of_all_years(live_tables: Tables, card_id: str, language: str) -> None:
    card = CARDS[card_id](View(live_tables, default_selection(live_tables.vocabulary, language)))
    assert card.empty is None
    assert card.sources
    words = " ".join([card.title, card.subtitle, card.sentence, card.alt, *card.caveats])
    assert not {"nan", "None", "inf"} & set(words.split())


@pytest.mark.parametrize("language", available_languages())
def test_there_are_findings(live_tables: Tables, language: str) -> None:
    assert all(findings(View(live_tables, default_selection(live_tables.vocabulary, language))).values())


def test_every_text_has_its_translations(live: Built) -> None:
    missing = missing_translations(live.tables)
    assert missing.to_dict("records") == [], "add these to data/reference/translations.csv"


def test_translations_are_in_order_and_french_signs_do_not_begin_a_line(live: Built) -> None:
    rows = read_translations(live.paths).rows
    assert [row.text for row in rows] == sorted(row.text for row in rows)
    french = [row.translations["fr"] for row in rows if "fr" in row.translations]
    assert [place for text in french for place in loose(text)] == []
    assert [text for text in french if "'" in text] == []


def test_part_years_are_never_called_years(live: Built) -> None:
    flows = live.tables["flows"]
    annual = flows[flows["freq_code"].eq("A")]
    spans = {Period(*ends).is_year for ends in zip(annual["period_start"], annual["period_end"], strict=True)}
    assert spans == {True}


def test_statements_and_official_series_are_of_different_kinds(live: Built) -> None:
    kinds = live.tables["sources"].set_index("source_id")["source_kind"]
    assert set(kinds[live.tables["documents"]["source_id"]]) <= {SourceKind.STATEMENT, SourceKind.PRESS}
    assert not set(kinds[live.tables["flows"]["source_id"].unique()]) & {SourceKind.STATEMENT, SourceKind.PRESS}


def test_every_row_names_where_it_stands(live: Built) -> None:
    for name in ("statements", "flows", "mentions", "agreements"):
        assert live.tables[name]["locator"].str.len().gt(0).all(), name
    sources = live.tables["sources"]
    assert sources[["publisher", "citation", "published", "accessed", "licence"]].notna().all(axis=None)


def test_missing_values_are_null_and_never_zero(live: Built) -> None:
    flows = live.tables["flows"]
    hidden = flows[flows["status"].eq("confidential")]
    assert hidden[["value", "value_usd", "value_eur"]].isna().all(axis=None)
    assert flows["value"].isna().eq(flows["currency"].isna()).all()
