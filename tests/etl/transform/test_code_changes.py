"""Codes that revisions of the HS changed: each row stands for something, and is refused with its remedy where not."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.sources.reference import Reference, read_reference
from etl.transform.code_changes import code_change_rows
from tests.world import Built

FLOWS = pd.DataFrame({"classification": ["HS", "CN", "CPC"], "commodity_code": ["8803", "38249993", "2404"]})
RENAMED = {
    "from_revision": "HS2017",
    "from_code": "8803",
    "to_revision": "HS2022",
    "to_code": "8807",
    "effective_from": "2022-01-01",
    "code_change": "renamed",
    "note": "n",
    "evidence": "e",
}


@pytest.fixture(scope="module")
def reference(real: Built) -> Reference:
    return read_reference(DataPaths(real.paths.root))


def rows(reference: Reference, *changes: dict[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame([RENAMED | change for change in changes], columns=list(RENAMED), dtype="str")
    return code_change_rows(replace(reference, code_changes=frame), FLOWS)


def test_a_change_is_a_row_with_its_day(reference: Reference) -> None:
    (row,) = rows(reference, {}).to_dict("records")
    assert (row["from_code"], row["to_code"], row["effective_from"].isoformat()) == ("8803", "8807", "2022-01-01")
    part = rows(reference, {"from_code": "382499", "to_code": "240412", "code_change": "part"})
    assert len(part) == 1  # a line lies inside the subheading


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ([{"to_code": "880730"}], "two headings or two subheadings, but not 8803–880730"),
        ([{"from_code": "88", "to_code": "89"}], "two headings or two subheadings"),
        ([{"code_change": "moved"}], "one of renamed, merged, part"),
        ([{}, {"to_code": "8806"}], "one successor, and that one predecessor"),
        ([{}, {"from_code": "8804"}], "one successor, and that one predecessor"),
        ([{"effective_from": "2022"}], "a date such as 2022-01-01"),
        ([{"from_code": "4108", "to_code": "4114"}], "stand in an official flow, but not 4108–4114: correct or delete"),
        ([{"from_code": "2403", "to_code": "2404"}], "stand in an official flow"),  # 2404 is of another classification
    ],
)
def test_what_cannot_stand_is_refused(reference: Reference, changes: list[dict[str, Any]], fault: str) -> None:
    with pytest.raises(DataFileError, match=rf"code_changes\.csv: .*{fault}"):
        rows(reference, *changes)


def test_several_codes_may_become_one(reference: Reference) -> None:
    merged = [{"code_change": "merged"}, {"code_change": "merged", "from_code": "8804"}]
    flows = pd.DataFrame({"classification": ["HS", "HS"], "commodity_code": ["8803", "8804"]})
    frame = pd.DataFrame([RENAMED | change for change in merged], dtype="str")
    assert len(code_change_rows(replace(reference, code_changes=frame), flows)) == 2


def test_the_list_follows_every_heading_of_the_data_that_got_another_number(real: Built) -> None:
    table = real.tables["code_changes"]
    heads = table[table["from_code"].str.len().eq(4) & table["code_change"].ne("part")]
    assert list(zip(heads["from_code"], heads["to_code"], strict=True)) == [("8803", "8807")]
    assert table["note"].str.len().gt(10).all()
