"""Crude oil taken out of official values: what is left after HS 2709 of the same declarations.

The total of a reporter, direction, span and kind of source loses HS 2709 of just these four. Chapter 27 never stands
in for it; it only tells how much fuel no heading accounts for, and so how much crude oil could be in what is left.
"""

from typing import Any

import pandas as pd

from etl.model.codes import ALL_GOODS

CRUDE, FUELS = "2709", "27"
_SERIES = ["reporter_iso3", "exporter_iso3", "importer_iso3", "source_kind"]
_SAME = [*_SERIES, "period_start", "period_end"]
_HARMONIZED = ("H", "CN")  # classifications in which these codes are fuels
_NEXT_TO_NOTHING = 1.0  # percent of a year's total that may be fuel of unknown heading where no list names crude oil


def untouched(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with nothing removed."""
    return rows.assign(removed=0.0, undivided=0.0, oil_source_id="", fuel_source_id="")


def without_crude(rows: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """The rows less crude oil; those it cannot be taken out of are left out. `products` is everything below the total.

    Columns added: `removed`; `undivided`, what is left of chapter 27 beside its listed goods; their two sources.
    A row of crude oil stays with the value 0, so that its share can be told, unless its series is crude oil alone.
    """
    code, harmonized = rows["commodity_code"], rows["classification"].str.startswith(_HARMONIZED)
    crude = harmonized & code.str.startswith(CRUDE)
    fuels = harmonized & code.eq(FUELS)
    totals = code.eq(ALL_GOODS)
    kept = untouched(rows[~totals & ~fuels])
    crude = crude[kept.index]
    kept["removed"] = kept["value"].where(crude, 0.0)
    kept["value"] = kept["value"].mask(crude, 0.0)
    kept["oil_source_id"] = kept["source_id"].where(crude, "")
    products = products[products["classification"].str.startswith(_HARMONIZED)]
    return pd.concat([kept[~kept["source_id"].isin(_crude_alone(products))], _reduced(rows[totals], products)])


def _reduced(totals: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """Totals less the crude oil listed for them, or whole where what could be crude oil is next to nothing."""
    found = totals.merge(_listed(products), on=_SAME, how="left").merge(_undivided(products), on=_SAME, how="left")
    unlisted = found["removed"].isna() & found["undivided"].notna()
    year = found["period_start"].map(lambda day: day.year)
    by_year = found[unlisted].groupby([*_SERIES, "source_id", year])
    share = by_year["undivided"].transform("sum") / by_year["value"].transform("sum") * 100
    negligible = share.le(_NEXT_TO_NOTHING).reindex(found.index, fill_value=False)
    found = found[(found["removed"] <= found["value"]) | negligible]
    found = found.fillna({"removed": 0.0, "undivided": 0.0, "oil_source_id": "", "fuel_source_id": ""})
    return found.assign(value=found["value"] - found["removed"])


def _listed(products: pd.DataFrame) -> pd.DataFrame:
    """Crude oil by series and span; one without a value is not known.

    A span for which a list that names it elsewhere has rows, but not this one, has none, unless the list then has the
    whole chapter instead.
    """
    crude = products[products["commodity_code"].eq(CRUDE)]
    lists = products.merge(crude[[*_SERIES, "source_id"]].drop_duplicates(), on=[*_SERIES, "source_id"])
    spans = lists[[*_SAME, "source_id"]].drop_duplicates().sort_values("source_id")
    named = crude[[*_SAME, "source_id", "value"]].rename(columns={"value": "removed"})
    whole = lists.loc[lists["commodity_code"].eq(FUELS), [*_SAME, "source_id"]].drop_duplicates()
    found = spans.merge(named, on=[*_SAME, "source_id"], how="left", indicator="_named")
    found = found.merge(whole, on=[*_SAME, "source_id"], how="left", indicator="_chapter")
    none = found.pop("_named").eq("left_only") & found.pop("_chapter").eq("left_only")
    found["removed"] = found["removed"].mask(none, 0.0)
    return found.dropna(subset=["removed"]).drop_duplicates(_SAME).rename(columns={"source_id": "oil_source_id"})


def _undivided(products: pd.DataFrame) -> pd.DataFrame:
    """What the listed goods of chapter 27 leave of it, by series and span."""
    products = products[products["value"].notna()]
    whole = products["commodity_code"].eq(FUELS)
    chapters = products[whole].drop_duplicates(_SAME).set_index(_SAME)
    below = products[~whole & products["commodity_code"].str.startswith(FUELS)]
    below = below.drop_duplicates([*_SAME, "commodity_code"])
    listed: dict[Any, float] = {key: _outermost_sum(group) for key, group in below.groupby(_SAME)}
    left = [max(0.0, value - listed.get(key, 0.0)) for key, value in chapters["value"].items()]
    found = pd.DataFrame({"undivided": left, "fuel_source_id": chapters["source_id"]}, index=chapters.index)
    return found.astype({"undivided": float}).reset_index()


def _outermost_sum(rows: pd.DataFrame) -> float:
    """The sum of the rows that lie in no other row's heading."""
    codes = set(rows["commodity_code"])
    inside = rows["commodity_code"].map(lambda code: any(code[:length] in codes for length in range(1, len(code))))
    return float(rows.loc[~inside.astype(bool), "value"].sum())


def _crude_alone(products: pd.DataFrame) -> set[str]:
    """The sources that list nothing but crude oil: without it nothing of them is left."""
    crude = products["commodity_code"].str.startswith(CRUDE)
    alone = crude.groupby(products["source_id"]).all()
    return set(alone[alone].index)
