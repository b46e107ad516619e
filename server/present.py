"""The present as people see it: desk, plan and figures in, views out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from cti import commands, recorder, warning
from cti.agent import Agent
from cti.call import Call
from cti.consult import ConsultState
from cti.desk import Desk
from cti.facts import AgentState, AgentStatePending, PhoneKind
from cti.incidents import Incidents
from cti.phones import can_speak
from cti.plan import Person, Plan, Queue
from cti.recording import RUNNING
from cti.rings import Ring
from cti.table import IN_TALK, CallState
from routing.figures import Figures
from server.rights import is_in_charge_of, oversees
from server.views import (
    AgentView,
    CallView,
    PendingView,
    Present,
    QueueView,
    RecordingNow,
    RingView,
    TargetsView,
    TargetView,
    WarningsView,
)
from ticketing.book import Book

WISHES: dict[Literal["on", "off", "pause", "resume"], type[commands.RecordingCommand]] = {
    "on": commands.StartRecording,
    "off": commands.StopRecording,
    "pause": commands.PauseRecording,
    "resume": commands.ResumeRecording,
}
NO_RING = 20.0  # s; of a queue that the plan does not name any more


def unreasoned(agent: AgentView) -> AgentView:
    return replace(agent, note="", pending=None)


WAITING = (CallState.QUEUED, CallState.OFFERED)


class Membership:
    """Who serves which queues, the other way round than the plan has it."""

    def __init__(self) -> None:
        self._known: list[Queue] = []
        self._queues: dict[str, list[str]] = {}

    def of(self, agent: str, queues: Mapping[str, Queue]) -> list[str]:
        """Sorted. Who asks must not change it."""
        now = list(queues.values())
        if now != self._known:  # a queue that was changed is another object
            self._known, self._queues = now, {}
            for queue in sorted(now, key=lambda one: one.id):
                for member in queue.members:
                    self._queues.setdefault(member, []).append(queue.id)
        return self._queues.get(agent, [])


@dataclass(frozen=True)
class Seeing:
    """Everything that the views are made of."""

    plan: Plan
    desk: Desk
    book: Book
    figures: Figures
    incidents: Incidents
    _agents: dict[str, tuple[object, AgentView]] = field(default_factory=dict, repr=False)  # by what they were made of
    _membership: Membership = field(default_factory=Membership, repr=False)

    def call(self, id: str) -> CallView | None:
        """None when it is over."""
        call = self.desk.calls.get(id)
        return self._call_view(call) if call else None

    def agent(self, id: str) -> AgentView:
        """The same object as long as nothing has changed: a present shows thousands."""
        agent, people = self.desk.agent(id), self.plan.people
        call, recovering = self.desk.call_of(id), self.incidents.recovering.get(id)
        queues = self._membership.of(id, self.plan.queues)
        by = people.get(agent.by), people.get(agent.pending.by) if agent.pending else None
        made_of = agent, people.get(id), call.id if call else "", recovering, queues, by
        known = self._agents.get(id)
        if known is None or known[0] != made_of:
            until = recovering.until if recovering else 0.0
            known = self._agents[id] = made_of, self._agent_view(agent, made_of[2], queues, until)
        return known[1]

    def _agent_view(self, agent: Agent, call: str, queues: list[str], recovery_until: float) -> AgentView:
        person = self.plan.people.get(agent.id)
        return AgentView(
            id=agent.id,
            name=person.name if person else agent.id,
            state=agent.state,
            reason=agent.reason,
            since=agent.since,
            phone=agent.phone,
            call=call,
            muted=agent.muted,
            awaited=agent.awaited,
            away_since=agent.phone_since if agent.state is not AgentState.OFF and not can_speak(agent) else 0.0,
            queues=queues,
            recovery_until=recovery_until,
            until=agent.until,
            by=self._name(agent.by),
            note=agent.note,
            pending=self._pending(agent.pending),
            phone_kind=agent.kind,
            seat=agent.seat if agent.kind in (PhoneKind.SIP, PhoneKind.PBX) else "",
            line=agent.line,
        )

    def may_know_why(self, person: Person, agent: AgentView) -> bool:
        """Why a state was forced is between the agent and those in charge."""
        return not (agent.note or agent.pending) or self.leads(person, agent.id)

    def leads(self, person: Person, agent: str) -> bool:
        """It is the agent, or somebody who is in charge of a service of theirs."""
        known = self.plan.people.get(agent)
        return person.id == agent or (known is not None and is_in_charge_of(person, known.services))

    def _name(self, id: str) -> str:
        """ "" for a rule."""
        return self.plan.people[id].name if id in self.plan.people else ""

    def _pending(self, fact: AgentStatePending | None) -> PendingView | None:
        return PendingView(fact.state, fact.reason, self._name(fact.by), fact.note) if fact else None

    def queue(self, id: str) -> QueueView | None:
        queue = self.plan.queues.get(id)
        return self._queue_view(queue) if queue else None

    def calls(self) -> list[CallView]:
        return [self._call_view(call) for call in self.desk.calls.values()]

    def agents(self) -> list[AgentView]:
        """Everybody who may use the phone, by name."""
        people = sorted((person for person in self.plan.people.values() if person.cti), key=lambda one: one.name)
        return [self.agent(person.id) for person in people]

    def agents_for(self, person: Person) -> list[AgentView]:
        return [agent if self.may_know_why(person, agent) else unreasoned(agent) for agent in self.agents()]

    def queues(self) -> list[QueueView]:
        return [self._queue_view(queue) for queue in self.plan.queues.values()]

    def present(self, person: Person, number: int, now: float) -> Present:
        mine = self.desk.call_of(person.id)
        return Present(
            number=number,
            now=now,
            me=self.agent(person.id) if person.cti else None,
            call=self._call_view(mine) if mine else None,
            calls=[self._call_view(call) for call in self.desk.calls.values() if oversees(person, call.service)],
            agents=self.agents_for(person),
            queues=self.queues(),
            no_room=self.desk.no_room,
        )

    def targets(self, person: Person) -> TargetsView:
        """To whom this person could hand a call over."""
        found = [self._target(agent) for agent in self.agents_for(person) if agent.id != person.id]
        found.sort(key=lambda each: (bool(each.why_not), 0.0 if each.why_not else each.agent.since))
        return TargetsView(found, self.queues(), sorted(self.plan.routes))

    def _target(self, agent: AgentView) -> TargetView:
        if agent.state is not AgentState.READY:
            return TargetView(agent, "state")
        return TargetView(agent, "" if agent.phone else "phone")

    def queues_of(self, agent: str) -> Iterable[QueueView]:
        queues = self.plan.queues
        return (self._queue_view(queues[id]) for id in self._membership.of(agent, queues))

    def _call_view(self, call: Call) -> CallView:
        queue = self.plan.queues.get(call.queue)
        ring, consult = queue.ring_seconds if queue else NO_RING, call.consult
        rings = _rings(call, ring)
        return CallView(
            id=call.id,
            state=call.state,
            caller=call.caller,
            name=call.name,
            dialled=call.dialled,
            service=call.service,
            route=call.route,
            path=list(call.path),
            queue=call.queue,
            agent=call.agent,
            arrived_at=call.arrived_at,
            queued_at=call.queued_at,
            offered_at=call.offered_at,
            ring_until=max((each.ring_until for each in rings), default=0.0),
            talk_at=call.talks.first,
            talking_since=call.talks.since,
            talked=call.talks.seconds,
            lost_by=call.talks.lost_by,
            ticket=self.book.open.get(call.id, 0),
            parties=list(call.parties),
            rings=rings,
            auto_answer=call.auto,
            passed_by=call.passed_by,
            guests=list(consult.guests),
            muted=[each for each in call.parties if self.desk.agent(each).muted],
            consult=consult.target,
            consult_state=consult.state,
            outbound=call.outbound,
            callback=call.callback,
            promised=call.promised,
            attempts=call.attempts,
            consult_ring_until=consult.asked_at + ring if consult.state is ConsultState.ASKED else 0.0,
            warnings=self._warnings_view(call) if call.state in IN_TALK else None,
            restricted=call.restricted or "",
            recording=self._recording(call),
        )

    def _warnings_view(self, call: Call) -> WarningsView:
        conduct, known = self.plan.conduct_of(call.service), call.warnings
        heard = (*known.heard, known.saying) if known.saying else known.heard
        return WarningsView(
            heard=list(known.heard),
            saying=known.saying or "",
            next=conduct.after(heard).step,
            next_at=warning.next_at(known, conduct),
        )

    def _recording(self, call: Call) -> RecordingNow:
        now = call.recording
        may = [word for word, kind in WISHES.items() if recorder.possible(call, kind, self.plan)]
        over = now.paused_at + self.plan.recording_pause_limit if now.paused_at else 0.0
        return RecordingNow(now.state, now.id if now.state in RUNNING else "", now.by, now.told, over, may)

    def _promised(self, queue: str) -> int:
        """Promised calls that wait there like their callers; figures count callers with a line."""
        return sum(call.queue == queue and call.state in WAITING for call in self.desk.promises())

    def _queue_view(self, queue: Queue) -> QueueView:
        duty = self.desk.duty.of(queue.id, queue.members)
        tally = self.figures.tally(queue.id)
        return QueueView(
            id=queue.id,
            name=queue.name,
            service=queue.service,
            waiting=self.figures.waiting(queue.id) + self._promised(queue.id),
            longest_since=self.figures.longest_since(queue.id),
            agents_ready=duty.ready,
            agents_on_duty=duty.present,
            answered=tally.answered,
            abandoned=tally.abandoned,
            within=tally.within,
            service_level=tally.service_level,
            level_of_answered=tally.level_of_answered,
            asa=tally.asa,
            aht=tally.aht,
            occupancy=self.figures.occupancy(queue.id),
            longest=tally.longest,
            auto_answer=queue.auto_answer,
            ring_all=queue.ring_all,
        )


def _rings(call: Call, seconds: float) -> list[RingView]:
    """seconds: how long it rings where the offer does not say."""
    if call.state is not CallState.OFFERED:
        return []
    rings = call.rings or (Ring(call.agent, call.offered_at),)
    return [RingView(ring.agent, ring.since, ring.since + (ring.seconds or seconds)) for ring in rings]
