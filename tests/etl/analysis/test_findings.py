"""What the engine finds in the real documents, row by row in `findings.csv`, and each contradiction by its name."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.analysis import derive_rules
from etl.model.codes import Reason, Rule, Verdict
from etl.model.interval import Interval
from tests.etl.analysis.figures import BACK, OUT, growth, level
from tests.world import Built

FINDINGS = Path(__file__).with_name("findings.csv")
VISIT, KEY_PARTNER, FIRMS = "2023-11-01-astana-visit", "2023-11-01-trend-tokayev-key-partner", "2023-mwm-french-firms"
TREASURY, COMPANIES = "undated-dg-tresor-bilateral-trade", "2023-11-01-trend-french-companies"
EUROSTAT = "eurostat-exports-monthly+comext-imports-monthly"
Row = dict[str, Any]


def findings() -> list[dict[str, str]]:
    with FINDINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_id(row: dict[str, str]) -> str:
    return ":".join(row[name] for name in ("rule", "statement", "period", "against"))


def shown_bounds(low: float | None, high: float | None, unit: str) -> str:
    """Bounds as the table prints them: percent with two decimals, money in millions with two."""
    scale = 1 if unit == "percent" else 1e6
    ends = [None if pd.isna(side) else f"{side / scale:.2f}" for side in (low, high)]
    if ends == [None, None]:
        return ""
    if None in ends:
        return f"at least {ends[0]}" if ends[1] is None else f"at most {ends[1]}"
    return str(ends[0]) if ends[0] == ends[1] else " … ".join(map(str, ends))


@pytest.fixture(scope="module")
def checks(real: Built) -> pd.DataFrame:
    return real.tables["checks"].set_index("check_id", drop=False)


@pytest.mark.parametrize("expected", findings(), ids=check_id)
def test_each_finding(checks: pd.DataFrame, expected: dict[str, str]) -> None:
    row = checks.loc[check_id(expected)]
    found = {
        "verdict": row["verdict"],
        "reason_code": row["reason_code"],
        "expected": shown_bounds(row["expected_low"], row["expected_high"], row["unit"]),
        "observed": shown_bounds(row["observed_low"], row["observed_high"], row["unit"]),
        "unit": row["unit"],
    }
    assert found == {name: expected[name] for name in found}
    assert row["subject_ids"].split()[0] == expected["statement"]
    assert len(expected["what"]) > 10


def test_each_finding_stands_once() -> None:
    ids = [check_id(row) for row in findings()]
    assert len(ids) == len(set(ids)) == 45


@pytest.mark.parametrize("rule", ["repeated_number", "unequal_periods"])
def test_no_other_row_of_these_rules(checks: pd.DataFrame, rule: str) -> None:
    listed = {check_id(row) for row in findings() if row["rule"] == rule}
    assert set(checks.index[checks["rule"].eq(rule)]) == listed


def test_nothing_else_is_accused(checks: pd.DataFrame) -> None:
    listed = {check_id(row) for row in findings() if row["verdict"] == Verdict.DISAGREES}
    assert set(checks.index[checks["verdict"].eq(Verdict.DISAGREES)]) == listed
    assert len(listed) == 12


def test_rows_per_rule_and_verdict(checks: pd.DataFrame) -> None:
    counts = checks.groupby("verdict")["rule"].value_counts()
    assert counts[Verdict.AGREES].to_dict() == {
        "stated_value": 29,
        "year_to_date": 15,
        "contradiction": 8,
        "goods_and_share": 6,
        "stated_share": 6,
        "directions_and_total": 5,
        "stated_growth": 4,
        "growth_between_directions": 3,
        "goods_within_direction": 2,
        "ratio_and_levels": 2,
        "growth_and_directions": 1,
        "growth_and_levels": 1,
        "share_and_direction": 1,
        "stated_goods": 1,
    }
    assert len(checks) == 156


def row_of(checks: pd.DataFrame, rule: str, statement: str, period: str, against: str) -> Row:
    return dict(checks.loc[f"{rule}:{statement}:{period}:{against}"])


def observed(row: Row) -> tuple[float, float]:
    return row["observed_low"], row["observed_high"]


@pytest.mark.parametrize(
    ("year", "official", "verdict"),
    [
        ("2018", 85.4, "agrees"),
        ("2019", 83.9, "agrees"),
        ("2020", 66.1, "disagrees"),
        ("2021", 78.3, "disagrees"),
        ("2022", 77.0, "disagrees"),
    ],
)
def test_eighty_to_ninety_percent_by_year(checks: pd.DataFrame, year: str, official: float, verdict: str) -> None:
    row = row_of(checks, "stated_share", f"{VISIT}.export-share-decade", year, "kaz-stat-annual")
    assert round(row["observed_low"], 1) == round(row["observed_high"], 1) == official
    assert (row["verdict"], row["reporter_iso3"]) == (verdict, "KAZ")


def test_thirty_percent_growth_of_2022(checks: pd.DataFrame) -> None:
    row = row_of(checks, "stated_growth", f"{VISIT}.growth-2022", "2022", "kaz-stat-annual")
    assert (f"{row['observed_low']:.2f}", row["verdict"]) == ("30.35", "agrees")


def test_eight_months_of_2023_add_up(checks: pd.DataFrame) -> None:
    parts = "kaz-to-fra-2023-jan-aug+fra-to-kaz-2023-jan-aug"
    row = row_of(checks, "directions_and_total", f"{COMPANIES}.trade-2023-jan-aug", "2023-01/2023-08", parts)
    assert observed(row) == (pytest.approx(2.63175e9), pytest.approx(2.73185e9))  # 1.8 and 0.8818 billion as printed
    assert (row["expected_low"], row["expected_high"], row["verdict"]) == (2.65e9, 2.75e9, "agrees")


def growth_of_french_exports(real: Built) -> Row:
    derived = real.tables["derived"]
    (row,) = derived[derived["rule"].eq("growth_of_other_direction")].to_dict("records")
    return row


def test_implied_growth_of_imports_from_france(real: Built) -> None:
    row = growth_of_french_exports(real)
    assert (round(row["low"]), round(row["high"]), round(row["value"], 1)) == (87, 93, 89.5)
    assert (row["exporter_iso3"], row["unit"], row["measure"]) == ("FRA", "percent", "growth")
    assert (row["period_start"].isoformat(), row["period_end"].isoformat()) == ("2023-01-01", "2023-08-31")
    assert set(row["inputs"].split()) == {
        f"{COMPANIES}.{name}-2023-jan-aug"
        for name in ("trade", "kaz-to-fra", "fra-to-kaz", "growth", "growth-kaz-to-fra")
    }


def test_implied_growth_with_exact_rates_is_narrower(real: Built) -> None:
    figures = [
        level("trade", 2.65e9, 2.75e9),
        level("exports", 1.75e9, 1.85e9, **OUT),
        level("imports", 881.75e6, 881.85e6, **BACK),
        growth("growth", 21.1, 21.1),
        growth("exports-growth", 2.9, 2.9, **OUT),
    ]
    (one,) = derive_rules.implied_growth(figures)
    low, high = one.figure.bounds.low or 0.0, one.figure.bounds.high or 0.0
    assert (f"{low:.2f}", f"{high:.2f}") == ("87.65", "92.56")
    assert (low, high) == (pytest.approx(87.6, abs=0.06), pytest.approx(92.5, abs=0.06))
    row = growth_of_french_exports(real)
    assert row["low"] < low < high < row["high"]


def test_growth_of_2017_by_two_ministries(checks: pd.DataFrame) -> None:
    row = row_of(
        checks,
        "contradiction",
        "undated-dg-tresor-trade-2017.growth-2017",
        "2017",
        "undated-french-foreign-ministry-2018-page.growth-2017",
    )
    assert (row["expected_low"], row["expected_high"]) == (32.35, 32.45)
    assert observed(row) == (24.5, 25.5)
    assert (row["verdict"], row["reporter_iso3"]) == ("disagrees", "FRA")


def test_one_share_for_two_bases(checks: pd.DataFrame) -> None:
    share = f"{TREASURY}.share-crude-oil-of-trade-2020"
    twice = row_of(checks, "repeated_number", share, "2020", f"{TREASURY}.share-hydrocarbons-2020")
    assert (twice["verdict"], twice["reason_code"]) == ("cannot_tell", "same_digits")
    assert "another base and subject" in twice["reason"]
    cannot = row_of(checks, "share_above_direction", share, "2020", "kaz-to-fra-2020+fra-to-kaz-2020")
    assert (cannot["verdict"], cannot["reason_code"]) == ("disagrees", "impossible")
    assert pd.isna(cannot["observed_low"])
    assert round(cannot["observed_high"], 1) == 72.9


def test_dollars_turned_into_euros(checks: pd.DataFrame) -> None:
    euros, dollars = "2023-10-economie-matin-macron-visit.trade-2022", f"{VISIT}.trade-2022"
    row = row_of(checks, "repeated_number", euros, "2022", dollars)
    assert (row["reason_code"], row["unit"], f"{row['rate']:.4f}") == ("same_digits", "EUR", "1.0530")
    assert row["reason"].endswith("with another currency")
    assert {euros, dollars} <= set(row["subject_ids"].split())


def test_ninety_percent_of_one_thing_turned_into_another(checks: pd.DataFrame) -> None:
    union = "2024-11-dayfr-tokayev-in-france.share-of-eu-trade"
    rows = checks[checks["rule"].eq("repeated_number") & checks["subject_ids"].str.contains(union, regex=False)]
    assert len(rows) == 2
    assert set(rows["reason_code"]) == {"same_digits"}
    assert rows["reason"].str.endswith("with another base").all()


def test_comparisons_of_unequal_periods(checks: pd.DataFrame) -> None:
    rows = checks[checks["rule"].eq("unequal_periods")]
    assert sorted(text.split(": ")[1] for text in rows["reason"]) == [
        "2023-01/2023-08 has 8 months, 2022-01/2022-07 has 7",
        *["2024-01/2024-09 has 9 months, 2023 has 12"] * 2,
    ]
    assert set(rows["reason_code"]) == {Reason.UNEQUAL_PERIODS}


def test_four_billion_dollars_and_five_billion_euros(checks: pd.DataFrame) -> None:
    euros = "2023-11-01-agenzia-nova-macron.trade-2022"
    row = row_of(checks, "contradiction", euros, "2022", f"{VISIT}.trade-2022")
    assert (row["verdict"], row["reason_code"]) == ("each_own_count", "own_counts")
    assert row["reason"].endswith("statistics named: KAZ; the counts of FRA and of KAZ")
    assert {euros, f"{VISIT}.trade-2022", "2023-11-02-wikinews-macron-astana.trade-2022"} <= set(
        row["subject_ids"].split()
    )
    months = row_of(checks, "year_to_date", euros, "2022", EUROSTAT)
    assert (f"{months['observed_low'] / 1e9:.2f}", months["unit"], months["verdict"]) == ("4.65", "EUR", "agrees")
    assert pd.isna(months["observed_high"])
    assert len(months["subject_ids"].split()) == 1 + 11 * 2


def test_aircraft_of_the_treasury_are_three_headings(checks: pd.DataFrame) -> None:
    source = "comext-exports-products-monthly"
    row = row_of(checks, "stated_goods", f"{TREASURY}.fra-to-kaz-aircraft-2020", "2020", source)
    assert (f"{row['observed_low'] / 1e6:.2f}", row["unit"], row["verdict"]) == ("194.27", "EUR", "agrees")
    codes = {subject.split("HS-")[1][:4] for subject in row["subject_ids"].split()[1:]}
    assert codes == {"8802", "8803", "8411"}


NOT_AT_FAULT = [
    "kaz-to-fra-2020",  # 1.58 billion
    "fra-to-kaz-2020",  # 0.590 billion
    "growth-2020",  # −39.6 percent
    "growth-fra-to-kaz-2020",  # +40.5 percent
    "growth-kaz-to-fra-2020",  # −50.2 percent
    "coverage-2020",  # 37.3 percent
    "share-hydrocarbons-2020",  # 91.9 percent
]


@pytest.mark.parametrize("name", NOT_AT_FAULT)
def test_the_french_figures_of_2020_are_not_accused(checks: pd.DataFrame, name: str) -> None:
    statement = f"{TREASURY}.{name}"
    own = checks[checks["subject_ids"].str.split().str[0].eq(statement)]
    assert set(own["verdict"]) <= {"agrees", "each_own_count", "cannot_tell"}
    assert statement in " ".join(checks["subject_ids"]).split()


def test_the_french_figures_of_2020_agree_with_one_another(checks: pd.DataFrame) -> None:
    within = checks[checks["source_id"].eq(TREASURY) & checks["period_start"].map(str).eq("2020-01-01")]
    rules = ["growth_and_directions", "growth_between_directions", "ratio_and_levels", "goods_within_direction"]
    found = within[within["rule"].isin(rules)].set_index("rule")["verdict"].astype(str).to_dict()
    assert found == dict.fromkeys(rules, "agrees")


def test_every_subject_is_a_row(real: Built, checks: pd.DataFrame) -> None:
    known = set(real.tables["statements"]["statement_id"]) | set(real.tables["flows"]["flow_id"])
    for row in checks.itertuples():
        subjects = row.subject_ids.split()
        assert set(subjects) <= known, row.check_id
        assert len(subjects) == len(set(subjects)), row.check_id


def test_agreement_is_the_meeting_of_two_intervals(checks: pd.DataFrame) -> None:
    sides = ["expected_low", "expected_high", "observed_low", "observed_high"]
    for row in checks.itertuples():
        low, high, seen_low, seen_high = (None if pd.isna(v) else v for v in (getattr(row, side) for side in sides))
        meet = Interval(low, high).overlaps(Interval(seen_low, seen_high))
        if seen_low is None and seen_high is None:
            assert row.verdict == "cannot_tell", row.check_id
        elif row.rule != "repeated_number":  # a number that lost its meaning is noticed even where both may be right
            assert (row.verdict == "agrees") == meet, row.check_id
        assert pd.isna(row.distance) == pd.isna(row.distance_unit) == meet, row.check_id
        assert row.verdict != "disagrees" or not meet, row.check_id


def test_a_distance_is_what_a_reader_takes_from_the_two_printed_numbers(real: Built, checks: pd.DataFrame) -> None:
    share = f"stated_share:{TREASURY}.share-crude-oil-of-trade-2020:2020:comext-oil-imports-monthly+{EUROSTAT}"
    assert round(checks.at[share, "distance"], 1) == 24.7  # 91.9 against 67.2
    apart = checks[checks["distance"].notna()]
    assert set(apart.loc[apart["unit"].eq("percent"), "distance_unit"]) == {"percentage_points"}
    assert set(apart.loc[apart["unit"].ne("percent"), "distance_unit"]) == {"percent"}
    printed = real.tables["statements"].set_index("statement_id")["value"]
    for row in apart[apart["observed_low"].eq(apart["observed_high"])].itertuples():
        value = printed[row.subject_ids.split()[0]]
        if not pd.isna(value):
            one = abs(value - row.observed_low)
            assert row.distance == pytest.approx(one if row.unit == "percent" else one / abs(value) * 100), row.check_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "2022-11-30-kazinform-partnership.fra-to-kaz-2021",
            "2023-11-13-economie-matin-strategic-partner.fra-to-kaz-2021",
        ),
        (
            "2022-11-30-kazinform-partnership.kaz-to-fra-2021",
            "2023-11-13-economie-matin-strategic-partner.kaz-to-fra-2021",
        ),
        ("2023-11-01-agenzia-nova-macron.trade-2022", f"{VISIT}.trade-2022"),
        ("2023-10-economie-matin-macron-visit.trade-2022", "2023-11-01-agenzia-nova-macron.trade-2022"),
    ],
)
def test_two_countries_counts_are_not_called_impossible(checks: pd.DataFrame, one: str, other: str) -> None:
    row = row_of(checks, "contradiction", one, one[-4:], other)
    assert (row["verdict"], row["reason_code"]) == ("each_own_count", "own_counts")


def test_sources_stand_in_columns(real: Built, checks: pd.DataFrame) -> None:
    statements, flows = real.tables["statements"], real.tables["flows"]
    sources = dict(zip(statements["statement_id"], statements["source_id"], strict=True))
    sources |= dict(zip(flows["flow_id"], flows["source_id"], strict=True))
    for row in checks.itertuples():
        named = {
            *row.subject_source_ids.split(),
            *("" if pd.isna(row.object_source_ids) else row.object_source_ids).split(),
        }
        assert named == {sources[name] for name in row.subject_ids.split()}, row.check_id
        assert row.rule in list(Rule), row.check_id


def test_the_kinds_of_reason_follow_the_verdict(checks: pd.DataFrame) -> None:
    found = checks.groupby("verdict")["reason_code"].unique().map(set).to_dict()
    assert found == {
        "agrees": {"inside"},
        "disagrees": {"outside", "impossible"},
        "each_own_count": {"own_counts"},
        "cannot_tell": {"other_statistics", "revised", "unnamed", "same_digits", "unequal_periods"},
    }
