"""The media of a simulated call: G.711 untouched, 50 packets a second, digits by RFC 4733. Rule: no threads.

pyVoIP 1.6.8 would send 8-bit linear sound (16-24 dB of noise in quiet speech), start two threads more at each re-INVITE
(double speed after hold), keep every packet for ever and send no digits. Here one clock paces all calls of the process.
"""

import asyncio
import contextlib
import logging
import os
import socket
import struct
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyVoIP.RTP import PayloadType, RTPClient, TransmitType

log = logging.getLogger(__name__)

FRAME = 160  # bytes of G.711 in 20 ms
TICK = 0.02  # s
KEYS = "0123456789*#ABCD"
SILENCE = {PayloadType.PCMU: b"\xff", PayloadType.PCMA: b"\xd5"}
DIGIT_FRAMES = 6  # 120 ms
GAP_FRAMES = 5  # 100 ms between digits
END_PACKETS = 3  # RFC 4733, 2.5.1.4
VOLUME = 10  # -10 dBm0
LONGEST_SPEECH = 3000  # frames that may wait to be sent: a minute


@dataclass(frozen=True, slots=True)
class Packet:
    """An RTP packet (RFC 3550, 5.1) as far as a caller needs it."""

    kind: int
    timestamp: int
    payload: bytes


def parse(data: bytes) -> Packet | None:
    """None: not RTP version 2, or cut short."""
    if len(data) < 12 or data[0] >> 6 != 2:
        return None
    start = 12 + 4 * (data[0] & 0x0F)
    if data[0] & 0x10:
        if len(data) < start + 4:
            return None
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    end = len(data) - (data[-1] if data[0] & 0x20 else 0)
    if start > end:
        return None
    return Packet(data[1] & 0x7F, int.from_bytes(data[4:8], "big"), data[start:end])


class Stream(RTPClient):
    """One call's sound both ways. Payload is G.711 as it goes over the line, in pyVoIP's `read`/`write` direction."""

    def __init__(
        self,
        assoc: Mapping[int, PayloadType],
        sock: socket.socket,
        remote: tuple[str, int],
        digit: Callable[[str], None],
        clock: "Clock",
    ) -> None:
        self.sock = sock
        self.digit = digit
        host, port = sock.getsockname()
        super().__init__(dict(assoc), host, port, remote[0], remote[1], TransmitType.SENDRECV, dtmf=digit)
        self.event = next((kind for kind, name in assoc.items() if name == PayloadType.EVENT), None)
        self.clock = clock
        self.heard: Callable[[bytes, PayloadType], None] = lambda payload, codec: None
        self.speech: deque[bytes] = deque(maxlen=LONGEST_SPEECH)
        self.presses: deque[int] = deque()
        self.press: tuple[int, int, int] | None = None  # key, frames sent, timestamp of its start
        self.gap = 0
        self.muted = False
        self.last_event = -1
        self.sequence = int.from_bytes(os.urandom(2), "big")
        self.timestamp = int.from_bytes(os.urandom(4), "big")
        self.source = os.urandom(4)

    @property
    def codec(self) -> PayloadType:
        return self.preference

    def start(self) -> None:
        """Begin to send and to listen. A second start (re-INVITE) changes nothing."""
        if self not in self.clock.streams:
            asyncio.get_running_loop().add_reader(self.sock, self._readable)
            self.clock.join(self)

    def stop(self) -> None:
        self.NSD = False
        self.clock.leave(self)
        if self.sock.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(self.sock)
            self.sock.close()

    def write(self, data: bytes) -> None:
        """Say this after what is still to be said. data: G.711 in the call's codec."""
        for start in range(0, len(data), FRAME):
            self.speech.append(data[start : start + FRAME].ljust(FRAME, SILENCE[self.codec]))

    def send_digits(self, digits: str) -> None:
        """Press these keys (0-9 * # A-D) one after the other. ValueError: no such key."""
        self.presses.extend(KEYS.index(digit) for digit in digits.upper())

    def tick(self) -> None:
        """The next 20 ms."""
        if self.press is None and self.presses and not self.gap and self.event is not None:
            self.press = (self.presses.popleft(), 0, self.timestamp)
        if self.press is not None:
            self._press()
        elif not self.muted:
            self.gap = max(0, self.gap - 1)
            self._send(int(self.codec), self.timestamp, self.speech.popleft() if self.speech else self._quiet())
        self.timestamp = (self.timestamp + FRAME) & 0xFFFFFFFF

    def _press(self) -> None:
        assert self.press is not None
        key, sent, started = self.press
        over = sent >= DIGIT_FRAMES
        duration = min(sent + 1, DIGIT_FRAMES) * FRAME
        payload = struct.pack("!BBH", key, VOLUME | (0x80 if over else 0), duration)
        for _ in range(END_PACKETS if over else 1):
            self._send(self.event or 0, started, payload, marker=not sent)
        self.press, self.gap = (None, GAP_FRAMES) if over else ((key, sent + 1, started), 0)

    def _quiet(self) -> bytes:
        return SILENCE[self.codec] * FRAME

    def _send(self, kind: int, timestamp: int, payload: bytes, marker: bool = False) -> None:
        head = struct.pack("!BBHI", 0x80, kind | (0x80 if marker else 0), self.sequence, timestamp)
        self.sequence = (self.sequence + 1) & 0xFFFF
        with contextlib.suppress(OSError):  # the other side may be gone already: SIP will tell
            self.sock.sendto(head + self.source + payload, (self.outIP, self.outPort))

    def _readable(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._received(self.sock.recv(2048))

    def _received(self, data: bytes) -> None:
        packet = parse(data)
        kind = self.assoc.get(packet.kind) if packet else None
        if packet is None or kind is None:
            return
        if kind != PayloadType.EVENT:
            self.heard(packet.payload, kind)
        elif packet.timestamp != self.last_event and len(packet.payload) >= 4 and packet.payload[0] < len(KEYS):
            self.last_event = packet.timestamp
            self.digit(KEYS[packet.payload[0]])


class Clock:
    """Paces all streams of the process from one task, on absolute time: late by one tick, early by none."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.running: asyncio.Task[None] | None = None

    def join(self, stream: Stream) -> None:
        self.streams.add(stream)
        if self.running is None or self.running.done():
            self.running = asyncio.create_task(self._run(), name="rtp clock")

    def leave(self, stream: Stream) -> None:
        self.streams.discard(stream)

    async def _run(self) -> None:
        due = time.monotonic()
        while self.streams:
            for stream in tuple(self.streams):
                stream.tick()
            due += TICK
            late = time.monotonic() - due
            if late > 0.2:  # the machine slept: don't send what nobody can hear any more
                due += late
            await asyncio.sleep(max(0.0, -late))


def open_socket(host: str) -> socket.socket:
    """A UDP socket on a free port of this address."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    sock.bind((host, 0))
    return sock
