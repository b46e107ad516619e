"""The provider, asked by HTTP: JSON of a limited size, in time, no redirects, only addresses that may be reached."""

import asyncio
import json
from collections.abc import Collection, Mapping
from urllib.parse import quote_plus, urlsplit

import aiohttp

from server.lookups.addresses import Guard, NotAllowed, Resolve, resolve

LONGEST = 10.0  # s
LARGEST = 256 * 1024  # bytes
Json = dict[str, object]


class Unreachable(Exception):
    """The provider does not answer as it should. The text tells no secret."""


class Asking:
    def __init__(self, allowed: Collection[str], resolve: Resolve = resolve) -> None:
        """allowed: hosts of the own network (`Settings.lookup_hosts`)."""
        self._allowed, self._resolve = frozenset(allowed), resolve

    async def get(self, url: str) -> Json:
        return await self._ask("GET", url, None, None)

    async def post(self, url: str, form: Mapping[str, str], login: tuple[str, str] | None) -> Json:
        """login: client and secret, where the provider wants them as basic authentication."""
        return await self._ask("POST", url, form, _basic(*login) if login else None)

    async def _ask(self, method: str, url: str, form: Mapping[str, str] | None, auth: str | None) -> Json:
        guard = Guard(self._allowed, self._resolve)
        try:
            parts = urlsplit(url)
            if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in self._allowed):
                raise Unreachable("the provider names an address without https")
            guard.must_allow(parts.hostname or "")
            async with asyncio.timeout(LONGEST):
                return await _asked(guard, method, url, form, auth)
        except TimeoutError:
            raise Unreachable("the provider does not answer in time") from None
        except (aiohttp.ClientError, OSError, ValueError, RecursionError) as error:
            cause = getattr(error, "os_error", error)
            why = "its address may not be reached" if isinstance(cause, NotAllowed) else type(error).__name__
            raise Unreachable(f"the provider cannot be asked ({why})") from None


def _basic(client: str, secret: str) -> str:
    """Both are encoded first, as forms are (RFC 6749, 2.3.1)."""
    return aiohttp.encode_basic_auth(quote_plus(client), quote_plus(secret))


async def _asked(guard: Guard, method: str, url: str, form: Mapping[str, str] | None, auth: str | None) -> Json:
    connector = aiohttp.TCPConnector(resolver=guard, use_dns_cache=False)
    jar = aiohttp.DummyCookieJar()
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    headers |= {"Authorization": auth} if auth else {}
    async with (
        aiohttp.ClientSession(connector=connector, cookie_jar=jar, trust_env=False, auto_decompress=False) as session,
        session.request(method, url, data=form, headers=headers, allow_redirects=False) as reply,
    ):
        content = await reply.content.read(LARGEST + 1)
        while len(content) <= LARGEST and (more := await reply.content.read(LARGEST + 1)):
            content += more
        if reply.status != 200 or len(content) > LARGEST:
            raise Unreachable(f"the provider answered {reply.status}")
        told = json.loads(content)
    if not isinstance(told, dict):
        raise Unreachable("the provider answered something else than was asked")
    return told
