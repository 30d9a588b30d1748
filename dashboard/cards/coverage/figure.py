"""The drawing of the coverage card: a calendar of years with one cell a series and year."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from dashboard.cards.coverage.data import Cell, Coverage, State
from dashboard.charts.rows import Sheet, blended, row_sheet
from dashboard.charts.theme import direction_colour
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.text.chart_text import LINE, bold
from dashboard.text.fonts import shortened, text_width
from dashboard.text.messages import translator

_ROW, _CELL, _NARROW_ROW, _HEADING, _BETWEEN, _TICKS = 23, 16, 38, 26, 8, 22  # pixels
_WIDE = 0.86  # of a year, which a cell takes
_PALE = 0.35


def state_names(language: str) -> dict[State, str]:
    """State → its name, from most to least."""
    _ = translator(language)
    return {
        State.WHOLE: _("Whole year"),
        State.PART: _("Part of the year"),
        State.WEIGHT: _("Weight only"),
        State.DOUBTFUL: _("Doubtful"),
        State.CONFIDENTIAL: _("Confidential"),
    }


def coverage_figure(rows: Sequence[Coverage], view: View) -> go.Figure:
    """The rows grouped by direction, which follow one another in `rows`."""
    groups = [list(own) for _key, own in groupby(rows, key=lambda row: row.exporter)]
    row_height = _NARROW_ROW if view.look.narrow else _ROW
    height = len(groups) * _HEADING + len(rows) * row_height + (len(groups) - 1) * _BETWEEN
    longest = max(text_width(row.name, 12.5) for row in rows)
    left = 0 if view.look.narrow else min(int(longest) + 16, int(view.look.width * 0.42))
    sheet = row_sheet(view.look, height, left, 0, below=_TICKS)
    sheet.figure.update_layout(barmode="overlay")
    _axis(sheet.figure, rows, view.look.width - left)
    _legend(sheet.figure, rows, view)
    top = 0.0
    for own in groups:
        colour = direction_colour(view.look.palette, view.selection.pair, own[0].exporter)
        name = view.direction_name(own[0].exporter, own[0].importer)
        sheet.beside(bold(name[0].upper() + name[1:]), top + _HEADING / 2, side="left", color=colour)
        for at, row in enumerate(own):
            y = top + _HEADING + row_height * (at + 0.5)
            _draw_row(sheet, row, y, colour, view)
        top += _HEADING + row_height * len(own) + _BETWEEN
    return sheet.finished()


def _axis(figure: go.Figure, rows: Sequence[Coverage], width: float) -> None:
    held = [number for row in rows for number in row.cells]
    first, last = min(held), max(held)
    room = width / (last - first + 1)
    step = next(step for step in (1, 2, 5, 10, 50) if step * room >= 40 or step == 50)
    ticks = [number for number in range(first, last + 1) if number % step == 0] or [last]
    figure.update_xaxes(
        range=[first - 0.5, last + 0.5],
        showgrid=True,
        showticklabels=True,
        tickvals=ticks,
        ticktext=[str(number) for number in ticks],
    )


def _legend(figure: go.Figure, rows: Sequence[Coverage], view: View) -> None:
    """Entries for the states in view, in grey because each direction has its own colour."""
    _ = view.translate
    p = view.look.palette
    present = {cell.state for row in rows if not row.stated for cell in row.cells.values()}
    for state, name in state_names(view.language).items():
        if state not in present:
            continue
        if state == State.DOUBTFUL:
            _hollow(figure, name, p.derived)
        else:
            figure.add_bar(x=[None], y=[None], name=name, marker=_marker(state, p.both, view.look))
    if any(row.stated for row in rows):
        _hollow(figure, _("Stated by documents"), p.both)


def _hollow(figure: go.Figure, name: str, colour: str) -> None:
    marker = {"symbol": "square", "color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 1.6}, "size": 11}
    figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker=marker)


def _marker(state: State, colour: str, look: Look, *, stated: bool = False) -> dict[str, Any]:
    """Solid is whole, hatched is part, pale is weight only, hollow orange is doubtful, grey is confidential."""
    p = look.palette
    line = {"color": colour, "width": 1.2}
    if state == State.PART:
        pattern = {"shape": "/", "fgcolor": colour, "size": 5, "solidity": 0.3, "bgcolor": p.paper}
        return {"color": p.paper, "line": line, "pattern": pattern}
    if stated:
        return {"color": p.paper, "line": line | {"width": 1.6}}
    if state == State.DOUBTFUL:
        return {"color": p.paper, "line": {"color": p.derived, "width": 1.6}}
    fills = {State.WHOLE: colour, State.WEIGHT: blended(colour, p.paper, _PALE), State.CONFIDENTIAL: p.rest}
    return {"color": fills[state], "line": {"width": 0}}


def _draw_row(sheet: Sheet, row: Coverage, y: float, colour: str, view: View) -> None:
    lifted = 9 if view.look.narrow else 0
    room = view.look.width if view.look.narrow else sheet.figure.layout.margin.l - 10
    sheet.beside(shortened(row.name, 12.5, room), y - lifted, side="left", size=12.5)
    for state in State:
        found = {number: cell for number, cell in row.cells.items() if cell.state == state}
        if not found:
            continue
        sheet.figure.add_bar(
            orientation="h",
            base=[number - _WIDE / 2 for number in found],
            x=[_WIDE] * len(found),
            y=[y + lifted] * len(found),
            width=_CELL,
            marker=_marker(state, colour, view.look, stated=row.stated),
            hovertext=[_hover(row, number, cell, view) for number, cell in found.items()],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
        )


def _hover(row: Coverage, number: int, cell: Cell, view: View) -> str:
    """Series, year and state, with the months that have a value and those withheld."""
    _ = view.translate
    state = state_names(view.language)[cell.state]
    lines = [f"{bold(number)} {row.name}", state]
    if cell.state == State.PART:
        months = _.ngettext("{number} month", "{number} months", cell.months).format(number=cell.months)
        lines[1] += f" ({months})"
    if cell.withheld:
        text = _.ngettext(
            "{number} month withheld as confidential", "{number} months withheld as confidential", cell.withheld
        )
        lines.append(text.format(number=cell.withheld))
    if cell.sectors > 1:
        lines.append(_("{number} sectors").format(number=view.number(cell.sectors, 0)))
    return LINE.join(lines)
