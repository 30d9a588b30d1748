"""What is set at the server itself: answers that leave at once, on a socket as Streamlit opens it."""

import asyncio
import socket

from uvicorn import Config, Server

from dashboard.routes.server import ConfiguredServer
from tests.dashboard.routes.asking import run_apart


async def answer(scope: object, receive: object, send: object) -> None:
    del scope, receive, send


async def connections_without_delay(*, configured: bool) -> list[bool]:
    """Whether each connection that a server accepts sends without waiting for the other side to confirm."""
    config = Config(answer, lifespan="off", log_level="critical")
    config.load()
    if configured:
        ConfiguredServer(answer, proxies_named=False, report=print)._configure(config)
    accepted: list[bool] = []
    protocol = config.http_protocol_class

    class Watched(protocol):  # type: ignore[misc, valid-type]
        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            opened = transport.get_extra_info("socket")
            accepted.append(bool(opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))

    config.http_protocol_class = Watched
    listening = socket.socket(family=socket.AF_INET)  # no protocol is named, as Streamlit does
    listening.bind(("127.0.0.1", 0))
    server = Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.01)
    _reader, writer = await asyncio.open_connection(*listening.getsockname())
    while not accepted:
        await asyncio.sleep(0.01)
    writer.close()
    server.should_exit = True
    await serving
    return accepted


def test_answers_do_not_wait_for_the_packet_before() -> None:
    assert run_apart(connections_without_delay(configured=False)) == [False], "asyncio sets it by now: take ours away"
    assert run_apart(connections_without_delay(configured=True)) == [True]
