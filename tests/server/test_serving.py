"""The web server's own limits."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI, WebSocket

from config.settings import Settings
from server import serving
from server.api.phone import LONGEST
from server.serving import serve
from tests.support.until import until


def test_a_message_on_a_socket_cannot_fill_the_memory_and_the_longest_offer_fits() -> None:
    assert 4 * LONGEST < serve(FastAPI(), Settings()).config.ws_max_size <= 1 << 20


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """Of a web server with the sockets that ours has."""
    app = FastAPI()

    @app.websocket("/socket")
    async def _greet(page: WebSocket) -> None:
        await page.accept()
        await page.close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        web = serve(app, Settings(), listening)
        running = asyncio.create_task(web.serve())
        yield int(listening.getsockname()[1])
        web.should_exit = True
        await running
        assert web.kept
        web.kept.close()


async def test_it_ends_when_it_is_told_to_and_need_not_look_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "DATED", 3600.0)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        web = serve(FastAPI(), Settings(), listening)
        running = asyncio.create_task(web.serve())
        await until(lambda: web.started)
        web.should_exit = True
        async with asyncio.timeout(30):
            await running
        assert web.kept
        web.kept.close()


async def asked(port: int, target: str, header: str = "X-Nothing: ") -> bytes:
    """What the server says to a request for a WebSocket; a refusal is read until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"GET {target} HTTP/1.1", "Host: here", "Upgrade: websocket", "Connection: Upgrade", header]
    lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", ""]
    writer.write("\r\n".join(lines).encode())
    async with asyncio.timeout(30):
        said = await reader.readline()
        if b" 101 " not in said:
            await reader.read()
    writer.close()
    return said


async def test_a_handshake_that_cannot_be_read_is_refused_and_its_connection_closed(port: int) -> None:
    assert (await asked(port, "/socket")).startswith(b"HTTP/1.1 101 ")
    assert (await asked(port, f"/socket?page={'a' * 9_000}")).startswith(b"HTTP/1.1 414 ")
    assert (await asked(port, "/socket", f"Cookie: {'a' * 9_000}")).startswith(b"HTTP/1.1 431 ")
    assert (await asked(port, "/socket")).startswith(b"HTTP/1.1 101 ")
