"""Who gets whom. Knows nothing of calls: anything that waits can be routed.

The rules, in this order. Which caller: who waits for this agent alone; then the higher priority; then the longest wait,
aged and with the head starts that queues give. Which agent: among those of the queue who have the skills, or whom an
open ring lets in, the first by the queue's strategy; the reserve only when too many wait. A pair is made as soon as
both sides are there, so nobody waits while somebody suitable is ready. A pair is a proposal: it holds until the desk
has said yes (`taken`) or one side has fallen out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from cti.because import Because, Rule
from cti.plan import Queue
from routing import reasons
from routing.capacity import VOICE, Capacity
from routing.kinds import Kind, Levels
from routing.line import Line, Rank, Standing
from routing.ranks import line_for, rank_of
from routing.state import Match, State, Waiting, no_tally
from routing.tallies import Tally

MOST_LEAD = (
    1800.0  # s that ageing can make of waiting at most, else a slower queue would starve while a faster overflows
)


class Board(State):
    """Every change gives the pairs that it makes possible and costs O(log n)."""

    def __init__(
        self,
        queues: Mapping[str, Queue],
        levels: Mapping[str, Levels] | None = None,
        tally: Callable[[str], Tally] = no_tally,
        capacity: Capacity | None = None,
    ) -> None:
        super().__init__(queues, levels, tally, capacity)
        for queue in queues:
            self._open(Kind(queue))

    # --- those who wait --------------------------------------------------------------------------------------------

    def wait(self, item: Waiting, now: float) -> list[Match]:
        """Somebody waits: for the first time, or again at the old place; or for others than before."""
        if before := self._waiting.get(item.id):
            self._out_of_line(before)
        self._waiting[item.id] = item
        return self._place(item, now)

    def prefer(self, item: Waiting, agent: str, why: str, now: float) -> Match:
        """It waits again, and this agent, who is free, comes before all others; if they fall out, its old place."""
        if before := self._waiting.get(item.id):
            self._out_of_line(before)
        self._waiting[item.id] = item
        return self._propose(item, agent, why, reasons.plain(self, item, agent, Rule.HANDED_OVER, now))

    def wish(self, id: str, agent: str) -> None:
        """It has talked with this agent: whoever of the two is free first, the agent serves it before all others,
        but it does not wait for them while somebody else can serve it."""
        self._forget_wish(id)
        self._wishes[id] = agent
        self._wishing.setdefault(agent, set()).add(id)

    def leave(self, id: str, now: float) -> list[Match]:
        """It is over and will not wait again; whoever was proposed is there for others."""
        self._forget_wish(id)
        self._pauses.pop(id, None)
        return [*self._stand_aside(id, now), *self._given_back(id, now)]

    def pause(self, id: str, agent: str, until: float) -> None:
        """This agent said no: others come first, and not before `until` is it the agent's turn again."""
        self._pauses.setdefault(id, {})[agent] = until
        if self._wishes.get(id) == agent:
            self._forget_wish(id)

    def taken(self, id: str, agent: str, now: float) -> list[Match]:
        """The proposal was accepted, or somebody outside decided this pair. A voice contact takes all of an agent."""
        item = self._waiting.get(id)
        if self._agent_of.get(id) != agent:
            return [*self.busy(agent, now), *self._stand_aside(id, now)]
        del self._agent_of[id], self._waiting_of[agent], self._waiting[id]
        if item is None or item.channel == VOICE:
            del self._since[agent]
            return []
        self.loads.take(id, agent, item.channel)
        return self._serve(agent, now)

    # --- those who are ready ---------------------------------------------------------------------------------------

    def ready(self, agent: str, since: float, now: float) -> list[Match]:
        self._since[agent] = since
        return self._serve(agent, now) if agent not in self._waiting_of else []

    def skilled(self, agent: str, levels: Levels, now: float) -> list[Match]:
        """The agent has these skills from now on. What is proposed already stays so."""
        self._step_back(agent)
        self.kinds.skilled(agent, levels)
        return self._serve(agent, now) if self.stands_by(agent) else []

    def busy(self, agent: str, now: float) -> list[Match]:
        """Not ready any more; what was proposed goes to somebody else."""
        if self._since.pop(agent, None) is None:
            return []
        self._step_back(agent)
        id = self._waiting_of.pop(agent, None)
        if id is None:
            return []
        del self._agent_of[id]
        return self._place(self._waiting[id], now)

    def moved(self, item: Waiting) -> None:
        """It waits for others from `changed` on, which must follow."""
        if item.id in self._waiting and item.id not in self._agent_of:
            self._out_of_line(self._waiting[item.id])
            self._waiting[item.id] = item
            self._homeless.append(item.id)

    def changed(self, queue: str, now: float) -> list[Match]:
        """Its rules, its members or the queue itself are others from now on. What is proposed already stays so."""
        affected = self.kinds.affected(queue)
        kinds = [kind for each in affected for kind in self.kinds.close(each)]
        homeless, self._homeless = self._homeless, []
        waiting = [self._waiting[id] for id in (*homeless, *(id for kind in kinds for id in self.waits.pop(kind)))]
        for kind in kinds:
            self.stands.pop(kind, None)
            self.spares.pop(kind, None)
        for each in affected:
            self._count.pop(each, None)
            if each in self._queues:
                self._open(Kind(each))
        waiting.sort(key=lambda item: (self.rank(item), item.id))
        return [match for item in waiting for match in self._place(item, now)]

    # --- the choice ------------------------------------------------------------------------------------------------

    def _open(self, kind: Kind) -> None:
        """Its lines; who stands by is in them."""
        queue = self._queues[kind.queue]
        self.waits[kind], self.spares[kind] = Line(), Line()
        self.stands[kind] = line_for(queue.choosing.strategy)
        able, spare = self.kinds.open(kind)
        for agents, line in ((able, self.stands[kind]), (spare, self.spares[kind])):
            for agent in agents:
                if self.stands_by(agent):
                    line.join(agent, self._standing(agent, kind))

    def _standing(self, agent: str, kind: Kind) -> Rank:
        queue = self._queues[kind.queue]
        return rank_of(agent, self._since[agent], kind, queue, self._tally(agent), self.kinds.skills(agent))

    def _place(self, item: Waiting, now: float) -> list[Match]:
        """Find an agent, else stand in line."""
        kind = item.kind
        if item.queue not in self._queues:  # not in the plan: waits for the queue to be there again
            return []
        if kind not in self.stands:
            self._open(kind)
        ready = self.stands[kind]
        if (wished := self._wishes.get(item.id, "")) and self.stands_by(wished) and wished in ready:
            return [self._reunite(item, wished, now)]
        if found := self._agent_for(item, ready, now):
            because = reasons.agent_chosen(self, item, *found, now)
            return [self._propose(item, found[1], reasons.why_agent(self, item, found[0], now), because)]
        self.waits[kind].join(item.id, self.rank(item))
        self._count[item.queue] = self._count.get(item.queue, 0) + 1
        if helped := self._call_reserve(item.queue, now):
            return helped
        self.unmatched.append((item.id, reasons.nobody(self, item, now)))
        return []

    def _agent_for(self, item: Waiting, ready: Standing, now: float) -> tuple[Rank, str] | None:
        pauses = self._pauses.get(item.id)
        room = (lambda agent: self.loads.room(agent, item.channel)) if self.loads.any() else None
        if not pauses:
            return ready.first(room, item.id)
        fits = room or _everybody
        first = ready.first(lambda agent: agent not in pauses and fits(agent), item.id)
        return first or ready.first(lambda agent: pauses.get(agent, now) <= now and fits(agent), item.id)

    def _serve(self, agent: str, now: float) -> list[Match]:
        """Find something that waits, else stand in the lines of the ready."""
        if known := self._wishing_for(agent):
            return [self._reunite(self._waiting[known], agent, now)]
        heads = [self._waiting[id] for kind in self._served_by(agent) if (id := self._head(kind, agent, now))]
        if heads:
            chosen = min(heads, key=lambda item: self.urgency(item, now))
            rule = reasons.rule_of_caller(self, chosen, heads)
            why = reasons.why_call(self, chosen, agent, rule, now)
            return [self._propose(chosen, agent, why, reasons.plain(self, chosen, agent, rule, now))]
        for kind in self.kinds.of_agent(agent):
            self.stands[kind].join(agent, self._standing(agent, kind))
        for kind in self.kinds.spare_of(agent):
            self.spares[kind].join(agent, (self._since[agent],))
        return []

    def urgency(self, item: Waiting, now: float) -> tuple[float, ...]:
        """Across queues; lower is served first."""
        queue = self._queues[item.queue]
        class_, since = self.rank(item)
        waited, ageing = now - since, queue.choosing.ageing
        lead = max(-MOST_LEAD, min(MOST_LEAD, (ageing - 1) * waited))
        return not item.agent, class_, -waited - lead - queue.choosing.weight, since

    def _served_by(self, agent: str) -> Iterator[Kind]:
        yield from self.kinds.of_agent(agent)
        for kind in self.kinds.spare_of(agent):
            if self._needs_reserve(kind.queue):
                yield kind

    def _needs_reserve(self, queue: str) -> bool:
        length = self._queues[queue].choosing.reserve_length
        return bool(length) and self._count.get(queue, 0) > length

    def _call_reserve(self, queue: str, now: float) -> list[Match]:
        """Too many wait: the first of them whom somebody of the reserve can serve."""
        if not self._needs_reserve(queue):
            return []
        found = [
            (self.urgency(self._waiting[id], now), id, helper[1])
            for kind in self.kinds.of_queue(queue)
            if (helper := self.spares[kind].first()) and (id := self._head(kind, helper[1], now))
        ]
        if not found:
            return []
        _, id, agent = min(found)
        item = self._waiting[id]
        because = reasons.plain(self, item, agent, Rule.RESERVE, now)
        return [self._propose(item, agent, reasons.why_reserve(self, item), because)]

    def _reunite(self, item: Waiting, agent: str, now: float) -> Match:
        because = reasons.plain(self, item, agent, Rule.LOST, now)
        return self._propose(item, agent, f"has talked with {agent}, who was lost to it", because)

    def _wishing_for(self, agent: str) -> str:
        """Of those who wait for this very agent the one who has waited longest; "" for none."""
        mine = self.kinds.queues_of(agent)
        ids: Iterable[str] = self._wishing.get(agent, ())
        ids = [id for id in ids if id in self._waiting and id not in self._agent_of and self._waiting[id].queue in mine]
        return min(ids, key=lambda id: (self.rank(self._waiting[id]), id), default="")

    def _head(self, kind: Kind, agent: str, now: float) -> str:
        """The first of this kind that the agent may take, "" for nobody."""
        line = self.waits.get(kind)
        if not line:
            return ""
        found = line.first(lambda id: self._may(id, agent, now)) if self._pauses or self.loads.any() else line.first()
        return found[1] if found else ""

    def _may(self, id: str, agent: str, now: float) -> bool:
        pauses = self._pauses.get(id)
        if pauses and pauses.get(agent, now) > now:
            return False
        return self.loads.room(agent, self._waiting[id].channel)

    def _propose(self, item: Waiting, agent: str, why: str, because: Because) -> Match:
        self._out_of_line(item)
        self._step_back(agent)
        self._agent_of[item.id], self._waiting_of[agent] = agent, item.id
        return Match(item.id, agent, why, because)

    def _out_of_line(self, item: Waiting) -> None:
        line = self.waits.get(item.kind)
        if line is not None and item.id in line:
            line.leave(item.id)
            self._count[item.queue] -= 1

    def _step_back(self, agent: str) -> None:
        for kind in self.kinds.of_agent(agent):
            self.stands[kind].leave(agent)
        for kind in self.kinds.spare_of(agent):
            self.spares[kind].leave(agent)

    def _forget_wish(self, id: str) -> None:
        if agent := self._wishes.pop(id, ""):
            self._wishing[agent].discard(id)

    def _given_back(self, id: str, now: float) -> list[Match]:
        """A written contact is over: its agent has room again."""
        agent = self.loads.give_back(id)
        return self._serve(agent, now) if agent and self.stands_by(agent) else []

    def _stand_aside(self, id: str, now: float) -> list[Match]:
        item = self._waiting.pop(id, None)
        if item:
            self._out_of_line(item)
        agent = self._agent_of.pop(id, None)
        if agent is None:
            return []
        del self._waiting_of[agent]
        return self._serve(agent, now)


def _everybody(agent: str) -> bool:
    return True
