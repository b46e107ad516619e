"""The running server's steps when a newer one has knocked: pages away, events to their last, all of it written."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asterisk.nodes import Switches
from server.core import Core
from server.live import LiveHub
from server.serving import Web
from server.upgrading.door import Door

logger = logging.getLogger(__name__)
CUT_WITHIN = 10.0  # s for the newer one to open the event socket
UNDER_WAY = 2.0  # s for orders that are under way; what is not done then, the newer one's audit mends


class Leaving:
    def __init__(self, door: Door, core: Core, asterisk: Switches, live: LiveHub, web: Web) -> None:
        self._door, self._core, self._asterisk, self._live, self._web = door, core, asterisk, live, web
        asterisk.leave = self._finish

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """While this lasts a newer one can knock; at its end it is told that we are done."""
        self._door.open()
        waiting = asyncio.create_task(self._wait())
        try:
            yield
        finally:
            waiting.cancel()
            if self._door.newer is not None:
                self._door.done()
            self._door.close()

    async def _wait(self) -> None:
        await self._door.knocked()
        logger.warning("a newer server takes over")
        self._live.end_those(lambda _person, _session: True)
        self._web.should_exit = True

    async def let_in(self, events: "asyncio.Task[None]") -> None:
        """The web server has ended. events: ends when Asterisk speaks to the newer one. Nothing without a newer."""
        if self._door.newer is None or self._web.kept is None:
            return
        self._door.let_in(self._web.kept.fileno())
        await asyncio.wait([events], timeout=CUT_WITHIN)

    async def _finish(self) -> None:
        """Every event that was ours is taken in: carry out and write what follows from them."""
        self._core.close()
        try:
            async with asyncio.timeout(UNDER_WAY):
                await self._core.writer.empty()
                await self._asterisk.idle()
        except TimeoutError:
            logger.warning("orders are still under way; the newer server looks after them")
        await self._core.writer.empty()
