"""Readers of a data folder and of the app that serves it: none may ever meet halves of two editions, or a fault."""

import http.client
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pandas as pd
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from etl.publish.editions import is_whole
from tests.bench import servers
from tests.bench.servers import REPOSITORY

_NAME = re.compile(rb"Alpland (\d+)")
_PAUSE, _PATIENCE = 0.05, 60  # seconds


@contextmanager
def serving(root: Path, *, folder: Path = REPOSITORY, environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """The address of the app on this data folder, started in `folder`."""
    with servers.serving(folder=folder, environment={**environment, "TRADE_DATA": str(root)}) as server:
        yield server.address


@contextmanager
def reading(tables: Path, address: str | None, seen: Counter[str], faults: list[str]) -> Iterator[None]:
    """Read without pause while the block runs; counts go to `seen`, each fault to `faults` as one line."""
    stop = Event()
    readers: list[Callable[[], str]] = [lambda: read_files(tables)]
    if address is not None:
        readers += [lambda: read_card(address), Session(address).read]
    threads = [Thread(target=_repeat, args=(read, stop, seen, faults), daemon=True) for read in readers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(_PATIENCE)
    faults += ["a reader did not stop"] * sum(thread.is_alive() for thread in threads)


def read_files(tables: Path) -> str:
    """Open one edition as a program outside would, by the link: every hash, and both places of its number."""
    present = tables.resolve(strict=True)
    if not is_whole(present):
        raise ValueError("files that are not what their package names")
    names = pd.read_parquet(present / "countries.parquet")["name_en"]
    value = pd.read_parquet(present / "flows.parquet")["value"].max()
    _refuse_mixture([*_NAME.findall(" ".join(names).encode()), str(round(value) - 1_200_000).encode()])
    return "readings of the files"


def read_card(address: str) -> str:
    """One card as JSON over HTTP: its texts name one edition, and so do its values."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=_PATIENCE)
    try:
        connection.request("GET", "/embed/direction-balance.json")
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise ValueError(f"status {answer.status}: {body[:200]!r}")
    values = re.findall(r"\b12000\d\d(?:\.0)?\b", json.dumps(json.loads(body)))
    _refuse_mixture([*_NAME.findall(body), *(str(round(float(one)) - 1_200_000).encode() for one in values)])
    return "answers over HTTP"


class Session:
    """A page that stays open: each reading has it drawn anew, as a reader's click does."""

    def __init__(self, address: str) -> None:
        self._socket = _open_session(address)

    def read(self) -> str:
        """One run of the page; every text of it names one edition, and none is an exception."""
        self._socket.send(_rerun())
        drawn = b"".join(_messages_of_a_run(self._socket))
        if not _NAME.search(drawn):
            raise ValueError("a page without a name")
        _refuse_mixture(_NAME.findall(drawn))
        return "pages drawn in a session"


def _open_session(address: str) -> ClientConnection:
    host = urlsplit(address).netloc
    return connect(f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], max_size=None, origin=f"http://{host}")


def _rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = ""
    return message.SerializeToString()


def _messages_of_a_run(socket: ClientConnection) -> Iterator[bytes]:
    """The messages until the script has finished; ValueError where one of them shows an exception."""
    while True:
        data = socket.recv(timeout=_PATIENCE)
        assert isinstance(data, bytes)
        message = ForwardMsg.FromString(data)
        if message.delta.new_element.WhichOneof("type") == "exception":
            raise ValueError(f"an exception on the page: {message.delta.new_element.exception.message[:200]}")
        yield data
        if message.WhichOneof("type") == "script_finished":
            return


def _refuse_mixture(numbers: list[bytes]) -> None:
    if len(set(numbers)) > 1:
        raise ValueError(f"a mixture of editions {sorted(set(numbers))}")


def _repeat(read: Callable[[], str], stop: Event, seen: Counter[str], faults: list[str]) -> None:
    while not stop.wait(_PAUSE):
        try:
            seen[read()] += 1
        except (ValueError, LookupError, OSError) as fault:
            faults.append(f"{type(fault).__name__}: {fault}")
