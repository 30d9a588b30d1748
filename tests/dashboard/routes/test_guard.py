"""What every answer says to browsers, which hosts are answered for, and what probes are told."""

import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.queries.tables import Tables
from dashboard.routes import routes
from dashboard.routes.guard import is_allowed
from dashboard.routes.settings import LOOPBACK, STRICTEST, SettingError, Settings, read_hosts, read_settings
from tests.dashboard.routes.asking import ask, check_refusal
from tests.dashboard.routes.test_bounds import serving

SCRIPT = re.compile(r'src="\./(static/js/[^"]+)"')
PLACES = (
    "/", "/findings", "/favicon.png", "/app/static/icon.svg", "/_stcore/health", "/_stcore/host-config",
    "/_stcore/metrics", "/media/none", "/component/none", "/embed/nope", "/embed/coverage", "/api/cards", "/api/nope",
)  # fmt: skip
SAID = ("x-content-type-options", "referrer-policy", "permissions-policy", "content-security-policy")


def test_every_answer_has_a_policy_and_no_banner(server: str) -> None:
    (script,) = SCRIPT.findall(ask(server, "/").text)
    for path in (*PLACES, f"/{script}"):
        for host in (urlsplit(server).netloc, "evil.example"):
            headers = ask(server, path, host=host).headers
            assert [name for name in SAID if name not in headers] == [], path
            assert "server" not in headers
            policy = headers["content-security-policy"]
            assert policy.startswith("default-src 'none'"), path
            assert policy.endswith("frame-ancestors " + ("*" if path.startswith("/embed/") else "'self'")), path


def test_only_named_hosts_are_answered(server: str) -> None:
    for path in ("/", "/api/cards", "/embed/coverage", "/api/oembed?url=http://evil.example/embed/coverage"):
        check_refusal(ask(server, path, host="evil.example"), 400, "TRADE_ALLOWED_HOSTS")
    for path in ("/api/health", "/api/ready"):
        assert ask(server, path, host="10.0.0.7:8501").status == 200


def test_a_websocket_of_another_host_is_refused(server: str) -> None:
    place = urlsplit(server)
    asked = (
        "GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    for host, status in ((place.netloc, b" 101 "), ("evil.example", b" 400 ")):
        with socket.create_connection((place.hostname, place.port), timeout=20) as wire:
            wire.sendall(asked.format(host=host).encode())
            answer = wire.recv(4096).lower()
            assert status in answer[:20]
            if host != place.netloc:
                assert [name for name in SAID if f"\r\n{name}: ".encode() not in answer] == []


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/api/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"]
)
def test_what_is_switched_off_is_not_there(server: str, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        assert ask(server, path, method).status == 404


def test_no_page_that_frames_ours_may_send_commands(server: str) -> None:
    assert ask(server, "/_stcore/host-config").json["allowedOrigins"] == []


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        (["localhost:8501"], True), (["LOCALHOST."], True), (["[::1]:80"], True), (["a.example.org"], True),
        (["example.org"], False), (["evilexample.org"], False), (["localhost:x"], False), (["localhost@evil"], False),
        ([], False), (["localhost", "evil"], False), ([""], False),
    ],
)  # fmt: skip
def test_a_host_is_read_strictly(given: list[str], allowed: bool) -> None:
    assert is_allowed(given, (*LOOPBACK, "*.example.org")) is allowed


def test_hosts_are_this_machine_and_the_address_listened_on() -> None:
    assert read_hosts({}, None) == read_hosts({}, "0.0.0.0") == LOOPBACK
    assert read_hosts({}, "192.0.2.7") == (*LOOPBACK, "192.0.2.7")
    assert read_hosts({"TRADE_ALLOWED_HOSTS": "Trade.example.org *.example.net"}, "0.0.0.0") == (
        "trade.example.org",
        "*.example.net",
    )


@pytest.mark.parametrize("value", ["https://a", "a:80", "a, b", "* a", "a/b"])
def test_hosts_that_cannot_be_read_are_refused(value: str) -> None:
    with pytest.raises(SettingError, match="TRADE_ALLOWED_HOSTS"):
        read_hosts({"TRADE_ALLOWED_HOSTS": value}, None)


def test_settings_that_cannot_be_read_are_said_and_count_as_the_strictest() -> None:
    told: list[str] = []
    names = ("TRADE_FRAME_ANCESTORS", "TRADE_PAGE_FRAME_ANCESTORS", "TRADE_ALLOWED_HOSTS", "TRADE_METRICS")
    settings = read_settings(dict.fromkeys(names, "a;b"), report=told.append)
    assert settings == Settings(embed_ancestors=STRICTEST)
    assert [name for name, line in zip(names, told, strict=True) if name not in line] == []


def test_readiness_names_the_edition(server: str, published: Tables) -> None:
    assert ask(server, "/api/health").json == {"status": "ok"}
    reply = ask(server, "/api/ready")
    assert (reply.status, reply.json["status"], reply.json["build_fault"]) == (200, "ready", None)
    assert reply.json["data_hash"] == published.data_hash


def test_without_tables_it_is_alive_and_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_DATA", str(tmp_path))
    with serving(routes()) as server:
        assert ask(server, "/api/health").status == 200
        reply = ask(server, "/api/ready")
    assert (reply.status, reply.json["status"]) == (503, "no tables")
    assert "python -m etl build" in reply.json["error"]
