"""What a person needs for a request, by name: the rows of `server.rights.operations` are put together from these."""

from collections.abc import Callable
from dataclasses import dataclass

from cti.plan import Person
from cti.rights import ADMINS, DESIGNS, TICKET, Right
from server.rights.people import ASSIGNS, EXTRA_WORK, READS_ROUTES, SEES_CUSTOMERS, is_org_admin

R = Right


@dataclass(frozen=True, slots=True)
class Need:
    """fits: may this person; what: as the sentence of a refusal goes on; public: also for who is not signed in."""

    what: str
    fits: Callable[[Person], bool]
    public: bool = False


def _one_of(what: str, rights: frozenset[Right]) -> Need:
    return Need(what, lambda person: person.has_any(rights))


ANYBODY = Need("come in", lambda person: True, public=True)
SIGNED_IN = Need("be here", lambda person: True)
PHONE = Need("use the phone", lambda person: person.cti)
TICKETS = _one_of("work on tickets", TICKET)
EXTRA = _one_of("see callbacks", EXTRA_WORK)
ASSIGNING = _one_of("assign callbacks", ASSIGNS)
LEADS_TICKETS = _one_of("decide about the tickets of others", frozenset({R.ADMIN_TICKET, R.ADMIN_PHONE}))
LEADS = _one_of("see other people's contacts", frozenset({R.ADMIN_PHONE}))
READS_CUSTOMERS = _one_of("see customers", SEES_CUSTOMERS)
CUSTOMERS = _one_of("keep customers", ADMINS)
ORG_ADMINS = Need("manage the organisation", is_org_admin)
MANAGERS = _one_of("manage a service", ADMINS)
STAFFING = Need("see people", lambda person: is_org_admin(person) or person.has_any(ADMINS))
ROUTE_READERS = _one_of("see routes", READS_ROUTES)
NUMBERS = Need("see numbers", lambda person: person.has_any(READS_ROUTES) or is_org_admin(person))
DESIGNERS = _one_of("edit routes", DESIGNS)
SEES_CONNECTIONS = Need("see connections", lambda person: person.has_any(DESIGNS) or is_org_admin(person))
