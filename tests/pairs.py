"""Choices of several things in few combinations, in which each pair of choices stands together at least once."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from allpairspy import AllPairs


def pairs(**choices: Iterable[Any]) -> list[dict[str, Any]]:
    """One value of each name a row, every value of one name beside every value of each other in some row."""
    rows = AllPairs(OrderedDict((name, list(values)) for name, values in choices.items()))
    return [row._asdict() for row in rows]
