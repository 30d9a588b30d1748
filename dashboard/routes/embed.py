"""Cards by address: the light page that a host page frames, what its script draws, and every file of a card."""

import json
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from dashboard import store
from dashboard.cards.registry import CARDS
from dashboard.charts.plotly_locale import plotly_locale
from dashboard.exports.kinds import KINDS, OFFICE, file_bytes, file_name
from dashboard.routes.answers import NotThereError, known_already
from dashboard.routes.drawn import Drawn, drawn, headers_of, made, vocabulary
from dashboard.routes.embed_page import PAGE_POLICY, page_html
from dashboard.routes.request import Asked, asked, reader_address
from dashboard.routes.work import Work, Workshop

FIGURE = "figure.json"
_SHOWN = ("svg", "png", "pdf", "html", "interactive.html")  # endings a browser shows; the others it saves
# What a file of ours may do when it is opened by its address: draw itself, and nothing on our behalf.
_STILL = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"
_FILE_POLICIES = {
    "svg": _STILL,
    "html": f"{_STILL} allow-popups allow-popups-to-escape-sandbox",
    "interactive.html": f"script-src 'unsafe-inline'; {_STILL} allow-scripts allow-downloads allow-popups "
    "allow-popups-to-escape-sandbox",
}


async def embedded(request: Request, workshop: Workshop) -> Response:
    """The page, figure or file of `/embed/<card>`, `/embed/<card>.figure.json` or `/embed/<card>.<ending>`."""
    card_id, _dot, ending = request.path_params["name"].partition(".")
    if card_id not in CARDS:
        raise NotThereError(f"no card of this name: the cards are {', '.join(CARDS)}")
    view = asked(request, await vocabulary())
    if not _dot:
        return await _page(request, workshop, card_id, view)
    if ending == FIGURE:
        return await _figure(request, workshop, card_id, view)
    return await _file(request, workshop, card_id, view, _kind_of(ending))


async def _page(request: Request, workshop: Workshop, card_id: str, view: Asked) -> Response:
    base = str(request.base_url)
    headers = headers_of(card_id, view, "page", base)
    headers["Content-Security-Policy"] = PAGE_POLICY
    if same := known_already(request, headers):
        return same
    found = await workshop.make(partial(drawn, card_id, view), headers["ETag"], address=reader_address(request))
    return Response(page_html(found, view, base), headers=headers, media_type="text/html; charset=utf-8")


async def _figure(request: Request, workshop: Workshop, card_id: str, view: Asked) -> Response:
    headers = headers_of(card_id, view, FIGURE)
    if same := known_already(request, headers):
        return same
    make = partial(made, card_id, view, FIGURE, _figure_bytes)
    body = await workshop.make(make, headers["ETag"], address=reader_address(request))
    return Response(body, headers=headers, media_type="application/json")


async def _file(request: Request, workshop: Workshop, card_id: str, view: Asked, kind: str) -> Response:
    headers = headers_of(card_id, view, kind)
    if same := known_already(request, headers):
        return same
    make = partial(_made_file, card_id, view, kind)
    body, name = await workshop.make(make, headers["ETag"], address=reader_address(request), work=_work_of(kind))
    ending = KINDS[kind].ending
    shown = "inline" if ending in _SHOWN else "attachment"
    headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    if ending in _FILE_POLICIES:
        headers["Content-Security-Policy"] = _FILE_POLICIES[ending]
    return Response(body, headers=headers, media_type=media_type(KINDS[kind].mime))


def _kind_of(ending: str) -> str:
    kinds = {made.ending: kind for kind, made in KINDS.items()}
    if ending not in kinds:
        raise NotThereError(f"no file of this ending: a card has {', '.join(kinds)}")
    return kinds[ending]


def _work_of(kind: str) -> Work:
    if KINDS[kind].needs_browser:
        return Work.PICTURE
    return Work.OFFICE if KINDS[kind].mime.startswith(OFFICE) else Work.CARD


def media_type(mime: str) -> str:
    """The media type as an answer names it: texts with their character set."""
    return f"{mime}; charset=utf-8" if mime.startswith("text/") and "charset" not in mime else mime


def _made_file(card_id: str, view: Asked, kind: str) -> tuple[bytes, str]:
    """A file and its name."""
    body = made(card_id, view, kind, partial(_file_bytes, kind))
    return body, file_name(store.card(card_id, view.selection, view.look), kind)


def _file_bytes(kind: str, found: Drawn) -> bytes:
    return file_bytes(found.card, kind)


def _figure_bytes(found: Drawn) -> bytes:
    """What the page's script needs to draw the card; `figure` is null exactly where `empty` says why."""
    card = found.card
    content = {
        "card": card.id,
        "title": card.title,
        "alt": card.alt,
        "language": card.language,
        "data_hash": card.data_hash,
        "changed": found.changed,
        "empty": card.empty,
        "figure": json.loads(card.figure.to_json()) if card.figure else None,
        # Two dollar signs in a text are amounts, never the ends of a formula.
        "config": {"displayModeBar": False, "typesetMath": False, **plotly_locale(card.language)},
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8")
