"""When the next ring of agents opens for a caller who waits: one line on the agenda for each caller."""

from cti import commands
from cti.plan import Queue
from journal import Agenda
from routing.kinds import rings_open
from routing.state import Waiting


class Opening:
    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda

    def open_now(self, place: Waiting, queue: Queue | None, now: float) -> int:
        """How many rings are open. Who has waited before, in another queue too, brings that time along."""
        return rings_open(queue.choosing, now - place.since) if queue else 0

    def plan(self, place: Waiting, queue: Queue | None) -> None:
        """The next one, if there is one."""
        rings = queue.choosing.rings if queue else ()
        if place.agent or place.ring >= len(rings):
            self._agenda.cancel(f"wider:{place.id}")
            return
        after = rings[place.ring].after
        widen = commands.WidenRing(place.id, place.ring + 1, after)
        self._agenda.set(f"wider:{place.id}", place.since + after, widen)

    def over(self, id: str) -> None:
        self._agenda.cancel(f"wider:{id}")
