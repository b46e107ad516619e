"""The record of incidents, the restrictions that follow from them, and who recovers from one.

A model as the engine wants it (`server.engine.Model`). It outlives the calls: what is known of calls that are over
comes from storage at the start, what belongs to living ones from the replay of the log, and knowing a thing twice
does no harm.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cti import commands, facts
from cti.conduct import Answer, Step, customer
from cti.facts import AgentState
from cti.plan import Plan
from cti.refused import Refused
from journal import Command, Fact, Order

RECOVERY = "recovery"  # the reason of the agent's state
AFTERWARDS = "ticket"  # the reason when the time is over: nobody is made ready who may be away from the desk


@dataclass(frozen=True, slots=True)
class Restriction:
    """until: epoch seconds; number: as `cti.conduct.customer` gives it."""

    id: int
    service: str
    number: str
    until: float
    answer: Answer
    prompt: str
    queue: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """A call that was terminated. at: epoch seconds."""

    incident: int
    service: str
    number: str
    at: float


@dataclass(frozen=True, slots=True)
class Open:
    """The incident of a call that is going on."""

    id: int
    service: str
    number: str


class Incidents:
    def __init__(
        self,
        plan: Plan,
        next_incident: int = 1,
        next_restriction: int = 1,
        restrictions: Iterable[Restriction] = (),
        ended: Iterable[Ended] = (),
    ) -> None:
        """next_*: the first numbers that were never given; restrictions, ended: what storage knows."""
        self._plan = plan
        self.next_incident, self.next_restriction = next_incident, next_restriction
        self.open: dict[str, Open] = {}
        self.restrictions = {(each.service, each.number): each for each in restrictions}
        self.recovering: dict[str, facts.RecoveryBegan] = {}
        self._ended = {each.incident: each for each in ended}

    # --- asked -----------------------------------------------------------------------------------------------------

    def restriction(self, service: str, caller: str, now: float) -> Restriction | None:
        """What this caller meets in this service now."""
        found = self.restrictions.get((service, customer(caller)))
        conduct = self._plan.conduct_of(service)
        return found if found and found.until > now and conduct.may_be_restricted(caller) else None

    def ended_since(self, service: str, number: str, since: float) -> int:
        """How many calls of this number were terminated."""
        return sum(
            (each.service, each.number) == (service, number) and each.at >= since for each in self._ended.values()
        )

    # --- the model -------------------------------------------------------------------------------------------------

    def takes(self, command: Command) -> bool:
        return isinstance(command, commands.ConductCommand)

    def knows(self, fact: Fact) -> bool:
        return True

    def decide(self, command: Command) -> tuple[list[Fact], list[Order]]:
        """What happens at once; orders: none ever. Raises `Refused`."""
        match command:
            case commands.RecordStep():
                return self._recorded(command), []
            case commands.WithdrawStep(call=call, agent=agent, step=step):
                return [facts.IncidentStepWithdrawn(call, self._incident(call), agent, step)], []
            case commands.NoteIncident(call=call, incident=incident, category=category, note=note, by=by):
                return [facts.IncidentNoted(call, incident, category, note, by)], []
            case commands.ReviewIncident(call=call, incident=incident, by=by):
                return [facts.IncidentReviewed(call, incident, by)], []
            case commands.Restrict():
                return [self._restricted(command)], []
            case commands.LiftRestriction(service=service, number=number, by=by, reason=reason):
                return [self._lifted(service, number, by, reason)], []
            case commands.ChangeConduct(conduct=conduct, by=by):
                return [facts.ConductChanged(conduct.service, conduct, by)], []
            case commands.Recover(agent=agent, call=call, incident=incident, until=until):
                peace = facts.AgentStateChanged(agent, AgentState.WORK, RECOVERY, "policy")
                return [facts.RecoveryBegan(agent, call, incident, until), peace], []
            case commands.EndRecovery(agent=agent) if agent in self.recovering:
                over = facts.AgentStateChanged(agent, AgentState.WORK, AFTERWARDS, "policy")
                return [self._recovered(agent, early=False), over], []
        raise Refused("nobody recovers from anything here", "no_recovery")

    def evolve(self, fact: Fact, at: float) -> list[Fact]:
        """A recovery ends when its agent chooses something else."""
        match fact:
            case facts.AgentStateChanged(agent=agent, reason=reason) if reason != RECOVERY and agent in self.recovering:
                return [self._recovered(agent, early=True)]
            case facts.RecoveryBegan(agent=agent):
                self.recovering[agent] = fact
            case facts.RecoveryEnded(agent=agent):
                self.recovering.pop(agent, None)
            case facts.ConductChanged(service=service, conduct=conduct):
                self._plan.conduct[service] = conduct
            case facts.IncidentFact():
                self._incident_changed(fact, at)
            case facts.RestrictionFact():
                self._restriction_changed(fact)
            case facts.Cleared(call=call):
                self.open.pop(call, None)
        return []

    # --- inside ----------------------------------------------------------------------------------------------------

    def _incident_changed(self, fact: facts.IncidentFact, at: float) -> None:
        match fact:
            case facts.IncidentOpened(call=call, incident=incident, service=service, caller=caller):
                self.next_incident = max(self.next_incident, incident + 1)
                self.open[call] = Open(incident, service, caller)
            case facts.IncidentStep(call=call, step=Step.TERMINATION) if call in self.open:
                known = self.open[call]
                self._ended[known.id] = Ended(known.id, known.service, known.number, at)

    def _restriction_changed(self, fact: facts.RestrictionFact) -> None:
        key = fact.service, fact.number
        if isinstance(fact, facts.RestrictionSet):
            self.next_restriction = max(self.next_restriction, fact.restriction + 1)
            self.restrictions[key] = Restriction(
                fact.restriction, *key, fact.until, fact.answer, fact.prompt, fact.queue
            )
        elif key in self.restrictions and self.restrictions[key].id == fact.restriction:
            del self.restrictions[key]

    def _recorded(self, wish: commands.RecordStep) -> list[Fact]:
        known = self.open.get(wish.call)
        incident = known.id if known else self.next_incident
        step = facts.IncidentStep(wish.call, incident, wish.agent, wish.step, wish.by)
        if known:
            return [step]
        number = customer(wish.caller)
        opened = facts.IncidentOpened(wish.call, incident, wish.service, wish.queue, number, wish.agent, wish.category)
        return [opened, step]

    def _incident(self, call: str) -> int:
        if call not in self.open:
            raise Refused("this call has no incident", "no_incident")
        return self.open[call].id

    def _restricted(self, wish: commands.Restrict) -> Fact:
        return facts.RestrictionSet(
            self.next_restriction,
            wish.service,
            wish.number,
            wish.incident,
            wish.incidents,
            wish.until,
            wish.answer,
            wish.prompt,
            wish.queue,
        )

    def _lifted(self, service: str, number: str, by: str, reason: str) -> Fact:
        known = self.restrictions.get((service, number))
        if known is None:
            raise Refused("this number is not restricted", "not_restricted")
        return facts.RestrictionLifted(known.id, service, number, by, reason)

    def _recovered(self, agent: str, *, early: bool) -> Fact:
        began = self.recovering[agent]
        return facts.RecoveryEnded(agent, began.call, began.incident, early)
