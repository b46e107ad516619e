"""A house of several machines, all on this one: two Asterisks, two gateways, a server. Each can be killed alone."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp

from config import secrets
from softphone.client import GatewayClient
from tests.softphone.gateway_process import GatewayProcess
from tests.support.free import free_port
from tests.support.house import House, begin_house, borrow, start_house
from tests.support.pbx import Pbx, free_range, running
from tests.support.real import RealStage

EAST, WEST = "east", "west"


@dataclass(frozen=True)
class Machines:
    house: House
    standby: House | None
    nodes: Mapping[str, Pbx]
    gateways: tuple[GatewayProcess, GatewayProcess]

    def at(self, stage: RealStage, node: str) -> RealStage:
        """From now on callers ring at this node."""
        stage.house = replace(self.house, places={**self.house.places, "sip": self.nodes[node].sip})
        return stage

    def kill(self, node: str) -> None:
        self.nodes[node].process.kill()
        self.nodes[node].process.wait()

    async def lines(self) -> list[set[str]]:
        """The agents with a line at each gateway."""
        return [await _agents_at(gateway) for gateway in self.gateways]


async def takes_calls(house: House) -> None:
    """Wait until it does, whatever is lost."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(30):
        while True:
            try:
                async with session.get(f"{house.url}/api/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:  # nobody is there
                pass
            await asyncio.sleep(0.1)


async def _agents_at(gateway: GatewayProcess) -> set[str]:
    if not gateway.running:
        return set()
    async with GatewayClient(gateway.url, gateway.token, lambda event: None) as client:
        await client.connected.wait()
        return {f"agent{number}" for number in range(1, 7) if client.has_line(f"agent{number}")}


@asynccontextmanager
async def running_machines(data: Path, standby: bool = False, **settings: str) -> AsyncIterator[Machines]:
    """settings: of the server, as CORDBOARD_… variables, without the prefix. standby: is there a second server?"""
    known, trunk = secrets.load({}, data / "server"), free_port()
    first, _, last = free_range().partition("-")
    half = (int(last) - int(first) + 1) // 2
    ranges = {EAST: f"{first}-{int(first) + half - 1}", WEST: f"{int(first) + half}-{last}"}
    async with AsyncExitStack() as kept:
        started = kept.enter_context(ExitStack())
        nodes: dict[str, Pbx] = {}
        for name in (EAST, WEST):
            _furnish(data / name, data / "server")
            told = {"NODE": name, "TRUNK": f"127.0.0.1:{trunk}", "RTP_PORTS": ranges[name]}
            nodes[name] = started.enter_context(
                running(data / name, {f"CORDBOARD_{key}": value for key, value in told.items()})
            )
        gateways = []
        for number in (1, 2):
            gateway = GatewayProcess(data / f"gateway{number}")
            gateway.token = known.gateway_token
            gateways.append(await gateway.start())
            kept.push_async_callback(_end, gateway)
        named = ",".join(f"{name}={pbx.ari_url}/{pbx.house.settings.ami.port}" for name, pbx in nodes.items())
        addresses = ",".join(f"127.0.0.1:{gateway.port}" for gateway in gateways)
        told = {"NODES": named, "GATEWAYS": addresses, "TRUNK": f"127.0.0.1:{trunk}"} | settings
        house = replace(await start_house(data / "server", **told), trunk=trunk)
        kept.push_async_callback(house.stop)
        second = None
        if standby:
            _furnish(data / "standby", data / "server")
            second = await begin_house(data / "standby", **told)
            kept.push_async_callback(second.stop)
        yield Machines(house, second, nodes, (gateways[0], gateways[1]))


async def _end(gateway: GatewayProcess) -> None:
    if gateway.running:
        await gateway.stop()


def _furnish(data: Path, server: Path) -> None:
    """The sounds of the house and its passwords, as a machine of it has them."""
    borrow(data)
    shutil.copy(server / "secrets.json", data / "secrets.json")
    assert json.loads((data / "secrets.json").read_text())
