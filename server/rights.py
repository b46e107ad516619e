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
