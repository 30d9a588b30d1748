"""Scripts, styles and fonts of embeds, each under an address that holds the hash of its bytes and is kept for ever."""

import gzip
import hashlib
import tomllib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from dashboard.routes.answers import NotThereError
from dashboard.routes.work import Workshop
from dashboard.selection.look import Mode, palette

_ROOT = Path(__file__).resolve().parents[1]
_FILES = {"embed.js": "static/embed/embed.js", "plotly.js": "static/plotly/plotly-basic.min.js"}
_STYLE = "embed.css"
_FONTS = "static/fonts"
_KINDS = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
_FOR_EVER = "public, max-age=31536000, immutable"
_DIGITS = 16


async def asset(request: Request, _workshop: Workshop) -> Response:
    """One file; NotThereError where the address is not that of its present bytes."""
    name, digest = request.path_params["name"], request.path_params["digest"]
    if name not in _names() or digest != _digest(name):
        raise NotThereError("no such file: reload the page that asks for it")
    headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    kind = _KINDS[Path(name).suffix]
    if kind.startswith("text/") and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(_packed(name), headers=headers | {"Content-Encoding": "gzip"}, media_type=kind)
    return Response(_content(name), headers=headers, media_type=kind)


def asset_address(name: str) -> str:
    """Where a file is, relative to an embed page."""
    return f"static/{_digest(name)}/{name}"


@cache
def _names() -> frozenset[str]:
    return frozenset([*_FILES, _STYLE, *(path.name for path in (_ROOT / _FONTS).glob("*.woff2"))])


@cache
def _content(name: str) -> bytes:
    if name == _STYLE:
        return _style().encode()
    return (_ROOT / _FILES.get(name, f"{_FONTS}/{name}")).read_bytes()


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_content(name), mtime=0)


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:_DIGITS]


def _style() -> str:
    """The page's own rules after the fonts and colours that the dashboard's settings name."""
    config = tomllib.loads((_ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    theme = config["theme"]
    links = {mode: theme[Mode.LIGHT if mode == Mode.PRINT else mode]["linkColor"] for mode in Mode}
    colours = {mode: _colours(mode, links[mode]) for mode in Mode}
    rules = [
        *(_face(face) for face in theme["fontFaces"]),
        f":root{{{colours[Mode.LIGHT]}}}",
        f"@media (prefers-color-scheme:dark){{:root{{{colours[Mode.DARK]}}}}}",
        *(f":root[data-theme={mode}]{{{colours[mode]}}}" for mode in Mode),
    ]
    return "\n".join([*rules, (_ROOT / "static" / "embed" / _STYLE).read_text(encoding="utf-8")])


def _colours(mode: Mode, link: str) -> str:
    p = palette(mode)
    scheme = Mode.DARK if mode == Mode.DARK else Mode.LIGHT
    return f"--paper:{p.paper};--ink:{p.ink};--muted:{p.muted};--link:{link};color-scheme:{scheme}"


def _face(face: dict[str, str]) -> str:
    """A font face; its address is relative to that of the style."""
    name = Path(face["url"]).name
    return (
        f"@font-face{{font-family:{face['family']};src:url(../../{asset_address(name)}) format('woff2');"
        f"font-weight:{face['weight']};font-style:{face['style']};font-display:swap;unicode-range:{face['unicodeRange']}}}"
    )
