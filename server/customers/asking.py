"""Asks a service's own system about a customer: signed, guarded, short, and never in the way of a call."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from cti.refused import Refused
from server.customers.signing import new_key, signed
from server.lookups.addresses import Resolve, resolve
from server.lookups.asking import Lookups
from server.lookups.calling import FAILED, Answer, Caller
from server.lookups.seal import Seal
from server.lookups.sealing import Envelope, new_cipher
from storage.connections import Connection
from storage.customers.settings import CustomerSettings
from ticketing.customers.api import Api

WAIT = 3.0  # s


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a question. seconds: that it took; status: of HTTP, 0 for none; why: it failed, for admins."""

    api: Api
    outcome: str
    values: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    status: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """key: signs; cipher: encrypts; "" for one that there is not, or that was sealed elsewhere."""

    key: str = field(default="", repr=False)
    cipher: str = field(default="", repr=False)

    def enough_for(self, api: Api) -> bool:
        return bool(self.key and (self.cipher or not api.encrypted))


class CustomerApis:
    def __init__(
        self,
        settings: CustomerSettings,
        seal: Seal,
        allowed: Collection[str],
        clock: Callable[[], float],
        resolve: Resolve = resolve,
    ) -> None:
        """allowed: hosts of the own network; clock: epoch seconds."""
        self.settings, self.seal, self._allowed = settings, seal, frozenset(allowed)
        self._clock, self._resolve = clock, resolve
        self._callers: dict[str, tuple[Api, Keys, Caller]] = {}  # by service, with what they were made for

    async def api(self, service: str) -> Api:
        return msgspec.convert((await self.settings.api(service))[0], Api)

    async def keys(self, service: str) -> Keys:
        _, key, cipher = await self.settings.api(service)
        return Keys(self.seal.open(key) or "", self.seal.open(cipher) or "")

    async def put(self, service: str, api: Api) -> None:
        await self.settings.put_api(service, msgspec.to_builtins(api))

    async def new_key(self, service: str) -> str:
        key = new_key()
        await self.settings.put_keys(service, key=self.seal.close(key))
        return key

    async def new_cipher(self, service: str) -> str:
        cipher = new_cipher()
        await self.settings.put_keys(service, cipher=self.seal.close(cipher))
        return cipher

    async def ask(self, service: str, send: dict[str, str], *, trying: bool = False) -> Told:
        """trying: also one that is not allowed yet. Raises `Refused` where nobody can be asked."""
        api, keys = await self.api(service), await self.keys(service)
        if not api.url or not (api.allowed or trying):
            raise Refused("the service has no system of its own that is asked", "lookup_none")
        if not keys.enough_for(api):
            raise Refused("the key is missing; make one and give it to the system that is asked", "lookup_no_key")
        into = {str(at): each.pointer for at, each in enumerate(api.shows)}
        begun = time.monotonic()
        answer = await (await self._caller(service, api, keys)).ask(send, into, WAIT, 1)
        seconds = round(time.monotonic() - begun, 3)
        return Told(api, str(answer.outcome.value), _labelled(api, answer), seconds, max(answer.status, 0), answer.why)

    async def _caller(self, service: str, api: Api, keys: Keys) -> Caller:
        """Kept while nothing is changed, so that its breaker remembers."""
        known = self._callers.get(service)
        if known is not None and known[:2] == (api, keys):
            return known[2]
        made = self._made(service, api, keys)
        self._callers[service] = api, keys, made
        if known is not None:
            await known[2].close()
        return made

    def _made(self, service: str, api: Api, keys: Keys) -> Caller:
        method: Literal["GET", "POST"] = "POST" if api.method == "POST" else "GET"
        connection = Connection(f"customers of {service}", service, method, api.url)
        envelope = Envelope(keys.cipher) if api.encrypted else None

        def sign(method: str, path: str, body: bytes) -> dict[str, str]:
            return signed(keys.key, self._clock(), method, path, body)

        return Caller(connection, "", self._allowed, time.monotonic, self._resolve, sign, envelope)

    async def close(self) -> None:
        for _, _, caller in self._callers.values():
            await caller.close()


def open_apis(lookups: Lookups, settings: CustomerSettings) -> CustomerApis:
    """Within the same bounds as the questions of routes."""
    return CustomerApis(settings, lookups.seal, lookups.allowed, time.time)


def _labelled(api: Api, answer: Answer) -> dict[str, str]:
    if answer.outcome == FAILED:
        return {}
    return {each.label: answer.values[str(at)] for at, each in enumerate(api.shows) if str(at) in answer.values}
