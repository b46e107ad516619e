"""The waiting calls and the ready agents of now, and the ring time of each offer.

Rule: everything here is a fold over facts. An offer is proposed once; it holds until the desk's answer shows in the
facts, so a replay of the log leaves the same board, the same places and the same lines on the agenda.
"""

from dataclasses import dataclass, replace

from cti import commands, facts
from cti.facts import AgentState
from cti.plan import Plan
from journal import Agenda, Command, Fact
from routing.acd import Board, Match, Waiting

RING_SECONDS = 20.0  # of a queue that the plan does not name any more


@dataclass(slots=True)
class Duty:
    """An agent who may be offered calls needs to be ready and to have a phone."""

    ready: bool = False
    phone: bool = False
    since: float = 0.0  # epoch seconds of becoming ready; a phone that was away for a moment keeps the turn


class Policy:
    def __init__(self, plan: Plan, agenda: Agenda) -> None:
        self._plan, self._agenda = plan, agenda
        self.board = Board({queue.id: queue.members for queue in plan.queues.values()})
        self.places: dict[str, Waiting] = {}
        self.duties: dict[str, Duty] = {}
        self.passed_by: dict[str, str] = {}  # who handed over each call that rings at somebody they chose

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.Dialled(call=call, queue=queue) if queue:  # waits there, if it comes to that, since now
                self.places[call] = Waiting(call, queue, now)
                return []
            case facts.CallFact(call=call) if call in self.places or isinstance(fact, facts.Queued):
                found = self._call(fact, now)
            case facts.AgentStateChanged(agent=agent, state=state):
                found = self._state(agent, state, now)
            case facts.PhoneFact(agent=agent):
                found = self._phone(agent, isinstance(fact, facts.PhoneAttached), now)
            case _:
                return []
        return [commands.Offer(*match) for match in found]

    # --- calls ---------------------------------------------------------------------------------------------------

    def _call(self, fact: facts.CallFact, now: float) -> list[Match]:
        call = fact.call
        match fact:
            case facts.Queued(queue=queue, priority=priority):
                place = self.places[call] = Waiting(call, queue, now, priority)
                return self.board.wait(place, now)
            case facts.Offered(agent=agent):
                self._ring(call, agent, now)
                return self.board.taken(call, agent, now)
            case facts.OfferCancelled(agent=agent):
                self._pause(call, agent, now)
                return self._again(call, now)
            case facts.OfferUnanswered() | facts.OfferFailed() | facts.Requeued():
                if isinstance(fact, facts.Requeued):
                    self.board.wish(call, fact.agent)
                return self._again(call, now)
            case facts.PassedToAgent(agent=agent, target=target):
                self.passed_by[call] = agent
                self._ring(call, target, now)
                return self.board.taken(call, target, now)
            case facts.PassedToQueue(queue=queue):
                self.places[call] = replace(self.places[call], queue=queue)
                return self.board.wait(self.places[call], now)
            case facts.OfferConfirmed():
                self.passed_by.pop(call, None)
                self._agenda.cancel(f"ring:{call}")
            case facts.Releasing() | facts.Cleared():
                return self._over(call, now)
        return []

    def _ring(self, call: str, agent: str, now: float) -> None:
        queue = self._plan.queues.get(self.places[call].queue)
        seconds = queue.ring_seconds if queue else RING_SECONDS
        self._agenda.set(f"ring:{call}", now + seconds, commands.ExpireOffer(call, agent))
        self._agenda.cancel(f"again:{call}:{agent}")

    def _pause(self, call: str, agent: str, now: float) -> None:
        """Who said no gets the call again only if nobody else has taken it when the pause is over."""
        until = now + self._plan.offer_pause
        self.board.pause(call, agent, until)
        why = f"nobody else took it; the pause since {agent} said no is over"
        self._agenda.set(f"again:{call}:{agent}", until, commands.Offer(call, agent, why))

    def _again(self, call: str, now: float) -> list[Match]:
        """Back to who handed it over, if ready, else to the old place."""
        self._agenda.cancel(f"ring:{call}")
        first = self.passed_by.pop(call, "")
        if first and first in self.board.free():
            return [self.board.prefer(self.places[call], first, f"{first} handed it over and nobody took it")]
        return self.board.wait(self.places[call], now)

    def _over(self, call: str, now: float) -> list[Match]:
        del self.places[call]
        self.passed_by.pop(call, None)
        self._agenda.cancel(f"ring:{call}")
        for agent in self.board.paused(call):
            self._agenda.cancel(f"again:{call}:{agent}")
        return self.board.leave(call, now)

    # --- agents --------------------------------------------------------------------------------------------------

    def _state(self, agent: str, state: AgentState, now: float) -> list[Match]:
        duty = self.duties.setdefault(agent, Duty())
        duty.ready, duty.since = state is AgentState.READY, now
        return self._offer_to(agent, duty, now)

    def _phone(self, agent: str, attached: bool, now: float) -> list[Match]:
        duty = self.duties.setdefault(agent, Duty())
        duty.phone = attached
        return self._offer_to(agent, duty, now)

    def _offer_to(self, agent: str, duty: Duty, now: float) -> list[Match]:
        if duty.ready and duty.phone:
            return self.board.ready(agent, duty.since, now)
        return self.board.busy(agent, now)
