"""For machines that look after the server: whether the process answers, and whether it has tables to serve."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard import store
from dashboard.routes.answers import json_response
from dashboard.routes.work import Workshop
from etl.model.errors import MissingTablesError

_UNKEPT = {"Cache-Control": "no-store"}


async def health(_request: Request, _workshop: Workshop) -> Response:
    """The process answers; nothing is said of its data."""
    return json_response({"status": "ok"}, headers=_UNKEPT)


async def ready(_request: Request, _workshop: Workshop) -> Response:
    """The edition served, the day it was put in place and the fault of the last build; 503 without tables to serve."""
    fault = store.build_fault()
    try:
        tables = await run_in_threadpool(store.tables)
        edition = {"data_hash": tables.data_hash, "published": store.published_day().isoformat()}
    except MissingTablesError as missing:
        body = {"status": "no tables", "error": str(missing), "build_fault": fault}
        return json_response(body, status=503, headers=_UNKEPT)
    return json_response({"status": "ready", **edition, "build_fault": fault}, headers=_UNKEPT)
