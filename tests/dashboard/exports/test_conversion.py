"""Pictures of texts that the chart fonts lack: made all the same, and no harm to the pictures after them."""

import random
from io import BytesIO

import pytest
from PIL import Image

from dashboard.exports.picture import conversion
from dashboard.exports.picture.conversion import PIXELS, Target, convert, known_characters
from dashboard.exports.picture.renderer import RenderError

FATAL = "produits, \u200fa\u200b zero\u200d…"  # which the converter cannot draw beside bold letters
ARABIC = "السلام عليكم “a” 漢字 😀"


def drawing(text: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="50"><text x="2" y="20" font-size="13" '
        f'font-family="\'IBM Plex Sans\', sans-serif"><tspan font-weight="bold">août</tspan>  {text}</text></svg>'
    ).encode()


@pytest.mark.parametrize("text", [FATAL, ARABIC, "e\u0301\u0302 \u032d", "plain"])
def test_a_text_of_any_script_is_drawn_and_leaves_the_next_as_it_was(text: str) -> None:
    before = convert(drawing("after"), Target.PNG)
    with Image.open(BytesIO(convert(drawing(text), Target.PNG))) as picture:
        assert picture.size == (400 * PIXELS, 50 * PIXELS)
    assert convert(drawing(text), Target.PDF).startswith(b"%PDF")
    assert convert(drawing("after"), Target.PNG) == before


def test_what_the_house_fonts_have_is_drawn_in_any_order() -> None:
    chance, signs = random.Random(7), sorted(known_characters() - set("<>&"))
    for _ in range(8):
        text = "".join(chance.choice(signs) for _ in range(300))
        assert convert(drawing(text), Target.PNG)


def test_a_conversion_that_never_ends_costs_one_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "SECONDS", 0.01)
    with pytest.raises(RenderError, match="could not be made as png"):
        convert(drawing("slow"), Target.PNG)
    monkeypatch.undo()
    assert convert(drawing("after"), Target.PNG)
