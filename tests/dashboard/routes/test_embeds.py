"""Cards, tables and embeds over real HTTP: what is answered, with which headers, and how faults are told."""

import re
from hashlib import sha256
from html import unescape

import pytest

from dashboard.cards.registry import CARDS, card_names, page_of
from dashboard.exports.kinds import KINDS
from dashboard.exports.tables import json_bytes
from dashboard.queries.tables import Tables
from dashboard.queries.view import View
from dashboard.selection.look import Look
from dashboard.selection.selection import default_selection, from_query
from tests.dashboard.routes.asking import Reply, ask, check_refusal
from tests.world import REPOSITORY

NUMBERS = {"csv", "xlsx", "json", "bib", "csl.json"}  # made everywhere, at once and without a browser
EMPTY = "years=1990"
HEAVY = 20_000


@pytest.mark.parametrize("card_id", CARDS)
def test_an_embed_page_is_light_and_says_what_it_shows(server: str, published: Tables, card_id: str) -> None:
    for language in ("en", "fr"):
        reply = ask(server, f"/embed/{card_id}?lang={language}")
        selection = default_selection(published.vocabulary, language)
        card = CARDS[card_id](View(published, selection))
        assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert len(reply.body) < HEAVY
        page = unescape(reply.text)
        assert f'<html lang="{language}">' in page
        assert f"<title>{card.title}</title>" in page
        assert f'role="img" aria-label="{card.alt}"' in page
        assert f'href="../{page_of(card_id)}?{card.filters}"' in page
        assert "<script>" not in page


def test_every_card_links_to_the_page_that_shows_it() -> None:
    for card_id in CARDS:
        view = REPOSITORY / "dashboard" / "views" / f"{page_of(card_id) or 'overview'}.py"
        assert f'"{card_id}"' in view.read_text(encoding="utf-8")
    assert list(card_names("en")) == list(CARDS)


@pytest.mark.parametrize("card_id", CARDS)
def test_figures_are_drawn_for_the_width_and_theme_asked(server: str, published: Tables, card_id: str) -> None:
    reply = ask(server, f"/embed/{card_id}.figure.json?width=320&theme=dark&lang=fr")
    card = CARDS[card_id](View(published, default_selection(published.vocabulary, "fr"), Look(320)))
    assert reply.status == 200
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.json["title"] == card.title
    assert reply.json["figure"]["layout"]["height"] == card.figure.layout.height if card.figure else True
    assert reply.json["config"]["locale"] == "fr"
    assert reply.json["changed"] is None


@pytest.mark.parametrize("kind", [kind for kind, made in KINDS.items() if made.ending in NUMBERS])
def test_files_are_those_of_the_page(server: str, published: Tables, kind: str) -> None:
    made = KINDS[kind]
    reply = ask(server, f"/embed/mirror-gap.{made.ending}?lang=en")
    assert reply.status == 200
    assert reply.headers["content-type"].split(";")[0] == made.mime
    name = f"mirror-gap-{published.data_hash[:8]}.{made.ending}"
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert reply.headers["x-content-type-options"] == "nosniff"
    if kind == "json":
        selection, _ = from_query({"lang": "en"}, published.vocabulary)
        expected = json_bytes(CARDS["mirror-gap"](View(published, selection)))
        assert sha256(reply.body).digest() == sha256(expected).digest()


def test_drawn_files_are_made_or_the_lack_is_named(server: str) -> None:
    for made in KINDS.values():
        reply = ask(server, f"/embed/trade-trend.{made.ending}?size=wide")
        if reply.status != 200:
            assert made.ending not in NUMBERS
            check_refusal(reply, 503)
            continue
        last = made.ending.rpartition(".")[2]
        shown = "inline" if last in ("svg", "png", "pdf", "html") else "attachment"
        assert reply.headers["content-disposition"].startswith(shown)
        assert last not in ("svg", "html") or "sandbox" in reply.headers["content-security-policy"]


def test_the_query_of_the_page_is_the_query_of_the_file(server: str) -> None:
    reply = ask(server, "/embed/trade-trend.json?years=2019-2020&currency=EUR&lang=fr&utm_source=x&size=square")
    assert reply.json["query"] == "years=2019-2020&currency=EUR&lang=fr"
    assert reply.json["language"] == "fr"
    assert "vary" not in reply.headers or "Accept-Language" not in reply.headers["vary"]


ACCEPTED = {
    "fr-FR,fr;q=0.9,en;q=0.8": "fr",
    "de,fr;q=0.5": "fr",
    "en;q=0.1,fr;q=0.2": "fr",
    "fr;q=0,en": "en",
    "": "en",
    "*": "en",
    ";;q=,fr-": "fr",
    "q" * 5000: "en",
}


@pytest.mark.parametrize(("accepted", "language"), ACCEPTED.items(), ids=range(len(ACCEPTED)))
def test_the_readers_language_is_spoken_where_none_is_named(server: str, accepted: str, language: str) -> None:
    reply = ask(server, "/embed/trade-trend", accept_language=accepted)
    assert f'<html lang="{language}">' in reply.text
    assert "Accept-Language" in reply.headers["vary"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("years=2035", ("parameter years='2035'", "years within 1990-", "2019-2021")),
        ("years=x", ("parameter years='x'",)),
        ("direction=north", ("parameter direction=", "FRA-KAZ", "both")),
        ("sectors=energy,nope", ("parameter sectors=", "energy")),
        ("kinds=rumour", ("parameter kinds=", "customs")),
        ("known=2020-02-30", ("parameter known=", "2020-08-12")),
        ("lang=xx", ("parameter lang=", "en, fr")),
        ("theme=sepia", ("parameter theme=", "light, dark, print")),
        ("width=12", ("parameter width=", "280")),
        ("size=huge", ("parameter size=", "square")),
        ("asof=xyz", ("parameter asof=", "eight")),
    ],
)
@pytest.mark.parametrize("ending", ["", ".csv", ".figure.json"])
def test_a_bad_value_is_named_with_what_is_allowed(
    server: str, query: str, words: tuple[str, ...], ending: str
) -> None:
    reply = ask(server, f"/embed/trade-trend{ending}?{query}")
    plain = Reply(reply.status, reply.headers, unescape(reply.text).encode())
    check_refusal(plain, 400, *words)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/embed/nope", ("no card", "trade-trend")),
        ("/embed/nope.csv", ("no card", "trade-trend")),
        ("/embed/trade-trend.exe", ("no file of this ending", "csv", "xlsx")),
        ("/embed/trade-trend.csv.gz", ("no file of this ending",)),
        ("/embed", ("no such address", "/api/cards")),
        ("/embed/", ("no such address",)),
        ("/embed/a/b.c", ("no such address",)),
        ("/embed/static/0000/embed.js", ("no such file",)),
        ("/api", ("no such address",)),
        ("/api/nope", ("no such address",)),
        ("/api/tables/nope.csv", ("no such table", "flows")),
        ("/api/tables/flows", ("no such table",)),
        ("/api/tables/flows.exe", ("no such table",)),
        ("/api/tables/datapackage.json", ("no such table",)),
        ("/api/tables/..%2f..%2fpyproject.csv", ("no such",)),
    ],
)
def test_what_is_not_there_is_told_with_what_is(server: str, path: str, words: tuple[str, ...]) -> None:
    reply = ask(server, path)
    if reply.status == 400:  # the server's own guard against paths that climb
        assert reply.body == b"Bad Request"
        return
    check_refusal(Reply(reply.status, reply.headers, reply.body.replace(b"&lt;", b"<")), 404, *words)


def test_an_empty_view_says_why_on_the_page_and_has_no_files(server: str) -> None:
    page = ask(server, f"/embed/mirror-gap?{EMPTY}&lang=en")
    assert page.status == 200
    assert "<script" not in page.text
    reason = re.search("<p>(.*?)</p>", page.text)
    assert reason is not None
    check_refusal(ask(server, f"/embed/mirror-gap.csv?{EMPTY}&lang=en"), 404, reason[1])
    figure = ask(server, f"/embed/mirror-gap.figure.json?{EMPTY}&lang=en")
    assert (figure.status, figure.json["empty"], figure.json["figure"]) == (200, reason[1], None)


PATHS = ("/embed/coverage", "/embed/coverage.figure.json", "/embed/coverage.xlsx", "/api/cards", "/api/tables")
PATHS += ("/api/tables/flows.csv", "/api/tables/flows.parquet")


@pytest.mark.parametrize("path", PATHS)
def test_what_a_reader_has_is_not_sent_again(server: str, path: str) -> None:
    first = ask(server, path)
    tag = first.headers["etag"]
    assert first.status == 200
    assert "no-cache" in first.headers["cache-control"]
    again = ask(server, path, if_none_match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert ask(server, path, if_none_match='"other"').status == 200
    head = ask(server, path, "HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", tag)
    assert head.headers["content-length"] == first.headers["content-length"]


def test_another_view_has_another_tag(server: str) -> None:
    queries = ("", "?lang=fr", "?years=2019", "?width=640", "?theme=dark", "?asof=00000000")
    tags = {ask(server, f"/embed/trade-trend.figure.json{query}").headers["etag"] for query in queries}
    assert len(tags) == len(queries)


@pytest.mark.parametrize("path", ["/embed/coverage", "/embed/coverage.csv", "/api/cards", "/api/nope"])
def test_only_reading_is_answered(server: str, path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        reply = ask(server, path, method)
        check_refusal(reply, 405)
        assert reply.headers["allow"] == "GET, HEAD, OPTIONS"
    options = ask(server, path, "OPTIONS", origin="null", access_control_request_method="GET")
    assert (options.status, options.headers["access-control-allow-origin"]) == (204, "*")


def test_every_answer_is_safe_to_open(server: str) -> None:
    for path in ("/", "/findings", "/app/static/icon.svg", "/_stcore/health", "/embed/nope", "/api/cards"):
        headers = ask(server, path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "frame-ancestors" in headers["content-security-policy"], path
    policy = ask(server, "/embed/coverage").headers["content-security-policy"]
    for directive in ("default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'"):
        assert directive in policy


def test_scripts_styles_and_fonts_are_kept_for_ever(server: str) -> None:
    page = ask(server, "/embed/coverage").text
    addresses = re.findall(r'(?:src|href)="(static/[^"]+)"', page)
    style = next(address for address in addresses if address.endswith(".css"))
    fonts = re.findall(r"url\(\.\./\.\./(static/[^)]+)\)", ask(server, f"/embed/{style}").text)
    assert len(addresses) == 3
    assert len(fonts) == len(list((REPOSITORY / "dashboard" / "static" / "fonts").glob("*.woff2")))
    types = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "woff2": "font/woff2"}
    for address in (*addresses, *fonts):
        reply = ask(server, f"/embed/{address}")
        assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert reply.headers["content-type"] == types[address.rpartition(".")[2]]
        assert reply.headers["access-control-allow-origin"] == "*"
    bundle = next(address for address in addresses if "plotly" in address)
    packed = ask(server, f"/embed/{bundle}", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < 420_000
