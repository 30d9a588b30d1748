"""Lists of cards and tables, and the published tables themselves."""

from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dashboard import store
from dashboard.briefing.files import offered
from dashboard.briefing.numbers import rows_bytes
from dashboard.cards import CARDS
from dashboard.editions import read_package
from dashboard.routes.answers import NotThereError, fresh, json_response, known_already, tag
from dashboard.routes.drawn import headers_of, vocabulary
from dashboard.routes.embed_page import address
from dashboard.routes.request import Asked, asked
from dashboard.routes.work import Workshop
from etl.errors import MissingTablesError

_PARQUET = "application/vnd.apache.parquet"
_FORMATS = ("csv", "parquet")


async def cards(request: Request, workshop: Workshop) -> Response:
    """Every card of a view: id, title, address of its embed, and the files it has."""
    view = asked(request, await vocabulary())
    base = str(request.base_url)
    headers = headers_of("", view, "cards", base)
    if same := known_already(request, headers):
        return same
    listed = await workshop.make(partial(_listed, view, base), headers["ETag"])
    return json_response({"data_hash": store.tables().data_hash, "cards": listed}, headers=headers)


async def tables(request: Request, _workshop: Workshop) -> Response:
    """Every published table: name, what one row is, rows, columns and the addresses of its files."""
    package = await run_in_threadpool(_package)
    headers = fresh(tag(package["data_hash"], "tables"))
    if same := known_already(request, headers):
        return same
    listed = [
        {
            "name": table["name"],
            "description": table["description"],
            "rows": table["rows"],
            "columns": [field["name"] for field in table["schema"]["fields"]],
            "files": {ending: f"{request.base_url}api/tables/{table['name']}.{ending}" for ending in _FORMATS},
        }
        for table in package["resources"]
    ]
    return json_response({"data_hash": package["data_hash"], "tables": listed}, headers=headers)


async def table(request: Request, workshop: Workshop) -> Response:
    """A published table as CSV or as the Parquet file itself."""
    name, _dot, ending = request.path_params["name"].partition(".")
    package = await run_in_threadpool(_package)
    names = [one["name"] for one in package["resources"]]
    if name not in names or ending not in _FORMATS:
        raise NotThereError(f"no such table: ask for <name>.csv or <name>.parquet, of {', '.join(names)}")
    data_hash = package["data_hash"]
    headers = fresh(tag(data_hash, name, ending))
    headers["Content-Disposition"] = f'attachment; filename="{name}-{data_hash[:8]}.{ending}"'
    if same := known_already(request, headers):
        return same
    if ending == "parquet":
        return _file(name, headers)
    body = await workshop.make(partial(store.kept_bytes, f"table {name}", partial(_csv, name)), headers["ETag"])
    return Response(body, headers=headers, media_type="text/csv; charset=utf-8")


async def nothing(_request: Request, _workshop: Workshop) -> Response:
    """What is no address of ours."""
    raise NotThereError(
        "no such address: there are /embed/<card>, /embed/<card>.<ending>, /api/cards, /api/tables, "
        "/api/tables/<name>.<csv|parquet> and /api/oembed?url="
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


def _package() -> dict[str, Any]:
    """The description of the published tables; MissingTablesError where there are none."""
    return read_package(store.edition())


def _file(name: str, headers: dict[str, str]) -> Response:
    path = store.edition() / f"{name}.parquet"
    if not path.is_file():
        raise MissingTablesError(f"table {name} is missing: run `python -m etl build`")
    return FileResponse(path, headers=headers, media_type=_PARQUET, stat_result=path.stat())


def _csv(name: str) -> bytes:
    return rows_bytes(store.tables()[name])
