"""Recording by MixMonitor, which ARI has no word for: started, hushed and stopped by AMI, one file a recording.

Option D writes raw signed 16-bit samples (8 kHz, little-endian) of both sides side by side: left what comes from the
channel, right what is played to it. It hangs on the caller's channel, so it follows the call through holds, transfers
and conferences, goes on while this server is away, and a crash leaves everything up to the last moment in the file.
"""

import logging
from collections.abc import Callable
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
PATIENCE = 5.0  # s that the manager interface gets to come back
NAME_OF_FILE = "MIXMONITOR_FILENAME"  # set by MixMonitor itself when it begins


def file_of(recording: str) -> str:
    """The file's name inside its folder."""
    return f"{PREFIX}{recording}{SUFFIX}"


def message_file_of(message: str) -> str:
    """The same for what a caller said into a route: samples as above, one side."""
    return f"{names.message_name(message)}.{MESSAGE_FORMAT}"


def seconds_of(spool: Path | None, message: str) -> float:
    """How long a message is by its file; 0.0 when there is none."""
    try:
        size = (spool / message_file_of(message)).stat().st_size if spool else 0
    except OSError:
        return 0.0
    return size / BYTES_A_SECOND


class Recorder:
    def __init__(self, ami: Ami, tell: Callable[[Fact], None]) -> None:
        self._ami, self._tell = ami, tell

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
        channel = order.call
        match order:
            case orders.StartRecording(recording=recording):
                path = f"{FOLDER}/{file_of(recording)}"
                if await self._ami.variable(channel, NAME_OF_FILE) != path:
                    await self._ami.act("MixMonitor", Channel=channel, File=path, Options="aD")
            case orders.HushRecording(on=on):
                state = "1" if on else "0"
                await self._ami.act("MixMonitorMute", Channel=channel, Direction="both", State=state)
            case orders.StopRecording():
                await self._ami.act("StopMixMonitor", Channel=channel)

    def _failed(self, order: orders.RecordingOrder, reason: str) -> None:
        name = type(order).__name__
        logger.warning("%s failed: %s", name, reason)
        self._tell(facts.OrderFailed(order.call, name, "", 0, reason))
