"""What we know of a caller by their number: the lookup `customer`. Of the called service only."""

from collections.abc import Mapping, Sequence

from server.lookups.calling import FOUND, MISSING, Answer
from storage.callbacks import Callback, Callbacks
from storage.ticket_lists import Wanted
from storage.tickets import Ticket, Tickets
from ticketing.life import OVER

MOST = 200  # tickets that are looked at


class Customers:
    def __init__(self, tickets: Tickets, callbacks: Callbacks) -> None:
        self._tickets, self._callbacks = tickets, callbacks

    async def ask(self, caller: str, name: str, service: str, restricted: bool) -> Answer:
        """caller: the number, "" when withheld; name: as the network told it."""
        if not caller:
            return Answer(MISSING, known({}, name, restricted))
        wanted = Wanted(services=frozenset({service}), caller=caller)
        tickets = await self._tickets.newest(wanted, MOST)
        promised = await self._callbacks.waiting_of(caller, service)
        values = known(told(tickets, promised), name, restricted)
        return Answer(FOUND if tickets or promised or restricted else MISSING, values)


def told(tickets: Sequence[Ticket], promised: Sequence[Callback]) -> dict[str, str]:
    """tickets: the newest first; promised: callbacks that are waiting, the oldest first."""
    open_one = next((each for each in tickets if each.state not in OVER), None)
    return {
        "calls": str(len(tickets)),
        "last_agent": next((each.agent for each in tickets if each.agent), ""),
        "last_queue": next((each.queue for each in tickets if each.queue), ""),
        "open_ticket": str(open_one.id) if open_one else "",
        "waiting_callback": str(promised[0].id) if promised else "",
    }


def known(values: Mapping[str, str], name: str, restricted: bool) -> dict[str, str]:
    """By field; the route calls them `customer.calls` and so on."""
    nothing = {"calls": "0", "last_agent": "", "last_queue": "", "open_ticket": "", "waiting_callback": ""}
    more = {"name": name, "restricted": "yes" if restricted else "no"}
    return nothing | dict(values) | more
