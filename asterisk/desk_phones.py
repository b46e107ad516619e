"""Desk phones inside Asterisk: what makes one known there, and how each of them is.

A phone is an endpoint, an auth and an aor of the same name, pushed by ARI, so no file is written and nothing reloaded.
They live in Asterisk's memory and are pushed again after each connect. Who is registered comes from AMI.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from asterisk.ami import Ami, AmiError, ContactStatus, SecurityEvent
from asterisk.ari.errors import NotFound
from asterisk.ari.operations import asterisk_delete_object, asterisk_update_object
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest

logger = logging.getLogger(__name__)
REALM = "cordboard"
QUALIFY = 30  # s between two questions whether the phone is there
LONGEST_REGISTRATION = 300  # s, so that one that lost its power is soon known to be gone
HERE = frozenset({"Reachable", "Created", "NonQualified", "Avail"})
GONE = frozenset({"Unreachable", "Removed", "Unavail"})
WRONG_PASSWORD = frozenset({"ChallengeResponseFailed", "InvalidPassword"})


@dataclass(frozen=True, slots=True)
class Account:
    """id: what the phone registers as; digest: MD5 of `id:realm:secret` (RFC 7616, HA1)."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Registration:
    """address: host:port of the phone, "" when it is away; seen_at: epoch seconds when it was last here, 0.0: never;
    wrong: passwords that did not fit since this process began."""

    here: bool = False
    address: str = ""
    seen_at: float = 0.0
    wrong: int = 0


def digest_of(id: str, secret: str) -> str:
    """As digest authentication wants it; the secret itself is not kept anywhere."""
    return hashlib.md5(f"{id}:{REALM}:{secret}".encode(), usedforsecurity=False).hexdigest()


class DeskPhones:
    """changed(id): is called when a phone came or went."""

    def __init__(self, rest: Rest, ami: Ami, media_address: str, clock: Callable[[], float] = time.time) -> None:
        self._rest, self._ami, self._media_address, self._clock = rest, ami, media_address, clock
        self._states: dict[str, Registration] = {}
        self._accounts: dict[str, Account] = {}
        self.changed: Callable[[str], None] = lambda id: None

    def state(self, id: str) -> Registration:
        return self._states.get(id) or Registration()

    def know(self, accounts: Iterable[Account]) -> None:
        """All that there are; pushed at the next connect."""
        self._accounts = {account.id: account for account in accounts}

    def remember(self, account: Account) -> None:
        """Pushed at the next connect."""
        self._accounts[account.id] = account

    def forget(self, id: str) -> None:
        self._accounts.pop(id, None)

    async def add(self, account: Account) -> None:
        """Or give it another secret. Raises AriError."""
        self.remember(account)
        for request in pushed(account, self._media_address):
            await self._rest.send(request)

    async def remove(self, id: str) -> None:
        """Raises AriError."""
        self.forget(id)
        for kind in ("endpoint", "aor", "auth"):
            try:
                await self._rest.send(asterisk_delete_object("res_pjsip", kind, id))
            except NotFound:
                continue
        self._set(id, here=False, address="")
        self._states.pop(id, None)

    async def connected(self) -> None:
        """Asterisk is there (again): tell it of all phones, and look who is registered. Raises AriError, AmiError."""
        for account in self._accounts.values():
            await self.add(account)
        await self.look()

    async def look(self) -> None:
        """Make what is known of registrations what is so. Raises AmiError."""
        contacts = {contact.aor: contact for contact in await self._ami.contacts()}
        for id in self._accounts:
            contact = contacts.get(id)
            here = contact is not None and contact.status not in GONE
            self._set(id, here=here, address=place_of(contact.uri) if contact else "")
            self.changed(id)  # what was believed before may be older than this process

    def heard(self, event: SecurityEvent | ContactStatus) -> None:
        if isinstance(event, ContactStatus) and event.aor in self._accounts:
            if event.status in HERE:
                self._set(event.aor, here=True, address=place_of(event.uri))
            elif event.status in GONE:
                self._set(event.aor, here=False, address="")
        elif isinstance(event, SecurityEvent) and event.kind in WRONG_PASSWORD and event.account in self._accounts:
            state = self.state(event.account)
            self._states[event.account] = replace(state, wrong=state.wrong + 1)

    def _set(self, id: str, *, here: bool, address: str) -> None:
        before = self.state(id)
        seen_at = self._clock() if here or before.here else before.seen_at
        self._states[id] = replace(before, here=here, address=address, seen_at=seen_at)
        if before.here != here:
            self.changed(id)


async def calmly_connected(phones: DeskPhones) -> None:
    """Calls are more important than phones: what goes wrong here is told, and tried again at the next connect."""
    try:
        await phones.connected()
    except AmiError as error:
        logger.warning("who is registered is not known: %s", error)


def place_of(uri: str) -> str:
    """`192.0.2.7:5060` of `sip:101@192.0.2.7:5060;transport=udp`."""
    return uri.rpartition("@")[2].removeprefix("sip:").partition(";")[0]


def pushed(account: Account, media_address: str) -> list[Request[Any]]:
    """What makes the phone known: first what the endpoint needs."""
    id = account.id
    auth = {"auth_type": "md5", "username": id, "realm": REALM, "md5_cred": account.digest}
    aor = {
        "max_contacts": "1",
        "remove_existing": "yes",
        "qualify_frequency": str(QUALIFY),
        "maximum_expiration": str(LONGEST_REGISTRATION),
        "minimum_expiration": "60",
    }
    parts = {"auth": auth, "aor": aor, "endpoint": _endpoint(id, media_address)}
    return [asterisk_update_object("res_pjsip", kind, id, fields=_tuples(told)) for kind, told in parts.items()]


def _endpoint(id: str, media_address: str) -> dict[str, str]:
    told = {
        "transport": "udp",
        "context": "phones",
        "disallow": "all",
        "allow": "ulaw,alaw",
        "auth": id,
        "aors": id,
        "dtmf_mode": "auto_info",
        "allow_transfer": "no",
        "direct_media": "no",
        "rtp_timeout": "60",
        "rtp_timeout_hold": "600",
        "timers": "yes",
        "rtp_symmetric": "yes",
        "force_rport": "yes",
        "rewrite_contact": "yes",
    }
    media = {"media_address": media_address, "bind_rtp_to_media_address": "yes"} if media_address else {}
    return told | media


def _tuples(told: dict[str, str]) -> dict[str, object]:
    return {"fields": [{"attribute": name, "value": value} for name, value in told.items()]}
