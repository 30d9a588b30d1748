"""Every published table as one value, and its rows."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.selection.selection import Vocabulary
from etl.model.codes import ALL_GOODS, COUNTERPART_RULES, OFFICIAL_RULES, Measure, Status, Verdict
from etl.model.period import Period
from etl.model.rates import Rates, monthly_rates

_LIST = ["source_id", "reporter_iso3", "exporter_iso3", "importer_iso3", "period_start", "period_end"]


@dataclass(frozen=True, eq=False)
class Tables:
    """Every published table as a frame that is never changed, with the hash of the data."""

    frames: Mapping[str, pd.DataFrame]
    data_hash: str
    results: dict[str, OrderedDict[Any, Any]] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.frames[name]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind of each source."""
        return dict(self["sources"][["source_id", "source_kind"]].itertuples(index=False, name=None))

    @cached_property
    def flows_today(self) -> pd.DataFrame:
        """The official flows with `source_kind`, and `replaced`, which is null: they are those of today."""
        flows = self["flows"]
        return flows.assign(replaced=None, source_kind=flows["source_id"].map(self.kinds))

    @cached_property
    def currencies(self) -> dict[str, frozenset[str]]:
        """Currencies each official series is published in."""
        rows = self["flows"][["source_id", "currency"]].dropna().drop_duplicates()
        return {str(source): frozenset(group["currency"]) for source, group in rows.groupby("source_id")}

    @cached_property
    def rates(self) -> Rates:
        """Dollars per euro, averaged over the trading days of any months."""
        return monthly_rates(self["exchange_rates"])

    @cached_property
    def outermost(self) -> pd.Series:
        """Of each official flow below the total, whether it may be added to the others of its list; see `products`."""
        flows = self["flows"]
        return outermost(flows[flows["commodity_code"].ne(ALL_GOODS) & flows["reporter_iso3"].notna()])

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Statement → the verdicts on its official counterparts as one: a disagreement first, then an agreement."""
        checks = self["checks"]
        own = checks[checks["rule"].isin(COUNTERPART_RULES)]
        found: dict[str, set[str]] = {}
        for subjects, verdict in zip(own["subject_ids"], own["verdict"], strict=True):
            found.setdefault(ids_in(subjects)[0], set()).add(verdict)
        return {statement: worst_of(verdicts) for statement, verdicts in found.items()}

    @cached_property
    def official_checks(self) -> dict[str, list[Any]]:
        """Statement → its comparisons with official values as `records` gives rows, in the order of the table."""
        checks = self["checks"]
        found: dict[str, list[Any]] = {}
        for row in records(checks[checks["rule"].isin(OFFICIAL_RULES)]):
            found.setdefault(ids_in(row.subject_ids)[0], []).append(row)
        return found

    @cached_property
    def source_records(self) -> dict[str, Any]:
        """Source → its row as `records` gives it."""
        return {row.source_id: row for row in records(self["sources"])}

    @cached_property
    def flow_positions(self) -> dict[str, int]:
        """Observation → where its row of `flows` stands."""
        return {name: at for at, name in enumerate(self["flows"]["flow_id"])}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What selections are checked against; years span what flows, statements and derived values cover."""
        flows, statements = self["flows"], self["statements"].query("nature == 'fact'")
        timed = statements[statements["measure"].isin([Measure.TRADE_VALUE, Measure.GROWTH])]
        starts = [d.year for d in (*flows["period_start"], *timed["period_start"].dropna())]
        ends = [d.year for d in (*flows["period_end"], *timed["period_end"].dropna())]
        return Vocabulary(
            pairs=tuple(sorted(flows["pair"].unique())),
            first_year=min(starts),
            last_year=max(ends),
            sectors=tuple(self["sectors"].sort_values("position")["sector_id"]),
            companies=tuple(sorted(self["companies"]["company_id"])),
            source_kinds=tuple(sorted(set(self.kinds.values()))),
        )


def worst_of(verdicts: Iterable[str]) -> Verdict:
    """Several verdicts as one: a disagreement counts first, then an agreement, then what cannot be told."""
    found = set(verdicts)
    order = (Verdict.DISAGREES, Verdict.AGREES, Verdict.CANNOT_TELL, Verdict.EACH_OWN_COUNT)
    return next((one for one in order if one in found), Verdict.CANNOT_TELL)


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The frame's rows, each with its columns as attributes."""
    return iter(frame.itertuples())


def text_of(value: Any) -> str:
    """A text of a row; "" for a missing one."""
    return value if isinstance(value, str) else ""


def ids_in(value: Any) -> tuple[str, ...]:
    """The ids that a cell lists, in its order; none for a missing one."""
    return tuple(text_of(value).split())


def span_of(row: Any) -> Period | None:
    """The period of a row with `period_start` and `period_end`; None where it has none."""
    known = isinstance(row.period_start, date) and isinstance(row.period_end, date)
    return Period(row.period_start, row.period_end) if known else None


def outermost(frame: pd.DataFrame) -> pd.Series:
    """Whether no shorter code of the same source, reporter, direction and period, with a value, begins the row's."""
    holding = frame[frame["value"].notna() & frame["status"].ne(Status.DOUBTFUL)]
    listed = set(holding[[*_LIST, "commodity_code"]].itertuples(index=False, name=None))
    rows = frame[[*_LIST, "commodity_code"]].itertuples(index=False, name=None)
    tops = [not any((*series, code[:length]) in listed for length in range(1, len(code))) for *series, code in rows]
    return pd.Series(tops, frame.index, dtype=bool)
