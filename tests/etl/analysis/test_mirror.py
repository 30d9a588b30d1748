"""Both countries' declarations side by side: whole years, one source a side, published sums converted once."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from etl.analysis.mirror import mirror_rows
from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.model.period import month_end
from etl.sources.judgements import Allowance
from etl.sources.reference import read_reference
from tests.world import ALP_IMPORTS_2022, BET_EXPORTS_2022_EUR, Built, edit, replace

ALLOWANCE = Allowance.model_validate(
    {
        "id": "fob-to-cif",
        "exporter_valuation": "FOB",
        "importer_valuation": "CIF",
        "low": 1.0,
        "high": 1.1,
        "reason": "freight",
        "evidence": "a convention",
    }
)
SOURCES = pd.DataFrame(
    {
        "source_id": ["alp-office", "alp-customs", "bet-customs", "bet-energy"],
        "source_kind": ["statistics_office", "customs", "customs", "energy_statistics"],
    }
)
RATES = pd.DataFrame(
    {
        "freq_code": "M",
        "currency_to": "USD",
        "period_start": [date(2022, month, 1) for month in range(1, 13)],
        "period_end": [month_end(2022, month) for month in range(1, 13)],
        "rate": 1.25,
        "fixings": 20,
    }
)
# What differs from a year of all goods that Alpland exports, as its own office declares it: synthetic.
COMMON = {
    "source_id": "alp-office",
    "reporter_iso3": "ALP",
    "exporter_iso3": "ALP",
    "importer_iso3": "BET",
    "pair": "ALP-BET",
    "flow_code": "X",
    "freq_code": "A",
    "classification": "HS",
    "commodity_code": "TOTAL",
    "commodity_level": "total",
    "sector_id": None,
    "value": 100.0,
    "currency": "USD",
    "valuation": "FOB",
    "status": "final",
}
THEIRS = {"source_id": "bet-customs", "reporter_iso3": "BET", "flow_code": "M", "valuation": "CIF"}


def flow(period: str = "2022", **changes: Any) -> dict[str, Any]:
    year, _, month = period.partition("-")
    start = date(int(year), int(month or 1), 1)
    end = month_end(int(year), int(month or 12))
    row = COMMON | {"period_start": start, "period_end": end, "freq_code": "M" if month else "A"} | changes
    goods = f"{row['classification']}-{row['commodity_code']}"
    return row | {"flow_id": f"{row['source_id']}:{row['flow_code']}:{goods}:{period}"}


def months(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [flow(f"2022-{month:02d}", **changes) for month in range(1, count + 1)]


def mirrored(*rows: dict[str, Any], allowances: tuple[Allowance, ...] = (ALLOWANCE,)) -> list[dict[str, Any]]:
    found = mirror_rows(pd.DataFrame(rows), SOURCES, RATES, allowances)
    return [{str(name): value for name, value in row.items()} for row in found.to_dict("records")]


def test_both_sides_stand_side_by_side() -> None:
    (row,) = mirrored(flow(), flow(**THEIRS, value=105.0))
    assert row["mirror_id"] == "ALP-BET:TOTAL:2022"
    assert (row["exporter_value"], row["importer_value"]) == (100.0, 105.0)
    assert (row["exporter_valuation"], row["importer_valuation"]) == ("FOB", "CIF")
    assert (row["gap_usd"], row["ratio"], row["verdict"]) == (5.0, 1.05, "agrees")
    assert pd.isna(row["rate"])


def test_months_are_added_as_published_and_converted_once() -> None:
    (row,) = mirrored(flow(), *months(12, **THEIRS, value=10.0, currency="EUR"))
    assert (row["importer_value"], row["importer_currency"], row["rate"]) == (120.0, "EUR", 1.25)
    assert row["importer_value_usd"] == 150.0
    assert (row["ratio"], row["verdict"]) == (1.5, "disagrees")
    assert len(row["importer_flow_ids"].split()) == 12


def test_eleven_months_are_not_a_year() -> None:
    assert mirrored(flow(), *months(11, **THEIRS)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"status": "doubtful"},
        {"status": "confidential"},
        {"value": None},
        {"reporter_iso3": None},
        {"classification": "SITC"},
        {"source_id": "bet-energy"},
    ],
)
def test_what_is_no_declaration_does_not_count(change: dict[str, Any]) -> None:
    assert mirrored(flow(), flow(**(THEIRS | change))) == []


def test_a_month_that_does_not_count_leaves_no_year() -> None:
    *rest, last = months(12, **THEIRS)
    assert mirrored(flow(), *rest, last | {"status": "confidential"}) == []


def test_a_side_alone_is_not_mirrored() -> None:
    assert mirrored(flow(), flow(exporter_iso3="BET", importer_iso3="ALP", flow_code="M", valuation="CIF")) == []


def test_two_sources_of_one_country_are_not_added() -> None:
    copies = flow(source_id="alp-customs", value=70.0)
    for rows in ((flow(), copies), (copies, flow())):
        (row,) = mirrored(*rows, flow(**THEIRS))
        assert (row["exporter_source_id"], row["exporter_value"]) == ("alp-office", 100.0)


def test_the_source_with_the_whole_year_is_taken() -> None:
    (row,) = mirrored(*months(9), flow(source_id="alp-customs", value=70.0), flow(**THEIRS))
    assert (row["exporter_source_id"], row["exporter_value"]) == ("alp-customs", 70.0)


def test_a_chapter_is_matched_over_revisions_and_a_heading_is_not() -> None:
    chapter = {"commodity_code": "27", "commodity_level": "chapter", "sector_id": "energy"}
    (row,) = mirrored(flow(**chapter, classification="H1"), flow(**THEIRS, **chapter, classification="H2"))
    assert (row["classification"], row["sector_id"]) == (None, "energy")
    heading = {"commodity_code": "2709", "commodity_level": "heading"}
    assert mirrored(flow(**heading, classification="H1"), flow(**THEIRS, **heading, classification="H2")) == []
    (row,) = mirrored(flow(**heading, classification="H2"), flow(**THEIRS, **heading, classification="H2"))
    assert row["classification"] == "H2"


def test_without_a_rate_nothing_is_told() -> None:
    (row,) = mirrored(flow("1998"), flow("1998", **THEIRS, currency="EUR"))
    assert pd.isna([row[name] for name in ("rate", "importer_value_usd", "gap_usd", "ratio")]).all()
    assert (row["exporter_value_usd"], row["importer_value"], row["verdict"]) == (100.0, 100.0, "cannot_tell")


def test_one_currency_needs_no_rate_for_its_ratio() -> None:
    (row,) = mirrored(flow("1998", currency="EUR"), flow("1998", **THEIRS, value=104.0, currency="EUR"))
    assert pd.isna([row["rate"], row["gap_usd"]]).all()
    assert (row["ratio"], row["verdict"]) == (1.04, "agrees")


def test_valuations_without_an_allowance_are_not_judged() -> None:
    (row,) = mirrored(flow(), flow(**(THEIRS | {"valuation": "FOB"})))
    assert (row["ratio"], row["verdict"]) == (1.0, "cannot_tell")
    assert pd.isna(row["allowance_high"])
    (row,) = mirrored(flow(value=0.0), flow(**THEIRS))
    assert (pd.isna(row["ratio"]), row["verdict"]) == (True, "cannot_tell")


@pytest.mark.parametrize(
    ("value", "verdict"), [(99.9, "disagrees"), (100.0, "agrees"), (110.0, "agrees"), (110.1, "disagrees")]
)
def test_the_ends_of_the_allowance_belong_to_it(value: float, verdict: str) -> None:
    (row,) = mirrored(flow(), flow(**THEIRS, value=value))
    assert row["verdict"] == verdict


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "high: 1.10",
            "high: 0.90",
            "allowances.yaml, line 2: allowances.fob-to-cif: low 1.0 is above high 0.9: swap them",
        ),
        ("high: 1.10", "high: a tenth", "allowances.fob-to-cif.high: "),
        ("low: 1.00", "low: 0", "allowances.fob-to-cif.low: "),
        ("    evidence: a convention of Alpland\n", "", "allowances.fob-to-cif.evidence: Field required"),
        ("importer_valuation: CIF", "importer_valuation: CFR", "allowances.fob-to-cif.importer_valuation: "),
    ],
)
def test_faults_of_an_allowance_name_file_and_field(world: DataPaths, old: str, new: str, words: str) -> None:
    replace(world.reference / "allowances.yaml", old, new)
    with pytest.raises(DataFileError) as fault:
        read_reference(world)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_two_allowances_for_the_same_valuations_are_refused(world: DataPaths) -> None:
    edit(world.reference / "allowances.yaml", lambda text: text + text.partition("\n")[2].replace("fob-to-cif", "b"))
    with pytest.raises(DataFileError, match="two allowances for the same valuations: keep one"):
        read_reference(world)


def mirrors(real: Built, exporter: str, code: str) -> dict[int, Any]:
    frame = real.tables["mirrors"]
    rows = frame[frame["exporter_iso3"].eq(exporter) & frame["commodity_code"].eq(code)]
    return {row.period_start.year: row for row in rows.itertuples()}


def test_french_exports_in_kazakh_imports(real: Built) -> None:
    rows = mirrors(real, "FRA", "TOTAL")
    ratios = {year: f"{row.ratio:.4f}" for year, row in rows.items()}
    assert ratios == {2019: "1.4632", 2020: "1.3981", 2021: "1.2058", 2022: "1.0137", 2023: "1.0908"}
    assert [row.verdict for row in rows.values()] == ["disagrees"] * 3 + ["agrees"] * 2
    assert (rows[2022].exporter_value, rows[2022].exporter_currency) == (858_610_052, "EUR")
    assert rows[2022].exporter_value_usd == pytest.approx(858_610_052 * 1.053049, rel=1e-6)
    assert round(rows[2022].importer_value_usd, 2) == 916_545_538.18


def test_kazakh_exports_in_french_imports(real: Built) -> None:
    rows = mirrors(real, "KAZ", "TOTAL")
    assert {year: f"{row.ratio:.4f}" for year, row in rows.items()} == {2020: "0.9588", 2021: "1.0057"}
    assert {row.exporter_source_id for row in rows.values()} == {"kaz-stat-annual"}
    assert {row.importer_currency for row in rows.values()} == {"EUR"}


def test_fuels_of_both_reporters(real: Built) -> None:
    rows = mirrors(real, "KAZ", "27")
    assert list(rows) == [1995, 1998, *range(2003, 2018)]
    assert [round(rows[2010].importer_value / 1e6, 2), round(rows[2010].exporter_value / 1e6, 2)] == [3875.38, 4138.55]
    assert all(rows[year].gap_usd > 0 for year in range(2011, 2018))
    assert {row.sector_id for row in rows.values()} == {"energy"}


def test_every_side_rests_on_flows_of_its_own_reporter(real: Built) -> None:
    flows = real.tables["flows"].set_index("flow_id")
    for row in real.tables["mirrors"].itertuples():
        for side in ("exporter", "importer"):
            rows = flows.loc[str(getattr(row, f"{side}_flow_ids")).split()]
            assert set(rows["reporter_iso3"]) == {getattr(row, f"{side}_iso3")}
            assert set(rows["source_id"]) == {getattr(row, f"{side}_source_id")}
            assert rows["value"].sum() == pytest.approx(getattr(row, f"{side}_value"))


def test_the_world_has_one_year_that_both_declare(built_world: Built) -> None:
    (row,) = built_world.tables["mirrors"].itertuples()
    assert row.mirror_id == "BET-ALP:TOTAL:2022"
    assert (round(row.exporter_value, 2), row.exporter_currency) == (BET_EXPORTS_2022_EUR, "EUR")
    assert (row.importer_value, row.importer_currency) == (ALP_IMPORTS_2022, "USD")
    assert row.exporter_value_usd == row.exporter_value * row.rate
