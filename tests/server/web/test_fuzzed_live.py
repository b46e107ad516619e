"""Nonsense on the live socket of a desk, on the real web server: refused or passed over, and others miss nothing."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from hypothesis import strategies as st

from config.settings import Settings
from server.serving import serve
from tests.server.test_fuzzed_phone import FRAMES, some
from tests.server.web.desk import Web, app_of
from tests.support.until import until

SIGN_IN = {"login": "supervisor", "password": "cordboard"}
MANY = 40
NUMBERS = st.sampled_from(
    ["", "0", "-1", "-99999999999999999999", "9" * 30, "1e9", "nan", "x", "\x00", "가", "1" * 5000]
)
QUERIES = st.fixed_dictionaries(
    {}, optional={"since": NUMBERS | st.text(max_size=20), "lines": NUMBERS | st.booleans().map(str), "x": st.text()}
)
HEADERS = st.sampled_from(["", "null", "http://evil.example", "é", "://", "http://" + "a" * 300])


@pytest.fixture
async def desks(house: Web) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    """Somebody who is signed in, and the address of the live socket."""
    jar = aiohttp.CookieJar(unsafe=True)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        web = serve(app_of(house.house), Settings(), listening)
        running = asyncio.create_task(web.serve())
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            async with session.post(f"{url}/api/session", json=SIGN_IN) as answer:
                assert answer.status == 200
            yield session, f"{url}/api/live"
        web.should_exit = True
        await running
        assert web.kept
        web.kept.close()


async def ask(session: aiohttp.ClientSession, url: str, query: dict[str, str], origin: str, frame: str) -> int:
    """The status of the handshake; then the frame is said, and something binary."""
    headers = {"Origin": origin.encode().decode("latin-1")} if origin else {}
    try:
        async with session.ws_connect(url, params=query, headers=headers) as nosy:
            await nosy.send_str(frame.encode("utf-8", "replace").decode())
            await nosy.send_bytes(b"\x00\xff")
            return 101
    except aiohttp.WSServerHandshakeError as refused:
        return refused.status


async def numbers_until(page: aiohttp.ClientWebSocketResponse, last: int) -> list[int]:
    found: list[int] = []
    async with asyncio.timeout(30):
        while not found or found[-1] < last:
            told = json.loads(await page.receive_str())
            found += [told["number"]] if told["type"] != "ping" else []
    return found


async def test_whatever_is_asked_of_the_live_socket_others_are_told_everything(
    house: Web, desks: tuple[aiohttp.ClientSession, str], caplog: pytest.LogCaptureFixture
) -> None:
    session, url = desks
    said = some(st.tuples(QUERIES, HEADERS, FRAMES), MANY)
    async with session.ws_connect(url) as page:
        first = await numbers_until(page, 0)
        for query, origin, frame in said:
            assert await ask(session, url, query, origin, frame) in (101, 400, 403, 414, 422), (query, origin)
        await house.caller()
        told = await numbers_until(page, house.core.writer.written)
    assert told == list(range(first[-1] + 1, told[-1] + 1))
    await until(lambda: not house.house.live.viewers, within=20, every=0.02)
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]
