"""Who gets whom. Knows nothing of calls: anything that waits can be routed.

The rules, in this order: the highest priority first, within it the longest wait; among those who may take it, the one
who has been ready longest. A pair is made as soon as both sides are there, so nobody waits while somebody suitable is
ready. A pair is a proposal: it holds until the desk has said yes (`taken`) or one side has fallen out.
"""

from dataclasses import dataclass
from typing import NamedTuple

from routing.line import Line, Rank


class Match(NamedTuple):
    """why: the rule that chose, as a sentence that a supervisor can read."""

    waiting: str
    agent: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """since: epoch seconds of joining the queue for the first time: the place, which is never lost."""

    id: str
    queue: str
    since: float
    priority: int = 0

    @property
    def rank(self) -> Rank:
        return -self.priority, self.since


class Board:
    """Who waits and who is ready. Every change gives the pairs that it makes possible and costs O(log n)."""

    def __init__(self, members: dict[str, frozenset[str]]) -> None:
        """members: the agents of each queue."""
        self._queues: dict[str, list[str]] = {}
        for queue, agents in sorted(members.items()):
            for agent in agents:
                self._queues.setdefault(agent, []).append(queue)
        self._waits: dict[str, Line] = {queue: Line() for queue in members}
        self._ready: dict[str, Line] = {queue: Line() for queue in members}
        self._waiting: dict[str, Waiting] = {}
        self._since: dict[str, float] = {}  # since when each agent who is ready has been ready
        self._pauses: dict[str, dict[str, float]] = {}  # who said no to what, and until when it is not offered again
        self._agent_of: dict[str, str] = {}  # the pairs that are proposed
        self._waiting_of: dict[str, str] = {}
        self._wishes: dict[str, str] = {}  # who waits for an agent they have talked with

    def waiting_in(self, queue: str) -> list[str]:
        """Those who wait there without a proposal, in the order in which they will be served."""
        return list(self._waits.get(queue, ()))

    def counts(self, queue: str) -> tuple[int, int]:
        """How many wait there without a proposal, and how many agents are there for them. Costs nothing."""
        return len(self._waits.get(queue, ())), len(self._ready.get(queue, ()))

    def ready_in(self, queue: str) -> list[str]:
        """The agents who are there for this queue, in the order in which they will be chosen."""
        return list(self._ready.get(queue, ()))

    def proposed(self) -> dict[str, str]:
        """The agent of each proposal that the desk has not answered yet."""
        return dict(self._agent_of)

    # --- those who wait ----------------------------------------------------------------------------------------

    def wait(self, item: Waiting, now: float) -> list[Match]:
        """Somebody waits: for the first time, or again at the old place."""
        self._waiting[item.id] = item
        return self._place(item, now)

    def free(self) -> frozenset[str]:
        """The agents who are ready and proposed to nobody."""
        return frozenset(self._since.keys() - self._waiting_of.keys())

    def stands_by(self, agent: str) -> bool:
        """Ready, and proposed to nobody."""
        return agent in self._since and agent not in self._waiting_of

    def queues_of(self, agent: str) -> list[str]:
        return list(self._queues.get(agent, ()))

    def prefer(self, item: Waiting, agent: str, why: str) -> Match:
        """It waits again, and this agent, who is free, comes before all others; if they fall out, its old place."""
        self._waiting[item.id] = item
        return self._propose(item, agent, why)

    def wish(self, id: str, agent: str) -> None:
        """It has talked with this agent: whoever of the two is free first, the agent serves it before all others,
        but it does not wait for them while somebody else can serve it."""
        self._wishes[id] = agent

    def leave(self, id: str, now: float) -> list[Match]:
        """It is over and will not wait again; whoever was proposed is there for others."""
        self._wishes.pop(id, None)
        self._pauses.pop(id, None)
        return self._stand_aside(id, now)

    def pauses(self, id: str) -> dict[str, float]:
        """The agents who said no to it, and until when it is not offered to them again."""
        return dict(self._pauses.get(id, ()))

    def pause(self, id: str, agent: str, until: float) -> None:
        """This agent said no: others come first, and not before `until` is it the agent's turn again."""
        self._pauses.setdefault(id, {})[agent] = until
        if self._wishes.get(id) == agent:
            del self._wishes[id]

    def taken(self, id: str, agent: str, now: float) -> list[Match]:
        """The proposal was accepted, or somebody outside decided this pair."""
        if self._agent_of.get(id) != agent:
            return [*self.busy(agent, now), *self._stand_aside(id, now)]
        del self._agent_of[id], self._waiting_of[agent], self._waiting[id], self._since[agent]
        return []

    # --- those who are ready -----------------------------------------------------------------------------------

    def ready(self, agent: str, since: float, now: float) -> list[Match]:
        self._since[agent] = since
        return self._serve(agent, now) if agent not in self._waiting_of else []

    def busy(self, agent: str, now: float) -> list[Match]:
        """Not ready any more; what was proposed goes to somebody else."""
        if self._since.pop(agent, None) is None:
            return []
        for queue in self._queues.get(agent, ()):
            self._ready[queue].leave(agent)
        id = self._waiting_of.pop(agent, None)
        if id is None:
            return []
        del self._agent_of[id]
        return self._place(self._waiting[id], now)

    # --- the choice --------------------------------------------------------------------------------------------

    def _place(self, item: Waiting, now: float) -> list[Match]:
        """Find an agent, else stand in line."""
        ready = self._ready.get(item.queue)
        if ready is None:  # a queue that is not in the plan: waits for people to be added
            return []
        if (wished := self._wishes.get(item.id, "")) and self.stands_by(wished) and wished in ready:
            return [self._propose(item, wished, f"has talked with {wished}, who was lost to it")]
        if found := self._agent_for(item, ready, now):
            why = f"ready longest of {len(ready)} in queue {item.queue}, since {now - found[0][0]:.0f} s"
            return [self._propose(item, found[1], why)]
        self._waits[item.queue].join(item.id, item.rank)
        return []

    def _agent_for(self, item: Waiting, ready: Line, now: float) -> tuple[Rank, str] | None:
        pauses = self._pauses.get(item.id)
        if not pauses:
            return ready.first()
        return ready.first(lambda agent: agent not in pauses) or ready.first(lambda agent: pauses[agent] <= now)

    def _serve(self, agent: str, now: float) -> list[Match]:
        """Find something that waits, else stand in the lines of the ready."""
        if known := self._wishing_for(agent):
            why = f"has talked with {agent}, who was lost to it"
            return [self._propose(self._waiting[known], agent, why)]
        heads = [head for queue in self._queues.get(agent, ()) if (head := self._head(queue, agent, now))]
        if heads:
            rank, id = min(heads)
            item = self._waiting[id]
            first = "highest priority" if any(other[0] > rank[0] for other, _ in heads) else "longest wait"
            waiting = len(self._waits[item.queue])
            why = f"{first} for {agent}: {now - item.since:.0f} s, first of {waiting} in queue {item.queue}"
            return [self._propose(item, agent, why)]
        for queue in self._queues.get(agent, ()):
            self._ready[queue].join(agent, (self._since[agent],))
        return []

    def _wishing_for(self, agent: str) -> str:
        """Of those who wait for this very agent the one who has waited longest; "" for none."""
        ids = [id for id, wished in self._wishes.items() if wished == agent and id in self._waiting]
        ids = [id for id in ids if id not in self._agent_of and self._waiting[id].queue in self._queues.get(agent, ())]
        return min(ids, key=lambda id: self._waiting[id].rank, default="")

    def _head(self, queue: str, agent: str, now: float) -> tuple[Rank, str] | None:
        return self._waits[queue].first(lambda id: self._may(id, agent, now))

    def _may(self, id: str, agent: str, now: float) -> bool:
        pauses = self._pauses.get(id)
        return not pauses or pauses.get(agent, now) <= now

    def _propose(self, item: Waiting, agent: str, why: str) -> Match:
        if item.queue in self._waits:
            self._waits[item.queue].leave(item.id)
        for queue in self._queues.get(agent, ()):
            self._ready[queue].leave(agent)
        self._agent_of[item.id], self._waiting_of[agent] = agent, item.id
        return Match(item.id, agent, why)

    def _stand_aside(self, id: str, now: float) -> list[Match]:
        item = self._waiting.pop(id, None)
        if item and item.queue in self._waits:
            self._waits[item.queue].leave(id)
        agent = self._agent_of.pop(id, None)
        if agent is None:
            return []
        del self._waiting_of[agent]
        return self._serve(agent, now)
