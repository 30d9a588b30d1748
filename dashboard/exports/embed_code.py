"""The code that shows a card, live, in another page."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from urllib.parse import urlencode

from dashboard.cards.base import Card
from dashboard.exports.web.templates import render
from dashboard.selection.look import Mode

ASOF_DIGITS = 12  # of the data's hash, by which an embed knows what it was made from
PADDING, STEP, NARROWEST, WIDEST = 8, 20, 280, 1600  # pixels: around the chart, and its widths, as in embed.js
FRAMES = (NARROWEST, 400, 600, 900)
"""Widths of a frame in pixels from which on a height is known without a script."""
_BELOW = 48  # pixels of the line below the chart
_STEEP = 9999  # pixels of height for one of width: a step


def embed_address(card: Card, root: str) -> str:
    """Where a card's embed is served: its view, the data it was made from, and its theme unless that is the usual one.

    A usual embed follows the theme of its reader. `root` is the address of the app, without a slash at its end.
    """
    theme = {} if card.look.mode == Mode.LIGHT else {"theme": str(card.look.mode)}
    asked = {"asof": card.data_hash[:ASOF_DIGITS]} | theme
    return f"{root}/embed/{card.id}?{card.filters}&{urlencode(asked)}"


def look_width(frame: int) -> int:
    """The width a chart is drawn for in a frame of this width, in pixels."""
    return min(WIDEST, max(NARROWEST, (frame - 2 * PADDING) // STEP * STEP))


def embed_height(card: Card) -> int:
    """Pixels an embed of a card needs at the width it was drawn for."""
    return int(card.figure.layout.height) + _BELOW if card.figure else 4 * _BELOW


def frame_heights(height_at: Callable[[int], int], widest: int | None = None) -> dict[int, int]:
    """Width of a frame → the height that is enough from this width to the next, for frames up to `widest`.

    `height_at` gives what the embed needs in a frame of a width. A wider frame may need more than a narrower one.
    """
    widths = [*(width for width in FRAMES if widest is None or width < widest), *([] if widest is None else [widest])]
    needed = [height_at(width) for width in widths]
    return {width: max(needed[at:]) for at, width in enumerate(widths)}


def embed_code(
    address: str, title: str, heights: Mapping[int, int], widest: int | None = None, highest: int | None = None
) -> str:
    """A frame for a page elsewhere, as wide as there is room, and a script that gives it the height the embed tells.

    `heights` are those of `frame_heights`: they stand in the style, for pages that drop the script or run none. The
    frame may run its own scripts and open a link. `widest` and `highest` bound it, in pixels.
    """
    tallest = max(heights.values())
    return str(
        render(
            "embed_code.html",
            address=address,
            title=title,
            height=_stepped(heights),
            tallest=min(tallest, highest or tallest),
            widest=widest,
            highest=highest,
        )
    )


def _stepped(heights: Mapping[int, int]) -> str:
    """The heights as one value of CSS: each holds from its width of the frame's place on."""
    steps = list(_steps(heights))
    text = f"{steps[0][1]}px"
    for width, height in steps[1:]:
        text = f"max({height}px,min({text},({width}px - 100cqw)*{_STEEP}))"
    return text


def _steps(heights: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The widths where the height changes, the narrowest first."""
    ordered = sorted(heights.items())
    yield ordered[0]
    yield from (later for earlier, later in pairwise(ordered) if later[1] != earlier[1])
