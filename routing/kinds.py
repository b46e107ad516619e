"""What kinds of waiting there are: the queue, the skills that are asked for, the open rings, or one agent alone.

Rule: who waits and who is ready meet in lines, a pair of lines for each kind, so that nobody is looked at who does not
fit. A kind comes into being with the first who waits like that; there are as many as routes ask for, not as callers.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cti.plan import Queue
from cti.queueing import Choosing, Ring

Need = tuple[tuple[str, int], ...]  # skill and least level, sorted
Levels = Mapping[str, int]  # skill -> how much of it somebody has
CLOSED = Ring(0.0)  # before the first ring: all members, all skills, without the reserve


class Kind(NamedTuple):
    """agent: who alone can serve it, member of the queue or not; "" for everybody who has the skills.

    ring: how many rings are open.
    """

    queue: str
    need: Need = ()
    agent: str = ""
    ring: int = 0

    def __str__(self) -> str:
        asked = ", ".join(f"{skill} {level}" for skill, level in self.need)
        return f"queue {self.queue} with {asked}" if asked else f"queue {self.queue}"


def need_of(skills: Mapping[str, int]) -> Need:
    return tuple(sorted(skills.items()))


def rings_open(choosing: Choosing, waited: float) -> int:
    """How many rings are open after so many seconds."""
    return sum(ring.after <= waited for ring in choosing.rings)


def asked(need: Need, ring: Ring) -> Need:
    """What is asked of agents in this ring. Lowered levels end at 1; only dropped skills are not asked for at all."""
    return tuple((skill, max(1, level - ring.lower)) for skill, level in need if skill not in ring.drop)


class Kinds:
    """Who can serve what. queues: as they are now; levels: skills of each agent."""

    def __init__(self, queues: Mapping[str, Queue], levels: Mapping[str, Levels]) -> None:
        self._queues = queues
        self._levels: dict[str, Levels] = dict(levels)
        self._of_queue: dict[str, list[Kind]] = {}
        self._of_agent: dict[str, list[Kind]] = {}
        self._spare: dict[str, list[Kind]] = {}  # which an agent can serve as reserve only
        self._queues_of: dict[str, list[str]] = {}
        for id in sorted(queues):
            self._join(id)

    def of_queue(self, queue: str) -> list[Kind]:
        """Those that there are, the plain one first."""
        return self._of_queue.get(queue, [])

    def of_agent(self, agent: str) -> list[Kind]:
        """Those that this agent can serve."""
        return self._of_agent.get(agent, [])

    def spare_of(self, agent: str) -> list[Kind]:
        """Those in which this agent helps out when too many wait."""
        return self._spare.get(agent, [])

    def queues_of(self, agent: str) -> list[str]:
        """Whose member the agent is."""
        return self._queues_of.get(agent, [])

    def skills(self, agent: str) -> Levels:
        return self._levels.get(agent, {})

    def open(self, kind: Kind) -> tuple[list[str], list[str]]:
        """A new kind. Gives the agents who can serve it, and the reserve, in the order of their names."""
        self._of_queue.setdefault(kind.queue, []).append(kind)
        able = [agent for agent in self._candidates(kind) if self._is_able(kind, agent)]
        spare = [agent for agent in self._reserve(kind) if self._is_able(kind, agent)]
        for agent in able:
            self._of_agent.setdefault(agent, []).append(kind)
        for agent in spare:
            self._spare.setdefault(agent, []).append(kind)
        return able, spare

    def close(self, queue: str) -> list[Kind]:
        """The queue is another one from now on: none of its kinds is there any more. Gives those there were."""
        gone = self._of_queue.pop(queue, [])
        for kinds in (self._of_agent, self._spare):
            for agent, known in kinds.items():
                kinds[agent] = [kind for kind in known if kind.queue != queue]
        for agent, queues in self._queues_of.items():
            self._queues_of[agent] = [each for each in queues if each != queue]
        self._join(queue)
        return gone

    def skilled(self, agent: str, levels: Levels) -> None:
        """The agent has these skills from now on."""
        self._levels[agent] = levels
        for kinds, find in ((self._of_agent, self._candidates), (self._spare, self._reserve)):
            near = [kind for queue in self._near(agent) for kind in self.of_queue(queue) if agent in find(kind)]
            alone = [kind for kind in kinds.get(agent, ()) if kind.agent]
            kinds[agent] = [*(kind for kind in near if not kind.agent and self._is_able(kind, agent)), *alone]

    def affected(self, queue: str) -> list[str]:
        """The queues whose callers this one's members may take, itself first."""
        others = (id for id, each in sorted(self._queues.items()) if id != queue and _also(each) & {queue})
        return [queue, *others]

    def _near(self, agent: str) -> list[str]:
        return sorted({other for queue in self.queues_of(agent) for other in self.affected(queue)})

    def _join(self, queue: str) -> None:
        if known := self._queues.get(queue):
            for agent in known.members:
                self._queues_of.setdefault(agent, []).append(queue)

    def ring(self, kind: Kind) -> Ring:
        known = self._queues.get(kind.queue)
        return known.choosing.rings[kind.ring - 1] if known and 0 < kind.ring <= len(known.choosing.rings) else CLOSED

    def _candidates(self, kind: Kind) -> Iterator[str]:
        if kind.agent:
            yield kind.agent
            return
        queue, ring = self._queues.get(kind.queue), self.ring(kind)
        if queue is None:
            return
        found = {agent for agent in queue.members if ring.reserve or agent not in queue.reserve}
        found = {agent for agent in found if not ring.level or queue.level(agent) <= ring.level}
        if also := self._queues.get(ring.also):
            found |= also.members - also.reserve
        yield from sorted(found)

    def _reserve(self, kind: Kind) -> Iterator[str]:
        queue = self._queues.get(kind.queue)
        if queue and not kind.agent and queue.choosing.reserve_length and not self.ring(kind).reserve:
            yield from sorted(queue.reserve & queue.members)

    def _is_able(self, kind: Kind, agent: str) -> bool:
        levels = self._levels.get(agent, {})
        return all(levels.get(skill, 0) >= level for skill, level in asked(kind.need, self.ring(kind)))


def _also(queue: Queue) -> set[str]:
    return {ring.also for ring in queue.choosing.rings if ring.also}
