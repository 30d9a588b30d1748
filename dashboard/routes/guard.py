"""What is refused before any route sees it: hosts that are not ours, and addresses of Streamlit that are off."""

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.routes.answers import json_response
from dashboard.routes.settings import ANY, HOSTS, Settings

PROBES = ("/api/health", "/api/ready", "/_stcore/health")
"""Answered for any host, as a machine that looks after this one knows it by number; they say nothing of the host."""
_METRICS = ("/_stcore/metrics", "/api/metrics")
_CLOSED = ("/_stcore/agent", "/_stcore/script-health-check")


@dataclass(frozen=True)
class Guard:
    """ASGI middleware: 400 for a host that is not answered for, 404 for what is switched off."""

    app: ASGIApp
    settings: Settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on."""
        fault = self._fault(scope) if scope["type"] in ("http", "websocket") else None
        if fault is None:
            await self.app(scope, receive, send)
        else:
            status, text = fault
            response = json_response(
                {"error": text, "status": status}, status=status, headers={"Cache-Control": "no-store"}
            )
            await response(scope, receive, send)

    def _fault(self, scope: Scope) -> tuple[int, str] | None:
        path = scope["path"]
        if path not in PROBES and not is_allowed(Headers(scope=scope).getlist("host"), self.settings.hosts):
            return 400, f"this server does not answer for this host: whoever runs it names its hosts in {HOSTS}"
        if path.startswith(_CLOSED) or (path.startswith(_METRICS) and not self.settings.metrics):
            return 404, "there is nothing at this address"
        return None


def is_allowed(given: list[str], hosts: tuple[str, ...]) -> bool:
    """Whether the `Host` headers of a request are one, of a host that is answered for; its port does not matter."""
    if hosts == (ANY,):
        return True
    if len(given) != 1:
        return False
    name, _colon, port = given[0].rpartition(":") if _has_port(given[0]) else (given[0], "", "")
    name = name.lower().removesuffix(".")
    plain = not port or (port.isascii() and port.isdigit())
    return plain and any(name == host or (host.startswith("*.") and name.endswith(host[1:])) for host in hosts)


def _has_port(host: str) -> bool:
    return ":" in host.rpartition("]")[2]
