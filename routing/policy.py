"""The waiting calls and the ready agents of now, and the ring time of each offer.

Rule: everything here is a fold over facts. An offer is proposed once; it holds until the desk's answer shows in the
facts, so a replay of the log leaves the same board, the same places and the same lines on the agenda.

A call of a queue that rings at all is first offered like any other; then to all who are ready for that queue, and to
whoever becomes ready while it rings. Who becomes ready goes to a call that rings at nobody first.
"""

from collections.abc import Callable

from cti import agent as agents
from cti import commands, facts
from cti import queue as queues
from cti.agent import Agent
from cti.plan import Plan
from journal import Agenda, Command, Fact
from journal.copies import replace
from routing.acd import Board
from routing.expected import Expected
from routing.kinds import need_of
from routing.opening import Opening
from routing.state import Match, Waiting
from routing.tallies import Tallies, utc_day
from routing.together import Ringing
from routing.waiting_for import WaitingFor

AFTER_THE_PHONE = 1.0  # s; who has confirmed rings on until the phone is back, or has had its time
RING_SECONDS = 20.0  # of a queue that the plan does not name any more
BEGINS = (facts.Queued, facts.CallbackQueued)
TO_ALL = "rings at all who are ready in queue {}"


class Policy:
    def __init__(self, plan: Plan, agenda: Agenda, day_of: Callable[[float], object] = utc_day) -> None:
        """day_of: epoch seconds → a day, in the time zone of the organisation."""
        self._plan, self._agenda = plan, agenda
        self.tallies = Tallies(day_of)
        self.board = Board(plan.queues, plan.levels, self.tallies)
        self.opening = Opening(agenda)
        self.waiting_for = WaitingFor(agenda)
        self.expected = Expected(plan)
        self.places: dict[str, Waiting] = {}
        self.agents: dict[str, Agent] = {}
        self.ringing = Ringing()
        self.passed_by: dict[str, str] = {}  # who handed over each call that rings at somebody they chose

    def react(self, fact: Fact, now: float) -> list[Command]:
        self.tallies.note(fact, now)
        offers = [
            commands.Offer(id, agent, why, because=because, queue=self.places[id].queue)
            for id, agent, why, because in self._matches(fact, now)
        ]
        return [*self.waiting_for.react(fact, now, self.agents), *offers, *self._waits()]

    def _waits(self) -> list[Command]:
        """Why those have to wait who could not be matched just now."""
        unmatched, self.board.unmatched = self.board.unmatched, []
        proposed = self.board.proposed() if unmatched else {}
        return [commands.NoteWait(id, because) for id, because in unmatched if id not in proposed]

    def _matches(self, fact: Fact, now: float) -> list[Match]:
        match fact:
            case facts.Dialled(call=call, queue=queue) if queue:  # waits there, if it comes to that, since now
                self.places[call] = Waiting(call, queue, now)
            case facts.CallFact(call=call) if call in self.places or isinstance(fact, BEGINS):
                return self._place(fact, now) or self._call(fact, now)
            case facts.AgentStateChanged(agent=agent) | facts.PhoneFact(agent=agent):
                return self._agent(agent, fact, now)
            case facts.SkillsChanged(person=agent, after=levels):
                return self.board.skilled(agent, levels, now)
            case _ if isinstance(fact, queues.FACTS):
                return self._changed(fact.queue, now)
        return []

    # --- calls ---------------------------------------------------------------------------------------------------

    def _place(self, fact: facts.CallFact, now: float) -> list[Match]:
        """Where a call waits, or that it does not wait any more. Its time goes with it wherever it goes."""
        call, before = fact.call, self.places.get(fact.call)
        match fact:
            case facts.Queued(queue=queue, priority=priority, skills=skills, agent=agent):
                since = min(before.since if before else now, fact.since or now)
                self.places[call] = Waiting(call, queue, since, priority, need_of(skills), agent)
            case facts.CallbackQueued(queue=queue, since=since, priority=priority, skills=skills):
                self.places[call] = Waiting(call, queue, since, priority, need_of(skills))
            case facts.CallbackResumed():
                return self._joins(self.places[call], now)
            case facts.QueueWidened(skills=skills, agent=agent) if before:
                self.places[call] = replace(before, need=need_of(skills), agent=agent)
            case facts.RingWidened(ring=ring) if before:
                return self._wider(replace(before, ring=ring), now)
            case facts.PassedToQueue(queue=queue) if before:
                self.places[call] = replace(before, queue=queue, need=(), agent="")
            case facts.Overflowed(queue=queue) if before:
                return [*self.board.leave(call, now), *self._joins(replace(before, queue=queue, agent=""), now)]
            case facts.QueueLeft() | facts.PassedToRoute() | facts.CallbackRested():
                return self._leaves(self.places[call], now)
            case _:
                return []
        return self._joins(self.places[call], now)

    def _joins(self, place: Waiting, now: float) -> list[Match]:
        """With as many rings open as the time of waiting allows."""
        ring = self.opening.open_now(place, self._plan.queues.get(place.queue), now)
        return self._wider(replace(place, ring=ring), now)

    def _wider(self, place: Waiting, now: float) -> list[Match]:
        """It waits, with so many rings open. Where it rings it goes on ringing."""
        self.places[place.id] = place
        self.opening.plan(place, self._plan.queues.get(place.queue))
        return [] if place.id in self.ringing else self.board.wait(place, now)

    def _changed(self, id: str, now: float) -> list[Match]:
        """The queue has other rules or members: for whoever waits there, at once."""
        queue = self._plan.queues.get(id)
        for place in [place for place in self.places.values() if place.queue == id]:
            place = self.places[place.id] = replace(place, ring=self.opening.open_now(place, queue, now))
            self.board.moved(place)
            self.opening.plan(place, queue)
        return self.board.changed(id, now)

    def _call(self, fact: facts.CallFact, now: float) -> list[Match]:
        call = fact.call
        match fact:
            case facts.Offered(agent=agent):
                return self._offered(fact, now)
            case facts.OfferCancelled(agent=agent):
                self.board.pause(call, agent, now + self._plan.offer_pause)
                return self._no_more_at(call, agent, now)
            case facts.OfferUnanswered(agent=agent) | facts.OfferFailed(agent=agent):
                return self._no_more_at(call, agent, now)
            case facts.Requeued(agent=agent):
                self.board.wish(call, agent)
                return self._again(call, now)
            case facts.PassedToAgent(agent=agent, target=target):
                self.passed_by[call] = agent
                self._ring(call, target, 0.0, together=False, now=now)
                return self.board.taken(call, target, now)
            case facts.ForwardFailed(agent=agent):
                self.passed_by[call] = agent
                return self._again(call, now)
            case facts.PhoneAwaited(agent=agent):
                until = now + self._plan.phone_ring_limit + AFTER_THE_PHONE
                self._agenda.set(f"ring:{call}:{agent}", until, commands.ExpireOffer(call, agent))
            case facts.OfferConfirmed(agent=agent):
                self.passed_by.pop(call, None)
                self.opening.over(call)
                self.places[call] = replace(self.places[call], agent="")
                self.ringing.taken(self.places[call])
                self._stop(call, agent)
            case facts.CallbackTaken(agent=agent):
                self.ringing.taken(self.places[call])
                self._stop(call, agent)
            case facts.OfferWithdrawn(agent=agent):
                self._stop(call, agent)
            case facts.Releasing() | facts.Cleared():
                return self._over(call, now)
        return []

    def _offered(self, fact: facts.Offered, now: float) -> list[Match]:
        call, agent, place = fact.call, fact.agent, self.places[fact.call]
        first = self._ring(call, agent, fact.seconds, fact.together, now)
        found = self.board.taken(call, agent, now)
        if not first:
            return found
        said_no = self.board.pauses(call)
        others = [other for other in self.board.ready_for(place) if other not in said_no]
        return [*found, *(Match(call, other, TO_ALL.format(place.queue)) for other in others)]

    def _ring(self, call: str, agent: str, seconds: float, together: bool, now: float) -> bool:
        """True for the first agent of a call that may ring at others too."""
        queue = self._plan.queues.get(self.places[call].queue)
        seconds = seconds or (queue.ring_seconds if queue else RING_SECONDS)
        self._agenda.set(f"ring:{call}:{agent}", now + seconds, commands.ExpireOffer(call, agent))
        self._ask_nobody_again(call)
        return self.ringing.begin(self.places[call], agent, together)

    def _stop(self, call: str, agent: str) -> bool:
        """True when it rings at nobody any more."""
        self._agenda.cancel(f"ring:{call}:{agent}")
        return self.ringing.stop(self.places[call], agent)

    def _no_more_at(self, call: str, agent: str, now: float) -> list[Match]:
        return self._again(call, now) if self._stop(call, agent) else []

    def _again(self, call: str, now: float) -> list[Match]:
        """Back to who handed it over, if ready, else to the old place. Who said no gets the call again only if nobody
        else has taken it when the pause is over."""
        for agent, until in self.board.pauses(call).items():
            if until > now:
                why = f"nobody else took it; the pause since {agent} said no is over"
                self._agenda.set(f"again:{call}:{agent}", until, commands.Offer(call, agent, why))
        first = self.passed_by.pop(call, "")
        if first and first in self.board.free():
            return [self.board.prefer(self.places[call], first, f"{first} handed it over and nobody took it", now)]
        return self.board.wait(self.places[call], now)

    def _ask_nobody_again(self, call: str) -> None:
        for agent in self.board.pauses(call):
            self._agenda.cancel(f"again:{call}:{agent}")

    def _over(self, call: str, now: float) -> list[Match]:
        self.passed_by.pop(call, None)
        return self._leaves(self.places.pop(call), now)

    def _leaves(self, place: Waiting, now: float) -> list[Match]:
        """It waits and rings no longer; the place may be kept."""
        for agent in self.ringing.over(place):
            self._agenda.cancel(f"ring:{place.id}:{agent}")
        self._ask_nobody_again(place.id)
        self.opening.over(place.id)
        return self.board.leave(place.id, now)

    # --- agents --------------------------------------------------------------------------------------------------

    def _agent(self, id: str, fact: Fact, now: float) -> list[Match]:
        """A phone that was away for a moment keeps the agent's turn."""
        agent = self.agents[id] = agents.evolve(self.agents.get(id) or Agent(id), fact, now)
        if not agents.may_be_offered(agent):
            return self.board.busy(id, now)
        return self.board.ready(id, agent.since, now) or self._join(id)

    def _join(self, id: str) -> list[Match]:
        """Nobody waits for this agent alone: join the call that rings at others and waits longest."""
        if not self.board.stands_by(id):
            return []
        rings = self.ringing.open_in(self.board.queues_of(id))
        suiting = [place for place in rings if self.board.may_take(id, place) and id not in self.board.pauses(place.id)]
        place = min(suiting, key=lambda each: (self.board.rank(each), each.id), default=None)
        return [Match(place.id, id, TO_ALL.format(place.queue))] if place else []
