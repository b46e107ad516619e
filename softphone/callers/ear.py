"""How a simulated person hears: sound or quiet, and for how long. Rule: nothing of the words, only loudness and time.

Music on hold never pauses, people and prompts do: so it knows when to press a key
and when somebody is there.
"""

import asyncio
import audioop
import time
from collections.abc import Callable

from pyVoIP.RTP import PayloadType

LOUD = 250  # root mean square of 16 bit: -42 dBFS
PAUSE = 0.35  # s; shorter gaps belong to one sound
MUSIC = 6.0  # s without a pause: nobody speaks that long in one breath
LOOK = 0.1  # s between two looks; people aren't quicker


class Ear:
    """Fed with each frame that comes; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.began = self.last = clock()
        self.silent = True

    def hear(self, payload: bytes, codec: PayloadType) -> None:
        decode = audioop.alaw2lin if codec == PayloadType.PCMA else audioop.ulaw2lin
        if audioop.rms(decode(payload, 2), 2) < LOUD:
            return
        now = self.clock()
        if self.silent or now - self.last > PAUSE:
            self.began = now
        self.last, self.silent = now, False

    @property
    def quiet_for(self) -> float:
        """Seconds since the last sound."""
        return self.clock() - self.last

    @property
    def sounding_for(self) -> float:
        """Seconds that the present sound has gone on; 0 in a pause."""
        return 0.0 if self.silent or self.quiet_for > PAUSE else self.last - self.began

    @property
    def music(self) -> bool:
        return self.sounding_for > MUSIC

    async def until(self, so: Callable[["Ear"], bool], within: float) -> bool:
        """Wait until this is so; False if it isn't within so many seconds."""
        end = self.clock() + within
        while not so(self):  # quiet is that nothing happens: no event would come
            if self.clock() >= end:
                return False
            await asyncio.sleep(LOOK)
        return True

    async def silence(self, seconds: float, within: float) -> bool:
        """Wait until it has been quiet for so long; False if it isn't within that time."""
        return await self.until(lambda ear: ear.quiet_for > seconds, within)
