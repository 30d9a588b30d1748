"""Tables and a Selection in, a small tidy frame out. No charts, no text, no state."""

from dataclasses import fields
from datetime import date

import pandas as pd

from dashboard.queries.crude_oil import CRUDE
from dashboard.queries.remembered import remembered
from dashboard.queries.tables import Tables, outermost
from dashboard.queries.view import View
from dashboard.selection.selection import BOTH, Selection, period
from etl.model.codes import ALL_GOODS, Nature, SourceKind, Status

_NUMBERS = ["value", "net_weight_kg"]
_KNOWN = [*_NUMBERS, "currency", "value_usd", "value_eur"]  # what a revision changes
OFFICIAL = tuple({each.name for each in fields(Selection)} - {"language", "companies"})  # what official series follow
STATED_KINDS = (str(SourceKind.STATEMENT), str(SourceKind.PRESS))


@remembered("pair", "first_year", "last_year", "direction", "source_kinds", "known", most=24)
def flows(view: View) -> pd.DataFrame:
    """Official flows of the pair, direction, years and kinds selected, with `source_kind`; doubtful rows stay.

    Values are those of the day selected; `replaced` names the source of one that is not today's.
    """
    frame = _as_known(view.tables, view.selection.known)
    chosen = frame["pair"].eq(view.selection.pair) & _within(frame, view) & _direction(frame, view)
    if view.selection.source_kinds:
        chosen &= frame["source_kind"].isin(view.selection.source_kinds)
    return frame[chosen]


def statements(view: View) -> pd.DataFrame:
    """Stated figures of the pair, years, direction, sectors and kinds selected, with `source_kind`.

    A figure without a period, or for years to come, stays while all years are selected.
    """
    frame = view.tables["statements"]
    kinds = frame["source_id"].map(view.tables.kinds)
    undated = frame["period_start"].isna() | frame["nature"].ne(Nature.FACT)
    chosen = frame["pair"].eq(view.selection.pair) & (_within(frame, view) | (undated & _all_years(view)))
    chosen &= _direction(frame, view)
    if view.selection.sectors:
        chosen &= frame["sector_id"].isin(view.selection.sectors)
    if view.selection.source_kinds:
        chosen &= kinds.isin(view.selection.source_kinds)
    return frame.assign(source_kind=kinds)[chosen]


def facts(view: View) -> pd.DataFrame:
    """As `statements`, without targets and forecasts: what may stand among facts, be compared or counted."""
    frame = statements(view)
    return frame[frame["nature"].eq(Nature.FACT)]


def derived(view: View) -> pd.DataFrame:
    """Implied values of the pair, years, direction, sectors and kinds selected, with `source_kind`."""
    frame = view.tables["derived"]
    kinds = frame["source_id"].map(view.tables.kinds)
    chosen = frame["pair"].eq(view.selection.pair) & _within(frame, view) & _direction(frame, view)
    if view.selection.sectors:
        chosen &= frame["sector_id"].isin(view.selection.sectors)
    if view.selection.source_kinds:
        chosen &= kinds.isin(view.selection.source_kinds)
    return frame.assign(source_kind=kinds)[chosen]


def checks(view: View) -> pd.DataFrame:
    """Comparisons of the selected years, by the period that is compared, and those without a period."""
    frame = view.tables["checks"]
    return frame[_within(frame, view) | frame["period_start"].isna()]


def mirrors(view: View) -> pd.DataFrame:
    """Years that both countries declare, of the pair, direction, years and sectors selected.

    With kinds selected, both declarations are of these kinds.
    """
    frame = view.tables["mirrors"]
    chosen = frame["pair"].eq(view.selection.pair) & _within(frame, view) & _direction(frame, view)
    if view.selection.sectors:
        chosen &= frame["sector_id"].isin(view.selection.sectors)
    if view.selection.source_kinds:
        for side in ("exporter_source_id", "importer_source_id"):
            chosen &= frame[side].map(view.tables.kinds).isin(view.selection.source_kinds)
    return frame[chosen]


def totals(view: View) -> pd.DataFrame:
    """Official flows of all goods, without reconciled data, estimates by weight and doubtful rows."""
    frame = flows(view)
    keep = frame["commodity_code"].eq(ALL_GOODS) & frame["reporter_iso3"].notna() & frame["status"].ne(Status.DOUBTFUL)
    return frame[keep & frame["value"].notna()]


def products(view: View) -> pd.DataFrame:
    """Official flows below the total, of the sectors selected, with `top`, whether a row may be added to the others.

    It may not where the same source has a heading with a value, not doubtful, for the same period that holds it.
    """
    frame = flows(view)
    frame = frame[frame["commodity_code"].ne(ALL_GOODS) & frame["reporter_iso3"].notna()]
    # A list is of one source, direction and period, which the filters keep or leave out whole.
    frame = frame.assign(top=outermost(frame) if view.selection.known else view.tables.outermost.loc[frame.index])
    return frame[frame["sector_id"].isin(view.selection.sectors)] if view.selection.sectors else frame


def declared_products(view: View) -> pd.DataFrame:
    """Official flows below the total, of all sectors, with `value` in the selected currency or null."""
    frame = flows(view)
    usable = frame["reporter_iso3"].notna() & frame["commodity_code"].ne(ALL_GOODS)
    frame = frame[usable & frame["status"].ne(Status.DOUBTFUL)]
    return frame.assign(value=frame[f"value_{view.currency.lower()}"])


def removes_oil(view: View) -> bool:
    """Whether crude oil is to be taken out of the goods in view: all goods, or sectors that hold it."""
    frame = view.tables["flows"]
    holding = frame.loc[frame["commodity_code"].eq(CRUDE), "sector_id"]
    return view.selection.without_oil and (
        not view.selection.sectors or bool(holding.isin(view.selection.sectors).any())
    )


def named_sources(tables: Tables, source_ids: list[str]) -> pd.DataFrame:
    """The source rows of these ids, official series first, each once, in the order of first use."""
    order = {source: at for at, source in enumerate(dict.fromkeys(source_ids))}
    found = tables["sources"][tables["sources"]["source_id"].isin(order)]
    stated = found["source_kind"].isin(STATED_KINDS)
    return found.assign(_stated=stated, _at=found["source_id"].map(order)).sort_values(["_stated", "_at"])


def _as_known(tables: Tables, day: date | None) -> pd.DataFrame:
    """Today's flows with the values that stood on `day`, and `replaced`, the source of such a value, else null.

    Of an observation's earlier values the first that had not been replaced by then is taken: a later one, and today's,
    are known to have come after. A period that had not ended before that day was not known then and is left out.
    """
    frame = tables.flows_today
    if day is None:
        return frame
    frame = frame[frame["period_end"].lt(day)]
    rows = tables["revisions"]
    earlier = rows[rows["valid_to"].gt(day)].sort_values("valid_to").drop_duplicates("flow_id").set_index("flow_id")
    at = frame.index[frame["flow_id"].isin(earlier.index)]
    then = earlier.loc[frame.loc[at, "flow_id"], [*_KNOWN, "source_id"]].set_axis(at)
    now = frame.loc[at, _KNOWN]
    differs = (now[_NUMBERS].ne(then[_NUMBERS]) & (now[_NUMBERS].notna() | then[_NUMBERS].notna())).any(axis=1)
    changed = at[differs]
    frame.loc[changed, [*_KNOWN, "replaced"]] = then.loc[changed].to_numpy()
    return frame


def _within(frame: pd.DataFrame, view: View) -> pd.Series:
    """Rows whose period touches the selected years."""
    span = period(view.selection)
    late, early = date(9999, 1, 1), date(1, 1, 1)
    starts, ends = frame["period_start"].fillna(late), frame["period_end"].fillna(early)
    return starts.le(span.end) & ends.ge(span.start)


def _direction(frame: pd.DataFrame, view: View) -> pd.Series:
    if view.selection.direction == BOTH:
        return pd.Series(True, index=frame.index)
    exporter, _, importer = view.selection.direction.partition("-")
    return frame["exporter_iso3"].eq(exporter) & frame["importer_iso3"].eq(importer)


def _all_years(view: View) -> bool:
    known = view.tables.vocabulary
    return view.selection.first_year <= known.first_year and view.selection.last_year >= known.last_year
