"""The newer server's steps. Each has its time; what a running server does not do in it, the baton makes harmless.

Up to the knock nothing has changed for anybody, and whatever goes wrong ends the newer server only. From the knock on
the newer one goes on alone: a running server that is frozen or dies half-way is one that died, which costs nothing
but the moment (docs/decisions/0049).
"""

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from server.upgrading.door import Left

logger = logging.getLogger(__name__)
GIVES_WITHIN, FINISHES_WITHIN = 8.0, 8.0  # s
Events = TypeVar("Events")


class Old(Protocol):
    async def give(self) -> socket.socket: ...

    async def finish(self) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Taken(Generic[Events]):
    """What the newer server begins with. web: None where the other one did not give it; then it binds its own."""

    web: socket.socket | None
    events: Events


async def take_over(
    ready: Callable[[], Awaitable[None]], knock: Callable[[], Old | None], cut: Callable[[], Awaitable[Events]]
) -> Taken[Events] | None:
    """ready: raises where this server could not do its work; cut: opens the event socket. None: nobody was there."""
    await ready()
    old = knock()
    if old is None:
        return None
    try:
        web = await _within(GIVES_WITHIN, old.give())
        events = await cut()
        await _within(FINISHES_WITHIN, old.finish())
        return Taken(web, events)
    finally:
        old.close()


Given = TypeVar("Given")


async def _within(seconds: float, step: Awaitable[Given]) -> Given | None:
    try:
        async with asyncio.timeout(seconds):
            return await step
    except (Left, OSError, TimeoutError) as error:
        logger.warning("the running server does not hand over (%s); going on without it", error or "no answer")
        return None
