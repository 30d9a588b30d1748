"""Figures of different documents: contradictions, and printed numbers that changed their meaning."""

import pytest

from etl.analysis.check_between import contradictions, repeated_numbers
from etl.analysis.comparison import Comparison
from etl.analysis.stated import ComparableFigure
from etl.model.codes import Reason, Verdict
from etl.model.interval import Interval
from etl.model.period import parse_iso
from tests.etl.analysis.figures import BACK, GOODS, OUT, figure, growth, level, share
from tests.etl.analysis.test_levels import steady_rates

RATES = steady_rates(2.0)  # two dollars a euro
OTHER = {"document_id": "other"}
AGREES = (Verdict.AGREES, Reason.INSIDE)
DISAGREES = (Verdict.DISAGREES, Reason.OUTSIDE)


def judged(found: Comparison) -> tuple[Verdict, Reason]:
    return found.verdict, found.reason


def contradiction(*figures: ComparableFigure, counts: dict[str, str] | None = None) -> Comparison:
    (one,) = contradictions(list(figures), RATES, counts or {})
    return one


def repeated(*figures: ComparableFigure) -> list[Comparison]:
    return list(repeated_numbers(list(figures), RATES))


TRADE = level("trade", 3.5, 4.5)


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        (level("trade", 4.45, 4.55, **OTHER), AGREES),
        (level("trade", 5.25, 5.35, **OTHER), DISAGREES),
        (level("trade", 1.9, 2.1, unit="EUR", **OTHER), AGREES),
        (level("trade", 3.5, 4.5, unit="EUR", **OTHER), DISAGREES),
        (level("trade", 4.0, None, **OTHER), AGREES),
        (level("trade", None, 3.4, **OTHER), DISAGREES),
    ],
)
def test_two_documents_agree_or_contradict(other: ComparableFigure, verdict: tuple[Verdict, Reason]) -> None:
    one = contradiction(TRADE, other)
    assert judged(one) == verdict
    assert {one.statement.id, *one.others} == {"paper.trade", "other.trade"}
    assert (one.distance is None) == (verdict == AGREES)
    assert ("can both be right" if verdict == AGREES else "cannot be one figure") in one.text
    assert one.text.endswith("no statistics named")


def test_a_currency_is_converted_at_the_rate_of_the_period() -> None:
    one = contradiction(TRADE, level("trade", 1.9, 2.1, unit="EUR", **OTHER))
    assert one.statement.unit == "EUR"  # the document first in the alphabet is the statement
    assert (one.observed, one.rate) == (Interval(1.75, 2.25), 2.0)
    assert "at 2.0000 dollars a euro" in one.text
    assert contradiction(TRADE, level("trade", 4, 5, **OTHER)).rate is None


@pytest.mark.parametrize("measure", ["growth", "balance"])
def test_other_measures_agree_or_contradict(measure: str) -> None:
    one = figure("x", measure, 24.5, 25.5)
    assert judged(contradiction(one, figure("x", measure, 25.3, 25.4, **OTHER))) == AGREES
    assert judged(contradiction(one, figure("x", measure, 32.35, 32.45, **OTHER))) == DISAGREES


@pytest.mark.parametrize(
    "other",
    [
        level("trade", 5.25, 5.35),  # the same document
        level("trade", 5.25, 5.35, "2021", **OTHER),
        level("trade", 5.25, 5.35, pair="ALP-CEE", **OTHER),
        level("trade", 5.25, 5.35, **OUT, **OTHER),
        level("trade", 5.25, 5.35, **GOODS, **OTHER),
        level("trade", 5.25, 5.35, per="year", **OTHER),
        level("trade", 5.25, 5.35, None, **OTHER),
        figure("trade", "balance", 5.25, 5.35, **OTHER),
        level("trade", 5.25, 5.35, unit="KZT", **OTHER),
    ],
)
def test_what_is_of_something_else_is_no_contradiction(other: ComparableFigure) -> None:
    assert list(contradictions([TRADE, other], RATES, {})) == []


def test_growth_over_another_base_is_no_contradiction() -> None:
    older = growth("growth", 90, 91, base=parse_iso("2015"), **OTHER)
    assert list(contradictions([growth("growth", 24, 25), older], RATES, {})) == []


def test_shares_of_other_wholes_are_no_contradiction() -> None:
    needs = share("share", 9, 10, "importer_needs", **OUT, **GOODS, **OTHER)
    assert list(contradictions([share("share", 40, 41, "importer_total", **OUT, **GOODS), needs], RATES, {})) == []
    world = share("share", 9, 10, "region_trade", scope="of the world", **OTHER)
    assert list(contradictions([share("share", 90, 91, "region_trade", scope="of the region"), world], RATES, {})) == []


def test_a_stock_is_not_converted() -> None:
    stock = figure("stock", "fdi_stock", 18, 19, "2022", unit="USD")
    assert list(contradictions([stock, figure("stock", "fdi_stock", 17, 18, unit="EUR", **OTHER)], RATES, {})) == []


def test_without_a_rate_currencies_are_not_compared() -> None:
    old = level("trade", 1, 2, "1995"), level("trade", 5, 6, "1995", unit="EUR", **OTHER)
    assert list(contradictions(list(old), RATES, {})) == []


def test_each_countrys_statistics_may_be_right() -> None:
    one = contradiction(level("trade", 3, 4, reporter="ALP"), level("trade", 5, 6, reporter="BET", **OTHER))
    assert judged(one) == (Verdict.CANNOT_TELL, Reason.OTHER_STATISTICS)
    assert one.text.endswith("statistics named: ALP, BET")
    same = contradiction(level("trade", 3, 4, reporter="ALP"), level("trade", 5, 6, reporter="ALP", **OTHER))
    assert judged(same) == DISAGREES
    assert same.reporter == "ALP"
    unnamed = contradiction(level("trade", 3, 4, reporter="ALP"), level("trade", 5, 6, **OTHER))
    assert judged(unnamed) == DISAGREES


@pytest.mark.parametrize(
    ("first", "second", "counts", "outcome"),
    [
        ("ALP", "BET", {"paper.trade": "ALP", "other.trade": "BET"}, (Verdict.EACH_OWN_COUNT, Reason.OWN_COUNTS)),
        (None, None, {"paper.trade": "ALP", "other.trade": "BET"}, (Verdict.EACH_OWN_COUNT, Reason.OWN_COUNTS)),
        ("ALP", "BET", {"paper.trade": "ALP"}, (Verdict.CANNOT_TELL, Reason.OTHER_STATISTICS)),  # one is not borne out
        ("ALP", None, {"other.trade": "BET"}, (Verdict.CANNOT_TELL, Reason.OTHER_STATISTICS)),
        (None, None, {"paper.trade": "ALP", "other.trade": "ALP"}, DISAGREES),
        (None, None, {"paper.trade": "ALP"}, DISAGREES),
    ],
)
def test_two_counts_are_no_contradiction(
    first: str | None, second: str | None, counts: dict[str, str], outcome: tuple[Verdict, Reason]
) -> None:
    figures = level("trade", 3, 4, reporter=first), level("trade", 5, 6, reporter=second, **OTHER)
    one = contradiction(*figures, counts=counts)
    assert judged(one) == outcome
    assert one.text.endswith("; the counts of BET and of ALP") == (len(set(counts.values())) == 2)
    met = contradiction(level("trade", 3, 4), level("trade", 3, 4.5, **OTHER), counts=counts)
    assert judged(met) == AGREES  # what meets agrees, whoever counts it


def test_documents_that_print_alike_stand_together() -> None:
    again = level("trade", 3.5, 4.5, document_id="quoting", reporter="ALP")
    one = contradiction(TRADE, again, level("trade", 5.25, 5.35, **OTHER))
    assert {one.statement.id, *one.alike, *one.others} == {"paper.trade", "quoting.trade", "other.trade"}
    assert "statistics named: ALP" in one.text
    assert list(contradictions([TRADE, again], RATES, {})) == []


def test_a_document_that_prints_both_is_not_set_against_itself() -> None:
    both = level("rounded", 5.25, 5.35)
    quoting = level("trade", 3.5, 4.5, document_id="quoting")
    assert list(contradictions([TRADE, both, quoting], RATES, {})) == []


# The same printed number with another currency, base or subject.
EUROS = level("trade", 3.5, 4.5, unit="EUR", **OTHER)


def test_dollars_that_became_euros_are_noticed() -> None:
    (one,) = repeated(TRADE, EUROS)
    assert judged(one) == (Verdict.DISAGREES, Reason.SAME_DIGITS)  # two dollars a euro: they cannot both be right
    assert one.text == "the same printed number, 4 EUR, with another currency"
    assert one.rate == 2.0


def test_dollars_that_became_euros_at_par_may_be_right() -> None:
    (one,) = repeated_numbers([TRADE, EUROS], steady_rates(1.1))
    assert judged(one) == (Verdict.CANNOT_TELL, Reason.SAME_DIGITS)
    assert one.observed is not None
    assert one.observed.overlaps(one.statement.bounds)


def test_a_share_that_became_one_of_something_else_is_noticed() -> None:
    region = share("a", 89.5, 90.5, "region_trade", None, scope="France in the region", decimals=0)
    union = share("b", 89.5, 90.5, "region_trade", "2024-11", scope="France in the union", decimals=0, **OTHER)
    (one,) = repeated(region, union)
    assert judged(one) == (Verdict.CANNOT_TELL, Reason.SAME_DIGITS)
    assert one.text.endswith("with another base")
    assert (one.observed, one.period) == (None, parse_iso("2024-11"))


def test_within_one_document_the_goods_may_change_too() -> None:
    of_flow = share("a", 91.85, 91.95, "pair_flow", **OUT, **GOODS)
    of_trade = share("b", 91.85, 91.95, "pair_trade", goods="crude oil", code="2709", **OUT)
    (one,) = repeated(of_flow, of_trade)
    assert one.text.endswith("with another base and subject")
    apart = share("b", 91.85, 91.95, "pair_trade", goods="crude oil", code="2709", **OUT, **OTHER)
    assert repeated(of_flow, apart) == []


def test_another_direction_is_another_subject() -> None:
    (one,) = repeated(level("a", 3.5, 4.5, **OUT), level("b", 3.5, 4.5, **BACK, **OTHER))
    assert one.text.endswith("with another subject")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TRADE, level("trade", 3.5, 4.5, **OTHER)),  # nothing changed
        (TRADE, level("trade", 3.95, 4.05, unit="EUR", decimals=1, **OTHER)),  # 4.0 is not 4
        (TRADE, level("trade", 3.5, 4.5, "2021", unit="EUR", **OTHER)),
        (TRADE, level("trade", 3.5, 4.5, unit="EUR", per="year", **OTHER)),
        (TRADE, level("trade", 3.5, 4.5, unit="EUR", pair="ALP-CEE", **OTHER)),
        (level("trade", 3.5, 4.5, None), level("trade", 3.5, 4.5, unit="EUR", **OTHER)),  # no share
        (growth("a", 29.5, 30.5, **OUT), growth("b", 29.5, 30.5, **BACK, **OTHER)),  # meets by chance
        (level("trade", 3, 4, value=None), level("trade", 3, 4, value=None, unit="EUR", **OTHER)),  # a range: no number
    ],
)
def test_what_is_no_repeated_number(one: ComparableFigure, other: ComparableFigure) -> None:
    assert repeated(one, other) == []


def test_a_repeated_share_of_two_stated_periods_is_none() -> None:
    needs = share("a", 40, 41, "importer_needs", **OUT)
    imports = share("b", 40, 41, "importer_total", "2020", **OUT, **OTHER)
    assert repeated(needs, imports) == []
