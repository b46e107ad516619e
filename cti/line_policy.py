"""What follows from calls for the lines to desk phones and outside numbers, and from those lines for calls.

An offer rings the phone, lifting it confirms, refusing cancels, hanging up in a talk ends the call. A line that no
call needs any more is released. A line that broke off in a talk leaves the caller in the queue, at the old place.
"""

from cti import commands, facts
from cti.call import Call
from cti.consult import ConsultState
from cti.desk import Desk
from cti.facts import ConsultEnd, LineState
from cti.table import IN_TALK, CallState
from journal import Command, Fact

REFUSING = frozenset({"busy", "rejected"})
UNANSWERED = frozenset({"no answer", "no user responding"})  # the offer may still be confirmed at the screen


class Policy:
    reads = (facts.LineFact, facts.CallFact, facts.AgentStateChanged)

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: dict[str, bool] = {}  # agents with a line that is not closed: is the agent at it

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.LineFact():
                return self._line(fact)
            case facts.Offered(agent=agent, auto=auto):
                return [*self._unneeded(), *self._ring(agent, auto)]
            case facts.PassedToAgent(target=target) | facts.ConsultAsked(target=target):
                return [*self._unneeded(), *self._ring(target)]
            case facts.CallFact() | facts.AgentStateChanged():
                return self._unneeded()
        return []

    def _ring(self, agent: str, auto: bool = False) -> list[Command]:
        known = self._desk.agent(agent)
        rings = not known.is_nailed and known.line is LineState.CLOSED
        return [commands.RingPhone(agent, auto)] if rings else []

    def _unneeded(self) -> list[Command]:
        free = (agent for agent in sorted(self._open) if self._desk.call_of(agent) is None)
        return [commands.ReleasePhone(agent) for agent in free if self._desk.agent(agent).line is not LineState.CLOSED]

    def _line(self, fact: facts.LineFact) -> list[Command]:
        agent = fact.agent
        talked = self._open.pop(agent, False)
        if not isinstance(fact, facts.LineClosed):
            self._open[agent] = isinstance(fact, facts.LineOpened)
        call = self._desk.call_of(agent)
        match fact:
            case facts.LineAnswered() if self._desk.agent(agent).line is LineState.ASKING:
                return [commands.AskAtPhone(agent)]
            case facts.LineOpened():
                return [_taken(call, agent)] if call else [commands.ReleasePhone(agent)]
            case facts.LineClosed(cause=cause) if call and cause != "released":
                return _lost(call, agent, cause if talked or cause != "normal" else "no answer")
        return []


def _taken(call: Call, agent: str) -> Command:
    """The agent is at the phone."""
    if call.state is CallState.OFFERED or (agent != call.agent and call.consult.state is ConsultState.ASKED):
        return commands.Confirm(call.id, agent)
    return commands.PutThrough(call.id, agent)


def _lost(call: Call, agent: str, cause: str) -> list[Command]:
    if not call.rings_at(agent):
        return _target_lost(call, agent, cause)
    reason = f"the phone: {cause}"
    if call.state is CallState.OFFERED and cause in REFUSING:
        return [commands.Cancel(call.id, agent)]
    if call.state is CallState.OFFERED and cause in UNANSWERED:
        return []
    if call.state in (CallState.OFFERED, CallState.CONNECTING):
        return [commands.FailOffer(call.id, agent, reason)]
    if call.state is CallState.DIALLING:
        return [commands.HangUp(call.id, agent)]
    if call.state in IN_TALK:
        return [commands.HangUp(call.id, agent) if cause == "normal" else commands.Requeue(call.id, agent, reason)]
    return []


def _target_lost(call: Call, agent: str, cause: str) -> list[Command]:
    """The same for an agent who is asked about a call, or was joined to it."""
    if agent in call.consult.guests:
        return [commands.HangUp(call.id, agent) if cause == "normal" else commands.LoseParty(call.id, agent)]
    if call.consult.state is ConsultState.ASKED:
        return [commands.Cancel(call.id, agent)] if cause in REFUSING else []
    if call.consult.state is ConsultState.CONNECTING:
        return [commands.FailConsult(call.id, agent, ConsultEnd.FAILED)]
    if cause == "normal":
        return [commands.HangUp(call.id, agent)]
    return [commands.FailConsult(call.id, agent, ConsultEnd.AWAY)]
