"""How the real stage looks: again and again until something is so, and at what callers, tickets and lines say."""

import audioop
from collections.abc import Collection

import aiohttp
import numpy as np

from softphone.agent import Declined, HeadlessAgent, Json
from tests.support.dialled import Customer
from tests.support.rtp import Samples
from tests.support.sipp import SippCaller
from tests.support.stage import PATIENCE, TicketWish
from tests.support.until import until

NEWEST = 40


def fits(ticket: Json, wish: TicketWish) -> bool:
    wanted = {"kind": wish.kind, "agent": wish.agent, "service": wish.service, "queue": wish.queue}
    flags, path = ticket["flags"], ticket["path"]
    assert isinstance(flags, list)
    wanted["result"] = wish.result
    simple = all(not value or ticket[key] == value for key, value in wanted.items())
    return simple and (not wish.flag or wish.flag in flags) and (not wish.path or path == list(wish.path))


async def peer(sipp: SippCaller | Customer) -> tuple[str, int] | None:
    try:
        return sipp.peer()
    except ValueError:
        return None


def decoded(payload: bytes) -> Samples:
    return np.frombuffer(audioop.ulaw2lin(payload, 2), "<i2").astype(np.float64) / 32768


async def meanwhile(watch: HeadlessAgent | None, call: str, agents: Collection[str]) -> str:
    """How things stand, and the newest facts about this call and these agents, a line each."""
    assert watch is not None
    stand = [await watch.ask("GET", path) for path in ("/api/calls", "/api/agents")]
    about = [told for told in watch.facts if _is_about(told["fact"], call, agents)]
    lines = (f"  {told['at']} {told['kind']} {told['fact']}" for told in about[-NEWEST:])
    return "\n".join(["now:", *map(str, stand), "told before:", *lines])


def _is_about(fact: object, call: str, agents: Collection[str]) -> bool:
    assert isinstance(fact, dict)
    return fact.get("call") == call or ("call" not in fact and str(fact.get("agent")) in agents)


def as_set(items: object) -> set[object]:
    assert isinstance(items, list)
    return set(items)


async def let_off(agent: HeadlessAgent) -> None:
    """However the scenario ended, the next one finds the agent off."""

    async def off() -> bool:
        try:
            if not agent.following:  # the server was another one meanwhile: what it was told of is old
                await agent.come_back()
            if agent.call is not None and agent.call["consult_state"] in ("asked", "connecting"):
                await agent.abandon()
            if agent.call is not None and agent.call["state"] in ("talking", "held"):
                await agent.hangup()
            await agent.logout_cti()
        except Declined:
            return bool(agent.me and agent.me["state"] == "off")
        except aiohttp.ClientError:  # the server is not back yet
            return False
        return True

    try:
        await until(off, f"{agent.id} cannot be let off", PATIENCE)
    finally:
        await agent.close()
