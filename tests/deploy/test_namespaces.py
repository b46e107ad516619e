"""A house on eleven machines: who calls reaches an agent by either node and gateway, a node that is cut off or dies
costs its own talks only, strangers stay outside, and a server that dies is replaced.

Agents are on the machine of the server that serves, because the demo's pages are for loopback only.
"""

import asyncio
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from itertools import count
from time import monotonic

import aiohttp
import pytest

from config import secrets
from deploy.namespaces.house import GATEWAYS, NODES, House, house, told_to_server
from softphone.agent import HeadlessAgent, Json
from softphone.client import GatewayClient
from softphone.ulaw import frames, tone
from tests.deploy.front import KAMAILIO, SIPP
from tests.deploy.outside import SALES, SUPPORT, Outside, calling, hears
from tests.support.attacker import Attacker
from tests.support.house import PASSWORD, borrow
from tests.support.until import until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.asterisk,
    pytest.mark.timeout(400),
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("ip"), reason="network namespaces want root and ip"),
    pytest.mark.skipif(not (KAMAILIO and SIPP), reason="kamailio or sipp is missing: python3 scripts/setup.py --tests"),
]
logger = logging.getLogger(__name__)
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


@asynccontextmanager
async def calling_by(built: House, node: str, name: str, to: str = SUPPORT) -> AsyncIterator[tuple[Outside, str]]:
    """Somebody whose call came to this node, and the number: called again until Kamailio has chosen it."""
    for _ in range(TRIES):
        number = f"03100{next(NUMBERS):05d}"
        async with calling(built.machines["outside"], built.sip, number, CALLERS[name], built.folder, to) as caller:
            try:
                if caller.node == built.machines[node].address:
                    caller.rtp.press("0")
                    yield caller, number
                    return
            finally:
                await hang_up(built, caller.node, number)
    raise AssertionError(f"Kamailio chose {node} in none of {TRIES} calls")


async def hang_up(built: House, address: str, number: str) -> None:
    """SIPp just ends, so the node does it; one that is away has nothing to hang up."""
    with suppress(aiohttp.ClientError, TimeoutError):
        async with ari(built, address) as session:
            for one in await (await session.get("/ari/channels")).json():
                if one["caller"]["number"] == number and "leg-" not in one["id"]:
                    await session.delete(f"/ari/channels/{one['id']}")


def ari(built: House, address: str) -> aiohttp.ClientSession:
    kept = secrets.load({}, built.folder / "secrets")
    login = {"Authorization": aiohttp.encode_basic_auth(secrets.ARI_USER, kept.ari_password)}
    return aiohttp.ClientSession(f"http://{address}:8088", headers=login, timeout=aiohttp.ClientTimeout(total=3))


@asynccontextmanager
async def talking_by(built: House, node: str, agent: HeadlessAgent, name: str) -> AsyncIterator[Outside]:
    await agent.ready()
    async with calling_by(built, node, name) as (caller, _):
        await agent.wait_for_call("offered")
        await agent.confirm()
        await agent.wait_for_talk()
        assert await caller.rtp.hears(AGENTS[name], 10)
        yield caller


async def told(built: House, node: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(f"{built.url}/api/health") as answer:
        return str((await answer.json())["parts"][f"node {node}"])


async def calls_of(watch: HeadlessAgent) -> dict[str, Json]:
    """By number, those that are not over."""
    items = (await watch.ask("GET", "/api/calls"))["items"]
    assert isinstance(items, list)
    return {str(one["caller"]): one for one in items}


async def owed(watch: HeadlessAgent, number: str, reason: str) -> bool:
    items = (await watch.ask("GET", "/api/callbacks"))["items"]
    assert isinstance(items, list)
    return any(number in json.dumps(one) and one.get("reason") == reason for one in items)


async def test_a_synthetic_call_reaches_a_node_behind_kamailio_from_another_machine(built: House) -> None:
    words = built.machines["outside"].words([sys.executable, "-m", "softphone.canary", built.sip])
    done = await asyncio.to_thread(subprocess.run, words, capture_output=True, check=False, timeout=60)
    assert json.loads(done.stdout)["why"] == ""


async def told_of(built: House, call: str) -> subprocess.CompletedProcess[str]:
    """What `cti calls` says on the server's machine."""
    words = built.machines["server"].words([sys.executable, "-m", "server.cli", "calls", call])
    env = os.environ | told_to_server(built, "server")
    return await asyncio.to_thread(subprocess.run, words, capture_output=True, text=True, timeout=60, env=env)


@pytest.mark.parametrize("node", NODES)
async def test_what_a_node_saw_of_a_call_is_told_on_the_servers_machine(built: House, node: str) -> None:
    with built.machines["server"].inside():
        async with signed(built, "agent1") as agent, talking_by(built, node, agent, "agent1"):
            assert agent.call is not None
            id = str(agent.call["id"])
            await agent.hangup()
        async with HeadlessAgent(built.url, "supervisor", PASSWORD) as watch:
            steps = (await watch.ask("GET", f"/api/calls/{id}/timeline"))["items"]
    told = await told_of(built, id)
    assert told.returncode == 0, told.stderr
    assert "cel      eventtype=CHAN_START channame=PJSIP/trunk-00000" in told.stdout
    assert f"uniqueid={id} " in told.stdout
    assert isinstance(steps, list)
    assert {"Arrived", "Established", "Cleared"} <= {step["kind"] for step in steps}
    assert "Established" in told.stdout


async def canary(built: House) -> dict[str, float]:
    """What the metric of the alert says of each target."""
    async with aiohttp.ClientSession() as session, session.get(f"{built.url}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    told = [re.fullmatch(r'cordboard_canary_up{target="(\w+)"} (\S+)', line) for line in lines]
    return {each[1]: float(each[2]) for each in told if each}


async def sings(built: House, **wanted: float) -> bool:
    return await canary(built) == wanted


async def flies(built: House, admin: HeadlessAgent, **wanted: float) -> bool:
    """It is sent out at once: its own next call comes after a minute."""
    await admin.ask("POST", "/api/status/canary")
    return await sings(built, **wanted)


async def test_the_canary_calls_each_node_and_says_which_one_is_cut(built: House) -> None:
    with built.machines["server"].inside():
        await until(lambda: sings(built, east=1.0, west=1.0), "the canary does not sing at both", 120)
        async with HeadlessAgent(built.url, "owner", PASSWORD) as admin:
            built.machines["west"].unplug()
            try:
                await until(lambda: flies(built, admin, east=1.0, west=0.0), "nobody noticed", 60)
                async with aiohttp.ClientSession() as session, session.get(f"{built.url}/api/health") as answer:
                    assert (await answer.json())["parts"]["canary"] == "west: its call was not answered"
            finally:
                built.machines["west"].plug_in()
            await until(lambda: is_told(built, "west", "ok"), "it is not found again", 60)
            await until(lambda: flies(built, admin, east=1.0, west=1.0), "it does not sing again", 60)


async def statuses(built: House, machine: str, node: str, ask: Callable[[Attacker], Awaitable[int]]) -> int:
    """Of one request from this machine to a node; 0: no answer."""
    who, target = built.machines[machine], f"{built.machines[node].address}:5060"
    with who.inside():
        return await ask(Attacker(who.address, target))


def invites(who: Attacker) -> Awaitable[int]:
    return who.asks("INVITE", SUPPORT, "100")


def registers(who: Attacker) -> Awaitable[int]:
    return who.guesses("guarded", "letmein")


async def blocked(built: House, node: str) -> bool:
    return await statuses(built, "stranger", node, registers) == 403


async def test_who_guesses_passwords_at_one_node_is_blocked_at_both_and_others_get_in(built: House) -> None:
    with built.machines["server"].inside():
        async with HeadlessAgent(built.url, "owner", PASSWORD) as admin:
            await admin.ask("POST", "/api/phones", {"id": "guarded", "name": "Front desk"})
    assert await statuses(built, "stranger", "east", invites) == 401
    await until(lambda: blocked(built, "west"), "the stranger may guess for ever", 60)
    await until(lambda: blocked(built, "east"), "it is blocked where it guessed alone", 30)
    for node in NODES:
        assert await statuses(built, "stranger", node, invites) == 403
        assert await statuses(built, "outside", node, invites) == 401, "somebody else is blocked too"
        with built.machines["server"].inside():  # from where the call is hung up
            async with calling_by(built, node, "agent1"):
                pass
    with built.machines["server"].inside():
        async with HeadlessAgent(built.url, "owner", PASSWORD) as admin:
            items = (await admin.ask("GET", "/api/intruders"))["items"]
            assert isinstance(items, list)
            known = {each["who"]: each for each in items}
            address = built.machines["stranger"].address
            assert known[address]["blocked_until"]
            await admin.ask("POST", "/api/intruders/let-go", {"who": address})
    for node in NODES:
        await until(partial(let_in, built, node), f"{node} keeps it out after it was let go", 30)


async def let_in(built: House, node: str) -> bool:
    return await statuses(built, "stranger", node, invites) == 401


LOSSES: dict[str, tuple[Callable[[House], None], Callable[[House], None]]] = {
    "its cable is pulled": (
        lambda built: built.machines["east"].unplug(),
        lambda built: built.machines["east"].plug_in(),
    ),
    "it is killed": (lambda built: built.machines["east"].switch_off(), lambda built: built.start_node("east")),
}


@pytest.mark.parametrize("how", LOSSES)
async def test_a_lost_node_costs_its_own_talks_only_and_serves_again(built: House, how: str) -> None:
    lose, find = LOSSES[how]
    async with AsyncExitStack() as kept:
        kept.enter_context(built.machines["server"].inside())
        one, two = [await kept.enter_async_context(signed(built, name)) for name in AGENTS]
        watch = await kept.enter_async_context(HeadlessAgent(built.url, "supervisor", PASSWORD))
        cut = await kept.enter_async_context(talking_by(built, "east", one, "agent1"))
        goes_on = await kept.enter_async_context(talking_by(built, "west", two, "agent2"))
        _, waits_east = await kept.enter_async_context(calling_by(built, "east", "agent1", SALES))
        _, waits_west = await kept.enter_async_context(calling_by(built, "west", "agent1", SALES))
        await until(lambda: all_wait(watch, waits_east, waits_west), "they do not wait")
        calls = await calls_of(watch)
        before = calls[waits_west]["id"]
        lost = {str(one["id"]) for one in calls.values() if str(one["id"]).startswith("east-")}
        assert len(lost) == 2

        lose(built)
        began = monotonic()
        await until(lambda: is_told(built, "east", "lost"), "nobody noticed", 30)
        logger.info("%s: lost after %.1f s", how, monotonic() - began)
        await one.wait_for_state("after call")
        assert await goes_on.rtp.hears(AGENTS["agent2"], 5)
        assert await hears(two, CALLERS["agent2"])
        assert await cut.rtp.stops_hearing(AGENTS["agent1"], 5)
        now = await calls_of(watch)
        assert (now[waits_west]["id"], now[waits_west]["state"]) == (before, "queued")
        assert now[waits_east]["promised"]
        assert await owed(watch, waits_east, "lost")

        for _ in range(3):
            number = f"03100{next(NUMBERS):05d}"
            async with calling(built.machines["outside"], built.sip, number, 700.0, built.folder) as caller:
                assert caller.node == built.machines["west"].address
                await hang_up(built, caller.node, number)

        find(built)
        began = monotonic()
        await until(lambda: is_told(built, "east", "ok"), "it is not found again", 60)
        logger.info("%s: found after %.1f s", how, monotonic() - began)
        async with talking_by(built, "east", one, "agent1"):
            logger.info("%s: a talk again after %.1f s", how, monotonic() - began)
            await one.hangup()
        await until(
            lambda: nothing_is_left(built, "east", lost), "channels of calls that are over are left at east", 30
        )
        await two.hangup()


async def is_told(built: House, node: str, state: str) -> bool:
    return await told(built, node) == state


async def all_wait(watch: HeadlessAgent, *numbers: str) -> bool:
    known = await calls_of(watch)
    return all(number in known and known[number]["state"] == "queued" for number in numbers)


async def nothing_is_left(built: House, node: str, calls: set[str]) -> bool:
    async with ari(built, built.machines[node].address) as session:
        channels = await (await session.get("/ari/channels")).json()
    return not calls & {str(one["id"]) for one in channels}


@asynccontextmanager
async def signed(built: House, name: str) -> AsyncIterator[HeadlessAgent]:
    agent = await signed_in(built.url, name)
    yield agent
    await agent.close()


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
