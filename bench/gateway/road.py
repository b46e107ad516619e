"""The sound of all callers and phones of the bench: one thread that sends on time and reads as little as it can.

Each packet carries its number and the time it was sent; the kernel says when one came, so that a bench that is late
with reading does not show as delay. All sockets here belong to the thread once they are given to it.
"""

import asyncio
import heapq
import os
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from softphone.gateway.rtp import HEADER, HEADER_SIZE, PCMU, VERSION, is_rtp, payload_span
from softphone.gateway.srtp import Address, Buffer, Keys

MARK = struct.Struct("!4sIq")  # ours, number, nanoseconds since the epoch
OURS = b"beep"
FRAME = 160
PERIOD = 0.02
SHORTEST_SLEEP = 0.0002  # s; packets due within it go out together
_STAMP = struct.Struct("@qq")
SO_TIMESTAMPNS = 35  # asm-generic/socket.h; Python has no name for it
_PADDING = b"\x55" * (FRAME - MARK.size)

Strange = Callable[[bytes, Address], None]  # what is no voice: STUN, DTLS


@dataclass(slots=True)
class End:
    """One caller or phone. keys: None for plain RTP. arrived: number and delay in ns of each packet that was heard."""

    sock: socket.socket
    peer: Address
    ssrc: int
    keys: Keys | None = None
    strange: Strange | None = None
    sent: int = 0
    arrived: list[tuple[int, int]] = field(default_factory=list)

    def send(self, buffer: Buffer) -> None:
        self.sent += 1
        number, end = self.sent, HEADER_SIZE + FRAME
        HEADER.pack_into(buffer.view, 0, VERSION, PCMU, number & 0xFFFF, number * FRAME & 0xFFFFFFFF, self.ssrc)
        buffer.view[HEADER_SIZE + MARK.size : end] = _PADDING
        MARK.pack_into(buffer.view, HEADER_SIZE, OURS, number, time.time_ns())
        if self.keys is not None:
            end = self.keys.lock(buffer, 0, end)
        self.sock.sendto(buffer.view[:end], self.peer)

    def read(self, buffer: Buffer) -> None:
        """Whatever there is, until BlockingIOError."""
        while True:
            self._read(buffer)

    def _read(self, buffer: Buffer) -> None:
        length, told, _, source = self.sock.recvmsg_into([buffer.view], 64)
        if not is_rtp(buffer.view[0]):
            if self.strange is not None:
                self.strange(bytes(buffer.view[:length]), source)
        elif buffer.view[1] & 0x7F == PCMU and length > HEADER_SIZE:
            self._hear(buffer, length, told)

    def _hear(self, buffer: Buffer, length: int, told: list[tuple[int, int, bytes]]) -> None:
        if self.keys is not None:
            length = self.keys.unlock(buffer, length)
        start, end = payload_span(buffer.view, length) if length else (0, 0)
        if end - start < MARK.size:
            return
        whose, number, sent = MARK.unpack_from(buffer.view, start)
        if whose == OURS:
            seconds, nanoseconds = _STAMP.unpack_from(told[0][2])
            self.arrived.append((number, seconds * 1_000_000_000 + nanoseconds - sent))


class Road:
    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._epoll.register(self._wake, select.EPOLLIN)
        self._ends: dict[int, End] = {}
        self._due: list[tuple[float, int, End]] = []
        self._acts: deque[Callable[[], object]] = deque()
        self._buffer, self._running = Buffer(), True
        self._thread = threading.Thread(target=self._run, name="road", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        await self.do(self._end)
        self._thread.join()

    async def do(self, act: Callable[[], object]) -> None:
        """Let the thread do this, and wait for it."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()

        def run() -> None:
            act()
            loop.call_soon_threadsafe(done.set_result, None)

        self._acts.append(run)
        os.eventfd_write(self._wake, 1)
        await done

    async def add(self, end: End) -> None:
        end.sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        await self.do(lambda: self._watch(end))

    async def remove(self, end: End) -> None:
        await self.do(lambda: self._forget(end))

    async def speak(self, ends: Iterable[End]) -> None:
        """From now on each sends a packet each 20 ms, not all at once."""
        all_ends = list(ends)
        now = time.monotonic()
        due = [(now + PERIOD * (number * 0.618 % 1), number, end) for number, end in enumerate(all_ends)]
        heapq.heapify(due)
        await self.do(lambda: setattr(self, "_due", due))

    async def hush(self) -> None:
        await self.do(self._due.clear)

    def _watch(self, end: End) -> None:
        self._ends[end.sock.fileno()] = end
        self._epoll.register(end.sock.fileno(), select.EPOLLIN)

    def _forget(self, end: End) -> None:
        self._ends.pop(end.sock.fileno())
        self._epoll.unregister(end.sock.fileno())
        end.sock.close()

    def _end(self) -> None:
        self._running = False

    def _run(self) -> None:
        while self._running:
            wait = max(SHORTEST_SLEEP, self._due[0][0] - time.monotonic()) if self._due else None
            if wait is not None:
                time.sleep(wait)
                self._send()
            for fd, _ in self._epoll.poll(0 if wait is not None else None):
                self._serve(fd)

    def _send(self) -> None:
        due, now = self._due, time.monotonic()
        while due and due[0][0] <= now:
            at, number, end = due[0]
            heapq.heapreplace(due, (at + PERIOD, number, end))
            self._try(end.send)

    def _serve(self, fd: int) -> None:
        if fd != self._wake:
            end = self._ends.get(fd)
            if end is not None:
                self._try(end.read)
            return
        os.eventfd_read(self._wake)
        while self._acts:
            self._acts.popleft()()

    def _try(self, act: Callable[[Buffer], Any]) -> None:
        with suppress(OSError):  # nothing more to read, or nobody there any more: UDP
            act(self._buffer)
