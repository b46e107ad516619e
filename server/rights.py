"""Who is in charge of what, where a role alone does not say it. Pure."""

from collections.abc import Set as AbstractSet

from cti.plan import Person

IN_CHARGE = frozenset({"supervisor", "admin"})
EVERYWHERE = "owner"


def is_in_charge_of(person: Person, services: AbstractSet[str]) -> bool:
    """Supervisors and admins are in charge of their own services, the owner of all."""
    if EVERYWHERE in person.roles:
        return True
    return bool(person.roles & IN_CHARGE and person.services & services)


def in_charge_of(person: Person, services: AbstractSet[str]) -> frozenset[str]:
    """Of these services those that the person is in charge of."""
    return frozenset(each for each in services if is_in_charge_of(person, {each}))


DESIGNS = frozenset({"designer", "admin"})
READS_ROUTES = DESIGNS | IN_CHARGE


def may_design(person: Person, service: str) -> bool:
    """Edit, test and publish the routes of a service, and its calendars."""
    return _in(person, DESIGNS, service)


def may_read_routes(person: Person, service: str) -> bool:
    return _in(person, READS_ROUTES, service)


def may_switch(person: Person, service: str) -> bool:
    """In an emergency: close a service, or greet its callers otherwise."""
    return _in(person, IN_CHARGE, service)


def _in(person: Person, roles: AbstractSet[str], service: str) -> bool:
    """service: "" for what all services share."""
    if EVERYWHERE in person.roles:
        return True
    return bool(person.roles & roles) and service in ("", *person.services)
