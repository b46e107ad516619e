"""A ticket as triggers see it. Pure."""

from collections.abc import Collection

from storage.tickets import Ticket
from ticketing.triggers.conditions import Happening, Seen

HOUR = 3600.0


def seen_of(
    ticket: Ticket, tags: Collection[str], happened: Collection[Happening], now: float, changed_at: float
) -> Seen:
    """changed_at: when somebody last did something with it, epoch seconds."""
    words = ("kind", "channel", "state", "priority", "queue", "agent", "caller", "code", "subject", "note", "result")
    numbers = ("receipt", "processing", "group")
    return {
        **{name: str(getattr(ticket, name)) for name in words},
        **{name: str(getattr(ticket, name) or "") for name in numbers},
        "path": " > ".join(ticket.path),
        "tags": frozenset(tags),
        "event": frozenset(each.value for each in happened),
        "talk_seconds": ticket.talk_seconds,
        "since_opened": (now - ticket.opened_at) / HOUR,
        "since_changed": (now - changed_at) / HOUR,
    }
