"""HTTP as it is on the wire: one request over http.client, nothing followed, nothing unpacked."""

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any, TypeVar
from urllib.parse import urlsplit

Result = TypeVar("Result")


@dataclass(frozen=True)
class Reply:
    """What a server answered; header names are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(server: str, path: str, method: str = "GET", **headers: str) -> Reply:
    """The answer to one request; `accept_language="fr"` sends that header."""
    connection = HTTPConnection(urlsplit(server).netloc, timeout=60)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of the work, done in a thread of its own: the browser of other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def check_refusal(reply: Reply, status: int, *words: str) -> None:
    """A short answer of its status that holds the words; JSON unless it is a page."""
    assert reply.status == status, reply.text[:300]
    assert len(reply.body) < 2000
    assert "Traceback" not in reply.text
    text = reply.text if "html" in reply.headers["content-type"] else reply.json["error"]
    assert [word for word in words if word not in text] == []
    assert "\n" not in text
    assert reply.headers["cache-control"] == "no-store"
