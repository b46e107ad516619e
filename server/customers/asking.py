"""Asks a service's own system about a customer: signed, guarded, short, and never in the way of a call."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from cti.refused import Refused
from server.customers.signing import signed
from server.lookups.addresses import Resolve, resolve
from server.lookups.asking import Lookups
from server.lookups.calling import FAILED, Answer, Caller
from server.lookups.seal import Seal
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
        self._callers: dict[str, tuple[Api, str, Caller]] = {}  # by service, with what they were made for

    async def api(self, service: str) -> Api:
        body, _ = await self.settings.api(service)
        return msgspec.convert(body, Api)

    async def has_key(self, service: str) -> bool:
        return bool((await self.settings.api(service))[1])

    async def put(self, service: str, api: Api) -> None:
        await self.settings.put_api(service, msgspec.to_builtins(api))

    async def put_key(self, service: str, key: str) -> None:
        await self.settings.put_api(service, msgspec.to_builtins(await self.api(service)), self.seal.close(key))

    async def ask(self, service: str, send: dict[str, str], *, trying: bool = False) -> Told:
        """trying: also one that is not allowed yet. Raises `Refused` where nobody can be asked."""
        body, sealed = await self.settings.api(service)
        api, key = msgspec.convert(body, Api), self.seal.open(sealed) or ""
        if not api.url or not (api.allowed or trying):
            raise Refused("the service has no system of its own that is asked", "lookup_none")
        if not key:
            raise Refused("the key is missing; make one and give it to the system that is asked", "lookup_no_key")
        into = {str(at): each.pointer for at, each in enumerate(api.shows)}
        begun = time.monotonic()
        answer = await self._caller(service, api, key).ask(send, into, WAIT, 1)
        seconds = round(time.monotonic() - begun, 3)
        return Told(api, str(answer.outcome.value), _labelled(api, answer), seconds, max(answer.status, 0), answer.why)

    def _caller(self, service: str, api: Api, key: str) -> Caller:
        """Kept while nothing is changed, so that its breaker remembers."""
        made = self._callers.get(service)
        if made is None or made[:2] != (api, key):
            method: Literal["GET", "POST"] = "POST" if api.method == "POST" else "GET"
            connection = Connection(f"customers of {service}", service, method, api.url)

            def sign(method: str, path: str, body: bytes) -> dict[str, str]:
                return signed(key, self._clock(), method, path, body)

            made = api, key, Caller(connection, "", self._allowed, time.monotonic, self._resolve, sign)
            self._callers[service] = made
        return made[2]

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
