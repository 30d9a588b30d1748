"""Official series as rows: codes, sectors, currencies and corrections on the synthetic world."""

from datetime import date

import pandas as pd
import pytest

from etl.model.errors import DataFileError, UnknownCodeError
from etl.model.paths import DataPaths
from etl.sources.reference import read_reference
from etl.sources.series import read_official
from etl.transform.exchange_rates import average_rates
from etl.transform.flows import Flows, official_flows, official_sources
from tests.world import ALP_EXPORTS_2022, BET_EXPORTS_2022_EUR, edit, replace


@pytest.fixture(scope="module")
def rates() -> pd.DataFrame:
    return average_rates()


def flows_of(paths: DataPaths, rates: pd.DataFrame) -> Flows:
    return official_flows(read_official(paths), read_reference(paths), rates)


def row(flows: pd.DataFrame, flow_id: str) -> pd.Series:
    found = flows[flows["flow_id"].eq(flow_id)]
    assert len(found) == 1, flow_id
    return found.iloc[0]


def test_a_row_says_whose_what_and_when(world: DataPaths, rates: pd.DataFrame) -> None:
    exports = row(flows_of(world, rates).flows, "alp-annual:ALP:ALP-BET:HS-TOTAL:2022")
    said = exports[["reporter_iso3", "exporter_iso3", "importer_iso3", "pair", "flow_code", "valuation", "currency"]]
    assert list(said) == ["ALP", "ALP", "BET", "ALP-BET", "X", "FOB", "USD"]
    assert (exports["period_start"], exports["period_end"]) == (date(2022, 1, 1), date(2022, 12, 31))
    assert exports["value"] == exports["value_usd"] == ALP_EXPORTS_2022
    assert exports["value_eur"] == pytest.approx(ALP_EXPORTS_2022 / 1.053049, rel=1e-6)
    assert exports["locator"] == "data/official/alp-annual.csv, line 4"
    assert exports["status"] == "final"


def test_imports_are_seen_from_the_reporter(world: DataPaths, rates: pd.DataFrame) -> None:
    imports = row(flows_of(world, rates).flows, "alp-annual:ALP:BET-ALP:HS-TOTAL:2022")
    assert (imports["flow_code"], imports["valuation"]) == ("M", "CIF")


def test_months_keep_their_own_rates(world: DataPaths, rates: pd.DataFrame) -> None:
    flows = flows_of(world, rates).flows
    months = flows[flows["source_id"].eq("bet-monthly")]
    assert len(months) == 12
    assert set(months["freq_code"]) == {"M"}
    assert months["value"].sum() == pytest.approx(BET_EXPORTS_2022_EUR, abs=0.005)
    january = row(flows, "bet-monthly:BET:BET-ALP:HS-TOTAL:2022-01")
    assert january["value_usd"] == pytest.approx(10_000.01 * 1.131448, rel=1e-6)


def test_goods_have_level_and_sector(world: DataPaths, rates: pd.DataFrame) -> None:
    flows = flows_of(world, rates).flows
    goods = flows.set_index(["commodity_code", "period_start"])[["commodity_level", "sector_id"]]
    year = date(2022, 1, 1)
    assert list(goods.loc[("27", year)]) == ["chapter", "energy"]
    assert list(goods.loc[("2709", year)]) == ["heading", "energy"]
    assert list(goods.loc[("8411", year)]) == ["heading", "aerospace"]
    assert flows.loc[flows["commodity_code"].eq("TOTAL"), "sector_id"].isna().all()


def test_a_confidential_cell_is_missing_not_zero(world: DataPaths, rates: pd.DataFrame) -> None:
    hidden = row(flows_of(world, rates).flows, "bet-products:BET:ALP-BET:HS-8802:2022")
    assert hidden["status"] == "confidential"
    assert hidden[["value", "currency", "value_usd", "value_eur", "net_weight_kg"]].isna().all()


def test_an_excluded_row_is_reported_with_its_reason(world: DataPaths, rates: pd.DataFrame) -> None:
    found = flows_of(world, rates)
    assert found.rejected == (
        ("data/official/bet-products.csv, line 2", "bet-2021-chapter-27: a thousand times too large"),
    )
    assert found.flows["value"].max() == ALP_EXPORTS_2022
    rule = found.corrections.iloc[0]
    assert (rule["correction_id"], rule["action"], rule["matched"]) == ("bet-2021-chapter-27", "exclude", 1)


def test_a_flagged_row_stays_and_is_doubtful(world: DataPaths, rates: pd.DataFrame) -> None:
    replace(world.reference / "corrections.yaml", "action: exclude", "action: flag")
    found = flows_of(world, rates)
    assert found.rejected == ()
    flagged = row(found.flows, "bet-products:BET:ALP-BET:HS-27:2021")
    assert (flagged["status"], flagged["note"], flagged["value"]) == (
        "doubtful",
        "a thousand times too large",
        99999999,
    )


def test_a_correction_that_meets_no_row_is_an_error(world: DataPaths, rates: pd.DataFrame) -> None:
    replace(world.reference / "corrections.yaml", "period: '2021'", "period: '2020'")
    with pytest.raises(DataFileError) as fault:
        flows_of(world, rates)
    assert str(fault.value) == (
        "reference/corrections.yaml: bet-2021-chapter-27 met no row: correct the match, or delete the rule"
    )


def test_reconciled_data_have_no_reporter_and_no_flow_code(world: DataPaths, rates: pd.DataFrame) -> None:
    replace(world.official / "alp-annual.yaml", "reporter_iso3: ALP, ", "")
    reconciled = row(flows_of(world, rates).flows, "alp-annual:none:ALP-BET:HS-TOTAL:2022")
    assert reconciled[["reporter_iso3", "flow_code"]].isna().all()
    assert reconciled["valuation"] == "not_stated"


@pytest.mark.parametrize(
    ("file", "old", "new", "error", "words"),
    [
        ("alp-annual.csv", "BET,ALP,2022", "BET,ZZZ,2022", UnknownCodeError, "line 5: unknown iso3 'ZZZ': add it to"),
        ("alp-annual.csv", "BET,ALP,2022", "BET,ALP,in 2022", DataFileError, "line 5: period 'in 2022' is not ISO"),
        ("alp-annual.csv", "BET,ALP,2022", "BET,,2022", DataFileError, "line 5: no importer_iso3: fill it in"),
        (
            "alp-annual.yaml",
            "reporter_iso3: ALP",
            "reporter_iso3: ZZZ",
            DataFileError,
            "line 2: reporter ZZZ is neither",
        ),
        ("bet-products.csv", "2022,8411", "2022,9911", UnknownCodeError, "line 5: HS 9911: no such chapter"),
        ("bet-products.csv", "confidential", "secret", DataFileError, "line 6: status 'secret': use one of final, "),
    ],
)
def test_faults_name_file_and_line(
    world: DataPaths, rates: pd.DataFrame, file: str, old: str, new: str, error: type[Exception], words: str
) -> None:
    replace(world.official / file, old, new)
    with pytest.raises(error) as fault:
        flows_of(world, rates)
    assert str(fault.value).startswith(f"data/official/{file.replace('.yaml', '.csv')}, {words}")


def test_sources_say_producer_citation_and_what_to_trust(world: DataPaths) -> None:
    annual, monthly, products = official_sources(read_official(world))
    assert (annual["source_kind"], annual["publisher"]) == (
        "statistics_office",
        "Synthetic Statistics Office of Alpland",
    )
    assert annual["note"] == "All numbers are invented."
    assert monthly["note"] == "Read from https://betaland.example/copy."
    assert products["note"] is None


def test_a_rank_is_a_whole_place_or_missing(world: DataPaths, rates: pd.DataFrame) -> None:
    path = world.official / "alp-annual.csv"
    replace(path, "importer_iso3,period,value", "importer_iso3,period,value,partner_rank")
    edit(path, lambda text: text.replace(".10\n", ".10,3\n").replace(".05\n", ".05,\n"))
    edit(path, lambda text: text.replace(".25\n", ".25,12\n").replace(".50\n", ".50,1\n"))
    flows = flows_of(world, rates).flows
    ranks = flows[flows["source_id"].eq("alp-annual")]["partner_rank"]
    assert [None if pd.isna(rank) else int(rank) for rank in ranks] == [3, None, 12, 1]
    replace(path, ".25,12", ".25,0")
    with pytest.raises(DataFileError, match=r"alp-annual\.csv, line 4: partner_rank '0' is not a place from 1 up"):
        flows_of(world, rates)
