"""Servers as `streamlit run` starts them, for tests and measurements, each ended by its process id."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
APP = str(REPOSITORY / "dashboard" / "app.py")
_PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Server:
    """A server that answers: its address and its process."""

    address: str
    process: int

    def memory(self) -> float:
        """Megabytes of its own that the process has in memory."""
        text = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("RssAnon"))

    def processor(self) -> float:
        """Seconds of processor time that the process has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(
    script: str = APP, *options: str, folder: Path = REPOSITORY, environment: Mapping[str, str] = os.environ
) -> Iterator[Server]:
    """The script served at a free port of this machine, started in `folder`; ValueError with its log if it does not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true", *options)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, *options],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            if not _answers(f"http://127.0.0.1:{port}/_stcore/health", process):
                log.seek(0)
                raise ValueError(f"the server did not start: {log.read()[-2000:]}")
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    for _ in range(_PATIENCE * 4):
        if process.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(address, timeout=2):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    return False
