"""The encrypted voice of one page: from SRTP to the line, from the line to SRTP. Lives in the pump's thread.

Everything that is no voice (STUN, DTLS) is handed to the event loop, where aiortc is.
"""

import asyncio
import random
import socket
import time
from collections.abc import Callable
from typing import Protocol

from softphone.gateway.pump import Pump
from softphone.gateway.rtcp import ReportBlock
from softphone.gateway.rtp import (
    HEADER,
    HEADER_SIZE,
    PCMU,
    VERSION,
    DigitReader,
    Reception,
    Timeline,
    is_rtcp,
    is_rtp,
    payload_span,
)
from softphone.gateway.srtp import Address, Buffer, Keys


class Mouth(Protocol):
    """Where the page's voice goes: a line."""

    def say(
        self, buffer: Buffer, start: int, end: int, source: int, sequence: int, timestamp: int, now: float
    ) -> None: ...


class Owner(Protocol):
    """Who is told what is no voice, on the event loop."""

    def datagram(self, way: socket.socket, packet: bytes, source: Address) -> None: ...

    def digit(self, digit: str) -> None: ...


class Media:
    """heard: when anything came from the page; spoke: when voice came (monotonic seconds). Read from any thread."""

    def __init__(self, keys: Keys, ssrc: int, key_types: frozenset[int], owner: Owner) -> None:
        self.mouth: Mouth | None = None
        self.echo = False
        self.heard = time.monotonic()
        self.spoke = 0.0
        self.sent = 0
        self.reception = Reception()
        self._keys, self._key_types, self._owner = keys, key_types, owner
        self._loop = asyncio.get_running_loop()
        self._out = Timeline(ssrc, random.getrandbits(15), random.getrandbits(32), time.monotonic())
        self._buffer, self._digits, self._reports = Buffer(), DigitReader(), ReportBlock()
        self._ways: list[socket.socket] = []
        self._aim: tuple[socket.socket, Address] | None = None

    # --- what the event loop asks, through the pump ----------------------------------------------------------------

    def open(self, pump: Pump, ways: list[socket.socket]) -> None:
        """Read all sockets that ICE opened: the page may change from one to another."""
        self._ways = ways
        for way in ways:
            pump.watch(way.fileno(), self._reader(way))

    def aim(self, way: socket.socket, page: Address) -> None:
        self._aim = (way, page)

    def close(self, pump: Pump) -> None:
        self.mouth = self._aim = None
        for way in self._ways:
            pump.forget(way.fileno())
            way.close()
        self._ways = []

    def report(self) -> None:
        """Tell the page what we got of it (RTCP)."""
        if self._aim is None or self.reception.source < 0:
            return
        block = self._reports.write(self._out.ssrc, self.reception, time.monotonic())
        length = self._keys.lock_report(self._buffer, self._buffer.fill(block))
        if length:
            way, page = self._aim
            way.sendto(self._buffer.view[:length], page)

    # --- packets ---------------------------------------------------------------------------------------------------

    def hear(
        self, buffer: Buffer, start: int, end: int, source: int, sequence: int, timestamp: int, now: float
    ) -> None:
        """RTP from the switch, to the page. The switch only sends in a call, and a call ends the echo."""
        self.echo = False
        self._send(buffer, start, end, source, sequence, timestamp, now)

    def _send(
        self, buffer: Buffer, start: int, end: int, source: int, sequence: int, timestamp: int, now: float
    ) -> None:
        if self._aim is None:
            return
        out = self._out
        sequence, timestamp, marker = out.place(source, sequence, timestamp, now)
        start -= HEADER_SIZE
        HEADER.pack_into(buffer.view, start, VERSION, marker | PCMU, sequence, timestamp, out.ssrc)
        length = self._keys.lock(buffer, start, end)
        if length:
            way, page = self._aim
            way.sendto(buffer.view[start : start + length], page)
            self.sent += 1

    def _reader(self, way: socket.socket) -> Callable[[], None]:
        buffer, view = self._buffer, self._buffer.view

        def ready() -> None:
            length, source = buffer.receive_from(way)
            if length < 2:
                return
            if not is_rtp(view[0]):
                self.heard = time.monotonic()
                packet = bytes(view[:length])
                self._loop.call_soon_threadsafe(self._owner.datagram, way, packet, source)
            elif is_rtcp(view[1]):
                self._take_report(length)
            else:
                self._take_voice(length, way, source)

        return ready

    def _take_report(self, length: int) -> None:
        if length := self._keys.unlock_report(self._buffer, length):
            self.heard = time.monotonic()
            self._reports.note(self._buffer.view, length, self.heard)

    def _take_voice(self, length: int, way: socket.socket, page: Address) -> None:
        buffer = self._buffer
        length = self._keys.unlock(buffer, length) if length >= HEADER_SIZE else 0
        if not length:
            return
        start, end = payload_span(buffer.view, length)
        if not end:
            return
        now = self.heard = self.spoke = time.monotonic()
        if self._aim != (way, page):  # it is the page, the keys prove it: its network changed
            self._aim = (way, page)
        _, kind, sequence, timestamp, source = HEADER.unpack_from(buffer.view)
        self.reception.note(source, sequence, timestamp, now)
        kind &= 0x7F
        if kind in self._key_types:
            self._take_key(source, timestamp, start, end)
        elif kind != PCMU:
            return
        elif self.echo:
            self._send(buffer, start, end, source, sequence, timestamp, now)
        elif self.mouth is not None:
            self.mouth.say(buffer, start, end, source, sequence, timestamp, now)

    def _take_key(self, source: int, timestamp: int, start: int, end: int) -> None:
        digit = self._digits.read(source, timestamp, self._buffer.view[start:end])
        if digit is not None:
            self._loop.call_soon_threadsafe(self._owner.digit, digit)
