"""What the data cover: for each series and direction the state of every year."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from dashboard import formats, queries
from dashboard.cards.sector_goods import product_names
from dashboard.cards.sector_words import product_name, sector_list
from dashboard.messages import translator
from dashboard.queries import Tables
from dashboard.selection import Selection
from etl.terms import ALL_GOODS, Frequency, Measure, Status


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


def official_coverage(tables: Tables, selection: Selection) -> list[Coverage]:
    """Rows of the official series selected, totals before products, by first year; a sector filter drops totals."""
    rows = queries.flows(tables, selection)
    if selection.sectors:
        rows = rows[rows["sector_id"].isin(selection.sectors)]
    if rows.empty:
        return []
    rows = rows.assign(year=[day.year for day in rows["period_start"]], total=rows["commodity_code"].eq(ALL_GOODS))
    rows = rows[rows["year"].between(selection.first_year, selection.last_year)]
    keys = ["exporter_iso3", "importer_iso3", "source_id", "reporter_iso3", "total"]
    found = [_official(own, tables, selection) for _key, own in rows.groupby(keys, dropna=False)]
    return sorted(found, key=lambda row: (row.exporter or "", not row.total, min(row.cells), row.name))


def stated_coverage(tables: Tables, selection: Selection) -> list[Coverage]:
    """One row a direction: years that documents state a trade value, balance, growth or share of."""
    frame = queries.statements(tables, selection)
    timed = [Measure.TRADE_VALUE, Measure.BALANCE, Measure.GROWTH, Measure.SHARE, Measure.RATIO]
    frame = frame[frame["measure"].isin(timed) & frame["period_start"].notna()]
    if frame.empty:
        return []
    found = []
    name = translator(selection.language)("Stated by documents")
    for _key, own in frame.groupby(["exporter_iso3", "importer_iso3"], dropna=False):
        first = own.iloc[0]
        exporter, importer = (_text(first[side]) for side in ("exporter_iso3", "importer_iso3"))
        cells = _stated_cells(own, selection)
        if cells:
            sources = tuple(dict.fromkeys(own["source_id"]))
            found.append(Coverage(exporter, importer, sources, name, cells, total=False, stated=True))
    return sorted(found, key=lambda row: row.exporter or "")


def _official(own: pd.DataFrame, tables: Tables, selection: Selection) -> Coverage:
    first = own.iloc[0]
    cells = {int(str(number)): _cell(rows) for number, rows in own.groupby("year")}
    return Coverage(
        first["exporter_iso3"],
        first["importer_iso3"],
        (first["source_id"],),
        _name(own, tables, selection),
        cells,
        total=bool(first["total"]),
    )


def _cell(rows: pd.DataFrame) -> Cell:
    """A month counts when any product has a value; a year of monthly data is whole with twelve."""
    annual = rows["freq_code"].eq(Frequency.ANNUAL)
    valued, sectors = rows["value"].notna(), rows["sector_id"].nunique()
    doubtful = valued & rows["status"].eq(Status.DOUBTFUL)
    withheld = int(rows.loc[rows["status"].eq(Status.CONFIDENTIAL), "period_start"].nunique())
    months = 12 if (annual & valued).any() else int(rows.loc[valued, "period_start"].nunique())
    if not valued.any():
        return Cell(State.CONFIDENTIAL if withheld else State.WEIGHT, 0, withheld, sectors)
    if doubtful.any():
        return Cell(State.DOUBTFUL, months, withheld, sectors)
    return Cell(State.WHOLE if months == 12 else State.PART, months, withheld, sectors)


def _stated_cells(own: pd.DataFrame, selection: Selection) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    for row in queries.records(own):
        first, last = row.period_start, row.period_end
        for number in range(max(first.year, selection.first_year), min(last.year, selection.last_year) + 1):
            whole = (first.year < number or first.month == 1) and (last.year > number or last.month == 12)
            months = 12 if whole else last.month - first.month + 1
            if number not in cells or cells[number].months < months:
                cells[number] = Cell(State.WHOLE if whole else State.PART, months, 0, 0)
    return cells


def _name(own: pd.DataFrame, tables: Tables, selection: Selection) -> str:
    """Publisher, declaring country and goods of a series: “Eurostat (France): all goods, monthly”."""
    _ = translator(selection.language)
    first = own.iloc[0]
    publisher = str(tables["sources"].set_index("source_id")["publisher"][first["source_id"]])
    goods = _goods(own, tables, selection)
    if own["freq_code"].eq(Frequency.MONTHLY).all():
        goods = _("{goods}, monthly").format(goods=goods)
    countries = queries.names(tables, "countries", selection.language)
    country = countries.get(first["reporter_iso3"], publisher)
    return f"{_short(publisher)}: {goods}" if country in publisher else f"{_short(publisher)} ({country}): {goods}"


def _short(publisher: str) -> str:
    """The last and most exact part of a publisher's name, or the initials it gives itself."""
    own = publisher.split(",")[-1].strip()
    return own.partition("(")[2].rstrip(")") or own


def _goods(own: pd.DataFrame, tables: Tables, selection: Selection) -> str:
    """The goods of a series: all, one by its name, or how many products of which sectors."""
    _ = translator(selection.language)
    if own["total"].any():
        return _("all goods")
    codes = own.drop_duplicates("commodity_code")
    names = product_names(tables, selection.language)
    if len(codes) <= 2:
        known = [product_name(names, row) for row in queries.records(codes)]
        return ", ".join(name[0].lower() + name[1:] for name in known)
    if own["sector_id"].isna().all():
        return _.ngettext("{number} section", "{number} sections", len(codes)).format(number=len(codes))
    sectors = sorted(codes["sector_id"].dropna().unique())
    text = _.ngettext("{number} product", "{number} products", len(codes))
    counted = text.format(number=formats.number(len(codes), selection.language, 0))
    return counted if len(sectors) > 1 else f"{counted}, {sector_list(tables, selection.language, sectors)}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
