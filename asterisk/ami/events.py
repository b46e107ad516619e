"""What AMI tells us, typed. Network addresses are in here, numbers and names of people are not."""

from collections.abc import Mapping
from dataclasses import dataclass

SECURITY = (
    "FailedACL",
    "InvalidAccountID",
    "SessionLimit",
    "MemoryLimit",
    "LoadAverageLimit",
    "RequestNotSupported",
    "RequestNotAllowed",
    "AuthMethodNotAllowed",
    "RequestBadFormat",
    "UnexpectedAddress",
    "ChallengeResponseFailed",
    "InvalidPassword",
    "InvalidTransport",
    "ChallengeSent",
    "SuccessfulAuth",
)


FULL = "CordboardFull"  # what asterisk/etc/extensions.conf tells of a caller who found all lines busy


@dataclass(frozen=True, slots=True)
class SecurityEvent:
    """kind: one of SECURITY; service: `PJSIP`, `AMI` …; address: IP of the other side; account: what it said it was."""

    kind: str
    service: str
    address: str
    account: str


@dataclass(frozen=True, slots=True)
class ContactStatus:
    """A SIP phone came, went, or answers again. status: `Created`, `Reachable`, `Unreachable`, `Removed` …"""

    aor: str
    uri: str
    status: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A place where a SIP phone registered. status: `Reachable`, `Unreachable`, `NonQualified`, `Unknown`."""

    aor: str
    uri: str
    status: str


def security_event(message: Mapping[str, str]) -> SecurityEvent:
    """RemoteAddress is `IPV4/UDP/192.0.2.1/5060`."""
    address = message.get("RemoteAddress", "").split("/")
    host = address[2] if len(address) > 2 else ""
    return SecurityEvent(message["Event"], message.get("Service", ""), host, message.get("AccountID", ""))


def contact_status(message: Mapping[str, str]) -> ContactStatus:
    return ContactStatus(message.get("AOR", ""), message.get("URI", ""), message.get("ContactStatus", ""))


def contact(message: Mapping[str, str]) -> Contact:
    """From an entry of PJSIPShowContacts."""
    aor, uri = message.get("Aor", "") or message.get("AOR", ""), message.get("Uri", "")
    return Contact(aor, uri, message.get("Status", ""))
