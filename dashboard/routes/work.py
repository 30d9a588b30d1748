"""Bounded work: few threads build cards and files, few requests wait for them, none for ever.

Cards, office files and pictures wait in queues of their own, so that what takes long holds up nothing that is quick,
and one address fills no queue alone. What was made of late waits for nothing.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from etl.model.errors import TradeError

Made = TypeVar("Made")
KEPT_RESULTS, KEPT_BYTES = 100, 64 * 2**20  # results of late; most of their bytes are those that the store keeps
SECONDS = 30.0  # that one request waits at most


class Work(StrEnum):
    """Kinds of work, each with a queue of its own."""

    CARD = "card"
    OFFICE = "office"
    PICTURE = "picture"


@dataclass(frozen=True)
class QueueBounds:
    """How many threads do a kind of work, how many more requests wait, how many of both one address holds."""

    workers: int
    waiting: int
    share: int


# One maker of each kind: two threads under one interpreter lock only slow each other, and whoever waits for a browser.
BOUNDS: Mapping[Work, QueueBounds] = {
    Work.CARD: QueueBounds(workers=1, waiting=25, share=16),
    Work.OFFICE: QueueBounds(workers=1, waiting=12, share=8),
    Work.PICTURE: QueueBounds(workers=1, waiting=12, share=8),
}


class BusyError(TradeError):
    """As many requests wait as may; ask again a little later."""


class TooSlowError(TradeError):
    """A card or file took longer than it may; ask again later, or for a smaller view."""


class Workshop:
    """Runs makers within the bounds of their kind of work; a request waits `seconds` at most.

    A thread cannot be stopped: a maker that is too slow keeps its place until it ends, so that the bounds hold.
    """

    _begun: dict[str, "_Begun"]

    def __init__(self, bounds: Mapping[Work, QueueBounds] = BOUNDS, *, seconds: float = SECONDS) -> None:
        self._queues = {work: _Queue(work, bounds[work]) for work in bounds}
        self._seconds = seconds
        self._kept, self._begun = _Kept(), {}  # seen by the event loop alone

    async def make(self, maker: Callable[[], Made], key: str, *, address: str, work: Work = Work.CARD) -> Made:
        """What `maker` returns or raises; BusyError at once where no place is free, TooSlowError after the time.

        `key` names all that the result depends on, as an entity tag does: a result of late is given again, and waits
        for nothing; what is being made for another request is waited for, and takes one place. Each request has the
        whole time for itself, and what is made too late for it is kept for the next. `address` is the reader's.
        """
        if key in self._kept:
            kept: Made = self._kept[key]
            return kept
        if key not in self._begun:
            self._begun[key] = _Begun(self._queues[work].begin(maker, address))
            self._begun[key].result.add_done_callback(partial(self._finish, key, self._begun[key]))
        begun = self._begun[key]
        if not await begun.wait(self._seconds):
            if begun.take_back():
                self._forget(key, begun)  # now: whoever asks next would wait for what never comes
            raise TooSlowError(f"not ready within {self._seconds:g} seconds: ask again later, or for fewer years")
        result: Made = begun.result.result()
        return result

    def lengths(self) -> dict[Work, int]:
        """How many requests are being worked on or wait, by kind of work."""
        return {work: queue.places.total() for work, queue in self._queues.items()}

    def _forget(self, key: str, begun: "_Begun") -> None:
        if self._begun.get(key) is begun:
            del self._begun[key]

    def _finish(self, key: str, begun: "_Begun", result: "asyncio.Future[Any]") -> None:
        """Keep what was made, also where all who asked for it have left; a fault is theirs to hear of."""
        self._forget(key, begun)
        if not result.cancelled() and result.exception() is None:
            self._kept[key] = result.result()


class _Begun:
    """Something being made, and how many requests wait for it."""

    def __init__(self, job: Future[Any]) -> None:
        self._job, self._readers = job, 0
        self.result = asyncio.wrap_future(job)

    async def wait(self, seconds: float) -> bool:
        """Whether it is made in time."""
        self._readers += 1
        try:
            done, _ = await asyncio.wait({self.result}, timeout=seconds)
        finally:
            self._readers -= 1
        return bool(done)

    def take_back(self) -> bool:
        """Take it out of the queue where nobody waits for it any more and no thread has begun it; whether it was."""
        return self._readers == 0 and self._job.cancel()


class _Queue:
    """The threads of one kind of work, and who holds its places."""

    def __init__(self, work: Work, bounds: QueueBounds) -> None:
        self._pool = ThreadPoolExecutor(bounds.workers, thread_name_prefix=f"{work}-maker")
        self._bounds = bounds
        self.places: Counter[str] = Counter()  # by address; seen by the event loop alone

    def begin(self, maker: Callable[[], Made], address: str) -> Future[Made]:
        """The maker's result to come; BusyError where all places are taken, or all that one address may hold."""
        if self.places.total() >= self._bounds.workers + self._bounds.waiting:
            raise BusyError("too many requests at once: ask again in a few seconds")
        if self.places[address] >= self._bounds.share:
            raise BusyError("too many requests from this address at once: ask again in a few seconds")
        self.places[address] += 1
        loop = asyncio.get_running_loop()
        job = self._pool.submit(copy_context().run, maker)  # within the edition that the request began with
        job.add_done_callback(lambda _job: loop.call_soon_threadsafe(self._free, address))
        return job

    def _free(self, address: str) -> None:
        self.places[address] -= 1
        self.places += Counter()  # forgets addresses that hold none


class _Kept:
    """Results of late, those asked for longest ago dropped first."""

    def __init__(self) -> None:
        self._results: OrderedDict[str, Any] = OrderedDict()
        self._bytes = 0

    def __contains__(self, key: str) -> bool:
        return key in self._results

    def __getitem__(self, key: str) -> Any:
        self._results.move_to_end(key)
        return self._results[key]

    def __setitem__(self, key: str, result: Any) -> None:
        if key in self._results:
            return
        self._results[key] = result
        self._bytes += _size(result)
        while len(self._results) > KEPT_RESULTS or (self._bytes > KEPT_BYTES and len(self._results) > 1):
            _key, oldest = self._results.popitem(last=False)
            self._bytes -= _size(oldest)


def _size(result: Any) -> int:
    """Bytes of a file; cards and lists are small, and the store bounds them."""
    parts = result if isinstance(result, tuple) else (result,)
    return sum(len(part) for part in parts if isinstance(part, bytes))
