"""The picture of `partner-rank`: shares by year as lines, the rank at the points, stated shares beside them."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.cards.partner_rank.data import Partner, official_shares
from dashboard.charts import marks
from dashboard.charts.theme import add_all, base_figure, direction_colour
from dashboard.queries.tables import records
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.sentences.translations import publisher_names
from dashboard.statements.figures import StatedFigure
from dashboard.text.chart_text import LINE, bold
from dashboard.text.ordinals import ordinal

_HOVER = "%{hovertext}<extra></extra>"
_RANK_ROOM, _BESIDE_PLOT = 36, 56  # pixels a written rank takes, and the margins of the plot
_ASIDE = 7  # pixels a label gives way to a line that passes it
_DIGITS = 2  # decimals on hover, fewer where the source prints fewer


def partner_figure(partner: Partner, view: View) -> go.Figure:
    """Percent over calendar years; the plot has no frame yet."""
    figure = base_figure(view.look, 260 if view.look.narrow else 300)
    for exporter in partner.exporters:
        _draw_official(figure, partner, exporter, view)
        _explain_gaps(figure, partner, exporter, view)
        _draw_stated(figure, [one for one in partner.drawn if one.exporter == exporter], view)
    _finish(figure, partner, view)
    return figure


def ranks_fit(partner: Partner, look: Look) -> bool:
    """Whether a year has room for a rank at each point."""
    first, last = partner.span
    return (look.width - _BESIDE_PLOT) / (last - first + 1.2) >= _RANK_ROOM


def _draw_official(figure: go.Figure, partner: Partner, exporter: str, view: View) -> None:
    """A solid line that breaks where a year is missing, with the rank at its points."""
    rows = partner.rows(exporter)
    if rows.empty:
        return
    series = official_shares(partner, exporter, view)
    whole = rows.set_index("year").reindex(range(rows["year"].min(), rows["year"].max() + 1))
    figure.add_scatter(
        x=whole.index.tolist(),
        y=[series.values.get(year) for year in whole.index],
        mode="lines+markers",
        connectgaps=False,
        name=series.name,
        hovertext=_hover(whole, rows, view),
        hovertemplate=_HOVER,
        line={"color": series.colour, "width": 2},
        marker={"color": series.colour, "size": 7, "line": {"width": 0}},
        cliponaxis=False,
    )
    upper = exporter == partner.reporter and len(partner.exporters) > 1
    add_all(figure, _rank_labels(rows, series.colour, view, upper=upper, every=ranks_fit(partner, view.look)))


def _rank_labels(rows: pd.DataFrame, colour: str, view: View, *, upper: bool, every: bool) -> Iterator[dict[str, Any]]:
    """The ranks, above an `upper` line after its first point, else on the side that the line leaves free."""
    shares = {int(row.year): float(row.partner_share) for row in records(rows)}
    labelled = _labelled(rows, every=every)
    for row in records(rows[rows["year"].isin(labelled)]):
        share = float(row.partner_share)
        before, after = (shares.get(row.year + step, share) - share for step in (-1, 1))
        up = (upper and row.year > min(shares)) or (before <= 0 and after <= 0)
        way = 1 if up else -1
        left, right = (max(0.0, rise * way) for rise in (before, after))  # how far the line reaches to the label's side
        yield {
            "x": row.year,
            "y": share,
            "text": ordinal(int(row.partner_rank), view.language),
            "showarrow": False,
            "xshift": ((left > right) - (left < right)) * _ASIDE,
            "yanchor": "bottom" if up else "top",
            "yshift": way * 4,
            "font": {"size": 12, "color": colour},
            "name": "rank",
        }


def _labelled(rows: pd.DataFrame, *, every: bool) -> set[int]:
    """The years whose rank is written: every one, or the first, the last and that of the best rank."""
    ranked = rows.dropna(subset=["partner_rank"])
    if every or ranked.empty:
        return set(ranked["year"])
    best = ranked.sort_values(["partner_rank", "year"]).iloc[0]
    return {int(ranked["year"].min()), int(best["year"]), int(ranked["year"].max())}


def _hover(whole: pd.DataFrame, rows: pd.DataFrame, view: View) -> list[str]:
    """Year, direction, share, rank and publisher; nothing where a year is missing."""
    _ = view.translate
    publishers = publisher_names(view)
    first = rows.iloc[0]
    name = view.direction_name(first["exporter_iso3"], first["importer_iso3"])
    texts = []
    for row in records(whole):
        if pd.isna(row.partner_share):
            texts.append("")
            continue
        lines = [f"{bold(row.Index)} {name}", _percent(row.partner_share, view)]
        if not pd.isna(row.partner_rank):
            lines[-1] += ", " + _("rank: {rank}").format(rank=ordinal(int(row.partner_rank), view.language))
        texts.append(LINE.join([*lines, publishers[row.source_id]]))
    return texts


def _percent(share: float, view: View) -> str:
    """A share with the digits its source prints, at most as many as are of use."""
    digits = next((number for number in range(_DIGITS) if round(share, number) == share), _DIGITS)
    return view.percent(share, digits)


def _explain_gaps(figure: go.Figure, partner: Partner, exporter: str, view: View) -> None:
    """Why years are missing: on hover between the ends of the line and, where there is room, as a note."""
    gaps = partner.gaps(exporter)
    if not gaps:
        return
    _ = view.translate
    reason = _("not among the five\ncustomers the source lists")
    shares = partner.rows(exporter).set_index("year")["partner_share"]
    around = shares[[max(year for year in shares.index if year < gaps[0]), gaps[-1] + 1]]
    figure.add_scatter(
        x=gaps,
        y=[float(around.mean())] * len(gaps),
        mode="markers",
        marker={"size": 22, "color": "rgba(0,0,0,0)"},
        hovertext=[f"{bold(year)} {reason}" for year in gaps],
        hovertemplate=_HOVER,
        showlegend=False,
    )
    if not view.look.narrow:
        middle = (gaps[0] + gaps[-1]) / 2
        marks.note(figure, middle, float(around.max()), reason, look=view.look, yanchor="bottom", yshift=24)


def _draw_stated(figure: go.Figure, stated: Sequence[StatedFigure], view: View) -> None:
    """Hollow marks in the colour of their direction, with what rounding allows."""
    if not stated:
        return
    _ = view.translate
    publishers = publisher_names(view)
    hover = [
        LINE.join(
            [
                f"{bold(one.year)} {view.direction_name(one.exporter, one.importer)}",
                *(view.quoted(phrase) for phrase in one.phrases),
                *dict.fromkeys(publishers[document] for document in one.document_ids),
            ]
        )
        for one in stated
    ]
    marks.stated_points(
        figure,
        [one.year for one in stated],
        [one.bounds for one in stated],
        hover,
        look=view.look,
        name=_("Stated, with what rounding allows"),
        colour=direction_colour(view.look.palette, view.selection.pair, stated[0].exporter),
    )


def _finish(figure: go.Figure, partner: Partner, view: View) -> None:
    first, last = partner.span
    step = math.ceil((last - first + 1) * 48 / max(200, view.look.width - 60))
    shares = [*partner.official["partner_share"], *(end for one in partner.drawn for end in one.bounds.ends)]
    figure.update_xaxes(range=[first - 0.6, last + 0.6], dtick=step, tick0=last, tickformat="d")
    percent = view.percent(0)
    figure.update_yaxes(range=[0, max(shares) * 1.14], nticks=6, ticksuffix=percent.replace("0", ""))
