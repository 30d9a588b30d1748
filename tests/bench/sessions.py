"""Readers as browsers make them: sessions over Streamlit's websocket that ask for a page, wait for it and think."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

_SMALL = 8_000  # bytes: longer messages are figures and tables, which need no reading to know that a run goes on
_PATIENCE = 60.0  # seconds until a page that does not come counts as an error


@dataclass(frozen=True)
class PageView:
    """A page by its name in the address ("" is the first) and the query of its filters."""

    page: str = ""
    query: str = ""


@dataclass
class Times:
    """Seconds from each request until its page was complete, the bytes received, and what failed, one line each."""

    seconds: list[float] = field(default_factory=list)
    received: int = 0
    errors: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The time that this share of the requests did not exceed; NaN where there was none."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


class Reader:
    """One session: its connection, and the width in pixels that its browser reports once it is asked to measure."""

    def __init__(self, socket: ClientConnection, width: int) -> None:
        self._socket, self._width = socket, width
        self._reported: list[WidgetState] = []

    async def visit(self, view: PageView, times: Times) -> None:
        """Ask for a view and wait until it is complete, with the second run that the first measuring causes."""
        started = time.perf_counter()
        measuring = await self._run(view, times)
        if measuring and not self._reported:
            self._reported = [WidgetState(id=measuring, json_value=f'{{"width": {self._width}}}')]
            await self._run(view, times)
        times.seconds.append(time.perf_counter() - started)

    async def _run(self, view: PageView, times: Times) -> str:
        """One run of the script; the id of the component that measures the page where it was sent, else ""."""
        await self._socket.send(self._request(view))
        measuring = ""
        while True:
            data = await asyncio.wait_for(self._socket.recv(), _PATIENCE)
            times.received += len(data)
            if len(data) > _SMALL:
                continue
            answer = ForwardMsg.FromString(data)  # type: ignore[arg-type]
            element = answer.delta.new_element
            if element.WhichOneof("type") == "exception":
                times.errors.append(f"an exception on the page: {element.exception.message[:200]}")
            if element.WhichOneof("type") == "bidi_component":
                measuring = element.bidi_component.id
            if answer.WhichOneof("type") == "script_finished":
                return measuring

    def _request(self, view: PageView) -> bytes:
        message = BackMsg()
        message.rerun_script.query_string = view.query
        message.rerun_script.page_name = view.page
        message.rerun_script.widget_states.widgets.extend(self._reported)
        message.rerun_script.context_info.timezone = "Asia/Almaty"
        message.rerun_script.context_info.locale = "en-GB"
        return message.SerializeToString()


@asynccontextmanager
async def opened(address: str, width: int) -> AsyncIterator[Reader]:
    """A session of the app at the address, as its own pages open it; closed afterwards."""
    host = urlsplit(address).netloc
    async with connect(
        f"ws://{host}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=f"http://{host}",  # type: ignore[arg-type]
        max_size=None,
        open_timeout=_PATIENCE,
    ) as socket:
        yield Reader(socket, width)


async def read(
    address: str, views: Sequence[PageView], number: int, *, seconds: float, think: float, width: int = 1200
) -> Times:
    """`number` sessions read the views in turn for so many seconds, with about `think` seconds after each page.

    They open one after the other within the first time of thinking, each beginning with another view.
    """
    times = Times()
    until = time.perf_counter() + seconds

    async def read_on(at: int) -> None:
        chance = random.Random(at)
        await asyncio.sleep(think * at / number)
        try:
            async with opened(address, width) as reader:
                turn = at
                while time.perf_counter() < until:
                    await reader.visit(views[turn % len(views)], times)
                    turn += 1
                    await asyncio.sleep(think * chance.uniform(0.8, 1.2))
        except (OSError, TimeoutError, ValueError) as fault:
            times.errors.append(f"{type(fault).__name__}: {fault}")

    await asyncio.gather(*(read_on(at) for at in range(number)))
    return times
