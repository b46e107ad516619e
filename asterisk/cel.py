"""The witness: Asterisk's own log of channel events, one JSON object a line, on disk before a hang-up is acknowledged.

It knows how calls ended that nobody saw end, and calls that came and went while the server was away.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import msgspec

from asterisk import identity, names
from asterisk.causes import in_words

logger = logging.getLogger(__name__)
MOST_READ = 16 * 2**20  # bytes of the end of the file that are read at the start
MOST_KEPT = 20_000  # calls
REFUSED = 21  # the dialplan's answer to a malformed call; such a call is nobody's


class Record(msgspec.Struct, frozen=True):
    """One line; the names are those that Asterisk's cel_custom writes for the fields of `etc/cel_custom.conf`."""

    eventtype: str
    eventtime: float
    num: str
    exten: str
    channame: str
    uniqueid: str
    linkedid: str
    eventextra: str = ""


class _Extra(msgspec.Struct):
    hangupcause: int = 0


@dataclass(slots=True)
class Seen:
    """A call as the witness has it. ended_at: epoch seconds, 0 = not that it knew; cause: Q.850 number."""

    call: str
    caller: str
    dialled: str
    began_at: float
    ended_at: float = 0.0
    cause: int = 0


class Witness:
    """path: the file; None when Asterisk runs elsewhere. `read` before asking."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._offset = -1
        self._rest = b""
        self.calls: OrderedDict[str, Seen] = OrderedDict()
        self._begun: OrderedDict[str, None] = OrderedDict()  # the ids of all channels

    def read(self) -> None:
        """Take in what was written since the last time. Reads a file: milliseconds."""
        if self._path is None or not self._path.exists():
            return
        with self._path.open("rb") as file:
            size = file.seek(0, 2)
            if self._offset < 0 or size < self._offset:
                self._offset, self._rest = max(0, size - MOST_READ), b""
            file.seek(self._offset)
            data = self._rest + file.read()
            self._offset = size
        lines = data.split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            self._take(line)

    def cause_of(self, call: str) -> str:
        """In words; "" when the witness doesn't know."""
        seen = self.calls.get(call)
        return in_words(seen.cause) if seen and seen.ended_at else ""

    def never_saw(self, channel: str) -> bool:
        """There was no such channel; False where there is nobody who could know."""
        return self._path is not None and self._path.exists() and channel not in self._begun

    def since(self, at: float) -> list[Seen]:
        """Calls that began at that time (epoch seconds) or later, and were not malformed."""
        calls = (seen for seen in self.calls.values() if not seen.call.startswith(names.OUT))
        return [seen for seen in calls if seen.began_at >= at and seen.cause != REFUSED]

    def _take(self, line: bytes) -> None:
        try:
            record = msgspec.json.decode(line.decode("utf-8", "replace"), type=Record)  # callers choose some bytes
        except msgspec.DecodeError:
            return  # the first line after a jump into the file, or one that was cut by a crash
        if record.eventtype == "CHAN_START":
            self._note(record.uniqueid)
            self._begin(record)
        elif record.eventtype == "HANGUP" and (seen := self.calls.get(record.uniqueid)):
            seen.ended_at, seen.cause = record.eventtime, _cause(record.eventextra)

    def _note(self, channel: str) -> None:
        self._begun[channel] = None
        if len(self._begun) > MOST_KEPT:
            self._begun.popitem(last=False)

    def _begin(self, record: Record) -> None:
        """Callers: by SIP, with a number dialled, and not a leg of another call. And who was called, by our name."""
        called = record.uniqueid.startswith(names.OUT)
        caller = record.channame.startswith("PJSIP/") and record.exten not in ("", "s", names.CANARY)
        if not (caller or called) or record.uniqueid != record.linkedid:
            return
        number, dialled = identity.number(record.num), identity.dialled(record.exten)
        self.calls[record.uniqueid] = Seen(record.uniqueid, number, dialled, record.eventtime)
        if len(self.calls) > MOST_KEPT:
            self.calls.popitem(last=False)


def _cause(extra: str) -> int:
    try:
        return msgspec.json.decode(extra, type=_Extra).hangupcause
    except msgspec.DecodeError:
        return 0
