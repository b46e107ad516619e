"""As much SIP as callers and phones of a bench need, over one UDP socket: RFC 3261 on loopback, where nothing is lost.

One process plays thousands of calls, so what it costs is small beside what it measures. Repeats of the other side are
answered again; nothing is repeated from here. When a message came is asked of the kernel: this process may have had
something else to do, or no processor.
"""

import asyncio
import itertools
import re
import socket
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROOM = 8 << 20  # bytes that the kernel keeps while this process does something else
HERE = "127.0.0.1"
MESSAGE = 65535  # bytes
IN_A_ROW = 50  # messages, until others have their turn
STAMP = 35  # SO_TIMESTAMPNS and SCM_TIMESTAMPNS of Linux, which the standard library does not name
TIME = struct.Struct("@ll")  # of a struct timespec
SILENCE = b"\xff" * 160  # 20 ms of µ-law
numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Message:
    """first: the first line; headers: by name in small letters, the last of each name; at: when it was there, of
    `time.monotonic`."""

    first: str
    headers: dict[str, str]
    body: str = ""
    at: float = 0.0

    @property
    def status(self) -> int:
        """0 of a request."""
        return int(self.first[8:11]) if self.first.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        """What is asked, or what is answered."""
        return self.headers["cseq"].split()[1]

    @property
    def call_id(self) -> str:
        return self.headers["call-id"]

    @property
    def contact(self) -> str:
        """The address of the other side in this call."""
        found = re.search(r"<([^>]+)>", self.headers.get("contact", ""))
        return found[1] if found else ""

    @property
    def media(self) -> tuple[str, int]:
        """Where the other side waits for sound. ("", 0) without a body that says so."""
        host = re.search(r"^c=IN IP4 (\S+)", self.body, re.MULTILINE)
        port = re.search(r"^m=audio (\d+)", self.body, re.MULTILINE)
        return (host[1], int(port[1])) if host and port else ("", 0)

    def user(self) -> str:
        """The user part of the address that is asked for."""
        return self.first.split()[1].removeprefix("sip:").partition("@")[0]


def read(data: bytes, at: float = 0.0) -> Message:
    head, _, body = data.decode(errors="replace").partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    told = (line.partition(":") for line in lines)
    return Message(first, {name.strip().lower(): value.strip() for name, _, value in told}, body, at)


class Wire:
    """heard: is given each message. media: a port that is announced for sound, from which a sign of life is sent at
    times, and that is never read."""

    def __init__(self, target: tuple[str, int], heard: Callable[[Message], None]) -> None:
        self.target, self._heard = target, heard
        self._media, self._socket = _socket(), _socket()
        self.media = int(self._media.getsockname()[1])
        self.port = int(self._socket.getsockname()[1])

    def open(self) -> None:
        """Begin to read. Within a running loop."""
        self._socket.setsockopt(socket.SOL_SOCKET, STAMP, 1)
        asyncio.get_running_loop().add_reader(self._socket, self._read)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()
        self._media.close()

    def _read(self) -> None:
        for _ in range(IN_A_ROW):
            try:
                data, told, *_ = self._socket.recvmsg(MESSAGE, socket.CMSG_SPACE(TIME.size))
            except BlockingIOError:
                return
            if len(data) > 4:  # shorter ones only keep ways open
                self._heard(read(data, _since(told)))

    def ask(self, first: str, headers: dict[str, str], body: str = "", kind: str = "application/sdp") -> None:
        via = f"SIP/2.0/UDP {HERE}:{self.port};branch=z9hG4bK{next(numbers)}"
        self._say(first, {"Via": via, "Max-Forwards": "70"} | headers, body, kind)

    def answer(self, asked: Message, line: str, tag: str = "", body: str = "") -> None:
        kept = {name: asked.headers[name] for name in ("via", "from", "to", "call-id", "cseq")}
        if tag and ";tag=" not in kept["to"]:
            kept["to"] += f";tag={tag}"
        self._say(f"SIP/2.0 {line}", kept | {"Contact": f"<sip:bench@{HERE}:{self.port}>"}, body)

    def breathe(self, to: tuple[str, int], number: int) -> None:
        """A packet of silence, by RFC 3550; number: the how manieth of this call."""
        head = struct.pack("!BBHII", 0x80, 0, number & 0xFFFF, number * 160 & 0xFFFFFFFF, to[1])
        self._media.sendto(head + SILENCE, to)

    def sdp(self) -> str:
        """G.711 and no RFC 4733, so that digits are said by INFO."""
        head = f"v=0\r\no=bench 1 1 IN IP4 {HERE}\r\ns=-\r\nc=IN IP4 {HERE}\r\nt=0 0\r\n"
        return f"{head}m=audio {self.media} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=ptime:20\r\na=sendrecv\r\n"

    def _say(self, first: str, headers: dict[str, str], body: str, kind: str = "application/sdp") -> None:
        about = {"Content-Type": kind} if body else {}
        told = headers | about | {"Content-Length": str(len(body))}
        lines = [first, *(f"{name}: {value}" for name, value in told.items())]
        self._socket.sendto(("\r\n".join(lines) + "\r\n\r\n" + body).encode(), self.target)


def _since(told: Sequence[tuple[int, int, bytes]]) -> float:
    """What the kernel says beside a message, by `time.monotonic`; now where it says nothing."""
    now, wall = time.monotonic(), time.time()
    for level, kind, stamp in told:
        if (level, kind) == (socket.SOL_SOCKET, STAMP):
            seconds, parts = (int(each) for each in TIME.unpack(stamp[: TIME.size]))
            return now - max(0.0, wall - seconds - parts / 1e9)
    return now


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setblocking(False)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
    made.bind((HERE, 0))
    return made
