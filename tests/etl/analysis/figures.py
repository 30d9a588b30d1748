"""Tiny hand-made figures for the tests of comparisons and implied values; none is anybody's statistics."""

from typing import Any

from etl.analysis.stated import ComparableFigure
from etl.model.interval import Interval
from etl.model.period import parse_iso

OUT = {"exporter": "ALP", "importer": "BET"}
BACK = {"exporter": "BET", "importer": "ALP"}
GOODS = {"goods": "fuels", "code": "27"}


def figure(
    name: str, measure: str, low: float | None, high: float | None, period: str | None = "2022", **changes: Any
) -> ComparableFigure:
    """A figure of the document `paper` on Alpland and Betaland; growth has the year before as its base.

    Its value is the middle of its bounds, or the only one of them, as of a printed "more than".
    """
    span = parse_iso(period) if period else None
    level = measure in ("trade_value", "balance")
    printed = [side for side in (low, high) if side is not None]
    document = changes.pop("document_id", "paper")
    fields: dict[str, Any] = {
        "id": f"{document}.{name}",
        "document_id": document,
        "measure": measure,
        "unit": "USD" if level else "percent",
        "per": "period",
        "reporter": None,
        "exporter": None,
        "importer": None,
        "pair": "ALP-BET",
        "goods": None,
        "code": None,
        "sector": None,
        "share_of": None,
        "scope": None,
        "period": span,
        "base": span.year_before() if span and measure == "growth" else None,
        "value": sum(printed) / len(printed) if printed else None,
        "bounds": Interval(low, high),
        "decimals": 0,
    }
    return ComparableFigure(**fields | changes)


def level(
    name: str, low: float | None, high: float | None, period: str | None = "2022", **changes: Any
) -> ComparableFigure:
    return figure(name, "trade_value", low, high, period, **changes)


def growth(
    name: str, low: float | None, high: float | None, period: str | None = "2022", **changes: Any
) -> ComparableFigure:
    return figure(name, "growth", low, high, period, **changes)


def share(
    name: str, low: float | None, high: float | None, of: str, period: str | None = "2022", **changes: Any
) -> ComparableFigure:
    return figure(name, "share", low, high, period, share_of=of, **changes)
