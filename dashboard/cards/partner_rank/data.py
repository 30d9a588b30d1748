"""One country among the other's partners: its official share and rank by year and direction, and the shares stated."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from dashboard.charts.series import DirectionSeries, direction_series
from dashboard.queries import frames
from dashboard.queries.view import View
from dashboard.statements.figures import StatedFigure, figures_of
from etl.model.codes import Frequency, Measure, ShareOf, SourceKind


@dataclass(frozen=True)
class Partner:
    """What the card shows: `official` has one row a year and direction; everything is counted by one reporter.

    `earlier` has the same for the year before the first in view: it is compared with, and not shown.
    """

    official: pd.DataFrame
    earlier: pd.DataFrame
    stated: tuple[StatedFigure, ...]
    reporter: str
    partner: str

    @cached_property
    def drawn(self) -> tuple[StatedFigure, ...]:
        """The stated shares that have a year to stand at."""
        return tuple(figure for figure in self.stated if figure.year is not None)

    @property
    def undated(self) -> tuple[StatedFigure, ...]:
        """The stated shares that have none."""
        return tuple(figure for figure in self.stated if figure.year is None)

    @property
    def exporters(self) -> list[str]:
        """Who exports, in the directions drawn: the reporter's own exports first."""
        found = {*self.official["exporter_iso3"], *(one.exporter or "" for one in self.drawn)}
        return sorted(found, key=lambda code: code != self.reporter)

    @property
    def span(self) -> tuple[int, int]:
        """First and last year with an official or a stated share."""
        years = [*self.official["year"], *(one.year for one in self.drawn)]
        return int(min(years)), int(max(years))

    def rows(self, exporter: str) -> pd.DataFrame:
        """The official rows of one direction by year."""
        return self.official[self.official["exporter_iso3"].eq(exporter)].sort_values("year")

    def compared(self, exporter: str) -> pd.DataFrame:
        """The ranks of one direction that are its source's own: of the years in view and, before a single one, that."""
        rows = self.rows(exporter)
        if len(rows) == 1:
            rows = pd.concat([self.earlier[self.earlier["exporter_iso3"].eq(exporter)], rows])
        return rows[rows["source_id"].eq(rows["source_id"].iloc[-1]) & rows["partner_rank"].notna()]

    def gaps(self, exporter: str) -> list[int]:
        """The years between the first and the last of a direction that have no official share."""
        years = set(self.rows(exporter)["year"])
        return [year for year in range(min(years), max(years)) if year not in years] if years else []


def partner_shares(view: View) -> Partner:
    """The shares and ranks in the selection, by the reporter that has most of them.

    Of several series for a year and direction that of the statistics office is taken: it publishes the figures, and
    later revises them, that the others repeat.
    """
    reporter = _reporter(view)
    first, _, second = view.selection.pair.partition("-")
    before = view.selection.first_year - 1
    return Partner(
        _official(view, reporter),
        _official(view.where(first_year=before, last_year=before), reporter),
        _stated(view, reporter),
        reporter,
        second if reporter == first else first,
    )


def official_shares(partner: Partner, exporter: str, view: View) -> DirectionSeries:
    """The official shares of one direction by year, in percent, named by what they are of."""
    _ = view.translate
    rows = partner.rows(exporter)
    side = _("Share of {country}’s exports") if exporter == partner.reporter else _("Share of {country}’s imports")
    series = direction_series(view, exporter, rows["importer_iso3"].iloc[0], rows.set_index("year")["partner_share"])
    return replace(series, name=side.format(country=view.names("countries")[partner.reporter]))


def _official(view: View, reporter: str) -> pd.DataFrame:
    """One row a year and direction."""
    rows = frames.totals(view)
    years = rows["freq_code"].eq(Frequency.ANNUAL) & rows["partner_share"].notna()
    rows = rows[years].assign(
        year=[day.year for day in rows.loc[years, "period_start"]],
        office=rows["source_kind"].eq(SourceKind.STATISTICS_OFFICE),
    )
    own = rows[rows["reporter_iso3"].eq(reporter)]
    ranked = own.sort_values(["year", "exporter_iso3", "office", "source_id"], ascending=[True, True, False, True])
    return ranked.drop_duplicates(["year", "exporter_iso3"])


def _reporter(view: View) -> str:
    """The country of the pair whose statistics give most shares, whatever the years and kinds selected."""
    flows = view.tables["flows"]
    shares = flows[flows["pair"].eq(view.selection.pair) & flows["partner_share"].notna()]
    counts = shares["reporter_iso3"].value_counts().sort_index()
    return str(counts.idxmax()) if len(counts) else view.selection.pair.partition("-")[0]


def _stated(view: View, reporter: str) -> tuple[StatedFigure, ...]:
    """Shares of all goods in the reporter's exports or imports, by year, those without one last."""
    frame = frames.facts(view)
    exports = frame["share_of"].eq(ShareOf.EXPORTER_TOTAL) & frame["exporter_iso3"].eq(reporter)
    imports = frame["share_of"].eq(ShareOf.IMPORTER_TOTAL) & frame["importer_iso3"].eq(reporter)
    goods = frame["commodity_code"].notna() | frame["commodity_label"].notna()
    kept = frame[frame["measure"].eq(Measure.SHARE) & (exports | imports) & ~goods & frame["value"].notna()]
    return tuple(
        sorted(
            figures_of(view, kept), key=lambda one: (one.year is None, one.year or 0, one.exporter, one.document_ids)
        )
    )
