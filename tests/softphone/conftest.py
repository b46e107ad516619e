"""A gateway process and a client of it, for every test that speaks to the real one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from softphone.client import GatewayClient
from softphone.gateway.candidates import Reach, install
from softphone.headless import HeadlessPhone
from softphone.ulaw import frames, tone
from tests.softphone.gateway_process import FIRST_PORT, Events, GatewayProcess, SwitchEnd

Phone = Callable[..., HeadlessPhone]
Switch = Callable[..., Awaitable[SwitchEnd]]


@pytest.fixture(autouse=True)
def on_loopback() -> None:
    """The phones of the tests stay on this machine."""
    install(Reach(addresses=("127.0.0.1",), ports=range(FIRST_PORT + 700, FIRST_PORT + 999)))


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[GatewayProcess]:
    process = await GatewayProcess(tmp_path).start()
    yield process
    if process.running:
        assert await process.stop() == 0


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
async def client(gateway: GatewayProcess, events: Events) -> AsyncIterator[GatewayClient]:
    async with GatewayClient(gateway.url, gateway.token, events) as client:
        await asyncio.wait_for(client.connected.wait(), 20)
        yield client


@pytest.fixture
async def phone(client: GatewayClient) -> AsyncIterator[Phone]:
    """Makes phones without a browser: phone("kim", "page-1", hertz=440)."""
    made: list[HeadlessPhone] = []

    def make(agent: str, page: str, hertz: int = 440) -> HeadlessPhone:
        each = HeadlessPhone(lambda sdp: client.offer(agent, page, sdp), frames(tone(hertz)))
        made.append(each)
        return each

    yield make
    for each in made:
        await each.detach()


@pytest.fixture
async def switch(client: GatewayClient) -> AsyncIterator[Switch]:
    """Opens lines and is the switch at their other end: await switch("kim", hertz=1000)."""
    made: list[SwitchEnd] = []

    async def make(agent: str, hertz: int = 1000) -> SwitchEnd:
        made.append(await SwitchEnd.on_line(client, agent, hertz))
        return made[-1]

    yield make
    for each in made:
        each.close()
