"""One message to one address. Rule: it ends in time, reads little, follows nobody elsewhere, and reaches only what may
be reached (`server.lookups.addresses`). Nothing of what is sent or answered stands in a log.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp

from server.lookups.addresses import Guard, NotAllowed, Resolve, resolve
from server.version import VERSION

LONGEST = 15.0  # s until the answer has to be there
SHOWN = 2000  # bytes of an answer that a test shows
GONE = 410  # the other side wants no more


@dataclass(frozen=True, slots=True)
class Attempt:
    """status: of HTTP, 0 for none; why: it failed, "" for well; answer: the beginning of what came back."""

    status: int = 0
    why: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""

    @property
    def well(self) -> bool:
        return not self.why


class Sender:
    def __init__(self, allowed: Collection[str], resolve: Resolve = resolve) -> None:
        """allowed: hosts of the own network (`Settings.lookup_hosts`)."""
        self._guard = Guard(allowed, resolve)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        try:
            self._guard.must_allow(urlsplit(url).hostname or "")
            async with asyncio.timeout(LONGEST):
                return await self._post(url, headers, body)
        except TimeoutError:
            return Attempt(why="no answer in time")
        except NotAllowed as error:
            return Attempt(why=str(error))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Attempt(why=_sentence(error))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        told = {"Content-Type": "application/json", "User-Agent": f"Cordboard/{VERSION}", **headers}
        async with self._opened().post(url, data=body, headers=told, allow_redirects=False) as reply:
            answer = (await reply.content.read(SHOWN)).decode(errors="replace")
            well = 200 <= reply.status < 300
            why = "" if well else f"it answered {reply.status}"
            return Attempt(reply.status, why, dict(reply.headers), answer)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit_per_host=8, resolver=self._guard, use_dns_cache=False)
            self._session = aiohttp.ClientSession(
                connector=connector, auto_decompress=False, trust_env=False, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session


def _sentence(error: Exception) -> str:
    """Without the address, which may carry a secret."""
    cause = getattr(error, "os_error", None)
    if isinstance(cause, NotAllowed):
        return str(cause)
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        return "its certificate cannot be trusted"
    return f"it cannot be reached ({type(error).__name__})"
