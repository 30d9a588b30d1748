"""Figures of one document against one another: each rule agreeing, disagreeing, and what it must not compare."""

from dataclasses import replace
from typing import Any

import pytest

from etl.analysis.check_within import within_document
from etl.analysis.comparison import Comparison, shown
from etl.analysis.stated import ComparableFigure
from etl.model.codes import Reason, Verdict
from etl.model.interval import Interval
from etl.model.period import parse_iso
from tests.etl.analysis.figures import BACK, GOODS, OUT, figure, growth, level, share

Figures = list[ComparableFigure]


def found(figures: Figures, rule: str) -> list[Comparison]:
    return [one for one in within_document(figures) if one.rule == rule]


def only(figures: Figures, rule: str) -> Comparison:
    (one,) = found(figures, rule)
    return one


EXPORTS, IMPORTS = level("exports", 99, 101, **OUT), level("imports", 39, 41, **BACK)
FLOWS = [EXPORTS, IMPORTS]
TRADE = level("trade", 138, 142)
OIL = level("oil", 59, 61, **OUT, **GOODS)
OIL_SHARE = share("oil-share", 59.5, 60.5, "pair_flow", **OUT, **GOODS)
RISE, BEFORE = growth("growth", 24, 26, **OUT), level("before", 79, 81, "2021", **OUT)
COVER = figure("cover", "ratio", 39.5, 40.5, share_of="opposite_flow", **BACK)

# rule, the figures, its statement, the other side, what disagrees when put in the statement's place
RULES: dict[str, tuple[Figures, str, Interval, tuple[float, float]]] = {
    "directions_and_total": ([TRADE, *FLOWS], "trade", Interval(138, 142), (145, 150)),
    "goods_and_share": ([OIL, OIL_SHARE, EXPORTS], "oil", Interval(58.905, 61.105), (65, 66)),
    "share_and_direction": (
        [EXPORTS, share("out-share", 70, 72, "pair_trade", **OUT), TRADE],
        "exports",
        Interval(96.6, 102.24),
        (103, 104),
    ),
    "goods_within_direction": ([EXPORTS, OIL], "exports", Interval(59, None), (50, 51)),
    "growth_and_levels": ([RISE, EXPORTS, BEFORE], "growth", Interval(22.2222, 27.8481), (30, 31)),
    "growth_and_directions": (
        [growth("total-growth", 24, 26), *FLOWS, RISE, growth("imports-growth", 24, 26, **BACK)],
        "total-growth",
        Interval(24, 26),
        (27, 28),
    ),
    "growth_between_directions": (
        [growth("total-growth", 0, 1), RISE, growth("imports-growth", -10, -9, **BACK)],
        "total-growth",
        Interval(-10, 26),
        (27, 28),
    ),
    "ratio_and_levels": ([COVER, *FLOWS], "cover", Interval(38.6139, 41.4141), (37.25, 37.35)),
}


def put(figures: Figures, name: str, bounds: tuple[float, float]) -> Figures:
    return [replace(f, value=None, bounds=Interval(*bounds)) if f.id == f"paper.{name}" else f for f in figures]


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_agrees(rule: str) -> None:
    figures, statement, observed, _ = RULES[rule]
    one = only(figures, rule)
    assert one.statement.id == f"paper.{statement}"
    assert (one.verdict, one.reason, one.distance) == (Verdict.AGREES, Reason.INSIDE, None)
    assert one.observed is not None
    for side, expected in zip((one.observed.low, one.observed.high), (observed.low, observed.high), strict=True):
        assert side == (None if expected is None else pytest.approx(expected, abs=1e-4))
    assert {one.statement.id, *one.others} == {f.id for f in figures}
    assert " meets " in one.text


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_disagrees(rule: str) -> None:
    figures, statement, _, other = RULES[rule]
    one = only(put(figures, statement, other), rule)
    part_above_whole = rule == "goods_within_direction"
    assert one.verdict == Verdict.DISAGREES
    assert one.reason == (Reason.IMPOSSIBLE if part_above_whole else Reason.OUTSIDE)
    assert one.distance is not None
    assert one.distance > 0
    assert " does not meet " in one.text


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "changes",
    [
        {"period": parse_iso("2020")},
        {"pair": "ALP-CEE"},
        {"reporter": "BET"},
    ],
    ids=["period", "pair", "statistics"],
)
def test_nothing_else_is_compared(rule: str, changes: dict[str, Any]) -> None:
    figures, statement, *_ = RULES[rule]
    changed = [replace(f, **changes) if f.id == f"paper.{statement}" else f for f in figures]
    assert found(changed, rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_rules_need_all_their_figures(rule: str) -> None:
    figures = RULES[rule][0]
    for left_out in figures:
        assert found([f for f in figures if f is not left_out], rule) == []


@pytest.mark.parametrize(
    ("bounds", "unit", "words"),
    [
        (Interval(100, 100), "USD", "100 USD"),
        (Interval(3.5e9, 4.5e9), "EUR", "3,500,000,000 … 4,500,000,000 EUR"),
        (Interval(29.5, 30.5), "percent", "29.50 … 30.50 percent"),
        (Interval(170, None), "companies", "at least 170 companies"),
        (Interval(None, 72.89), "percent", "at most 72.89 percent"),
    ],
)
def test_bounds_in_words(bounds: Interval, unit: str, words: str) -> None:
    assert shown(bounds, unit) == words


def test_currencies_are_not_mixed_within_a_document() -> None:
    euros = level("trade", 138, 142, unit="EUR")
    assert found([euros, *FLOWS], "directions_and_total") == []
    assert found([level("oil", 59, 61, unit="EUR", **OUT, **GOODS), OIL_SHARE, EXPORTS], "goods_and_share") == []
    assert found([EXPORTS, level("oil", 159, 161, unit="EUR", **OUT, **GOODS)], "goods_within_direction") == []
    assert found([RISE, EXPORTS, level("before", 79, 81, "2021", unit="EUR", **OUT)], "growth_and_levels") == []


def test_a_range_for_each_year_is_no_level() -> None:
    assert found([level("trade", 138, 142, per="year"), *FLOWS], "directions_and_total") == []


def test_other_goods_are_not_compared() -> None:
    wood = {"goods": "wood", "code": "44"}
    assert found([level("wood", 1, 2, **OUT, **wood), OIL_SHARE, EXPORTS], "goods_and_share") == []
    assert found([level("before", 79, 81, "2021", **OUT, **wood), RISE, EXPORTS], "growth_and_levels") == []
    agri = {"goods": "food", "code": "01-24"}
    flow, total = level("food-out", 1, 2, **OUT, **agri), level("food", 6, 7, **agri)
    assert found([flow, share("out-share", 70, 72, "pair_trade", **OUT), total], "share_and_direction") == []


def test_a_share_of_another_whole_is_not_compared() -> None:
    of_needs = share("oil-share", 9, 10, "importer_needs", **OUT, **GOODS)
    assert found([OIL, of_needs, EXPORTS], "goods_and_share") == []
    assert found([EXPORTS, share("out-share", 9, 10, "exporter_total", **OUT), TRADE], "share_and_direction") == []


def test_a_yearly_share_holds_for_each_year_and_no_part_of_one() -> None:
    decade = share("out-share", 80, 90, "pair_trade", "2013/2022", per="year", **OUT)
    assert only([EXPORTS, decade, TRADE], "share_and_direction").observed == Interval(110.4, 127.8)
    part = [level("exports", 99, 101, "2022-01/2022-08", **OUT), level("trade", 138, 142, "2022-01/2022-08")]
    assert found([*part, decade], "share_and_direction") == []


def test_goods_inside_other_goods_count_once() -> None:
    crude = level("crude", 55, 56, goods="crude oil", code="2709", **OUT)
    again = level("oil-again", 58, 62, **OUT, **GOODS)
    span = level("food-to-fuels", 61, 62, goods="raw materials", code="01-27", **OUT)
    metals = level("metals", 30, 31, goods="metals", code="72", **OUT)
    one = only([EXPORTS, OIL, crude, again, span, metals], "goods_within_direction")
    assert one.observed is not None
    assert one.observed.low == pytest.approx(58 + 30)
    assert set(one.others) == {"paper.oil-again", "paper.metals"}


def test_goods_together_above_their_direction_are_impossible() -> None:
    metals = level("metals", 50, 51, goods="metals", code="72", **OUT)
    one = only([EXPORTS, OIL, metals], "goods_within_direction")
    assert (one.verdict, one.reason) == (Verdict.DISAGREES, Reason.IMPOSSIBLE)
    assert one.observed == Interval(109, None)


def test_growth_over_unequal_periods_is_measured_by_no_rule() -> None:
    unequal = {"base": parse_iso("2021-01/2021-11")}
    before = level("before", 79, 81, "2021-01/2021-11", **OUT)
    assert found([growth("growth", 24, 26, **OUT, **unequal), EXPORTS, before], "growth_and_levels") == []


def test_growth_from_what_may_be_nothing_is_not_measured() -> None:
    for before in (level("before", 0, 81, "2021", **OUT), level("before", None, 81, "2021", **OUT)):
        assert found([RISE, EXPORTS, before], "growth_and_levels") == []


def test_growth_of_directions_that_were_lost_is_not_measured() -> None:
    lost = growth("imports-growth", -100.5, -99.5, **BACK)
    assert found([growth("total-growth", 24, 26), *FLOWS, RISE, lost], "growth_and_directions") == []
    nothing = growth("imports-growth", -100, -100, **BACK)
    assert found([growth("total-growth", 24, 26), *FLOWS, RISE, nothing], "growth_and_directions") == []


def test_growth_with_an_open_side_is_not_measured() -> None:
    more = growth("imports-growth", 24, None, **BACK)
    assert found([growth("total-growth", 30, 31), *FLOWS, RISE, more], "growth_and_directions") == []
    assert found([growth("total-growth", 30, 31), RISE, more], "growth_between_directions") == []


def test_growth_against_another_base_is_not_compared() -> None:
    older = growth("imports-growth", -10, -9, base=parse_iso("2015"), **BACK)
    assert found([growth("total-growth", 27, 28), RISE, older], "growth_between_directions") == []
    assert found([growth("total-growth", 27, 28), *FLOWS, RISE, older], "growth_and_directions") == []


@pytest.mark.parametrize(
    ("exports", "imports", "observed"),
    [
        ((99, 101), (None, 41), Interval(None, 41.4141)),
        ((None, 101), (39, 41), Interval(38.6139, None)),
        ((99, None), (39, 41), Interval(None, 41.4141)),
    ],
)
def test_a_cover_by_limits_is_a_limit(exports: Any, imports: Any, observed: Interval) -> None:
    one = only([COVER, level("exports", *exports, **OUT), level("imports", *imports, **BACK)], "ratio_and_levels")
    assert one.observed is not None
    assert (one.observed.low, one.observed.high) == tuple(
        None if side is None else pytest.approx(side, abs=1e-4) for side in (observed.low, observed.high)
    )


def test_a_cover_of_which_nothing_is_known_is_not_compared() -> None:
    flows = [level("exports", None, 101, **OUT), level("imports", None, 41, **BACK)]
    assert found([COVER, *flows], "ratio_and_levels") == []
    nothing = level("exports", 0, 0, **OUT)
    assert found([COVER, nothing, IMPORTS], "ratio_and_levels") == []


def test_goods_of_all_trade_are_no_more_than_their_direction() -> None:
    of_trade = share("oil-share", 91.85, 91.95, "pair_trade", **OUT, **GOODS)
    one = only([of_trade, *FLOWS], "share_above_direction")
    assert (one.verdict, one.reason) == (Verdict.DISAGREES, Reason.IMPOSSIBLE)
    assert one.observed is not None
    assert one.observed.low is None
    assert one.observed.high == pytest.approx(101 / 140 * 100)  # the most the direction can be
    fits = share("oil-share", 60, 61, "pair_trade", **OUT, **GOODS)
    assert only([fits, *FLOWS], "share_above_direction").verdict == Verdict.AGREES


@pytest.mark.parametrize(
    "changes",
    [{"goods": None, "code": None}, {"exporter": None, "importer": None}, {"share_of": "pair_flow"}],
)
def test_a_share_of_something_else_may_be_larger(changes: dict[str, Any]) -> None:
    of_trade = replace(share("oil-share", 91.85, 91.95, "pair_trade", **OUT, **GOODS), **changes)
    assert found([of_trade, *FLOWS], "share_above_direction") == []


def test_a_share_of_trade_that_may_be_nothing_has_no_limit() -> None:
    of_trade = share("oil-share", 91.85, 91.95, "pair_trade", **OUT, **GOODS)
    for high in (0, 1):
        nothing = [level("exports", 0, high, **OUT), level("imports", 0, high, **BACK)]
        assert found([of_trade, *nothing], "share_above_direction") == []


def test_a_growth_over_unequal_periods_is_named() -> None:
    eight = growth("growth", 20, 21, "2023-01/2023-08", base=parse_iso("2022-01/2022-07"))
    one = only([eight], "unequal_periods")
    assert (one.verdict, one.reason, one.observed) == (Verdict.CANNOT_TELL, Reason.UNEQUAL_PERIODS, None)
    assert one.text == "the document compares unequal periods: 2023-01/2023-08 has 8 months, 2022-01/2022-07 has 7"
    assert found([growth("growth", 20, 21, "2023-01/2023-08")], "unequal_periods") == []


def test_levels_a_document_compares_over_unequal_periods_are_named() -> None:
    year = level("year", 41, 42, "2023", reporter="BET")
    nine = level("nine", 41, 42, "2024-01/2024-09", compared_with="paper.year", reporter="ALP")
    one = only([year, nine], "unequal_periods")
    assert (one.statement.id, one.others, one.against) == ("paper.nine", ("paper.year",), "2023")
    assert "2024-01/2024-09 has 9 months, 2023 has 12" in one.text
    next_year = level("nine", 41, 42, "2024", compared_with="paper.year")
    assert found([year, next_year], "unequal_periods") == []
