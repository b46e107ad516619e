"""Who attacks by SIP, as admins see it."""

from dataclasses import dataclass
from typing import Literal

from server.times import Time


@dataclass(frozen=True, slots=True)
class IntruderView:
    """who: an address or network, or `agent:LOGIN`; kinds: what was tried → how often; blocked_until: empty for not
    now; blocks: how often it was blocked; spared: why it is never blocked, "" for it may be."""

    who: str
    kinds: dict[str, int]
    first_at: Time
    last_at: Time
    blocked_at: Time
    blocked_until: Time
    blocks: int
    spared: Literal["", "trunk", "named", "phone"]


@dataclass(frozen=True, slots=True)
class SparedView:
    """A network that is never blocked."""

    id: int
    network: str
    note: str
    made_by: str
    made_at: Time
