"""Who waits, who is ready and what is proposed, as the board holds it, with the questions that others ask of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cti.because import Because
from cti.plan import Queue
from routing.capacity import VOICE, Capacity, Loads
from routing.kinds import Kind, Kinds, Levels, Need
from routing.line import Line, Rank, Standing
from routing.tallies import NONE, Tally


class Match(NamedTuple):
    """why: the rule that chose, as a sentence that a supervisor can read; because: the same in figures."""

    waiting: str
    agent: str
    why: str
    because: Because | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """since: epoch seconds of joining the queue for the first time: the place, which is never lost.

    need: the skills that an agent must have; agent: the only one for whom it waits, "" for anybody; ring: how many
    rings are open for it; channel: the kind of contact.
    """

    id: str
    queue: str
    since: float
    priority: int = 0
    need: Need = ()
    agent: str = ""
    ring: int = 0
    channel: str = VOICE

    @property
    def kind(self) -> Kind:
        return Kind(self.queue, agent=self.agent) if self.agent else Kind(self.queue, self.need, ring=self.ring)


def no_tally(agent: str) -> Tally:
    return NONE


class State:
    """The lines, and who stands in which."""

    def __init__(
        self,
        queues: Mapping[str, Queue],
        levels: Mapping[str, Levels] | None = None,
        tally: Callable[[str], Tally] = no_tally,
        capacity: Capacity | None = None,
    ) -> None:
        """queues: read again when `changed` is called; levels: the skills of each agent; tally: what each has done."""
        self._queues, self._tally = queues, tally
        self.kinds = Kinds(queues, levels or {})
        self.waits: dict[Kind, Line] = {}
        self.stands: dict[Kind, Standing] = {}
        self.spares: dict[Kind, Line] = {}
        self._count: dict[str, int] = {}  # who waits without a proposal, by queue
        self._waiting: dict[str, Waiting] = {}
        self._since: dict[str, float] = {}  # since when each agent who is ready has been ready
        self._pauses: dict[str, dict[str, float]] = {}  # who said no to what, and until when it is not offered again
        self._agent_of: dict[str, str] = {}  # the pairs that are proposed
        self._waiting_of: dict[str, str] = {}
        self._wishes: dict[str, str] = {}  # who waits for an agent they have talked with
        self._wishing: dict[str, set[str]] = {}  # the same by agent
        self._homeless: list[str] = []  # who stands in no line until `changed` has put them into one
        self.loads = Loads(capacity or Capacity())
        self.unmatched: list[tuple[str, Because]] = []  # who has to wait since this was last emptied, and why

    def waiting_in(self, queue: str) -> list[str]:
        """Those who wait there without a proposal, in the order of their places."""
        waiting = [id for kind in self.kinds.of_queue(queue) for id in self.waits[kind]]
        return sorted(waiting, key=lambda id: (self.rank(self._waiting[id]), id))

    def counts(self, queue: str) -> tuple[int, int]:
        """How many wait there without a proposal, and how many agents are there for them. Costs nothing."""
        return self._count.get(queue, 0), len(self.stands.get(Kind(queue), ()))

    def ready_in(self, queue: str) -> list[str]:
        """The agents who are there for this queue, in the order in which they will be chosen."""
        return list(self.stands.get(Kind(queue), ()))

    def ready_for(self, item: Waiting) -> list[str]:
        """Those of them who can serve this one."""
        return list(self.stands.get(item.kind, ()))

    def ready_count(self, item: Waiting) -> int:
        return len(self.stands.get(item.kind, ()))

    def may_take(self, agent: str, item: Waiting) -> bool:
        """Does the agent serve this queue and have what it takes."""
        return item.kind in self.kinds.of_agent(agent)

    def proposed(self) -> dict[str, str]:
        """The agent of each proposal that the desk has not answered yet."""
        return dict(self._agent_of)

    def proposal(self, agent: str) -> str:
        """What is proposed to this agent, "" for nothing."""
        return self._waiting_of.get(agent, "")

    def free(self) -> frozenset[str]:
        """The agents who are ready and proposed to nobody."""
        return frozenset(self._since.keys() - self._waiting_of.keys())

    def stands_by(self, agent: str) -> bool:
        """Ready, and proposed to nobody."""
        return agent in self._since and agent not in self._waiting_of

    def since(self, agent: str) -> float | None:
        """Since when the agent is ready (epoch seconds); None for who is not."""
        return self._since.get(agent)

    def queue(self, id: str) -> Queue | None:
        return self._queues.get(id)

    def queues_of(self, agent: str) -> list[str]:
        return list(self.kinds.queues_of(agent))

    def pauses(self, id: str) -> dict[str, float]:
        """The agents who said no to it, and until when it is not offered to them again."""
        return dict(self._pauses.get(id, ()))

    def rank(self, item: Waiting) -> Rank:
        """Its place in its queue: the class, and since when it counts as waiting."""
        queue = self._queues.get(item.queue)
        if queue is None or not queue.choosing.bonus:
            return -item.priority, item.since
        return 0, item.since - item.priority * queue.choosing.bonus
