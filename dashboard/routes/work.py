"""Bounded work: few threads build cards and files, few requests wait for them, none for ever."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import BoundedSemaphore
from typing import Any, TypeVar

from etl.errors import TradeError

Made = TypeVar("Made")
_KEPT = 100  # results of late; their bytes are those that the store keeps


class BusyError(TradeError):
    """As many requests wait as may; ask again a little later."""


class TooSlowError(TradeError):
    """A card or file took longer than it may; ask again later, or for a smaller view."""


class Workshop:
    """Runs makers in `workers` threads while at most `waiting` more requests wait, each for `seconds` at most.

    A thread cannot be stopped: a maker that is too slow keeps its place until it ends, so that the bounds hold.
    """

    _results: OrderedDict[str, Any]
    _begun: dict[str, asyncio.Task[Any]]

    def __init__(self, *, workers: int = 2, waiting: int = 24, seconds: float = 30) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="maker")
        self._places = BoundedSemaphore(workers + waiting)
        self._seconds = seconds
        self._results, self._begun = OrderedDict(), {}  # seen by the event loop alone

    async def make(self, maker: Callable[[], Made], key: str) -> Made:
        """What `maker` returns or raises; BusyError at once where no place is free, TooSlowError after the time.

        `key` names all that the result depends on, as an entity tag does: a result of late is given again, and waits
        for nothing; what is being made for another request is waited for, and takes one place.
        """
        if key in self._results:
            self._results.move_to_end(key)
            result: Made = self._results[key]
            return result
        if key not in self._begun:
            self._begun[key] = asyncio.create_task(self._made(maker))
            self._begun[key].add_done_callback(lambda _task: self._begun.pop(key))
        task: asyncio.Task[Made] = self._begun[key]
        return self._keep(key, await asyncio.shield(task))  # a reader who leaves ends it for nobody else

    def _keep(self, key: str, result: Made) -> Made:
        self._results[key] = result
        if len(self._results) > _KEPT:
            self._results.popitem(last=False)
        return result

    async def _made(self, maker: Callable[[], Made]) -> Made:
        if not self._places.acquire(blocking=False):
            raise BusyError("too many requests at once: ask again in a few seconds")
        job = self._pool.submit(copy_context().run, maker)  # within the edition that the request began with
        job.add_done_callback(lambda _job: self._places.release())
        waiting = asyncio.wrap_future(job)
        done, _ = await asyncio.wait({waiting}, timeout=self._seconds)
        if not done:
            waiting.cancel()  # takes back what has not begun
            raise TooSlowError(f"not ready within {self._seconds:g} seconds: ask again later, or for fewer years")
        return waiting.result()
