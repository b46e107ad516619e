"""Tells the gateways which call each agent's phone is about, so that their logs name it as ours does."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from cti.desk import Desk
from cti.table import CallState
from journal import Entry


class CallNames:
    """concern: agent and call, "" for none. Begins with the calls that there are."""

    def __init__(self, desk: Desk, concern: Callable[[str, str], None]) -> None:
        self._desk, self._concern = desk, concern
        self._agents: defaultdict[str, set[str]] = defaultdict(set)  # of each call, as it was told
        self._calls: Counter[str] = Counter()  # how many each agent is in
        for call in list(desk.calls):
            self._look(call)

    def told(self, entries: Sequence[Entry]) -> None:
        for call in {getattr(entry.fact, "call", "") for entry in entries} - {""}:
            self._look(call)

    def _look(self, call: str) -> None:
        before, now = self._agents[call], self._with(call)
        for agent in before - now:
            self._calls[agent] -= 1
            if not self._calls[agent]:
                del self._calls[agent]
                self._concern(agent, "")
        for agent in now - before:
            self._calls[agent] += 1
            self._concern(agent, call)
        if now:
            self._agents[call] = now
        else:
            del self._agents[call]

    def _with(self, id: str) -> set[str]:
        """At whom it only rings does not speak with it yet."""
        call = self._desk.calls.get(id)
        return set(call.parties) if call and call.state is not CallState.OFFERED else set()
