"""Callers who wait for one agent alone, and when it is the turn of the others.

Rule: nobody waits for somebody who will not come. The wait ends after its time, when that agent is not there or logs
out, and when that agent did not take the call. A fold over facts but for what it asks.
"""

from cti import commands, facts
from cti.agent import Agent
from cti.facts import AgentState
from journal import Agenda, Command, Fact

OVER = (
    facts.QueueWidened,
    facts.QueueLeft,
    facts.OfferConfirmed,
    facts.PassedToQueue,
    facts.Overflowed,
    facts.PassedToRoute,
    facts.Releasing,
    facts.Cleared,
)


class WaitingFor:
    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self.calls: dict[str, facts.Queued] = {}  # how each of them began to wait

    def react(self, fact: Fact, now: float, agents: dict[str, Agent]) -> list[Command]:
        """agents: as they are after the fact."""
        match fact:
            case facts.Queued(agent=agent) if agent:
                return self._begin(fact, now, agents)
            case facts.CallFact(call=call) if call in self.calls and isinstance(fact, OVER):
                self._end(call)
            case facts.OfferCancelled() | facts.OfferUnanswered() | facts.OfferFailed() if asked := self.calls.get(
                fact.call
            ):
                return [_widened(asked, "did not take it")] if fact.agent == asked.agent else []
            case facts.AgentStateChanged(agent=agent, state=AgentState.OFF):
                return [_widened(asked, "has logged out") for asked in self.calls.values() if asked.agent == agent]
        return []

    def _begin(self, asked: facts.Queued, now: float, agents: dict[str, Agent]) -> list[Command]:
        self.calls[asked.call] = asked
        late = _widened(asked, f"was not free within {asked.agent_wait:.0f} s")
        self._agenda.set(f"widen:{asked.call}", now + asked.agent_wait, late)
        known = agents.get(asked.agent)
        there = known is not None and known.state is not AgentState.OFF
        return [] if there else [_widened(asked, "is not there")]

    def _end(self, call: str) -> None:
        del self.calls[call]
        self._agenda.cancel(f"widen:{call}")


def _widened(asked: facts.Queued, why: str) -> Command:
    return commands.WidenQueue(asked.call, asked.skills, "", f"{asked.agent} {why}")
