"""Extensions of other PBXs as agents' phones: kept, called for the shift, called again, hung up.

The gateway makes the calls. An extension is called at login, when it is chosen by somebody who is logged in, and once
more when the handset was put down while a call is there: whoever is cut off by mistake only has to lift it again.
"""

import asyncio
import logging
import socket
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Protocol

from cti.desk import Desk
from cti.facts import AgentState, AgentStateChanged, PhoneChosen, PhoneKind
from cti.phones import IN_A_CALL
from cti.plan import Extension, Plan
from cti.refused import Refused
from journal import Entry
from softphone.client import Attached, Detached, Event, Failed, GatewayError, is_extension
from storage.extensions import Extensions, StoredExtension

logger = logging.getLogger(__name__)

LONGEST_RING = 60.0  # s; the gateway gives up before
UNANSWERED = ("nobody lifted the extension", "pbx_unanswered")
REFUSED = ("the other PBX refused the call", "pbx_refused")
WHY_NOT = {
    "busy": ("the extension is busy", "pbx_busy"),
    "unknown": ("the other PBX does not know the extension", "pbx_unknown"),
    "unreachable": ("the other PBX cannot be reached", "pbx_unreachable"),
    "credentials": ("the other PBX does not take user and secret", "pbx_credentials"),
    "codec": ("the extension does not speak G.711 mu-law", "pbx_codec"),
    "unanswered": UNANSWERED,
    "timeout": UNANSWERED,
}


class Caller(Protocol):
    """Who calls extensions. `softphone.client.GatewayClient` is one."""

    async def ring(self, agent: str, account: dict[str, object]) -> None: ...

    async def hang_up(self, agent: str) -> None: ...


class PbxPhones:
    def __init__(self, plan: Plan, desk: Desk, book: Extensions, caller: Caller, clock: Callable[[], float]) -> None:
        self._plan, self._desk, self._book, self._caller, self._clock = plan, desk, book, caller, clock
        self._known: dict[str, StoredExtension] = {}
        self._waiting: dict[str, asyncio.Future[str]] = {}  # agent -> why it was not lifted, "" where it was
        self._doing: set[asyncio.Task[None]] = set()

    # --- which there are -------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Before anything runs."""
        for stored in await self._book.all():
            self._know(stored)

    def all(self) -> list[StoredExtension]:
        return sorted(self._known.values(), key=lambda one: one.id)

    async def add(self, id: str, name: str, server: tuple[str, int], login: tuple[str, str], extension: str) -> None:
        """login: user and secret. Raises `sqlalchemy.exc.IntegrityError` where the id is taken."""
        stored = StoredExtension(id, name, *server, *login, extension, self._clock())
        await self._book.add(stored)
        self._know(stored)

    async def remove(self, id: str) -> None:
        await self._book.remove(id)
        self._known.pop(id, None)
        self._plan.extensions.pop(id, None)

    def _know(self, stored: StoredExtension) -> None:
        self._known[stored.id] = stored
        self._plan.extensions[stored.id] = Extension(stored.id, stored.name)

    # --- calling ---------------------------------------------------------------------------------------------------

    async def ring(self, agent: str) -> None:
        """Call the agent's extension; returns when it is lifted. Raises `Refused` where it was not."""
        known = self._desk.agent(agent)
        if known.kind is not PhoneKind.PBX:
            raise Refused("this phone is not called for a shift", "which_phone")
        if known.phone:
            return
        waiting = self._waiting.setdefault(agent, asyncio.get_running_loop().create_future())
        await self._call(agent)
        try:
            why = await asyncio.wait_for(asyncio.shield(waiting), LONGEST_RING)
        except TimeoutError as error:
            raise Refused(*UNANSWERED) from error
        if why:
            raise Refused(*WHY_NOT.get(why, REFUSED))

    async def _call(self, agent: str) -> None:
        stored = self._known.get(self._desk.agent(agent).seat)
        if stored is None:
            raise Refused("there is no such extension", "no_extension")
        try:
            host = await _address(stored.host)
            account = {"host": host, "port": stored.port, "user": stored.user, "secret": stored.secret}
            await self._caller.ring(agent, account | {"extension": stored.extension})
        except (GatewayError, OSError) as error:
            raise Refused(*WHY_NOT["unreachable"]) from error

    # --- what happens ----------------------------------------------------------------------------------------------

    def hear(self, event: Event) -> None:
        match event:
            case Attached(agent, page) if is_extension(page):
                self._tell(agent, "")
            case Failed(agent, page, reason) if is_extension(page):
                self._tell(agent, reason)
            case Detached(agent, page, "closed") if is_extension(page):
                known = self._desk.agent(agent)
                if known.kind is PhoneKind.PBX and known.state in IN_A_CALL:
                    self._do(self._call(agent))

    def told(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            match entry.fact:
                case PhoneChosen(agent=agent):
                    self._do(self._another(agent))
                case AgentStateChanged(agent=agent, state=AgentState.OFF):
                    self._do(self._hang_up(agent))

    async def _another(self, agent: str) -> None:
        """Another phone was chosen."""
        await self._hang_up(agent)
        known = self._desk.agent(agent)
        if known.kind is PhoneKind.PBX and known.state is not AgentState.OFF:
            await self._call(agent)

    async def _hang_up(self, agent: str) -> None:
        if self._known:
            await self._caller.hang_up(agent)

    def _tell(self, agent: str, why: str) -> None:
        waiting = self._waiting.pop(agent, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(why)

    def _do(self, what: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_calmly(what))
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)


async def _calmly(what: Coroutine[Any, Any, None]) -> None:
    try:
        await what
    except (Refused, GatewayError) as error:
        logger.warning("an extension: %s", error)


async def _address(host: str) -> str:
    """IPv4. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, family=socket.AF_INET, type=socket.SOCK_DGRAM)
    return str(found[0][4][0])
