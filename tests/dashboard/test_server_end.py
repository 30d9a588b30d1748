"""However the server ends, the browser that draws for it ends with it."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from asking import ask
from readers import serving
from world import Built


def descendants(ancestor: int) -> set[int]:
    """Ids of all processes below one, by /proc."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, parent, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            if state != "Z":
                parents[int(folder.name)] = int(parent)
    below: set[int] = set()
    while more := {pid for pid, parent in parents.items() if parent in {ancestor, *below}} - below:
        below |= more
    return below


@pytest.mark.usefixtures("drawing_browser")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed by /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_browser_ends_with_the_server(built_world: Built, how: signal.Signals) -> None:
    before = descendants(os.getpid())
    with serving(built_world.paths.root) as address:
        assert ask(address, "/embed/trade-trend.svg").status == 200
        (server,) = [pid for pid in descendants(os.getpid()) - before if is_server(pid)]
        browsers = descendants(server)
        assert len(browsers) > 2
        os.kill(server, how)
        end = time.monotonic() + 15
        while (left := browsers & alive(browsers)) and time.monotonic() < end:
            time.sleep(0.1)
    assert left == set()


def is_server(pid: int) -> bool:
    with suppress(OSError):
        return b"streamlit" in (Path("/proc") / str(pid) / "cmdline").read_bytes()
    return False


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if (status := state(pid)) is not None and status != "Z"}


def state(pid: int) -> str | None:
    with suppress(OSError):
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    return None
