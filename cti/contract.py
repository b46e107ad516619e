"""What a service has by its contract, and what that leaves of people's rights (ORG-10 to ORG-15). Pure.

A function that is not contracted is not there: neither its menu nor its requests, because the rights to it have no
effect. Nobody has to ask for the contract anywhere else.
"""

from collections.abc import Mapping
from enum import StrEnum

from cti.plan import Person, Service
from cti.rights import PHONE, Grant, Grants, Right, roles_of, services_of
from journal.copies import replace

R = Right


class Kind(StrEnum):
    """issue: works on what consultation services hand over; it has tickets and nothing else."""

    CONSULTATION = "consultation"
    ISSUE = "issue"


class ServiceState(StrEnum):
    """terminated: only what was out of use before can be (ORG-12)."""

    IN_USE = "in use"
    OUT_OF_USE = "out of use"
    TERMINATED = "terminated"


FUNCTIONS = ("ticket", "phone", "chat", "callback", "faq", "customers", "sms", "knowledge", "security")
OFFERED: Mapping[str, frozenset[str]] = {
    Kind.CONSULTATION: frozenset(FUNCTIONS),
    Kind.ISSUE: frozenset({"ticket", "knowledge"}),
}
NEEDS: Mapping[str, str] = {
    R.ADMIN_TICKET: "ticket",
    R.AGENT_TICKET: "ticket",
    R.ADMIN_PHONE: "phone",
    R.AGENT_PHONE: "phone",
    R.DESIGN: "phone",
    R.ADMIN_CHAT: "chat",
    R.AGENT_CHAT: "chat",
    R.CALLBACKS: "callback",
}


def has(service: Service | None, function: str) -> bool:
    """The telephone comes with tickets: every call has one."""
    if service is None or service.state != ServiceState.IN_USE:
        return False
    return function in service.functions or (function == "ticket" and "phone" in service.functions)


def in_effect(rights: Grants, services: Mapping[str, Service]) -> Grants:
    """Those whose function is contracted, in services that are in use; the organisation's always."""

    def holds(grant: Grant) -> bool:
        service, right = grant
        return not service or has(services.get(service), NEEDS.get(right, ""))

    return frozenset(filter(holds, rights))


def opened(rights: Grants, services: Mapping[str, Service]) -> Grants:
    """What an API key opens: nothing of a service whose open API is switched off (SEC-01)."""
    return frozenset(grant for grant in rights if not (known := services.get(grant[0])) or known.open_api)


def as_contracted(person: Person, services: Mapping[str, Service]) -> Person:
    """The person with what is left. Who has no phone right left has no phone."""
    rights = in_effect(person.grants, services)
    cti = person.cti and any(right in PHONE for _, right in rights)
    return replace(person, rights=rights, services=services_of(rights), roles=roles_of(rights), cti=cti)


def complaint_about(kind: str, functions: frozenset[str]) -> str:
    """ "" for a contract that can be. Callbacks are made by telephone (CB-12)."""
    if unknown := sorted(functions - OFFERED[kind]):
        return f"functions: a service of this kind has no {unknown[0]}"
    if "callback" in functions and "phone" not in functions:
        return "functions: callbacks need the telephone"
    return ""
