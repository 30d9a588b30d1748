"""Every text that a reader meets goes through the catalogue: none is left English in a language that is nobody's."""

import csv
import html
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from streamlit.testing.v1 import AppTest

from dashboard import store
from dashboard.briefing.kinds import PACK_KINDS
from dashboard.briefing.pack import Briefing, Pack, PackEntry, briefing_of
from dashboard.cards.base import Card
from dashboard.cards.registry import CARDS
from dashboard.charts.theme import Look
from dashboard.exports.kinds import KINDS, file_bytes, offered
from dashboard.exports.office.template import TemplateError, clean_template
from dashboard.queries import editions
from dashboard.queries.frames import Tables
from dashboard.queries.view import View
from dashboard.routes.drawn import Drawn
from dashboard.routes.embed_page import page_html
from dashboard.routes.request import Asked
from dashboard.selection.selection import from_query
from dashboard.text.errors import error_words
from dashboard.text.messages import translator
from tests.dashboard import app as pages
from tests.dashboard.pseudo import LANGUAGE, catalogues_in, in_armenian, latin_words, write_pseudo_catalogue
from tests.world import REPOSITORY, Built

VIEWS = sorted(path.stem for path in (REPOSITORY / "dashboard" / "views").glob("[a-z]*.py"))

QUERIES = ("", "oil=without&currency=EUR", "years=1991", "known=2020-08-12&sectors=energy")
SOME = ("trade-trend", "statement-check", "agreements")
STANDARDS = ("sdmx", "bibtex", "csl")  # formats whose field names and codes are English by their standard
CODED = {"card", "columns", "language", "query", "sources"}  # fields of the JSON that programs read
# Units of amounts are texts of the data, of which this language has no translation: they name their own.
KEPT = {f"{unit} (ιν Αγγλικά)" for unit in ("documents", "agreements", "locomotives")}
KEPT |= {"English"}  # as every language calls itself
Open = Callable[..., AppTest]
UNREAD = {"columns", "component_name", "deferred_file_id", "html_content", "icon", "id", "js_content", "json"}
UNREAD |= {"language", "page", "page_script_hash", "query_string", "type", "url", "uuid", "image_list", "marshall"}
MARKUP = re.compile(r":(?:small|material/\w+)\b")
SHOWN = {"text", "hovertext", "hovertemplate", "ticktext", "customdata"}
GREEK = re.compile(r"[α-ωΑ-Ω]{3}")


@pytest.fixture(scope="module")
def foreign(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tables]:
    """The tables in letters that are not Latin, with the language that is nobody's."""
    folder = tmp_path_factory.mktemp("locale")
    write_pseudo_catalogue(folder)
    with catalogues_in(folder):
        yield in_armenian(tables)


def build(tables: Tables, card_id: str, query: str = "") -> Card:
    asked = dict(part.split("=") for part in f"lang={LANGUAGE}&{query}".strip("&").split("&"))
    selection, notices = from_query(asked, tables.vocabulary)
    assert notices == ()
    return CARDS[card_id](View(tables, selection, Look(480)))


def english(texts: Iterable[str]) -> list[str]:
    """The texts that have a word neither of the catalogue nor of the data."""
    return sorted(
        {
            f"{' '.join(latin_words(text)[:8])} in {text[:160]!r}"
            for text in texts
            if latin_words(text) and text not in KEPT
        }
    )


def card_texts(card: Card) -> Iterator[str]:
    yield from (card.title, card.subtitle, card.sentence, card.alt, card.view, card.empty or "", *card.caveats)
    for name in card.table.columns:
        yield str(name)
        yield from (value for value in card.table[name] if isinstance(value, str))
    if card.chart is not None:
        yield from (card.chart.unit, *card.chart.categories, *(series.name for series in card.chart.series))
    if card.figure is not None:
        drawn = json.loads(card.figure.to_json())
        yield from (trace["name"] for trace in drawn["data"] if trace.get("showlegend", True) and "name" in trace)
        for part in (*drawn["data"], *drawn["layout"].get("annotations", ()), _axes(drawn["layout"])):
            yield from _figure_texts(part)


def _axes(layout: dict[str, Any]) -> dict[str, Any]:
    return {name: axis for name, axis in layout.items() if "axis" in name}


def _figure_texts(part: Any, *, shown: bool = False) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _figure_texts(value, shown=shown or key in SHOWN)
    elif isinstance(part, list):
        for value in part:
            yield from _figure_texts(value, shown=shown)
    elif isinstance(part, str) and shown:
        yield re.sub(r"</?\w+[^>]*>|&\w+;|%\{[^}]*\}", " ", part)


@pytest.mark.parametrize("card_id", CARDS)
def test_every_text_of_a_card_is_in_the_catalogue(foreign: Tables, card_id: str) -> None:
    for query in QUERIES:
        card = build(foreign, card_id, query)
        assert english(card_texts(card)) == []
        assert GREEK.search(card.empty or card.sentence)


def file_texts(kind: str, content: bytes) -> Iterator[str]:
    """What a reader of a file sees of it."""
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as file:
            for name in file.namelist():
                if name.endswith(".xml") and not re.search("theme|styles|fontTable|Master|Layout|app.xml", name):
                    yield from _xml_texts(file.read(name))
    elif kind == "json":
        found = json.loads(content)
        yield from _values({name: part for name, part in found.items() if name not in CODED})
        yield from (column["name"] for column in found["columns"])
    elif kind == "csv":
        for row in csv.reader(content.decode("utf-8-sig").splitlines()):
            yield from row
    else:
        text = content.decode("utf-8-sig")
        text = re.sub(r"(?s)<(script|style|dc:language|dc:type|dc:format)\b.*?</\1>", " ", text)
        if "<html" in text:
            text = re.sub(r"<(?:!doctype|meta http-equiv|meta name=.viewport|meta property=.og:type)[^>]*>", " ", text)
            yield from re.findall(r'(?:alt|title|aria-label|content)="([^"]*)"', text)
        yield from map(html.unescape, re.split(r"</?\w[^>]*>|\n", text))


def _xml_texts(part: bytes) -> Iterator[str]:
    root = etree.fromstring(part)
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        tag = etree.QName(node).localname
        if tag in ("t", "v", "title", "subject", "description", "keywords", "category") and node.text:
            yield f"{node.text}"
        if tag in ("sheet", "tableColumn"):
            yield node.get("name") or ""
        if tag in ("docPr", "cNvPr"):
            yield from (node.get(attribute) or "" for attribute in ("descr", "title"))


def _values(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for value in part.values():
            yield from _values(value)
    elif isinstance(part, list):
        for value in part:
            yield from _values(value)
    elif isinstance(part, str):
        yield part


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in STANDARDS and not KINDS[kind].needs_browser])
def test_every_text_of_a_file_is_in_the_catalogue(foreign: Tables, kind: str) -> None:
    for card_id in CARDS if kind in ("csv", "json") else SOME:  # the office files of all make a briefing below
        card = build(foreign, card_id)
        if kind in offered(card):
            assert (card_id, english(file_texts(kind, file_bytes(card, kind)))) == (card_id, [])


@pytest.mark.usefixtures("drawing_browser")
@pytest.mark.parametrize("kind", ["svg", "html"])
def test_every_text_of_a_picture_is_in_the_catalogue(foreign: Tables, kind: str) -> None:
    assert english(file_texts(kind, file_bytes(build(foreign, "statement-check"), kind))) == []


@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_every_text_of_a_briefing_is_in_the_catalogue(foreign: Tables, kind: str) -> None:
    assert english(file_texts(kind, PACK_KINDS[kind].make(_briefing(foreign, *CARDS)))) == []


@pytest.mark.usefixtures("drawing_browser")
def test_every_text_of_a_briefing_as_a_page_is_in_the_catalogue(foreign: Tables) -> None:
    page = PACK_KINDS["html"].make(_briefing(foreign, "trade-trend", "mirror-gap"))
    assert english(file_texts("html", page)) == []


def test_every_text_of_an_embed_is_in_the_catalogue(foreign: Tables) -> None:
    card = build(foreign, "trade-trend")
    view = Asked(_selection(foreign), Look(480), f"lang={LANGUAGE}", None, None, language_named=True)
    page = page_html(Drawn(card, None), view, "https://example.org/")
    assert english(file_texts("html", page.encode())) == []


def _briefing(tables: Tables, *cards: str) -> Briefing:
    entries = tuple(PackEntry(card_id, _selection(tables), "") for card_id in cards)
    pack = Pack("Ω", entries, "Ω", LANGUAGE)
    return briefing_of(
        pack, lambda name, chosen, look: CARDS[name](View(tables, chosen, look)), tables.data_hash, date(2026, 11, 25)
    )


def _selection(tables: Tables) -> Any:
    return from_query({"lang": LANGUAGE}, tables.vocabulary)[0]


@pytest.fixture
def open_page(foreign: Tables, real: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page with the foreign tables in the place of those of a data folder of its own."""
    data = tmp_path / "data"
    shutil.copytree(real.paths.tables, data / "tables")
    monkeypatch.setenv("TRADE_DATA", str(data))
    monkeypatch.setattr(editions, "load_tables", lambda *_: foreign)
    monkeypatch.setattr(store, "load_tables", lambda *_: foreign)

    return partial(pages.open_page, lang=LANGUAGE)


def page_texts(app: AppTest) -> Iterator[str]:
    """Every text of the elements of a page and its sidebar; charts are those of the cards."""
    for node in (*_nodes(app.main), *_nodes(app.sidebar)):
        if node.type != "plotly_chart" and (proto := getattr(node, "proto", None)) is not None:
            yield from (MARKUP.sub(" ", text) for name, text in _proto_texts(proto) if name not in UNREAD)
        if node.type in ("dataframe", "arrow_data_frame", "table"):
            yield from map(str, node.value.columns)
            yield from (value for column in node.value for value in node.value[column] if isinstance(value, str))


def _nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _nodes(child)


def _proto_texts(proto: Any) -> Iterator[tuple[str, str]]:
    for field, value in proto.ListFields():
        values = [value] if isinstance(value, str) or not field.is_repeated else list(value)
        for one in values:
            if isinstance(one, str):
                yield field.name, one
            elif hasattr(one, "ListFields"):
                yield from _proto_texts(one)


@pytest.mark.parametrize("view", VIEWS)
def test_every_text_of_a_page_is_in_the_catalogue(open_page: Open, view: str) -> None:
    app = open_page(view)
    assert english(page_texts(app)) == []
    for part in (app.main, app.sidebar):
        assert GREEK.search(" ".join(text for node in _nodes(part) for _, text in _proto_texts(node.proto)))


def test_every_text_that_answers_a_link_is_in_the_catalogue(open_page: Open) -> None:
    app = open_page("overview", direction="ω", years="ω", known="ω", sectors="energy,ω", yeers="1991")
    assert len(app.warning) == 5
    quoted = re.compile("“[^”]*”|direction|years|known|sectors")  # names of parameters
    assert english(quoted.sub("", element.value) for element in app.warning) == []
    empty = open_page("overview", years="1991")
    assert empty.info
    assert english(page_texts(empty)) == []


@pytest.mark.usefixtures("no_browser")
def test_every_text_of_the_files_offered_is_in_the_catalogue(open_page: Open) -> None:
    app = open_page("overview")
    app.session_state["handover-kind"] = "png"
    app.button(key="briefing-trade-trend").click().run()
    assert not app.exception
    (reason,) = [info.value for info in app.info if "nowhere" in info.value]
    assert english([reason.replace("/nowhere/chromium", "")]) == []
    assert english(text for text in page_texts(app) if "nowhere" not in text and "embed" not in text) == []


def test_every_text_of_a_briefing_page_is_in_the_catalogue(open_page: Open) -> None:
    app = open_page("briefing", cards="trade-trend,mirror-gap")
    assert english(page_texts(app)) == []


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("template", [b"", b"no file of an office program"])
def test_every_text_on_a_template_is_in_the_catalogue(template: bytes) -> None:
    with pytest.raises(TemplateError) as fault:
        clean_template(template, "pptx")
    said = error_words(fault.value, translator(LANGUAGE))
    assert english([said.replace(".pptx", "")]) == []
    assert GREEK.search(said)
