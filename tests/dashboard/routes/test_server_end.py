"""However the server ends, the browser that draws for it ends with it."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.bench.servers import serving
from tests.dashboard.processes import descendants_of, running
from tests.dashboard.routes.asking import ask
from tests.world import Built


@pytest.mark.usefixtures("drawing_browser")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed by /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_browser_ends_with_the_server(built_world: Built, how: signal.Signals) -> None:
    with serving(environment=os.environ | {"TRADE_DATA": str(built_world.paths.root)}) as server:
        assert ask(server.address, "/embed/trade-trend.svg").status == 200
        browsers = {process.pid for process in descendants_of(server.process)}
        assert len(browsers) > 2
        os.kill(server.process, how)
        end = time.monotonic() + 15
        while (left := browsers & {process.pid for process in running()}) and time.monotonic() < end:
            time.sleep(0.1)
    assert left == set()
