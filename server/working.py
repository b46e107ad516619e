"""Everything that runs in the server's process, from its beginning to its end."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from asterisk.nodes import Switches
from server.core import Core
from server.serving import Web
from server.upgrading.leaving import Leaving


@dataclass
class Centre:
    """Everything that runs in the server's process."""

    core: Core
    asterisk: Switches
    loops: Sequence[Callable[[], Coroutine[Any, Any, None]]]
    web: Web
    leaving: Leaving

    async def run(self) -> None:
        """Until the web server was told to end (SIGTERM), a part that the others need has failed, or a newer server
        has taken over."""
        tasks = [asyncio.create_task(run()) for run in (self.core.run, self.asterisk.run, *self.loops)]
        web = asyncio.create_task(self.web.serve())
        async with self.leaving.open():
            done, _ = await asyncio.wait([web, *tasks], return_when=asyncio.FIRST_COMPLETED)
            self.web.should_exit = True
            await asyncio.gather(web, return_exceptions=True)
            await self.leaving.let_in(tasks[1])
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()
