"""Mute at the switch: of an agent who talks, until the talk is over.

The page mutes by itself too, and at once; this one holds also when the page is loaded again, and everybody sees it.
"""

from cti import commands, facts, orders
from cti.agent import Agent
from cti.call import Call
from cti.facts import AgentState
from cti.refused import Refused
from journal import Command, Fact, Order

MAY_MUTE = frozenset({AgentState.TALKING})


def decide(
    agent: Agent, command: commands.Mute | commands.OpenMouth, call: Call | None
) -> tuple[list[Fact], list[Order]]:
    """call: the agent's. Raises `Refused`."""
    if isinstance(command, commands.OpenMouth):
        return [], [orders.Mute(agent.id, False)]
    if call is None or call.id != command.call:
        raise Refused("this call belongs to somebody else", "not_yours")
    if agent.state not in MAY_MUTE:
        refusal = f"Mute is not possible while the call is {call.state}"
        raise Refused(refusal, "call_state", call_state=call.state)
    return [facts.Muted(agent.id, command.on)], [orders.Mute(agent.id, command.on)]


class Policy:
    """The line of an agent outlives the talk, so it is opened when the talk is over."""

    reads = (facts.Muted, facts.AgentStateChanged)

    def __init__(self) -> None:
        self._muted: set[str] = set()

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.Muted(agent=agent, on=True):
                self._muted.add(agent)
            case facts.Muted(agent=agent):
                self._muted.discard(agent)
            case facts.AgentStateChanged(agent=agent, state=state) if state is not AgentState.TALKING:
                if agent in self._muted:
                    self._muted.discard(agent)
                    return [commands.OpenMouth(agent)]
        return []
