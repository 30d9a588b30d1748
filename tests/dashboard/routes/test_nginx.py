"""The configuration that stands in the repository, in a real nginx before a real server."""

import http.client
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from socket import socket
from urllib.parse import urlsplit

import pytest

from tests.bench.readers import serving
from tests.bench.sessions import PageView, read
from tests.dashboard.routes.asking import ask, run_apart
from tests.world import REPOSITORY, Built

SITE = REPOSITORY / ".github" / "deploy" / "nginx.conf"
_MAIN = """
{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    {site}
}}
"""


@pytest.fixture(scope="module")
def proxied(built_world: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx with the site's configuration before a server that answers for localhost alone."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no nginx: .ci/run installs it")
        pytest.skip("no nginx found: apt-get install nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    environment = os.environ | {
        "TRADE_ALLOWED_HOSTS": "localhost 127.0.0.1",
        "FORWARDED_ALLOW_IPS": "127.0.0.1",
        "TRADE_METRICS": "on",
    }
    with serving(built_world.paths.root, environment=environment) as server, socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        site = SITE.read_text(encoding="utf-8")
        assert "proxy_cache_path /var/cache/nginx-trade " in site, "nginx makes the last folder of a path alone"
        for written, here in (
            ("127.0.0.1:8501", urlsplit(server).netloc),
            ("listen 80;", f"listen 127.0.0.1:{port};"),
            ("trade.example.org", "localhost"),
            ("/var/cache/nginx-trade", str(folder / "cache")),
        ):
            assert site.count(written) == 1, f"{written} stands once in the configuration"
            site = site.replace(written, here)
        # As if readers came by https, which the server knows from the proxy alone.
        site = site.replace("X-Forwarded-Proto $scheme", "X-Forwarded-Proto https")
        user = "user root;" if os.geteuid() == 0 else ""  # who else may write in a folder of the tests
        (folder / "nginx.conf").write_text(_MAIN.format(user=user, folder=folder, site=site), encoding="utf-8")
        process = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
        try:
            wait_for(port, folder / "error.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)


def wait_for(port: int, log: Path) -> None:
    for _ in range(100):
        with socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"nginx did not start: {log.read_text(encoding='utf-8')[-1000:]}")


def test_a_page_is_drawn_over_the_websocket(proxied: str) -> None:
    assert ask(proxied, "/").status == 200
    times = run_apart(read(proxied, [PageView()], 1, seconds=0.1, think=0.01))
    assert (times.errors, len(times.seconds)) == ([], 1)


def test_what_is_asked_for_again_is_kept(proxied: str) -> None:
    for path in ("/embed/trade-trend?lang=en", "/api/tables/flows.parquet"):
        first, second = ask(proxied, path), ask(proxied, path)
        assert (first.headers["x-cache"], second.headers["x-cache"]) == ("MISS", "HIT")
        assert sha256(first.body).digest() == sha256(second.body).digest()
        assert ask(proxied, path, if_none_match=first.headers["etag"]).status == 304


def test_readers_of_another_language_get_theirs(proxied: str) -> None:
    titles = {language: ask(proxied, "/embed/mirror-gap", accept_language=language).text for language in ("fr", "en")}
    assert 'lang="fr"' in titles["fr"]
    assert 'lang="en"' in titles["en"]


@pytest.mark.parametrize("path", ["/api/metrics", "/_stcore/metrics"])
def test_numbers_of_the_server_are_for_its_own_port(proxied: str, path: str) -> None:
    assert ask(proxied, path).status == 404


@pytest.mark.parametrize("path", ["/api/health", "/api/ready"])
def test_what_tells_of_this_moment_is_never_kept(proxied: str, path: str) -> None:
    for _ in range(2):
        answer = ask(proxied, path)
        assert answer.status == 200
        assert "x-cache" not in answer.headers


def test_refusals_are_passed_on_and_not_kept(proxied: str) -> None:
    for path, status in (("/embed/nobody", 404), ("/embed/trade-trend?years=abc", 400)):
        assert [ask(proxied, path).headers["x-cache"] for _ in range(2)] == ["MISS", "MISS"]
        assert ask(proxied, path).status == status
    assert ask(proxied, "/embed/trade-trend", host="evil.example").status == 400


def test_addresses_in_answers_are_those_of_the_proxy(proxied: str) -> None:
    answer = ask(proxied, "/api/cards?lang=en").json
    assert answer["cards"][0]["embed"].startswith(f"{proxied.replace('http:', 'https:')}/embed/")


def test_nobody_but_a_named_proxy_is_believed(server: str) -> None:
    answer = ask(server, "/api/cards?lang=en", x_forwarded_proto="https", x_forwarded_for="192.0.2.1").json
    assert answer["cards"][0]["embed"].startswith(f"{server}/embed/")


def test_an_upload_that_is_too_large_is_refused_before_the_server(proxied: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(proxied).netloc, timeout=20)
    connection.putrequest("PUT", "/_stcore/upload_file/session/file")
    connection.putheader("Content-Length", str(27 * 2**20))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_scripts_of_pages_are_packed(proxied: str) -> None:
    page = ask(proxied, "/").text
    script = page.split('src="./', 1)[1].split('"', 1)[0]
    answer = ask(proxied, f"/{script}", accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < len(ask(proxied, f"/{script}").body) / 2
