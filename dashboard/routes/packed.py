"""Scripts and styles of Streamlit's own pages, packed for browsers that take it.

Streamlit sends them as they are, because packing them anew for every answer takes longer than it saves: here each is
packed once. Everything else is packed by Streamlit itself, and embeds by `assets`.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

# Their names hold a digest of their content, so what an address holds never changes.
_HEADERS = {
    "Cache-Control": "public, immutable, max-age=31536000",
    "Vary": "Accept-Encoding",
    "Content-Encoding": "gzip",
}
_KINDS = {".js": "text/javascript", ".css": "text/css"}


@dataclass(frozen=True)
class PackedFiles:
    """ASGI middleware that answers for Streamlit's scripts and styles where the browser takes them packed."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the packed file, or pass the request on."""
        file = _files().get(scope.get("path", "")) if scope["type"] == "http" and scope["method"] == "GET" else None
        headers = Headers(scope=scope) if file else Headers()
        if file is None or "gzip" not in headers.get("accept-encoding", "") or "range" in headers:
            await self.app(scope, receive, send)
            return
        content = await run_in_threadpool(_packed, file)
        await Response(content, headers=_HEADERS, media_type=_KINDS[file.suffix])(scope, receive, send)


@cache
def _files() -> Mapping[str, Path]:
    """Address → file, of what Streamlit was installed with."""
    root = Path(file_util.get_static_dir())
    return {
        f"/{path.relative_to(root).as_posix()}": path
        for path in (root / "static").rglob("*")
        if path.suffix in _KINDS and path.is_file()
    }


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)
