"""A briefing pack of every card in every format and language, opened again with a reader of that format."""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO

import docx
import pptx
import pytest
from pypdf import PdfReader

from dashboard.briefing.archive import INDEX, MANIFEST
from dashboard.briefing.kinds import PACK_KINDS, pack_name
from dashboard.briefing.pack import Briefing, Pack, PackEntry, all_sources, briefing_of
from dashboard.cards.registry import CARDS, card_names
from dashboard.exports.citation import bibtex_key, source_citation
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.selection import default_selection
from etl.model.errors import TradeError

DAY = date(2026, 11, 25)
TITLES = {"en": "Trade “stated” & <official>", "fr": "Échanges : l’énoncé et l’officiel"}
NOTE = "What the maker wrote about it."
A4 = (595, 842)  # points
Make = Callable[[str, str], bytes]


def briefing(tables: Tables, language: str, *cards: str, **changes: object) -> Briefing:
    selection = replace(default_selection(tables.vocabulary, language), **changes)  # type: ignore[arg-type]
    entries = tuple(PackEntry(name, selection, NOTE if at == 0 else "") for at, name in enumerate(cards or CARDS))
    pack = Pack(TITLES[language], entries, "First paragraph.\n\nSecond paragraph.", language)
    return briefing_of(pack, lambda name, chosen, look: CARDS[name](View(tables, chosen, look)), tables.data_hash, DAY)


@pytest.fixture(scope="module", params=["en", "fr"])
def whole(tables: Tables, request: pytest.FixtureRequest) -> Briefing:
    """All cards in one language."""
    return briefing(tables, request.param)


@pytest.fixture(scope="module")
def archive(whole: Briefing, drawing_browser: str) -> zipfile.ZipFile:
    """The zip of all cards in one language."""
    assert drawing_browser
    return zipfile.ZipFile(BytesIO(PACK_KINDS["zip"].make(whole)))


class _Page(HTMLParser):
    """What a page of HTML holds: tags, text outside of style sheets, ids and the links within it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.addresses: list[str] = []
        self.words = ""
        self._style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.tags.append(tag)
        self._style = tag == "style"
        self.ids += [own["id"]] if own.get("id") else []
        self.targets += [own["href"][1:]] if (own.get("href") or "").startswith("#") else []
        self.addresses += [text for key, text in attrs if key in ("src", "href", "action") and text and text[0] != "#"]

    def handle_endtag(self, tag: str) -> None:
        self._style &= tag != "style"

    def handle_data(self, data: str) -> None:
        self.words += "" if self._style else data


def plain(text: str) -> str:
    """Words without what a printer changes: line ends, kinds of space, hyphens at a line's end."""
    return re.sub(r"\s+", "", text)


def test_the_archive_holds_what_its_manifest_says(archive: zipfile.ZipFile, whole: Briefing) -> None:
    assert archive.testzip() is None
    manifest = json.loads(archive.read(MANIFEST))
    names = archive.namelist()
    assert names[:2] == [INDEX, MANIFEST]
    assert {MANIFEST, *(file["path"] for file in manifest["files"])} == set(names)
    for file in manifest["files"]:
        content = archive.read(file["path"])
        assert (sha256(content).hexdigest(), len(content)) == (file["sha256"], file["size"]), file["path"]
    assert manifest["missing"] == []
    assert (manifest["language"], manifest["made"]) == (whole.language, "2026-11-25")
    assert manifest["data_hash"] == whole.data_hash
    assert [card["card"] for card in manifest["cards"]] == list(CARDS)
    assert {card["query"] for card in manifest["cards"]} == {f"lang={whole.language}"}


def test_the_archive_holds_every_card_and_format(archive: zipfile.ZipFile, whole: Briefing) -> None:
    names = set(archive.namelist())
    assert {f"briefing.{kind}" for kind in ("pptx", "docx", "html", "pdf")} <= names
    for section in whole.sections:
        own = {f"data/{section.name}.csv", f"data/{section.name}.xlsx"}
        own |= {f"pictures/{section.name}.svg", f"pictures/{section.name}.png"}
        assert own <= names
    assert all(re.fullmatch(r"[A-Za-z0-9./-]+", name) for name in names)
    index = archive.read(INDEX).decode("utf-8")
    assert all(section.card.title in index for section in whole.sections)
    assert all(name in index for name in names - {INDEX})


def test_every_source_is_cited_once(archive: zipfile.ZipFile, whole: Briefing) -> None:
    sources = all_sources(whole)
    lines = archive.read("citations/sources.txt").decode("utf-8").splitlines()
    assert lines[:-1] == [source_citation(source, whole.language) for source in sources]
    assert whole.data_hash in lines[-1]
    keys = re.findall(r"^@misc\{(.+),$", archive.read("citations/sources.bib").decode("utf-8"), re.MULTILINE)
    assert keys == [bibtex_key(source.source_id) for source in sources]
    items = json.loads(archive.read("citations/sources.csl.json"))
    assert [item["id"] for item in items] == [source.source_id for source in sources]


def test_the_page_is_whole_and_still(archive: zipfile.ZipFile, whole: Briefing) -> None:
    text = archive.read("briefing.html").decode("utf-8")
    page = _Page(text)
    assert page.tags.count("figure") == page.tags.count("svg") == len(CARDS)
    assert {"script", "link", "iframe", "img"} & set(page.tags) == set()
    assert page.addresses == []
    assert "url(http" not in text
    assert len(set(page.ids)) == len(page.ids)
    assert set(page.targets) <= set(page.ids)
    names = card_names(whole.language)
    for section in whole.sections:
        shown = (names[section.card.id], section.card.title, section.card.sentence, *section.card.caveats)
        assert [text for text in shown if text not in page.words] == []
    assert all(source_citation(source, whole.language) in page.words for source in all_sources(whole))
    assert NOTE in page.words
    assert "First paragraph." in page.words
    assert whole.data_hash in page.words
    assert whole.title in page.words
    assert len(text) < 1_000_000


def test_the_print_is_on_a4_with_each_chart_on_one_page(archive: zipfile.ZipFile, whole: Briefing) -> None:
    pdf = PdfReader(BytesIO(archive.read("briefing.pdf")))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {A4}
    pages = [plain(page.extract_text()) for page in pdf.pages]
    assert len(pages) <= len(CARDS) + 12
    for number, text in enumerate(pages, start=1):
        assert f"{number}/{len(pages)}" in text
        assert whole.data_hash[:8] in text
    for section in whole.sections:
        assert section.card.figure is not None
        texts = {note.name: note.text for note in section.card.figure.layout.annotations if note.name}
        ends = [plain(re.sub(r"<[^>]+>", " ", texts[name])) for name in ("title", "source")]
        assert any(all(_unescaped(end) in text for end in ends) for text in pages[1:]), section.name
    assert pdf.metadata is not None
    assert pdf.metadata.title == whole.title
    (heading, below) = pdf.outline
    names = card_names(whole.language).values()
    assert [item.title for item in below][1 : len(CARDS) + 1] == [f"{at} {name}" for at, name in enumerate(names, 1)]
    assert heading.title == whole.title


def _unescaped(text: str) -> str:
    return (
        text.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x27;", "'")
        .replace("&quot;", '"')
    )


def test_the_deck_and_the_document_hold_every_card(archive: zipfile.ZipFile, whole: Briefing) -> None:
    deck = pptx.Presentation(BytesIO(archive.read("briefing.pptx")))
    slides = [slide.shapes.title.text_frame.text if slide.shapes.title else "" for slide in deck.slides]
    document = docx.Document(BytesIO(archive.read("briefing.docx")))
    headings = [paragraph.text for paragraph in document.paragraphs]
    assert slides[0] == headings[0] == whole.title
    for section in whole.sections:
        assert any(plain(section.card.title[:40]) in plain(title) for title in slides), section.name
        assert section.card.title in headings
    spoken = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    assert NOTE in spoken
    assert NOTE in headings


def digests(kind: str, content: bytes) -> dict[str, str]:
    """The hash of a file and of each part of an archive: a comparison of the bytes themselves is told for an hour."""
    parts = {kind: content}
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts |= {name: archive.read(name) for name in archive.namelist()}
    return {name: sha256(part).hexdigest() for name, part in parts.items()}


@pytest.mark.parametrize("kind", sorted(PACK_KINDS))
def test_equal_packs_give_equal_files(tables: Tables, drawing_browser: str, kind: str) -> None:
    assert drawing_browser
    packs = (briefing(tables, "fr", "agreements", "direction-balance") for _time in range(2))
    first, second = (digests(kind, PACK_KINDS[kind].make(pack)) for pack in packs)
    assert first == second


@pytest.mark.parametrize("kind", sorted(PACK_KINDS))
def test_empty_cards_stay_with_their_reason(tables: Tables, drawing_browser: str, kind: str) -> None:
    assert drawing_browser
    nothing = {"first_year": 1991, "last_year": 1991, "source_kinds": ("energy_statistics",)}
    made = briefing(tables, "fr", "agreements", "sector-mentions", **nothing)
    assert all(section.card.empty for section in made.sections)
    content = PACK_KINDS[kind].make(made)
    assert _words(kind, content).count(plain(str(made.sections[0].card.empty))) >= 1


def _words(kind: str, content: bytes) -> str:
    """All words of a file."""
    if kind == "html":
        return plain(_Page(content.decode("utf-8")).words)
    if kind == "pdf":
        return plain("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))
    with zipfile.ZipFile(BytesIO(content)) as package:
        if kind == "zip":
            return plain(package.read(INDEX).decode("utf-8"))
        parts = [package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")]
    return plain(_Page("".join(parts)).words)


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize("kind", ["html", "pptx", "docx", "zip"])
def test_without_a_browser_the_pack_comes_without_pictures(tables: Tables, kind: str) -> None:
    made = briefing(tables, "en", "coverage")
    content = PACK_KINDS[kind].make(made)
    if kind == "zip":
        manifest = json.loads(zipfile.ZipFile(BytesIO(content)).read(MANIFEST))
        assert [one["path"] for one in manifest["missing"]] == [
            "briefing.pdf",
            "pictures/01-coverage.svg",
            "pictures/01-coverage.png",
        ]
        assert all("pictures need a browser" in one["reason"] for one in manifest["missing"])
    assert "browser" in _words(kind, content)


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_the_print_says_what_to_install(tables: Tables) -> None:
    with pytest.raises(TradeError, match="pictures need a browser"):
        PACK_KINDS["pdf"].make(briefing(tables, "en", "coverage"))


def test_hostile_words_stay_words(tables: Tables, drawing_browser: str) -> None:
    assert drawing_browser
    evil = '</style><script>alert(1)</script>"; } body{display:none} \\'
    made = briefing(tables, "en", "direction-balance")
    section = replace(made.sections[0], note=evil)
    made = replace(made, title=evil, notes=evil, sections=(section,))
    text = PACK_KINDS["html"].make(made).decode("utf-8")
    page = _Page(text)
    assert "script" not in page.tags
    assert page.words.count(evil) == 4  # the title of the page, its heading, introduction and comment
    assert PdfReader(BytesIO(PACK_KINDS["pdf"].make(made))).pages[0].extract_text().count("alert(1)") >= 2


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Échanges : 2023", "echanges-2023-01234567.pdf"),
        ("../../etc/passwd", "etc-passwd-01234567.pdf"),
        ("Қазақстан", "briefing-01234567.pdf"),
        ("x" * 200, f"{'x' * 48}-01234567.pdf"),
    ],
)
def test_file_names_are_safe(title: str, name: str) -> None:
    assert pack_name(title, "0123456789abcdef", "pdf") == name
