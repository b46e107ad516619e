"""Requests to ARI over a small pool of kept-alive connections."""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from asterisk.ari.connection import Answers, Connection
from asterisk.ari.errors import AriError, Unreachable, error_of
from asterisk.ari.request import Request, encoded

Result = TypeVar("Result")
Watch = Callable[[str, str, float, int], None]  # method, path, seconds, status (0: no answer)


class Rest:
    """Sends requests. A connection idle for `keep_alive` seconds is not used again: Asterisk closes it at 15 s."""

    def __init__(
        self, url: str, user: str, password: str, pool: int = 48, timeout: float = 5.0, keep_alive: float = 10.0
    ) -> None:
        """url: of ARI's root, such as `http://127.0.0.1:8088/ari`; times in seconds."""
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 8088
        self._root = parts.path.rstrip("/")
        secret = b64encode(f"{user}:{password}".encode()).decode()
        self._head = f"Host: {self._host}:{self._port}\r\nAuthorization: Basic {secret}\r\n"
        self._timeout, self._keep_alive = timeout, keep_alive
        self.answered_at = monotonic()
        self._free: list[Connection] = []
        self._room = asyncio.Semaphore(pool)
        self._decoders: dict[object, msgspec.json.Decoder[object]] = {}
        self.sent = self.failed = 0
        self.watch: Watch = _nobody

    async def send(self, request: Request[Result]) -> Result:
        """Do it. Raises AriError: by status, or `Unreachable` when there is no answer in time."""
        answers = await self._asked([request])
        return self._read(request, *answers[0])

    async def do(self, request: Request[Any]) -> None:
        """The same, whatever the answer tells: Asterisk tells nothing about a channel that has the id of one which has
        just ended, though it was made."""
        ((status, body),) = await self._asked([request])
        if error := self._wrong(request, status, body):
            raise error

    async def send_all(self, requests: Sequence[Request[Any]]) -> list[AriError | None]:
        """Do all of them, in order, whatever comes of each; in one go, which costs a fraction of one by one. Tells what
        went wrong with each. Raises `Unreachable` when there is no answer in time."""
        answers = await self._asked(requests)
        return [self._wrong(request, *answer) for request, answer in zip(requests, answers, strict=True)]

    async def _asked(self, requests: Sequence[Request[Any]]) -> Answers:
        self.sent += len(requests)
        began = monotonic()
        try:
            async with asyncio.timeout(self._timeout), self._room:
                answers = await self._exchange(b"".join(map(self._written, requests)), len(requests))
        except (OSError, TimeoutError) as error:
            self.failed += 1
            self._watch_all(requests, began, [0] * len(requests))
            raise Unreachable(str(error) or "no answer in time", _what(requests[0])) from error
        self.answered_at = monotonic()
        self._watch_all(requests, began, [status for status, _ in answers])
        return answers

    def _watch_all(self, requests: Sequence[Request[Any]], began: float, statuses: Sequence[int]) -> None:
        """Those that went together took as long as all of them."""
        seconds = monotonic() - began
        for request, status in zip(requests, statuses, strict=True):
            self.watch(request.method, request.path, seconds, status)

    def _wrong(self, request: Request[Any], status: int, body: bytes) -> AriError | None:
        if status < 300:
            return None
        self.failed += 1
        return error_of(status, body, _what(request))

    async def close(self) -> None:
        while self._free:
            self._free.pop().close()
        await asyncio.sleep(0)  # the loop closes sockets in its next turn

    async def _exchange(self, message: bytes, requests: int) -> Answers:
        loop = asyncio.get_running_loop()
        connection = self._warm(loop.time())
        if connection is None:
            _, connection = await loop.create_connection(Connection, self._host, self._port)
        answer = await connection.exchange(message, requests)
        if connection.reusable:
            connection.idle_since = loop.time()
            self._free.append(connection)
        else:
            connection.close()
        return answer

    def _warm(self, now: float) -> Connection | None:
        """The connection that was used last, so that a quiet hour lets the others go."""
        while self._free:
            connection = self._free.pop()
            if connection.reusable and now - connection.idle_since < self._keep_alive:
                return connection
            connection.close()
        return None

    def _written(self, request: Request[Result]) -> bytes:
        target = self._root + request.path + (f"?{encoded(request.query)}" if request.query else "")
        body = b"" if request.body is None else msgspec.json.encode(request.body)
        kind = "Content-Type: application/json\r\n" if body else ""
        head = f"{request.method} {target} HTTP/1.1\r\n{self._head}{kind}Content-Length: {len(body)}\r\n\r\n"
        return head.encode("ascii") + body

    def _read(self, request: Request[Result], status: int, body: bytes) -> Result:
        if error := self._wrong(request, status, body):
            raise error
        if request.result is None:
            return None  # type: ignore[return-value]  # a Request whose result is None is a Request[None]
        decoder = self._decoders.get(request.result)
        if decoder is None:
            decoder = self._decoders[request.result] = msgspec.json.Decoder(request.result)
        try:
            return decoder.decode(body)  # type: ignore[return-value]  # the decoder of request.result
        except msgspec.DecodeError as error:
            self.failed += 1
            raise AriError(0, f"unreadable answer: {error}", _what(request)) from error


def _what(request: Request[Any]) -> str:
    return f"{request.method} {request.path}"


def _nobody(method: str, path: str, seconds: float, status: int) -> None:
    """Nobody measures."""
