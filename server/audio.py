"""Does what one side says reach the other? Looked at shortly after each talk begins or goes on, and mended once.

The gateway counts what the agent sends and gets, Asterisk what the caller does. Where one side sends and nothing comes
out at the other, the talk is put together anew, and that is written down. Rule: when in doubt nothing is done; an agent
who is muted or away, a talk of three, and a caller of whom nothing is known are left alone.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from asterisk.ari.objects import RTPstat
from cti import facts
from cti.commands import MendAudio
from cti.consult import ConsultState
from cti.desk import Desk
from cti.refused import Refused
from cti.table import CallState
from journal import Command, Entry
from telemetry.lines import concerns

logger = logging.getLogger(__name__)
AFTER, DURING = 1.0, 1.0  # s from the beginning to the look, and how long is counted
SPEAKS = 25  # packets in that time: half of what a voice sends

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Count:
    """Packets: said and heard by the agent at the gateway, said and heard by the caller at the switch."""

    agent_said: float
    agent_heard: float
    caller_said: float
    caller_heard: float

    def since(self, before: "Count") -> "Count":
        return Count(
            self.agent_said - before.agent_said,
            self.agent_heard - before.agent_heard,
            self.caller_said - before.caller_said,
            self.caller_heard - before.caller_heard,
        )


def silent(grown: Count) -> str:
    """Who heard nothing though the other spoke: `caller`, `agent`, `both`, or "" for nobody."""
    caller = grown.agent_said >= SPEAKS and grown.caller_heard == 0
    agent = grown.caller_said >= SPEAKS and grown.agent_heard == 0
    if caller and agent:
        return "both"
    return "caller" if caller else "agent" if agent else ""


class AudioWatch:
    """told: every entry that was written. One look at each beginning; one repair for each talk."""

    def __init__(
        self,
        desk: Desk,
        ask: Callable[[Command], Awaitable[None]],
        ask_switch: Callable[[str], Awaitable[RTPstat | None]],
        ask_gateway: Callable[[str], Awaitable[Figures]],
    ) -> None:
        """ask_switch: counters of a call's channel; ask_gateway: `sent` to and `received` from the switch of an agent's
        line, {} when there is none."""
        self._desk, self._ask, self._ask_switch, self._ask_gateway = desk, ask, ask_switch, ask_gateway
        self._looking: set[asyncio.Task[None]] = set()
        self._mended: dict[str, str] = {}  # call -> agent with whom it was mended

    def told(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            match entry.fact:
                case facts.Established() | facts.Retrieved() | facts.TurnedToCaller() as begun:
                    self._look_soon(begun.call, begun.agent)
                case facts.Cleared(call=call):
                    self._mended.pop(call, None)

    def _look_soon(self, call: str, agent: str) -> None:
        task = asyncio.create_task(self._look(call, agent))
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def _look(self, call: str, agent: str) -> None:
        concerns(call)
        try:
            await asyncio.sleep(AFTER)
            found = await self._who_is_silent(call, agent)
            if found and self._mended.get(call) != agent:
                self._mended[call] = agent
                logger.warning("one side of a talk got no packets (%s); it is put together anew", found)
                await self._ask(MendAudio(call, agent, found))
        except Refused as refusal:
            logger.info("a talk was not mended: %s", refusal)
        except Exception:
            logger.exception("the sound of a talk was not looked at")

    async def _who_is_silent(self, call: str, agent: str) -> str:
        before = await self._count(call, agent)
        if before is None:
            return ""
        await asyncio.sleep(DURING)
        after = await self._count(call, agent)
        if after is None or not self._should_speak(call, agent):
            return ""
        return silent(after.since(before))

    async def _count(self, call: str, agent: str) -> Count | None:
        if not self._should_speak(call, agent):
            return None
        line = await self._ask_gateway(agent)
        caller = await self._ask_switch(call) if line else None
        if caller is None:
            return None
        return Count(line.get("sent", 0.0), line.get("received", 0.0), caller.rxcount, caller.txcount)

    def _should_speak(self, call: str, agent: str) -> bool:
        known, who = self._desk.calls.get(call), self._desk.agent(agent)
        if known is None or known.state is not CallState.TALKING or known.agent != agent:
            return False
        return known.consult.state is ConsultState.NONE and who.phone and not who.muted
