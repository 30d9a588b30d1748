"""Streamlit's scripts and styles leave packed, equal to the files, and only for browsers that take them so."""

import gzip
from hashlib import sha256
from pathlib import Path

import pytest
from streamlit import file_util

from dashboard.routes.packed import _files
from tests.dashboard.routes.asking import ask

SCRIPTS = Path(file_util.get_static_dir()) / "static"


def address(file: Path) -> str:
    return f"/static/{file.relative_to(SCRIPTS).as_posix()}"


@pytest.mark.parametrize("ending", [".js", ".css"])
def test_a_file_is_packed_and_equal_to_what_streamlit_has(server: str, ending: str) -> None:
    file = max(SCRIPTS.rglob(f"*{ending}"), key=lambda path: path.stat().st_size)
    packed, plain = ask(server, address(file), accept_encoding="gzip, br"), ask(server, address(file))
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    contents = (gzip.decompress(packed.body), plain.body, file.read_bytes())
    assert len({sha256(content).digest() for content in contents}) == 1
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["vary"] == "Accept-Encoding"
    for same in ("cache-control", "content-security-policy", "x-content-type-options"):
        assert packed.headers[same] == plain.headers[same]
    assert packed.headers["content-type"].startswith({".js": "text/javascript", ".css": "text/css"}[ending])


def test_parts_of_files_and_other_addresses_are_left_to_streamlit(server: str) -> None:
    file = max(SCRIPTS.rglob("*.js"), key=lambda path: path.stat().st_size)
    part = ask(server, address(file), accept_encoding="gzip", range="bytes=0-9")
    assert (part.status, part.body) == (206, file.read_bytes()[:10])
    for path in ("/static/nothing.js", "/static/../index.html", "/static/%2e%2e/index.html", "/static/js"):
        reply = ask(server, path, accept_encoding="gzip")
        assert reply.status in (200, 400, 404)
        assert not reply.headers.get("cache-control", "").startswith("public")


def test_every_script_and_style_is_among_them() -> None:
    assert set(_files()) == {address(path) for path in SCRIPTS.rglob("*") if path.suffix in (".js", ".css")}
    assert len(_files()) > 100
