"""What the data cover: for each series and direction the state of every year."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.sector_goods import product_names
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.sector_words import product_name
from dashboard.sentences.translations import translate_text
from dashboard.sentences.words import sector_list
from etl.model.codes import ALL_GOODS, Frequency, Measure, Status

_INITIALS = re.compile(r"\s\(([^()]+)\)$")
_SERIES = ["exporter_iso3", "importer_iso3", "source_id", "reporter_iso3", "total"]


class State(StrEnum):
    """How much of a year a series has, from most to least."""

    WHOLE = "whole"
    PART = "part"
    WEIGHT = "weight"
    DOUBTFUL = "doubtful"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True)
class Cell:
    """One year of a series: its state, the months it has, and of those withheld; `sectors` counts those with goods."""

    state: State
    months: int
    withheld: int
    sectors: int


@dataclass(frozen=True)
class Coverage:
    """One row of the grid: a series of one source in one direction; exporter None for both directions together."""

    exporter: str | None
    importer: str | None
    source_ids: tuple[str, ...]
    name: str
    cells: dict[int, Cell]
    total: bool
    stated: bool = False


def official_coverage(view: View) -> list[Coverage]:
    """Rows of the official series selected, totals before products, by first year; a sector filter drops totals."""
    rows = frames.flows(view)
    if view.selection.sectors:
        rows = rows[rows["sector_id"].isin(view.selection.sectors)]
    if rows.empty:
        return []
    rows = rows.assign(year=[day.year for day in rows["period_start"]], total=rows["commodity_code"].eq(ALL_GOODS))
    rows = rows[rows["year"].between(view.selection.first_year, view.selection.last_year)]
    years, codes = _years(rows), rows.drop_duplicates([*_SERIES, "commodity_code"])
    cells: dict[tuple[Any, ...], dict[int, Cell]] = {}
    for year in records(years):
        cells.setdefault(_key(year), {})[year.year] = _cell(year)
    named = codes.groupby(_SERIES, dropna=False)
    found = [_official(own, cells[_key(own.iloc[0])], view) for _series, own in named]
    return sorted(found, key=lambda row: (row.exporter or "", not row.total, min(row.cells), row.name))


def stated_coverage(view: View) -> list[Coverage]:
    """One row a direction: years that documents state a trade value, balance, growth or share of."""
    frame = frames.facts(view)
    timed = [Measure.TRADE_VALUE, Measure.BALANCE, Measure.GROWTH, Measure.SHARE, Measure.RATIO]
    frame = frame[frame["measure"].isin(timed) & frame["period_start"].notna()]
    if frame.empty:
        return []
    _ = view.translate
    found, name = [], _("Stated by documents")
    for _key, own in frame.groupby(["exporter_iso3", "importer_iso3"], dropna=False):
        first = own.iloc[0]
        exporter, importer = (_text(first[side]) for side in ("exporter_iso3", "importer_iso3"))
        cells = _stated_cells(own, view)
        if cells:
            sources = tuple(dict.fromkeys(own["source_id"]))
            found.append(Coverage(exporter, importer, sources, name, cells, total=False, stated=True))
    return sorted(found, key=lambda row: row.exporter or "")


def _key(row: Any) -> tuple[Any, ...]:
    """The series a row belongs to; a missing reporter is None, because NaN equals nothing."""
    return tuple(_text(getattr(row, column)) if column != "total" else bool(row.total) for column in _SERIES)


def _official(codes: pd.DataFrame, cells: dict[int, Cell], view: View) -> Coverage:
    first = codes.iloc[0]
    return Coverage(
        first["exporter_iso3"],
        first["importer_iso3"],
        (first["source_id"],),
        _name(codes, view),
        cells,
        total=bool(first["total"]),
    )


def _years(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a series and year: months with a value, months withheld, sectors, whether annual or in doubt."""
    valued = rows["value"].notna()
    month = pd.Series([day.month for day in rows["period_start"]], rows.index)
    marked = rows.assign(
        valued=month.where(valued),
        kept=month.where(rows["status"].eq(Status.CONFIDENTIAL)),
        annual=valued & rows["freq_code"].eq(Frequency.ANNUAL),
        doubted=valued & rows["status"].eq(Status.DOUBTFUL),
    )
    return marked.groupby([*_SERIES, "year"], dropna=False, as_index=False).agg(
        months=("valued", "nunique"),
        withheld=("kept", "nunique"),
        sectors=("sector_id", "nunique"),
        annual=("annual", "any"),
        doubted=("doubted", "any"),
    )


def _cell(year: Any) -> Cell:
    """A month counts when any product has a value; a year of monthly data is whole with twelve."""
    months = 12 if year.annual else int(year.months)
    if not year.months:
        state = State.CONFIDENTIAL if year.withheld else State.WEIGHT
    elif year.doubted:
        state = State.DOUBTFUL
    else:
        state = State.WHOLE if months == 12 else State.PART
    return Cell(state, months, int(year.withheld), int(year.sectors))


def _stated_cells(own: pd.DataFrame, view: View) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    for row in records(own):
        first, last = row.period_start, row.period_end
        for number in range(max(first.year, view.selection.first_year), min(last.year, view.selection.last_year) + 1):
            whole = (first.year < number or first.month == 1) and (last.year > number or last.month == 12)
            months = 12 if whole else last.month - first.month + 1
            if number not in cells or cells[number].months < months:
                cells[number] = Cell(State.WHOLE if whole else State.PART, months, 0, 0)
    return cells


def _name(own: pd.DataFrame, view: View) -> str:
    """Publisher, declaring country and goods of a series: “Eurostat (France): all goods, monthly”."""
    _ = view.translate
    first = own.iloc[0]
    publisher = translate_text(view, view.tables.source_records[first["source_id"]].publisher)
    goods = _goods(own, view)
    if own["freq_code"].eq(Frequency.MONTHLY).all():
        goods = _("{goods}, monthly").format(goods=goods)
    countries = view.names("countries")
    country = countries.get(first["reporter_iso3"], publisher)
    text = _("{publisher}: {goods}") if country in publisher else _("{publisher} ({country}): {goods}")
    return text.format(publisher=_short(publisher), country=country, goods=goods)


def _short(publisher: str) -> str:
    """The last and most exact part of a publisher's name, or the initials it gives itself."""
    own = publisher.split(",")[-1].strip()
    named = _INITIALS.search(own)
    return named[1] if named else own


def _goods(own: pd.DataFrame, view: View) -> str:
    """The goods of a series: all, one by its name, or how many products of which sectors."""
    _ = view.translate
    if own["total"].any():
        return _("all goods")
    codes = own.drop_duplicates("commodity_code")
    names = product_names(view)
    if len(codes) <= 2:
        known = [product_name(names, row) for row in records(codes)]
        return ", ".join(name[0].lower() + name[1:] for name in known)
    if own["sector_id"].isna().all():
        return _.ngettext("{number} section", "{number} sections", len(codes)).format(number=len(codes))
    sectors = sorted(codes["sector_id"].dropna().unique())
    text = _.ngettext("{number} product", "{number} products", len(codes))
    counted = text.format(number=view.number(len(codes), 0))
    return counted if len(sectors) > 1 else f"{counted}, {sector_list(view, sectors)}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
