"""A typed, thin use of Redis: messages between processes, and wishes that one of them takes.

Rule: calls never depend on it. Every method answers when Redis is away: nothing is sent; it is said in the log once,
and again when Redis is back.
"""

import asyncio
import logging
from collections.abc import AsyncIterator

from redis.asyncio import Redis as Client
from redis.asyncio import from_url
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PREFIX = "cordboard:"
DEMO_CALL = PREFIX + "demo:call"  # a list of wishes: the kinds of simulated callers that shall call now
LIVE = PREFIX + "live"  # entries for other web workers
WISH_LIFE = 30  # s; a wish that nobody took is forgotten
TIMEOUT = 2.0  # s for any answer
RETRY_AFTER = 1.0  # s between tries to listen again
AWAY = (RedisError, OSError, asyncio.TimeoutError)


class Redis:
    def __init__(self, url: str) -> None:
        """url: redis://host:port/0 or unix:///path. Nothing is connected before the first use."""
        self.client: Client = from_url(
            url, decode_responses=True, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, protocol=2
        )
        self._away = False

    async def answers(self) -> bool:
        try:
            await self.client.ping()
        except AWAY:
            return self.note_away()
        return self.note_back()

    async def publish(self, channel: str, text: str) -> bool:
        """Tell whoever listens; False when Redis is away."""
        try:
            await self.client.publish(channel, text)
        except AWAY:
            return self.note_away()
        return self.note_back()

    async def listen(self, channel: str) -> AsyncIterator[str]:
        """What is published from now on, for ever; what was said while Redis was away is lost."""
        while True:
            try:
                async with self.client.pubsub(ignore_subscribe_messages=True) as heard:
                    await heard.subscribe(channel)
                    self.note_back()
                    while True:
                        message = await heard.get_message(timeout=TIMEOUT)
                        if message is not None:
                            yield message["data"]
            except AWAY:
                self.note_away()
            await asyncio.sleep(RETRY_AFTER)

    async def wish(self, list_: str, text: str) -> bool:
        """Put a wish on a list for one process to take; False when Redis is away."""
        try:
            async with self.client.pipeline() as commands:
                commands.rpush(list_, text)
                commands.expire(list_, WISH_LIFE)
                await commands.execute()
        except AWAY:
            return self.note_away()
        return self.note_back()

    async def close(self) -> None:
        await self.client.aclose()

    def note_away(self) -> bool:
        if not self._away:
            logger.warning("redis does not answer; going on without it")
        self._away = True
        return False

    def note_back(self) -> bool:
        if self._away:
            logger.warning("redis answers again")
        self._away = False
        return True
