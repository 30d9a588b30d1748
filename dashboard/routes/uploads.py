"""What readers may leave on the server: Streamlit bounds each file, this bounds them together, by session and server.

Streamlit refuses sessions that it does not know and drops the files of one that ends; a file that arrives as its
session ends would stay for ever, and is dropped here.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.exports.office.template import LARGEST_TEMPLATE
from dashboard.routes.answers import json_response

MEGABYTE = 1024 * 1024
SESSION_MEGABYTES, SERVER_MEGABYTES = 50, 200
MOST_FILES = 20  # of a session; a file without content takes memory too
LARGEST_MEGABYTES = LARGEST_TEMPLATE + 1  # of one upload as Streamlit takes it: the file and its wrapping
RETURN_SECONDS = 125  # after its websocket closes, by when Streamlit has forgotten a session that nobody came back to
_ADDRESS = "/_stcore/upload_file/"


@dataclass(frozen=True)
class UploadBounds:
    """ASGI middleware: 413 where a session, 507 where the server holds all that it may; 411 without a length.

    What is on its way counts as well, by the length that its request states: the server takes no byte beyond it.
    """

    app: ASGIApp
    session_bytes: int = SESSION_MEGABYTES * MEGABYTE
    server_bytes: int = SERVER_MEGABYTES * MEGABYTE
    arriving: Counter[str] = field(default_factory=Counter)  # bytes by session; seen by the event loop alone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse an upload that is too much, or pass it on; drop what sessions that have ended left."""
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            asyncio.get_running_loop().call_later(RETURN_SECONDS, drop_leftovers)
        elif scope["type"] == "http" and scope["method"] == "PUT" and _ADDRESS in scope["path"]:
            await self._upload(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        session, length = scope["path"].partition(_ADDRESS)[2].partition("/")[0], _length(Headers(scope=scope))
        drop_leftovers()
        fault = self._fault(session, length) if _runtime().is_active_session(session) else None
        if fault is not None:
            await _refuse(fault, length, scope, receive, send)
            return
        self.arriving[session] += max(length, 0)
        try:
            await self.app(scope, receive, send)
        finally:
            self.arriving[session] -= max(length, 0)
            if not self.arriving[session]:
                del self.arriving[session]
            drop_leftovers()

    def _fault(self, session: str, length: int) -> tuple[int, str] | None:
        if length < 0:
            return 411, "an upload states its length: send it with Content-Length"
        if length > LARGEST_MEGABYTES * MEGABYTE:
            return 413, f"this file is larger than {LARGEST_TEMPLATE} MB: give one with fewer or smaller pictures"
        kept = kept_files()
        sizes = {one: sum(map(len, files)) for one, files in kept.items()}
        of_session = sizes.get(session, 0) + self.arriving[session] + length
        if of_session > self.session_bytes or len(kept.get(session, ())) >= MOST_FILES:
            return 413, "too many files are uploaded in this session: remove one, or open the page anew"
        if sum(sizes.values()) + self.arriving.total() + length > self.server_bytes:
            return 507, "the server holds as many uploaded files as it may: try again in a few minutes"
        return None


def kept_files() -> Mapping[str, list[bytes]]:
    """Contents of the files that are kept, by session."""
    manager = _runtime().uploaded_file_mgr
    with manager._lock:
        return {session: [file.data for file in files.values()] for session, files in manager.file_storage.items()}


def drop_leftovers() -> None:
    """Drop the files of sessions that are neither open nor kept for a reader who comes back."""
    runtime = _runtime()
    for session in kept_files():
        if runtime._session_mgr.get_session_info(session) is None:
            runtime.uploaded_file_mgr.remove_session_files(session)


def _runtime() -> Any:
    from streamlit import runtime

    return runtime.get_instance()


def _length(headers: Headers) -> int:
    """The length that a request states, -1 where it states none or nonsense."""
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1


async def _refuse(fault: tuple[int, str], length: int, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer in one line. A body of usual length is read and forgotten, or its sender might not see the answer."""
    if 0 <= length <= LARGEST_MEGABYTES * MEGABYTE:
        while (message := await receive())["type"] == "http.request" and message.get("more_body"):
            pass
    status, text = fault
    headers = {"Cache-Control": "no-store", "Connection": "close"}
    await json_response({"error": text, "status": status}, status=status, headers=headers)(scope, receive, send)
