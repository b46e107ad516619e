"""Every request that there is, and what a person needs for it. Pure.

A row is `METHOD path` as the OpenAPI document tells it; what is not here is refused, and a test compares the two. What
a person may ask in one service is asked again there, with the service, see `server.rights.people`.
"""

from collections.abc import Mapping

from cti.plan import Person
from server.rights import ticket_operations
from server.rights.needs import (
    ANYBODY,
    ASSIGNING,
    CUSTOMERS,
    DESIGNERS,
    EXTRA,
    LEADS,
    LEADS_TICKETS,
    MANAGERS,
    NUMBERS,
    ORG_ADMINS,
    PHONE,
    READS_CUSTOMERS,
    ROUTE_READERS,
    SEES_CONNECTIONS,
    SIGNED_IN,
    STAFFING,
    TICKETS,
    Need,
)

LISTED: tuple[tuple[Need, str], ...] = (
    (
        ANYBODY,
        """
        POST /api/session
        POST /api/password
        POST /api/password/forgotten
        GET /api/health
        GET /metrics
        GET /api/docs
        GET /api/asyncapi.json
        GET /api/session/single
        GET /api/session/single/begin
        GET /api/session/single/back
        """,
    ),
    (
        SIGNED_IN,
        """
        GET /api/me
        GET /api/me/performance
        GET /api/me/profile
        PATCH /api/me/profile
        PUT /api/me/password
        POST /api/me/second-factor
        PUT /api/me/second-factor
        POST /api/me/second-factor/codes
        POST /api/me/second-factor/remove
        GET /api/me/sessions
        DELETE /api/me/sessions/{id}
        PUT /api/me/language
        DELETE /api/session
        GET /api/present
        GET /api/agents
        GET /api/queues
        GET /api/calls
        GET /api/calls/{id}
        GET /api/calls/{id}/quality
        GET /api/calls/{id}/timeline
        GET /api/calls/{id}/steps
        GET /api/calls/{id}/why
        POST /api/demo/call
        GET /api/routes/schema
        """,
    ),
    (
        PHONE,
        """
        GET /api/me/phone
        PUT /api/me/phone
        POST /api/me/phone/ring
        POST /api/calls
        GET /api/numbers
        GET /api/caller-ids/choices
        POST /api/callbacks/{id}/connect
        POST /api/callbacks/{id}/complete
        PUT /api/callbacks/{id}/due
        PUT /api/me/state
        POST /api/calls/{id}/confirm
        POST /api/calls/{id}/cancel
        POST /api/calls/{id}/hold
        POST /api/calls/{id}/resume
        POST /api/calls/{id}/hangup
        POST /api/calls/{id}/mute
        POST /api/calls/{id}/dismiss
        POST /api/calls/{id}/digits
        GET /api/calls/{id}/targets
        POST /api/calls/{id}/consult
        POST /api/calls/{id}/swap
        POST /api/calls/{id}/complete
        POST /api/calls/{id}/conference
        POST /api/calls/{id}/drop
        POST /api/calls/{id}/end
        POST /api/calls/{id}/abandon
        POST /api/calls/{id}/transfer
        POST /api/calls/{id}/warn
        POST /api/calls/{id}/withdraw
        POST /api/calls/{id}/record
        """,
    ),
    (
        TICKETS,
        """
        GET /api/tickets
        GET /api/tickets/counts
        GET /api/tickets/{id}
        GET /api/tickets/{id}/events
        POST /api/tickets/{id}/fetch
        POST /api/tickets/{id}/forward
        POST /api/tickets/{id}/process
        GET /api/templates
        POST /api/templates/{id}/fill
        POST /api/tickets/{id}/templates/{template}
        GET /api/tickets/{id}/attachments
        POST /api/tickets/{id}/attachments
        GET /api/tickets/{id}/attachments/{file}
        DELETE /api/tickets/{id}/attachments/{file}
        GET /api/tickets/{id}/firings
        POST /api/tickets
        POST /api/tickets/{id}/transfer
        GET /api/tickets/{id}/masks
        POST /api/tickets/{id}/masks
        GET /api/tickets/{id}/quality
        PATCH /api/tickets/{id}
        GET /api/recordings
        GET /api/recordings/{id}
        GET /api/recordings/{id}/audio
        GET /api/recordings/{id}/waveform
        GET /api/incidents
        GET /api/incidents/{id}
        PATCH /api/incidents/{id}
        GET /api/conduct/callers/{number}
        GET /api/tickets/{id}/customer
        PUT /api/tickets/{id}/customer
        GET /api/calls/{id}/customer
        GET /api/calls/{id}/lookup
        """,
    ),
    (TICKETS, ticket_operations.LISTS),
    (LEADS_TICKETS, ticket_operations.SETUP),
    (
        LEADS_TICKETS,
        """
        POST /api/tickets/{id}/masks/{number}/show
        DELETE /api/tickets/{id}/masks/{number}
        POST /api/templates
        PUT /api/templates/{id}
        DELETE /api/templates/{id}
        GET /api/triggers/{service}
        GET /api/triggers/{service}/kinds
        POST /api/triggers/{service}
        PUT /api/triggers/{service}/order
        POST /api/triggers/{service}/try
        PUT /api/triggers/{service}/{id}
        DELETE /api/triggers/{service}/{id}
        GET /api/triggers/{service}/{id}/firings
        """,
    ),
    (EXTRA, "GET /api/callbacks\nGET /api/callbacks/choices\nGET /api/events\nGET /api/events/kinds"),
    (ASSIGNING, "GET /api/callbacks/takers\nGET /api/callbacks/status"),
    (ASSIGNING, "POST /api/callbacks/assign\nPOST /api/callbacks/unassign"),
    (
        MANAGERS,
        """
        GET /api/webhooks
        POST /api/webhooks
        PATCH /api/webhooks/{id}
        DELETE /api/webhooks/{id}
        POST /api/webhooks/{id}/secret
        POST /api/webhooks/{id}/test
        POST /api/webhooks/{id}/now
        GET /api/webhooks/{id}/failures
        POST /api/webhooks/{id}/failures/again
        POST /api/webhooks/{id}/failures/{failure}/again
        """,
    ),
    (
        LEADS,
        """
        GET /api/caller-ids
        GET /api/dial-rules/{service}
        GET /api/transfer-targets/{service}
        PUT /api/transfer-targets/{service}
        GET /api/skills
        POST /api/skills
        DELETE /api/skills/{id}
        PUT /api/skills/people/{id}
        PUT /api/dial-rules/{service}
        POST /api/caller-ids
        PATCH /api/caller-ids/{id}
        PUT /api/caller-ids/{id}/certificate
        POST /api/caller-ids/{id}/decision
        DELETE /api/caller-ids/{id}
        GET /api/caller-ids/{id}/certificate
        GET /api/recordings/{id}/plays
        PATCH /api/recordings/{id}
        DELETE /api/recordings/{id}
        POST /api/calls/{id}/clear
        GET /api/calls/{id}/witness
        POST /api/incidents/{id}/review
        GET /api/conduct/restrictions
        POST /api/conduct/restrictions/{id}/lift
        GET /api/conduct/policies
        PUT /api/conduct/policies/{service}
        GET /api/conduct/figures
        GET /api/figures
        POST /api/figures/file
        GET /api/simulations/start
        POST /api/simulations
        GET /api/simulations/{id}
        DELETE /api/simulations/{id}
        POST /api/services/{service}/switch
        POST /api/calendars/{id}/force
        PUT /api/agents/{id}/state
        DELETE /api/agents/{id}/pending-state
        POST /api/queues
        PATCH /api/queues/{id}
        DELETE /api/queues/{id}
        GET /api/queues/{id}/members
        PUT /api/queues/{id}/members
        GET /api/queues/{id}/settings
        PUT /api/queues/{id}/settings
        """,
    ),
    (
        STAFFING,
        """
        GET /api/people
        PATCH /api/people/{id}
        PUT /api/people/{id}/rights/{service}
        GET /api/groups
        POST /api/groups
        PUT /api/groups/{id}
        DELETE /api/groups/{id}
        GET /api/services
        """,
    ),
    (
        READS_CUSTOMERS,
        """
        GET /api/customers
        GET /api/customers/{id}
        POST /api/customers/{id}/values
        POST /api/customers/{id}/notes
        GET /api/customers/{id}/history
        GET /api/customers/{id}/candidates
        POST /api/customers/{id}/merge
        POST /api/customers/{id}/split
        GET /api/customer-settings
        GET /api/customer-apis
        POST /api/customer-apis/{service}/lookup
        GET /api/customers/{id}/lookup
        """,
    ),
    (
        CUSTOMERS,
        """
        POST /api/customers
        POST /api/customers/{id}/values/remove
        PUT /api/customer-settings/{service}
        GET /api/customers/{id}/erasure
        POST /api/customers/{id}/erase
        GET /api/customer-erasures
        PUT /api/customer-apis/{service}
        POST /api/customer-apis/{service}/key
        POST /api/customer-apis/{service}/cipher
        POST /api/customer-apis/{service}/cipher/show
        POST /api/customer-apis/{service}/addresses
        POST /api/customer-apis/{service}/test
        POST /api/customer-exports
        GET /api/customer-exports/{id}
        GET /api/customer-exports/{id}/file
        DELETE /api/customer-exports/{id}
        """,
    ),
    (
        ORG_ADMINS,
        """
        POST /api/people
        POST /api/people/{id}/invite
        PUT /api/people/{id}/active
        POST /api/services
        PATCH /api/services/{id}
        PUT /api/services/{id}/contract
        PUT /api/services/{id}/state
        PUT /api/services/{id}/open-api
        DELETE /api/services/{id}/open-api
        GET /api/organisation
        PATCH /api/organisation
        POST /api/organisation/key
        POST /api/organisation/key/show
        GET /api/right-changes
        GET /api/audit
        GET /api/mails
        POST /api/mails/{id}/again
        GET /api/sign-on
        PUT /api/sign-on
        DELETE /api/sign-on
        GET /api/intruders
        POST /api/intruders/blocks
        POST /api/intruders/let-go
        GET /api/intruders/spared
        POST /api/intruders/spared
        DELETE /api/intruders/spared/{id}
        GET /api/status
        GET /api/status/checks
        POST /api/status/checks
        POST /api/status/canary
        GET /api/keys
        POST /api/keys
        DELETE /api/keys/{id}
        DELETE /api/routes/numbers/{number}
        PUT /api/connections/{name}
        DELETE /api/connections/{name}
        POST /api/connections/{name}/test
        GET /api/extensions
        POST /api/extensions
        DELETE /api/extensions/{id}
        GET /api/phones
        POST /api/phones
        POST /api/phones/{id}/secret
        DELETE /api/phones/{id}
        """,
    ),
    (
        SEES_CONNECTIONS,
        """
        GET /api/connections
        """,
    ),
    (
        ROUTE_READERS,
        """
        GET /api/routes
        POST /api/routes/check
        GET /api/routes/{name}
        POST /api/routes/{name}/test
        POST /api/routes/{name}/try
        POST /api/routes/{name}/impact
        GET /api/routes/{name}/figures
        GET /api/routes/{name}/versions
        GET /api/routes/{name}/versions/{version}
        GET /api/routes/{name}/diff
        GET /api/routes/{name}/export
        GET /api/services/switches
        GET /api/prompts
        GET /api/prompts/{name}
        GET /api/prompts/{name}/{language}/sound
        GET /api/prompts/spoken/{id}
        POST /api/prompts/speak
        GET /api/calendars
        GET /api/calendars/{id}
        """,
    ),
    (NUMBERS, "GET /api/routes/numbers"),
    (
        DESIGNERS,
        """
        POST /api/routes
        POST /api/routes/import
        POST /api/prompts
        DELETE /api/prompts/{name}
        PUT /api/prompts/{name}/{language}/text
        PUT /api/prompts/{name}/{language}/use
        POST /api/prompts/{name}/{language}/recording
        PUT /api/routes/numbers/{number}
        PATCH /api/routes/{name}
        DELETE /api/routes/{name}
        PUT /api/routes/{name}/draft
        DELETE /api/routes/{name}/draft
        POST /api/routes/{name}/publish
        POST /api/routes/{name}/rollback
        DELETE /api/routes/{name}/schedule
        PUT /api/calendars/{id}
        DELETE /api/calendars/{id}
        """,
    ),
)
# Asked by the sockets themselves, which answer in their own way.
SOCKETS = frozenset({"WS /api/live", "WS /api/softphone"})
OPERATIONS: Mapping[str, Need] = {
    line.strip(): need for need, lines in LISTED for line in lines.splitlines() if line.strip()
}


def may_ask(person: Person | None, operation: str) -> bool:
    """person: None for who is not signed in."""
    need = OPERATIONS.get(operation)
    return need is not None and (need.public or (person is not None and need.fits(person)))
