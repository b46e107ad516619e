"""When a file that somebody else writes is whole: as soon as it stays as it is."""

import asyncio
from collections.abc import Awaitable, Callable

SETTLES = 0.5  # s in which it has to stay so: the switch closes it a moment after the end is told
PATIENCE = 10  # of those


async def settled(size: Callable[[], Awaitable[int | None]]) -> bool:
    """size: bytes by now, None where it is not; what is not there is not waited for. False: it is not there. Raises
    TimeoutError while it still grows."""
    before = await size()
    for _ in range(PATIENCE):
        if before is None:
            return False
        await asyncio.sleep(SETTLES)
        now = await size()
        if now == before:
            return True
        before = now
    raise TimeoutError("it still grows")
