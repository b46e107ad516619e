"""A house on ten machines: who calls reaches an agent by either node and gateway, and a server that dies is replaced.

Agents are on the machine of the server that serves, because the demo's pages are for loopback only.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count

import pytest

from config import secrets
from deploy.namespaces.house import GATEWAYS, NODES, House, house
from softphone.agent import HeadlessAgent
from softphone.client import GatewayClient
from softphone.ulaw import frames, tone
from tests.deploy.front import KAMAILIO, SIPP
from tests.deploy.outside import Outside, calling
from tests.support.house import PASSWORD, borrow
from tests.support.looking import decoded, until
from tests.support.rtp import LOUD, level_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.asterisk,
    pytest.mark.timeout(400),
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("ip"), reason="network namespaces want root and ip"),
    pytest.mark.skipif(not (KAMAILIO and SIPP), reason="kamailio or sipp is missing: python3 scripts/setup.py --tests"),
]
TRIES = 16  # calls until both nodes have one: Kamailio divides by weight, not in turn
AGENTS = {"agent1": 1000.0, "agent2": 1130.0}
CALLERS = {"agent1": 500.0, "agent2": 640.0}
NUMBERS = count(10)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("namespaces")
    for each in (folder, *list(folder.parents)[:2]):
        each.chmod(0o711)  # PostgreSQL is somebody else
    borrow(folder / "sounds")
    with house(folder) as running:
        yield running


async def signed_in(url: str, name: str) -> HeadlessAgent:
    agent = HeadlessAgent(url, name, PASSWORD, frames(tone(AGENTS[name])))
    await agent.sign_in()
    await agent.login_cti()
    return agent


@asynccontextmanager
async def talking(built: House, agent: HeadlessAgent, name: str) -> AsyncIterator[Outside]:
    """A caller presses 0 and is put through to this agent; both hear each other."""
    outside, number = built.machines["outside"], f"03100{next(NUMBERS):05d}"
    async with calling(outside, built.sip, number, CALLERS[name], built.folder) as caller:
        caller.rtp.press("0")
        await agent.wait_for_call("offered")
        await agent.confirm()
        await agent.wait_for_talk()
        assert await caller.rtp.hears(AGENTS[name], 10)
        await until(lambda: hears(agent, CALLERS[name]), f"{name} does not hear the caller")
        yield caller


async def hears(agent: HeadlessAgent, hz: float) -> bool:
    assert agent.phone is not None
    return level_of(decoded(await agent.phone.ear.next(0.3)), hz) > LOUD


async def gateways_with_lines(built: House) -> list[set[str]]:
    """The agents with a line at each gateway."""
    token, found = secrets.load({}, built.folder / "secrets").gateway_token, []
    for name in GATEWAYS:
        url = f"http://{built.machines[name].address}:8090"
        async with GatewayClient(url, token, lambda event: None) as client:
            await client.connected.wait()
            found.append({agent for agent in AGENTS if client.has_line(agent)})
    return found


async def nodes_tried(built: House, agent: HeadlessAgent, name: str) -> set[str]:
    """Nodes by which callers came to this agent."""
    nodes = set[str]()
    for _ in range(TRIES):
        await agent.ready()
        async with talking(built, agent, name) as caller:
            nodes.add(caller.node)
            await agent.hangup()
        await agent.wait_for_state("after call")
        if len(nodes) == len(NODES):
            break
    return nodes


async def test_callers_reach_agents_by_either_node_and_gateway_and_a_stand_by_takes_over(built: House) -> None:
    both = {built.machines[name].address for name in NODES}
    with built.machines["server"].inside():
        agents = {name: await signed_in(built.url, name) for name in AGENTS}
        assert sorted(map(len, await gateways_with_lines(built))) == [1, 1]
        for name, agent in agents.items():
            assert await nodes_tried(built, agent, name) == both
        await agents["agent1"].ready()
        kept = talking(built, agents["agent1"], "agent1")
        await kept.__aenter__()
        call = agents["agent1"].call
        assert call is not None
        built.machines["server"].switch_off()
        await asyncio.gather(*(agent.close() for agent in agents.values()), return_exceptions=True)
    with built.machines["standby"].inside():
        await until(lambda: asyncio.to_thread(built.healthy, "standby"), "nobody took over", 60)
        agent = await signed_in(built.url, "agent2")
        async with HeadlessAgent(built.url, "supervisor", PASSWORD) as watch:
            calls = (await watch.ask("GET", "/api/calls"))["items"]
        assert isinstance(calls, list)
        assert call["id"] in {one["id"] for one in calls}
        await agent.ready()
        async with talking(built, agent, "agent2"):
            await agent.hangup()
        await agent.close()
    await kept.__aexit__(None, None, None)
