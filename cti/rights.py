"""The rights that a person can have, one by one and service by service (ORG-20 to ORG-27). Pure.

Rights add up: whoever has several has all that any of them opens. Those of the organisation stand under the service
`ORGANISATION`. The roles (`agent supervisor designer admin owner`) are names for bundles of them, see `BUNDLES`.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum


class Right(StrEnum):
    """owner: an org admin whom nobody can demote but an owner; design: writes routes, prompts and calendars."""

    OWNER = "owner"
    ORG_ADMIN = "org-admin"
    ADMIN_TICKET = "admin-ticket"
    ADMIN_PHONE = "admin-phone"
    ADMIN_CHAT = "admin-chat"
    AGENT_TICKET = "agent-ticket"
    AGENT_PHONE = "agent-phone"
    AGENT_CHAT = "agent-chat"
    CALLBACKS = "callbacks"
    DESIGN = "design"


Grant = tuple[str, str]  # a service, or ORGANISATION, and a right in it
Grants = frozenset[Grant]
R = Right
ORGANISATION = ""
OF_ORGANISATION = frozenset({R.OWNER, R.ORG_ADMIN})
OF_SERVICES = frozenset(Right) - OF_ORGANISATION
ADMINS = frozenset({R.ADMIN_TICKET, R.ADMIN_PHONE, R.ADMIN_CHAT})
AGENTS = frozenset({R.AGENT_TICKET, R.AGENT_PHONE, R.AGENT_CHAT})
PHONE = frozenset({R.ADMIN_PHONE, R.AGENT_PHONE})
TICKET = frozenset({R.ADMIN_TICKET, R.AGENT_TICKET}) | PHONE
CHAT = frozenset({R.ADMIN_CHAT, R.AGENT_CHAT})
DESIGNS = frozenset({R.DESIGN})
IMPLIED: dict[str, Right] = {R.ADMIN_PHONE: R.ADMIN_TICKET, R.AGENT_PHONE: R.AGENT_TICKET, R.OWNER: R.ORG_ADMIN}

ROLES = ("agent", "supervisor", "designer", "admin", "owner")
IN_CHARGE = frozenset({R.ADMIN_TICKET, R.ADMIN_PHONE, R.CALLBACKS})
EVERYTHING = IN_CHARGE | {R.ADMIN_CHAT, R.DESIGN}
BUNDLES: Mapping[str, AbstractSet[Right]] = {
    "agent": frozenset({R.AGENT_TICKET}),  # and the phone's, where the account has a CTI id
    "supervisor": IN_CHARGE,
    "designer": frozenset({R.DESIGN}),
    "admin": EVERYTHING | {R.ORG_ADMIN},
    "owner": EVERYTHING | {R.ORG_ADMIN, R.OWNER},
}


def granted(roles: Iterable[str], services: Iterable[str], cti: bool) -> Grants:
    """What roles in services come to. cti: the account may take calls."""
    rights = {right for role in roles for right in BUNDLES[role]}
    if cti and R.AGENT_TICKET in rights:
        rights.add(R.AGENT_PHONE)
    there = {(ORGANISATION, right.value) for right in rights & OF_ORGANISATION}
    return frozenset(there | {(service, right.value) for service in services for right in rights & OF_SERVICES})


def completed(grants: AbstractSet[Grant]) -> Grants:
    """With those that follow: the phone brings the ticket (ORG-24), an owner is an org admin."""
    return frozenset(grants | {(service, IMPLIED[right].value) for service, right in grants if right in IMPLIED})


def roles_of(grants: AbstractSet[Grant]) -> frozenset[str]:
    """The names of what somebody has, for those who only want a name."""
    have = {right for _, right in grants}
    if R.OWNER in have:
        return frozenset({"owner"} | ({"agent"} if have & AGENTS else set()))
    designs, leads = R.DESIGN in have, bool(have & ADMINS)
    named = {"admin": designs and leads, "supervisor": leads and not designs, "designer": designs and not leads}
    return frozenset(name for name, so in (named | {"agent": bool(have & AGENTS)}).items() if so)


def services_of(grants: AbstractSet[Grant]) -> frozenset[str]:
    return frozenset(service for service, _ in grants if service != ORGANISATION)
