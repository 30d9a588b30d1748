"""The widths that layouts reckon with are those that a browser sets."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.exports.picture.fonts import linked_faces
from dashboard.text.fonts import FontStyle, text_width

TEXTS = (
    "Trade rose 6.5% to $4.25bn in 2023",
    "Tous biens, les deux sens, milliards de dollars par an",
    "Kazakhstan → France, 1,234,567.89",
    "Қазақстан мен Франция арасындағы сауда",
    "Товарооборот между Казахстаном и Францией",
)
SIZE = 20


@pytest.mark.parametrize("style", FontStyle, ids=lambda style: style.name.lower())
def test_measured_widths_are_those_of_the_browser(browser: Browser, tmp_path: Path, style: FontStyle) -> None:
    font = f"{style.weight} {SIZE}px '{style.family}'"
    spans = "".join(f"<p><span>{text}</span></p>" for text in TEXTS)
    page_file = tmp_path / "page.html"
    page_file.write_text(
        f"<meta charset='utf-8'><style>{linked_faces()} body {{ font: {font}; white-space: nowrap }}</style>{spans}",
        encoding="utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.evaluate("Promise.all([...document.fonts].map(face => face.load()))")
    seen = page.evaluate("[...document.querySelectorAll('span')].map(span => span.getBoundingClientRect().width)")
    context.close()
    assert seen == pytest.approx([text_width(text, SIZE, style) for text in TEXTS], rel=0.02)
