"""The schema describes every column of every table once, and the dictionary says what the schema says."""

from etl.model.codes import Measure, Unit
from etl.model.schema import FIELDS, TABLES, dictionary
from tests.world import REPOSITORY

# Shared by design: the columns other programs rely on.
CONTRACT = {
    "statements": "statement_id document_id speaker measure per value low high bound decimals unit base_period_start "
    "base_period_end classification commodity_code sector_id as_stated language locator reporter_iso3 exporter_iso3 "
    "importer_iso3 pair period_start period_end source_id",
    "flows": "flow_code freq_code classification commodity_code commodity_level sector_id value currency value_usd "
    "value_eur valuation net_weight_kg status reporter_iso3 exporter_iso3 importer_iso3 pair period_start period_end "
    "source_id",
    "derived": "derived_id measure value low high unit formula inputs reporter_iso3 exporter_iso3 importer_iso3 pair "
    "period_start period_end source_id",
    "checks": "check_id rule subject_ids expected_low expected_high observed_low observed_high verdict reason",
    "mentions": "document_id company_id sector_id role locator",
    "agreements": "agreement_id document_id sector_id",
    "documents": "document_id publisher published",
    "sources": "source_id source_kind publisher citation url licence accessed",
    "sectors": "sector_id name_en name_fr",
    "companies": "company_id name sector_id",
    "exchange_rates": "currency_from currency_to period_start period_end rate",
}


def test_the_dictionary_in_the_repository_is_current() -> None:
    kept = (REPOSITORY / "data" / "README.md").read_text(encoding="utf-8")
    assert kept == dictionary(), "run `python -m etl describe > data/README.md`"


def test_tables_hold_the_columns_of_the_contract() -> None:
    for name, columns in CONTRACT.items():
        assert set(columns.split()) <= set(TABLES[name].names), name


def test_every_field_is_used_and_named_once_a_table() -> None:
    used = {name for table in TABLES.values() for name in table.names}
    assert used == set(FIELDS)
    for table in TABLES.values():
        assert len(table.names) == len(set(table.names)), table.name


def test_keys_are_columns_that_are_never_null() -> None:
    for table in TABLES.values():
        assert table.key
        assert set(table.key) <= set(table.names) - table.nullable, table.name


def test_arrow_schemas_say_type_null_and_meaning() -> None:
    schema = TABLES["flows"].arrow()
    assert schema.names == TABLES["flows"].names
    value = schema.field("value_usd")
    assert (str(value.type), value.nullable, value.metadata[b"unit"]) == ("double", True, b"USD")
    assert not schema.field("flow_id").nullable
    assert all(field.metadata[b"description"] for table in TABLES.values() for field in table.arrow())


def test_the_dictionary_names_every_table_column_and_term() -> None:
    text = dictionary()
    for table in TABLES.values():
        section = text.split(f"## {table.name}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == table.names
    assert ", ".join(Measure) in text
    assert ", ".join(unit for unit in Unit if unit in ("USD", "EUR") or not unit.is_currency) in text
    assert "or another ISO 4217 currency" in text


def test_every_row_can_be_traced() -> None:
    for name in ("statements", "flows", "derived", "checks", "documents", "mentions", "agreements", "exchange_rates"):
        assert "source_id" in set(TABLES[name].names) - TABLES[name].nullable, name
