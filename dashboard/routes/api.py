"""Lists of cards and tables, and the published tables themselves."""

from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard import store
from dashboard.cards.registry import CARDS
from dashboard.exports.kinds import offered
from dashboard.exports.tables import rows_bytes
from dashboard.routes.answers import NotThereError, fresh, json_response, known_already, tag
from dashboard.routes.drawn import headers_of, vocabulary
from dashboard.routes.embed_page import address
from dashboard.routes.request import Asked, asked, reader_address
from dashboard.routes.work import Workshop
from etl.model.schema import TABLES

_PARQUET = "application/vnd.apache.parquet"
FORMATS = {"csv": "text/csv; charset=utf-8", "parquet": _PARQUET}  # endings of a table's files


async def cards(request: Request, workshop: Workshop) -> Response:
    """Every card of a view: id, title, address of its embed, and the files it has."""
    view = asked(request, await vocabulary())
    base = str(request.base_url)
    headers = headers_of("", view, "cards", base)
    if same := known_already(request, headers):
        return same
    listed = await workshop.make(partial(_listed, view, base), headers["ETag"], address=reader_address(request))
    return json_response({"data_hash": store.tables().data_hash, "cards": listed}, headers=headers)


async def tables(request: Request, _workshop: Workshop) -> Response:
    """Every published table: name, what one row is, rows, columns and the addresses of its files."""
    published = await run_in_threadpool(store.tables)
    headers = fresh(tag(published.data_hash, "tables"))
    if same := known_already(request, headers):
        return same
    listed = [
        {
            "name": name,
            "description": f"One row: {description.grain}.",
            "rows": len(published[name]),
            "columns": description.names,
            "files": {ending: f"{request.base_url}api/tables/{name}.{ending}" for ending in FORMATS},
        }
        for name, description in TABLES.items()
    ]
    return json_response({"data_hash": published.data_hash, "tables": listed}, headers=headers)


async def table(request: Request, workshop: Workshop) -> Response:
    """A published table as CSV or as the Parquet file itself."""
    data_hash = (await run_in_threadpool(store.tables)).data_hash  # none of an edition that is not whole
    name, _dot, ending = request.path_params["name"].partition(".")
    if name not in TABLES or ending not in FORMATS:
        raise NotThereError(f"no such table: ask for <name>.csv or <name>.parquet, of {', '.join(TABLES)}")
    headers = fresh(tag(data_hash, name, ending))
    headers["Content-Disposition"] = f'attachment; filename="{name}-{data_hash[:8]}.{ending}"'
    if same := known_already(request, headers):
        return same
    if ending == "parquet":
        file = await workshop.make(partial(store.table_file, name), headers["ETag"], address=reader_address(request))
        return Response(file, headers=headers, media_type=_PARQUET)
    make = partial(store.kept_bytes, f"table {name}", partial(_csv, name))
    body = await workshop.make(make, headers["ETag"], address=reader_address(request))
    return Response(body, headers=headers, media_type=FORMATS["csv"])


async def nothing(_request: Request, _workshop: Workshop) -> Response:
    """What is no address of ours."""
    raise NotThereError(
        "no such address: there are /embed/<card>, /embed/<card>.<ending>, /api/cards, /api/tables, "
        "/api/tables/<name>.<csv|parquet>, /api/oembed?url= and /api/openapi.json"
    )


def _listed(view: Asked, base: str) -> list[dict[str, Any]]:
    found = [store.card(card_id, view.selection, view.look) for card_id in CARDS]
    return [
        {
            "id": card.id,
            "title": card.title,
            "embed": address(base, card.id, view),
            "files": {
                made.ending: f"{base}embed/{card.id}.{made.ending}?{view.link}" for made in offered(card).values()
            },
        }
        for card in found
    ]


def _csv(name: str) -> bytes:
    return rows_bytes(store.tables()[name])
