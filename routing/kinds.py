"""What kinds of waiting there are: the queue, the skills that an agent needs, or one agent alone.

Rule: who waits and who is ready meet in lines, a pair of lines for each kind, so that nobody is looked at who does not
fit. A kind comes into being with the first who waits like that; there are as many as routes ask for, not as callers.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

Need = tuple[tuple[str, int], ...]  # skill and least level, sorted
Levels = Mapping[str, int]  # skill -> how much of it somebody has


class Kind(NamedTuple):
    """agent: who alone can serve it, member of the queue or not; "" for everybody who has the skills."""

    queue: str
    need: Need = ()
    agent: str = ""

    def __str__(self) -> str:
        asked = ", ".join(f"{skill} {level}" for skill, level in self.need)
        return f"queue {self.queue} with {asked}" if asked else f"queue {self.queue}"


def need_of(skills: Mapping[str, int]) -> Need:
    return tuple(sorted(skills.items()))


class Kinds:
    """Who can serve what. members: the agents of each queue; levels: their skills, by agent."""

    def __init__(self, members: Mapping[str, frozenset[str]], levels: Mapping[str, Levels]) -> None:
        self._members = members
        self._levels: dict[str, Levels] = dict(levels)
        self._of_queue: dict[str, list[Kind]] = {}
        self._of_agent: dict[str, list[Kind]] = {}

    def of_queue(self, queue: str) -> list[Kind]:
        """Those that there are, the plain one first."""
        return self._of_queue.get(queue, [])

    def of_agent(self, agent: str) -> list[Kind]:
        """Those that this agent can serve."""
        return self._of_agent.get(agent, [])

    def open(self, kind: Kind) -> list[str]:
        """A new kind. Gives the agents who can serve it, in the order of their names."""
        self._of_queue.setdefault(kind.queue, []).append(kind)
        able = [agent for agent in self._candidates(kind) if self._is_able(kind, agent)]
        for agent in able:
            self._of_agent.setdefault(agent, []).append(kind)
        return able

    def skilled(self, agent: str, levels: Levels) -> None:
        """The agent has these skills from now on."""
        self._levels[agent] = levels
        served = [queue for queue, members in sorted(self._members.items()) if agent in members]
        plain = [kind for queue in served for kind in self.of_queue(queue) if not kind.agent]
        alone = [kind for kind in self.of_agent(agent) if kind.agent]
        self._of_agent[agent] = [*(kind for kind in plain if self._is_able(kind, agent)), *alone]

    def _candidates(self, kind: Kind) -> Iterator[str]:
        yield from [kind.agent] if kind.agent else sorted(self._members.get(kind.queue, ()))

    def _is_able(self, kind: Kind, agent: str) -> bool:
        levels = self._levels.get(agent, {})
        return all(levels.get(skill, 0) >= level for skill, level in kind.need)
