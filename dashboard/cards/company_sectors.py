"""`company-sectors`: which companies documents name, by sector; being named is presence, never trade value."""

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.cards.base import Answer, NoAnswer, card
from dashboard.charts.chips import Chip, draw_chips, draw_heads, lay_out
from dashboard.charts.theme import base_figure
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.sentences.available import Available, available
from dashboard.sentences.oil_note import Oil
from dashboard.sentences.translations import title_words, translate_columns
from dashboard.statements.documents import document_years, documents_in_view, listed, partial_date, role_names
from dashboard.text import punctuation
from dashboard.text.chart_text import LINE, bold
from dashboard.text.messages import mark, translator
from etl.model.codes import Role

_SHOWN = 4  # projects in a hover text
_TIED = 3  # companies a title can name together


@card("company-sectors", page="companies", name=mark("Companies by sector"))
def company_sectors(view: View) -> Answer | NoAnswer:
    """Sectors as rows, companies as chips with their names, darker where more documents name them."""
    _ = view.translate
    rows = company_mentions(view)
    if rows.empty:
        return NoAnswer(_why_empty(view), available(_years, view))
    rows = translate_columns(view, rows, "project", "partner", "location", "publisher")
    rows["title"] = [title_words(view, title) for title in rows["title"]]
    sectors = _sectors(rows, view)
    places, heads, height = lay_out(sectors, view.look)
    figure = base_figure(view.look, height + 12)
    draw_chips(figure, places, view.look)
    draw_heads(figure, heads, height, view.look)
    _legend(figure, [place.chip for place in places], view)
    title, sentence = _title_and_sentence(rows, view)
    subtitle = _(
        "Companies that documents name, by sector of the project. The number, and the shade, is how many documents "
        "name the company: it says nothing about how much it trades."
    )
    table = _table(rows, view)
    return Answer(title, subtitle, figure, table, sentence, list(rows["source_id"]), oil=Oil.NO_TRADE)


def company_mentions(view: View) -> pd.DataFrame:
    """Mentions of companies in the sectors and companies selected, by documents in view, ordered as published."""
    documents = documents_in_view(view)
    frame = view.tables["mentions"]
    frame = frame[frame["company_id"].notna() & frame["document_id"].isin(documents["document_id"])]
    if view.selection.sectors:
        frame = frame[frame["sector_id"].isin(view.selection.sectors)]
    if view.selection.companies:
        frame = frame[frame["company_id"].isin(view.selection.companies)]
    named = frame.merge(view.tables["companies"][["company_id", "name"]], on="company_id")
    about = documents[["document_id", "title", "publisher", "published", "url"]]
    return named.merge(about, on="document_id").sort_values(["published", "mention_id"])


def _sectors(rows: pd.DataFrame, view: View) -> list[tuple[str, list[Chip]]]:
    """Sector names with their chips: the sector named by most documents first, the collective one last."""
    names = view.names("sectors")
    counts = rows.groupby("sector_id")["document_id"].nunique()
    order = sorted(counts.index, key=lambda code: (code == "other", -counts[code], names[code]))
    return [(names[code], _chips(rows[rows["sector_id"].eq(code)], names[code], view.language)) for code in order]


def _chips(rows: pd.DataFrame, sector: str, language: str) -> list[Chip]:
    chips = [
        Chip(
            name=group["name"].iloc[0],
            documents=group["document_id"].nunique(),
            active=bool(group["role"].eq(Role.EXISTING).any()),
            hover=_hover(group, sector, language),
        )
        for _company, group in rows.groupby("company_id")
    ]
    return sorted(chips, key=lambda chip: (-chip.documents, chip.name))


def _hover(group: pd.DataFrame, sector: str, language: str) -> str:
    _ = translator(language)
    roles, lines = role_names(language), []
    for row in records(group.drop_duplicates(["project", "role"])):
        what = row.project if isinstance(row.project, str) else roles[row.role]
        rest = [text for text in (row.partner, _since(row, language), row.location) if isinstance(text, str) and text]
        lines.append(f"{what} ({punctuation.listed(rest, language)})" if rest else what)
    shown = [part for line in lines[:_SHOWN] for part in textwrap.wrap(f"· {line}", 64, subsequent_indent="  ")]
    if len(lines) > _SHOWN:
        shown.append(_("and {number} more").format(number=len(lines) - _SHOWN))
    head = f"{bold(group['name'].iloc[0])}, {sector}"
    count = _documents(group["document_id"].nunique(), language)
    return LINE.join([head, count, *shown])


def _since(row: Any, language: str) -> str:
    _ = translator(language)
    if not isinstance(row.since, str):
        return ""
    return _("since {date}").format(date=partial_date(row.since, language))


def _documents(number: int, language: str) -> str:
    ngettext = translator(language).ngettext
    return ngettext("named by {number} document", "named by {number} documents", number).format(number=number)


def _legend(figure: go.Figure, chips: list[Chip], view: View) -> None:
    """Two keys, drawn only where both kinds of chip are there."""
    _ = view.translate
    p = view.look.palette
    keys = {
        True: (_("Named as active"), p.scale[4], p.scale[4]),
        False: (_("Named only for an agreement or a plan"), p.paper, p.faint),
    }
    for active in sorted({chip.active for chip in chips}, reverse=True):
        name, fill, line = keys[active]
        marker = {"symbol": "square", "color": fill, "line": {"color": line, "width": 1}}
        figure.add_scatter(x=[None], y=[None], mode="markers", marker=marker, name=name, hoverinfo="skip")


def _title_and_sentence(rows: pd.DataFrame, view: View) -> tuple[str, str]:
    """Title: the company most documents name, where it is one; sentence: how many in all and the next three."""
    _ = view.translate
    ngettext = _.ngettext
    counts = rows.groupby("name")["document_id"].nunique().sort_values(ascending=False, kind="stable")
    companies, documents, sectors = len(counts), rows["document_id"].nunique(), rows["sector_id"].nunique()
    first, most = str(counts.index[0]), int(counts.iloc[0])
    if companies == 1:
        title = ngettext("{name} is named in {number} document", "{name} is named in {number} documents", most)
        title = title.format(name=first, number=most)
    elif most > 1 and most > counts.iloc[1]:
        title = _("{name} is named most often: in {number} of {documents} documents")
        title = title.format(name=first, number=most, documents=documents)
    elif most > 1 and counts.eq(most).sum() <= _TIED:
        tied = listed([str(name) for name in counts.index[counts.eq(most)]], view.language)
        title = _("{names} are named most often").format(names=tied)
    else:
        often = ngettext("{number} document", "{number} documents", most).format(number=most)
        title = _("{most} of {number} companies are named most often, each in {documents}")
        if counts.eq(most).all():
            title = _("{number} companies are named, each in {documents}")
        title = title.format(most=int(counts.eq(most).sum()), number=companies, documents=often)
    where = ngettext("{number} sector", "{number} sectors", sectors).format(number=sectors)
    text = ngettext("{number} company is named in {where}", "{number} companies are named in {where}", companies)
    sentence = text.format(number=companies, where=where)
    following = [f"{name} ({count})" for name, count in counts.iloc[1:4].items() if count > 1]
    if following and most > counts.iloc[1]:
        sentence = _("{companies}; after {first} come {names}").format(
            companies=sentence, first=first, names=listed(following, view.language)
        )
    return title, sentence + ". " + _("The table lists every project with the document that names it.")


def _table(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """One row a mention: company, sector, project, partner, since, place, role, document and its address."""
    _ = view.translate
    sectors, roles = view.names("sectors"), role_names(view.language)
    return pd.DataFrame(
        {
            _("Company"): rows["name"],
            _("Sector"): rows["sector_id"].map(sectors),
            _("Project"): rows["project"].fillna(""),
            _("Partner"): rows["partner"].fillna(""),
            _("Since"): rows["since"].fillna(""),
            _("Place"): rows["location"].fillna(""),
            _("Role"): rows["role"].map(roles),
            _("Document"): rows["title"],
            _("Publisher"): rows["publisher"],
            _("Published"): rows["published"],
            _("Address"): rows["url"].fillna(""),
        }
    ).sort_values([_("Company"), _("Published")], ignore_index=True)


def _why_empty(view: View) -> str:
    _ = view.translate
    return _("No document in this selection names a company.")


def _years(view: View) -> Available:
    return document_years(view.tables, company_mentions(view)["document_id"])
