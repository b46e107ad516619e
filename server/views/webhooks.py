"""Webhooks and events, as admins and programs see them."""

from dataclasses import dataclass
from typing import Literal

from server.times import Time


@dataclass(frozen=True, slots=True)
class WebhookView:
    """kinds: of facts; whole: with numbers and names; told: the number of the last entry that is done with; tries,
    next_at, failing_since, trouble: of what cannot be told just now; stopped: why it is out of use by itself;
    given_up: how many events were put aside; former_until: until when the former secret signs too; secret: `lost` was
    sealed on another machine."""

    id: str
    service: str
    name: str
    url: str
    kinds: list[str]
    whole: bool
    active: bool
    stopped: Literal["", "gone", "failing"]
    told: int
    told_at: Time
    tries: int
    next_at: Time
    failing_since: Time
    trouble: str
    given_up: int
    secret: Literal["kept", "lost"]
    former_until: Time
    made_by: str
    made_at: Time


@dataclass(frozen=True, slots=True)
class WebhookTested:
    """What was sent and what came back. status: of HTTP, 0 for none; why: it failed, "" for well; answer: its
    beginning."""

    url: str
    sent_headers: dict[str, str]
    sent: str
    status: int
    why: str
    headers: dict[str, str]
    answer: str
    seconds: float


@dataclass(frozen=True, slots=True)
class GivenUpView:
    """An event that could not be told. entry: its number; at: when it was put aside."""

    id: int
    entry: int
    kind: str
    at: Time
    trouble: str


@dataclass(frozen=True, slots=True)
class EventView:
    """What happened, the same for webhooks and the feed. type: the kind of the fact; number: grows; cause: the number
    of what it follows from, 0 for none; data: the fact, field by field, what may not be seen is empty."""

    type: str
    timestamp: str
    number: int
    cause: int
    service: str
    data: dict[str, object]
