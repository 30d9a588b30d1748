"""Whose count a figure is: what its document follows, what bears it out, and when two counts are no contradiction."""

import pandas as pd
import pytest

from etl.analysis.check_counts import followed_statistics
from etl.analysis.check_official import stated_value
from etl.analysis.checks import archive, check_rows
from etl.analysis.stated import stated_figures
from etl.model.period import parse_iso
from tests.etl.analysis.test_checks import CUSTOMS, EXPORT, OFFICE, SOURCES, UNNAMED, checks, exports, steady, verdicts
from tests.etl.analysis.test_derive import stated
from tests.etl.analysis.test_levels import flow


def test_an_unnamed_figure_disagrees_only_if_it_fits_neither_country() -> None:
    rows = OFFICE + CUSTOMS
    assert verdicts(checks(exports(70, 65, 75, **UNNAMED), rows=rows)) == [("disagrees", "outside")] * 2
    near = checks(exports(118, 117.5, 118.5, **UNNAMED), rows=rows)  # may be an earlier edition of the customs
    assert verdicts(near) == [("cannot_tell", "revised"), ("each_own_count", "own_counts")]


def test_an_unnamed_figure_is_held_against_the_statistics_its_document_follows() -> None:
    last = stated("last", "trade_value", "2021", 80.0, 79.5, 80.5, **EXPORT | UNNAMED)
    found = checks(last, exports(70, 65, 75, **UNNAMED), rows=OFFICE + CUSTOMS).set_index("check_id")
    rest = found[found["rule"].eq("stated_value")][["verdict", "reason_code"]].astype(str)
    assert {i: tuple(row) for i, row in zip(rest.index, rest.to_numpy(), strict=True)} == {
        "stated_value:paper.last:2021:office": ("agrees", "inside"),
        "stated_value:paper.last:2021:customs": ("each_own_count", "own_counts"),
        "stated_value:paper.exports:2022:office": ("disagrees", "outside"),
        "stated_value:paper.exports:2022:customs": ("cannot_tell", "other_statistics"),
    }
    assert "rests on the statistics of ALP" in found.loc["stated_value:paper.exports:2022:customs", "reason"]


@pytest.mark.parametrize(
    ("figures", "followed"),
    [
        ([("2021", 80), ("2022", 100)], {"paper": "ALP"}),
        ([("2021", 120)], {"paper": "BET"}),
        ([("2021", 80), ("2022", 120)], {}),  # one each: cannot be told
        ([("2021", 70)], {}),  # fits nobody
    ],
)
def test_followed_statistics(figures: list[tuple[str, float]], followed: dict[str, str]) -> None:
    frame = pd.DataFrame(
        [stated(f"f{i}", "trade_value", p, v, v - 1, v + 1, **EXPORT | UNNAMED) for i, (p, v) in enumerate(figures)]
    )
    held = archive(pd.DataFrame(OFFICE + CUSTOMS), SOURCES, steady(), ())
    facing = [f for one in stated_figures(frame) for f in stated_value(one, held)]
    assert followed_statistics(facing) == followed


def test_what_a_document_names_itself_is_not_taken_as_followed() -> None:
    named = stated("last", "trade_value", "2021", 80.0, 79.5, 80.5, **EXPORT)
    found = checks(named, exports(70, 65, 75, **UNNAMED), rows=OFFICE)
    assert verdicts(found) == [("agrees", "inside"), ("cannot_tell", "unnamed")]


@pytest.mark.parametrize(
    ("numbers", "reporter", "office", "customs"),
    [
        ((100, 99, 101), "ALP", ("agrees", "inside"), ("each_own_count", "own_counts")),
        ((100, 99, 101), None, ("agrees", "inside"), ("each_own_count", "own_counts")),
        ((120, 119, 121), "BET", ("each_own_count", "own_counts"), ("agrees", "inside")),
        ((118, 117.5, 118.5), "BET", ("each_own_count", "own_counts"), ("cannot_tell", "revised")),
        ((70, 69, 71), "ALP", ("disagrees", "outside"), ("cannot_tell", "other_statistics")),  # not its own count
        ((120, 119, 121), "ALP", ("disagrees", "outside"), ("agrees", "inside")),  # names the other country's
        ((110, 95, 125), None, ("agrees", "inside"), ("agrees", "inside")),
        ((70, 69, 71), None, ("disagrees", "outside"), ("disagrees", "outside")),
    ],
)
def test_each_country_counts_for_itself(
    numbers: tuple[float, ...], reporter: str | None, office: tuple[str, str], customs: tuple[str, str]
) -> None:
    found = checks(exports(*numbers, reporter_iso3=reporter), rows=OFFICE + CUSTOMS)
    assert dict(zip(found["object_source_ids"], verdicts(found), strict=True)) == {"office": office, "customs": customs}


def test_documents_of_two_counts_do_not_contradict_each_other() -> None:
    other = {"statement_id": "other.exports", "document_id": "other", "source_id": "other"}
    found = checks(exports(100, 99, 101, **UNNAMED), exports(120, 119, 121, **UNNAMED) | other, rows=OFFICE + CUSTOMS)
    (row,) = found[found["rule"].eq("contradiction")].to_dict("records")
    assert (row["verdict"], row["reason_code"]) == ("each_own_count", "own_counts")
    assert {row["subject_source_ids"], row["object_source_ids"]} == {"paper", "other"}


RECODED = pd.DataFrame({"from_code": ["8803"], "to_code": ["8807"], "effective_from": [parse_iso("2022").start]})
PARTS = [
    *(flow("customs", "BET", "ALP-BET", f"2021-{month:02d}", 5.0, commodity_code="8803") for month in range(1, 13)),
    *(flow("customs", "BET", "ALP-BET", f"2022-{month:02d}", 5.0, commodity_code="8802") for month in range(1, 7)),
    *(flow("customs", "BET", "ALP-BET", f"2022-{month:02d}", 5.0, commodity_code="8807") for month in range(1, 7)),
]
GOODS = EXPORT | {"reporter_iso3": "BET", "commodity_label": "aircraft parts"}


@pytest.mark.parametrize(
    ("period", "code", "compared"),
    [
        ("2021", "8803", True),
        ("2021-07/2022-06", "8803", False),  # its second half has another number
        ("2021-07/2022-06", "8807", False),
        ("2022-01/2022-06", "8807", True),
        ("2021-07/2022-06", "8804", False),
    ],
)
def test_a_sum_over_a_change_of_code_is_not_compared(period: str, code: str, compared: bool) -> None:
    figure = stated("parts", "trade_value", period, 60, 59, 61, **GOODS | {"commodity_code": code})
    found = check_rows(pd.DataFrame([figure]), pd.DataFrame(PARTS), SOURCES, steady(), (), RECODED)
    assert bool(found["rule"].eq("stated_value").sum()) == compared


@pytest.mark.parametrize(("changes", "compared"), [(RECODED, False), (None, True)])
def test_growth_over_a_change_of_code_is_not_compared(changes: pd.DataFrame | None, compared: bool) -> None:
    rows = [flow("office", "ALP", "ALP-BET", str(year), 5.0, commodity_code="8803") for year in (2021, 2022)]
    goods = EXPORT | {"commodity_label": "aircraft parts", "commodity_code": "8803"}
    rise = stated("rise", "growth", "2022", 30, 29, 31, **goods)
    found = check_rows(pd.DataFrame([rise]), pd.DataFrame(rows), SOURCES, steady(), (), changes)
    assert (list(found["rule"]) == ["stated_growth"]) == compared
