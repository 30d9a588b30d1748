"""Results that many cards ask for, kept with the tables they were made from."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from threading import Lock
from typing import Any, TypeVar

import pandas as pd

from dashboard.queries.view import View

Made = TypeVar("Made")


_lock = Lock()


def remembered(*fields: str, most: int) -> Callable[[Callable[[View], Made]], Callable[[View], Made]]:
    """Keep the last `most` results of a function that depends on the tables and on these fields of the selection alone.

    A frame is given as a copy that shares its data until one of the two is changed, so that none changes another's.
    """
    key_of = attrgetter(*fields)

    def decorate(make: Callable[[View], Made]) -> Callable[[View], Made]:
        @wraps(make)
        def remember(view: View) -> Made:
            key = key_of(view.selection)
            with _lock:
                results = view.tables.results.setdefault(f"{make.__module__}.{make.__name__}", OrderedDict())
                if key in results:
                    results.move_to_end(key)
                    kept: Made = _given(results[key])
                    return kept
            made = make(view)  # two that ask at once make it twice, and equal
            with _lock:
                results[key] = made
                while len(results) > most:
                    results.popitem(last=False)
            fresh: Made = _given(made)
            return fresh

        return remember

    return decorate


def _given(result: Any) -> Any:
    if isinstance(result, pd.DataFrame):
        return result.copy(deep=False)
    return result
