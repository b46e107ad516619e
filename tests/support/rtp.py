"""A plain RTP peer and the ears of the tests: send a tone, measure which tones arrive.

G.711 µ-law or A-law, 20 ms packets, loopback. A level is the amplitude of a sine, 0.0 to 1.0 of full scale.
Levels come from the Goertzel correlation at one frequency, so a tone is told from another and from silence.
"""

import asyncio
import audioop
import math
import struct
from collections import deque
from collections.abc import Callable
from itertools import pairwise
from typing import cast

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float64]

RATE = 8000
STEP = 160  # samples of 20 ms
LOUD = 0.08  # a tone of this level is there
QUIET = 0.01  # a tone of this level is not
KEPT = 1500  # packets, 30 s
PCMU, PCMA, EVENTS = 0, 8, 101
DIGITS = "0123456789*#ABCD"


def sine(hz: float, samples: int, level: float = 0.4, start: int = 0) -> bytes:
    """16-bit little-endian PCM; `start` keeps the phase from one packet to the next."""
    at = np.arange(start, start + samples)
    return (level * 32767 * np.sin(2 * math.pi * hz * at / RATE)).astype("<i2").tobytes()


def level_of(samples: Samples, hz: float) -> float:
    """How loud the tone `hz` is in the samples (-1.0 to 1.0 each); 0.0 when there are none."""
    if not len(samples):
        return 0.0
    turn = np.exp(-2j * math.pi * hz * np.arange(len(samples)) / RATE)
    return float(2 * abs(np.dot(samples, turn)) / len(samples))


class RtpPeer(asyncio.DatagramProtocol):
    """One end of an RTP stream. `say(hz)` talks, `level(hz)` and `hears(hz)` listen."""

    def __init__(self, codec: int = PCMU) -> None:
        self.codec, self.packets = codec, 0
        self._to: tuple[str, int] | None = None
        self._hz: float | None = None
        self._clock = self._sequence = 0
        self._heard: deque[tuple[float, bytes]] = deque(maxlen=KEPT)
        self._digits: deque[tuple[bytes, int, int]] = deque()  # event payload, mark, timestamp
        self.digits_heard = ""
        self._last_event = -1
        self._transport: asyncio.DatagramTransport
        self._talk: asyncio.Task[None]

    @classmethod
    async def open(cls, port: int = 0, host: str = "127.0.0.1", codec: int = PCMU) -> "RtpPeer":
        loop = asyncio.get_running_loop()
        _, peer = await loop.create_datagram_endpoint(lambda: cls(codec), local_addr=(host, port))
        peer._talk = asyncio.create_task(peer._keep_talking())
        return peer

    @property
    def address(self) -> tuple[str, int]:
        host, port = self._transport.get_extra_info("sockname")
        return host, port

    @property
    def has_partner(self) -> bool:
        return self._to is not None

    def talk_to(self, host: str, port: int) -> None:
        self._to = host, port

    def say(self, hz: float | None) -> None:
        """Send this tone from now on; None is silence (packets still flow)."""
        self._hz = hz

    def number_from(self, sequence: int) -> None:
        """The sequence number of the next packet."""
        self._sequence = sequence - 1 & 0xFFFF

    def press(self, digits: str) -> None:
        """Send the digits by RFC 4733: 100 ms each, 60 ms apart, the end three times."""
        for digit in digits:
            code = DIGITS.index(digit)
            steps = [struct.pack("!BBH", code, 10, STEP * n) for n in range(1, 6)]
            ends = [struct.pack("!BBH", code, 0x8A, STEP * 5)] * 3
            for number, payload in enumerate(steps + ends):
                self._digits.append((payload, 0x80 if number == 0 else 0, number))
            self._digits.extend([(b"", 0, 0)] * 3)

    def close(self) -> None:
        self._talk.cancel()
        self._transport.close()

    def recent(self, seconds: float) -> Samples:
        """What came in during the last seconds, as samples of -1.0 to 1.0. Shorter when packets were missing."""
        since = asyncio.get_running_loop().time() - seconds
        payload = b"".join(payload for at, payload in self._heard if at >= since)
        pcm = audioop.ulaw2lin(payload, 2) if self.codec == PCMU else audioop.alaw2lin(payload, 2)
        return np.frombuffer(pcm, "<i2").astype(np.float64) / 32768

    def longest_pause(self, seconds: float) -> float:
        """The longest time without any packet in the last seconds, one that still lasts included."""
        now = asyncio.get_running_loop().time()
        times = [at for at, _ in self._heard if at >= now - seconds]
        return max((later - earlier for earlier, later in pairwise([*times, now])), default=seconds)

    def level(self, hz: float, seconds: float = 0.4) -> float:
        return level_of(self.recent(seconds), hz)

    async def hears(self, hz: float, within: float = 5.0) -> bool:
        """Wait until the tone is there and steady."""
        return await self._until(lambda: len(self.recent(0.3)) > 10 * STEP and self.level(hz, 0.3) > LOUD, within)

    async def stops_hearing(self, hz: float, within: float = 5.0) -> bool:
        return await self._until(lambda: self.level(hz, 0.3) < QUIET, within)

    async def _until(self, so: Callable[[], bool], within: float) -> bool:
        loop = asyncio.get_running_loop()
        until = loop.time() + within
        while not so():
            if loop.time() > until:
                return False
            await asyncio.sleep(0.05)
        return True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        kind = data[1] & 0x7F
        if kind == EVENTS:
            self._note_event(data)
        elif kind == self.codec:
            self.packets += 1
            self._heard.append((asyncio.get_running_loop().time(), data[12:]))

    def _note_event(self, data: bytes) -> None:
        stamp = int(struct.unpack("!I", data[4:8])[0])
        if stamp != self._last_event:
            self._last_event = stamp
            self.digits_heard += DIGITS[data[12]]

    async def _keep_talking(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += STEP / RATE
            await asyncio.sleep(max(0.0, due - loop.time()))
            if self._to is not None and not self._transport.is_closing():
                self._transport.sendto(self._packet(), self._to)
            self._clock += STEP

    def _packet(self) -> bytes:
        kind, payload, mark, stamp = self.codec, b"", 0, self._clock
        if self._digits:
            payload, mark, back = self._digits.popleft()
            kind, stamp = EVENTS if payload else kind, self._clock - back * STEP
        if not payload:
            pcm = sine(self._hz or 0.0, STEP, start=self._clock)
            payload = audioop.lin2ulaw(pcm, 2) if self.codec == PCMU else audioop.lin2alaw(pcm, 2)
            stamp = self._clock
        self._sequence = (self._sequence + 1) & 0xFFFF
        return struct.pack("!BBHII", 0x80, mark | kind, self._sequence, stamp & 0xFFFFFFFF, 0xC0DB0A2D) + payload
