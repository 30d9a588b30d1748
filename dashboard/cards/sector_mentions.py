"""`sector-mentions`: which sectors documents name as existing trade, as a priority or in agreements; never a value."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.cards.agreements import reported_agreements
from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.charts.native import Chart, NativeSeries, Shape
from dashboard.charts.rows import Sheet, blended, row_sheet
from dashboard.queries.frames import STATED_KINDS
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.sentences.available import Available, available
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.translations import title_words, translate_columns
from dashboard.statements.documents import document_years, documents_in_view, partial_date
from dashboard.text.chart_text import LINE, bold
from dashboard.text.fonts import FontStyle, shortened, text_width
from dashboard.text.messages import mark, translator
from etl.model.codes import Role, SourceKind

_ROLES = (Role.EXISTING, Role.PRIORITY, Role.AGREEMENT)
_CATCH_ALL = "other"  # holds what fits no sector, so it is never the finding
_HEADING, _ROW, _NARROW_ROW = 24, 26, 40  # pixels
_PITCH, _FOR_NUMBER, _LEAST_DOT = 15, 34, 7.0  # pixels from dot to dot at most, for the number behind, of a dot
_PALE = 0.5
_ROLE_SHADES = (1.0, 0.6, 0.3)


@dataclass(frozen=True)
class _Grid:
    """Pixels: width, left edges of the columns, height of a row, from dot to dot, from a row's middle to its dots."""

    width: float
    columns: tuple[float, ...]
    row: int
    pitch: float
    drop: int


@card("sector-mentions", page="sectors", name=mark("Sectors in documents"))
def sector_mentions(view: View) -> Answer | NoAnswer:
    """A dot for each document in the row of its sector and the column of the role it names the sector in."""
    _ = view.translate
    named = translate_columns(view, mentions_by_sector(view), "publisher")
    named["title"] = [title_words(view, title) for title in named["title"]]
    if named.empty:
        return NoAnswer(_why_empty(view), available(_years, view))
    figure = _figure(named, view)
    title, sentence = _title_and_sentence(named, view)
    subtitle = _("Documents counted by the sector and the role they name it in; not trade value.")
    caveats = (_("A company counts for the sector it is named for. The documents are a selection, not all there are."),)
    table = _table(named, view)
    sources = list(named["document_id"].unique())
    chart = _chart(named, view.on_white)
    return Answer(title, subtitle, figure, table, sentence, sources, caveats, chart=chart, oil=Oil.NO_TRADE)


def mentions_by_sector(view: View) -> pd.DataFrame:
    """One row a sector, role and document in view, with the companies named there and the document's own columns.

    The years are those of publication. A reported agreement counts in the role “agreement”.
    """
    documents = documents_in_view(view)
    mentions = view.tables["mentions"].merge(
        view.tables["companies"][["company_id", "name"]], on="company_id", how="left"
    )
    if view.selection.companies:
        mentions = mentions[mentions["company_id"].isin(view.selection.companies)]
    agreed = reported_agreements(view.of_all_years).assign(role=str(Role.AGREEMENT), name=None)
    columns = ["sector_id", "role", "document_id", "name"]
    named = pd.concat([mentions[columns], agreed[columns].astype(mentions[columns].dtypes)])
    named = named[named["document_id"].isin(documents["document_id"])]
    if view.selection.sectors:
        named = named[named["sector_id"].isin(view.selection.sectors)]
    grouped = named.groupby(columns[:3], as_index=False).agg(companies=("name", _joined))
    about = documents[["document_id", "title", "publisher", "published", "source_kind", "url"]]
    return grouped.merge(about, on="document_id").sort_values(["published", "document_id"], ignore_index=True)


def _joined(names: pd.Series) -> str:
    return ", ".join(sorted(names.dropna().unique()))


def _why_empty(view: View) -> str:
    _ = view.translate
    if view.selection.source_kinds and not set(view.selection.source_kinds) & set(STATED_KINDS):
        return _("Only documents name sectors: add official statements or press to the kinds of source.")
    return _("No document published in these years names such a sector.")


def _years(view: View) -> Available:
    return document_years(view.tables, mentions_by_sector(view)["document_id"])


def role_headings(language: str) -> dict[str, str]:
    """Role → heading of its column."""
    _ = translator(language)
    return {Role.EXISTING: _("Existing"), Role.PRIORITY: _("Priority"), Role.AGREEMENT: _("Agreement")}


def _ranked(named: pd.DataFrame) -> list[str]:
    """Sectors by the number of documents, the catch-all last."""
    counts = named.groupby("sector_id")["document_id"].nunique()
    return sorted(counts.index, key=lambda sector: (sector == _CATCH_ALL, -counts[sector], sector))


def _figure(named: pd.DataFrame, view: View) -> go.Figure:
    sectors, names = _ranked(named), view.names("sectors")
    left = 0 if view.look.narrow else int(max(len(names[sector]) for sector in sectors) * 6.6) + 20
    grid = _grid(named, view, view.look.width - left)
    sheet = row_sheet(view.look, _HEADING + grid.row * len(sectors), left, 0)
    sheet.figure.update_xaxes(range=[0, grid.width])
    _headings(sheet, grid, len(sectors), view)
    _legend(sheet.figure, named, view)
    for at, sector in enumerate(sectors):
        y = _HEADING + grid.row * (at + 0.5)
        name = shortened(names[sector], 13, (view.look.width if view.look.narrow else left) - 12)
        sheet.beside(name, y - (9 if view.look.narrow else 0), side="left")
        for column, role in zip(grid.columns, _ROLES, strict=True):
            cell = named[named["sector_id"].eq(sector) & named["role"].eq(role)]
            if not cell.empty:
                _draw_cell(sheet, cell, column, y + grid.drop, grid, view)
    return sheet.finished()


def _grid(named: pd.DataFrame, view: View, width: float) -> _Grid:
    """Dots as far apart as lets every column hold its fullest cell and its heading."""
    sizes = named.groupby(["role", "sector_id"]).size().groupby("role").max()
    most = [int(sizes.get(role, 0)) for role in _ROLES]
    headings = [text_width(name, 13, FontStyle.STRONG) + 12 for name in role_headings(view.language).values()]
    pitch = float(_PITCH)
    while sum(_widths(most, headings, pitch)) > width and pitch > 1:
        pitch -= 0.25
    widths = _widths(most, headings, pitch)
    spare = max(0.0, (width - sum(widths)) / len(_ROLES))
    columns = tuple(sum(widths[:at]) + spare * at for at in range(len(_ROLES)))
    return _Grid(width, columns, _NARROW_ROW if view.look.narrow else _ROW, pitch, 9 if view.look.narrow else 0)


def _widths(most: Sequence[int], headings: Sequence[float], pitch: float) -> list[float]:
    return [max(heading, number * pitch + _FOR_NUMBER) for number, heading in zip(most, headings, strict=True)]


def _headings(sheet: Sheet, grid: _Grid, rows: int, view: View) -> None:
    for column, name in zip(grid.columns, role_headings(view.language).values(), strict=True):
        sheet.text(bold(name), column, _HEADING / 2 - 2)
    left = -sheet.figure.layout.margin.l / grid.width
    for at in range(rows + 1):
        y = _HEADING + at * grid.row
        sheet.line((left, 1), (y, y), view.look.palette.grid, xref="paper")


def _legend(figure: go.Figure, named: pd.DataFrame, view: View) -> None:
    _ = view.translate
    names = {SourceKind.STATEMENT: _("Official statement"), SourceKind.PRESS: _("Press")}
    for kind, name in names.items():
        if named["source_kind"].eq(kind).any():
            marker = {"size": 11, "color": _shade(kind, view.look)}
            figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker=marker)


def _shade(kind: str, look: Look) -> str:
    p = look.palette
    return p.both if kind == SourceKind.STATEMENT else blended(p.both, p.paper, _PALE)


def _draw_cell(sheet: Sheet, cell: pd.DataFrame, left: float, y: float, grid: _Grid, view: View) -> None:
    """The documents of a cell side by side, official statements first, and their number behind them."""
    rows = list(records(cell.sort_values("source_kind", ascending=False, kind="stable")))
    size = max(_LEAST_DOT, min(11.0, grid.pitch - 2.5))
    ring = {"width": 0.8 if size > grid.pitch - 1 else 0, "color": view.look.palette.paper}
    sheet.figure.add_scatter(
        x=[left + 6 + grid.pitch * at for at in range(len(rows))],
        y=[y] * len(rows),
        mode="markers",
        marker={"size": size, "color": [_shade(row.source_kind, view.look) for row in rows], "line": ring},
        hovertext=[_hover(row, view.language) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )
    behind = left + 6 + grid.pitch * (len(rows) - 1) + size / 2 + 5
    sheet.text(bold(len(rows)), behind, y, size=12.5)


def _hover(row: object, language: str) -> str:
    title, publisher = str(getattr(row, "title")), str(getattr(row, "publisher"))  # noqa: B009
    published, companies = str(getattr(row, "published")), str(getattr(row, "companies"))  # noqa: B009
    lines = [bold(part) for part in textwrap.wrap(title, 54)]
    lines.append(f"{publisher}, {partial_date(published, language)}")
    return LINE.join(lines + ([companies] if companies else []))


def _chart(named: pd.DataFrame, view: View) -> Chart:
    """For other programs: documents counted by sector and role. Roles are not stacked: one document may name both."""
    _ = view.translate
    p, names, sectors = view.look.palette, view.names("sectors"), _ranked(named)
    headings = role_headings(view.language)
    counts = named.groupby(["role", "sector_id"]).size()
    series = [
        NativeSeries(
            headings[role],
            tuple(float(counts.get((role, sector), 0)) for sector in sectors),
            blended(p.both, p.paper, shade),
        )
        for role, shade in zip(_ROLES, _ROLE_SHADES, strict=True)
    ]
    categories = tuple(names[sector] for sector in sectors)
    return Chart(Shape.BARS, categories, tuple(series), _("documents"), decimals=0)


def _title_and_sentence(named: pd.DataFrame, view: View) -> tuple[str, str]:
    """Title: the sector most documents name; sentence: the sector named most in each role."""
    _ = view.translate
    names = view.names("sectors")
    first = _ranked(named)[0]
    number = named.loc[named["sector_id"].eq(first), "document_id"].nunique()
    any_sector = mentions_by_sector(view.where(sectors=())) if view.selection.sectors else named
    total = any_sector["document_id"].nunique()
    text = _.ngettext(
        "{sector}: named by {number} of {total} document", "{sector}: named by {number} of {total} documents", total
    )
    parts = view.listed(_leading(named, names, view.language))
    sentence = _("Named by most documents, by role: {parts}.") if named["sector_id"].nunique() > 1 else "{parts}."
    sentence = sentence.format(parts=parts)
    return text.format(sector=names[first], number=number, total=total), sentence


def _leading(named: pd.DataFrame, names: dict[str, str], language: str) -> list[str]:
    """For each role the sector that most documents name in it, or those that share the lead."""
    _ = translator(language)
    parts = []
    only = bool(named["sector_id"].eq(_CATCH_ALL).all())
    for role, heading in role_headings(language).items():
        counts = named.loc[named["role"].eq(role) & (named["sector_id"].ne(_CATCH_ALL) | only), "sector_id"]
        counts = counts.value_counts()
        if counts.empty:
            continue
        first = [sector for sector in _ranked(named) if counts.get(sector, 0) == counts.max()]
        listed = ", ".join(names[sector] for sector in first)
        parts.append(_("{role}: {sectors} ({number})").format(role=heading, sectors=listed, number=counts.max()))
    return parts


def _table(named: pd.DataFrame, view: View) -> pd.DataFrame:
    """One row a sector, role and document."""
    _ = view.translate
    sectors, roles = view.names("sectors"), role_headings(view.language)
    return pd.DataFrame(
        {
            _("Sector"): named["sector_id"].map(sectors),
            _("Role"): named["role"].map(roles),
            _("Companies"): named["companies"],
            _("Document"): named["title"],
            _("Publisher"): named["publisher"],
            _("Published"): [partial_date(text, view.language) for text in named["published"]],
            _("Address"): named["url"],
        }
    )
