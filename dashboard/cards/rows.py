"""Charts read row by row: rows, headings and columns placed in pixels, so that nothing meets at any width."""

import plotly.graph_objects as go

from dashboard.theme import CHARACTER, Look, base_figure

_WIDER = 1.06  # bold text against regular
_LIGHT_BELOW = 0.2  # luminance of a fill under which white reads better on it than ink


def row_figure(look: Look, height: float, left: int, right: int, below: int = 0) -> go.Figure:
    """A bare figure whose y axis counts pixels from the top, with columns of these widths and a strip for ticks."""
    figure = base_figure(look, round(height) + below)
    figure.update_layout(margin={"l": left, "r": right, "t": 0, "b": below})
    figure.update_yaxes(range=[round(height), 0], visible=False)
    figure.update_xaxes(showline=False, showgrid=False, showticklabels=False, ticks="")
    return figure


def beside(
    figure: go.Figure, text: str, y: float, *, side: str, shift: float = 0, size: float = 13, colour: str | None = None
) -> None:
    """Text at a height, from the left edge of the picture or ending `shift` pixels before its right edge."""
    margin = figure.layout.margin
    at_left = side == "left"
    figure.add_annotation(
        text=text,
        y=y,
        yref="y",
        xref="paper",
        x=0 if at_left else 1,
        xanchor="left" if at_left else "right",
        xshift=shift - margin.l if at_left else margin.r - shift,
        align="left" if at_left else "right",
        yanchor="middle",
        showarrow=False,
        font={"size": size} | ({"color": colour} if colour else {}),
    )


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how many pixels a text takes."""
    return len(text) * size * CHARACTER * (_WIDER if bold else 1)


def shortened(text: str, size: float, width: float) -> str:
    """The text cut to a width, with an ellipsis where something is left out."""
    room = int(width / (size * CHARACTER))
    return text if len(text) <= room else text[: max(1, room - 1)].rstrip(" ,(") + "…"


def blended(colour: str, ground: str, share: float) -> str:
    """A colour mixed into its ground: `share` of 1 is the colour itself."""
    mixed = (round(a * share + b * (1 - share)) for a, b in zip(_rgb(colour), _rgb(ground), strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def readable_on(colour: str) -> str:
    """White or near-black, whichever reads better on a fill of this colour."""
    red, green, blue = (part / 255 for part in _rgb(colour))
    luminance = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#FFFFFF" if luminance < _LIGHT_BELOW else "#14171A"


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
