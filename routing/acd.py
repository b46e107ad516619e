"""Who gets whom. Knows nothing of calls: anything that waits can be routed.

The rules, in this order: the highest priority first, within it the longest wait; among those who may take it, the one
who has been ready longest. Those are the agents of the queue who have the skills, or the one agent for whom it waits.
Who waits for one agent alone comes before those whom others can serve too. A pair is made as soon as both sides are
there, so nobody waits while somebody suitable is ready. A pair is a proposal: it holds until the desk has said yes
(`taken`) or one side has fallen out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from routing.kinds import Kind, Kinds, Levels, Need
from routing.line import Line, Rank


class Match(NamedTuple):
    """why: the rule that chose, as a sentence that a supervisor can read."""

    waiting: str
    agent: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """since: epoch seconds of joining the queue for the first time: the place, which is never lost.

    need: the skills that an agent must have; agent: the only one for whom it waits, "" for anybody.
    """

    id: str
    queue: str
    since: float
    priority: int = 0
    need: Need = ()
    agent: str = ""

    @property
    def kind(self) -> Kind:
        return Kind(self.queue, agent=self.agent) if self.agent else Kind(self.queue, self.need)

    @property
    def rank(self) -> Rank:
        return -self.priority, self.since


class Board:
    """Who waits and who is ready. Every change gives the pairs that it makes possible and costs O(log n)."""

    def __init__(self, members: Mapping[str, frozenset[str]], levels: Mapping[str, Levels] | None = None) -> None:
        """members: the agents of each queue; levels: the skills of each agent."""
        self._queues: dict[str, list[str]] = {}
        for queue, agents in sorted(members.items()):
            for agent in agents:
                self._queues.setdefault(agent, []).append(queue)
        self._kinds = Kinds(members, levels or {})
        self._waits: dict[Kind, Line] = {}
        self._ready: dict[Kind, Line] = {}
        self._waiting: dict[str, Waiting] = {}
        self._since: dict[str, float] = {}  # since when each agent who is ready has been ready
        self._pauses: dict[str, dict[str, float]] = {}  # who said no to what, and until when it is not offered again
        self._agent_of: dict[str, str] = {}  # the pairs that are proposed
        self._waiting_of: dict[str, str] = {}
        self._wishes: dict[str, str] = {}  # who waits for an agent they have talked with
        for queue in members:
            self._open(Kind(queue))

    def waiting_in(self, queue: str) -> list[str]:
        """Those who wait there without a proposal, in the order of their places."""
        waiting = [id for kind in self._kinds.of_queue(queue) for id in self._waits[kind]]
        return sorted(waiting, key=lambda id: (self._waiting[id].rank, id))

    def counts(self, queue: str) -> tuple[int, int]:
        """How many wait there without a proposal, and how many agents are there for them. Costs nothing."""
        waiting = sum(len(self._waits[kind]) for kind in self._kinds.of_queue(queue))
        return waiting, len(self._ready.get(Kind(queue), ()))

    def ready_in(self, queue: str) -> list[str]:
        """The agents who are there for this queue, in the order in which they will be chosen."""
        return list(self._ready.get(Kind(queue), ()))

    def ready_for(self, item: Waiting) -> list[str]:
        """Those of them who can serve this one."""
        return list(self._ready.get(item.kind, ()))

    def may_take(self, agent: str, item: Waiting) -> bool:
        """Does the agent serve this queue and have what it takes."""
        return item.kind in self._kinds.of_agent(agent)

    def proposed(self) -> dict[str, str]:
        """The agent of each proposal that the desk has not answered yet."""
        return dict(self._agent_of)

    # --- those who wait ----------------------------------------------------------------------------------------

    def wait(self, item: Waiting, now: float) -> list[Match]:
        """Somebody waits: for the first time, or again at the old place; or for others than before."""
        if (before := self._waiting.get(item.id)) and before.kind in self._waits:
            self._waits[before.kind].leave(item.id)
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

    def skilled(self, agent: str, levels: Levels, now: float) -> list[Match]:
        """The agent has these skills from now on. What is proposed already stays so."""
        for kind in self._kinds.of_agent(agent):
            self._ready[kind].leave(agent)
        self._kinds.skilled(agent, levels)
        return self._serve(agent, now) if self.stands_by(agent) else []

    def busy(self, agent: str, now: float) -> list[Match]:
        """Not ready any more; what was proposed goes to somebody else."""
        if self._since.pop(agent, None) is None:
            return []
        for kind in self._kinds.of_agent(agent):
            self._ready[kind].leave(agent)
        id = self._waiting_of.pop(agent, None)
        if id is None:
            return []
        del self._agent_of[id]
        return self._place(self._waiting[id], now)

    # --- the choice --------------------------------------------------------------------------------------------

    def _open(self, kind: Kind) -> None:
        """Its two lines; who stands by is in the second one."""
        self._waits[kind], self._ready[kind] = Line(), Line()
        for agent in self._kinds.open(kind):
            if self.stands_by(agent):
                self._ready[kind].join(agent, (self._since[agent],))

    def _place(self, item: Waiting, now: float) -> list[Match]:
        """Find an agent, else stand in line."""
        kind = item.kind
        if Kind(item.queue) not in self._ready:  # a queue that is not in the plan: waits for people to be added
            return []
        if kind not in self._ready:
            self._open(kind)
        ready = self._ready[kind]
        if (wished := self._wishes.get(item.id, "")) and self.stands_by(wished) and wished in ready:
            return [self._propose(item, wished, f"has talked with {wished}, who was lost to it")]
        if found := self._agent_for(item, ready, now):
            return [self._propose(item, found[1], _why_agent(item, found, len(ready), now))]
        self._waits[kind].join(item.id, item.rank)
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
        heads = [
            (not kind.agent, *head) for kind in self._kinds.of_agent(agent) if (head := self._head(kind, agent, now))
        ]
        if heads:
            _, _, id = min(heads)
            first = "highest priority" if any(rank[0] > self._waiting[id].rank[0] for _, rank, _ in heads) else ""
            return [self._propose(self._waiting[id], agent, self._why_call(id, agent, first or "longest wait", now))]
        for kind in self._kinds.of_agent(agent):
            self._ready[kind].join(agent, (self._since[agent],))
        return []

    def _why_call(self, id: str, agent: str, first: str, now: float) -> str:
        item = self._waiting[id]
        if item.agent:
            return f"waits for {agent} alone, {now - item.since:.0f} s"
        waiting, _ = self.counts(item.queue)
        return f"{first} for {agent}: {now - item.since:.0f} s, first of {waiting} in {item.kind}"

    def _wishing_for(self, agent: str) -> str:
        """Of those who wait for this very agent the one who has waited longest; "" for none."""
        ids = [id for id, wished in self._wishes.items() if wished == agent and id in self._waiting]
        ids = [id for id in ids if id not in self._agent_of and self._waiting[id].queue in self._queues.get(agent, ())]
        return min(ids, key=lambda id: self._waiting[id].rank, default="")

    def _head(self, kind: Kind, agent: str, now: float) -> tuple[Rank, str] | None:
        return self._waits[kind].first(lambda id: self._may(id, agent, now))

    def _may(self, id: str, agent: str, now: float) -> bool:
        pauses = self._pauses.get(id)
        return not pauses or pauses.get(agent, now) <= now

    def _propose(self, item: Waiting, agent: str, why: str) -> Match:
        if item.kind in self._waits:
            self._waits[item.kind].leave(item.id)
        for kind in self._kinds.of_agent(agent):
            self._ready[kind].leave(agent)
        self._agent_of[item.id], self._waiting_of[agent] = agent, item.id
        return Match(item.id, agent, why)

    def _stand_aside(self, id: str, now: float) -> list[Match]:
        item = self._waiting.pop(id, None)
        if item and item.kind in self._waits:
            self._waits[item.kind].leave(id)
        agent = self._agent_of.pop(id, None)
        if agent is None:
            return []
        del self._waiting_of[agent]
        return self._serve(agent, now)


def _why_agent(item: Waiting, found: tuple[Rank, str], ready: int, now: float) -> str:
    since = f"since {now - found[0][0]:.0f} s"
    if item.agent:
        return f"waits for {item.agent} alone, who is ready {since}"
    return f"ready longest of {ready} in {item.kind}, {since}"
