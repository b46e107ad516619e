"""One caller: dials, presses a key in the menu, waits, hears the agent. Keeps when each of it happened.

Times are of `time.monotonic`, which all processes of a machine share; 0.0 is "did not happen".
"""

import asyncio
import time
from dataclasses import dataclass, field

from pyVoIP.RTP import PayloadType

from bench.load.sounds import AGENT, CALLER
from softphone.callers.phone import Call, Phone
from softphone.sip import Identity
from softphone.ulaw import FRAME, RATE

NUMBER = "0700000001"
ANSWERED_WITHIN = 10.0  # s
BREATH = 0.3  # s between the answer and the key
PACKET = FRAME / RATE


@dataclass(slots=True)
class Times:
    dialled: float = 0.0
    answered: float = 0.0
    heard_agent: float = 0.0
    last_agent: float = 0.0
    longest_gap: float = 0.0  # s between two packets of the agent's voice
    over: float = 0.0
    packets: int = 0  # of any sound

    def hear(self, payload: bytes, codec: PayloadType) -> None:
        self.packets += 1
        if payload != AGENT:
            return
        now = time.monotonic()
        self.heard_agent = self.heard_agent or now
        self.longest_gap = max(self.longest_gap, now - (self.last_agent or now))
        self.last_agent = now


@dataclass
class Caller:
    phone: Phone
    number: int
    times: Times = field(default_factory=Times)

    @property
    def shown(self) -> str:
        """The number with which the caller calls."""
        return f"0105{self.number:07d}"

    def dial(self) -> None:
        self.times.dialled = time.monotonic()
        self.call: Call = self.phone.dial(NUMBER, Identity(self.shown))

    async def answered(self) -> None:
        """Raises TimeoutError."""
        async with asyncio.timeout(ANSWERED_WITHIN):
            await self.call.up.wait()
        self.times.answered = time.monotonic()
        self.call.stream.heard = self.times.hear

    async def press(self, key: str) -> None:
        await asyncio.sleep(BREATH)
        self.call.stream.send_digits(key)

    def speak(self, seconds: float) -> None:
        """Say the caller's tone from now on, so long."""
        for _ in range(round(seconds / PACKET)):
            self.call.stream.speech.append(CALLER)

    async def over(self, within: float) -> None:
        """Until the other side has ended the call. Raises TimeoutError."""
        async with asyncio.timeout(within):
            await self.call.over.wait()
        self.times.over = time.monotonic()
