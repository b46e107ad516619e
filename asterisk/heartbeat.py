"""Signs of life. Each second: the clock into CTI_HB, which the dialplan reads before it trusts us with a call.
Every three: callers in a route get new time on their dead man's switch, so they stay as long as we do.

Told in Asterisk's own time, because it is compared there: whoever sets one of two clocks must not look dead. And not
told at all while nothing can be written down: who obeys nothing is no better than dead, and the dialplan has music.

It also notices that this process itself was frozen: what it believed then is old.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count

from asterisk.ami import Ami, AmiError
from asterisk.ari.errors import AriError
from asterisk.ari.operations import asterisk_get_global_var, asterisk_set_global_var
from asterisk.ari.rest import Rest
from asterisk.lanes import Lanes
from cti.call import Call
from cti.table import CallState

logger = logging.getLogger(__name__)
BEAT, REFRESH = 1.0, 3.0  # s
LEASE = 5.0  # s without a beat after which Asterisk's dialplan and we ourselves take us for dead
IN_ROUTE = (CallState.ARRIVED, CallState.IN_ROUTE, CallState.UNALLOCATED)


class Heartbeat:
    """calls: those of now; lanes: where orders to the same call wait; dead_man: s that a call may be left alone; able:
    whether what calls ask for can be done now."""

    def __init__(
        self,
        rest: Rest,
        ami: Ami,
        lanes: Lanes,
        calls: Callable[[], Mapping[str, Call]],
        dead_man: int,
        able: Callable[[], bool],
    ) -> None:
        self._rest, self._ami, self._lanes, self._calls, self._dead_man = rest, ami, lanes, calls, dead_man
        self._able = able
        self._ticked_at = time.monotonic()
        self._frozen = False

    def late(self) -> bool:
        """True when this process did not run for longer than the lease, until `renew`."""
        self._frozen = self._frozen or time.monotonic() - self._ticked_at > LEASE
        return self._frozen

    def renew(self) -> None:
        self._ticked_at, self._frozen = time.monotonic(), False

    async def run(self) -> None:
        ticking = asyncio.create_task(self._tick())
        try:
            for number in count():
                began = time.monotonic()
                await self._sign(refresh=number % int(REFRESH / BEAT) == 0)
                await asyncio.sleep(max(0.0, BEAT - (time.monotonic() - began)))
        finally:
            ticking.cancel()

    async def beat(self) -> None:
        """Raises AriError. Asked in any case: that Asterisk answers is a sign of its life, too."""
        now = await self._rest.send(asterisk_get_global_var("EPOCH"))
        if self._able():
            await self._rest.send(asterisk_set_global_var("CTI_HB", value=now.value))

    async def _sign(self, refresh: bool) -> None:
        try:
            await self.beat()
        except AriError as error:
            logger.debug("no sign of life: %s", error)
        if refresh and self._ami.up and self._able():
            for id, call in list(self._calls().items()):
                if call.state in IN_ROUTE:
                    self._lanes.put(id, partial(self._refresh, id))

    async def _refresh(self, id: str) -> None:
        """In the lane of the call, so that it cannot come after the order that ends the dead man's switch.
        By AMI, because ARI would wait for the end of the prompt that is playing."""
        call = self._calls().get(id)
        if call is None or call.state not in IN_ROUTE or call.message.running:  # who leaves a message has time for it
            return
        try:
            await self._ami.set_variable(id, "TIMEOUT(absolute)", str(self._dead_man))
        except AmiError as gone:
            logger.debug("not refreshed: %s", gone)

    async def _tick(self) -> None:
        while True:
            if not self.late():
                self._ticked_at = time.monotonic()
            await asyncio.sleep(BEAT)
