"""Requests nobody would write, against a running server: no fault of the server but the stated 501 and 503.

Run `.venv/bin/python -m tests.bench.fuzz --requests 20000 --seed 1`. Targets, methods, headers and bytes that are no
HTTP come from Hypothesis, which makes a failing request small before it is shown; the data are the repository's own.
"""

import argparse
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import quote, urlsplit

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import KINDS
from dashboard.routes.api import FORMATS
from dashboard.selection.selection import KEYS
from etl.model.schema import TABLES
from tests.bench.readers import serving
from tests.world import REPOSITORY

STATED = (501, 503)  # a format that is not made; nothing to serve, no browser, or not ready in time
POLICY = ("x-content-type-options", "content-security-policy")
_PATIENCE = 60  # seconds
_LONGEST = 65_000  # bytes of a target; more are refused by the server before the dashboard sees them
_GOOD = [
    "years=2019", "years=2015-2020", "direction=both", "direction=FRA-KAZ", "sectors=energy", "sectors=energy,digital",
    "kinds=customs", "kinds=statement,press", "oil=without", "currency=EUR", "known=2020-01-01", "lang=en", "lang=fr",
    "size=square", "width=320", "theme=dark", "theme=print", "asof=0123abcd", "maxwidth=320", "maxheight=400",
]  # fmt: skip
_ODD = [
    "../", "%2e%2e%2f", "%00", "%", "%zz", "%ff%fe", "\u202e", "😀", "'\"><script>", "{{7*7}}", "=1+1", "-1", "1e999",
    "٣٢٠", "1990-2024", "9999-0001", "http://[", "//evil", "\\\\evil", "$(id)", "' OR 1=1 --", "\x00", "null", "[]",
]  # fmt: skip
_FRAMING = ("Content-Length", "Transfer-Encoding", "Expect", "Upgrade", "Connection")
_NAMES = [
    *KEYS,
    "size",
    "width",
    "theme",
    "asof",
    "url",
    "maxwidth",
    "maxheight",
    "format",
    "embed",
    "year",
    "__proto__",
]


@dataclass(frozen=True)
class Request:
    """A request as it goes over the wire."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def to_bytes(self, host: str) -> bytes:
        """Head and body; a header or target that HTTP cannot hold is sent all the same."""
        named = {name.lower() for name, _ in self.headers}
        own = [("Connection", "close")] + ([] if "host" in named else [("Host", host)])
        lines = [
            f"{self.method} {self.target} HTTP/1.1",
            *(f"{name}: {value}" for name, value in (*own, *self.headers)),
        ]
        return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogatepass") + self.body


good_pairs = st.sampled_from(_GOOD)
texts = st.one_of(
    good_pairs.map(lambda pair: pair.partition("=")[2]),
    st.sampled_from(_ODD),
    st.text(max_size=40),
    st.integers().map(str),
)
values = st.one_of(texts.map(lambda text: quote(text, safe="")), texts.map(lambda text: quote(text, safe="%/?&=")))
long_values = st.builds(
    lambda text, times: text * times, st.sampled_from(["A", "%41", "1,", "../"]), st.integers(1, 9000)
)
names = st.one_of(st.sampled_from(_NAMES), st.text(max_size=12).map(lambda text: quote(text, safe="")))
odd_pairs = st.tuples(names, st.one_of(values, values, values, long_values)).map("=".join)
pairs = st.one_of(good_pairs, good_pairs, good_pairs, odd_pairs)
queries = st.lists(pairs, max_size=3).map(lambda parts: "?" + "&".join(parts) if parts else "")
quick = [kind.ending for kind in KINDS.values() if not kind.needs_browser]
endings = st.one_of(
    st.just(""), st.sampled_from([*quick, "figure.json"]).map(lambda ending: f".{ending}"),
    st.one_of(texts).map(lambda text: f".{quote(text, safe='')}"),
)  # fmt: skip
cards = st.one_of(*[st.sampled_from(list(CARDS))] * 5, values)
tables = st.one_of(st.sampled_from([f"{name}.{ending}" for name in TABLES for ending in FORMATS]), values)
embeds = st.builds(lambda card, ending, query: f"/embed/{card}{ending}{query}", cards, endings, queries)
framed = embeds.map(lambda embed: quote(f"http://localhost{embed}", safe=""))
targets = st.one_of(
    *[embeds] * 4,
    st.one_of(good_pairs, odd_pairs).map(lambda pair: f"/api/cards?{pair}"),
    st.builds(lambda table, query: f"/api/tables/{table}{query}", tables, queries),
    st.builds(
        lambda url, query: f"/api/oembed?url={url}&{query.removeprefix('?')}", st.one_of(framed, values), queries
    ),
    st.builds(lambda place, query: f"/{place}{query}", values, queries),
    st.sampled_from(
        ["/", "/findings", "/_stcore/health", "/_stcore/stream", "/_stcore/upload_file/a/b", "/media/x", "*"]
    ),
    st.builds(lambda first, second: f"/embed/static/{first}/{second}", values, values),
    st.sampled_from(["/api/health", "/api/ready", "/api/openapi.json", "/api/tables", "/embed", "/api"]),
)
methods = st.one_of(
    *[st.just("GET")] * 6,
    st.sampled_from(["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "G\x00T", "XX"]),
)  # fmt: skip
lines = st.text(st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"]), max_size=60)
headers = st.one_of(
    st.tuples(st.just("Accept-Language"), st.one_of(st.sampled_from(["fr", "en;q=0", "fr;q=9", "*"]), lines)),
    st.tuples(st.just("If-None-Match"), st.one_of(st.sampled_from(["*", 'W/"x"', '"']), lines)),
    st.tuples(st.just("Host"), st.one_of(st.sampled_from(["evil.example", "127.0.0.1:0", "[::1]", "", "a,b"]), lines)),
    st.tuples(st.just("Range"), st.sampled_from(["bytes=0-1", "bytes=-1", "bytes=9-1", "x"])),
    st.tuples(st.just("X-Forwarded-For"), lines),
    st.tuples(
        st.sampled_from(["Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Origin"]), lines
    ),
    st.tuples(st.just("Upgrade"), st.just("websocket")),
    st.tuples(
        st.sampled_from(["Content-Length", "Transfer-Encoding", "Expect"]), st.sampled_from(["0", "9", "-1", "x"])
    ),
    st.tuples(st.just("Cookie"), lines),
)
requests = st.builds(
    Request,
    methods,
    targets.map(lambda target: target[:_LONGEST]),
    st.one_of(*[st.just(())] * 3, st.lists(headers, max_size=3).map(tuple)),
    st.one_of(*[st.just(b"")] * 3, st.binary(max_size=60)),
)


def send(server: str, request: Request) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in small letters) and body; status 0 where the server closed without an answer."""
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port), timeout=_PATIENCE) as wire:
        wire.sendall(request.to_bytes(place.netloc))
        if any(name in _FRAMING for name, _ in request.headers):
            wire.shutdown(socket.SHUT_WR)  # what was announced does not come
        response = HTTPResponse(wire, method=request.method)
        try:
            response.begin()
            body = b"" if response.status == 101 else response.read()
        except (HTTPException, ConnectionError):
            return 0, {}, b""
        return response.status, {name.lower(): value for name, value in response.getheaders()}, body


def check(request: Request, status: int, headers: dict[str, str], body: bytes) -> None:
    """Nothing but stated statuses, no inside of the server in an answer, and the policy on every one."""
    assert status < 500 or status in STATED, f"{status} for {request}: {body[:300]!r}"
    assert b"Traceback" not in body, f"a traceback for {request}"
    assert "x-evil" not in headers, f"a header of the request for {request}"
    if status not in (0, 101) and not is_no_http(request, status, headers, body):
        assert [name for name in POLICY if name not in headers] == [], f"no policy for {request}"


def is_no_http(request: Request, status: int, headers: dict[str, str], body: bytes) -> bool:
    """Whether the server refused what is no HTTP, before the dashboard saw it: a line of plain text."""
    said = b"" if request.method == "HEAD" else b"Invalid HTTP request received."
    return (status, headers.get("content-type"), body) == (400, "text/plain; charset=utf-8", said)


def fuzz(server: str, number: int, first: int) -> Counter[int]:
    """Send so many requests; AssertionError shows the smallest that fails. Returns answers by status."""
    statuses: Counter[int] = Counter()

    @seed(first)
    @settings(
        max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip
    @given(requests)
    def attack(request: Request) -> None:
        status, headers, body = send(server, request)
        statuses[status] += 1
        check(request, status, headers, body)

    run: Callable[[], None] = attack
    run()
    return statuses


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    with serving(REPOSITORY / "data") as address:
        answers = fuzz(address, options.requests, options.seed)
    print(f"{answers.total()} requests in {time.perf_counter() - began:.0f} s")
    print(*(f"{count:>7} {status}" for status, count in sorted(answers.items())), sep="\n")
