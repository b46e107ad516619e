"""How tests wait for what tells nobody: it is looked at again and again until it is so.

Where there is an event, a task or a socket, that is awaited instead.
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import TypeVar, overload

Found = TypeVar("Found")
WITHIN = 60.0  # s; only what fails waits so long
EVERY = 0.05  # s


@overload
async def until(
    look: Callable[[], Awaitable[Found | None]], complaint: str = ..., within: float = ..., every: float = ...
) -> Found: ...
@overload
async def until(
    look: Callable[[], object], complaint: str = ..., within: float = ..., every: float = ...
) -> object: ...
async def until(
    look: Callable[[], object], complaint: str = "it did not happen", within: float = WITHIN, every: float = EVERY
) -> object:
    """What `look` gives, as soon as that is true. Raises AssertionError with the complaint after `within` seconds."""
    try:
        async with asyncio.timeout(within) as limit:
            while not (found := await _looked(look)):  # noqa: ASYNC110  # this is the one place
                await asyncio.sleep(every)
            return found
    except TimeoutError:
        if not limit.expired():
            raise
        raise AssertionError(f"{complaint} (looked for {within:g} s)") from None


async def _looked(look: Callable[[], object]) -> object:
    found = look()
    return await found if inspect.isawaitable(found) else found
