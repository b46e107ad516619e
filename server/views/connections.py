"""Systems outside that routes may ask, as admins see them."""

from dataclasses import dataclass
from typing import Literal

from cti.facts import Found
from server.times import Time


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """url, header: "" for those who are no admins; secret: never itself; `lost` was sealed on another machine."""

    name: str
    service: str
    method: Literal["GET", "POST"]
    url: str
    header: str
    secret: Literal["none", "kept", "lost"]
    allowed: bool
    updated_by: str
    updated_at: Time


@dataclass(frozen=True, slots=True)
class ConnectionTested:
    """What came back. status: of HTTP, 0 for none; why: it failed; seconds: it took."""

    outcome: Found
    values: dict[str, str]
    status: int
    why: str
    seconds: float
