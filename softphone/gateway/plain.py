"""The plain voice of one extension at another PBX: RTP to the line, the line to RTP. Lives in the pump's thread.

The payload is passed on as it is. An extension's phone sends all the time, so that its silence means that it is gone.
"""

import asyncio
import random
import socket
import time
from collections.abc import Callable

from softphone.gateway.media import Mouth
from softphone.gateway.pump import Pump
from softphone.gateway.rtp import (
    HEADER,
    HEADER_SIZE,
    PCMU,
    SAMPLES,
    VERSION,
    DigitReader,
    Reception,
    Timeline,
    is_rtp,
    payload_span,
)
from softphone.gateway.srtp import Address, Buffer

_HUSH = b"\xff" * SAMPLES


class PlainMedia:
    """As `softphone.gateway.media.Media`, for a peer without encryption. keys: its payload type of telephone events."""

    def __init__(self, sock: socket.socket, peer: Address, keys: int, digit: Callable[[str], None]) -> None:
        self.mouth: Mouth | None = None
        self.echo = False
        self.heard = time.monotonic()
        self.spoke = 0.0
        self.sent = 0
        self.reception = Reception()
        self._sent_before = 0
        self._socket, self._peer, self._keys, self._digit = sock, peer, keys, digit
        self._loop = asyncio.get_running_loop()
        ssrc, sequence = random.getrandbits(32), random.getrandbits(15)
        self._out = Timeline(ssrc, sequence, random.getrandbits(32), time.monotonic())
        self._buffer, self._digits = Buffer(), DigitReader()

    # --- what the event loop asks, through the pump ----------------------------------------------------------------

    def open(self, pump: Pump) -> None:
        pump.watch(self._socket.fileno(), self._ready)

    def aim(self, peer: Address) -> None:
        self._peer = peer

    def close(self, pump: Pump) -> None:
        self.mouth = None
        pump.forget(self._socket.fileno())
        self._socket.close()

    def report(self) -> None:
        """Every few seconds: where nothing was sent since, a frame of silence keeps the way open (RFC 6263)."""
        if self.sent == self._sent_before and self._socket.fileno() >= 0:
            end = HEADER_SIZE + SAMPLES
            self._buffer.view[HEADER_SIZE:end] = _HUSH
            head = (self._out.ssrc, self._out.sequence + 1 & 0xFFFF, self._out.timestamp)
            self._send(self._buffer, HEADER_SIZE, end, *head, time.monotonic())
        self._sent_before = self.sent

    # --- packets ---------------------------------------------------------------------------------------------------

    def hear(
        self, buffer: Buffer, start: int, end: int, source: int, sequence: int, timestamp: int, now: float
    ) -> None:
        """RTP from the switch, to the extension."""
        self._send(buffer, start, end, source, sequence, timestamp, now)

    def _send(
        self, buffer: Buffer, start: int, end: int, source: int, sequence: int, timestamp: int, now: float
    ) -> None:
        sequence, timestamp, marker = self._out.place(source, sequence, timestamp, now)
        start -= HEADER_SIZE
        HEADER.pack_into(buffer.view, start, VERSION, marker | PCMU, sequence, timestamp, self._out.ssrc)
        self._socket.sendto(buffer.view[start:end], self._peer)
        self.sent += 1

    def _ready(self) -> None:
        buffer = self._buffer
        length, source = buffer.receive_from(self._socket)
        if length < HEADER_SIZE or not is_rtp(buffer.view[0]) or source[0] != self._peer[0]:
            return
        start, end = payload_span(buffer.view, length)
        if not end:
            return
        self._peer = source  # behind a NAT it is another port than the PBX believes
        now = self.heard = self.spoke = time.monotonic()
        _, kind, sequence, timestamp, ssrc = HEADER.unpack_from(buffer.view)
        self.reception.note(ssrc, sequence, timestamp, now)
        kind &= 0x7F
        if kind == self._keys:
            digit = self._digits.read(ssrc, timestamp, buffer.view[start:end])
            if digit is not None:
                self._loop.call_soon_threadsafe(self._digit, digit)
        elif kind == PCMU and self.mouth is not None:
            self.mouth.say(buffer, start, end, ssrc, sequence, timestamp, now)
