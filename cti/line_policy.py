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
        self._wanted = Wanted()

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.LineFact():
                return self._line(fact)
            case facts.Offered(agent=agent, auto=auto):
                return [*self._unneeded(fact.call), *self._ring(agent, auto)]
            case facts.PassedToAgent(target=target) | facts.ConsultAsked(target=target):
                return [*self._unneeded(fact.call), *self._ring(target)]
            case facts.CallFact(call=call):
                return self._unneeded(call)
            case facts.AgentStateChanged(agent=agent):
                self._look_at(agent)
                return self._unneeded()
        return []

    def _ring(self, agent: str, auto: bool = False) -> list[Command]:
        known = self._desk.agent(agent)
        rings = not known.is_nailed and known.line is LineState.CLOSED
        return [commands.RingPhone(agent, auto)] if rings else []

    def _unneeded(self, call: str = "") -> list[Command]:
        """The lines that no call needs, after something happened to this call. Only those that it needed before, or
        needs now, are looked at: in a large house there are thousands of others."""
        known = self._desk.calls.get(call)
        for agent in (*self._wanted.by(call), *(known.parties if known else ())):
            self._look_at(agent)
        free = sorted(self._wanted.by(""))
        return [commands.ReleasePhone(agent) for agent in free if self._desk.agent(agent).line is not LineState.CLOSED]

    def _look_at(self, agent: str) -> None:
        if agent in self._open:
            call = self._desk.call_of(agent)
            self._wanted.note(agent, call.id if call else "")

    def _line(self, fact: facts.LineFact) -> list[Command]:
        agent = fact.agent
        talked = self._open.pop(agent, False)
        if isinstance(fact, facts.LineClosed):
            self._wanted.forget(agent)
        else:
            self._open[agent] = isinstance(fact, facts.LineOpened)
            self._look_at(agent)
        call = self._desk.call_of(agent)
        match fact:
            case facts.LineAnswered() if self._desk.agent(agent).line is LineState.ASKING:
                return [commands.AskAtPhone(agent)]
            case facts.LineOpened():
                return [_taken(call, agent)] if call else [commands.ReleasePhone(agent)]
            case facts.LineClosed(cause=cause) if call and cause != "released":
                return _lost(call, agent, cause if talked or cause != "normal" else "no answer")
        return []


class Wanted:
    """Which call needs the line of which agent; "" for a line that none does."""

    def __init__(self) -> None:
        self._call: dict[str, str] = {}
        self._agents: dict[str, set[str]] = {}

    def by(self, call: str) -> tuple[str, ...]:
        return tuple(self._agents.get(call, ()))

    def note(self, agent: str, call: str) -> None:
        if self._call.get(agent) == call:
            return
        self.forget(agent)
        self._call[agent] = call
        self._agents.setdefault(call, set()).add(agent)

    def forget(self, agent: str) -> None:
        call = self._call.pop(agent, None)
        if call is not None:
            agents = self._agents[call]
            agents.discard(agent)
            if not agents:
                del self._agents[call]


def _taken(call: Call, agent: str) -> Command:
    """The agent is at the phone."""
    if call.state is CallState.OFFERED or (agent != call.agent and call.consult.state is ConsultState.ASKED):
        return commands.Confirm(call.id, agent)
    return commands.PutThrough(call.id, agent)


def _lost(call: Call, agent: str, cause: str) -> list[Command]:
    if not call.rings_at(agent):
        return _target_lost(call, agent, cause)
    by_switch = cause == facts.NO_SWITCH
    reason = cause if by_switch else f"the phone: {cause}"
    if call.state is CallState.OFFERED and cause in REFUSING:
        return [commands.Cancel(call.id, agent)]
    if call.state is CallState.OFFERED and cause in UNANSWERED:
        return []
    if call.state in (CallState.OFFERED, CallState.CONNECTING):
        return [commands.FailOffer(call.id, agent, reason, by_switch)]
    if call.state is CallState.DIALLING:
        return [commands.HangUp(call.id, agent)]
    if call.state in IN_TALK:
        return [commands.HangUp(call.id, agent) if cause == "normal" else commands.Requeue(call.id, agent, reason)]
    return []


def _target_lost(call: Call, agent: str, cause: str) -> list[Command]:
    """The same for an agent who is asked about a call, or was joined to it."""
    if agent in call.consult.guests:
        return [commands.HangUp(call.id, agent) if cause == "normal" else commands.LoseParty(call.id, agent)]
    if cause == facts.NO_SWITCH:
        return [commands.FailConsult(call.id, agent, ConsultEnd.SWITCH)]
    if call.consult.state is ConsultState.ASKED:
        return [commands.Cancel(call.id, agent)] if cause in REFUSING else []
    if call.consult.state is ConsultState.CONNECTING:
        return [commands.FailConsult(call.id, agent, ConsultEnd.FAILED)]
    if cause == "normal":
        return [commands.HangUp(call.id, agent)]
    return [commands.FailConsult(call.id, agent, ConsultEnd.AWAY)]
