"""Every stated figure with its bounds, grouped by what can share an axis, beside the official levels it was put to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard.queries import frames, rates
from dashboard.queries.tables import records, worst_of
from dashboard.queries.view import View
from dashboard.statements.bounds import Bounds, read_bounds
from dashboard.statements.documents import naming_companies
from dashboard.statements.levels import ComparedLevel, compared_level, each_once, official_checks
from etl.model.codes import Measure, Nature, Per, Unit, Verdict
from etl.model.period import Period


class FigurePanel(StrEnum):
    """Figures that share an axis, in the order they are shown in."""

    TRADE = "trade"
    GOODS = "goods"
    GROWTH = "growth"
    SHARE = "share"
    INVESTMENT_USD = "investment_usd"
    INVESTMENT_EUR = "investment_eur"
    COMPANIES = "companies"
    BALANCE = "balance"
    CAPACITY = "capacity"
    OTHER = "other"  # in units without an axis: kept in their own unit, in the table only


_INVESTMENT = {Unit.USD: FigurePanel.INVESTMENT_USD, Unit.EUR: FigurePanel.INVESTMENT_EUR}


@dataclass(frozen=True)
class StatedFigure:
    """One figure that one or more documents print: `printed` as stated, `shown` in the unit of its panel's axis.

    `shown` is None where the figure cannot stand on the axis: an amount without a rate or without a period.
    """

    panel: FigurePanel
    first: Any
    period: Period | None
    printed: Bounds
    shown: Bounds | None
    levels: tuple[ComparedLevel, ...]
    phrases: tuple[str, ...]
    document_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    reporters: tuple[str, ...]  # countries whose statistics any of the documents names
    rows: tuple[Any, ...]  # the statements, one a printing, in the order of their documents

    @property
    def exporter(self) -> str | None:
        """The country the goods leave; None for both directions together."""
        return self.first.exporter_iso3 if isinstance(self.first.exporter_iso3, str) else None

    @property
    def importer(self) -> str | None:
        """The country the goods enter; None for both directions together."""
        return self.first.importer_iso3 if isinstance(self.first.importer_iso3, str) else None

    @property
    def year(self) -> int | None:
        """The calendar year it is for; None where its period is none, or is not known."""
        return self.period.start.year if self.period is not None and self.period.is_year else None

    @property
    def span(self) -> Period:
        """Its period; ValueError where it has none."""
        if self.period is None:
            raise ValueError(f"{self.statement_ids[0]} has no period")
        return self.period

    @property
    def bounds(self) -> Bounds:
        """The figure as it stands on its axis; ValueError where it cannot stand there."""
        if self.shown is None:
            raise ValueError(f"{self.statement_ids[0]} has no value in the unit of its axis")
        return self.shown

    @property
    def all_trade(self) -> bool:
        """Whether it is of all goods in both directions."""
        return self.exporter is None and not isinstance(self.first.commodity_label, str)

    def printed_by(self, statement_ids: Iterable[str]) -> "StatedFigure":
        """The figure as these of its statements print it, with their documents, phrases and named statistics alone."""
        wanted = set(statement_ids)
        rows = tuple(row for row in self.rows if row.statement_id in wanted)
        return replace(self, **_printings(rows)) if rows else self

    @property
    def naming(self) -> "StatedFigure | None":
        """The figure as the documents print it that name its statistics; None where none does."""
        return self._of([row for row in self.rows if isinstance(row.reporter_iso3, str)])

    @property
    def not_naming(self) -> "StatedFigure | None":
        """The figure as the documents print it that name no statistics; None where all do."""
        return self._of([row for row in self.rows if not isinstance(row.reporter_iso3, str)])

    def _of(self, rows: list[Any]) -> "StatedFigure | None":
        return self.printed_by(row.statement_id for row in rows) if rows else None

    @property
    def is_fact(self) -> bool:
        """Whether it says what is, rather than what is aimed at or foreseen."""
        return bool(self.first.nature == Nature.FACT)

    @property
    def base(self) -> Period | None:
        """The period a growth figure compares with."""
        start, end = self.first.base_period_start, self.first.base_period_end
        return Period(start, end) if isinstance(start, date) and isinstance(end, date) else None

    @property
    def converted(self) -> bool:
        return self.shown is not None and self.shown.unit != self.printed.unit

    @property
    def verdict(self) -> Verdict | None:
        """The verdicts on all levels as one: any disagreement counts first, then any agreement."""
        return worst_of(level.verdict for level in self.levels) if self.levels else None


def stated_figures(view: View) -> list[StatedFigure]:
    """The selection's figures, equal ones of several documents merged; the latest period first, then the largest."""
    frame = frames.statements(view)
    naming = naming_companies(view)
    if naming is not None:
        frame = frame[frame["document_id"].isin(naming)]
    return sorted(figures_of(view, frame), key=_latest_first)


def figures_of(view: View, statements: pd.DataFrame) -> list[StatedFigure]:
    """Rows of `statements` as figures in the view's currency, equal ones merged, in the order of their first rows."""
    groups: dict[Any, list[Any]] = {}
    for row in records(statements):
        groups.setdefault(_key(row), []).append(row)
    levels = official_checks(view)
    return [_figure(view, rows, levels) for rows in groups.values()]


def panels(figures: list[StatedFigure]) -> Iterator[tuple[FigurePanel, list[StatedFigure]]]:
    """The figures that can be drawn, panel by panel."""
    for panel in FigurePanel:
        drawn = [figure for figure in figures if figure.panel == panel and figure.shown is not None]
        if drawn:
            yield panel, drawn


def needed_decimals(amount: float | None) -> int:
    """Decimals that show an amount exactly in billions, millions or thousands, three at most."""
    size = abs(amount or 0.0)
    scaled = size / next((10**power for power in (9, 6, 3) if size >= 10**power), 1)
    return next((digits for digits in range(3) if abs(round(scaled, digits) - scaled) < 1e-9), 3)


def _key(row: Any) -> tuple[str, ...]:
    """What makes two statements the same figure, whoever makes them; a missing part compares as "nan" or "None"."""
    when = (row.period_start, row.period_end, row.base_period_start, row.base_period_end)
    parts = (row.measure, row.nature, row.per, *when, row.exporter_iso3, row.share_of, row.scope)
    return tuple(str(part) for part in (*parts, row.commodity_label, row.value, row.low, row.high, row.unit))


def _figure(view: View, rows: list[Any], levels: dict[str, list[Any]]) -> StatedFigure:
    rows = sorted(rows, key=lambda row: row.document_id)
    first, panel = rows[0], _panel(rows[0])
    period = Period(first.period_start, first.period_end) if first.period_start is not None else None
    printed = read_bounds(first)
    shown = _on_axis(view, panel, printed, period)
    compared = (check for row in rows for check in levels.get(row.statement_id, []))
    found = [compared_level(view.tables, check, shown.unit) for check in compared] if shown else []
    return StatedFigure(
        panel=panel,
        period=period,
        printed=printed,
        shown=shown,
        levels=each_once([level for level in found if level]),
        **_printings(tuple(rows)),
    )


def _printings(rows: tuple[Any, ...]) -> dict[str, Any]:
    """What a figure takes from the statements that print it."""
    return {
        "first": rows[0],
        "rows": rows,
        "phrases": tuple(dict.fromkeys(row.as_stated for row in rows)),
        "document_ids": tuple(dict.fromkeys(row.document_id for row in rows)),
        "statement_ids": tuple(row.statement_id for row in rows),
        "reporters": tuple(sorted({row.reporter_iso3 for row in rows if isinstance(row.reporter_iso3, str)})),
    }


def _panel(row: Any) -> FigurePanel:
    if row.measure == Measure.TRADE_VALUE:
        return FigurePanel.GOODS if isinstance(row.commodity_label, str) else FigurePanel.TRADE
    if row.measure in (Measure.FDI_STOCK, Measure.FDI_FLOW):
        return _INVESTMENT.get(row.unit, FigurePanel.OTHER)
    if row.measure == Measure.RATIO and row.unit == Unit.TIMES:
        return FigurePanel.OTHER
    return {
        Measure.GROWTH: FigurePanel.GROWTH,
        Measure.SHARE: FigurePanel.SHARE,
        Measure.RATIO: FigurePanel.SHARE,
        Measure.COUNT: FigurePanel.COMPANIES,
        Measure.BALANCE: FigurePanel.BALANCE,
        Measure.CAPACITY: FigurePanel.CAPACITY,
        Measure.QUANTITY: FigurePanel.OTHER,
        Measure.CHANGE_POINTS: FigurePanel.OTHER,
    }[Measure(row.measure)]


def _on_axis(view: View, panel: FigurePanel, printed: Bounds, period: Period | None) -> Bounds | None:
    """Trade in the selected currency at the period's average rate; a stock of investment is never converted.

    None for what stays in its own unit: an amount without a rate or a period, and units that have no axis.
    """
    if panel is FigurePanel.OTHER:
        return None
    if panel not in (FigurePanel.TRADE, FigurePanel.GOODS, FigurePanel.BALANCE):
        return printed
    if period is None:
        return None
    one = rates.in_currency(view.tables, 1.0, printed.unit, view.currency, period)
    return None if one is None else printed.times(one, view.currency)


def _latest_first(figure: StatedFigure) -> tuple[bool, int, int, float]:
    period = figure.period
    size = max(figure.printed.ends, default=0.0)
    if period is None:
        return True, 0, 0, -size
    return False, -period.end.toordinal(), -period.start.toordinal(), -size


def per_year(figure: StatedFigure) -> bool:
    """Whether the figure is for each year of its period."""
    return bool(figure.first.per == Per.YEAR)
