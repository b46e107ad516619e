"""What follows from calls themselves, whoever routes them.

A dismissed caller hears the announcement to its end, then the line closes (TEL-31). A number that nobody has is
announced and released. An order that the switch could not carry out is made good. A phone that is away gets time to
come back: first the caller hears music, then waits in the queue again; without a call its agent is logged out.
"""

from cti import commands, facts
from cti.call import DISMISSAL, CallState
from cti.desk import Desk
from cti.facts import AgentState
from journal import Agenda, Command, Fact

ANNOUNCED = {DISMISSAL: "dismissed", "unallocated": "unallocated"}  # playback -> cause with which the line closes
RELEASE_LIMIT = 10.0  # s; a line that is still there after that is told once more to close
LONGEST_ANNOUNCEMENT = 60.0  # s; a closing announcement whose end is never reported ends here


class Policy:
    def __init__(self, desk: Desk, agenda: Agenda) -> None:
        self._desk, self._agenda = desk, agenda

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.PhoneFact():
                return self._phone(fact, now)
            case facts.AgentStateChanged(agent=agent, state=state):
                self._state(agent, state, now)
            case facts.OrderFailed():
                return self._mend(fact)
            case facts.CallFact():
                return self._call(fact, now)
        return []

    def _call(self, fact: facts.CallFact, now: float) -> list[Command]:
        id = fact.call
        match fact:
            case facts.Dismissed():
                self._agenda.set(f"end:{id}", now + LONGEST_ANNOUNCEMENT, commands.Clear(id, "dismissed", "policy"))
                return [commands.Play(id, DISMISSAL, ("system.dismissal",))]
            case facts.PromptEnded(playback="dismissal" | "unallocated" as cause):
                return [commands.Clear(id, ANNOUNCED[cause], "policy")]
            case facts.Unallocated():
                self._agenda.set(f"end:{id}", now + LONGEST_ANNOUNCEMENT, commands.Clear(id, "unallocated", "policy"))
            case facts.OfferConfirmed(agent=agent):
                failed = commands.FailOffer(id, agent, "the line did not open in time")
                self._agenda.set(f"connect:{id}", now + self._desk.plan.connect_limit, failed)
            case facts.Established() | facts.OfferFailed():
                self._agenda.cancel(f"connect:{id}")
            case facts.Retrieved(agent=agent) if not self._desk.agent(agent).phone:
                return [commands.Comfort(id, on=True)]
            case facts.Returned():
                return [commands.Restore(id)]
            case facts.Releasing():
                self._agenda.set(f"end:{id}", now + RELEASE_LIMIT, commands.Restore(id))
            case facts.Cleared():
                self._agenda.cancel(f"connect:{id}")
                self._agenda.cancel(f"end:{id}")
        return []

    def _mend(self, fact: facts.OrderFailed) -> list[Command]:
        match fact.order:
            case "Connect":
                return [commands.FailOffer(fact.call, fact.agent, fact.reason)]
            case "StartPrompt" if (call := self._desk.calls.get(fact.call)) and call.state is CallState.DISMISSED:
                return [commands.Clear(fact.call, "dismissed", "policy")]
            case "Announce":
                return [commands.Clear(fact.call, "unallocated", "policy")]
        return []

    def _phone(self, fact: facts.PhoneFact, now: float) -> list[Command]:
        agent = fact.agent
        if isinstance(fact, facts.PhoneDetached):
            self._state(agent, self._desk.agent(agent).state, now)
            return []
        self._agenda.cancel(f"phone:{agent}")
        self._agenda.cancel(f"comfort:{agent}")
        call = self._desk.call_of(agent)
        return [commands.Comfort(call.id, on=False)] if call and call.state is CallState.TALKING else []

    def _state(self, agent: str, state: AgentState, now: float) -> None:
        """Every change of state while the phone is away begins a new grace: it shows that somebody is there."""
        if state is AgentState.OFF:
            self._agenda.cancel(f"phone:{agent}")
            self._agenda.cancel(f"comfort:{agent}")
        elif not self._desk.agent(agent).phone:
            self._away(agent, state, now)

    def _away(self, agent: str, state: AgentState, now: float) -> None:
        call, plan = self._desk.call_of(agent), self._desk.plan
        if call is not None and state is AgentState.TALKING:
            self._agenda.set(f"comfort:{agent}", now + plan.phone_grace, commands.Comfort(call.id, on=True))
            away = commands.Requeue(call.id, agent, "the phone stayed away")
            self._agenda.set(f"phone:{agent}", now + plan.phone_limit, away)
        else:
            self._agenda.cancel(f"comfort:{agent}")
            off = commands.SetAgentState(agent, AgentState.OFF, "phone", "policy")
            self._agenda.set(f"phone:{agent}", now + plan.phone_idle_limit, off)
