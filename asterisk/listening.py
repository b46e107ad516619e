"""Does it listen for SIP? An Asterisk whose port was taken when it started, or that lacks a module, answers ARI and
AMI, and nobody can call.

It is asked by AMI. A transport that could not bind its port is not among those that it lists; without its modules it
does not know the command, or has no driver for calls. An OPTIONS would need the address of each, is answered without
that driver too, and counts as an attack wherever the server's own address is no trunk.
"""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress

from asterisk.ami import Ami, AmiError

logger = logging.getLogger(__name__)
EVERY = 10.0  # s
ENOUGH = 3  # looks until it is said: while Asterisk starts, its modules come one after the other
TRANSPORTS, DRIVER = "pjsip show transports", "core show channeltype PJSIP"
BOUND = ("udp", "tcp", "tls")  # websockets are Asterisk's web server's and always there
DEAF, AT = "does not listen for SIP", " at UDP "  # the state of one; where, as far as it is known
NOT_DONE = "Command output follows"  # without any: what stands for an error
MODULE = "res_pjsip.so"


class Listening:
    """own: the Asterisk of this house on this machine, which may be told to try again."""

    def __init__(self, ami: Ami, *, own: bool) -> None:
        self._ami, self._own = ami, own
        self._missed: int | None = None

    @property
    def deaf(self) -> bool | None:
        """None until it is known."""
        return None if self._missed is None else self._missed >= ENOUGH

    async def run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self.look()

    async def look(self) -> None:
        """What cannot be asked changes nothing: that is told as the state of AMI."""
        with suppress(AmiError):
            bound = is_bound(await self._printed(TRANSPORTS))
            self.take(bound and bool(await self._printed(DRIVER)))
            if not bound and self._own:  # nobody has a call by SIP that this could disturb
                await self._ami.reload(MODULE)

    def take(self, listens: bool) -> None:
        """What one look found."""
        if self.deaf and listens:
            logger.warning("Asterisk listens for SIP again")
        self._missed = 0 if listens else (self._missed or 0) + 1
        if not listens and self._missed == ENOUGH:
            logger.error("Asterisk does not listen for SIP: nobody can call")

    async def _printed(self, command: str) -> list[str]:
        """Nothing where it knows no such command or driver. Raises AmiError where that is not known."""
        try:
            return await self._ami.command(command)
        except AmiError as error:
            if str(error) != NOT_DONE:
                raise
            return []


def is_bound(printed: Iterable[str]) -> bool:
    """printed: such as `Transport:  udp    udp    0    0  127.0.0.1:5060`, below a heading of the same form."""
    rows = [line.split() for line in printed if line.startswith("Transport:")]
    return any(len(row) > 2 and row[2] in BOUND for row in rows)
