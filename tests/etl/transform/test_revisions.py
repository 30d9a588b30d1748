"""Earlier official values: kept with their days when a build finds another figure, never twice, and never lost."""

from datetime import date

import pandas as pd
import pytest

from etl.model.errors import DataFileError, TradeError
from etl.model.paths import DataPaths
from etl.pipeline import Summary, build, outdated
from etl.transform.revision_log import COLUMNS, history_file, read_history
from etl.transform.revisions import RevisionChanges
from tests.world import ALP_EXPORTS_2022, Built, edit, replace

FLOW = "alp-annual:ALP:ALP-BET:HS-TOTAL:2022"
HEADER = ",".join(COLUMNS)
KEPT = f"{FLOW},revised,1200000.25,,USD,alp-annual,2023-12-24,2024-02-01,"


def contents(paths: DataPaths) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(paths.tables.iterdir())}


def revise(paths: DataPaths, old: str, new: str, total: str, accessed: str | None) -> None:
    """Another figure for 2022 in the annual series, with its control, and a later access date where one is given."""
    replace(paths.official / "alp-annual.csv", f"ALP,BET,2022,{old}", f"ALP,BET,2022,{new}")
    side = paths.official / "alp-annual.yaml"
    edit(side, lambda text: text.rpartition("value: ")[0] + f"value: {total}}}\n")
    if accessed:
        before = next(line for line in side.read_text(encoding="utf-8").splitlines() if line.startswith("accessed"))
        replace(side, before, f"accessed: {accessed}")


def once(paths: DataPaths) -> Summary:
    """The world built, its figure revised in an edition carried over later, and built again."""
    build(paths)
    revise(paths, "1200000.25", "1250000", "3200000.65", "2024-02-01")
    return build(paths)


def revisions(paths: DataPaths) -> pd.DataFrame:
    return pd.read_parquet(paths.tables / "revisions.parquet")


def history(paths: DataPaths) -> list[str]:
    return history_file(paths).read_text(encoding="utf-8").splitlines()


def test_a_first_build_keeps_nothing(built_world: Built) -> None:
    assert built_world.tables["revisions"].empty
    assert not history_file(built_world.paths).exists()
    assert built_world.summary.remarks == ()


def test_a_revised_figure_stays_with_its_days(world: DataPaths) -> None:
    summary = once(world)
    assert history(world) == [HEADER, KEPT]
    (row,) = revisions(world).to_dict("records")
    assert row["revision_id"] == f"{FLOW}:2024-02-01"
    assert (row["value"], row["value_usd"], row["replaced_by"]) == (ALP_EXPORTS_2022, ALP_EXPORTS_2022, 1_250_000)
    assert row["value_eur"] == pytest.approx(ALP_EXPORTS_2022 / 1.0530, rel=1e-3)
    assert (row["valid_from"], row["valid_to"]) == (date(2023, 12, 24), date(2024, 2, 1))
    assert (row["pair"], row["period_start"], row["freq_code"]) == ("ALP-BET", date(2022, 1, 1), "A")
    assert summary.remarks == ("Official values revised: 1; earlier values kept in data/reference/revisions.csv",)
    assert not outdated(world)


def test_the_build_after_a_revision_gives_the_same_bytes(world: DataPaths) -> None:
    once(world)
    tables, kept = contents(world), history_file(world).read_bytes()
    assert build(world).remarks == ()
    assert contents(world) == tables
    assert history_file(world).read_bytes() == kept


def test_a_second_revision_follows_the_first(world: DataPaths) -> None:
    once(world)
    revise(world, "1250000", "1240000", "3190000.65", "2024-09-01")
    build(world)
    assert history(world)[2] == f"{FLOW},revised,1250000,,USD,alp-annual,2024-02-01,2024-09-01,"
    assert list(revisions(world)["replaced_by"]) == [1_250_000, 1_240_000]


def test_a_figure_changed_without_a_new_access_date_is_refused(world: DataPaths) -> None:
    build(world)
    before = contents(world)
    revise(world, "1200000.25", "1250000", "3200000.65", None)
    with pytest.raises(DataFileError) as fault:
        build(world)
    (line,) = str(fault.value).splitlines()
    assert FLOW in line
    assert "data/official/alp-annual.yaml (accessed 2023-12-24)" in line
    assert "delete data/tables" in line
    assert contents(world) == before
    assert not history_file(world).exists()


def test_a_build_that_fails_keeps_nothing(world: DataPaths) -> None:
    build(world)
    before = contents(world)
    revise(world, "1200000.25", "-1250000", "700000.65", "2024-02-01")
    with pytest.raises(TradeError, match="value >= 0"):
        build(world)
    assert contents(world) == before
    assert not history_file(world).exists()


def test_what_another_machine_recorded_is_not_kept_twice(world: DataPaths) -> None:
    build(world)
    revise(world, "1200000.25", "1250000", "3200000.65", "2024-02-01")
    history_file(world).write_text(f"{HEADER}\n{KEPT}\n", encoding="utf-8")
    assert build(world).remarks
    assert history(world) == [HEADER, KEPT]


def test_a_line_without_its_end_is_not_run_into(world: DataPaths) -> None:
    first = f"{FLOW},revised,1100000,,USD,bet-products,,2023-06-01,an earlier print"
    history_file(world).write_text(f"{HEADER}\n{first}", encoding="utf-8")
    once(world)
    assert history(world) == [HEADER, first, KEPT]
    assert list(revisions(world)["replaced_by"]) == [ALP_EXPORTS_2022, 1_250_000]


def drop_row(paths: DataPaths, accessed: str) -> None:
    replace(paths.official / "alp-annual.csv", "ALP,BET,2022,1200000.25\n", "")
    side = paths.official / "alp-annual.yaml"
    replace(side, "rows: 4, value: 3150000.90", "rows: 3, value: 1950000.65")
    edit(side, lambda text: text.replace("accessed: 2023-12-24", f"accessed: {accessed}  "))


def test_a_value_a_new_edition_no_longer_prints_is_kept(world: DataPaths) -> None:
    build(world)
    drop_row(world, "2024-02-01")
    (remark,) = build(world).remarks
    assert remark == (
        f"Official values no longer in the files: 1 ({FLOW}); 1 kept in data/reference/revisions.csv as withdrawn"
    )
    assert history(world)[1] == KEPT.replace("revised", "withdrawn")
    (row,) = revisions(world).to_dict("records")
    assert pd.isna(row["replaced_by"])
    assert build(world).remarks == ()


def test_a_value_taken_out_by_the_editors_is_only_counted(world: DataPaths) -> None:
    build(world)
    drop_row(world, "2023-12-24")
    assert build(world).remarks == (f"Official values no longer in the files: 1 ({FLOW})",)
    assert not history_file(world).exists()


def test_a_number_where_there_was_none_is_no_revision(world: DataPaths) -> None:
    build(world)
    replace(world.official / "bet-products.csv", "2022,8802,,,confidential", "2022,8802,500,,")
    replace(world.official / "bet-products.yaml", "100550119.50", "100550619.50")
    replace(world.official / "bet-products.csv", "2022,8411,120.50,,", "2022,8411,120.50,7,")
    replace(world.official / "bet-products.yaml", "net_weight_kg: 2900", "net_weight_kg: 2907")
    assert build(world).remarks == ()


def test_a_changed_weight_is_a_revision(world: DataPaths) -> None:
    build(world)
    replace(world.official / "bet-products.csv", "2022,2709,250000.00,900,", "2022,2709,250000.00,950,")
    replace(world.official / "bet-products.yaml", "net_weight_kg: 2900", "net_weight_kg: 2950")
    replace(world.official / "bet-products.yaml", "accessed: 2023-12-24", "accessed: 2024-02-01")
    build(world)
    (row,) = revisions(world).to_dict("records")
    assert (row["net_weight_kg"], row["replaced_by_kg"]) == (900, 950)
    assert row["value"] == row["replaced_by"] == 250_000


def test_another_currency_is_compared_in_the_earlier_one(world: DataPaths) -> None:
    build(world)
    side = world.official / "alp-annual.yaml"
    replace(side, "currency: USD", "currency: EUR")
    revise(world, "1200000.25", "1000000", "2950000.65", "2024-02-01")
    build(world)
    (row,) = revisions(world).to_dict("records")
    assert row["currency"] == "USD"
    assert row["replaced_by"] == pytest.approx(1_000_000 * 1.0530, rel=1e-3)


def test_damaged_tables_are_built_anew(world: DataPaths) -> None:
    build(world)
    (world.tables / "flows.parquet").write_bytes(b"PAR1 not really")
    assert build(world).remarks == ()


def test_remarks_name_a_few_and_count_the_rest() -> None:
    (text,) = RevisionChanges(gone=tuple("abcde")).remarks("there")
    assert text == "Official values no longer in the files: 5 (a, b, c and 2 more)"


GOOD = f"{FLOW},revised,1100000,,USD,alp-annual,,2023-06-01,"
FAULTS: dict[str, tuple[list[str], str]] = {
    "a header of another file": (["flow_id,value"], "line 1: columns must be flow_id,change,value"),
    "an unknown flow": (
        [HEADER, GOOD.replace("2022", "2012")],
        "line 2: no official row has flow_id 'alp-annual:ALP:ALP-BET:HS-TOTAL:2012': correct it",
    ),
    "no flow id": ([HEADER, GOOD, GOOD.replace(FLOW, "all of it")], "line 3: flow_id 'all of it' cannot be read"),
    "no end": ([HEADER, GOOD.replace("2023-06-01", "")], "line 2: no valid_to: fill it in"),
    "no date": ([HEADER, GOOD.replace("2023-06-01", "June")], "line 2: valid_to 'June' is not a date"),
    "an end before the start": ([HEADER, GOOD.replace(",,2023", ",2023-07-01,2023")], "line 2: valid_from 2023-07-01"),
    "an end after the access date": (
        [HEADER, GOOD.replace("2023-06-01", "2203-06-01")],
        "line 2: valid_to 2203-06-01 is after 2023-12-24",
    ),
    "an overlap": (
        [HEADER, GOOD, GOOD.replace(",,2023-06-01", ",2023-05-01,2023-08-01")],
        f"line 3: {FLOW} overlaps the value valid until 2023-06-01",
    ),
    "two unknown starts": ([HEADER, GOOD, GOOD.replace("06-01", "07-01")], "line 3: alp-annual"),
    "no number": ([HEADER, GOOD.replace("1100000", "")], "line 2: neither value nor net_weight_kg"),
    "no currency": ([HEADER, GOOD.replace("USD", "")], "line 2: a value needs its currency"),
    "an unknown change": ([HEADER, GOOD.replace("revised", "mended")], "line 2: change 'mended': use one of revised"),
    "an unknown source": ([HEADER, GOOD.replace("USD,alp-annual", "USD,nobody")], "source_id not in sources: nobody"),
    "a cell too many": ([HEADER, GOOD + ","], "line 2: 10 fields where the header has 9"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_history_names_line_and_remedy(world: DataPaths, fault: str) -> None:
    lines, words = FAULTS[fault]
    history_file(world).write_text("\n".join([*lines, ""]), encoding="utf-8")
    with pytest.raises(TradeError) as found:
        build(world)
    (line,) = str(found.value).splitlines()
    assert words in line
    assert not world.tables.exists()


def test_a_history_that_cannot_be_written_is_said(world: DataPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    build(world)
    monkeypatch.setattr("etl.transform.revision_log.os.fsync", refuse)
    revise(world, "1200000.25", "1250000", "3200000.65", "2024-02-01")
    with pytest.raises(
        DataFileError, match=r"data/reference/revisions\.csv: Permission denied: make the folder writable"
    ):
        build(world)


def test_the_real_case_is_kept(real: Built) -> None:
    (kept,) = read_history(real.paths)
    assert (kept.value, kept.source_id, kept.valid_from) == (3_650_380_000, "wits-annual-exports", None)
    (row,) = real.tables["revisions"].to_dict("records")
    assert row["flow_id"] == "kaz-stat-annual:KAZ:KAZ-FRA:HS-TOTAL:2019"
    assert row["replaced_by"] == pytest.approx(3_648_741_259.89)
    assert row["valid_to"] == date(2020, 8, 13)
