"""Who of those who wait hears which music, and where: on a channel of their own, or in which room. Pure.

Where many wait, music is made once for up to PLACES of them (`asterisk.rooms`): a channel with music of its own takes a
clock of its own, fifty times a second; in a room the clock is one for all, and music costs Asterisk a quarter less
(docs/measurements.md, *Rooms to wait in*). To come in and to leave costs 2 ms, and more the more are in it. So nobody
is in a room as long as few wait, and no room is large.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from asterisk import names

MANY = 20  # who hear the same music; whoever comes then comes into a room
PLACES = 40  # of a room


class Places:
    """In one Asterisk. music: queue → class of its music. Nothing here is worth anything to who does not tell of each
    caller whose music ends: `leave`."""

    def __init__(self, music: Callable[[str], str]) -> None:
        self._class_of = music
        self._alone: dict[str, str] = {}  # calls whose channel has music of its own → class
        self._members: dict[str, set[str]] = {}  # of each room that takes callers
        self._room: dict[str, str] = {}  # call → where it is
        self._hear: Counter[str] = Counter()  # callers by class
        self._seen: set[str] = set()  # calls that a look has found in their room: they need not come into it

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

    def is_at_home(self, call: str, queue: str) -> bool:
        """A look has found it in its room, and the music there is that of this queue."""
        return call in self._seen and names.music_of_room(self.of(call)) == self._class_of(queue)

    def wants_room(self, call: str, queue: str) -> str:
        """The class of the room's music; "" for one whose channel is to have music of its own: also who should hear
        music and does not, as far as we know, for then it may be the room."""
        wanted = self._class_of(queue)
        alone = call in self._room or call in self._alone
        return "" if alone or self._hear[wanted] < MANY else wanted

    def takes(self, call: str, queue: str, room: str = "") -> None:
        """It hears the music of this queue from now on. room: in which, "" for its own channel."""
        self.leave(call)
        self._takes(call, room, self._class_of(queue))

    def free(self, wanted: str) -> str:
        """A room with a place for one more who hears this class of music, "" for none."""
        fits = (room for room, members in self._members.items() if len(members) < PLACES)
        return next((room for room in fits if names.music_of_room(room) == wanted), "")

    def opened(self, room: str) -> None:
        self._members[room] = set()

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
        self.takes(call, queue)

    def adopt(self, bridges: Mapping[str, frozenset[str]], waiting: Mapping[str, str]) -> None:
        """What was begun before, by this process or another. waiting: call → queue."""
        for room, members in bridges.items():
            for call in members & waiting.keys() if (wanted := names.music_of_room(room)) else ():
                self.leave(call)
                self._takes(call, room, wanted)
                self._seen.add(call)
        for call, queue in waiting.items():
            if call not in self._room and call not in self._alone:
                self.takes(call, queue)

    def useless(self, bridges: Mapping[str, frozenset[str]]) -> list[str]:
        """The rooms among them in which nobody is, or is to be. bridges: who is in each."""
        empty = (bridge for bridge, members in bridges.items() if not members)
        return [bridge for bridge in empty if names.music_of_room(bridge) and bridge not in self._members]

    def _takes(self, call: str, room: str, wanted: str) -> None:
        self._hear[wanted] += 1
        if room:
            self._room[call] = room
            self._members.setdefault(room, set()).add(call)
        else:
            self._alone[call] = wanted
