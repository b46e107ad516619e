"""SRTP in place: one reusable buffer that libsrtp and Python both see, so a packet is never copied."""

import socket

from pylibsrtp._binding import ffi, lib

SIZE = 2048  # more than any packet on the wire; libsrtp appends at most 148 bytes
ROOM = SIZE - 148

Address = tuple[str, int]


class Buffer:
    """Bytes of one packet. `view` is what Python reads and writes."""

    def __init__(self) -> None:
        self._memory = ffi.new("char[]", SIZE)
        self._length = ffi.new("int *")
        self.view = memoryview(ffi.buffer(self._memory)).cast("B")

    def receive(self, sock: socket.socket) -> int:
        return sock.recv_into(self.view, ROOM)

    def receive_from(self, sock: socket.socket) -> tuple[int, Address]:
        """Of an IPv4 socket."""
        received: tuple[int, Address] = sock.recvfrom_into(self.view, ROOM)
        return received

    def fill(self, packet: bytes) -> int:
        self.view[: len(packet)] = packet
        return len(packet)


class Keys:
    """The two SRTP sessions of one DTLS connection. Every method gives the new length, or 0 when libsrtp refuses."""

    def __init__(self, outgoing: object, incoming: object, owner: object) -> None:
        """The sessions as cffi pointers, and whoever frees them when it is gone."""
        self._outgoing, self._incoming, self._owner = outgoing, incoming, owner

    def lock(self, buffer: Buffer, start: int, end: int) -> int:
        buffer._length[0] = end - start
        packet = buffer._memory + start if start else buffer._memory  # a pointer is not made anew for each packet
        refused = lib.srtp_protect(self._outgoing, packet, buffer._length)
        return 0 if refused else int(buffer._length[0])

    def unlock(self, buffer: Buffer, length: int) -> int:
        buffer._length[0] = length
        return 0 if lib.srtp_unprotect(self._incoming, buffer._memory, buffer._length) else int(buffer._length[0])

    def lock_report(self, buffer: Buffer, length: int) -> int:
        buffer._length[0] = length
        refused = lib.srtp_protect_rtcp(self._outgoing, buffer._memory, buffer._length)
        return 0 if refused else int(buffer._length[0])

    def unlock_report(self, buffer: Buffer, length: int) -> int:
        buffer._length[0] = length
        refused = lib.srtp_unprotect_rtcp(self._incoming, buffer._memory, buffer._length)
        return 0 if refused else int(buffer._length[0])
