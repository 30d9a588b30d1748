"""What a server under load or in trouble answers, and that no address however strange brings it down."""

import asyncio
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.cards.registry import CARDS
from dashboard.routes import routes
from dashboard.routes.answers import Endpoint, last_resort
from dashboard.routes.settings import SettingError, Settings, read_ancestors
from dashboard.routes.work import KEPT_BYTES, KEPT_RESULTS, QueueBounds, TooSlowError, Work, Workshop
from tests.dashboard.routes.asking import ask, check_refusal, run_apart

HOSTILE = [
    "../", "..%2f", "%00", "%", "%zz", "%ff%fe", "\u202e", "😀", "'\"><script>", "{{7*7}}", "=1+1", "A" * 3000,
    "\r\nX-Evil: 1", "null", "-1", "1e999", "٣٢٠", "1990-2024", "2019", "FRA-KAZ", "both", "fr", "en", "dark", "320",
    "square", "customs", "energy", "0123abcd", "", " ", ",", "http://[", "//evil", "\\\\evil", "json", "xml",
]  # fmt: skip
GOOD = {
    "years": ["2019", "2015-2020"],
    "direction": ["both", "FRA-KAZ"],
    "sectors": ["energy", "energy,digital", ""],
    "kinds": ["customs", "statement,press"],
    "oil": ["without"],
    "currency": ["EUR"],
    "known": ["2020-01-01"],
    "lang": ["en", "fr"],
    "size": ["square"],
    "width": ["320"],
    "theme": ["dark", "print"],
    "asof": ["0123abcd"],
    "maxwidth": ["320", "99999"],
    "maxheight": ["400"],
    "format": ["json"],
}
STRANGE = ["pair", "companies", "url", "embed", "__proto__", "\x00", "😀", ""]


_numbers = count()


@contextmanager
def serving(given: list[BaseRoute]) -> Iterator[str]:
    """The address of a real server of these routes in a thread of this process."""
    app = Starlette(routes=given, exception_handlers={Exception: partial(last_resort, Settings())})
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


def shop_of(workers: int, waiting: int, seconds: float, share: int = 99) -> Workshop:
    return Workshop(dict.fromkeys(Work, QueueBounds(workers, waiting, share)), seconds=seconds)


def slow_route(shop: Workshop, seconds: float, work: Work = Work.CARD) -> Route:
    async def slow(request: Request, workshop: Workshop) -> Response:
        address = request.query_params.get("address", "")
        await workshop.make(partial(time.sleep, seconds), str(next(_numbers)), address=address, work=work)
        return PlainTextResponse("done")

    return Route("/slow", Endpoint(slow, shop))


def test_beyond_the_queue_a_reader_is_asked_to_come_back() -> None:
    shop = shop_of(2, 2, 20)
    with serving([slow_route(shop, 0.5)]) as server, ThreadPoolExecutor(12) as readers:
        replies = list(readers.map(lambda _: ask(server, "/slow"), range(12)))
        assert sorted(reply.status for reply in replies) == [200] * 4 + [429] * 8
        for reply in replies:
            if reply.status == 429:
                check_refusal(reply, 429, "ask again")
                assert int(reply.headers["retry-after"]) > 0
        assert ask(server, "/slow").status == 200, "places come free again"


def test_what_takes_long_holds_up_no_other_kind_of_work() -> None:
    shop = shop_of(1, 1, 20)

    async def quick(_request: Request, workshop: Workshop) -> Response:
        return PlainTextResponse(await workshop.make(lambda: "card", str(next(_numbers)), address=""))

    routed = [slow_route(shop, 1.0, Work.PICTURE), Route("/card", Endpoint(quick, shop))]
    with serving(routed) as server, ThreadPoolExecutor(4) as readers:
        pictures = [readers.submit(ask, server, "/slow") for _ in range(4)]
        time.sleep(0.3)
        started = time.monotonic()
        assert [ask(server, "/card").status for _ in range(10)] == [200] * 10
        assert time.monotonic() - started < 0.7, "before the first picture is done"
        assert sorted(picture.result().status for picture in pictures) == [200, 200, 429, 429]


def test_one_address_fills_no_queue() -> None:
    shop = shop_of(1, 5, 20, share=2)
    with serving([slow_route(shop, 0.5)]) as server, ThreadPoolExecutor(5) as readers:
        replies = list(readers.map(lambda _: ask(server, "/slow?address=a"), range(4)))
        refused = [reply for reply in replies if reply.status == 429]
        assert len(refused) == 2
        check_refusal(refused[0], 429, "from this address")
        greedy = [readers.submit(ask, server, "/slow?address=a") for _ in range(4)]
        time.sleep(0.2)
        assert ask(server, "/slow?address=b").status == 200
        assert sorted(reply.result().status for reply in greedy) == [200, 200, 429, 429]
        assert ask(server, "/slow?address=a").status == 200, "places come free again"
    assert shop.lengths() == dict.fromkeys(Work, 0)


def test_results_are_kept_within_bounds_of_number_and_bytes() -> None:
    async def keep(shop: Workshop) -> list[str]:
        made: list[str] = []

        def make(name: str, size: int) -> bytes:
            made.append(name)
            return bytes(size)

        async def ask_for(name: str, size: int) -> None:
            await shop.make(partial(make, name, size), name, address="")

        for number in range(KEPT_RESULTS + 1):
            await ask_for(str(number), 1)
        await ask_for("1", 1)
        await ask_for("0", 1)  # dropped as the oldest
        for number in range(3):
            await ask_for(f"large {number}", KEPT_BYTES // 2)
        await ask_for("large 2", KEPT_BYTES // 2)
        await ask_for("large 0", KEPT_BYTES // 2)  # dropped for its bytes
        return made

    made = run_apart(keep(Workshop()))
    assert Counter(made) == Counter(
        [*map(str, range(KEPT_RESULTS + 1)), "0", *(f"large {n}" for n in range(3)), "large 0"]
    )


def test_what_was_made_of_late_waits_for_nothing() -> None:
    shop = shop_of(1, 0, 20)

    async def kept(_request: Request, workshop: Workshop) -> Response:
        return PlainTextResponse(await workshop.make(lambda: "kept", "key", address=""))

    with serving([slow_route(shop, 1.0), Route("/kept", Endpoint(kept, shop))]) as server:
        assert ask(server, "/kept").status == 200
        with ThreadPoolExecutor(1) as readers:
            slow = readers.submit(ask, server, "/slow")
            time.sleep(0.3)
            assert [ask(server, "/kept").status for _ in range(5)] == [200] * 5
            assert ask(server, "/slow").status == 429
            assert slow.result().status == 200


def test_what_is_made_for_a_reader_who_leaves_is_kept() -> None:
    async def leave(shop: Workshop) -> list[str]:
        made: list[str] = []

        def make() -> str:
            time.sleep(0.2)
            made.append("made")
            return "made"

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(shop.make(make, "key", address=""), 0.05)
        await asyncio.sleep(0.4)
        assert await shop.make(make, "key", address="") == "made"
        return made

    assert run_apart(leave(Workshop())) == ["made"]


def test_what_many_ask_for_at_once_is_made_once() -> None:
    shop = shop_of(1, 0, 20)
    made: list[float] = []

    def maker() -> str:
        time.sleep(1.0)
        made.append(time.monotonic())
        return "same"

    async def same(_request: Request, workshop: Workshop) -> Response:
        return PlainTextResponse(await workshop.make(maker, "key", address=""))

    with serving([Route("/same", Endpoint(same, shop))]) as server, ThreadPoolExecutor(8) as readers:
        replies = list(readers.map(lambda _: ask(server, "/same"), range(8)))
    assert [reply.status for reply in replies] == [200] * 8
    assert len(made) == 1


def test_what_is_too_slow_is_given_up_but_keeps_its_place() -> None:
    shop = shop_of(1, 1, 0.2)
    with serving([slow_route(shop, 1.0)]) as server:
        started = time.monotonic()
        check_refusal(ask(server, "/slow"), 503, "0.2 seconds")
        assert time.monotonic() - started < 0.9
        check_refusal(ask(server, "/slow"), 503)  # begun by nobody: it waits behind the first, and is taken back
        time.sleep(1.0)
        with ThreadPoolExecutor(4) as readers:
            statuses = sorted(reply.status for reply in readers.map(lambda _: ask(server, "/slow"), range(4)))
    assert statuses == [429, 429, 503, 503]


def test_what_is_made_too_late_is_kept_for_who_asks_again() -> None:
    async def ask_again(shop: Workshop) -> list[str]:
        made: list[str] = []

        def make() -> str:
            time.sleep(0.3)
            made.append("made")
            return "made"

        with pytest.raises(TooSlowError):
            await shop.make(make, "key", address="")
        assert await shop.make(make, "key", address="") == "made"  # it joins what is still being made
        await asyncio.sleep(0.1)
        assert await shop.make(make, "key", address="") == "made"
        return made

    assert run_apart(ask_again(shop_of(1, 0, 0.2))) == ["made"]


def test_what_was_taken_back_is_begun_anew() -> None:
    async def ask_again(shop: Workshop) -> str:
        busy = asyncio.ensure_future(shop.make(partial(time.sleep, 0.5), "busy", address=""))
        await asyncio.sleep(0)
        with pytest.raises(TooSlowError):
            await shop.make(lambda: "made", "key", address="")
        with pytest.raises(TooSlowError):  # at once: the first has not yet left the queue
            await shop.make(lambda: "made", "key", address="")
        with pytest.raises(TooSlowError):
            await busy
        await asyncio.sleep(0.3)
        return await shop.make(lambda: "made", "key", address="")

    assert run_apart(ask_again(shop_of(1, 3, 0.1))) == "made"


def test_a_fault_is_told_to_all_who_wait_and_not_kept() -> None:
    async def fail(shop: Workshop) -> int:
        tries: list[int] = []

        def make() -> str:
            tries.append(1)
            time.sleep(0.1)
            raise ValueError("broken")

        for _time in range(2):
            results = await asyncio.gather(
                *(shop.make(make, "key", address="") for _ in range(2)), return_exceptions=True
            )
            assert [str(result) for result in results] == ["broken"] * 2
        return len(tries)

    assert run_apart(fail(shop_of(1, 0, 5))) == 2


def test_an_unforeseen_fault_tells_a_reader_nothing() -> None:
    async def broken(_request: Request, _workshop: Workshop) -> Response:
        raise RuntimeError("a secret")

    with serving([Route("/broken", Endpoint(broken, Workshop()))]) as server:
        reply = ask(server, "/broken")
    check_refusal(reply, 500, "log")
    assert "secret" not in reply.text


def test_without_tables_every_address_says_how_to_build_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_DATA", str(tmp_path))
    with serving(routes()) as server:
        for path in ("/embed/coverage", "/embed/coverage.csv", "/embed/coverage.figure.json", "/api/cards"):
            check_refusal(ask(server, path), 503, "python -m etl build")
        for path in ("/api/tables", "/api/tables/flows.csv", f"/api/oembed?url={quote(server + '/embed/coverage')}"):
            check_refusal(ask(server, path), 503, "python -m etl build")


def test_the_same_card_asked_for_at_once_is_the_same(server: str) -> None:
    with ThreadPoolExecutor(12) as readers:
        asked = [f"/embed/{card}.figure.json?years=2010-2020" for card in ("trade-trend", "monthly-trade") * 6]
        replies = list(readers.map(partial(ask, server), asked))
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body for reply in replies}) == 2
    assert [reply.json["card"] for reply in replies] == ["trade-trend", "monthly-trade"] * 6


def strange_query(chance: random.Random) -> str:
    """Parameters of which one in five is odd; a few stand twice, and some percent signs stand as they are."""
    pairs = [(key, chance.choice(GOOD[key])) for key in chance.choices(list(GOOD), k=chance.randint(0, 4))]
    for at in range(len(pairs)):
        if chance.random() < 0.2:
            pairs[at] = (chance.choice([*GOOD, *STRANGE]), chance.choice(HOSTILE))
    raw = "%" if chance.random() < 0.3 else ""
    return "&".join(f"{quote(key)}={quote(value, safe=raw)}" for key, value in pairs)


def strange_address(chance: random.Random, server: str) -> str:
    """An address of any route; most name a card or table that is there."""
    card = chance.choice([*CARDS, chance.choice(HOSTILE)])
    ending = chance.choice(["", "", ".figure.json", ".csv", ".json", ".bib", ".xlsx", ".svg", ".exe", "."])
    table = chance.choice(["sources", "sectors", *HOSTILE])
    query = strange_query(chance)
    framed = quote(chance.choice([f"{server}/embed/{card}?{query}", chance.choice(HOSTILE)]), safe="")
    places = [
        *[f"/embed/{quote(card, safe='/%')}{ending}?{query}"] * 5,
        f"/api/{quote(chance.choice(['cards', 'tables', *HOSTILE]), safe='/%')}?{query}",
        f"/api/oembed?url={framed}&{strange_query(chance)}",
        f"/api/tables/{quote(table, safe='/%')}.{chance.choice(['csv', 'parquet', 'x'])}?{query}",
        f"/embed/static/{quote(chance.choice(HOSTILE), safe='/%')}/embed.js?{query}",
    ]
    return chance.choice(places)


def test_no_address_brings_a_server_down(server: str) -> None:
    chance = random.Random(20231101)
    addresses = [strange_address(chance, server) for _ in range(1000)]
    with ThreadPoolExecutor(4) as readers:
        replies = list(readers.map(partial(ask, server), addresses))
    bad = [
        (address, reply.status)
        for address, reply in zip(addresses, replies, strict=True)
        if reply.status not in (200, 400, 404, 501) or b"Traceback" in reply.body or "x-evil" in reply.headers
    ]
    assert bad == []
    counts = Counter(reply.status for reply in replies)
    assert min(counts[status] for status in (200, 400, 404)) > 100, counts


def test_bytes_that_are_no_request_are_survived(server: str) -> None:
    place = urlsplit(server)
    chance = random.Random(1)
    for _ in range(100):
        garbage = bytes(chance.randrange(33, 256) for _ in range(chance.randint(1, 60)))
        with socket.create_connection((place.hostname, place.port), timeout=20) as wire:
            host = chance.choice([b"x", b"[", b"a b", b"<script>", b"\xff"])
            wire.sendall(
                b"GET /embed/trade-trend?" + garbage + b" HTTP/1.1\r\nConnection: close\r\nHost: " + host + b"\r\n\r\n"
            )
            answer = b"".join(iter(lambda: wire.recv(65536), b""))
        assert b" 500 " not in answer[:20]
        assert b"<script>" not in answer
    assert ask(server, "/_stcore/health").status == 200


@pytest.mark.parametrize(
    "value", ["", "*", "'none'", "'self'", "https://*.example.org", "'self' https: example.org:8443"]
)
def test_who_may_frame_the_dashboard_is_read(value: str) -> None:
    name = "TRADE_FRAME_ANCESTORS"
    assert read_ancestors({name: value}, name, "*") == (value or "*")


@pytest.mark.parametrize(
    "value", ["a;b", "x\r\nY: 1", "'none' *", "self, other", "javascript:x", "'unsafe'", "a  b", "é"]
)
def test_a_setting_that_is_no_list_of_hosts_is_refused(value: str) -> None:
    name = "TRADE_FRAME_ANCESTORS"
    with pytest.raises(SettingError, match=name):
        read_ancestors({name: value}, name, "*")
