"""The description of the addresses for programs: OpenAPI 3.1, made from what answers them.

What a parameter may hold is read from the tables and from the modules that check it, never listed here anew.
"""

from collections.abc import Iterable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard import store
from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import KINDS
from dashboard.links.look_query import NARROWEST, SIZES, WIDEST
from dashboard.routes.answers import fresh, json_response, known_already, tag
from dashboard.routes.api import FORMATS
from dashboard.routes.embed import FIGURE, media_type
from dashboard.routes.oembed import HIGHEST, LOWEST, USUAL
from dashboard.routes.request import ASOF
from dashboard.routes.work import Workshop
from dashboard.selection.languages import available_languages
from dashboard.selection.look import Mode
from dashboard.selection.selection import BOTH, CURRENCIES, OIL, YEARS, Vocabulary, directions
from etl.model.schema import TABLES

Schema = dict[str, Any]
_HTML, _JSON = "text/html; charset=utf-8", "application/json"
_REFUSALS = {
    400: "A parameter that cannot be had, or a host that is not answered for; the message names both and the remedy",
    404: "No such card, file or table, or a card with nothing to show; the message says what there is",
    429: "As many requests wait as may, of all or of this address; Retry-After says when to ask again",
    503: "No tables to serve, no browser that draws, or not ready in time; the message says what to do",
}
_WRONG_FORMAT = {501: "A format other than JSON"}


async def openapi(request: Request, _workshop: Workshop) -> Response:
    """The description of this server's addresses."""
    tables = await run_in_threadpool(store.tables)
    headers = fresh(tag(tables.data_hash, "openapi", str(request.base_url)))
    if same := known_already(request, headers):
        return same
    return json_response(describe(tables.vocabulary, str(request.base_url)), headers=headers)


def describe(vocabulary: Vocabulary, base: str) -> Schema:
    """The OpenAPI description of all addresses, on a server whose addresses begin with `base`."""
    view, look = view_parameters(vocabulary), look_parameters()
    card, table = _in_path("card", list(CARDS)), _in_path("table", list(TABLES))
    files = {kind.ending: media_type(kind.mime) for kind in KINDS.values()} | {FIGURE: _JSON}
    paths = {
        "/embed/{card}": _get("A light page with the card, for a frame", [card, *view, *look], {_HTML: {}}),
        "/embed/{card}.{ending}": _get(
            "A file of the card, or what the script of its page draws",
            [card, _in_path("ending", list(files)), *view, *look],
            _of_types(files.values()),
        ),
        "/api/cards": _get("Every card of a view: title, address and files", [*view, *look], {_JSON: _OBJECT}),
        "/api/tables": _get("Every published table", [], {_JSON: _OBJECT}),
        "/api/tables/{table}.{format}": _get(
            "A published table as a file",
            [table, _in_path("format", list(FORMATS))],
            _of_types(FORMATS.values()),
        ),
        "/api/oembed": _get("oEmbed 1.0 for an embed of this server", oembed_parameters(), {_JSON: _OBJECT}),
        "/api/health": _get("Whether the process answers", [], {_JSON: _OBJECT}, refusals=()),
        "/api/ready": _get("The edition served, its day and the fault of the last build", [], {_JSON: _OBJECT}, (503,)),
        "/api/openapi.json": _get("This description", [], {_JSON: _OBJECT}, (400, 503)),
    }
    paths["/api/oembed"]["get"]["responses"] |= _refusals(_WRONG_FORMAT)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Stated and official: trade between two countries",
            "version": "1",
            "description": "Everything is public and read only. Kept answers are asked for anew by their entity tag.",
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {"Refusal": _REFUSAL}},
    }


def view_parameters(vocabulary: Vocabulary) -> list[Schema]:
    """The parameters of a link that hold a selection, with what these tables allow."""
    ways = [BOTH, *(way for pair in vocabulary.pairs for way in directions(pair))]
    span = f"{vocabulary.first_year} to {vocabulary.last_year}"
    return [
        _in_query("pair", {"enum": list(vocabulary.pairs)}, "Countries by ISO 3166-1 alpha-3, in alphabetical order"),
        _in_query("years", {"pattern": f"^{YEARS}$"}, f"A year or a span within {span}: 2019 or 2019-2021"),
        _in_query("direction", {"enum": ways}, "Goods of both countries, or EXPORTER-IMPORTER"),
        _several("sectors", vocabulary.sectors),
        _several("companies", vocabulary.companies),
        _several("kinds", vocabulary.source_kinds),
        _in_query("oil", {"enum": [OIL]}, "Official values without crude oil, where the data allow"),
        _in_query("currency", {"enum": list(CURRENCIES)}, "The currency amounts are shown in"),
        _in_query("known", {"format": "date"}, "Official values as they were known on this day"),
        _in_query("lang", {"enum": list(available_languages())}, "Else what the request’s Accept-Language puts first"),
    ]


def look_parameters() -> list[Schema]:
    """The parameters that say how a picture or an embed is drawn, and from which data its link was made."""
    return [
        _in_query("size", {"enum": list(SIZES)}, "Width and height of a picture"),
        _in_query("width", {"type": "integer", "minimum": NARROWEST, "maximum": WIDEST}, "Pixels, in place of a size"),
        _in_query("theme", {"enum": list(Mode)}, "Colours; else those the reader’s system prefers"),
        _in_query("asof", {"pattern": f"^{ASOF}$"}, "The hash, or its beginning, of the data that were cited"),
    ]


def oembed_parameters() -> list[Schema]:
    """The parameters of oEmbed 1.0."""
    return [
        _in_query("url", {"format": "uri"}, "The address of an embed of this server", required=True),
        _in_query("maxwidth", {"type": "integer", "minimum": NARROWEST}, f"Pixels; {USUAL} where there is no bound"),
        _in_query("maxheight", {"type": "integer", "minimum": LOWEST, "maximum": HIGHEST}, "Pixels"),
        _in_query("format", {"enum": ["json"]}, "XML is not made"),
    ]


def _several(name: str, allowed: Iterable[str]) -> Schema:
    schema = {"type": "array", "items": {"type": "string", "enum": list(allowed)}, "uniqueItems": True}
    parameter = _in_query(name, schema, "Codes parted by commas; none stands for all")
    return parameter | {"style": "form", "explode": False}


def _in_query(name: str, schema: Schema, description: str, *, required: bool = False) -> Schema:
    shape = {"type": "string", **schema}
    return {"name": name, "in": "query", "description": description, "required": required, "schema": shape}


def _in_path(name: str, allowed: list[str]) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": allowed}}


def _get(
    summary: str, parameters: list[Schema], content: dict[str, Schema], refusals: Iterable[int] = tuple(_REFUSALS)
) -> Schema:
    answers = {
        "200": {"description": "The answer", "content": {mime: {"schema": schema} for mime, schema in content.items()}},
        "304": {"description": "Not changed since the entity tag that the request names"},
        **_refusals({status: _REFUSALS[status] for status in refusals}),
    }
    return {"get": {"summary": summary, "parameters": parameters, "responses": answers}}


def _of_types(types: Iterable[str]) -> dict[str, Schema]:
    """Content of these media types, of which nothing more is said."""
    return {media: {} for media in types}


def _refusals(described: dict[int, str]) -> Schema:
    """Refusals are JSON but on pages of embeds, where they are a line of HTML."""
    content = {_JSON: {"schema": {"$ref": "#/components/schemas/Refusal"}}, _HTML: {}}
    return {str(status): {"description": text, "content": content} for status, text in described.items()}


_OBJECT: Schema = {"type": "object"}
_REFUSAL: Schema = {
    "type": "object",
    "required": ["error", "status"],
    "properties": {"error": {"type": "string"}, "status": {"type": "integer"}},
}
