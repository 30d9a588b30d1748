"""Stated and implied figures as arithmetic takes them: what is measured, of what, when, between which bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.model.codes import ALL_GOODS, Measure, Nature, Per
from etl.model.interval import Interval
from etl.model.period import Period


@dataclass(frozen=True)
class ComparableFigure:
    """One figure in full units; None stands for not stated. `inputs` are the ids an implied figure was made from."""

    id: str
    document_id: str
    measure: str
    unit: str
    per: str
    reporter: str | None
    exporter: str | None
    importer: str | None
    pair: str | None
    goods: str | None
    code: str | None
    sector: str | None
    share_of: str | None
    scope: str | None
    period: Period | None
    base: Period | None
    value: float | None
    bounds: Interval
    decimals: int | None = None
    compared_with: str | None = None
    inputs: tuple[str, ...] = ()
    nature: str = Nature.FACT

    @property
    def both_directions(self) -> bool:
        return self.exporter is None

    @property
    def all_goods(self) -> bool:
        return self.goods is None and (self.code is None or self.code == ALL_GOODS)

    @property
    def subject(self) -> tuple[str | None, ...]:
        """Whose statistics, which pair and which goods it speaks of, whatever the direction."""
        return self.reporter, self.pair, self.goods

    @property
    def direction(self) -> tuple[str | None, str | None]:
        return self.exporter, self.importer

    @property
    def is_level(self) -> bool:
        """Whether it is a trade value for a whole period."""
        return self.measure == Measure.TRADE_VALUE and self.per == Per.PERIOD and self.period is not None


def stated_figures(statements: pd.DataFrame) -> list[ComparableFigure]:
    """The rows of `statements` as figures, in the order of the table."""
    return [_stated(row) for row in statements.to_dict("records")]


def stated_facts(statements: pd.DataFrame) -> list[ComparableFigure]:
    """The figures that say what is: targets and forecasts are compared with nothing and imply nothing."""
    return [figure for figure in stated_figures(statements) if figure.nature == Nature.FACT]


def _stated(row: Mapping[Any, Any]) -> ComparableFigure:
    known = {str(name): _known(value) for name, value in row.items()}
    return ComparableFigure(
        id=str(row["statement_id"]),
        document_id=str(row["document_id"]),
        measure=str(row["measure"]),
        nature=str(known.get("nature") or Nature.FACT),
        unit=str(row["unit"]),
        per=str(known.get("per") or Per.PERIOD),
        reporter=known.get("reporter_iso3"),
        exporter=known.get("exporter_iso3"),
        importer=known.get("importer_iso3"),
        pair=known.get("pair"),
        goods=known.get("commodity_label"),
        code=known.get("commodity_code"),
        sector=known.get("sector_id"),
        share_of=known.get("share_of"),
        scope=known.get("scope"),
        period=_period(known, "period"),
        base=_period(known, "base_period"),
        value=known.get("value"),
        bounds=Interval(known.get("low"), known.get("high")),
        decimals=None if known.get("decimals") is None else int(known["decimals"]),
        compared_with=known.get("compared_with"),
    )


def _known(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value


def _period(known: dict[str, Any], name: str) -> Period | None:
    start, end = known.get(f"{name}_start"), known.get(f"{name}_end")
    return Period(start, end) if start is not None and end is not None else None
