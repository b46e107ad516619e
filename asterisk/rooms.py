"""Where many wait, music is made once for up to PLACES of them, in a holding bridge that it plays in.

A channel with music of its own takes a clock of its own, fifty times a second; in a room the clock is one for all, and
music costs Asterisk a quarter less (docs/measurements.md, *Rooms to wait in*). To come in and to leave costs 2 ms, and
more the more are in it. So nobody is in a room as long as few wait, and no room is large.
"""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from asterisk import names
from asterisk.ari.errors import Unreachable
from asterisk.ari.operations import bridge_create_with_id, bridge_start_moh
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest

logger = logging.getLogger(__name__)
MANY = 20  # who hear the same music; whoever comes then comes into a room
PLACES = 40  # of a room
PAUSE = 60.0  # s after a room that could not be made, until the next is tried


class Rooms:
    """Of one Asterisk. music: queue → class of its music. Nothing here is worth anything to who is not told of each
    caller whose music ends: `leave`."""

    def __init__(self, rest: Rest, music: Callable[[str], str]) -> None:
        self._rest, self._class_of = rest, music
        self._alone: dict[str, str] = {}  # calls whose channel has music of its own → class
        self._members: dict[str, set[str]] = {}  # of each room that takes callers
        self._room: dict[str, str] = {}  # call → where it is
        self._hear: Counter[str] = Counter()  # callers by class
        self._seen: set[str] = set()  # calls that a look has found in their room: they need not come into it
        self._opening, self._token = asyncio.Lock(), secrets.token_hex(3)
        self._opened, self._not_before = 0, 0.0  # loop time

    def __len__(self) -> int:
        return len(self._members)

    def of(self, call: str) -> str:
        """The room that it is in, "" for none."""
        return self._room.get(call, "")

    def is_in(self, call: str) -> bool:
        """True once for one that a look has found in its room."""
        found = call in self._seen
        self._seen.discard(call)
        return found

    def really(self, call: str, bridges: Mapping[str, frozenset[str]]) -> bool:
        """It is in no room, or in that one by this look too."""
        room = self._room.get(call)
        return room is None or call in bridges.get(room, ())

    async def enter(self, call: str, queue: str) -> str:
        """The room that it is to come into, "" where its channel is to have music of its own: also who should hear
        music and does not, as far as we know, for then it may be the room."""
        wanted, room = self._class_of(queue), self.of(call)
        if call in self._seen and names.music_of_room(room) == wanted:
            return room
        alone = bool(room) or call in self._alone
        self.leave(call)
        room = "" if alone or self._hear[wanted] < MANY else await self._with_place(wanted)
        self._takes(call, room, wanted)
        return room

    def leave(self, call: str) -> str:
        """Its music ends, or will be another. The room that nobody is in any more, "" for none."""
        self._seen.discard(call)
        if wanted := self._alone.pop(call, ""):
            self._hear[wanted] -= 1
        room = self._room.pop(call, "")
        if not room:
            return ""
        self._hear[names.music_of_room(room)] -= 1
        members = self._members.get(room, set())
        members.discard(call)
        return room if not members and self._members.pop(room, None) is not None else ""

    def lost(self, call: str, queue: str) -> None:
        """Asterisk has not the room in which it was to be: its channel has music of its own from now on, and nobody
        else comes in."""
        self._members.pop(self.of(call), None)
        self.leave(call)
        self._takes(call, "", self._class_of(queue))

    def adopt(self, bridges: Mapping[str, frozenset[str]], waiting: Mapping[str, str]) -> None:
        """What was begun before, by this process or another. waiting: call → queue."""
        for room, members in bridges.items():
            for call in members & waiting.keys() if (wanted := names.music_of_room(room)) else ():
                self.leave(call)
                self._takes(call, room, wanted)
                self._seen.add(call)
        for call, queue in waiting.items():
            if call not in self._room and call not in self._alone:
                self._takes(call, "", self._class_of(queue))

    def useless(self, bridges: Iterable[str]) -> list[str]:
        """The rooms among them in which nobody is to wait."""
        return [bridge for bridge in bridges if names.music_of_room(bridge) and bridge not in self._members]

    def _takes(self, call: str, room: str, wanted: str) -> None:
        self._hear[wanted] += 1
        if room:
            self._room[call] = room
            self._members.setdefault(room, set()).add(call)
        else:
            self._alone[call] = wanted

    async def _with_place(self, wanted: str) -> str:
        """ "" where Asterisk does not make one."""
        async with self._opening:
            now = asyncio.get_running_loop().time()
            return self._free(wanted) or (await self._open(wanted) if now >= self._not_before else "")

    def _free(self, wanted: str) -> str:
        fits = (room for room, members in self._members.items() if len(members) < PLACES)
        return next((room for room in fits if names.music_of_room(room) == wanted), "")

    async def _open(self, wanted: str) -> str:
        self._opened += 1
        room = names.room_of(f"{self._token}{self._opened}", wanted)
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
        self._members[room] = set()
        return room
