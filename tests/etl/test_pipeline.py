"""The whole build on the synthetic world: totals to the cent, the same bytes twice, and all or nothing."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.model.errors import TradeError
from etl.model.paths import DataPaths
from etl.model.schema import TABLES
from etl.pipeline import build, outdated
from etl.publish.parquet import PACKAGE
from tests.world import (
    ALP_EXPORTS_2021,
    ALP_EXPORTS_2022,
    ALP_IMPORTS_2021,
    ALP_IMPORTS_2022,
    BET_EXPORTS_2022_EUR,
    PAGE,
    SPEECH,
    Built,
    edit,
    replace,
    write_world,
)

CENT = 0.005


def contents(paths: DataPaths) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(paths.tables.iterdir())}


def test_rows_per_table(built_world: Built) -> None:
    assert built_world.summary.rows == {
        "statements": 7,
        "flows": 4 + 12 + 4,
        "derived": 3,
        "checks": 6,
        "mirrors": 1,
        "documents": 2,
        "sources": 2 + 3 + 1,
        "sectors": 4,
        "countries": 2,
        "commodities": 3 + 3,
        "companies": 1,
        "mentions": 3,
        "agreements": 1,
        "exchange_rates": len(built_world.tables["exchange_rates"]),
        "code_changes": 0,
        "corrections": 1,
        "revisions": 0,
        "caveats": 3,
        "translations": len(built_world.tables["translations"]),
    }
    assert built_world.summary.rows == {name: len(frame) for name, frame in built_world.tables.items()}
    assert built_world.summary.seconds > 0


def test_totals_to_the_cent(built_world: Built) -> None:
    flows = built_world.tables["flows"]
    flows = flows[flows["commodity_code"].eq("TOTAL")]
    totals = flows.groupby(["source_id", "exporter_iso3", flows["period_start"].map(lambda d: d.year)])["value"].sum()
    assert totals.to_dict() == {
        ("alp-annual", "ALP", 2021): pytest.approx(ALP_EXPORTS_2021, abs=CENT),
        ("alp-annual", "ALP", 2022): pytest.approx(ALP_EXPORTS_2022, abs=CENT),
        ("alp-annual", "BET", 2021): pytest.approx(ALP_IMPORTS_2021, abs=CENT),
        ("alp-annual", "BET", 2022): pytest.approx(ALP_IMPORTS_2022, abs=CENT),
        ("bet-monthly", "BET", 2022): pytest.approx(BET_EXPORTS_2022_EUR, abs=CENT),
    }


def test_rejected_rows_have_place_and_reason(built_world: Built) -> None:
    assert built_world.summary.rejected == (
        ("data/official/bet-products.csv, line 2", "bet-2021-chapter-27: a thousand times too large"),
    )


def test_statements_are_normalized(built_world: Built) -> None:
    rows = built_world.tables["statements"].set_index("statement_id")
    trade = rows.loc[f"{SPEECH}.trade-2022"]
    assert list(trade[["value", "low", "high", "unit", "bound", "decimals"]]) == [
        1.65e6,
        1.645e6,
        1.655e6,
        "USD",
        "rounded",
        2,
    ]
    assert (trade["period_start"], trade["period_end"]) == (date(2022, 1, 1), date(2022, 12, 31))
    assert (trade["speaker"], trade["as_stated"], trade["pair"]) == ("A. Speaker", "1.65 million dollars", "ALP-BET")
    growth = rows.loc[f"{SPEECH}.growth-2022"]
    assert (growth["base_period_start"], growth["base_period_end"]) == (date(2021, 1, 1), date(2021, 12, 31))
    count = rows.loc[f"{SPEECH}.companies"]
    assert (count["value"], count["low"], count["unit"], count["bound"]) == (12, 12, "companies", "at_least")
    assert pd.isna(count["high"])
    by_hand = rows.loc[f"{PAGE}.imports-decade"]
    assert by_hand["by_hand"]
    assert list(by_hand[["value", "low", "high", "unit", "per"]]) == [25, 20, 30, "percent", "year"]
    assert (by_hand["commodity_code"], by_hand["sector_id"]) == ("2709", "energy")


def test_derived_values_have_formula_and_inputs(built_world: Built) -> None:
    base, rest, share = built_world.tables["derived"].to_dict("records")
    assert base["value"] == pytest.approx(1.5e6)
    assert (base["low"], base["high"]) == (pytest.approx(1.645e6 / 1.105), pytest.approx(1.655e6 / 1.095))
    assert base["inputs"] == f"{SPEECH}.trade-2022 {SPEECH}.growth-2022"
    assert share["value"] == pytest.approx(1.155e6)
    assert (share["low"], share["high"]) == (pytest.approx(1_143_275.0), pytest.approx(1_166_775.0))
    assert share["formula"] == "[1645000, 1655000] × [69.5, 70.5] / 100"
    assert (share["exporter_iso3"], share["importer_iso3"]) == ("ALP", "BET")
    assert (rest["rule"], rest["inputs"]) == ("other_direction", f"{SPEECH}.trade-2022 {share['derived_id']}")
    assert (rest["value"], rest["low"], rest["high"]) == tuple(map(pytest.approx, (495_000, 478_225, 511_725)))
    assert (rest["exporter_iso3"], rest["importer_iso3"], rest["source_id"]) == ("BET", "ALP", SPEECH)


def test_mentions_and_agreements(built_world: Built) -> None:
    mentions = built_world.tables["mentions"]
    assert list(mentions["mention_id"]) == [f"{SPEECH}.001", f"{SPEECH}.002", f"{SPEECH}.003"]
    assert list(mentions["sector_id"]) == ["energy", "education", "energy"]
    assert mentions.loc[2, "company_id"] == "windy"
    (agreement,) = built_world.tables["agreements"].to_dict("records")
    assert (agreement["agreement_id"], agreement["parties"]) == (f"{SPEECH}.school-2023", "Alpland; Betaland")


def test_every_row_has_a_known_source(built_world: Built) -> None:
    known = set(built_world.tables["sources"]["source_id"])
    for name, frame in built_world.tables.items():
        if "source_id" in frame:
            assert set(frame["source_id"].dropna()) <= known, name


def test_sectors_say_whether_they_carry_goods(built_world: Built) -> None:
    sectors = built_world.tables["sectors"].set_index("sector_id")["carries_goods"].to_dict()
    assert sectors == {"energy": True, "machines": True, "aerospace": True, "education": False}


def test_two_builds_give_the_same_bytes(built_world: Built, tmp_path: Path) -> None:
    paths = write_world(tmp_path / "data")
    build(paths)
    first = contents(paths)
    paths.tables.unlink()
    build(paths)
    assert contents(paths) == first == contents(built_world.paths)
    assert set(first) == {f"{name}.parquet" for name in TABLES} | {PACKAGE}


def test_progress_runs_from_nothing_to_all(world: DataPaths) -> None:
    heard: list[tuple[str, float]] = []
    build(world, lambda step, share: heard.append((step, share)))
    shares = [share for _, share in heard]
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert shares == sorted(shares)
    assert all(step for step, _ in heard)


def test_tables_are_outdated_until_built_and_after_a_change(world: DataPaths) -> None:
    assert outdated(world)
    build(world)
    assert not outdated(world)
    replace(world.statements / f"{PAGE}.yaml", "locator: line 1", "locator: line 9")
    assert outdated(world)
    build(world)
    assert not outdated(world)
    edit(world.official / "alp-annual.yaml", lambda text: text.replace("'2023'", "'2024'"))
    assert outdated(world)


def test_a_document_without_agreements_builds(world: DataPaths) -> None:
    edit(world.statements / f"{SPEECH}.yaml", lambda text: text[: text.index("agreements:")])
    assert build(world).rows["agreements"] == 0


def _drop_sidecar(paths: DataPaths) -> None:
    (paths.official / "bet-monthly.yaml").unlink()


def _changed(file: str, old: str, new: str) -> Callable[[DataPaths], None]:
    return lambda paths: replace(paths.root / file, old, new)


SPEECH_FILE, PAGE_FILE = f"statements/{SPEECH}.yaml", f"statements/{PAGE}.yaml"
ANNUAL = "official/alp-annual.csv"
GROUPING = (
    "groupings:\n- {id: jets, commodity_label: jets, reporter_iso3: ALP, "
    "codes: ['8802', '8411'], reason: r, evidence: e}"
)
FAILURES = {
    "malformed YAML": (
        _changed(SPEECH_FILE, "language: en", "language: [en"),
        (f"data/{SPEECH_FILE}, line ", "correct the YAML there"),
    ),
    "unknown sector in a document": (
        _changed(SPEECH_FILE, "sector: education\n    parties", "sector: magic\n    parties"),
        (
            f"{SPEECH_FILE}, line 44, agreement school-2023: unknown sector_id 'magic'",
            "add it to data/reference/sectors.csv",
        ),
    ),
    "unknown company in a document": (
        _changed(SPEECH_FILE, "company: windy", "company: acme"),
        (f"{SPEECH_FILE}, line 42: unknown company_id 'acme'", "add it to data/reference/companies.csv"),
    ),
    "unknown sector in a list": (
        _changed("reference/companies.csv", ",energy,", ",wind,"),
        ("companies.csv: unknown sector_id 'wind'", "add it to data/reference/sectors.csv"),
    ),
    "unreadable phrase": (
        _changed(SPEECH_FILE, "1.65 million dollars", "1.65 million"),
        (f"{SPEECH_FILE}, line 12, figure trade-2022: ", "1.65 million", "currency"),
    ),
    "unreadable period": (
        _changed(SPEECH_FILE, "period_as_stated: last year", "period_as_stated: in due course"),
        (f"{SPEECH_FILE}, line 12, figure trade-2022: ", "in due course"),
    ),
    "phrase of another measure": (
        _changed(SPEECH_FILE, "1.65 million dollars", "1.65 percent"),
        (
            f"{SPEECH_FILE}, line 12, figure trade-2022: '1.65 percent' reads as percent",
            "correct the measure or the phrase",
        ),
    ),
    "duplicate figure id": (
        _changed(SPEECH_FILE, "id: growth-2022", "id: trade-2022"),
        (f"data/{SPEECH_FILE}", "duplicate figure id trade-2022", "make each unique"),
    ),
    "duplicate official row": (
        _changed(ANNUAL, "ALP,BET,2022", "ALP,BET,2021"),
        (f"data/{ANNUAL}, line 4: the same flow as data/{ANNUAL}, line 2", "keep one of the two rows"),
    ),
    "missing sidecar": (_drop_sidecar, ("data/official/bet-monthly.csv has no sidecar", "add bet-monthly.yaml")),
    "truncated CSV line": (
        _changed(ANNUAL, "BET,ALP,2022,450000.50", "BET,ALP,2022"),
        (f"data/{ANNUAL}, line 5: 3 fields where the header has 4", "restore the line"),
    ),
    "dropped CSV row": (
        _changed(ANNUAL, "BET,ALP,2022,450000.50\n", ""),
        (f"data/{ANNUAL}: 3 rows where the sidecar's control says 4", "restore the file"),
    ),
    "wrong control": (
        _changed("official/alp-annual.yaml", "3150000.90", "3150000"),
        (f"data/{ANNUAL}: value sums to 3150000.90", "correct the control after a deliberate change"),
    ),
    "unknown country": (
        _changed(ANNUAL, "BET,ALP,2022", "BET,ZZZ,2022"),
        (f"data/{ANNUAL}, line 5: unknown iso3 'ZZZ'", "add it to data/reference/countries.csv"),
    ),
    "unknown chapter": (
        _changed("official/bet-products.csv", "2022,8411", "2022,9911"),
        ("data/official/bet-products.csv, line 5: HS 9911: no such chapter", "hs_chapters.csv"),
    ),
    "idle correction": (
        _changed("reference/corrections.yaml", "period: '2021'", "period: '2020'"),
        ("corrections.yaml: bet-2021-chapter-27 met no row", "correct the match, or delete the rule"),
    ),
    "idle grouping": (
        _changed("reference/groupings.yaml", "groupings: []", GROUPING),
        ("reference/groupings.yaml: jets met no statement or no official code", "correct or delete it"),
    ),
    "grouping of one heading": (
        _changed("reference/groupings.yaml", "groupings: []", GROUPING.replace(", '8411'", "")),
        ("data/reference/groupings.yaml", "codes"),
    ),
    "comparison with no figure": (
        _changed(SPEECH_FILE, "    measure: growth", "    measure: growth\n    compared_with: nothing"),
        (f"data/{SPEECH_FILE}", "compared_with nothing: no such figure in this document"),
    ),
    "revision without a limit": (
        _changed("official/alp-annual.yaml", "currency: USD", "currency: USD\nrevision: {margin: 50, reason: r}"),
        ("data/official/alp-annual.yaml", "revision.margin"),
    ),
    "upside-down values": (
        _changed(PAGE_FILE, "low: 20, high: 30", "low: 30, high: 20"),
        (f"data/{PAGE_FILE}, line 32: figures.imports-decade.explicit: low 30.0", "not in order", "correct them"),
    ),
    "upside-down period": (
        _changed(PAGE_FILE, "period: 2013/2022", "period: 2022/2013"),
        (f"{PAGE_FILE}, line 24, figure imports-decade: period '2022/2013'", "swap the two parts"),
    ),
    "negative value": (
        lambda paths: (
            replace(paths.root / ANNUAL, ",450000.50", ",-450000.50"),
            replace(paths.root / "official/alp-annual.yaml", "3150000.90", "2249999.90"),
            replace(paths.root / "official/alp-annual.yaml", "accessed: 2023-12-24", "accessed: 2024-02-01"),
        ),
        ("flows: rows breaks value >= 0 (1 rows, such as alp-annual:ALP:BET-ALP:HS-TOTAL:2022)", "correct these rows"),
    ),
}


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> DataPaths:
    paths = write_world(tmp_path_factory.mktemp("once") / "data")
    build(paths)
    return paths


@pytest.mark.parametrize("fault", FAILURES)
def test_a_failed_build_says_why_and_leaves_the_old_tables(fault: str, built_once: DataPaths, tmp_path: Path) -> None:
    spoil, words = FAILURES[fault]
    paths = DataPaths(shutil.copytree(built_once.root, tmp_path / "data"))
    before = contents(paths)
    spoil(paths)
    with pytest.raises(TradeError) as found:
        build(paths)
    message = str(found.value)
    assert [word for word in words if word not in message] == [], message
    assert len(message.splitlines()) == 1
    assert contents(paths) == before
    assert sorted(path.name for path in paths.root.iterdir() if not path.name.startswith(".build")) == [
        "editions",
        "official",
        "reference",
        "statements",
        "tables",
    ]


def test_all_unreadable_figures_are_named_in_one_go(world: DataPaths) -> None:
    replace(world.statements / f"{SPEECH}.yaml", "1.65 million dollars", "1.65 million")
    replace(world.statements / f"{PAGE}.yaml", "3 millions de dollars", "3 millions")
    with pytest.raises(TradeError) as found:
        build(world)
    first, second = str(found.value).splitlines()
    assert first.startswith(f"statements/{SPEECH}.yaml, line 12, figure trade-2022: ")
    assert second.startswith(f"statements/{PAGE}.yaml, line 11, figure trade-2022: ")


def test_the_name_of_the_folder_is_in_no_table(built_world: Built, tmp_path: Path) -> None:
    paths = write_world(tmp_path / "another name")
    build(paths)
    assert contents(paths) == contents(built_world.paths)
