"""Is a child ready? One small question for each kind, asked again and again while it starts."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp

ANSWER_WITHIN = 2.0  # s


def http_answers(
    url: str, user: str = "", password: str = "", statuses: tuple[int, ...] = ()
) -> Callable[[], Awaitable[bool]]:
    """Does it answer by HTTP? statuses: those that count; none given: any but a failure on the way."""

    login = base64.b64encode(f"{user}:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {login}"} if user else {}

    async def ask() -> bool:
        try:
            timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
            async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session, session.get(url) as answer:
                return not statuses or answer.status in statuses
        except (aiohttp.ClientError, TimeoutError):
            return False

    return ask


def redis_answers(path: Path) -> Callable[[], Awaitable[bool]]:
    async def ask() -> bool:
        try:
            reader, writer = await asyncio.open_unix_connection(path)
        except OSError:
            return False
        try:
            writer.write(b"PING\r\n")
            return (await asyncio.wait_for(reader.readline(), ANSWER_WITHIN)).startswith(b"+PONG")
        except (OSError, TimeoutError):
            return False
        finally:
            writer.close()

    return ask


async def at_once() -> bool:
    """For a child that nobody waits for."""
    return True
