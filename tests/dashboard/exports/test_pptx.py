"""Slides, opened again: chart or picture, words that fit, notes that say everything, templates of the reader's own."""

import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from dashboard.exports.citation import citation_lines, last_read
from dashboard.exports.office.card_words import sources_of
from dashboard.exports.office.template import TemplateError
from dashboard.exports.pptx.slides import deck_bytes, slides_bytes
from dashboard.queries.tables import Tables
from tests.dashboard.exports.office import (
    CASES,
    DAY,
    HOSTILE,
    NAMES,
    built,
    charts,
    check_workbook,
    expected,
    held,
    hostile_card,
    parts,
)

TITLE = "A briefing"


def opened(content: bytes) -> Deck:
    deck = Presentation(BytesIO(content))
    ids = [[shape.shape_id for shape in slide.shapes] for slide in deck.slides]
    assert all(len(set(one)) == len(one) for one in ids), "every shape of a slide has a number of its own"
    return deck


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def graphics(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.has_chart or shape.shape_type == 13 or shape.has_table]


def alt(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr"))


def check_inside(deck: Deck) -> None:
    """Nothing stands beyond the slide's edges."""
    for slide in deck.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width + 1, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height + 1, shape.name


def template(*, layouts: tuple[int, ...] = tuple(range(11)), wide: bool = False) -> bytes:
    """A template of another house: the library's own, with two slides and the layouts of these places."""
    deck = Presentation()
    if wide:
        deck.slide_width = Inches(13.333)
    for number in range(2):
        deck.slides.add_slide(deck.slide_layouts[6]).name = f"own {number}"
    for at in reversed(range(11)):
        if at not in {*layouts, 6}:
            deck.slide_layouts.remove(deck.slide_layouts[at])
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("card_id", "language"), CASES, ids=str)
def test_a_card_is_a_slide_with_a_chart_or_picture(tables: Tables, card_id: str, language: str) -> None:
    card = built(tables, card_id, language)
    content = slides_bytes(card)
    deck = opened(content)
    check_inside(deck)
    assert [held(tree) for tree in charts(content)] == ([expected(card.chart)] if card.chart else [])
    assert bool(parts(content, r"ppt/media/.*")) == (card.chart is None)
    if card.chart:
        check_workbook(next(iter(parts(content, r"ppt/embeddings/.*").values())), card.chart)
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.startswith(card.title)
        assert [alt(shape) for shape in graphics(slide)] == [card.alt]
        assert sources_of(card) in texts(slide)
        notes = slide.notes_slide.notes_text_frame.text
        said = (card.sentence, card.subtitle, *card.caveats, *citation_lines(card), card.view, card.data_hash)
        assert [text for text in said if text not in notes] == []
    assert {run.font.language_id for run in _runs(deck)} == {{"en": 2057, "fr": 1036}[language]}


def _runs(deck: Deck) -> list[Any]:
    frames = [shape.text_frame for slide in deck.slides for shape in slide.placeholders if shape.has_text_frame]
    return [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]


def test_the_properties_say_what_it_is(tables: Tables) -> None:
    card = built(tables, "direction-balance", "fr")
    found = opened(slides_bytes(card)).core_properties
    assert (found.title, found.subject, found.language) == (card.title, card.subtitle, "fr")
    assert found.keywords == card.view
    assert card.data_hash in found.comments
    assert found.created.date() == last_read([card])


def test_the_house_has_its_own_colours_and_layouts(tables: Tables) -> None:
    card = built(tables, "direction-balance")
    content = slides_bytes(card)
    assert [layout.name for layout in opened(content).slide_layouts] == ["Title", "Chart", "Picture", "Text"]
    (theme,) = parts(content, r"ppt/theme/theme1\.xml").values()
    assert b"Georgia" in theme
    assert card.look.palette.first.removeprefix("#").encode() in theme


def test_equal_days_give_equal_files(tables: Tables) -> None:
    card = built(tables, "trade-trend")
    assert sha256(slides_bytes(card)).digest() == sha256(slides_bytes(card)).digest()


def test_a_high_picture_takes_several_slides(tables: Tables) -> None:
    deck = opened(slides_bytes(built(tables, "statement-ledger")))
    assert [slide.shapes.title.text_frame.text[-5:] for slide in deck.slides] == ["(1/2)", "(2/2)"]


def test_a_deck_has_a_title_all_cards_and_all_sources_once(tables: Tables) -> None:
    cards = [built(tables, card_id) for card_id in ("trade-trend", "direction-balance", "agreements")]
    noted = [(card, f"Note on {card.id}") for card in cards]
    deck = opened(deck_bytes(noted, title=TITLE, notes="First.\n\nSecond.", made=DAY))
    check_inside(deck)
    first, *shown = deck.slides
    assert TITLE in texts(first)
    assert "First.\nSecond." in texts(first)
    assert [slide.shapes.title.text_frame.text for slide in shown[:3]] == [card.title for card in cards]
    for slide, (_card, note) in zip(shown, noted, strict=False):
        assert note in texts(slide)
        assert slide.notes_slide.notes_text_frame.text.startswith(note)
    listed = "\n".join(texts(slide) for slide in shown[3:])
    for line in {line for card in cards for line in citation_lines(card)}:
        assert listed.count(line) == 1


def test_an_empty_card_is_kept_with_its_reason(tables: Tables) -> None:
    card = replace(built(tables, "trade-trend"), figure=None, chart=None, empty="There is nothing for 1991.")
    deck = opened(deck_bytes([(card, "")], title=TITLE, notes="", made=DAY))
    assert "There is nothing for 1991." in texts(deck.slides[1])


@pytest.mark.parametrize("layouts", [tuple(range(11)), (0, 5), (6,), (1,)], ids=str)
@pytest.mark.parametrize("wide", [True, False])
def test_a_template_keeps_its_masters_and_loses_its_slides(
    tables: Tables, layouts: tuple[int, ...], wide: bool
) -> None:
    given = template(layouts=layouts, wide=wide)
    cards = [built(tables, card_id) for card_id in ("direction-balance", "mirror-gap", "company-sectors")]
    content = deck_bytes([(card, "") for card in cards], title=TITLE, notes="Notes.", template=given, made=DAY)
    deck, own = opened(content), Presentation(BytesIO(given))
    check_inside(deck)
    assert [layout.name for layout in deck.slide_layouts] == [layout.name for layout in own.slide_layouts]
    assert (deck.slide_width, deck.slide_height) == (own.slide_width, own.slide_height)
    assert not any(slide.name.startswith("own") for slide in deck.slides)
    for slide, card in zip(list(deck.slides)[1:], cards, strict=False):
        assert len(graphics(slide)) == 1
        assert alt(graphics(slide)[0]) == card.alt
        assert sources_of(card)[:40] in texts(slide)
    assert [held(tree) for tree in charts(content)] == [expected(card.chart) for card in cards if card.chart]


def test_an_empty_first_card_leaves_the_language(tables: Tables) -> None:
    empty = replace(built(tables, "trade-trend"), figure=None, chart=None, empty="Rien.", language="en")
    content = deck_bytes([(empty, ""), (built(tables, "direction-balance", "fr"), "")], title=TITLE, notes="", made=DAY)
    assert opened(content).core_properties.language == "fr"


def test_a_single_card_takes_a_template(tables: Tables) -> None:
    deck = opened(slides_bytes(built(tables, "direction-balance"), template=template(wide=True)))
    assert len(deck.slides) == 1
    assert len(deck.slide_layouts) == 11


def test_our_own_file_is_a_template_too(tables: Tables) -> None:
    card = built(tables, "direction-balance")
    own = slides_bytes(card)
    deck = opened(deck_bytes([(card, "")], title=TITLE, notes="", template=own, made=DAY))
    assert deck.slides[1].slide_layout.name == "Chart"
    assert len(charts(own)) == 1


def macros() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(template())) as given, zipfile.ZipFile(file, "w") as written:
        for name in given.namelist():
            kind = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
            macro = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
            written.writestr(name, given.read(name).replace(kind, macro))
    return file.getvalue()


def only(name: str, content: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        written.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "given",
    [b"", b"no package", template()[:4000], only("a.txt", b"a"), only("[Content_Types].xml", b"<x"), macros()],
    ids=["empty", "text", "cut", "zip", "damaged", "macros"],
)
def test_what_is_no_template_is_said_so_in_a_line(tables: Tables, given: bytes) -> None:
    card = built(tables, "direction-balance")
    with pytest.raises(TemplateError, match=r"^[^\n]*\.pptx[^\n]*$"):
        deck_bytes([(card, "")], title=TITLE, notes="", template=given, made=DAY)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_no_text_breaks_a_slide(tables: Tables, text: str) -> None:
    card = hostile_card(built(tables, "trade-trend"), text)
    content = slides_bytes(card)
    deck = opened(content)
    check_inside(deck)
    (tree,) = charts(content)
    assert held(tree) == expected(card.chart)
    check_workbook(next(iter(parts(content, r"ppt/embeddings/.*").values())), card.chart)
    title = deck.slides[0].shapes.title
    assert title is None or len(title.text_frame.text) < 200
    assert tree.findall(".//c:f", NAMES)


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_the_table_stands_in(tables: Tables) -> None:
    card = built(tables, "agreements")
    deck = opened(slides_bytes(card))
    check_inside(deck)
    (table,) = [shape.table for shape in deck.slides[0].shapes if shape.has_table]
    assert [cell.text for cell in table.rows[0].cells] == list(card.table.columns)[:6]
    assert "browser" in texts(deck.slides[0])
