"""What is set at the server itself, which Streamlit starts and has no settings for.

`FORWARDED_ALLOW_IPS` is the server's own variable for the addresses of proxies.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True)
class ConfiguredServer:
    """ASGI middleware that changes the server's configuration as the server announces its start.

    The server then tells nothing of itself, believes a proxy only where one is named, and sends each answer at once.
    """

    app: ASGIApp
    proxies_named: bool
    report: Callable[[str], None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change the server's configuration at its start; pass everything on."""
        if scope["type"] == "lifespan":
            self._configure(getattr(getattr(receive, "__self__", None), "config", None))
        await self.app(scope, receive, send)

    def _configure(self, config: object) -> None:
        from uvicorn import Config
        from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

        if not isinstance(config, Config):
            self.report("the server is not uvicorn: take its banner from answers, and trust no forwarded addresses")
            return
        config.encoded_headers = [pair for pair in config.encoded_headers if pair[0] != b"server"]
        if not self.proxies_named and isinstance(config.loaded_app, ProxyHeadersMiddleware):
            config.loaded_app = config.loaded_app.app
        config.http_protocol_class = _prompt(config.http_protocol_class)


def _prompt(protocol: Any) -> Any:
    """The protocol of connections that send what they have without waiting for the other side to confirm.

    Head and body of an answer are two packets, and so are the messages of a page. Streamlit opens the server's socket
    in a way that asyncio does not take for TCP, so that the second packet of each waits 40 ms for the first.
    """

    class Prompt(protocol):  # type: ignore[misc]
        def connection_made(self, transport: Any) -> None:
            opened = transport.get_extra_info("socket")
            if opened is not None and opened.family in (socket.AF_INET, socket.AF_INET6):
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            super().connection_made(transport)

    return Prompt
