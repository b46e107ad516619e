"""The rooms in which music is made once for many (`asterisk.places`): holding bridges, each with its own player."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import Any

from asterisk import names
from asterisk.ari.errors import Unreachable
from asterisk.ari.operations import bridge_create_with_id, bridge_start_moh
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest
from asterisk.places import Places

logger = logging.getLogger(__name__)
PAUSE = 60.0  # s after a room that could not be made, until the next is tried


class Rooms(Places):
    """Those of one Asterisk. music: queue → class of its music."""

    def __init__(self, rest: Rest, music: Callable[[str], str]) -> None:
        super().__init__(music)
        self._rest = rest
        self._opening, self._token = asyncio.Lock(), secrets.token_hex(3)
        self._count, self._not_before = 0, 0.0  # loop time

    async def enter(self, call: str, queue: str) -> str:
        """The room that it is to come into, or is in; "" where its channel is to have music of its own."""
        if self.is_at_home(call, queue):
            return self.of(call)
        wanted = self.wants_room(call, queue)
        self.leave(call)
        room = await self._with_place(wanted) if wanted else ""
        self.takes(call, queue, room)
        return room

    async def _with_place(self, wanted: str) -> str:
        """ "" where Asterisk does not make one."""
        async with self._opening:
            now = asyncio.get_running_loop().time()
            return self.free(wanted) or (await self._open(wanted) if now >= self._not_before else "")

    async def _open(self, wanted: str) -> str:
        self._count += 1
        room = names.room_of(f"{self._token}{self._count}", wanted)
        made: list[Request[Any]] = [
            bridge_create_with_id(room, type_="holding"),
            bridge_start_moh(room, moh_class=wanted),
        ]
        try:
            wrong = next(filter(None, await self._rest.send_all(made)), None)
        except Unreachable as error:
            wrong = error
        if wrong is not None:
            logger.warning("no room to wait in, music is each caller's own: %s", wrong)
            self._not_before = asyncio.get_running_loop().time() + PAUSE
            return ""
        self.opened(room)
        return room
