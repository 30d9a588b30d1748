"""Every field once: type, label, unit, description, allowed values; and every table as a list of fields.

From here come the Arrow schemas, the frame checks, the data dictionary and the headers of downloads.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyarrow as pa

from etl.model.codes import (
    OTHER_CURRENCIES,
    Basis,
    Bound,
    Change,
    CodeChange,
    Flow,
    Frequency,
    Language,
    Measure,
    Nature,
    Per,
    Reason,
    Redistribution,
    Role,
    Rule,
    ShareOf,
    SourceKind,
    Status,
    Unit,
    Valuation,
    Verdict,
)

TEXT, NUMBER, WHOLE, DATE, FLAG = pa.string(), pa.float64(), pa.int64(), pa.date32(), pa.bool_()


@dataclass(frozen=True)
class Field:
    """One column, wherever it occurs."""

    name: str
    type: pa.DataType
    description: str
    unit: str = ""
    terms: type[StrEnum] | None = None


@dataclass(frozen=True)
class Table:
    """One Parquet table: its grain, its columns in order (a trailing `?` allows null) and its key."""

    name: str
    grain: str
    columns: str
    key: tuple[str, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(FIELDS[c.rstrip("?")] for c in self.columns.split())

    @property
    def names(self) -> list[str]:
        return [field.name for field in self.fields]

    @property
    def nullable(self) -> frozenset[str]:
        return frozenset(c[:-1] for c in self.columns.split() if c.endswith("?"))

    def arrow(self) -> pa.Schema:
        """The Arrow schema, with each field's description and unit as metadata."""
        return pa.schema(
            [
                pa.field(f.name, f.type, f.name in self.nullable, {"description": f.description, "unit": f.unit})
                for f in self.fields
            ]
        )


_ALL_FIELDS = (
    Field("source_id", TEXT, "Source of the row: a document or an official series"),
    Field("reporter_iso3", TEXT, "Country whose statistics these are; null where none is stated"),
    Field("exporter_iso3", TEXT, "Country the goods leave; null with importer_iso3 for both directions together"),
    Field("importer_iso3", TEXT, "Country the goods enter"),
    Field("pair", TEXT, "The two countries, ISO3 codes in alphabetical order"),
    Field("period_start", DATE, "First day of the period, included"),
    Field("period_end", DATE, "Last day of the period, included"),
    Field("statement_id", TEXT, "Document id and figure id, joined by a dot"),
    Field("document_id", TEXT, "Document that says it"),
    Field("speaker", TEXT, "Person or office the figure is put into the mouth of"),
    Field("measure", TEXT, "What the figure measures", terms=Measure),
    Field("nature", TEXT, "Whether it says what is, what is aimed at or what is foreseen", terms=Nature),
    Field("per", TEXT, "Whether the figure is for the whole period or for each year in it", terms=Per),
    Field("value", NUMBER, "The figure in full units; null for a range or where not published"),
    Field("low", NUMBER, "Lower bound, included; null where open"),
    Field("high", NUMBER, "Upper bound, included; null where open"),
    Field("bound", TEXT, "How the printed figure limits the true one", terms=Bound),
    Field("decimals", WHOLE, "Decimals as printed, before the scale word"),
    Field("unit", TEXT, "Unit of value, low and high; percent as 30, never 0.30", terms=Unit),
    Field("base_period_start", DATE, "First day of the period a growth figure compares with"),
    Field("base_period_end", DATE, "Last day of the period a growth figure compares with"),
    Field("share_of", TEXT, "The base a share or ratio refers to", terms=ShareOf),
    Field("scope", TEXT, "What the share of a region or country is of, in words"),
    Field("compared_with", TEXT, "Statement that the document itself sets this one beside"),
    Field("classification", TEXT, "Commodity classification, with its revision where known (HS, CN, H4, SITC)"),
    Field("commodity_code", TEXT, "Zero-padded code in that classification; TOTAL for all goods"),
    Field("commodity_label", TEXT, "The goods in words, as the document delimits them"),
    Field("commodity_level", TEXT, "total, section, chapter, heading, subheading or line"),
    Field("sector_id", TEXT, "Sector of the goods, project or mention"),
    Field("as_stated", TEXT, "The phrase as printed"),
    Field("language", TEXT, "Language of the printed phrase", terms=Language),
    Field("locator", TEXT, "Where in the source it stands"),
    Field("basis", TEXT, "On whose authority the document prints it", terms=Basis),
    Field("by_hand", FLAG, "Whether the value was entered by hand because the phrase cannot be parsed"),
    Field("note", TEXT, "Remark of the editors"),
    Field("flow_id", TEXT, "Source, reporter, direction, goods and period of an official flow"),
    Field("flow_code", TEXT, "X export, M import, seen from the reporter; null for reconciled data", terms=Flow),
    Field("freq_code", TEXT, "A annual, M monthly", terms=Frequency),
    Field("currency", TEXT, "Currency the value was published in"),
    Field("value_usd", NUMBER, "The value in US dollars at the period-average rate; null with no rate", "USD"),
    Field("value_eur", NUMBER, "The value in euros at the period-average rate; null with no rate", "EUR"),
    Field("valuation", TEXT, "FOB without, CIF with freight and insurance", terms=Valuation),
    Field("net_weight_kg", NUMBER, "Net weight", "kg"),
    Field("partner_share", NUMBER, "Published share of the partner in the reporter's flow with the world", "percent"),
    Field("partner_rank", WHOLE, "Place of the partner among all partners of the reporter in that flow, by value"),
    Field("status", TEXT, "State of the observation", terms=Status),
    Field("derived_id", TEXT, "Rule and inputs of an implied value"),
    Field("rule", TEXT, "The rule that made the row", terms=Rule),
    Field("formula", TEXT, "The arithmetic, with the figures put in"),
    Field("inputs", TEXT, "Ids of the rows it was made from, separated by spaces"),
    Field("check_id", TEXT, "Rule and subjects of a comparison"),
    Field("subject_ids", TEXT, "Ids of the rows compared, separated by spaces; the first is the figure judged"),
    Field("subject_source_ids", TEXT, "Documents that print the figure judged alike, separated by spaces"),
    Field("object_source_ids", TEXT, "Series or documents it is compared with, separated by spaces"),
    Field("expected_low", NUMBER, "Lower bound of what was stated"),
    Field("expected_high", NUMBER, "Upper bound of what was stated"),
    Field("observed_low", NUMBER, "Lower bound of what it is compared with"),
    Field("observed_high", NUMBER, "Upper bound of what it is compared with"),
    Field("verdict", TEXT, "Outcome of the comparison", terms=Verdict),
    Field("reason_code", TEXT, "What the outcome rests on", terms=Reason),
    Field("reason", TEXT, "The outcome in words"),
    Field("distance", NUMBER, "How far the printed figures are apart, in distance_unit; null where the bounds meet"),
    Field("distance_unit", TEXT, "percentage_points between percentages, else percent of the stated one", terms=Unit),
    Field("title", TEXT, "Title, in English or as printed"),
    Field("title_fr", TEXT, "Title in French"),
    Field("publisher", TEXT, "Who published it"),
    Field("published", TEXT, "Date of publication as precisely as known, ISO; n.d. where not dated"),
    Field("published_date", DATE, "First day of the date of publication; null where not dated"),
    Field("accessed", DATE, "Day the figures were carried over"),
    Field("source_kind", TEXT, "Kind of source; two kinds are never summed", terms=SourceKind),
    Field("url", TEXT, "Public address"),
    Field("citation", TEXT, "How to cite it"),
    Field("licence", TEXT, "Terms of reuse as stated by the publisher"),
    Field("redistribution", TEXT, "Whether the figures may be passed on", terms=Redistribution),
    Field("re_exports_en", TEXT, "Whether the figures hold goods only exported again, in English; null for documents"),
    Field("re_exports_fr", TEXT, "Whether the figures hold goods only exported again, in French; null for documents"),
    Field("revision_margin", NUMBER, "How far later editions have moved published values, either way", "percent"),
    Field("name_en", TEXT, "Name in English"),
    Field("name_fr", TEXT, "Name in French"),
    Field("carries_goods", FLAG, "Whether any customs code is assigned to the sector"),
    Field("position", WHOLE, "Order in lists"),
    Field("iso3", TEXT, "Country, ISO 3166 alpha-3"),
    Field("comtrade_code", TEXT, "Country code of UN Comtrade, which is not always the ISO number"),
    Field("company_id", TEXT, "Company"),
    Field("name", TEXT, "Name in use"),
    Field("aliases", TEXT, "Other and former names, separated by semicolons"),
    Field("home_iso3", TEXT, "Country of the head office"),
    Field("mention_id", TEXT, "Document and position of the mention"),
    Field("role", TEXT, "Role in which it is named", terms=Role),
    Field("project", TEXT, "Project the company is named for"),
    Field("partner", TEXT, "Partners of the project"),
    Field("since", TEXT, "Start of the project, ISO date as precisely as known"),
    Field("location", TEXT, "Place of the project"),
    Field("agreement_id", TEXT, "Document id and agreement id, joined by a dot"),
    Field("agreed", TEXT, "Date of the agreement as precisely as known, ISO"),
    Field("parties", TEXT, "Parties, separated by semicolons"),
    Field("amount", NUMBER, "Amount announced, in amount_unit"),
    Field("amount_unit", TEXT, "Unit of the amount"),
    Field("currency_from", TEXT, "One unit of this currency …"),
    Field("currency_to", TEXT, "… costs `rate` of this one"),
    Field("rate", NUMBER, "Average of the daily reference rates of the period; null where none was needed"),
    Field("fixings", WHOLE, "Number of daily rates averaged"),
    Field("correction_id", TEXT, "Rule of data/reference/corrections.yaml"),
    Field("action", TEXT, "exclude (the row is left out) or flag (the row is marked doubtful)"),
    Field("evidence", TEXT, "What the judgement rests on"),
    Field("matched", WHOLE, "Number of rows the rule met"),
    Field("mirror_id", TEXT, "Direction, goods and period that both countries declare"),
    Field("exporter_source_id", TEXT, "Source of the exporter's declaration"),
    Field("exporter_value", NUMBER, "Exports as the exporter declares them, in exporter_currency"),
    Field("exporter_currency", TEXT, "Currency the exporter's declaration was published in"),
    Field("exporter_valuation", TEXT, "Valuation of the exporter's declaration", terms=Valuation),
    Field("exporter_flow_ids", TEXT, "Ids of the flows the exporter's declaration adds up, separated by spaces"),
    Field("importer_source_id", TEXT, "Source of the importer's declaration"),
    Field("importer_value", NUMBER, "Imports as the importer declares them, in importer_currency"),
    Field("importer_currency", TEXT, "Currency the importer's declaration was published in"),
    Field("importer_valuation", TEXT, "Valuation of the importer's declaration", terms=Valuation),
    Field("importer_flow_ids", TEXT, "Ids of the flows the importer's declaration adds up, separated by spaces"),
    Field("exporter_value_usd", NUMBER, "exporter_value in US dollars, at `rate` where not published so", "USD"),
    Field("importer_value_usd", NUMBER, "importer_value in US dollars, at `rate` where not published so", "USD"),
    Field("gap_usd", NUMBER, "importer_value_usd less exporter_value_usd", "USD"),
    Field("ratio", NUMBER, "The importer's declaration over the exporter's"),
    Field("allowance_low", NUMBER, "Lowest ratio that valuation explains; null where no allowance fits"),
    Field("allowance_high", NUMBER, "Highest ratio that valuation explains; null where no allowance fits"),
    Field("revision_id", TEXT, "Official flow and the day its earlier value was replaced"),
    Field("change", TEXT, "What became of the earlier value", terms=Change),
    Field("replaced_by", NUMBER, "The value that took its place, in the same currency; null where none did"),
    Field("replaced_by_kg", NUMBER, "The net weight that took its place; null where none did", "kg"),
    Field("valid_from", DATE, "Day since which the earlier value is known to have stood; null where not known"),
    Field("valid_to", DATE, "Day it was replaced, from which on it no longer stands"),
    Field("from_revision", TEXT, "Older revision of the classification"),
    Field("from_code", TEXT, "Code of the goods in the older revision"),
    Field("to_revision", TEXT, "Newer revision of the classification"),
    Field("to_code", TEXT, "Code of the goods, or of some of them, in the newer revision"),
    Field("effective_from", DATE, "First day the newer code is in force"),
    Field("code_change", TEXT, "What became of the older code", terms=CodeChange),
    Field("caveat_id", TEXT, "Rule of data/reference/caveats.yaml"),
    Field("text_en", TEXT, "What a reader of such figures has to know, in English"),
    Field("text_fr", TEXT, "What a reader of such figures has to know, in French"),
    Field("text", TEXT, "A text of the data that readers see in words, exactly as it stands there"),
    Field("text_language", TEXT, "Language of the text; mul where it is the same in every one; null where not known"),
    Field("reader_language", TEXT, "Language the text is read in", terms=Language),
    Field("translation", TEXT, "The text in reader_language; null where nobody has translated it"),
)
FIELDS = {field.name: field for field in _ALL_FIELDS}

_ALL_TABLES = (
    Table(
        "statements",
        "a figure stated by a document",
        "statement_id document_id source_id speaker? measure nature reporter_iso3? exporter_iso3? importer_iso3? pair "
        "period_start? period_end? per value? low? high? bound decimals? unit base_period_start? base_period_end? "
        "share_of? scope? compared_with? classification? commodity_code? commodity_label? sector_id? as_stated "
        "language locator basis by_hand note?",
        key=("statement_id",),
    ),
    Table(
        "flows",
        "an official trade flow",
        "flow_id source_id reporter_iso3? exporter_iso3 importer_iso3 pair period_start period_end flow_code? "
        "freq_code classification commodity_code commodity_level sector_id? value? currency? value_usd? "
        "value_eur? valuation net_weight_kg? partner_share? partner_rank? status locator note?",
        key=("flow_id",),
    ),
    Table(
        "derived",
        "a value implied by stated figures, printed by nobody",
        "derived_id rule measure source_id reporter_iso3? exporter_iso3? importer_iso3? pair period_start "
        "period_end base_period_start? base_period_end? commodity_label? sector_id? value? low? high? unit formula "
        "inputs",
        key=("derived_id",),
    ),
    Table(
        "checks",
        "one comparison",
        "check_id rule source_id subject_ids subject_source_ids object_source_ids? reporter_iso3? exporter_iso3? "
        "importer_iso3? pair period_start? period_end? unit expected_low? expected_high? observed_low? "
        "observed_high? rate? distance? distance_unit? verdict reason_code reason",
        key=("check_id",),
    ),
    Table(
        "mirrors",
        "one direction, goods and calendar year that both countries declare; neither stands in for the other",
        "mirror_id exporter_iso3 importer_iso3 pair period_start period_end classification? commodity_code "
        "commodity_level sector_id? exporter_source_id exporter_value exporter_currency exporter_valuation "
        "exporter_flow_ids importer_source_id importer_value importer_currency importer_valuation importer_flow_ids "
        "rate? exporter_value_usd? importer_value_usd? gap_usd? ratio? allowance_low? allowance_high? verdict",
        key=("mirror_id",),
    ),
    Table(
        "documents",
        "a document that states figures, names companies or reports agreements",
        "document_id source_id title publisher speaker? published published_date? accessed language source_kind "
        "basis url? note?",
        key=("document_id",),
    ),
    Table(
        "sources",
        "a document or an official series",
        "source_id source_kind title publisher citation published accessed url? licence redistribution re_exports_en? "
        "re_exports_fr? revision_margin? note?",
        key=("source_id",),
    ),
    Table(
        "sectors",
        "a sector",
        "sector_id name_en name_fr carries_goods position",
        key=("sector_id",),
    ),
    Table(
        "countries",
        "a country",
        "iso3 comtrade_code name_en name_fr",
        key=("iso3",),
    ),
    Table(
        "commodities",
        "a commodity code with its name and sector",
        "classification commodity_code commodity_level sector_id? name_en name_fr",
        key=("classification", "commodity_code"),
    ),
    Table(
        "companies",
        "a company",
        "company_id name aliases? sector_id home_iso3 note?",
        key=("company_id",),
    ),
    Table(
        "mentions",
        "a company or sector named by a document, in one role",
        "mention_id document_id source_id company_id? sector_id role as_stated? project? partner? since? "
        "location? locator note?",
        key=("mention_id",),
    ),
    Table(
        "agreements",
        "an agreement as one document reports it",
        "agreement_id document_id source_id agreed title title_fr sector_id parties? amount? amount_unit? locator "
        "note?",
        key=("agreement_id",),
    ),
    Table(
        "exchange_rates",
        "the average rate of a year or month",
        "currency_from currency_to period_start period_end freq_code rate fixings source_id",
        key=("currency_from", "currency_to", "freq_code", "period_start"),
    ),
    Table(
        "code_changes",
        "two commodity codes of two revisions that share goods; growth is taken through renamed and merged ones only",
        "from_revision from_code to_revision to_code effective_from code_change note evidence",
        key=("from_revision", "from_code", "to_revision", "to_code"),
    ),
    Table(
        "corrections",
        "a judgement on official rows, applied in the build",
        "correction_id source_id action status matched reason evidence",
        key=("correction_id",),
    ),
    Table(
        "revisions",
        "an earlier value of an official flow, with its source",
        "revision_id flow_id change source_id reporter_iso3? exporter_iso3 importer_iso3 pair period_start "
        "period_end freq_code classification commodity_code value? currency? value_usd? value_eur? net_weight_kg? "
        "valid_from? valid_to replaced_by? replaced_by_kg? note?",
        key=("revision_id",),
    ),
    Table(
        "caveats",
        "the goods, by code or by sector, whose figures carry a caveat; a null narrows nothing",
        "caveat_id position commodity_code? sector_id? source_id? exporter_iso3? importer_iso3? text_en text_fr "
        "reason evidence",
        key=("caveat_id", "position"),
    ),
    Table(
        "translations",
        "a text of the data and a language it is read in",
        "text text_language? reader_language translation?",
        key=("text", "reader_language"),
    ),
)
TABLES = {table.name: table for table in _ALL_TABLES}


def dictionary() -> str:
    """The data dictionary as Markdown: the method, then one section a table with one row a column."""
    parts = [
        "# Data dictionary",
        "Generated by `python -m etl describe > data/README.md` from `etl/model/schema.py` and `etl/model/method.md`; "
        "edit there. Tables are built into `data/tables/` (not in git) from `statements/`, `official/` and "
        "`reference/`. `accessed` is the day figures were carried over into this project.",
        (Path(__file__).parent / "method.md").read_text(encoding="utf-8").strip(),
    ]
    return "\n\n".join([*parts, *(_section(table) for table in _ALL_TABLES)]) + "\n"


def _section(table: Table) -> str:
    lines = [
        f"## {table.name}",
        f"One row: {table.grain}. Key: {', '.join(f'`{k}`' for k in table.key)}.",
        "| column | type | null | unit or values | meaning |\n|---|---|---|---|---|",
    ]
    rows = [
        f"| `{f.name}` | {f.type} | {'yes' if f.name in table.nullable else ''} | {_values(f)} | {f.description} |"
        for f in table.fields
    ]
    return "\n\n".join(lines) + "\n" + "\n".join(rows)


def _values(field: Field) -> str:
    if not field.terms:
        return field.unit
    named = [term for term in field.terms if term not in OTHER_CURRENCIES.split()]
    return ", ".join(named) + (", or another ISO 4217 currency" if len(named) < len(field.terms) else "")
