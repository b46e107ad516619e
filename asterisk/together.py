"""Parts that run for ever, side by side."""

import asyncio
from collections.abc import Awaitable


async def until_one_ends(*parts: Awaitable[None]) -> None:
    """The first that fails stops the others, which are waited for; its error is raised."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
