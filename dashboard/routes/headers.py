"""Headers of every answer, Streamlit's own included: no guessing of types, and who may show it in a frame."""

import os
import re
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from etl.errors import TradeError

VARIABLE = "TRADE_FRAME_ANCESTORS"
STRICTEST = "'self'"
_ANYONE = "*"
_ALONE = ("*", "'none'")
_SOURCE = re.compile(r"'self'|https?:|(?:https?://)?(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::(?:[0-9]{1,5}|\*))?")


class FrameAncestorsError(TradeError):
    """The setting for who may show the dashboard in a frame cannot be read."""


def frame_ancestors() -> str:
    """Who may show embeds and pages in a frame: `TRADE_FRAME_ANCESTORS`, or anyone where it is not set.

    The default is anyone for pages too: `?embed=true` shows a page in a frame, there is nobody to log in and nothing
    to click that changes anything. The value is `*`, `'none'`, or hosts parted by spaces, as `'self' https://*.example.org`.
    """
    value = os.environ.get(VARIABLE, "").strip() or _ANYONE
    sources = value.split(" ")
    if value not in _ALONE and not all(_SOURCE.fullmatch(source) for source in sources):
        raise FrameAncestorsError(f"{VARIABLE}={value[:80]!r}: give *, 'none', or hosts parted by single spaces")
    return value


@dataclass(frozen=True)
class SafeHeaders:
    """ASGI middleware: adds `nosniff` and `frame-ancestors` to every answer, beside a policy it may have."""

    app: ASGIApp
    ancestors: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of what comes back."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                policy = headers.get("Content-Security-Policy")
                own = f"frame-ancestors {self.ancestors}"
                headers["Content-Security-Policy"] = f"{policy}; {own}" if policy else own
            await send(message)

        await self.app(scope, receive, complete if scope["type"] == "http" else send)
