"""To which services an entry belongs, also long after its call is over: told by the journal, not by what is live."""

from cti.plan import Plan
from journal import Entry
from storage.journal import SqlLog


class Belonging:
    """For one batch of entries: what it has read of a call is not read again."""

    def __init__(self, plan: Plan, log: SqlLog) -> None:
        self._plan, self._log = plan, log
        self._calls: dict[str, list[tuple[int, str]]] = {}

    async def of(self, entry: Entry) -> frozenset[str]:
        """None where it belongs to the organisation, or to a call that never came into a service."""
        fact = entry.fact
        if service := getattr(fact, "service", ""):
            return frozenset({service})
        if call := getattr(fact, "call", ""):
            return frozenset(filter(None, [await self._of_call(call, entry.number)]))
        person = self._plan.people.get(getattr(fact, "agent", "") or getattr(fact, "person", ""))
        if person is not None:
            return person.services
        queue = self._plan.queues.get(getattr(fact, "queue", ""))
        return frozenset({queue.service} if queue else ())

    async def _of_call(self, call: str, number: int) -> str:
        """The last one that it came into until then; before the first, that one."""
        if call not in self._calls:
            story = await self._log.of(f"call:{call}")
            told = [(each.number, getattr(each.fact, "service", "")) for each in story]
            self._calls[call] = [each for each in told if each[1]]
        services = self._calls[call]
        earlier = [service for at, service in services if at <= number]
        return earlier[-1] if earlier else services[0][1] if services else ""
