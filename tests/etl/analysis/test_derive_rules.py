"""Each rule of implied values on figures known by heart, the second step, and what must not be implied."""

from dataclasses import replace
from typing import Any

import pytest

from etl.analysis.derive import implied_figures
from etl.analysis.derive_rules import Implied
from etl.analysis.stated import ComparableFigure
from etl.model.interval import Interval
from etl.model.period import parse_iso
from tests.etl.analysis.figures import BACK, GOODS, OUT, figure, growth, level, share

EXPORTS, IMPORTS = level("exports", 99, 101, **OUT), level("imports", 39, 41, **BACK)
TRADE = level("trade", 138, 142)
COVER = figure("cover", "ratio", 39.5, 40.5, share_of="opposite_flow", **BACK)
ALP = {"reporter": "ALP"}


def implied(rule: str, *figures: ComparableFigure) -> list[Implied]:
    return [one for name, one in implied_figures(list(figures)) if name == rule]


def only(rule: str, *figures: ComparableFigure) -> ComparableFigure:
    (one,) = implied(rule, *figures)
    return one.figure


def bounds_of(one: ComparableFigure, low: float | None, high: float | None) -> bool:
    return (one.bounds.low, one.bounds.high) == tuple(None if n is None else pytest.approx(n) for n in (low, high))


def test_a_total_less_one_direction_is_the_other() -> None:
    one = only("other_direction", TRADE, EXPORTS)
    assert bounds_of(one, 37, 43)
    assert (one.value, one.direction, one.period) == (40, ("BET", "ALP"), parse_iso("2022"))
    assert one.inputs == ("paper.trade", "paper.exports")


def test_what_is_left_of_a_total_is_never_below_nothing() -> None:
    one = only("other_direction", level("trade", 99, 105), level("exports", 102, 104, **OUT))
    assert bounds_of(one, 0, 3)
    assert one.value is None  # the printed 102 less the printed 103 is no value
    assert implied("other_direction", level("trade", 90, 95), EXPORTS) == []


def test_an_upper_limit_less_a_direction_is_an_upper_limit() -> None:
    one = only("other_direction", level("trade", None, 142), EXPORTS)
    assert bounds_of(one, None, 43)
    assert one.value is None


def test_a_direction_over_its_ratio_is_the_other() -> None:
    one = only("direction_from_ratio", IMPORTS, COVER)
    assert bounds_of(one, 39 / 0.405, 41 / 0.395)
    assert (one.value, one.direction) == (pytest.approx(100), ("ALP", "BET"))


@pytest.mark.parametrize("low", [0.0, None])
def test_a_ratio_that_may_be_nothing_implies_nothing(low: float | None) -> None:
    assert implied("direction_from_ratio", IMPORTS, replace(COVER, bounds=Interval(low, 40.5))) == []


def test_a_direction_times_a_share_of_it_are_these_goods() -> None:
    one = only("share_of_flow", EXPORTS, share("oil-share", 59.5, 60.5, "pair_flow", **OUT, **GOODS))
    assert bounds_of(one, 58.905, 61.105)
    assert (one.value, one.goods, one.code, one.direction) == (60, "fuels", "27", ("ALP", "BET"))


def test_a_share_of_goods_is_not_taken_of_other_goods() -> None:
    wood = level("wood", 9, 11, goods="wood", code="44", **OUT)
    assert implied("share_of_flow", wood, share("oil-share", 59.5, 60.5, "pair_flow", **OUT, **GOODS)) == []


def test_both_directions_are_the_total() -> None:
    one = only("total_of_directions", EXPORTS, IMPORTS)
    assert bounds_of(one, 138, 142)
    assert (one.value, one.direction, one.inputs) == (140, (None, None), ("paper.imports", "paper.exports"))


def test_a_year_less_its_first_months_are_the_rest() -> None:
    part = level("part", 79, 81, "2022-01/2022-08", **OUT)
    one = only("remaining_months", EXPORTS, part)
    assert bounds_of(one, 18, 22)
    assert (one.value, one.period) == (20, parse_iso("2022-09/2022-12"))


def test_the_latest_part_of_a_year_counts() -> None:
    parts = [level("half", 49, 51, "2022-01/2022-06", **OUT), level("part", 79, 81, "2022-01/2022-08", **OUT)]
    assert only("remaining_months", EXPORTS, *parts).inputs == ("paper.exports", "paper.part")


def test_a_part_above_its_year_leaves_nothing_to_imply() -> None:
    assert implied("remaining_months", EXPORTS, level("part", 110, 112, "2022-01/2022-08", **OUT)) == []
    close = only("remaining_months", EXPORTS, level("part", 100, 104, "2022-01/2022-08", **OUT))
    assert bounds_of(close, 0, 1)
    assert close.value is None


@pytest.mark.parametrize(
    "part",
    [
        level("part", 79, 81, "2022-02/2022-08", **OUT),
        level("part", 79, 81, "2021-01/2021-08", **OUT),
        level("part", 79, 81, "2022-01-01/2022-08-15", **OUT),
        level("part", 79, 81, "2022-01/2022-08", **BACK),
        level("part", 79, 81, "2022-01/2022-08", unit="EUR", **OUT),
        level("part", 79, 81, "2022-01/2022-08", **OUT, **GOODS),
        level("part", 79, 81, "2022-01/2022-08", document_id="other", **OUT),
        level("part", 79, 81, "2022-01/2022-08", document_id="other", **OUT, **ALP),
    ],
)
def test_what_is_no_first_part_of_the_year_leaves_nothing(part: ComparableFigure) -> None:
    assert implied("remaining_months", EXPORTS, part) == []


def test_documents_that_name_the_same_statistics_may_be_combined() -> None:
    part = level("part", 79, 81, "2022-01/2022-08", document_id="other", **OUT, **ALP)
    one = only("remaining_months", replace(EXPORTS, reporter="ALP"), part)
    assert one.inputs == ("paper.exports", "other.part")
    again = replace(EXPORTS, id="third.exports", document_id="third", reporter="ALP")
    assert only("remaining_months", replace(EXPORTS, reporter="ALP"), again, part).document_id == "paper"


RISES = [growth("growth", 20, 21), growth("exports-growth", 2, 3, **OUT)]


def test_growth_of_the_other_direction_by_the_whole_formula() -> None:
    one = only("growth_of_other_direction", EXPORTS, IMPORTS, TRADE, *RISES)
    corners = [
        (m / ((x + m) / (1 + w / 100) - x / (1 + e / 100)) - 1) * 100
        for x in (99, 101)
        for m in (39, 41)
        for w in (20, 21)
        for e in (2, 3)
    ]
    assert bounds_of(one, min(corners), max(corners))
    assert one.value == pytest.approx((40 / (140 / 1.205 - 100 / 1.025) - 1) * 100)
    assert (one.measure, one.unit, one.direction, one.base) == ("growth", "percent", ("BET", "ALP"), parse_iso("2021"))
    assert set(one.inputs) == {f.id for f in (EXPORTS, IMPORTS, TRADE, *RISES)}


def test_the_first_direction_is_narrowed_to_what_the_total_leaves() -> None:
    wide = level("exports", 90, 110, **OUT)
    (one,) = implied("growth_of_other_direction", wide, IMPORTS, level("trade", 139, 141), *RISES)
    assert "([98, 102] + [39, 41])" in one.formula
    edge = level("exports", 101, 109, **OUT)  # printed as 105, which the total excludes
    assert only("growth_of_other_direction", edge, IMPORTS, level("trade", 139, 141), *RISES).value is None


def test_a_range_implies_a_range_of_growth_and_no_value() -> None:
    ranged = replace(EXPORTS, value=None, inputs=("somewhere",))
    one = only("growth_of_other_direction", ranged, IMPORTS, TRADE, *RISES)
    assert one.value is None
    assert one.bounds.bounded


@pytest.mark.parametrize(
    "figures",
    [
        [EXPORTS, IMPORTS, TRADE, RISES[0]],
        [EXPORTS, IMPORTS, TRADE, *RISES, growth("imports-growth", 80, 90, **BACK)],
        [EXPORTS, IMPORTS, level("trade", 200, 210), *RISES],  # the total contradicts its directions
        [EXPORTS, IMPORTS, TRADE, RISES[0], growth("exports-growth", 2, None, **OUT)],
        [EXPORTS, IMPORTS, TRADE, RISES[0], growth("exports-growth", 2, 3, base=parse_iso("2015"), **OUT)],
        [EXPORTS, IMPORTS, TRADE, RISES[0], growth("exports-growth", -100, -100, **OUT)],
        [EXPORTS, IMPORTS, TRADE, growth("growth", -100.5, -99.5), RISES[1]],
        # Before, the exports alone may have been as much as the whole: the imports then have no growth.
        [EXPORTS, IMPORTS, TRADE, growth("growth", 39, 41), growth("exports-growth", -1, 1, **OUT)],
    ],
)
def test_without_a_sound_formula_no_growth_is_implied(figures: list[ComparableFigure]) -> None:
    assert implied("growth_of_other_direction", *figures) == []


def test_a_growth_over_unequal_periods_implies_no_base() -> None:
    seven = growth("growth", 20, 21, "2022-01/2022-08", base=parse_iso("2021-01/2021-07"))
    assert implied("base_from_growth", level("trade", 99, 101, "2022-01/2022-08"), seven) == []


# Each rule with the figure it would imply, as the document prints it.
PRINTED: dict[str, tuple[list[ComparableFigure], ComparableFigure]] = {
    "base_from_growth": ([TRADE, RISES[0]], level("before", 110, 120, "2021")),
    "share_of_total": ([TRADE, share("s", 70, 72, "pair_trade", **OUT)], EXPORTS),
    "share_of_flow": (
        [EXPORTS, share("s", 59, 61, "pair_flow", **OUT, **GOODS)],
        level("oil", 58, 62, **OUT, **GOODS),
    ),
    "other_direction": ([TRADE, EXPORTS], IMPORTS),
    "direction_from_ratio": ([IMPORTS, COVER], EXPORTS),
    "total_of_directions": ([EXPORTS, IMPORTS], TRADE),
    "remaining_months": (
        [EXPORTS, level("part", 79, 81, "2022-01/2022-08", **OUT)],
        level("rest", 18, 22, "2022-09/2022-12", **OUT),
    ),
    "growth_of_other_direction": (
        [RISES[1], EXPORTS, IMPORTS, TRADE, RISES[0]],
        growth("imports-growth", 80, 90, **BACK),
    ),
}


@pytest.mark.parametrize("rule", PRINTED)
def test_nothing_is_implied_that_is_printed(rule: str) -> None:
    figures, printed = PRINTED[rule]
    assert len(implied(rule, *figures)) == 1
    assert implied(rule, *figures, printed) == []


@pytest.mark.parametrize("rule", PRINTED)
@pytest.mark.parametrize("changes", [{"document_id": "other"}, {"reporter": "BET"}, {"pair": "ALP-CEE"}])
def test_figures_of_other_documents_statistics_or_countries_are_not_combined(
    rule: str, changes: dict[str, Any]
) -> None:
    figures, _ = PRINTED[rule]
    assert implied(rule, replace(figures[0], **changes), *figures[1:]) == []


@pytest.mark.parametrize("rule", PRINTED)
def test_every_implied_value_lies_within_its_bounds(rule: str) -> None:
    one = only(rule, *PRINTED[rule][0])
    assert one.value is not None
    assert one.bounds.contains(one.value)


def two_steps(half_width: float) -> list[tuple[str, tuple[str, ...]]]:
    """Total and share imply exports; total and exports imply imports, if the exports are narrow enough."""
    total = level("trade", 100 - half_width, 100 + half_width)
    half = share("share", 50, 50, "pair_trade", **OUT)
    return [(rule, one.figure.inputs) for rule, one in implied_figures([total, half])]


def test_a_useful_implied_figure_goes_into_one_further_step() -> None:
    first = "share_of_total:paper.trade+paper.share"
    assert two_steps(1) == [
        ("share_of_total", ("paper.trade", "paper.share")),
        ("other_direction", ("paper.trade", first)),
    ]


@pytest.mark.parametrize(("half_width", "steps"), [(9.9, 2), (10.0, 2), (10.1, 1), (30, 1)])
def test_wider_than_a_fifth_of_its_middle_is_not_useful(half_width: float, steps: int) -> None:
    assert len(two_steps(half_width)) == steps


def test_there_are_two_steps_at_most() -> None:
    # 2022 implies 2021 by growth, and 2021 implies 2020; 2019 would be a third step.
    rises = [growth(f"growth-{year}", 10, 10, str(year)) for year in (2022, 2021, 2020)]
    found = implied_figures([level("trade", 100, 100), *rises])
    assert [one.figure.period for _, one in found] == [parse_iso("2021"), parse_iso("2020")]
    assert found[1][1].figure.value == pytest.approx(100 / 1.1 / 1.1)


def test_an_open_implied_figure_is_not_used_again() -> None:
    rises = [growth("growth-2022", 10, None), growth("growth-2021", 10, 10, "2021")]
    found = implied_figures([level("trade", None, 100), *rises])
    assert [one.figure.period for _, one in found] == [parse_iso("2021")]


def test_the_second_step_does_not_answer_the_first_again() -> None:
    # The imports follow from the total in the first step, and from the implied exports' ratio in the second.
    cover = replace(COVER, **{"exporter": "ALP", "importer": "BET", "bounds": Interval(250, 250), "value": 250.0})
    half = share("share", 70, 72, "pair_trade", **BACK)
    found = implied_figures([level("trade", 140, 140), half, cover])
    answers = [(one.figure.direction, one.figure.period) for _, one in found]
    assert len(answers) == len(set(answers)) == 2
