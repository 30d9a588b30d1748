"""Entry point of `streamlit run dashboard/app.py`: builds outdated tables, warms up, then serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from starlette.middleware import Middleware

from dashboard import store
from dashboard.routes import routes
from dashboard.routes.answers import last_resort
from dashboard.routes.headers import STRICTEST, SafeHeaders, frame_ancestors
from etl import pipeline
from etl.errors import TradeError
from etl.paths import data_paths


@asynccontextmanager
async def prepare(_app: st.App) -> AsyncIterator[None]:
    """Before the first session: tables built where missing or outdated, libraries imported, the first card drawn."""
    build_if_outdated()
    store.warm_up()
    yield


def build_if_outdated() -> None:
    """Build with a progress bar; on a fault say it, keep the old tables, and let the pages say it too."""
    paths = data_paths()
    store.report_build_fault(None)
    if not pipeline.outdated(paths):
        return
    console = Console(stderr=True)
    try:
        with Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True) as bar:
            task = bar.add_task("Building tables", total=1.0)
            summary = pipeline.build(paths, lambda step, share: bar.update(task, description=step, completed=share))
        console.print(f"Tables built in {summary.seconds:.1f} s: {sum(summary.rows.values()):,} rows", highlight=False)
        for remark in summary.remarks:
            console.print(remark, markup=False, highlight=False)
    except TradeError as fault:
        console.print(f"error: {fault}", markup=False, highlight=False)
        store.report_build_fault(str(fault))


def allowed_ancestors() -> str:
    """Who may show the dashboard in a frame; where the setting cannot be read, say so and let nobody else."""
    try:
        return frame_ancestors()
    except TradeError as fault:
        Console(stderr=True).print(f"error: {fault}", markup=False, highlight=False)
        return STRICTEST


app = st.App(
    "main.py",
    lifespan=prepare,
    routes=routes(),
    middleware=[Middleware(SafeHeaders, ancestors=allowed_ancestors())],
    exception_handlers={Exception: last_resort},
)
