"""What a person may do in which service. Pure; the words are those of the rights matrix (ORG-20 to ORG-28)."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from cti.contract import has
from cti.plan import Person, Service
from cti.rights import ADMINS, AGENTS, CHAT, DESIGNS, OF_SERVICES, ORGANISATION, PHONE, TICKET, Right

R = Right
READS_ROUTES = DESIGNS | {R.ADMIN_PHONE}
SEES_CUSTOMERS = TICKET | ADMINS
EXTRA_WORK = ADMINS | AGENTS | {R.CALLBACKS}
ASSIGNS = ADMINS | {R.CALLBACKS}


# --- the organisation ------------------------------------------------------------------------------------------------


def is_owner(person: Person) -> bool:
    return person.has(ORGANISATION, {R.OWNER})


def is_org_admin(person: Person) -> bool:
    """Opens the functions of the organisation and nothing of a service but its agents (ORG-25, ORG-27)."""
    return person.has(ORGANISATION, {R.ORG_ADMIN, R.OWNER})


def may_staff(person: Person, service: str) -> bool:
    """Say who works in a service and with which rights: the menu Agents (ORG-25, ORG-28)."""
    return is_org_admin(person) or person.has(service, ADMINS)


def may_give(person: Person, service: str, right: str) -> bool:
    """Nobody gives more than they may: owners are made by owners, org admins by org admins."""
    if service == ORGANISATION:
        return is_owner(person) if right == R.OWNER else right == R.ORG_ADMIN and is_org_admin(person)
    return right in OF_SERVICES and may_staff(person, service)


# --- a service -------------------------------------------------------------------------------------------------------


def is_in_charge_of(person: Person, services: AbstractSet[str]) -> bool:
    """Of the telephone in one of these: its queues, agents, recordings and callers."""
    return bool(person.where({R.ADMIN_PHONE}) & services)


def in_charge_of(person: Person, services: Iterable[str]) -> frozenset[str]:
    """Of these services those that the person is in charge of."""
    return person.where({R.ADMIN_PHONE}).intersection(services)


def oversees(person: Person, service: str) -> bool:
    """Other people's contacts in this service; "" for those of which no service is known yet."""
    return person.has(service, {R.ADMIN_PHONE}) if service else person.has_any({R.ADMIN_PHONE})


def may_ticket(person: Person, service: str) -> bool:
    """Open, read and write tickets of a service: the menu Tickets."""
    return person.has(service, TICKET)


def may_lead_tickets(person: Person, service: str) -> bool:
    """What needs an admin: change the handler of a ticket that a trigger gave out, forward to anybody (TKT-13)."""
    return person.has(service, {R.ADMIN_TICKET, R.ADMIN_PHONE})


def tickets_in(person: Person) -> frozenset[str]:
    """The services whose tickets this person has."""
    return person.where(TICKET)


def may_phone(person: Person, service: str) -> bool:
    """Take and make calls of a service; also who can be given callbacks of it (CB-12)."""
    return person.has(service, PHONE)


def may_chat(person: Person, service: str) -> bool:
    return person.has(service, CHAT)


def callbacks_in(person: Person, services: Mapping[str, Service]) -> frozenset[str]:
    """The services whose callbacks this person has something to do with: the menu Extra work (ORG-22). Not where the
    contract has no callbacks (CB-01)."""
    return frozenset(id for id in person.where(EXTRA_WORK) if has(services.get(id), "callback"))


def may_assign_callbacks(person: Person, service: str) -> bool:
    """The tabs beyond the list, and everybody's callbacks in it (CB-03, CB-10, ORG-26)."""
    return person.has(service, ASSIGNS)


def may_see_callback(person: Person, services: Mapping[str, Service], service: str, assignee: str) -> bool:
    """One's own, or any of a service in which one assigns them (CB-03)."""
    return service in callbacks_in(person, services) and (
        may_assign_callbacks(person, service) or assignee == person.id
    )


def may_see_figures(person: Person, service: str) -> bool:
    """The menu Statistics."""
    return person.has(service, ADMINS)


def may_manage(person: Person, service: str) -> bool:
    """The menu Service, all of it."""
    return person.has(service, ADMINS)


def may_keep_customers(person: Person, service: str) -> bool:
    """The menu Customers."""
    return person.has(service, ADMINS)


def may_see_customers(person: Person, service: str) -> bool:
    """The card of a customer: for admins from the menu, for agents through a ticket or a call (CUS-15)."""
    return person.has(service, SEES_CUSTOMERS)


# --- routes ----------------------------------------------------------------------------------------------------------


def may_design(person: Person, service: str) -> bool:
    """Edit, test and publish the routes of a service, and its calendars. service: "" for what all services share."""
    return _in(person, DESIGNS, service)


def may_read_routes(person: Person, service: str) -> bool:
    return _in(person, READS_ROUTES, service)


def may_switch(person: Person, service: str) -> bool:
    """In an emergency: close a service, or greet its callers otherwise."""
    return _in(person, {R.ADMIN_PHONE}, service)


def _in(person: Person, rights: AbstractSet[Right], service: str) -> bool:
    return person.has(service, rights) if service else person.has_any(rights)
