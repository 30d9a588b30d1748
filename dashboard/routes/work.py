"""Bounded work: few threads build cards and files, few requests wait for them, none for ever."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import BoundedSemaphore
from typing import TypeVar

from etl.errors import TradeError

Made = TypeVar("Made")


class BusyError(TradeError):
    """As many requests wait as may; ask again a little later."""


class TooSlowError(TradeError):
    """A card or file took longer than it may; ask again later, or for a smaller view."""


class Workshop:
    """Runs makers in `workers` threads while at most `waiting` more requests wait, each for `seconds` at most.

    A thread cannot be stopped: a maker that is too slow keeps its place until it ends, so that the bounds hold.
    """

    def __init__(self, *, workers: int = 2, waiting: int = 24, seconds: float = 30) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="maker")
        self._places = BoundedSemaphore(workers + waiting)
        self._seconds = seconds

    async def make(self, maker: Callable[[], Made]) -> Made:
        """What `maker` returns or raises; BusyError at once where no place is free, TooSlowError after the time."""
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
