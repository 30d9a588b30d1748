"""Numbers for whoever watches the server, in the format of Prometheus: answers, work waiting, the edition served.

Served where `TRADE_METRICS` is on. Streamlit's own numbers, of its sessions and caches, stand at `/_stcore/metrics`.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPMethod

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Histogram, ProcessCollector
from prometheus_client import generate_latest as write_all
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import store
from dashboard.routes.work import Workshop
from etl.model.errors import MissingTablesError

_SECONDS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0)
# Addresses by their beginnings; the rest are pages.
_KINDS = {"/embed/": "embed", "/api/": "api"} | dict.fromkeys(
    ("/_stcore/", "/static/", "/media/", "/component/", "/app/static/"), "streamlit"
)

_registry = CollectorRegistry()
ProcessCollector(registry=_registry)
_answers = Histogram(
    "trade_answer_seconds",
    "Seconds from a request to the first byte of its answer, by kind of address, method and status",
    ["kind", "method", "status"],
    buckets=_SECONDS,
    registry=_registry,
)
_waiting = Gauge(
    "trade_requests_waiting", "Requests worked on or waiting, by kind of work", ["work"], registry=_registry
)
_edition = Gauge("trade_edition", "1 for the edition served, by its hash", ["data_hash"], registry=_registry)
_fault = Gauge("trade_build_fault", "1 while the last build has failed", registry=_registry)


@dataclass(frozen=True)
class Measured:
    """ASGI middleware that counts answers over HTTP and how long each took to begin."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                # What strangers may write freely is counted under one name: each name is kept for ever.
                method = scope["method"] if scope["method"] in HTTPMethod.__members__ else "other"
                seconds = time.perf_counter() - begun
                _answers.labels(kind_of(scope["path"]), method, message["status"]).observe(seconds)
            await send(message)

        await self.app(scope, receive, note)


def kind_of(path: str) -> str:
    """The kind of address that a path has: embed, api, streamlit (its own and its scripts) or page."""
    return next((kind for start, kind in _KINDS.items() if path.startswith(start)), "page")


async def metrics(_request: Request, workshop: Workshop) -> Response:
    """All numbers of this moment."""
    for work, length in workshop.lengths().items():
        _waiting.labels(work).set(length)
    _fault.set(store.build_fault() is not None)
    _edition.clear()
    with suppress(MissingTablesError):  # no edition is served: no number stands for one
        tables = await run_in_threadpool(store.tables)
        _edition.labels(tables.data_hash).set(1)
    return Response(write_all(_registry), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})
