"""Sessions that read the common views at once: every page complete, none with a fault."""

from tests.bench.load import COMMON
from tests.bench.sessions import read
from tests.dashboard.routes.asking import run_apart


def test_sessions_beside_one_another_get_every_page(server: str) -> None:
    times = run_apart(read(server, COMMON, len(COMMON), seconds=2, think=0.5))
    assert times.errors == []
    assert len(times.seconds) >= len(COMMON)
