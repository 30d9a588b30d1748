"""Mirrored declarations: what the exporter and what the importer say of the same goods, side by side.

Each side stays what its country declares, in its published currency; neither is ever put in the other's place. Only
whole calendar years that both declare are compared: a year of eleven months has no row.
"""

from typing import Any

import pandas as pd

from etl.model.codes import ALL_GOODS, Flow, Frequency, SourceKind, Status, Verdict
from etl.model.period import year
from etl.model.rates import Rates, monthly_rates
from etl.model.schema import TABLES
from etl.sources.judgements import Allowance
from etl.sources.reference import is_harmonized

Row = dict[str, Any]

_DIRECTION = ["exporter_iso3", "importer_iso3", "pair"]
_GOODS = ["goods", "commodity_code", "commodity_level", "year"]
_SERIES = ["source_id", "classification", "currency", "valuation"]
# Where one country's declarations come from two sources, its own statistics office goes before copies of its customs.
_RANKED_KINDS = (SourceKind.STATISTICS_OFFICE, SourceKind.CUSTOMS)
# A chapter and the total mean the same goods in every revision of the HS; finer codes need not.
_SAME_IN_ALL_REVISIONS = ("total", "chapter")


def mirror_rows(
    flows: pd.DataFrame, sources: pd.DataFrame, rates: pd.DataFrame, allowances: tuple[Allowance, ...]
) -> pd.DataFrame:
    """`mirrors`: one row per direction, goods and calendar year that both countries declare.

    Published values are added up first and then converted at the average rate of exactly the year.
    """
    declared = _declarations(flows, sources)
    averages = monthly_rates(rates)
    exports, imports = (declared[declared["flow_code"].eq(flow)] for flow in (Flow.EXPORT, Flow.IMPORT))
    both = exports.merge(imports, on=[*_DIRECTION, *_GOODS], suffixes=("_x", "_m"))
    rows = [_row({str(k): v for k, v in one.items()}, averages, allowances) for one in both.to_dict("records")]
    return pd.DataFrame(rows, columns=TABLES["mirrors"].names)


def _declarations(flows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """One row per side, goods and whole year: the value as published, of one source."""
    rows = _usable(flows, sources)
    grouped = rows.groupby([*_DIRECTION, "flow_code", *_GOODS, *_SERIES], as_index=False).agg(
        value=("value", "sum"),
        rows=("value", "size"),
        spans=("period_start", "nunique"),
        annual=("annual", "sum"),
        provisional=("provisional", "max"),
        rank=("rank", "min"),
        sector_id=("sector_id", "first"),
        flow_ids=("flow_id", " ".join),
    )
    one_year = grouped["rows"].eq(1) & grouped["annual"].eq(1)
    all_months = grouped["rows"].eq(12) & grouped["spans"].eq(12) & grouped["annual"].eq(0)
    whole = grouped[one_year | all_months]
    ranked = whole.sort_values(["rank", "provisional", "source_id", "classification"], kind="stable")
    return ranked.drop_duplicates([*_DIRECTION, "flow_code", *_GOODS])


def _usable(flows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Declared values of harmonized goods by year or month; doubtful, confidential and missing ones do not count."""
    kinds = flows["source_id"].map(dict(zip(sources["source_id"], sources["source_kind"].astype(str), strict=True)))
    harmonized = [name for name in flows["classification"].unique() if is_harmonized(name)]
    kept = (
        flows["reporter_iso3"].notna()
        & flows["value"].notna()
        & ~flows["status"].isin([Status.DOUBTFUL, Status.CONFIDENTIAL])
        & flows["classification"].isin(harmonized)
        & kinds.isin(_RANKED_KINDS)
    )
    rows = flows[kept].sort_values(["period_start", "flow_id"])
    years = [start.year for start in rows["period_start"]]
    whole = [
        (start, end) == (year(number).start, year(number).end)
        for start, end, number in zip(rows["period_start"], rows["period_end"], years, strict=True)
    ]
    annual = pd.Series(whole, index=rows.index, dtype=bool) & rows["freq_code"].eq(Frequency.ANNUAL)
    rows = rows.assign(year=years, annual=annual, provisional=rows["status"].eq(Status.PROVISIONAL))
    same = rows["commodity_level"].isin(_SAME_IN_ALL_REVISIONS)
    goods = rows["commodity_code"].where(same, rows["classification"] + "-" + rows["commodity_code"])
    rank = kinds[rows.index].map({str(kind): at for at, kind in enumerate(_RANKED_KINDS)})
    return rows[annual | rows["freq_code"].eq(Frequency.MONTHLY)].assign(goods=goods, rank=rank)


def _row(row: Row, rates: Rates, allowances: tuple[Allowance, ...]) -> Row:
    span = year(row["year"])
    allowance = _allowance(row, allowances)
    rate = None if row["currency_x"] == row["currency_m"] == "USD" else rates.over(span)
    factors = [rates.factor(row[f"currency_{side}"], "USD", span) for side in "xm"]
    exported, imported = (
        None if factor is None else row[f"value_{side}"] * factor for factor, side in zip(factors, "xm", strict=True)
    )
    ratio = _ratio(row, exported, imported)
    direction = f"{row['exporter_iso3']}-{row['importer_iso3']}"
    return {
        "mirror_id": f"{direction}:{row['goods']}:{span.iso()}",
        **{name: row[name] for name in (*_DIRECTION, "commodity_code", "commodity_level")},
        "period_start": span.start,
        "period_end": span.end,
        "classification": row["classification_x"] if row["classification_x"] == row["classification_m"] else None,
        "sector_id": None if row["commodity_code"] == ALL_GOODS else row["sector_id_x"],
        **_side("exporter", row, "x"),
        **_side("importer", row, "m"),
        "rate": rate,
        "exporter_value_usd": exported,
        "importer_value_usd": imported,
        "gap_usd": None if exported is None or imported is None else imported - exported,
        "ratio": ratio,
        "allowance_low": allowance.low if allowance else None,
        "allowance_high": allowance.high if allowance else None,
        "verdict": _verdict(ratio, allowance),
    }


def _side(name: str, row: Row, suffix: str) -> Row:
    columns = ("source_id", "value", "currency", "valuation", "flow_ids")
    return {f"{name}_{column}": row[f"{column}_{suffix}"] for column in columns}


def _allowance(row: Row, allowances: tuple[Allowance, ...]) -> Allowance | None:
    valuations = (row["valuation_x"], row["valuation_m"])
    return next((a for a in allowances if (a.exporter_valuation, a.importer_valuation) == valuations), None)


def _ratio(row: Row, exported: float | None, imported: float | None) -> float | None:
    """The importer's value over the exporter's: of the published values where they share a currency."""
    if row["currency_x"] == row["currency_m"]:
        exported, imported = row["value_x"], row["value_m"]
    return None if exported is None or imported is None or not exported else imported / exported


def _verdict(ratio: float | None, allowance: Allowance | None) -> Verdict:
    if ratio is None or allowance is None:
        return Verdict.CANNOT_TELL
    return Verdict.AGREES if allowance.low <= ratio <= allowance.high else Verdict.DISAGREES
