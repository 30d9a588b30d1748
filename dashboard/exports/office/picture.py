"""A card's picture for a slide or page that has its words beside it, cut into parts where it is too high for one."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

from PIL import Image

from dashboard.cards.base import Card
from dashboard.charts.frame import without_words
from dashboard.exports.picture.image import png_bytes
from dashboard.selection.look import Look

_REACH = 0.2  # how far from the even place a cut may move, as part of a part's height


def picture_parts(card: Card, width: float, height: float) -> list[bytes]:
    """The chart as PNG without title, subtitle and source line, in as few parts as a room's proportion leaves legible.

    NoBrowserError where there is no browser to draw it.
    """
    assert card.figure is not None
    bare = replace(card, figure=without_words(card.figure), look=Look(card.look.width, card.look.mode))
    picture = png_bytes(bare)
    with Image.open(BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    parts = max(1, round(image.height / image.width * width / height))
    if parts == 1:
        return [picture]
    cuts = [0, *(_blank_row(image, at * image.height // parts, parts) for at in range(1, parts)), image.height]
    return [_cropped(image, top, bottom) for top, bottom in pairwise(cuts)]


def pixels(picture: bytes) -> tuple[int, int]:
    """Width and height of a picture."""
    with Image.open(BytesIO(picture)) as image:
        return image.size


def _blank_row(image: Image.Image, wanted: int, parts: int) -> int:
    """The row nearest to the wanted one with least on it, so that no mark or word is cut."""
    reach = int(image.height / parts * _REACH)
    rows = range(max(1, wanted - reach), min(image.height - 1, wanted + reach))
    grey = image.convert("L")
    changes = {row: _changes(grey.crop((0, row, image.width, row + 1)).tobytes()) for row in rows}
    return min(rows, key=lambda row: (changes[row], abs(row - wanted)))


def _changes(row: bytes) -> int:
    """How often the shade changes along a row."""
    return sum(one != other for one, other in pairwise(row))


def _cropped(image: Image.Image, top: int, bottom: int) -> bytes:
    file = BytesIO()
    image.crop((0, top, image.width, bottom)).save(file, "PNG", dpi=(192, 192))
    return file.getvalue()
