"""Period-average rates: known averages, complete periods only, and conversion only where a rate covers the period."""

from datetime import date

import pandas as pd
import pytest

from etl.model.period import Period, parse_iso
from etl.model.rates import Rates, monthly_rates
from etl.transform.exchange_rates import SOURCE_ID, average_rates, convert, source_row


@pytest.fixture(scope="module")
def rates() -> pd.DataFrame:
    return average_rates()


def rate(rates: pd.DataFrame, text: str) -> float:
    period = parse_iso(text)
    found = rates[rates["period_start"].eq(period.start) & rates["period_end"].eq(period.end)]
    assert len(found) == 1
    return float(found["rate"].iloc[0])


# Averages the European Central Bank publishes for the dollar.
@pytest.mark.parametrize(
    ("period", "published"),
    [
        ("2022", "1.053049"),
        ("2021", "1.182740"),
        ("2020", "1.142196"),
        ("2022-01", "1.131448"),
        ("2023-08", "1.090887"),
    ],
)
def test_published_averages(rates: pd.DataFrame, period: str, published: str) -> None:
    assert f"{rate(rates, period):.6f}" == published


def test_years_and_months_are_whole(rates: pd.DataFrame) -> None:
    spans = [Period(*ends).whole_months for ends in zip(rates["period_start"], rates["period_end"], strict=True)]
    assert spans == [{"A": 12, "M": 1}[freq] for freq in rates["freq_code"]]
    assert set(rates["currency_from"]) == {"EUR"}
    assert set(rates["currency_to"]) == {"USD"}
    assert rates.loc[rates["freq_code"].eq("M"), "fixings"].between(15, 23).all()
    assert rates.loc[rates["freq_code"].eq("A"), "fixings"].between(250, 262).all()


def test_an_annual_average_is_that_of_its_days(rates: pd.DataFrame) -> None:
    months = rates[rates["freq_code"].eq("M") & rates["period_start"].between(date(2022, 1, 1), date(2022, 12, 31))]
    weighted = (months["rate"] * months["fixings"]).sum() / months["fixings"].sum()
    assert rate(rates, "2022") == pytest.approx(weighted, rel=1e-12)


def flow(period: str, freq: str, value: float | None, currency: str | None) -> dict[str, object]:
    span = parse_iso(period)
    return {
        "period_start": span.start,
        "period_end": span.end,
        "freq_code": freq,
        "value": value,
        "currency": currency,
    }


def test_both_currencies_where_a_rate_covers_the_period() -> None:
    others = {"currency_to": "USD", "fixings": 1, "rate": 1.0}
    months = [flow(f"2022-{number:02}", "M", None, None) | others for number in range(1, 13)]
    months[2]["rate"] = 4.0  # the year's average is 1.25
    rates = pd.DataFrame(months)
    flows = pd.DataFrame(
        [
            flow("2022", "A", 100.0, "USD"),
            flow("2022", "A", 100.0, "EUR"),
            flow("2022-03", "M", 10.0, "EUR"),
            flow("2023-04", "M", 10.0, "EUR"),
            flow("2022-02/2022-03", "A", 10.0, "USD"),
            flow("2022", "A", 100.0, "KZT"),
            flow("2022", "A", None, None),
        ]
    )
    found = convert(flows, rates)
    assert found[["value_usd", "value_eur"]].astype(object).where(
        found[["value_usd", "value_eur"]].notna(), None
    ).to_numpy().tolist() == [
        [100.0, 80.0],
        [125.0, 100.0],
        [40.0, 10.0],
        [None, 10.0],
        [10.0, 4.0],
        [None, None],
        [None, None],
    ]
    assert list(found["value"].dropna()) == list(flows["value"].dropna())


def test_the_rates_have_a_source() -> None:
    row = source_row(date(2024, 1, 2))
    assert (row["source_id"], row["publisher"], row["accessed"]) == (
        SOURCE_ID,
        "European Central Bank",
        date(2024, 1, 2),
    )


def test_rates_over_months_weigh_trading_days(rates: pd.DataFrame) -> None:
    known = monthly_rates(rates)
    assert known.over(parse_iso("2022")) == pytest.approx(rate(rates, "2022"), rel=1e-12)
    assert known.over(parse_iso("2023-08")) == rate(rates, "2023-08")
    uneven = Rates({date(2022, 1, 1): (1.0, 30), date(2022, 2, 1): (2.0, 10)})
    assert uneven.over(parse_iso("2022-01/2022-02")) == 1.25


@pytest.mark.parametrize("period", ["2022-01/2022-03", "2022-01-15", "1990"])
def test_no_rate_over_what_is_not_wholly_known(period: str) -> None:
    known = Rates({date(2022, 1, 1): (1.0, 20), date(2022, 2, 1): (2.0, 20)})
    assert known.over(parse_iso(period)) is None
    assert known.factor("EUR", "USD", parse_iso(period)) is None
    assert known.factor("USD", "USD", parse_iso(period)) == 1.0


@pytest.mark.parametrize(
    ("unit", "currency", "factor"),
    [("EUR", "USD", 1.25), ("USD", "EUR", 0.8), ("EUR", "EUR", 1.0), ("percent", "percent", 1.0), ("KZT", "USD", None)],
)
def test_the_factor_between_two_units(unit: str, currency: str, factor: float | None) -> None:
    assert Rates({date(2022, 1, 1): (1.25, 20)}).factor(unit, currency, parse_iso("2022-01")) == factor
