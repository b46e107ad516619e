"""Masked passages of a ticket, as its page shows them."""

from dataclasses import dataclass

from server.times import Time
from storage.masking import Touch


@dataclass(frozen=True, slots=True)
class MaskView:
    """number: in its block, `██3██`; length: characters of the words."""

    number: int
    length: int
    by: str
    at: Time


@dataclass(frozen=True, slots=True)
class MaskTouchView:
    """Somebody masked a passage, looked at it, or put its words back."""

    number: int
    at: Time
    by: str
    what: Touch


@dataclass(frozen=True, slots=True)
class MasksView:
    """may_mask: the security service is on here and the ticket is theirs; may_unmask: this person may see the words."""

    items: list[MaskView]
    log: list[MaskTouchView]
    may_mask: bool
    may_unmask: bool
