"""A hundred readers on one machine: times of pages, memory a session, embeds a second, beside Streamlit's bare page.

Run `.venv/bin/python -m tests.bench.load` after `python -m etl build`; `--help` names what can be left out. The readers
of `sessions.py` run on the same processors as the server. Warm: all eight views have been asked for before. Cold: a
new server, and eight views with filters that nothing builds beforehand. The bare page has the four figures of the
overview, Streamlit's default settings and nothing else; ratios compare with it at the same number of sessions.
"""

import asyncio
import http.client
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from dashboard.cards.registry import CARDS
from dashboard.queries.editions import load_tables, read_package
from dashboard.queries.view import View
from dashboard.selection.selection import CURRENCIES, default_selection
from etl.model.paths import data_paths
from tests.bench.servers import Server, serving
from tests.bench.sessions import PageView, Times, read

_REPOSITORY = Path(__file__).resolve().parents[2]
COMMON = (
    PageView(),
    PageView("findings"),
    PageView("sectors"),
    PageView("companies"),
    PageView("statements"),
    PageView("method"),
    PageView("", "currency=EUR"),
    PageView("sectors", "direction=FRA-KAZ"),
)
RARE = (
    PageView("", "years=2016-2021&currency=EUR"),
    PageView("findings", "years=2013-2022"),
    PageView("sectors", "years=2012-2021&currency=EUR"),
    PageView("companies", "years=2010-2022"),
    PageView("statements", "years=2011-2023&currency=EUR"),
    PageView("method", "years=2014-2022"),
    PageView("", "years=2015-2022&direction=KAZ-FRA"),
    PageView("sectors", "years=2017-2022&direction=KAZ-FRA"),
)
_FOUR = ("trade-trend", "direction-balance", "monthly-trade", "partner-rank")
_PATIENCE = 60  # seconds


@contextmanager
def bare_page() -> Iterator[Server]:
    """Streamlit with the four figures of the overview and nothing else."""
    folder = data_paths().tables.resolve()
    tables = load_tables(folder, read_package(folder)["data_hash"])
    view = View(tables, default_selection(tables.vocabulary))
    figures = {currency: [_figure(name, view.where(currency=currency)) for name in _FOUR] for currency in CURRENCIES}
    with tempfile.TemporaryDirectory() as away:
        file = Path(away) / "figures"
        file.write_text(json.dumps(figures), encoding="utf-8")
        script = Path(away) / "page.py"  # away from our settings
        script.write_text((Path(__file__).parent / "bare_page.py").read_text(encoding="utf-8"), encoding="utf-8")
        with serving(
            str(script), "--browser.gatherUsageStats", "false", environment={**os.environ, "FIGURES": str(file)}
        ) as server:
            yield server


def _figure(card_id: str, view: View) -> str:
    figure = CARDS[card_id](view).figure
    assert figure is not None
    return str(figure.to_json())


def measure_pages(server: Server, name: str, views: Sequence[PageView], number: int, seconds: float) -> Times:
    """One line of times for so many sessions, with the memory that each of them takes."""
    memory, used, started = server.memory(), server.processor(), time.perf_counter()
    times, peak = asyncio.run(_read_and_weigh(server, views, number, seconds))
    spent, lasted = server.processor() - used, time.perf_counter() - started
    p50, p95, longest = times.percentile(0.5), times.percentile(0.95), max(times.seconds, default=0)
    print(
        f"{name:16} {number:4} sessions  p50 {p50:6.2f} s  p95 {p95:6.2f} s  max {longest:6.2f} s  "
        f"{len(times.seconds):5} pages  {len(times.errors)} errors  {(peak - memory) / number:5.2f} MB a session  "
        f"{spent / max(1, len(times.seconds)) * 1000:4.0f} ms CPU a page  {spent / lasted:4.0%} of one core",
        flush=True,
    )
    for error in times.errors[:3]:
        print("   ", error)
    return times


async def _read_and_weigh(
    server: Server, views: Sequence[PageView], number: int, seconds: float
) -> tuple[Times, float]:
    """The times, and the memory shortly before the sessions end."""
    reading = asyncio.create_task(read(server.address, views, number, seconds=seconds, think=5))
    await asyncio.sleep(seconds - 0.5)
    memory = server.memory()
    return await reading, memory


def measure_embeds(server: Server, seconds: float, readers: int = 4) -> float:
    """Embeds a second that are answered from what is kept, over connections that stay open."""
    host = urlsplit(server.address).netloc
    until = time.perf_counter() + seconds

    def ask() -> int:
        connection, answered = http.client.HTTPConnection(host, timeout=_PATIENCE), 0
        while time.perf_counter() < until:
            connection.request("GET", f"/embed/{_FOUR[answered % 4]}", headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise ValueError(f"an embed was answered with {answer.status}")
            answered += 1
        return answered

    with ThreadPoolExecutor(readers) as pool:
        answered = sum(job.result() for job in [pool.submit(ask) for _ in range(readers)])
    print(f"embeds kept: {answered / seconds:.0f} a second over {readers} connections", flush=True)
    return answered / seconds


def warm(server: Server, views: Sequence[PageView]) -> None:
    """Ask for every view once."""
    asyncio.run(read(server.address, views, len(views), seconds=0.1, think=0.01))


def main(
    sessions: Annotated[list[int] | None, typer.Option(help="Numbers of sessions.")] = None,
    seconds: Annotated[float, typer.Option(help="Seconds of reading for each number.")] = 30,
    cold: Annotated[bool, typer.Option(help="Measure views that are built for the first time.")] = True,
    bare: Annotated[bool, typer.Option(help="Measure the bare page beside.")] = True,
) -> None:
    """Measure pages and embeds, warm and cold, and Streamlit's bare page, in one run."""
    numbers = sessions or [1, 25, 50, 100]
    ours: dict[int, Times] = {}
    with serving() as server:
        warm(server, COMMON)
        print(f"{server.memory():.0f} MB with all eight views kept", flush=True)
        for number in numbers:
            ours[number] = measure_pages(server, "warm", COMMON, number, seconds)
        measure_embeds(server, 5)
    if cold:
        for number in numbers:
            with serving() as server:
                measure_pages(server, "cold", RARE, number, seconds)
    if bare:
        with bare_page() as server:
            warm(server, [PageView()])
            for number in numbers:
                times = measure_pages(server, "bare Streamlit", [PageView()], number, seconds)
                shares = (ours[number].percentile(share) / times.percentile(share) for share in (0.5, 0.95))
                print("    ours, warm, over the bare page: p50 {:.2f} x, p95 {:.2f} x".format(*shares), flush=True)


if __name__ == "__main__":
    typer.run(main)
