"""A page as a browser knows it: its language, its grids, and what it prints."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser


def open_view(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=90_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)


def beginnings(pdf: PdfReader) -> list[float]:
    """Where texts begin on paper, from the left in points."""
    ends: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], *_more: object) -> None:
        if text.strip():
            ends.append(cm[0] * tm[4] + cm[2] * tm[5] + cm[4])

    for sheet in pdf.pages:
        sheet.extract_text(visitor_text=visit)
    return ends


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Échanges, annoncés et officiels"), ("en", "Trade, stated and official")]
)
def test_language_and_title_follow_the_view(page: Page, server: str, language: str, title: str) -> None:
    open_view(page, f"{server}/?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page).to_have_title(title)


def test_a_page_prints_its_charts_whole_and_no_controls(page: Page, server: str) -> None:
    open_view(page, f"{server}/statements?lang=en")
    download = page.locator('button[aria-label^="Download as CSV"]').last
    expect(download).to_be_hidden()
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    texts = [sheet.extract_text() for sheet in pdf.pages]
    (chart,) = [text for text in texts if "Sources:" in text and "Data " in text]
    assert "Trade, all goods" in chart, "the head of the chart is on the page of its end"
    assert not any(
        word in text for text in texts for word in ("Use in a briefing", "Clear all filters", "Companies\nAll")
    )
    page.emulate_media(media="print")
    for test_id in ("stSidebar", "stHeader", "stDataFrame"):
        expect(page.get_by_test_id(test_id).first).to_be_hidden()
