"""Sessions that read the common views at once: every page complete, none with a fault."""

from asking import run_apart
from load import COMMON
from sessions import read


def test_sessions_beside_one_another_get_every_page(server: str) -> None:
    times = run_apart(read(server, COMMON, len(COMMON), seconds=2, think=0.5))
    assert times.errors == []
    assert len(times.seconds) >= len(COMMON)
