"""What follows from calls themselves, whoever routes them.

A dismissed caller hears the announcement to its end, then the line closes (TEL-31). A number that nobody has is
announced and released. An order that the switch could not carry out is made good. A phone that is away gets time to
come back: first the caller hears music, then waits in the queue again; without a call its agent is logged out.
"""

from cti import commands, facts
from cti.call import DISMISSAL
from cti.consult import ConsultState
from cti.desk import Desk
from cti.facts import AgentState, ConsultEnd, LineState
from cti.phones import can_speak
from cti.table import CallState
from journal import Agenda, Command, Fact

ANNOUNCED = {DISMISSAL: "dismissed", "unallocated": "unallocated"}  # playback -> cause with which the line closes
RELEASE_LIMIT = 10.0  # s; a line that is still there after that is told once more to close
RING_SECONDS = 20.0  # of a question about a call whose queue the plan does not name any more
LONGEST_ANNOUNCEMENT = 60.0  # s; an announcement of ours whose end is never reported ends here
STAYED_AWAY = "the phone stayed away"
LONGEST_DISMISSAL = 180.0  # s; the same for the closing one, which a service may have worded itself
IS_AWAY = frozenset({400, 404})  # the answers about a channel that there is not
MISSED_FOR_LONG = frozenset({"silence", "gateway", "restart"})  # a grace has passed before such a phone was missed


def is_of_switch(status: int) -> bool:
    """Whether an order failed by the switch itself, and not because somebody was not there. status: of HTTP, 0 where
    no answer came. After an outage callers may still be in the dialplan that kept them: 409 and 422."""
    return status not in IS_AWAY


class Policy:
    def __init__(self, desk: Desk, agenda: Agenda) -> None:
        self._desk, self._agenda = desk, agenda

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.PhoneFact():
                return self._phone(fact, now)
            case facts.AgentStatePendingOver(agent=agent) if self._desk.agent(agent).state is AgentState.OFF:
                return [commands.CloseLine(agent)]
            case facts.AgentStateChanged(agent=agent, state=state):
                self._state(agent, state, now)
            case facts.OrderFailed():
                return self._mend(fact)
            case facts.TransferFact():
                return self._transfer(fact, now)
            case facts.CallFact():
                return self._call(fact, now)
        return []

    def _call(self, fact: facts.CallFact, now: float) -> list[Command]:
        id = fact.call
        match fact:
            case facts.Dismissed():
                self._agenda.set(f"end:{id}", now + LONGEST_DISMISSAL, commands.Clear(id, "dismissed", "policy"))
                return [commands.Play(id, DISMISSAL, (self._announcement(id),))]
            case facts.PromptEnded(playback="dismissal" | "unallocated" as cause):
                return [commands.Clear(id, ANNOUNCED[cause], "policy")]
            case facts.Unallocated():
                self._agenda.set(f"end:{id}", now + LONGEST_ANNOUNCEMENT, commands.Clear(id, "unallocated", "policy"))
            case facts.PhoneAwaited(agent=agent):
                self._await(id, agent, now)
            case facts.OfferConfirmed(agent=agent):
                failed = commands.FailOffer(id, agent, "the talk did not begin in time", self._is_open(agent))
                self._agenda.set(f"connect:{id}", now + self._connect_limit(id, agent), failed)
            case facts.Established() | facts.OfferFailed():
                self._agenda.cancel(f"connect:{id}")
            case facts.Retrieved(agent=agent) if not can_speak(self._desk.agent(agent)):
                return [commands.Comfort(id, on=True)]
            case facts.Returned():
                return [commands.Restore(id)]
            case facts.Releasing():
                self._agenda.set(f"end:{id}", now + RELEASE_LIMIT, commands.Restore(id))
            case facts.Cleared():
                for line in ("connect", "end", "consult"):
                    self._agenda.cancel(f"{line}:{id}")
        return []

    def _await(self, id: str, agent: str, now: float) -> None:
        """Whoever confirms is at the desk: the phone has its time from now on, whatever is left of the ring time."""
        until, call = now + self._desk.plan.phone_ring_limit, self._desk.calls[id]
        if call.consult.state is ConsultState.ASKED and call.consult.target == agent:
            self._agenda.cancel(f"phone:{agent}")
            self._agenda.set(f"consult:{id}", until, commands.FailConsult(id, agent, ConsultEnd.FAILED))
        else:
            self._agenda.set(f"phone:{agent}", until, commands.FailOffer(id, agent, STAYED_AWAY))

    def _announcement(self, id: str) -> str:
        call = self._desk.calls.get(id)
        return self._desk.plan.conduct_of(call.service if call else "").announcement

    def _transfer(self, fact: facts.TransferFact, now: float) -> list[Command]:
        """The ring time of a question and the time for its line to open; whose phone is watched after a transfer."""
        id, target, line = fact.call, fact.target, f"consult:{fact.call}"
        match fact:
            case facts.ConsultAsked():
                self._agenda.set(line, now + self._ring_seconds(id), commands.ExpireConsult(id, target))
            case facts.ConsultConfirmed():
                how = ConsultEnd.SWITCH if self._is_open(target) else ConsultEnd.FAILED
                failed = commands.FailConsult(id, target, how)
                self._agenda.set(line, now + self._connect_limit(id, target), failed)
            case facts.ConsultEstablished():
                self._agenda.cancel(line)
            case facts.ConsultEnded(agent=agent):
                self._agenda.cancel(line)
                return self._alone(id, agent)
            case facts.GuestLeft(agent=agent):
                return self._alone(id, agent)
            case facts.TurnedToCaller(agent=agent) if not can_speak(self._desk.agent(agent)):
                return [commands.Comfort(id, on=True)]
            case facts.Transferred():
                self._state(target, self._desk.agent(target).state, now)
        return []

    def _alone(self, id: str, agent: str) -> list[Command]:
        """A caller who is alone with an agent whose phone is away hears music. Refused where others are there."""
        return [] if can_speak(self._desk.agent(agent)) else [commands.Comfort(id, on=True)]

    def _connect_limit(self, id: str, agent: str) -> float:
        """A phone that was confirmed for at the screen may still have to be lifted."""
        return self._desk.plan.connect_limit if self._has_line(agent) else self._ring_seconds(id)

    def _is_open(self, agent: str) -> bool:
        """Only the switch is left to be waited for."""
        return can_speak(self._desk.agent(agent)) and self._has_line(agent)

    def _has_line(self, agent: str) -> bool:
        known = self._desk.agent(agent)
        return known.is_nailed or known.line is LineState.OPEN

    def _ring_seconds(self, id: str) -> float:
        call = self._desk.calls.get(id)
        queue = self._desk.plan.queues.get(call.queue) if call else None
        return queue.ring_seconds if queue else RING_SECONDS

    def _mend(self, fact: facts.OrderFailed) -> list[Command]:
        match fact.order:
            case "Connect":
                return [commands.FailOffer(fact.call, fact.agent, fact.reason, is_of_switch(fact.status))]
            case "Consult" if call := self._desk.calls.get(fact.call):
                how = ConsultEnd.SWITCH if is_of_switch(fact.status) else ConsultEnd.FAILED
                return [commands.FailConsult(fact.call, call.consult.target, how)]
            case "StartPrompt" if (call := self._desk.calls.get(fact.call)) and call.state is CallState.DISMISSED:
                return [commands.Clear(fact.call, "dismissed", "policy")]
            case "Announce":
                return [commands.Clear(fact.call, "unallocated", "policy")]
        return []

    def _phone(self, fact: facts.PhoneFact, now: float) -> list[Command]:
        agent = fact.agent
        if isinstance(fact, facts.PhoneDetached):
            grace = 0.0 if fact.reason in MISSED_FOR_LONG else self._desk.plan.phone_grace
            self._state(agent, self._desk.agent(agent).state, now, grace)
            return []
        self._agenda.cancel(f"phone:{agent}")
        self._agenda.cancel(f"comfort:{agent}")
        call, awaited = self._desk.call_of(agent), self._desk.agent(agent).awaited
        if call is None:
            return []
        if awaited == call.id:
            return [commands.Confirm(call.id, agent)]
        talks = call.agent == agent and call.state is CallState.TALKING
        return [commands.Comfort(call.id, on=False)] if talks else []

    def _state(self, agent: str, state: AgentState, now: float, grace: float = 0.0) -> None:
        """Every change of state while the phone is away begins a new grace: it shows that somebody is there."""
        if state is AgentState.OFF:
            self._agenda.cancel(f"phone:{agent}")
            self._agenda.cancel(f"comfort:{agent}")
        elif not can_speak(self._desk.agent(agent)):
            self._away(agent, state, now, grace)

    def _away(self, agent: str, state: AgentState, now: float, grace: float) -> None:
        call, plan = self._desk.call_of(agent), self._desk.plan
        if call is not None and state is AgentState.TALKING and call.agent != agent:
            self._agenda.set(f"phone:{agent}", now + plan.phone_limit, commands.LoseParty(call.id, agent))
        elif call is not None and state is AgentState.TALKING:
            self._agenda.set(f"comfort:{agent}", now + grace, commands.Comfort(call.id, on=True))
            back = commands.Requeue(call.id, agent, STAYED_AWAY)
            self._agenda.set(f"phone:{agent}", now + plan.phone_limit, back)
        elif call is not None and state is AgentState.DIALLING:
            self._agenda.set(f"phone:{agent}", now + plan.phone_limit, commands.Clear(call.id, "normal", "policy"))
        elif call is not None and state is AgentState.OFFERED and call.rings_at(agent):
            failed = commands.FailOffer(call.id, agent, STAYED_AWAY)
            self._agenda.set(f"phone:{agent}", now + plan.phone_ring_limit, failed)
        elif call is not None and call.consult.state is ConsultState.ASKED and call.consult.target == agent:
            over = commands.FailConsult(call.id, agent, ConsultEnd.FAILED)
            self._agenda.set(f"phone:{agent}", now + plan.phone_ring_limit, over)
        else:
            self._agenda.cancel(f"comfort:{agent}")
            off = commands.SetAgentState(agent, AgentState.OFF, "phone", "policy")
            self._agenda.set(f"phone:{agent}", now + plan.phone_idle_limit, off)
