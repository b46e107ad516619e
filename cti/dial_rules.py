"""Which numbers may be called and shown, as the organisation and its services have set it. Plain values."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Pattern:
    """digits: a number as people of the country write it, or with + in front; a * at the end stands for any rest."""

    digits: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DialRules:
    """country: ISO 3166 code in which numbers without + are read, "" as the organisation has it."""

    country: str = ""
    international: bool = False
    premium: bool = False
    allow: tuple[Pattern, ...] = ()
    deny: tuple[Pattern, ...] = ()


class CallerIdState(StrEnum):
    CHECKING = "checking"  # 확인중: compared with the certificate
    REGISTERED = "registered"  # 등록완료: may be shown
    REFUSED = "refused"  # 등록불가


@dataclass(frozen=True, slots=True)
class CallerId:
    """A number that outgoing calls of a service may show (IVR-08). reason: why it was registered or refused.

    requested_at, decided_at: epoch seconds, 0 = not yet; certificate: name of the file that proves it, as uploaded.
    """

    id: int
    service: str
    number: str
    name: str
    state: CallerIdState = CallerIdState.CHECKING
    reason: str = ""
    requested_at: float = 0.0
    decided_at: float = 0.0
    certificate: str = ""
