"""Tables that hold together, and each way in which they may not."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from etl.analysis.report import agreements, sections
from etl.model.errors import MissingTablesError
from etl.publish import consistency
from etl.publish.consistency import COLUMNS, RULES, require_consistent
from tests.world import Built

Tables = dict[str, pd.DataFrame]


def check(**changes: Any) -> dict[str, Any]:
    return {
        "check_id": "c1",
        "subject_ids": "paper.trade office:2022",
        "expected_low": 95.0,
        "expected_high": 105.0,
        "observed_low": 100.0,
        "observed_high": 100.0,
        "verdict": "agrees",
        "reason_code": "inside",
    } | changes


def derived(**changes: Any) -> dict[str, Any]:
    one = {"derived_id": "d1", "value": 80.0, "low": 75.0, "high": 85.0, "inputs": "paper.trade paper.growth"}
    return one | changes


def tables(*checks: dict[str, Any], implied: tuple[dict[str, Any], ...] = (derived(),)) -> Tables:
    return {
        "statements": pd.DataFrame({"statement_id": ["paper.trade", "paper.growth"]}),
        "flows": pd.DataFrame({"flow_id": ["office:2022"]}),
        "derived": pd.DataFrame(implied, columns=COLUMNS["derived"]),
        "checks": pd.DataFrame(checks or (check(),), columns=COLUMNS["checks"]),
    }


def found(given: Tables) -> dict[str, list[str]]:
    return {rule.__name__: ids for _, rule in RULES if (ids := rule(given))}


DISAGREES = {"verdict": "disagrees", "reason_code": "outside", "observed_low": 120.0, "observed_high": 120.0}
NO_NUMBER = {"verdict": "cannot_tell", "reason_code": "unequal_periods", "observed_low": None, "observed_high": None}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        DISAGREES,
        NO_NUMBER,
        DISAGREES | {"verdict": "cannot_tell", "reason_code": "revised"},
        {"verdict": "cannot_tell", "reason_code": "same_digits"},  # a number that lost its meaning may still be right
        {"observed_low": 105.0, "observed_high": None},
        {"expected_low": None, "observed_low": None},
        {"subject_ids": "paper.trade d1"},
    ],
)
def test_what_holds_together(changes: dict[str, Any]) -> None:
    given = tables(check(**changes))
    assert found(given) == {}
    require_consistent(given)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"subject_ids": "paper.trade office:2021"}, "unknown_subjects"),
        ({"verdict": "disagrees"}, "contradicted_verdicts"),
        (DISAGREES | {"verdict": "agrees"}, "contradicted_verdicts"),
        (NO_NUMBER | {"verdict": "agrees"}, "contradicted_verdicts"),
        (NO_NUMBER | {"verdict": "disagrees"}, "contradicted_verdicts"),
        ({"verdict": "cannot_tell", "reason_code": "unnamed"}, "contradicted_verdicts"),
        ({"observed_low": 104.0}, "contradicted_verdicts"),  # upside down
        ({"expected_low": 106.0}, "contradicted_verdicts"),
        ({"reason_code": None}, "verdicts_without_reason"),
        ({"reason_code": "because"}, "verdicts_without_reason"),
    ],
)
def test_each_fault_of_a_check_is_found(changes: dict[str, Any], rule: str) -> None:
    assert found(tables(check(), check(check_id="c2", **changes))) == {rule: ["c2"]}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"value": 86.0}, "values_outside_bounds"),
        ({"value": 74.0, "high": None}, "values_outside_bounds"),
        ({"value": None, "low": 90.0}, "values_outside_bounds"),
        ({"inputs": "paper.trade paper.lost"}, "unknown_inputs"),
        ({"inputs": ""}, "unknown_inputs"),
        ({"inputs": None}, "unknown_inputs"),
    ],
)
def test_each_fault_of_a_derived_value_is_found(changes: dict[str, Any], rule: str) -> None:
    assert found(tables(implied=(derived(), derived(derived_id="d2", **changes)))) == {rule: ["d2"]}


@pytest.mark.parametrize(
    "changes",
    [{"value": None}, {"low": None, "value": 10.0}, {"high": None, "value": 1e6}, {"value": 75.0}, {"inputs": "d1"}],
)
def test_open_sides_and_further_steps_are_no_faults(changes: dict[str, Any]) -> None:
    assert found(tables(implied=(derived(), derived(derived_id="d2", **changes)))) == {}


def test_ids_that_stand_twice_are_found() -> None:
    given = tables(check(), check(), implied=(derived(), derived(), derived()))
    given["flows"] = pd.DataFrame({"flow_id": ["office:2022"] * 2})
    assert found(given) == {"repeated_ids": ["office:2022", "d1", "c1"]}


def test_one_line_names_every_fault_its_ids_and_the_remedy() -> None:
    many = [check(check_id=f"c{number}", reason_code=None) for number in range(5)]
    with pytest.raises(MissingTablesError) as fault:
        require_consistent(tables(*many, implied=(derived(value=0.0),)))
    assert str(fault.value) == (
        "the tables do not hold together: verdicts without a reason: c0, c1, c2 and 2 more; "
        "derived values outside their bounds: d1: run `python -m etl build`"
    )


@pytest.mark.parametrize("fixture", ["built_world", "real"])
def test_built_tables_hold_together(fixture: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(fixture)
    assert found(built.tables) == {}


def test_no_tables_of_rows_hold_together() -> None:
    empty = {name: frame.iloc[:0] for name, frame in tables().items()}
    assert found(empty) == {}
    assert consistency.repeated_ids(empty) == []


def spoilt(real: Built, change: Callable[[pd.DataFrame], None]) -> Tables:
    checks = real.tables["checks"].copy()
    change(checks)
    return {**real.tables, "checks": checks}


def test_a_real_verdict_turned_round_is_found(real: Built) -> None:
    def turn(checks: pd.DataFrame) -> None:
        checks["verdict"] = checks["verdict"].astype(str).replace({"agrees": "disagrees", "disagrees": "agrees"})

    turned = real.tables["checks"]["verdict"].isin(["agrees", "disagrees"])
    assert len(consistency.contradicted_verdicts(spoilt(real, turn))) == turned.sum() == 96


def test_every_comparison_stands_in_one_section(real: Built) -> None:
    checks = real.tables["checks"]
    listed = sections(checks)
    agreeing = int(checks["verdict"].eq("agrees").sum())
    assert sum(len(section.rows) for section in listed) + agreeing == len(checks)
    assert [section.mark for section in listed] == ["distance", "distance", *["reason_code"] * 3]
    assert agreements(checks).startswith(f"Agrees: {agreeing} of {len(checks)} comparisons (29 stated_value, ")
    assert agreements(checks.iloc[:0]) == "Agrees: 0 of 0 comparisons"


def test_a_disagreement_without_a_measurable_distance_comes_first(real: Built) -> None:
    checks = real.tables["checks"].copy()
    smallest = checks.loc[checks["verdict"].eq("disagrees"), "distance"].idxmin()
    checks.loc[smallest, ["distance", "distance_unit"]] = None
    first = sections(checks)[0].rows[0]
    assert first[0] == ""
    assert first[1].startswith(checks.loc[smallest, "subject_ids"].split()[0])
