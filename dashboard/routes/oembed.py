"""oEmbed: the address of an embed in, the HTML that frames it and the size it needs out (oembed.com, version 1.0)."""

import re
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from dashboard.cards.registry import CARDS
from dashboard.exports.embed_code import NARROWEST, WIDEST, embed_code, frame_heights, look_width
from dashboard.links.look_query import BadParameterError
from dashboard.routes.answers import FormatError, NotThereError, json_response, known_already
from dashboard.routes.drawn import drawn, headers_of, vocabulary
from dashboard.routes.embed_page import address, page_height
from dashboard.routes.request import Asked, reader_address, reader_language, view_of
from dashboard.routes.work import Workshop
from dashboard.selection.look import Look
from dashboard.text.messages import translator

USUAL = 900  # pixels wide where the host page names no bound
LOWEST = 200
HIGHEST = 100_000  # a bound above every height
_CACHE_AGE = 3600
_EMBED = re.compile(r"/embed/([a-z-]+)")
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
_STRANGE = re.compile(r"[\s\\\x00-\x1f\x7f@]")  # what browsers and parsers take apart differently
_PORTS = {"http": ":80", "https": ":443"}


async def oembed(request: Request, workshop: Workshop) -> Response:
    """The rich answer for the address of an embed of this server; other hosts and addresses are refused."""
    query = request.query_params
    if query.get("format", "json") != "json":
        raise FormatError("only format=json is answered")
    card_id, split = _own_embed(query.get("url", ""), request)
    width = min(USUAL, _bound(query, "maxwidth", NARROWEST, WIDEST, USUAL))
    highest = _bound(query, "maxheight", LOWEST, HIGHEST, HIGHEST)
    known = await vocabulary()
    view = view_of(QueryParams(split.query), known, reader_language(request))
    base = f"{split.scheme}://{split.netloc}{request.scope.get('root_path', '')}/"
    headers = headers_of(card_id, view, "oembed", base, width, highest)
    if same := known_already(request, headers):
        return same
    make = partial(_answer, card_id, view, base, width, highest)
    answer = await workshop.make(make, headers["ETag"], address=reader_address(request))
    return json_response(answer, headers=headers)


def _answer(card_id: str, view: Asked, base: str, width: int, highest: int) -> dict[str, Any]:
    """The answer for a frame of a width; narrower ones, where the host page has less room, are in its code."""
    found = drawn(card_id, _framed(view, width))
    heights = frame_heights(lambda narrower: page_height(drawn(card_id, _framed(view, narrower))), width)
    _ = translator(view.selection.language)
    return {
        "version": "1.0",
        "type": "rich",
        "title": found.card.title,
        "provider_name": _("Trade, stated and official"),
        "provider_url": base,
        "cache_age": _CACHE_AGE,
        "width": width,
        "height": min(highest, heights[width]),
        "html": embed_code(address(base, card_id, view), found.card.title, heights, width, _bounding(highest)),
    }


def _bounding(highest: int) -> int | None:
    """The bound on the height, None where the host page named none."""
    return None if highest == HIGHEST else highest


def _framed(view: Asked, width: int) -> Asked:
    """The view as the page draws it in a frame of this width."""
    return replace(view, look=Look(look_width(width), view.look.mode))


def _own_embed(url: str, request: Request) -> tuple[str, SplitResult]:
    """The card and the parts of the address of one of our embeds."""
    split = _split(url)
    if split is None or _place(split.netloc, split.scheme) != _place(request.base_url.netloc, request.base_url.scheme):
        raise NotThereError("only embeds of this server are answered for: give url=<this server>/embed/<card>")
    match = _EMBED.fullmatch(split.path.removeprefix(request.scope.get("root_path", "")))
    if match is None or match[1] not in CARDS:
        raise NotThereError(f"no embed has this address: give /embed/<card>, of {', '.join(CARDS)}")
    return match[1], split


def _split(url: str) -> SplitResult | None:
    """The parts of a web address; None for anything else and for one that could be read in two ways."""
    if not url:
        raise BadParameterError("url", "", "the address of an embed")
    try:
        split = urlsplit(url)
    except ValueError:
        return None
    plain = split.scheme in _PORTS and _HOST.fullmatch(split.netloc) and not _STRANGE.search(url.partition("?")[0])
    return split if plain else None


def _place(netloc: str, scheme: str) -> str:
    """Host and port in one form."""
    return netloc.lower().removesuffix(_PORTS.get(scheme, ""))


def _bound(query: QueryParams, name: str, least: int, most: int, usual: int) -> int:
    """A bound in whole pixels; more than `most` is as good as it."""
    if name not in query:
        return usual
    text = query[name]
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) >= least):
        raise BadParameterError(name, text, f"whole pixels, {least} or more")
    return min(int(text), most)
