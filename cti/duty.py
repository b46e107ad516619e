"""How many members of each queue are ready and on duty: counted once and kept up, for a queue may have thousands."""

from dataclasses import dataclass, field

from cti.facts import AgentState


@dataclass(slots=True)
class Count:
    """Of these members."""

    members: frozenset[str]
    ready: int
    present: int


@dataclass(slots=True)
class Duty:
    """The agents who are ready, and those who are not logged out."""

    ready: set[str] = field(default_factory=set)
    present: set[str] = field(default_factory=set)
    _counts: dict[str, Count] = field(default_factory=dict)  # of queues that were asked about

    def becomes(self, agent: str, state: AgentState) -> None:
        ready = _put(self.ready, agent, state is AgentState.READY)
        present = _put(self.present, agent, state is not AgentState.OFF)
        for count in self._counts.values():
            if agent in count.members:
                count.ready += ready
                count.present += present

    def of(self, queue: str, members: frozenset[str]) -> Count:
        """Counted anew when the queue has got other members."""
        count = self._counts.get(queue)
        if count is None or count.members is not members:
            count = self._counts[queue] = Count(members, len(members & self.ready), len(members & self.present))
        return count


def _put(into: set[str], agent: str, wanted: bool) -> int:
    """1 when the agent came, -1 when the agent left, 0 when nothing changed."""
    before = len(into)
    if wanted:
        into.add(agent)
    else:
        into.discard(agent)
    return len(into) - before
