"""What whoever runs the server decides in its environment: hosts, frames and metrics.

A value that cannot be read is said once and counts as the strictest.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from etl.model.errors import TradeError

EMBED_ANCESTORS = "TRADE_FRAME_ANCESTORS"
PAGE_ANCESTORS = "TRADE_PAGE_FRAME_ANCESTORS"
HOSTS = "TRADE_ALLOWED_HOSTS"
METRICS = "TRADE_METRICS"
STRICTEST = "'self'"
ANY = "*"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_ALONE = (ANY, "'none'")
_SOURCE = re.compile(r"'self'|https?:|(?:https?://)?(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::(?:[0-9]{1,5}|\*))?")
_HOST = re.compile(r"(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_SWITCH = {"": False, "off": False, "on": True}

Value = TypeVar("Value")


class SettingError(TradeError):
    """A variable of the environment that cannot be read; the message names it and what it may hold."""


@dataclass(frozen=True)
class Settings:
    """Who may frame embeds and pages, the hosts answered for (`*` alone is any), whether metrics are served."""

    embed_ancestors: str = ANY
    page_ancestors: str = STRICTEST
    hosts: tuple[str, ...] = LOOPBACK
    metrics: bool = False


def read_settings(
    environment: Mapping[str, str] = os.environ, *, address: str | None = None, report: Callable[[str], None]
) -> Settings:
    """The settings of an environment for a server that listens on `address`; faults are reported, a line each."""

    def setting(read: Callable[[], Value], strictest: Value) -> Value:
        try:
            return read()
        except SettingError as fault:
            report(str(fault))
            return strictest

    return Settings(
        embed_ancestors=setting(lambda: read_ancestors(environment, EMBED_ANCESTORS, ANY), STRICTEST),
        page_ancestors=setting(lambda: read_ancestors(environment, PAGE_ANCESTORS, STRICTEST), STRICTEST),
        hosts=setting(lambda: read_hosts(environment, address), LOOPBACK),
        metrics=setting(lambda: read_switch(environment, METRICS), False),
    )


def read_ancestors(environment: Mapping[str, str], variable: str, usual: str) -> str:
    """The sources of `frame-ancestors`: `*`, `'none'`, or hosts parted by spaces, as `'self' https://*.example.org`."""
    value = environment.get(variable, "").strip() or usual
    if value not in _ALONE and not all(_SOURCE.fullmatch(source) for source in value.split(" ")):
        raise SettingError(f"{variable}={value[:80]!r}: give *, 'none', or hosts parted by single spaces")
    return value


def read_hosts(environment: Mapping[str, str], address: str | None) -> tuple[str, ...]:
    """The names answered for, without port and in small letters; where none are set, this machine's own and `address`.

    An address that is any address of the machine (`0.0.0.0`, `::`) is the name of nothing.
    """
    named = environment.get(HOSTS, "").lower().split()
    if not named:
        listened = [] if address in (None, "", "0.0.0.0", "::") else [f"[{address}]" if ":" in address else address]
        return (*LOOPBACK, *(host.lower() for host in listened))
    if named != [ANY] and not all(_HOST.fullmatch(host) for host in named):
        raise SettingError(f"{HOSTS}={' '.join(named)[:80]!r}: give *, or host names without port parted by spaces")
    return tuple(named)


def read_switch(environment: Mapping[str, str], variable: str) -> bool:
    """Whether something is on; off where it is not set."""
    value = environment.get(variable, "").strip().lower()
    if value not in _SWITCH:
        raise SettingError(f"{variable}={value[:80]!r}: give on or off")
    return _SWITCH[value]
