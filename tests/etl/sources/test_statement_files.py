"""The kept documents: all of them read, every figure readable, every code known."""

import csv
from collections import Counter
from datetime import date
from functools import cache

import pytest

from etl.model.codes import Bound, Measure, Role, ShareOf, SourceKind
from etl.model.paths import data_paths
from etl.model.period import Period, parse_iso
from etl.phrases.languages import READ_LANGUAGES
from etl.phrases.reader import Reading, read_period, read_phrase
from etl.sources.statements import Document, FigureEntry, read_documents
from etl.transform.statements import published_date

SEED = "2023-11-01-astana-visit"
VISIT = date(2023, 11, 1)
DECADE = Period(date(2013, 1, 1), date(2022, 12, 31))
EIGHT_MONTHS = Period(date(2023, 1, 1), date(2023, 8, 31))
LAST_YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


@cache
def documents() -> dict[str, Document]:
    return {document.document_id: document for document in read_documents(data_paths())}


def figure(document_id: str, figure_id: str) -> tuple[Document, FigureEntry]:
    document = documents()[document_id]
    return document, next(f for f in document.figures if f.id == figure_id)


def read(document: Document, found: FigureEntry) -> Reading:
    return read_phrase(found.as_stated, document.language, published_date(document))


def reference(name: str, column: str) -> set[str]:
    with (data_paths().reference / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


# Everything but the seed was gathered from public pages: 163 figures on trade, 5 shares found with the product facts
# and one more on crude oil, 49 rows on companies (one names two of them and one lists seven) and 53 agreements.
@pytest.mark.parametrize(
    ("part", "gathered", "seed"),
    [("figures", 163 + 5 + 1, 8), ("companies", 49 + 1 + 6, 4), ("agreements", 53, 6), ("sectors", 0, 8 + 7 + 6)],
)
def test_nothing_gathered_is_lost(part: str, gathered: int, seed: int) -> None:
    counts = Counter({name: len(getattr(document, part)) for name, document in documents().items()})
    assert counts[SEED] == seed
    assert counts.total() - seed == gathered


def test_each_address_has_one_document() -> None:
    addresses = [document.url for document in documents().values() if document.document_id != SEED]
    assert len(addresses) == 101 + 4
    assert None not in addresses
    assert len(set(addresses)) == len(addresses)


def test_kind_of_source_follows_the_basis() -> None:
    press = {name for name, document in documents().items() if document.source_kind is SourceKind.PRESS}
    unsourced = {name for name, document in documents().items() if document.basis == "press_unsourced"}
    assert press == unsourced
    assert 0 < len(press) < len(documents())


@pytest.mark.parametrize(
    ("figure_id", "as_stated", "measure", "value", "low", "high", "bound", "unit", "period"),
    [
        ("trade-2022", "4 milliards de dollars", "trade_value", 4e9, 3.5e9, 4.5e9, "rounded", "USD", LAST_YEAR),
        ("growth-2022", "30%", "growth", 30, 29.5, 30.5, "rounded", "percent", LAST_YEAR),
        (
            "trade-2023-jan-aug",
            "2,7 milliards de dollars",
            "trade_value",
            2.7e9,
            2.65e9,
            2.75e9,
            "rounded",
            "USD",
            EIGHT_MONTHS,
        ),
        ("growth-2023-jan-aug", "21%", "growth", 21, 20.5, 21.5, "rounded", "percent", EIGHT_MONTHS),
        (
            "trade-decade",
            "2,5 milliards et 6,5 milliards de dollars",
            "trade_value",
            None,
            2.5e9,
            6.5e9,
            "range",
            "USD",
            DECADE,
        ),
        ("export-share-decade", "80 à 90%", "share", None, 80, 90, "range", "percent", DECADE),
        ("companies", "plus de 170", "count", 170, 170, None, "at_least", None, Period(VISIT, VISIT)),
        ("wind-capacity", "1,2 GW", "capacity", 1200, 1150, 1250, "rounded", "MW", None),
    ],
)
def test_the_article_states_its_eight_figures(
    figure_id: str,
    as_stated: str,
    measure: str,
    value: float | None,
    low: float,
    high: float | None,
    bound: str,
    unit: str | None,
    period: Period | None,
) -> None:
    document, found = figure(SEED, figure_id)
    reading = read(document, found)
    assert (found.as_stated, found.measure, document.published) == (as_stated, measure, "2023-11-01")
    assert (reading.value, reading.low, reading.high) == (value, low, high)
    assert reading.bound == bound
    assert reading.unit in (unit, "companies" if measure == "count" else unit)
    assert period_of(document, found) == period


def period_of(document: Document, found: FigureEntry) -> Period | None:
    if found.period_as_stated:
        return read_period(found.period_as_stated, document.language, published_date(document))
    return parse_iso(found.period) if found.period else None


def test_the_article_states_the_decade_for_each_year() -> None:
    _, trade = figure(SEED, "trade-decade")
    _, share = figure(SEED, "export-share-decade")
    assert trade.per == share.per == "year"
    assert (share.exporter, share.importer, share.share_of) == ("KAZ", "FRA", ShareOf.PAIR_TRADE)
    assert {f.id for f in documents()[SEED].figures if f.per == "year"} == {trade.id, share.id}


def test_the_article_names_sectors_companies_and_agreements() -> None:
    seed = documents()[SEED]
    assert [m.sector for m in seed.sectors if m.role is Role.EXISTING] == [
        "energy",
        "nuclear",
        "mining-metals",
        "chemicals",
        "engineering",
        "construction",
        "aerospace",
        "pharmaceuticals",
    ]
    assert [m.as_stated for m in seed.sectors if m.role is Role.PRIORITY] == [
        "énergie verte",
        "logistique",
        "transit",
        "agriculture",
        "santé",
        "numérisation",
        "éducation",
    ]
    assert [m.company for m in seed.companies] == ["alstom", "totalenergies", "orano", "vicat"]
    assert [(a.amount, a.amount_unit) for a in seed.agreements if a.amount] == [(1200, "MW")]


def test_every_phrase_is_readable_or_given_by_hand() -> None:
    unread = []
    for document in documents().values():
        for found in document.figures:
            if found.explicit:
                continue
            reading = read(document, found)
            if reading.value is None and (reading.low is None or reading.high is None):
                unread.append((document.document_id, found.id, found.as_stated))
    assert unread == []


def test_phrases_in_languages_the_parser_does_not_read_are_given_by_hand() -> None:
    foreign = [
        (document.document_id, found)
        for document in documents().values()
        if document.language not in READ_LANGUAGES
        for found in document.figures
    ]
    assert len(foreign) == 12
    assert all(found.explicit for _, found in foreign)


@pytest.mark.parametrize(
    ("document_id", "figure_id", "value", "bound", "unit"),
    [
        ("2024-11-05-silk-way-tv-36-documents", "trade-2024-jan-sep", 4.2e9, Bound.ROUNDED, "USD"),
        ("2024-10-21-liter-horse-meat", "growth-kaz-to-fra-agri-food-2024-jan-aug", 500, Bound.ABOUT, "percent"),
        ("2023-10-economie-matin-macron-visit", "share-uranium", 50, Bound.ABOUT, "percent"),
        ("2023-11-13-economie-matin-strategic-partner", "fra-to-kaz-2021", 460e6, Bound.ROUNDED, "EUR"),
        ("2023-mwm-french-firms", "growth-2022", 35.3, Bound.ROUNDED, "percent"),
        ("2019-07-31-agenzia-nova-tokayev", "investment-stock", 15e9, Bound.AT_LEAST, "USD"),
    ],
)
def test_values_given_by_hand(document_id: str, figure_id: str, value: float, bound: Bound, unit: str) -> None:
    _, found = figure(document_id, figure_id)
    assert found.explicit is not None
    given = found.explicit
    assert (given.value, given.bound, given.unit) == (value, bound, unit)
    assert given.low is not None
    assert given.low <= value <= (given.high or value)


@pytest.mark.parametrize(
    ("document_id", "figure_id", "value", "unit"),
    [
        ("2012-11-regnum-nazarbayev-visit", "trade-2011", 6.1e9, "USD"),
        ("2016-07-novoye-pokoleniye-ambassador", "kaz-to-fra-2015", 3e9, "EUR"),
        ("2022-11-30-kazinform-partnership", "fra-to-kaz-2021", 664.8e6, "USD"),
        ("undated-dg-tresor-bilateral-trade", "fra-to-kaz-2018", 345.7e6, "EUR"),
        ("undated-dg-tresor-bilateral-trade", "growth-2020", -39.6, "percent"),
        ("undated-french-foreign-ministry-2021-page", "balance-2020", -983e6, "EUR"),
        ("2023-10-31-qazaqstan-tv-eve-of-visit", "growth-2023-jan-aug", 21, "percent"),
        ("2024-11-nur-news-state-visit", "investment-stock", 19e9, "USD"),
    ],
)
def test_printed_phrases_read_to_their_value(document_id: str, figure_id: str, value: float, unit: str) -> None:
    reading = read(*figure(document_id, figure_id))
    assert reading.value == pytest.approx(value, rel=1e-12)
    assert reading.unit == unit


def test_falls_printed_without_a_minus_are_marked() -> None:
    falls = {(d.document_id, f.id): f for d in documents().values() for f in d.figures if f.fall}
    assert set(falls) == {
        ("undated-dg-tresor-trade-2017", "growth-fra-to-kaz-2017"),
        ("undated-dg-tresor-trade-2017", "growth-fra-to-kaz-transport-equipment-2017"),
        ("undated-dg-tresor-bilateral-trade", "growth-2018"),
        ("undated-dg-tresor-bilateral-trade", "growth-kaz-to-fra-2018"),
    }
    assert not any(f.as_stated.startswith(("-", "−")) for f in falls.values())


def test_the_five_year_sum_is_no_annual_figure() -> None:
    _, found = figure("2018-oana-strategic-partnership", "trade-five-years")
    assert found.period is None
    assert found.period_as_stated is None
    assert "not an annual figure" in (found.note or "")


def test_the_upper_limit_reads_as_one() -> None:
    reading = read(*figure("undated-dg-tresor-bilateral-trade", "kaz-to-fra-2018"))
    assert (reading.bound, reading.low, reading.high) == (Bound.AT_MOST, None, 3e9)


def test_contradictions_are_kept() -> None:
    growths = {
        (document.document_id, found.as_stated)
        for document in documents().values()
        for found in document.figures
        if found.measure is Measure.GROWTH and found.period == "2022" and not found.commodity
    }
    assert {phrase for _, phrase in growths} == {"30.4 percent", "30%", "35,3%", "30 %"}


def test_every_sector_and_company_is_known() -> None:
    sectors, companies = reference("sectors", "sector_id"), reference("companies", "company_id")
    used = Counter[str]()
    named = Counter[str]()
    for document in documents().values():
        used.update(f.sector for f in document.figures if f.sector)
        used.update(m.sector for m in document.sectors)
        used.update(m.sector for m in document.companies if m.sector)
        used.update(a.sector for a in document.agreements)
        named.update(m.company for m in document.companies)
    assert set(used) == sectors
    assert set(named) == companies


def test_companies_have_a_known_sector_and_home() -> None:
    assert reference("companies", "sector_id") <= reference("sectors", "sector_id")
    assert reference("companies", "home_iso3") == {"FRA", "DEU"}
    aliases = [a for cell in reference("companies", "aliases") for a in cell.split("; ") if a]
    assert len(aliases) == len(set(aliases))
    assert {"Total", "Areva", "Cogema", "Eurocopter", "GDF Suez"} <= set(aliases)


def test_sixteen_sectors_in_their_order() -> None:
    with (data_paths().reference / "sectors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["sector_id"] for row in rows] == [
        "energy",
        "nuclear",
        "green-energy",
        "mining-metals",
        "chemicals",
        "pharmaceuticals",
        "health",
        "engineering",
        "construction",
        "aerospace",
        "transport",
        "agriculture",
        "digital",
        "education",
        "consumer-goods",
        "other",
    ]
    assert [row["position"] for row in rows] == [str(number) for number in range(1, 17)]
    carries = {row["sector_id"] for row in rows if row["carries_goods"] == "true"}
    assert carries == reference("hs_chapters", "sector_id") | reference("hs_headings", "sector_id")
    assert max(len(row[name]) for row in rows for name in ("name_en", "name_fr")) <= 24


def test_files_are_kept_in_the_order_of_the_model() -> None:
    for path in sorted(data_paths().statements.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        keys = [line.partition(":")[0] for line in text.splitlines() if line and line[0].isalpha()]
        assert keys == sorted(keys, key=list(Document.model_fields).index), path.name
        assert ": null" not in text, path.name
