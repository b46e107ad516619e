"""Callers in every state a call can be in, on a running house: so that something may befall all of them at once.

A talks to agent1, B is held by agent2, C rings at agent3, D waits for payments, where nobody is free, E is in the menu.
"""

from softphone.agent import HeadlessAgent, Json
from tests.support.real import RealStage
from tests.support.stage import MUSIC, TicketWish

SUPPORT = "0700000001"
TALKING, HELD, RINGING, WAITING, IN_MENU = "ABCDE"
NUMBERS = {caller: f"03100{number:03d}00" for number, caller in enumerate("ABCDEF", 100)}
CALLED = ("id", "state", "caller", "dialled", "service", "route", "path", "arrived_at")
SERVED = ("queue", "agent", "queued_at", "offered_at", "talk_at", "ticket")


async def gather(stage: RealStage) -> None:
    await talk(stage, TALKING, "agent1")
    await talk(stage, HELD, "agent2")
    await stage.act("agent2", "hold", "")
    await stage.expect_caller_hears(HELD, MUSIC)
    await enter(stage, IN_MENU)
    await stage.choose("agent3", "ready", "")
    await wait_in(stage, RINGING, "0", "general")
    await stage.expect_rings(RINGING, "agent3")
    await wait_in(stage, WAITING, "11", "payments")


async def enter(stage: RealStage, caller: str) -> None:
    await stage.call(caller, SUPPORT, NUMBERS[caller])
    await stage.expect_caller_hears(caller, "support.welcome")


async def wait_in(stage: RealStage, caller: str, keys: str, queue: str) -> None:
    await enter(stage, caller)
    await stage.press(caller, keys)
    if queue != "general":
        await stage.expect_waits(caller, queue)
    await stage.expect_caller_hears(caller, MUSIC)


async def talk(stage: RealStage, caller: str, agent: str) -> None:
    await stage.choose(agent, "ready", "")
    await wait_in(stage, caller, "0", "general")
    await stage.expect_rings(caller, agent)
    await stage.act(agent, "confirm", "")
    await hear_each_other(stage, caller, agent)


async def hear_each_other(stage: RealStage, caller: str, agent: str) -> None:
    await stage.expect_caller_hears(caller, agent)
    await stage.expect_agent_hears(agent, caller)


async def wait_with_music(stage: RealStage, *callers: str) -> None:
    for caller in callers:
        await stage.expect_caller_hears(caller, MUSIC)


async def present(stage: RealStage) -> dict[str, Json]:
    """What must not change: by call its fields that stay, by agent the state."""
    calls = {str(call["id"]): {key: call[key] for key in CALLED + SERVED} for call in await stage.items("/api/calls")}
    agents = {
        str(one["id"]): {key: one[key] for key in ("state", "reason", "call")}
        for one in await stage.items("/api/agents")
    }
    return calls | agents


async def come_back(stage: RealStage) -> list[HeadlessAgent]:
    """All pages connect again, as pages do; gives those of the agents."""
    for agent in stage.agents.values():
        await agent.come_back()
    return list(stage.agents.values())


async def go_on(stage: RealStage) -> None:
    """Everybody gets where they wanted to go: nobody was forgotten, nothing was told twice."""
    await stage.act("agent2", "resume", "")
    await hear_each_other(stage, HELD, "agent2")
    await stage.act("agent3", "confirm", "")
    await hear_each_other(stage, RINGING, "agent3")
    await stage.press(IN_MENU, "0")
    await stage.expect_waits(IN_MENU, "general")
    await stage.act("agent1", "hang up", "")
    await stage.agents["agent1"].wait_until(lambda one: one.call is None)  # nobody is ready while talking
    await stage.choose("agent1", "ready", "")
    await stage.expect_rings(WAITING, "agent1")
    await stage.expect_ticket(TALKING, TicketWish("answered", "agent1", queue="general"))
    await stage.expect_ticket(HELD, TicketWish("answered", "agent2", queue="general"))
    await stage.expect_ticket(RINGING, TicketWish("answered", "agent3", queue="general"))
