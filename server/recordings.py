"""The archive of recordings: makes the files that are kept, deletes what is due, and watches the room on the disk.

Rule: the row in the database is the truth. What has to be done follows from rows alone, so nothing is lost by a crash;
the journal says that something is so before, or after, the file is, whichever leaves no sound without a row. What the
switch wrote is removed only when its successor is complete.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from asterisk.recorder import file_of, message_file_of
from config.nodes import places_of
from config.secrets import Secrets
from config.settings import Settings
from cti import commands, facts
from cti.desk import Desk
from cti.facts import Listening, NoRoom
from cti.refused import Refused
from journal import Command, Entry, Fact
from server.asides import SPOOL
from server.children import die_with_parent
from server.elsewhere import Elsewhere, Found
from server.finishing import NOTHING, Finished
from server.private import has_own_asterisk
from server.settling import settled
from storage.recordings import Recorded, Recordings, Waveform, place_of

logger = logging.getLogger(__name__)
LOOK_EVERY = 2.0  # s between two looks at the free space
HOUR = 3600.0  # s
WORK_EVERY = 30.0  # s after which work is looked for without being told of it
LOST_EVERY = 300.0  # s after which those that are lost are looked for again
AGAIN = 1.25  # times the room that is the least, before recording goes on
ONE_LISTENING = 600.0  # s without a request after which it is another one
WORK = facts.RecordingEnded | facts.MessageEnded | facts.RecordingFound | facts.RecordingDeleted
WAITS = "a recording waits for an Asterisk that does not answer; it is asked for again"
INCOMING = "incoming"  # folder of what is fetched from other machines, until it is finished
NICE = ("nice", "-n", "15")


@dataclass(frozen=True, slots=True)
class Places:
    """spool: what the switch writes, None where it cannot be read from here; kept: what is kept; least: free bytes;
    elsewhere: Asterisks on other machines; wait: s after its end that one of these may take to answer."""

    spool: Path | None
    kept: Path
    least: int
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    wait: float = 168 * HOUR


class Archive:
    def __init__(
        self,
        places: Places,
        rows: Recordings,
        desk: Desk,
        tell: Callable[[Fact], bool],
        ask: Callable[[Command], Awaitable[None]],
        clock: Callable[[], float],
        written: Callable[[Recorded], str],
    ) -> None:
        """tell, ask: the engine's; clock: epoch seconds; written: the name of the switch's file of a recording."""
        self._places, self.rows, self._desk = places, rows, desk
        self._tell, self._ask, self._clock, self._written = tell, ask, clock, written
        self._wake = asyncio.Event()
        self._failing = ""
        self._sought_at, self._found = -LOST_EVERY, set[str]()
        self._missing = 0  # of this round, that wait for an Asterisk
        self._listening: dict[tuple[str, str], float] = {}  # when each last asked for a part

    def told(self, entries: Sequence[Entry]) -> None:
        """These entries are on disk."""
        if any(isinstance(entry.fact, WORK) for entry in entries):
            self._wake.set()

    def place_of(self, recorded: Recorded) -> Path:
        return place_of(self._places.kept, recorded.id, recorded.started_at)

    def is_new_listening(self, person: str, recording: str, how: Listening) -> bool:
        """A player asks for many parts of one file; what comes soon after the last part belongs to it. A download is
        always new."""
        now, key = self._clock(), (person, recording)
        self._listening = {each: at for each, at in self._listening.items() if now - at < ONE_LISTENING}
        new = how is Listening.DOWNLOADED or key not in self._listening
        self._listening[key] = now
        return new

    def health(self) -> str:
        match self._desk.no_room:
            case NoRoom.DISK_FULL:
                return "no room on the disk: nothing is recorded, calls go on"
            case NoRoom.ELSEWHERE:
                return "the switch writes where this server cannot read: nothing is recorded"
        return self._failing or "ok"

    async def run(self) -> None:
        self._places.kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        await asyncio.gather(self._watch_room(), self._work())

    # --- room ------------------------------------------------------------------------------------------------------

    async def _watch_room(self) -> None:
        while True:
            why_not, free = await asyncio.to_thread(self._room)
            if why_not is not self._desk.no_room:
                if why_not is NoRoom.DISK_FULL:
                    logger.error("recordings have no room: %d MB are free. Make room, calls go on", free >> 20)
                self._tell(facts.RecordingRoomChanged(why_not, free))
            await asyncio.sleep(LOOK_EVERY)

    def _room(self) -> tuple[NoRoom, int]:
        """What is free where files are written, the lesser of both places."""
        if self._places.spool is None and not self._places.elsewhere:
            return NoRoom.ELSEWHERE, 0
        free = min(_free(place) for place in (self._places.spool, self._places.kept) if place)
        was_full = self._desk.no_room is NoRoom.DISK_FULL
        least = self._places.least * (AGAIN if was_full else 1.0)
        return (NoRoom.DISK_FULL if free < least else NoRoom.NONE), free

    # --- work ------------------------------------------------------------------------------------------------------

    async def _work(self) -> None:
        while True:
            self._wake.clear()
            for step in (self._find_lost, self._finish_all, self._retire, self._remove_all):
                try:
                    await step()
                except Exception:  # whatever is wrong with one file or the database, the next round tries again
                    logger.exception("the archive of recordings: %s failed", step.__name__)
            await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(WORK_EVERY):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _find_lost(self) -> None:
        """An Asterisk that was given up may come back all the same, and has what was lost with it."""
        elsewhere, now = self._places.elsewhere, self._clock()
        if not elsewhere or now - self._sought_at < LOST_EVERY:
            return
        self._sought_at = now
        lost = await self.rows.away()
        held = await elsewhere.held() if lost else set()
        for recorded in lost:
            again = (
                recorded.reason != facts.AWAY and recorded.id in self._found
            )  # locked, and there was nothing to keep
            if Path(self._written(recorded)).stem in held and not again:
                self._found.add(recorded.id)
                logger.warning("a lost recording is found: its Asterisk is back", extra={"call": recorded.call})
                await self._ask(commands.NoteFound(recorded.call, recorded.id, ""))

    async def _finish_all(self) -> None:
        self._missing = 0
        for recorded in await self.rows.unfinished():
            await self._finish(recorded)
        if self._missing:
            self._failing = WAITS
        elif self._failing == WAITS:
            self._failing = ""

    async def _finish(self, recorded: Recorded) -> None:
        raw = await self._raw(recorded)
        if raw is None:
            return
        code, out, complaint = await _run(raw, self.place_of(recorded), recorded.kind)
        self._failing = ""
        if code == NOTHING:
            self._tell(facts.RecordingLost(recorded.call, recorded.id, complaint))
        elif code != 0:
            self._failing = f"a recording could not be made ready: {complaint}"
            logger.error("%s; it is tried again", self._failing, extra={"call": recorded.call})
        else:
            await self._keep(recorded, msgspec.json.decode(out, type=Finished), raw)

    async def _keep(self, recorded: Recorded, done: Finished, raw: Path) -> None:
        await self.rows.keep_waveform(recorded.id, Waveform(done.caller, done.agents))
        ready = commands.NoteReady(recorded.call, recorded.id, "", done.seconds, done.size, done.sha256)
        await self._ask(ready)  # on disk when it returns, so what the switch wrote may go
        await asyncio.to_thread(raw.unlink, missing_ok=True)
        await self._places.elsewhere.remove(raw.stem)

    async def _raw(self, recorded: Recorded) -> Path | None:
        """What the switch wrote; None while it cannot be had."""
        name, spool, elsewhere = self._written(recorded), self._places.spool, self._places.elsewhere
        if spool is not None and (not elsewhere or await asyncio.to_thread((spool / name).exists)):
            await _settled(spool / name)
            return spool / name
        if not elsewhere:
            return None
        fetched = self._places.kept / INCOMING / name
        if await elsewhere.fetch(fetched.stem, fetched) is Found.UNKNOWN:
            self._wait_for(recorded)
            return None
        return fetched

    def _wait_for(self, recorded: Recorded) -> None:
        """An Asterisk that may have it does not answer. That can be for ever: then it is lost, and said to be."""
        if self._clock() - recorded.ended_at > self._places.wait:
            logger.error("a recording is lost: its Asterisk did not come back", extra={"call": recorded.call})
            self._tell(facts.RecordingLost(recorded.call, recorded.id, facts.AWAY))
            return
        self._missing += 1

    async def _retire(self) -> None:
        for recorded in await self.rows.due(self._clock()):
            with_reason = commands.DeleteRecording(recorded.call, recorded.id, "", "its time is over")
            try:
                await self._ask(with_reason)
            except Refused as refusal:
                logger.info("not deleted: %s", refusal, extra={"call": recorded.call})

    async def _remove_all(self) -> None:
        """Those that an Asterisk may have that does not answer stay, for another round, and nobody waits for them."""
        last = 0
        while found := await self.rows.to_remove(last):
            last = found[-1].number
            for recorded in found:
                await self._remove(recorded)

    async def _remove(self, recorded: Recorded) -> None:
        await asyncio.to_thread(self.place_of(recorded).unlink, missing_ok=True)
        if self._places.spool is not None:
            raw = self._places.spool / self._written(recorded)
            await asyncio.to_thread(raw.unlink, missing_ok=True)
        if await self._places.elsewhere.remove(Path(self._written(recorded)).stem):
            await self.rows.note_removed(recorded.id)


def _free(place: Path) -> int:
    """Bytes; 0 where no file can be made any more or the place is not there."""
    try:
        found = os.statvfs(place)
    except OSError:
        return 0
    return found.f_bavail * found.f_frsize if found.f_favail or not found.f_files else 0


async def _size(file: Path) -> int:
    try:
        return (await asyncio.to_thread(file.stat)).st_size
    except OSError:
        return -1  # the switch may be about to make it


async def _settled(raw: Path) -> None:
    """Wait until the switch has stopped writing, but not for ever."""
    with suppress(TimeoutError):
        await settled(lambda: _size(raw))


async def _run(raw: Path, kept: Path, kind: str) -> tuple[int, bytes, str]:
    """The program's end, what it printed and its complaint. It gets what the engine leaves of the processor."""
    process = await asyncio.create_subprocess_exec(
        *(*NICE, sys.executable, "-m", "server.finishing", str(raw), str(kept), kind),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=die_with_parent(os.getpid()),  # after a restart there must not be two for one file
    )
    try:
        out, complaint = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    return process.returncode or 0, out, complaint.decode(errors="replace").strip().rpartition("\n")[2]


def written(recorded: Recorded) -> str:
    """The switch's file of a recording."""
    return (message_file_of if recorded.is_message else file_of)(recorded.id)


def told_places(settings: Settings, secrets: Secrets) -> Places:
    """Elsewhere are all Asterisks but the only one that this machine starts itself."""
    spool = settings.data / SPOOL if has_own_asterisk(settings) else None
    elsewhere = Elsewhere(places_of(settings, secrets) if settings.nodes or settings.asterisk else ())
    least, wait = settings.recording_room << 20, settings.recording_wait * HOUR
    return Places(spool, settings.data / "recordings", least, elsewhere, wait)
