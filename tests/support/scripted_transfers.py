"""Transfers on the scripted desk: what agent1 asks for happens at once, and the colleague says yes after a moment."""

import asyncio
import time
from dataclasses import replace
from typing import Protocol

from cti.consult import ConsultState as C
from cti.table import CallState as S
from server.views import CallView

ACTIONS = frozenset({"consult", "swap", "conference", "complete", "abandon", "transfer"})
RINGS = 4.0  # s until the colleague confirms
REFUSES = "agent3"  # who declines instead


class Script(Protocol):
    async def set_call(self, kind: str, call: CallView, **fact: object) -> None: ...

    async def set_agent(self, state: str, reason: str = "", call: str = "") -> None: ...


async def act(desk: Script, call: CallView, action: str, body: dict[str, str]) -> None:
    match action:
        case "consult":
            await ask(desk, call, body["agent"])
        case "swap" if call.consult_state is C.CONSULTING:
            await turn(desk, "TurnedToCaller", call, S.TALKING, C.ASIDE)
        case "swap":
            await turn(desk, "TurnedToTarget", call, S.HELD, C.CONSULTING)
        case "conference":
            await turn(desk, "ConferenceBegun", call, S.TALKING, C.JOINED)
        case "complete":
            gone = replace(alone(call), agent=call.consult, parties=[call.consult], state=S.TALKING)
            await desk.set_call("Transferred", gone, target=call.consult)
            await desk.set_agent("after call")
        case "abandon":
            await desk.set_call("ConsultEnded", alone(call), target=call.consult, how="abandoned")
            await desk.set_call("Retrieved", replace(alone(call), state=S.TALKING))
        case "transfer":
            kind, _, to = body["to"].partition(":")
            await desk.set_call(f"PassedTo{kind.capitalize()}", replace(call, agent="", parties=[]), **{kind: to})
            await desk.set_agent("after call")


async def turn(desk: Script, kind: str, call: CallView, state: S, consult: C) -> None:
    await desk.set_call(kind, replace(call, state=state, consult_state=consult), target=call.consult)


async def ask(desk: Script, call: CallView, target: str) -> None:
    asked = replace(call, state=S.HELD, consult=target, consult_state=C.ASKED, parties=[call.agent, target])
    await desk.set_call("ConsultAsked", replace(asked, consult_ring_until=time.time() + 20), target=target)
    asyncio.get_running_loop().call_later(RINGS, lambda: asyncio.ensure_future(say(desk, asked)))


async def say(desk: Script, asked: CallView) -> None:
    """The colleague's answer."""
    if asked.consult == REFUSES:
        await desk.set_call("ConsultEnded", alone(asked), target=asked.consult, how="declined")
    else:
        talk = replace(asked, consult_state=C.CONSULTING)
        await desk.set_call("ConsultEstablished", talk, target=asked.consult)


def alone(call: CallView) -> CallView:
    return replace(call, consult="", consult_state=C.NONE, consult_ring_until=0.0, parties=[call.agent])
