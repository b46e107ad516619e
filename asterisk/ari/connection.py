"""One kept-alive HTTP/1.1 connection to ARI. Only what Asterisk's own server speaks (RFC 9112).

This is the hottest path of the server: each call costs about ten requests. Asterisk always tells the length of a body,
so there is no chunked coding, no compression, no redirect to understand (docs/decisions/0003). Several requests may be
sent in one go; they are answered in their order (RFC 9112, 9.3.2).
"""

import asyncio
from typing import cast

MOST_HEAD = 16_384  # bytes
Answers = list[tuple[int, bytes]]  # status and body


class Connection(asyncio.Protocol):
    def __init__(self) -> None:
        self.reusable = False
        self.idle_since = 0.0  # loop time
        self._buffer = bytearray()
        self._answer: asyncio.Future[Answers] | None = None
        self._answers: Answers = []
        self._wanted = 1
        self._body_at = self._length = self._status = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self.reusable = True

    async def exchange(self, message: bytes, requests: int = 1) -> Answers:
        """Send so many whole requests, wait for as many answers. Raises OSError when the connection is lost."""
        if self._transport is None or not self.reusable:
            raise ConnectionResetError("the connection is closed")
        self._answers, self._wanted = [], requests
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(message)
        try:
            return await self._answer
        finally:
            if not self._answer.done() or self._answer.cancelled():
                self.close()  # the answer would come later, as if it were that of the next request
            self._answer = None

    def close(self) -> None:
        self.reusable = False
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (self._body_at or self._read_head()) and len(self._buffer) >= self._body_at + self._length:
            self._answers.append((self._status, bytes(self._buffer[self._body_at : self._body_at + self._length])))
            del self._buffer[: self._body_at + self._length]
            self._body_at = 0
        if len(self._answers) >= self._wanted and self._answer is not None and not self._answer.done():
            self._answer.set_result(self._answers)

    def _read_head(self) -> bool:
        """Status and length, once the head is there."""
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) > MOST_HEAD:
                self._fail(ConnectionAbortedError("this is not an answer of ARI"))
            return False
        lines = bytes(self._buffer[:end]).lower().split(b"\r\n")
        try:
            self._status = int(lines[0][9:12])
            self._length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        except ValueError:
            self._fail(ConnectionAbortedError("this is not an answer of ARI"))
            return False
        if b"connection: close" in lines:
            self.reusable = False
        self._body_at = end + 4
        return True

    def eof_received(self) -> None:
        self._fail(ConnectionResetError("Asterisk closed the connection"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(exc or ConnectionResetError("the connection was lost"))

    def _fail(self, error: Exception) -> None:
        self.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
