"""Recording by MixMonitor, which ARI has no word for: started, hushed and stopped by AMI, one file a recording.

Option D writes raw signed 16-bit samples (8 kHz, little-endian) of both sides side by side: left what comes from the
channel, right what is played to it. It hangs on the caller's channel, so it follows the call through holds, transfers
and conferences, goes on while this server is away, and a crash leaves everything up to the last moment in the file.

Before it writes, Asterisk translates what is played to the caller, and its translator takes packets that are numbered
lower than the last one for late ones and drops them. Another phone numbers its packets from anywhere, so half of those
who come to the talk would be missing, for up to 11 minutes. The translator lives as long as something listens to the
channel; so whenever a phone joins a talk the recording is taken off, and put on again behind what is in the file. While
it is hushed that waits, so that no moment of a pause gets onto the file.
"""

import asyncio
import audioop
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from asterisk import names
from asterisk.ami import Ami, AmiError, AmiUnreachable
from asterisk.phrase import MESSAGE_FORMAT
from cti import facts, orders
from journal import Fact

logger = logging.getLogger(__name__)
FOLDER = "/var/spool/asterisk/recording"  # DATA/asterisk/spool/recording, as Asterisk sees it
PREFIX, SUFFIX = "talk-", ".raw"
BYTES_A_SECOND = 16_000  # of a message: 8 kHz, 16 bits
LISTENED = 60 * BYTES_A_SECOND  # bytes from the beginning in which somebody must speak
PIECE = BYTES_A_SECOND // 20
VOICE = 200  # RMS; quieter pieces are silence, about -44 dBFS
SPOKEN = 4  # pieces: a short word
PATIENCE = 5.0  # s that the manager interface gets to come back
NO_CHANNEL = "No such channel"  # the caller has hung up
FRAME = 0.02  # s
MOST_FRAMES = 25  # for which something may listen on; it ends with the next frame, so there are none at all
NAME_OF_FILE = "MIXMONITOR_FILENAME"  # set by MixMonitor itself when it begins


def file_of(recording: str) -> str:
    """The file's name inside its folder."""
    return f"{PREFIX}{recording}{SUFFIX}"


def message_file_of(message: str) -> str:
    """The same for what a caller said into a route: samples as above, one side."""
    return f"{names.message_name(message)}.{MESSAGE_FORMAT}"


def length_of(spool: Path | None, message: str) -> float | None:
    """As `seconds_of`; None when nothing was ever recorded, which only a spool that can be read from here tells."""
    if spool is not None and not (spool / message_file_of(message)).exists():
        return None
    return seconds_of(spool, message)


def seconds_of(spool: Path | None, message: str) -> float:
    """How long a message is by its file; 0.0 when nobody speaks in it, or there is none.

    What Asterisk tells is of no use for that: it counts whole seconds, and pure silence is one of them.
    """
    try:
        with (spool or Path()).joinpath(message_file_of(message)).open("rb") as file:
            begin, size = file.read(LISTENED), file.seek(0, os.SEEK_END)
    except OSError:
        return 0.0
    pieces = (begin[at : at + PIECE] for at in range(0, len(begin) - PIECE, PIECE))
    loud = sum(audioop.rms(piece, 2) > VOICE for piece in pieces)
    return size / BYTES_A_SECOND if loud >= SPOKEN else 0.0


def _path(recording: str) -> str:
    return f"{FOLDER}/{file_of(recording)}"


class Recorder:
    def __init__(self, ami: Ami, tell: Callable[[Fact], None]) -> None:
        self._ami, self._tell = ami, tell
        self._running: dict[str, str] = {}  # call → recording
        self._hushed: set[str] = set()  # calls
        self._stale: set[str] = set()  # calls that are hushed and had another phone meanwhile

    def forget(self, call: str) -> None:
        """The call is over."""
        self._running.pop(call, None)
        self._hushed.discard(call)
        self._stale.discard(call)

    async def renew(self, call: str) -> None:
        """Another phone is in the talk of this call. Costs the file about a twentieth of a second."""
        recording = self._running.get(call)
        if recording is None:
            return
        if call in self._hushed:
            self._stale.add(call)
            return
        try:
            await self._put_on_again(call, recording)
        except AmiError as error:
            if str(error) != NO_CHANNEL:
                self._failed(orders.StartRecording(call, recording), str(error))

    async def carry_out(self, order: orders.RecordingOrder) -> None:
        """What goes wrong is told as a fact. A channel that is gone has ended its recording by itself."""
        try:
            if not self._ami.up:
                await self._ami.wait_until_up(PATIENCE)
            await self._do(order)
        except AmiUnreachable as error:
            self._failed(order, str(error))
        except AmiError as error:
            if isinstance(order, orders.StartRecording):
                self._failed(order, str(error))
            else:
                logger.info("%s: %s", type(order).__name__, error)

    async def _do(self, order: orders.RecordingOrder) -> None:
        call = order.call
        match order:
            case orders.StartRecording(recording=recording):
                self._running[call] = recording
                if await self._ami.variable(call, NAME_OF_FILE) != _path(recording):
                    await self._put_on(call, recording)
            case orders.HushRecording(on=True):
                self._hushed.add(call)
                await self._hush(call, on=True)
            case orders.HushRecording(recording=recording):
                await self._let_speak(call, recording)
            case orders.StopRecording():
                self.forget(call)
                await self._ami.act("StopMixMonitor", Channel=call)

    async def _put_on(self, call: str, recording: str) -> None:
        await self._ami.act("MixMonitor", Channel=call, File=_path(recording), Options="aD")

    async def _let_speak(self, call: str, recording: str) -> None:
        self._hushed.discard(call)
        if call in self._stale:
            self._stale.discard(call)
            await self._put_on_again(call, recording)
        else:
            await self._hush(call, on=False)

    async def _put_on_again(self, call: str, recording: str) -> None:
        """Once nothing listens to the channel any more: a hook that was told to end goes with the next frame, and
        what it was fed by with the one after that."""
        await self._ami.act("StopMixMonitor", Channel=call)
        with suppress(AmiError):  # there is nothing left to hush
            for _ in range(MOST_FRAMES):
                await self._hush(call, on=True)
                await asyncio.sleep(FRAME)
        await asyncio.sleep(2 * FRAME)
        await self._put_on(call, recording)

    async def _hush(self, call: str, *, on: bool) -> None:
        await self._ami.act("MixMonitorMute", Channel=call, Direction="both", State="1" if on else "0")

    def _failed(self, order: orders.RecordingOrder, reason: str) -> None:
        name = type(order).__name__
        logger.warning("%s failed: %s", name, reason)
        self._tell(facts.OrderFailed(order.call, name, "", 0, reason))
