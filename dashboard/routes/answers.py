"""How requests are answered: methods, errors in one line, entity tags, and the headers all answers share."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dashboard import store
from dashboard.exports.kinds import EmptyCardError
from dashboard.exports.web.templates import render
from dashboard.links.look_query import BadParameterError
from dashboard.routes.headers import add_headers
from dashboard.routes.settings import Settings
from dashboard.routes.work import BusyError, TooSlowError, Workshop
from etl.model.errors import TradeError

_METHODS = "GET, HEAD, OPTIONS"
_WAIT = "5"  # seconds after which a busy server is asked again
# Everything here is public and read only, so any page may read it; an embed in a sandbox has no origin to name.
_SHARED = {"Access-Control-Allow-Origin": "*"}
_PREFLIGHT = {"Access-Control-Allow-Methods": _METHODS, "Access-Control-Allow-Headers": "If-None-Match"}
_FRESH = "public, no-cache"  # kept by browser and proxy, and asked for anew by its tag
_CODE = (".py", ".po", ".toml", ".js", ".css", ".html")


class NotThereError(TradeError):
    """No such card, ending, table or address; the message names those that are there."""


class MethodError(TradeError):
    """A method other than reading; the message names those that are answered."""


class FormatError(TradeError):
    """A format of an answer that is not made; the message names the one that is."""


@dataclass(frozen=True)
class Endpoint:
    """An ASGI application that lets `answer` answer GET and HEAD, and turns each stated error into a short answer.

    Any other error is left to the server's last resort: it is logged, and the reader learns nothing of it.
    """

    answer: Callable[[Request, Workshop], Awaitable[Response]]
    workshop: Workshop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            with store.one_edition():
                response = await self._answered(request)
        except TradeError as fault:
            response = fault_response(request, fault)
        response.headers.update(_SHARED)
        await response(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": _METHODS, **_PREFLIGHT})
        if request.method not in ("GET", "HEAD"):
            raise MethodError(f"only {_METHODS} are answered here")
        return await self.answer(request, self.workshop)


def fault_response(request: Request, fault: TradeError) -> Response:
    """The error as one line: a small page for `/embed/<card>`, JSON elsewhere."""
    status = _status(fault)
    headers = {"Cache-Control": "no-store"}
    if isinstance(fault, BusyError | TooSlowError):
        headers["Retry-After"] = _WAIT
    if isinstance(fault, MethodError):
        headers["Allow"] = _METHODS
    path = request.scope["path"]
    if path.startswith("/embed/") and "." not in path:
        return small_page(str(fault), status, headers)
    return json_response({"error": str(fault), "status": status}, status=status, headers=headers)


def last_resort(settings: Settings, request: Request, _fault: Exception) -> Response:
    """What a reader sees of a fault nobody foresaw; the server logs it in full."""
    body = {"error": "the server failed to answer; its log says why", "status": 500}
    response = json_response(body, status=500, headers={"Cache-Control": "no-store", **_SHARED})
    add_headers(response.headers, request.scope["path"], settings)  # made outside the middleware
    return response


def small_page(text: str, status: int, headers: Mapping[str, str]) -> Response:
    """A page of one line."""
    body = str(render("fault.html", text=text))
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(body, status, {**headers, **policy}, "text/html; charset=utf-8")


def json_response(content: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The content as JSON in UTF-8."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return Response(body, status, dict(headers or {}), "application/json")


def tag(*parts: object) -> str:
    """A weak entity tag of everything an answer depends on besides the code, which is always part of it."""
    return f'W/"{hashlib.sha256(repr((_code_hash(), parts)).encode()).hexdigest()[:32]}"'


def fresh(etag: str, *, vary: str = "") -> dict[str, str]:
    """Headers of an answer that is kept, and asked for anew by its tag; `vary` names the header it also depends on."""
    return {"ETag": etag, "Cache-Control": _FRESH, **({"Vary": vary} if vary else {})}


def known_already(request: Request, headers: Mapping[str, str]) -> Response | None:
    """The answer "not modified" where the request names the tag of these headers, else None."""
    given = request.headers.get("if-none-match", "")
    named = {one.strip().removeprefix("W/") for one in given.split(",")}
    same = "*" in named or headers["ETag"].removeprefix("W/") in named
    return Response(status_code=304, headers=dict(headers)) if same else None


@cache
def _code_hash() -> str:
    """A hash of what makes the answers: a new version of the code makes new tags."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in _CODE and path.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _status(fault: TradeError) -> int:
    """The status of an error; one that is not the request's fault is the server's lack of something."""
    for kind, status in _STATUSES.items():
        if isinstance(fault, kind):
            return status
    return 503


_STATUSES: dict[type[TradeError], int] = {
    BadParameterError: 400,
    NotThereError: 404,
    EmptyCardError: 404,
    MethodError: 405,
    BusyError: 429,
    FormatError: 501,
}
