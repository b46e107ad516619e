"""The way to the switch: one UDP socket per agent, for as long as the agent is logged in to the CTI.

It speaks plain G.711 RTP with one external media channel. Pages come and go; the switch sees one unbroken stream.
"""

import random
import socket
import time
from typing import Protocol

from softphone.gateway.pump import Pump
from softphone.gateway.rtp import HEADER, HEADER_SIZE, PCMU, VERSION, Reception, Timeline, is_rtp, payload_span
from softphone.gateway.srtp import Address, Buffer

_TRIES = 50


class NoPort(Exception):
    """No UDP port of the range is free, or the one that is asked for is taken."""


class Listener(Protocol):
    """Who hears what the switch sends: the media of a page."""

    def hear(
        self, buffer: Buffer, start: int, end: int, source: int, sequence: int, timestamp: int, now: float
    ) -> None: ...


class Line:
    """`listener`, `talking` and the packets belong to the pump's thread."""

    def __init__(self, sock: socket.socket, pump: Pump) -> None:
        self.host, self.port = sock.getsockname()[:2]
        self.peer: Address | None = None
        self.listener: Listener | None = None
        self.reception = Reception()
        self.sent = 0
        self._socket, self._pump = sock, pump
        self._buffer = Buffer()
        self._towards: Address | None = None
        ssrc, sequence, timestamp = random.getrandbits(32), random.getrandbits(15), random.getrandbits(32)
        self._out = Timeline(ssrc, sequence, timestamp, time.monotonic())
        pump.call(lambda: pump.watch(sock.fileno(), self._ready))

    def aim(self, peer: Address) -> None:
        """From now on send there, and hear only what comes from there."""
        self.peer = peer
        self._pump.call(lambda: self._aim(peer))

    def close(self) -> None:
        self._pump.call(self._close)

    def say(self, buffer: Buffer, start: int, end: int, source: int, sequence: int, timestamp: int, now: float) -> None:
        """Send the payload from `start` to `end` to the switch. source, sequence, timestamp: as it came.

        The header is written into the buffer just before the payload, where the old header was.
        """
        if self._towards is None:
            return
        out = self._out
        sequence, timestamp, marker = out.place(source, sequence, timestamp, now)
        start -= HEADER_SIZE
        HEADER.pack_into(buffer.view, start, VERSION, marker | PCMU, sequence, timestamp, out.ssrc)
        self._socket.send(buffer.view[start:end])
        self.sent += 1

    def _aim(self, peer: Address) -> None:
        self._socket.connect(peer)
        self._towards = peer

    def _close(self) -> None:
        self.listener = None
        self._pump.forget(self._socket.fileno())
        self._socket.close()

    def _ready(self) -> None:
        buffer = self._buffer
        length = buffer.receive(self._socket)
        if self._towards is None or length < HEADER_SIZE:
            return
        first, kind, sequence, timestamp, source = HEADER.unpack_from(buffer.view)
        if not is_rtp(first) or kind & 0x7F != PCMU:
            return
        now = time.monotonic()
        self.reception.note(source, sequence, timestamp, now)
        if self.listener is not None:
            start, end = payload_span(buffer.view, length)
            if end:
                self.listener.hear(buffer, start, end, source, sequence, timestamp, now)


def bind(host: str, ports: range, port: int = 0) -> socket.socket:
    """A UDP socket on `port`, or on any even port of the range when 0 (RFC 3550 §11). Raises `NoPort`."""
    choices = [port] if port else _some_even(ports)
    for choice in choices:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.setblocking(False)
        try:
            sock.bind((host, choice))
        except OSError:
            sock.close()
            continue
        return sock
    raise NoPort(f"UDP port {port} of {host} is taken" if port else f"no free UDP port for a line on {host} in {ports}")


def _some_even(ports: range) -> list[int]:
    even = [port for port in ports if port % 2 == 0]
    return random.sample(even, min(_TRIES, len(even)))
