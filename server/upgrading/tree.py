"""What the tree of `cti run` does for an upgrade: the newer server beside the running one, then in its place."""

import asyncio
import logging
from collections.abc import Mapping
from time import monotonic

from server.children import Keeper, StartFailed
from server.private import House, of_program, that_takes_over
from server.upgrading import wishes
from server.upgrading.wishes import Answer, Wish

logger = logging.getLogger(__name__)


class Upgrades:
    """keepers: by the names of their children; one that is not there yet is missing."""

    def __init__(self, house: House, keepers: Mapping[str, Keeper]) -> None:
        self._house, self._keepers = house, keepers
        self._running: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """There is a wish. One after the other: while one is carried out, another is not begun."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._carry_out(), name="upgrade")

    def close(self) -> None:
        if self._running is not None:
            self._running.cancel()

    async def _carry_out(self) -> None:
        began = monotonic()
        try:
            wish = wishes.wish(self._house.data)
        except (OSError, ValueError, TypeError) as error:
            logger.warning("an upgrade was asked for, but its wish cannot be read: %s", error)
            return
        trouble = await self._trouble_with(wish)
        wishes.put(self._house.data, wishes.ANSWER, Answer(wish.id, monotonic() - began, trouble))

    async def _trouble_with(self, wish: Wish) -> str:
        """Empty when the newer one works."""
        if "server" not in self._keepers:
            return "there is no server here, or the house is still starting"
        try:
            await self._upgrade(wish)
        except (StartFailed, OSError) as error:
            logger.warning("not upgraded: %s", error)
            return str(error)
        return ""

    async def _upgrade(self, wish: Wish) -> None:
        server, gateway = self._keepers["server"], self._keepers.get("gateway")
        seconds = await server.replace(of_program(server.child, wish.python), that_takes_over(wish.python))
        logger.warning("a newer server has taken over after %.1f s", seconds)
        if gateway is None:  # it runs on another machine
            return
        gateway.child = of_program(gateway.child, wish.python)
        if wish.gateway:
            await gateway.restart()
