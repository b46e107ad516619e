"""Which requests are written down: what those do who have power over others or the house, and who comes in. Pure."""

from server.rights.needs import CUSTOMERS, DESIGNERS, LEADS, LEADS_TICKETS, MANAGERS, ORG_ADMINS, STAFFING
from server.rights.operations import OPERATIONS

OF_POWER = (LEADS_TICKETS, LEADS, MANAGERS, STAFFING, CUSTOMERS, ORG_ADMINS, DESIGNERS)
OF_ONESELF = frozenset(
    line.strip()
    for line in """
        POST /api/session
        GET /api/session/single/back
        POST /api/password
        POST /api/password/forgotten
        PUT /api/me/password
        POST /api/me/second-factor
        PUT /api/me/second-factor
        POST /api/me/second-factor/codes
        POST /api/me/second-factor/remove
        DELETE /api/me/sessions/{id}
        """.splitlines()
)
OF_MANY = frozenset({"POST /api/ticket-exports"})  # takes what many people said out of the house at once
NOT_KEPT = frozenset({"PUT /api/routes/{name}/draft"})  # saves itself as one types, and nobody hears it


def is_audited(operation: str) -> bool:
    """Every change by who has power over others or the house, what opens the door, and what takes much out."""
    if operation in OF_ONESELF or operation in OF_MANY:
        return True
    power = OPERATIONS.get(operation) in OF_POWER
    return power and not operation.startswith("GET") and operation not in NOT_KEPT
