"""Headers of every answer, Streamlit's own included: what a page may load and do, and who may show it in a frame.

`Strict-Transport-Security` is not among them: whether the site is reached by https alone is known to the proxy.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from dashboard.routes.settings import Settings

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), serial=(), midi=(), "
    "display-capture=(), browsing-topics=()",
}
NOTHING = "default-src 'none'"
_STILL = f"{NOTHING}; style-src 'unsafe-inline'; sandbox"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Policies by the beginning of an address; the rest are Streamlit's pages and what they load.
_POLICIES = {"/embed/": NOTHING, "/embed": NOTHING, "/api": NOTHING, "/media/": _STILL, "/app/static/": _STILL}


@dataclass(frozen=True)
class SafeHeaders:
    """ASGI middleware that completes the headers of every answer; a policy an answer has of its own stays."""

    app: ASGIApp
    settings: Settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of what comes back."""
        start = "websocket.http.response.start" if scope["type"] == "websocket" else "http.response.start"

        async def complete(message: Message) -> None:
            if message["type"] == start:
                add_headers(MutableHeaders(scope=message), scope["path"], self.settings)
            await send(message)

        await self.app(scope, receive, complete)


def add_headers(headers: MutableHeaders, path: str, settings: Settings) -> None:
    """Add what every answer says, and the policy of its address unless it has its own."""
    for name, value in COMMON.items():
        headers[name] = value
    ancestors = settings.embed_ancestors if path.startswith("/embed/") else settings.page_ancestors
    policy = headers.get("Content-Security-Policy") or _policy(path)
    headers["Content-Security-Policy"] = f"{policy}; frame-ancestors {ancestors}"


def _policy(path: str) -> str:
    return next((policy for begin, policy in _POLICIES.items() if path.startswith(begin)), page_policy())


@cache
def page_policy() -> str:
    """What Streamlit's pages may load: files of this server, its one script in the page, and what it makes itself.

    Components come as modules that its script makes (`blob:`), its libraries hold compiled code, and styles are inline.
    """
    index = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE.findall(index))
    return (
        f"default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
