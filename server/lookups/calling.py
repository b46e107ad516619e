"""One question to one connection by HTTP. Rule: it ends in time, reads little, follows nobody elsewhere.

Each connection has its own few sockets, so a slow system holds up nobody who asks another one. Proxies of the
environment are not used. GET is tried again after a moment; POST never, for it may have done something.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from cti.facts import Found
from server.lookups.addresses import Guard, NotAllowed, Resolve, resolve
from server.lookups.answers import values_of
from server.lookups.breaker import Breaker
from server.lookups.sealing import KIND, PARAMETER, Envelope, Unopened
from storage.connections import Connection

logger = logging.getLogger(__name__)
LARGEST = 64 * 1024  # bytes of an answer
SOCKETS = 8  # of each connection
PAUSE = 0.2  # s before the second try, then twice as much
FOUND, MISSING, FAILED = Found.FOUND, Found.MISSING, Found.FAILED
Sign = Callable[[str, str, bytes], Mapping[str, str]]
JSON = "application/json"
NOT_THERE = (204, 404, 410)
REFUSED = -1  # instead of a status: an address that must not be reached


@dataclass(frozen=True, slots=True)
class Answer:
    """outcome: found, missing, failed; status: of HTTP, 0 for none, `REFUSED`; why: it failed, for whoever tests it."""

    outcome: Found
    values: Mapping[str, str] = field(default_factory=dict)
    status: int = 0
    why: str = ""


class Caller:
    """Asks one connection; made anew when the connection is changed."""

    def __init__(
        self,
        connection: Connection,
        secret: str,
        allowed: Collection[str],
        clock: Callable[[], float],
        resolve: Resolve = resolve,
        sign: Sign | None = None,
        envelope: Envelope | None = None,
    ) -> None:
        """secret: the value of the connection's header; allowed: hosts of the own network; clock: seconds; sign: gives
        headers for (method, path with query, body); envelope: question and answer are encrypted with it."""
        self._sign, self._envelope = sign, envelope
        self._connection, self._secret, self._clock = connection, secret, clock
        self._guard, self._breaker = Guard(allowed, resolve), Breaker()
        self._session: aiohttp.ClientSession | None = None
        self._busy, self._retired = 0, False

    async def ask(self, send: Mapping[str, str], into: Mapping[str, str], wait: float, tries: int) -> Answer:
        """wait: seconds of each try. The answer comes within wait * tries, whatever happens out there."""
        if not self._breaker.lets_through(self._clock()):
            return Answer(FAILED, why="it failed several times in a row and is left alone for a moment")
        self._busy += 1
        try:
            async with asyncio.timeout(wait * tries):
                answer = await self._tried(send, into, wait, tries if self._connection.method == "GET" else 1)
        except TimeoutError:
            answer = Answer(FAILED, why="no answer in time")
        finally:
            self._busy -= 1
            await self._close_if_over()
        self._breaker.note(answer.outcome != FAILED, self._clock())
        return answer

    async def close(self) -> None:
        """When the questions that are under way have ended."""
        self._retired = True
        await self._close_if_over()

    async def _close_if_over(self) -> None:
        if self._retired and not self._busy and self._session is not None:
            await self._session.close()

    async def _tried(self, send: Mapping[str, str], into: Mapping[str, str], wait: float, tries: int) -> Answer:
        answer = Answer(FAILED)
        for attempt in range(tries):
            if attempt:
                await asyncio.sleep(PAUSE * 2 ** (attempt - 1))
            answer = await self._once(send, into, wait)
            if answer.outcome != FAILED or not _is_passing(answer):
                break
        return answer

    async def _once(self, send: Mapping[str, str], into: Mapping[str, str], wait: float) -> Answer:
        try:
            self._guard.must_allow(urlsplit(self._connection.url).hostname or "")
            async with asyncio.timeout(wait):
                return await self._request(send, into)
        except TimeoutError:
            return Answer(FAILED, why="no answer in time")
        except NotAllowed as error:
            return Answer(FAILED, why=str(error), status=REFUSED)
        except (aiohttp.ClientError, OSError, ValueError, RecursionError) as error:
            cause = getattr(error, "os_error", None)
            if isinstance(cause, NotAllowed):
                return Answer(FAILED, why=str(cause), status=REFUSED)
            return Answer(FAILED, why=_sentence(error))

    async def _request(self, send: Mapping[str, str], into: Mapping[str, str]) -> Answer:
        known = self._connection
        headers = {"Accept": KIND if self._envelope else JSON, "Accept-Encoding": "identity"}
        if known.header:
            headers[known.header] = self._secret
        url, body = self._asked(send)
        if body:
            headers["Content-Type"] = headers["Accept"]
        if self._sign is not None:
            headers |= self._sign(known.method, url.raw_path_qs, body)
        session = self._opened()
        async with session.request(
            known.method,
            url,
            headers=headers,
            data=body or None,
            allow_redirects=False,
        ) as reply:
            if reply.status in NOT_THERE:
                return Answer(MISSING, status=reply.status)
            if not 200 <= reply.status < 300:
                return Answer(FAILED, status=reply.status, why=f"it answered {reply.status}")
            content = await _read(reply.content)
        return _understood(content, into, self._envelope)

    def _asked(self, send: Mapping[str, str]) -> tuple[URL, bytes]:
        """Address and body: the values in one of them, as they are or closed."""
        url, closed = URL(self._connection.url), self._envelope.close(send) if self._envelope else ""
        if self._connection.method == "GET":
            return url.extend_query({PARAMETER: closed} if closed else dict(send)), b""
        return url, (closed or json.dumps(dict(send), ensure_ascii=False)).encode()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=SOCKETS, resolver=self._guard, use_dns_cache=False, keepalive_timeout=30
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                trust_env=False,
                auto_decompress=False,  # a small answer may hide a large one
                cookie_jar=aiohttp.DummyCookieJar(),
                max_line_size=8190,
                max_field_size=8190,
            )
        return self._session


def _understood(content: bytes, into: Mapping[str, str], envelope: Envelope | None) -> Answer:
    if len(content) > LARGEST:
        return Answer(FAILED, status=200, why=f"the answer is larger than {LARGEST // 1024} kB")
    try:
        values = values_of(json.loads(envelope.open(content) if envelope else content), into)
    except Unopened:
        return Answer(FAILED, status=200, why="the answer is not encrypted with the key of the service")
    return Answer(FOUND if values or not into else MISSING, values, 200)


async def _read(stream: aiohttp.StreamReader) -> bytes:
    """A byte more than the largest answer at the most: then it is known to be too large."""
    content = bytearray()
    while len(content) <= LARGEST and (part := await stream.read(LARGEST + 1 - len(content))):
        content += part
    return bytes(content)


def _is_passing(answer: Answer) -> bool:
    """Worth another try: nothing came, or the other side says that it has trouble."""
    return answer.status == 0 or answer.status >= 500 or answer.status == 429


def _sentence(error: Exception) -> str:
    """Without what was sent: an exception may carry the whole address with its parameters."""
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return "the answer is no JSON"
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        return "its certificate cannot be trusted"
    return f"it cannot be reached ({type(error).__name__})"
