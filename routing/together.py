"""Calls that ring, and which of them ring at all who are ready, so that more agents can join.

A fold over facts; costs nothing where no queue rings at all.
"""

from collections.abc import Iterable, Iterator

from routing.state import Waiting


class Ringing:
    def __init__(self) -> None:
        self._agents: dict[str, set[str]] = {}  # of each call that rings
        self._open: dict[str, dict[str, Waiting]] = {}  # by queue: the calls that ring at all who are ready

    def __contains__(self, call: str) -> bool:
        return call in self._agents

    def agents(self, call: str) -> list[str]:
        return sorted(self._agents.get(call, ()))

    def begin(self, place: Waiting, agent: str, together: bool) -> bool:
        """It rings at this agent. True for the first one of a call that may ring at others too."""
        first = place.id not in self._agents
        self._agents.setdefault(place.id, set()).add(agent)
        if first and together:
            self._open.setdefault(place.queue, {})[place.id] = place
        return first and together

    def stop(self, place: Waiting, agent: str) -> bool:
        """It does not ring at this agent any more. True when it rings at nobody else."""
        agents = self._agents.get(place.id, set())
        agents.discard(agent)
        if not agents:
            self.over(place)
        return not agents

    def taken(self, place: Waiting) -> None:
        """Somebody has it: nobody joins any more; from the others it is withdrawn."""
        self._open.get(place.queue, {}).pop(place.id, None)

    def over(self, place: Waiting) -> list[str]:
        """It does not ring any more. Gives the agents at whom it rang."""
        self.taken(place)
        return sorted(self._agents.pop(place.id, ()))

    def open_in(self, queues: Iterable[str]) -> Iterator[Waiting]:
        """What an agent of these queues could join."""
        return (place for queue in queues for place in self._open.get(queue, {}).values())

    def present(self) -> dict[str, list[str]]:
        """The agents of each call that rings, and the calls that others may join under their queue's name."""
        return {id: sorted(agents) for id, agents in self._agents.items()} | {
            f"queue:{queue}": sorted(places) for queue, places in self._open.items() if places
        }
