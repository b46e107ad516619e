"""Actions of AMI with types, time-outs and errors."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Any

from asterisk.ami.events import (
    FULL,
    SECURITY,
    Contact,
    ContactStatus,
    SecurityEvent,
    contact,
    contact_status,
    security_event,
)
from asterisk.ami.protocol import MendedAmi

logger = logging.getLogger(__name__)


class AmiError(Exception):
    """Asterisk refused the action; the text is its reason."""


class AmiUnreachable(AmiError):
    """There is no connection, or no answer in time."""


def _unheard(event: SecurityEvent | ContactStatus) -> None:
    """Nobody listens."""


class Ami:
    """One connection, made again whenever it is lost. `security` counts the security events by their kind, `refused`
    the callers who found all lines busy."""

    def __init__(
        self,
        host: str,
        port: int,
        user: str,
        password: str,
        heard: Callable[[SecurityEvent | ContactStatus], None] = _unheard,
        timeout: float = 5.0,
        ping: int = 2,
    ) -> None:
        """heard: is called with each security event and each change of a contact; timeout and ping in seconds."""
        self._config = {"host": host, "port": port, "username": user, "secret": password}
        self._config |= {"ping_delay": ping, "ping_interval": ping, "events": "on"}
        self._heard, self._timeout = heard, timeout
        self._manager: Any = None
        self._logged_in = asyncio.Event()
        self.security: Counter[str] = Counter()
        self.refused = 0
        self.watch: Callable[[float, bool], None] = lambda seconds, well: None  # for metrics

    @property
    def up(self) -> bool:
        manager = self._manager
        return bool(manager and manager.authenticated and manager.protocol and not manager.protocol.closed)

    async def start(self) -> None:
        """Begin to connect. Does not wait: `up` says when it is done."""
        log = logging.getLogger("panoramisk")
        manager = MendedAmi(
            loop=asyncio.get_running_loop(),
            log=log,
            on_login=lambda _: self._logged_in.set(),
            on_disconnect=lambda *_: self._logged_in.clear(),
            **self._config,
        )
        log.setLevel(logging.CRITICAL)  # it logs whole messages, and those name people
        for kind in SECURITY:
            manager.register_event(kind, self._security)
        manager.register_event("ContactStatus", self._contact)
        manager.register_event("UserEvent", self._said)
        self._manager = manager
        manager.connect()

    async def close(self) -> None:
        if self._manager is not None:
            self._manager.close()

    async def wait_until_up(self, within: float = 10.0) -> None:
        """Raises AmiUnreachable."""
        try:
            async with asyncio.timeout(within):
                await self._logged_in.wait()
        except TimeoutError as error:
            raise AmiUnreachable("no login at the manager interface in time") from error

    async def act(self, action: str, **fields: str) -> list[dict[str, Any]]:
        """Do it: the answer, then the entries of a list if there are any. Raises AmiError, ValueError for CR or LF."""
        began, well = monotonic(), False
        try:
            answer = await self._act(action, fields)
            well = True
            return answer
        finally:
            self.watch(monotonic() - began, well)

    async def _act(self, action: str, fields: dict[str, str]) -> list[dict[str, Any]]:
        if not self.up:
            raise AmiUnreachable("there is no connection to the manager interface")
        try:
            async with asyncio.timeout(self._timeout):
                told = await self._manager.send_action({"Action": action, **fields})
        except (TimeoutError, ConnectionError) as error:
            raise AmiUnreachable(str(error) or "no answer in time") from error
        messages = told if isinstance(told, list) else [told]
        if messages[0].response not in ("Success", "Follows", "Goodbye"):
            raise AmiError(messages[0].message or "no reason given")
        return messages

    async def set_variable(self, channel: str, variable: str, value: str) -> None:
        """Works while a playback runs, unlike ARI. channel: id or name."""
        await self.act("Setvar", Channel=channel, Variable=variable, Value=value)

    async def variable(self, channel: str, name: str) -> str:
        """Its value, "" when it was never set. channel: id or name."""
        told = (await self.act("Getvar", Channel=channel, Variable=name))[0]
        return str(told.get("Value", ""))

    async def redirect(self, channel: str, context: str) -> None:
        """Take the channel out of whatever it does, within 20 ms, and send it to the beginning of this context."""
        await self.act("Redirect", Channel=channel, Context=context, Exten="s", Priority="1")

    async def hang_up(self, channel: str, cause: int = 16) -> None:
        await self.act("Hangup", Channel=channel, Cause=str(cause))

    async def command(self, line: str) -> list[str]:
        """The lines that Asterisk's console prints."""
        output = (await self.act("Command", Command=line))[0].get("Output", [])
        return [output] if isinstance(output, str) else list(output)

    async def notes(self, family: str) -> dict[str, str]:
        """All keys of a family in astdb."""
        found: dict[str, str] = {}
        for line in await self.command(f"database show {family}"):
            key, colon, value = line.partition(":")
            if colon and key.startswith(f"/{family}/"):
                found[key.strip().removeprefix(f"/{family}/")] = value.strip()
        return found

    async def delete_note(self, family: str, key: str) -> None:
        try:
            await self.act("DBDel", Family=family, Key=key)
        except AmiUnreachable:
            raise
        except AmiError as gone:
            logger.debug("no note to delete: %s", gone)

    async def reload(self, module: str) -> None:
        """module: such as `res_pjsip.so`."""
        await self.act("Reload", Module=module)

    async def contacts(self) -> list[Contact]:
        """Where SIP phones are registered now."""
        try:
            entries = await self.act("PJSIPShowContacts")
        except AmiUnreachable:
            raise
        except AmiError:
            return []  # Asterisk says so when there are none
        return [contact(entry) for entry in entries if entry.get("Event") == "ContactList"]

    async def registrations(self) -> list[str]:
        """States of our registrations at providers: `Registered`, `Unregistered`, `Rejected` …"""
        try:
            entries = await self.act("PJSIPShowRegistrationsOutbound")
        except AmiUnreachable:
            raise
        except AmiError:
            return []  # Asterisk says so when there are none
        return [str(one.get("Status", "")) for one in entries if one.get("Event") == "OutboundRegistrationDetail"]

    def _security(self, _: object, message: dict[str, str]) -> None:
        event = security_event(message)
        self.security[event.kind] += 1
        self._heard(event)

    def _said(self, _: object, message: dict[str, str]) -> None:
        if message.get("UserEvent") == FULL:
            self.refused += 1

    def _contact(self, _: object, message: dict[str, str]) -> None:
        self._heard(contact_status(message))
