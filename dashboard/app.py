"""Entry point of `streamlit run dashboard/app.py`: builds outdated tables, warms up, then serves."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any

import streamlit as st
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from starlette.middleware import Middleware

from dashboard import store
from dashboard.exports.picture import renderer
from dashboard.languages import language_faults
from dashboard.routes import routes
from dashboard.routes.answers import last_resort
from dashboard.routes.guard import Guard
from dashboard.routes.headers import SafeHeaders
from dashboard.routes.metrics import Measured
from dashboard.routes.packed import PackedFiles
from dashboard.routes.server import ConfiguredServer
from dashboard.routes.settings import read_settings
from dashboard.routes.uploads import UploadBounds
from etl import pipeline
from etl.model.errors import DataFileError, TradeError
from etl.model.paths import data_paths

_REPOSITORY = Path(__file__).resolve().parents[1]
_SETTLED = 20.0  # seconds after a start that belong to the readers who waited for it


@asynccontextmanager
async def prepare(_app: st.App) -> AsyncIterator[None]:
    """Before the first session: tables built where missing or outdated, libraries imported, the first card drawn."""
    build_if_outdated()
    report_languages()
    store.warm_up()
    ahead = Timer(_SETTLED, store.build_ahead)
    ahead.daemon = True
    ahead.start()
    try:
        yield
    finally:
        ahead.cancel()
        renderer.end()  # here, as a process that is told to end runs nothing registered for its exit


def build_if_outdated() -> None:
    """Build with a progress bar; whatever stops the build is said here and on the pages, and the old tables stay."""
    console = Console(stderr=True)
    store.report_build_fault(None)
    try:
        if not pipeline.outdated(data_paths()):
            return
        with Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True) as bar:
            task = bar.add_task("Building tables", total=1.0)
            summary = build_apart(lambda step, share: bar.update(task, description=step, completed=share))
    except (TradeError, OSError) as fault:
        console.print(f"error: {fault}", markup=False, highlight=False)
        store.report_build_fault(str(fault))
        return
    console.print(f"Tables built in {summary['seconds']} s: {sum(summary['rows'].values()):,} rows", highlight=False)
    for remark in summary["remarks"]:
        console.print(remark, markup=False, highlight=False)


def report_languages() -> None:
    """Tell whoever started the server what a language lacks, for which English is shown."""
    for fault in language_faults():
        Console(stderr=True, soft_wrap=True).print(f"warning: {fault}", markup=False, highlight=False)


def build_apart(progress: pipeline.Progress) -> dict[str, Any]:
    """Build in a process of its own, so that no input can take the server with it; return rows, remarks and seconds.

    Raises DataFileError with the last line the process wrote where it fails or is killed.
    """
    command = [sys.executable, "-m", "etl", "build", "--json"]
    environment = os.environ | {"TRADE_DATA": str(data_paths().root)}
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        with subprocess.Popen(
            command, cwd=_REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=said, text=True
        ) as process:
            assert process.stdout
            summary: dict[str, Any] = {}
            for line in process.stdout:
                summary = json.loads(line)
                if "step" in summary:
                    progress(summary["step"], summary["share"])
        said.seek(0)
        last = said.read().strip().rpartition("\n")[2].removeprefix("error: ")
    if process.returncode != 0:
        raise DataFileError(last or f"the build ended with status {process.returncode}: run `python -m etl build`")
    return summary


def report(line: str) -> None:
    """Tell whoever started the server of a fault in a setting."""
    Console(stderr=True, soft_wrap=True).print(f"error: {line}", markup=False, highlight=False)


_settings = read_settings(address=st.get_option("server.address"), report=report)

app = st.App(
    "main.py",
    lifespan=prepare,
    routes=routes(),
    middleware=[
        Middleware(ConfiguredServer, proxies_named="FORWARDED_ALLOW_IPS" in os.environ, report=report),
        Middleware(Measured),
        Middleware(SafeHeaders, settings=_settings),
        Middleware(Guard, settings=_settings),
        Middleware(UploadBounds),
        Middleware(PackedFiles),
    ],
    exception_handlers={Exception: partial(last_resort, _settings)},
)
