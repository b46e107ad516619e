"""An agent's phone without a browser: speaks and hears G.711 by WebRTC, for tests, benches and demo agents.

Whoever uses it brings the signalling: a function that takes our offer and gives the answer.
"""

import asyncio
import struct
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from types import TracebackType
from typing import Self

from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.rtcrtptransceiver import RTCRtpTransceiver

from softphone.gateway import anatomy
from softphone.gateway.rtp import HEADER, HEADER_SIZE, PCMU, VERSION, payload_span
from softphone.ulaw import FRAME, RATE, SILENCE, frames

Signalling = Callable[[str], Awaitable[str]]
_KEYS = "0123456789*#ABCD"
_EVENT = struct.Struct("!BBH")
_KEPT = 60 * RATE // FRAME


class NotConnected(Exception):
    """The media did not come up, or is down."""


class Ear:
    """What was heard: packets with the time they came, the newest minute."""

    def __init__(self) -> None:
        self.packets = 0
        self._kept: deque[tuple[float, bytes]] = deque(maxlen=_KEPT)
        self._more = asyncio.Event()

    def hear(self, payload: bytes) -> None:
        self.packets += 1
        self._kept.append((time.monotonic(), payload))
        self._more.set()

    def last(self, seconds: float) -> bytes:
        """The newest sound, up to this long."""
        count = max(1, round(seconds * RATE / FRAME))
        return b"".join(payload for _, payload in list(self._kept)[-count:])

    async def next(self, seconds: float, within: float = 10.0) -> bytes:
        """The sound that comes from now on, this long. Raises TimeoutError."""
        wanted, begin = round(seconds * RATE / FRAME), self.packets
        async with asyncio.timeout(within + seconds):
            while self.packets - begin < wanted:
                self._more.clear()
                await self._more.wait()
        return self.last(seconds)


class HeadlessPhone:
    """One phone; `attach` may be called again and again, each time with a new peer connection, as a page does."""

    def __init__(self, signalling: Signalling, sound: Iterator[bytes] | None = None) -> None:
        """sound: payloads of 160 bytes, one for each 20 ms; None speaks silence. wanted: it was not put down."""
        self.ear = Ear()
        self.sound = sound or frames(SILENCE * FRAME)
        self.speaking = self.wanted = True
        self._signalling = signalling
        self._connection: RTCPeerConnection | None = None
        self._transceiver: RTCRtpTransceiver | None = None
        self._voice: asyncio.Task[None] | None = None
        self._sequence = self._timestamp = 0

    async def __aenter__(self) -> Self:
        await self.attach()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.detach()

    @property
    def attached(self) -> bool:
        return self._connection is not None and self._connection.connectionState == "connected"

    async def attach(self, within: float = 10.0) -> None:
        """Offer, take the answer, wait until media can flow. Raises `NotConnected`."""
        await self._drop()
        self.wanted = True
        anatomy.speak_only_g711()
        connection = self._connection = anatomy.new_connection()
        connection.addTrack(anatomy.Silence())
        transceiver = self._transceiver = anatomy.first_transceiver(connection)
        anatomy.without_codecs(transceiver)
        up = _when_up(transceiver)
        anatomy.divert_voice(transceiver, self._take)
        await connection.setLocalDescription(await connection.createOffer())
        answer = await self._signalling(connection.localDescription.sdp)
        await connection.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        try:
            await asyncio.wait_for(up, within)
        except TimeoutError:
            await self._drop()
            raise NotConnected("no media within the time given") from None
        self._voice = asyncio.create_task(self._speak(transceiver))

    async def detach(self) -> None:
        """Close the connection as a page that is closed: the gateway sees the DTLS close."""
        self.wanted = False
        await self._drop()

    async def _drop(self) -> None:
        if self._voice is not None:
            self._voice.cancel()
            await asyncio.gather(self._voice, return_exceptions=True)
            self._voice = None
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    def vanish(self) -> None:
        """Go silent without a word, as a browser that was killed: nothing is sent any more, not even by ICE."""
        self.wanted = False
        if self._voice is not None:
            self._voice.cancel()
        if self._transceiver is not None:
            anatomy.cut(self._transceiver)

    async def press(self, key: str, milliseconds: int = 100) -> None:
        """Send a key as telephone-event packets (RFC 4733), the end three times. Raises `NotConnected`."""
        if self._transceiver is None or not self.attached:
            raise NotConnected("no media to send a key in")
        timestamp, event = self._timestamp, _KEYS.index(key)
        steps = [*range(FRAME, milliseconds * RATE // 1000, FRAME)]
        ends = [milliseconds * RATE // 1000] * 3
        for number, duration in enumerate(steps + ends):
            last = number >= len(steps)
            payload = _EVENT.pack(event, 0x80 | 10 if last else 10, duration)
            mark = 0x80 if number == 0 else 0
            await self._send(self._transceiver, mark | anatomy.TELEPHONE_EVENT, timestamp, payload)
            await asyncio.sleep(0 if last else 0.02)

    def _take(self, packet: bytes) -> None:
        start, end = payload_span(memoryview(packet), len(packet)) if len(packet) >= HEADER_SIZE else (0, 0)
        if end and packet[1] & 0x7F == PCMU:
            self.ear.hear(packet[start:end])

    async def _speak(self, transceiver: RTCRtpTransceiver) -> None:
        """A packet each 20 ms by the clock, so that a late one is followed by the next in time."""
        begin = time.monotonic()
        number = 0
        while True:
            number += 1
            await asyncio.sleep(max(0.0, begin + number * FRAME / RATE - time.monotonic()))
            self._timestamp = (self._timestamp + FRAME) & 0xFFFFFFFF
            if self.speaking:
                try:
                    await self._send(transceiver, PCMU, self._timestamp, next(self.sound))
                except ConnectionError:
                    return

    async def _send(self, transceiver: RTCRtpTransceiver, kind: int, timestamp: int, payload: bytes) -> None:
        self._sequence = (self._sequence + 1) & 0xFFFF
        header = HEADER.pack(VERSION, kind, self._sequence, timestamp, anatomy.ssrc_of(transceiver))
        await anatomy.send_voice(transceiver, header + payload)


def _when_up(transceiver: RTCRtpTransceiver) -> asyncio.Future[None]:
    dtls = anatomy.dtls_of(transceiver)
    up: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def moved() -> None:
        if dtls.state == "connected" and not up.done():
            up.set_result(None)

    dtls.on("statechange", moved)
    return up
