"""What stands of a customer elsewhere than in their own record: which columns and fields are personal.

Rule: every text that belongs to a ticket, callback or call is in one of these lists, and a test sees that none is
forgotten. Counts, times, ways through the menus and who worked on it stay: figures must not change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Table

from storage.tables import (
    attachments,
    callbacks,
    incidents,
    mails,
    ticket_events,
    ticket_flags,
    ticket_masks,
    ticket_texts,
    ticket_values,
    tickets,
    trigger_firings,
)


@dataclass(frozen=True, slots=True)
class Place:
    """key: the column that says of which ticket, callback or call a row is; blank: columns that become empty;
    None: the whole row goes."""

    table: Table
    key: str
    blank: tuple[str, ...] | None


OF_TICKETS = (
    Place(tickets, "id", ("caller", "subject", "note")),
    Place(ticket_events, "ticket", ("text", "changes")),
    Place(ticket_flags, "ticket", ("note",)),
    Place(ticket_masks, "ticket", None),
    Place(ticket_values, "ticket", None),
    Place(attachments, "ticket", None),  # the files go with the next sweep of their shelf
    Place(trigger_firings, "ticket", None),
    Place(mails, "ticket", None),
)
SEARCHED = Place(ticket_texts, "ticket", ("text", "words"))  # written anew from the tickets
OF_CALLBACKS = (Place(callbacks, "id", ("caller", "note")),)
OF_CALLS = (Place(incidents, "call", ("caller", "note")),)

# Fields of facts that say who somebody is, where they can be reached, or what was typed of them.
PERSONAL: Mapping[str, tuple[str, ...]] = {
    "Arrived": ("caller", "name"),
    "CallbackRequested": ("number",),
    "CallbackAsked": ("caller",),
    "CallbackClosed": ("note",),
    "CallbackQueued": ("number",),
    "DigitPressed": ("digit",),
    "Dialled": ("number",),
    "Dismissed": ("reason",),
    "IncidentNoted": ("note",),
    "IncidentOpened": ("caller",),
    "LookupAnswered": ("values",),
    "LookupAsked": ("send",),
    "Missed": ("caller",),
    "PassedToRoute": ("caller",),
    "RecordingDeleted": ("reason",),
    "RecordingLocked": ("reason",),
    "RestrictionLifted": ("number", "reason"),  # once it is over, see `server.customers`
    "RestrictionSet": ("number",),
    "TicketFlagged": ("note",),
    "TicketOpened": ("caller",),
    "VoicemailLeft": ("caller",),
    "Warned": ("reason",),
}
# Fields that are called alike and say nothing about a customer, see the test.
OF_OTHERS: Mapping[str, tuple[str, ...]] = {
    "AgentStateChanged": ("reason", "note"),  # of agents
    "AgentStatePending": ("reason", "note"),
    "CallbackAsked": ("reason",),  # a kind
    "OfferFailed": ("reason",),  # of the switch
    "OrderFailed": ("reason",),
    "PassedToNumber": ("number",),  # to whom calls are handed over
    "SentOut": ("number",),
    "PhoneDetached": ("reason",),
    "RecordingLost": ("reason",),
    "RecordingPaused": ("reason",),  # a kind
    "Requeued": ("reason",),  # a kind
    "CallbackAskedAgain": ("reason",),
    "NumberRemoved": ("number",),  # of the house
    "NumberRouted": ("number",),
    "QueueOpened": ("name",),
    "QueueRemoved": ("name",),
}
EMPTY: Mapping[type, object] = {str: "", dict: {}, list: []}


def without_person(kind: str, body: str) -> str:
    """The body of an entry as it is after the erasing. It can still be read, and means the same to all figures."""
    fields = msgspec.json.decode(body)
    for name in PERSONAL.get(kind, ()):
        if name in fields:
            fields[name] = EMPTY[type(fields[name])]
    return msgspec.json.encode(fields).decode()
