"""What the live socket says to a page: the present once, then a message for each entry that its person may see.

Times are RFC 3339; views are as they stand after the entry.
"""

from dataclasses import dataclass, field
from typing import Literal

from server.views import AgentView, CallView, Present, QueueView, SideView, TicketView


@dataclass(frozen=True, slots=True)
class PresentMessage(Present):
    """The first message, unless the page could continue from a number."""

    type: Literal["present"] = "present"


@dataclass(frozen=True, slots=True)
class FactMessage:
    """One entry. cause: number of the entry that led to it, or 0; call … ticket: what it touched, None when over.

    queue: of the call; queues: of the agent whose state changed, for their figures changed too.
    """

    number: int
    at: float
    cause: int
    kind: str
    fact: dict[str, object]
    call: CallView | None = None
    agent: AgentView | None = None
    queue: QueueView | None = None
    queues: list[QueueView] = field(default_factory=list)
    ticket: TicketView | None = None
    type: Literal["fact"] = "fact"


@dataclass(frozen=True, slots=True)
class TicketMessage:
    """Somebody, or a trigger, has done something with a ticket. It is no entry: who was away asks again."""

    ticket: TicketView
    type: Literal["ticket"] = "ticket"


@dataclass(frozen=True, slots=True)
class SoundMessage:
    """How a call of this page's person sounds, on each side that was measured; to pages only, `lines=true`."""

    call: str
    sides: list[SideView]
    type: Literal["sound"] = "sound"


@dataclass(frozen=True, slots=True)
class Ping:
    """now: the clock of the server, so that timers on the page run by it."""

    now: float
    type: Literal["ping"] = "ping"


LiveMessage = PresentMessage | FactMessage | TicketMessage | SoundMessage | Ping
