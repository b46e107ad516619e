"""Who attacks by SIP: what each address has tried, and when it is enough. Pure.

Asterisk has denied every one of these before anybody here hears of it: no call was made. What is judged is only who
goes on trying. An address is a host, or a network of 64 bits with IPv6, where everybody has that many.
"""

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from asterisk.ami.events import SecurityEvent

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
SIP = "PJSIP"


class Kind(StrEnum):
    SCAN = "scan"  # asked for accounts that there are not, or called without one
    GUESS = "guess"  # tried passwords
    FLOOD = "flood"  # named an account that there is, and never proved it
    BROKEN = "broken"  # sent what is no proper request
    TOLL = "toll"  # a person of ours who tried numbers that are not allowed


@dataclass(frozen=True, slots=True)
class Limit:
    """most: so many are borne at once; they are forgotten evenly within `seconds`."""

    most: int
    seconds: float


# A phone with a password typed wrong asks about once a minute; a provider whose new address nobody has entered yet,
# once for each call. Attackers who were measured ask 10 to 2,000 times a second.
LIMITS = {Kind.SCAN: Limit(20, 60.0), Kind.GUESS: Limit(8, 120.0), Kind.BROKEN: Limit(20, 60.0)}
LIMITS |= {Kind.FLOOD: Limit(60, 60.0)}
KINDS = {"InvalidAccountID": Kind.SCAN, "InvalidPassword": Kind.GUESS, "ChallengeResponseFailed": Kind.GUESS}
KINDS |= dict.fromkeys(("RequestBadFormat", "RequestNotAllowed", "RequestNotSupported"), Kind.BROKEN)
KINDS |= dict.fromkeys(("AuthMethodNotAllowed", "InvalidTransport", "UnexpectedAddress"), Kind.BROKEN)
# s; the first time it may be somebody with a wrong setting
BLOCKED_FOR = (600.0, 3600.0, 86_400.0, 7 * 86_400.0)
MOST_WATCHED = 4096  # addresses; a flood with false addresses must not fill the memory


@dataclass(slots=True)
class Bucket:
    level: float = 0.0
    at: float = 0.0

    def pour(self, limit: Limit, now: float, amount: float = 1.0) -> bool:
        """True when it runs over."""
        leaked = max(0.0, now - self.at) * limit.most / limit.seconds
        self.level, self.at = max(0.0, max(0.0, self.level - leaked) + amount), now
        return self.level > limit.most


@dataclass(slots=True)
class Watch:
    """What was tried lately, by address. The longest unheard are forgotten first."""

    buckets: dict[str, dict[Kind, Bucket]] = field(default_factory=dict)

    def is_enough(self, address: str, kind: Kind, now: float) -> bool:
        """Note one more try. now: s of any clock that goes on evenly."""
        return self._bucket(address, kind).pour(LIMITS[kind], now)

    def proved(self, address: str, now: float) -> None:
        """Somebody there answered the challenge that was sent just before."""
        self._bucket(address, Kind.FLOOD).pour(LIMITS[Kind.FLOOD], now, -1.0)

    def forget(self, address: str) -> None:
        self.buckets.pop(address, None)

    def _bucket(self, address: str, kind: Kind) -> Bucket:
        mine = self.buckets.pop(address, {})
        self.buckets[address] = mine
        if len(self.buckets) > MOST_WATCHED:
            del self.buckets[next(iter(self.buckets))]
        return mine.setdefault(kind, Bucket())


def kind_of(event: SecurityEvent, known: Mapping[str, object]) -> Kind | None:
    """None for what harms nobody. known: the accounts that there are; others are told as InvalidAccountID too."""
    if event.service != SIP:
        return None
    if event.kind == "ChallengeSent" and event.account in known:
        return Kind.FLOOD
    return KINDS.get(event.kind)


def source_of(address: str) -> str:
    """What is counted and blocked: `192.0.2.1`, `2001:db8:0:1::/64`; "" for what is no address."""
    try:
        known = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return ""
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.ip_network((known.packed, 64), strict=False))
    return str(known)


def lies_in(source: str, networks: Iterable[Network]) -> bool:
    """Any part of it."""
    mine = ipaddress.ip_network(source)
    return any(mine.version == each.version and mine.overlaps(each) for each in networks)


def seconds_blocked(before: int) -> float:
    """For how long, after so many times before."""
    return BLOCKED_FOR[min(before, len(BLOCKED_FOR) - 1)]
