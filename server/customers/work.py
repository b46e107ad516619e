"""Customers in the background: contacts of before are filed, those whose time is over are erased.

Erasing goes over several rooms: open callbacks are closed and recordings deleted by facts, as people would do it; then
everything personal goes in one transaction. What must wait (evidence, a number that is restricted) is tried again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from cti.commands import DeleteRecording
from cti.refused import Refused
from server.core import Core
from server.records import Records
from storage.customers.erasing import Erasure, Traces
from storage.customers.keeping import CALLBACK, TICKET
from ticketing.commands import CloseCallback
from ticketing.facts import CallbackResult

logger = logging.getLogger(__name__)
EVERY = 3600.0  # s between two looks for whose time is over
PAUSE = 0.05  # s between two steps, so that calls come first
MONTH = 30.44 * 86_400.0  # s
AT_ONCE = 50  # customers of a service in one round
RETENTION, REQUEST = "retention", "request"
LOCKED, RESTRICTED = "recordings", "restrictions"  # what may have to wait


class CustomerWork:
    def __init__(self, core: Core, records: Records, clock: Callable[[], float]) -> None:
        """clock: epoch seconds."""
        self._core, self._records, self._clock = core, records, clock
        self._erasing = asyncio.Lock()

    async def run(self) -> None:
        """Until cancelled."""
        await self._try(self.file_all)
        while True:
            await self._try(self.retain)
            await self._try(self.finish_all)
            await asyncio.sleep(EVERY)

    async def file_all(self) -> None:
        """Contacts that have no customer yet; those of a number that stands for nobody never have one."""
        for kind in (TICKET, CALLBACK):
            last = await self._records.customers.filing.file(self._core.plan, kind, 0)
            while last:
                await asyncio.sleep(PAUSE)
                last = await self._records.customers.filing.file(self._core.plan, kind, last)

    async def retain(self) -> None:
        """Erase those whose time is over, see `ticketing.customers.fields.Keeping`."""
        for service, months in (await self._records.customers.settings.months()).items():
            before = self._clock() - months * MONTH
            for root in await self._records.customers.erasing.due(service, before, AT_ONCE):
                try:
                    await self.erase(root, "", RETENTION)
                except Refused as refusal:
                    logger.info("not erased: %s", refusal)
                await asyncio.sleep(PAUSE)

    async def finish_all(self) -> None:
        """What had to wait and need not any more."""
        for erasure in await self._records.customers.erasing.erasures(None, 1000):
            recordings = await self._delete(erasure.left.get(LOCKED, []))
            restrictions = await self._end([int(id) for id in erasure.left.get(RESTRICTED, [])])
            left = _left(recordings, restrictions)
            if left != erasure.left:
                await self._records.customers.erasing.finish(erasure, left)

    async def erase(self, root: int, by: str, why: str) -> Erasure:
        """by: "" for a rule. Raises `Refused` while somebody talks with them."""
        async with self._erasing:
            erasing = self._records.customers.erasing
            of = await erasing.traces(root)
            self._must_be_over(of)
            for id in await erasing.open_callbacks(of.callbacks):
                await self._core.ask(CloseCallback(id, result=CallbackResult.NOT_WANTED))  # nobody was reached
            left = _left(await self._delete(of.recordings), await self._end(of.restrictions))
            done = await erasing.erase(of, self._clock(), by, why, left)
            for number in of.numbers:
                self._core.acquaintances.forget(of.service, number)
            await self._records.masking.scrub()
        return done

    def _must_be_over(self, of: Traces) -> None:
        if any(call in self._core.desk.calls for call in of.calls):
            raise Refused("somebody talks with this customer just now; try again afterwards", "customer_on_the_line")

    async def _delete(self, recordings: list[str]) -> list[str]:
        """Those that must wait: locked as evidence, or not finished yet."""
        left = []
        for id in recordings:
            found = await self._records.recordings.get(id)
            if found is None or found.state == "deleted":
                continue
            try:
                if found.locked or found.state not in ("ready", "failed"):
                    raise Refused("this recording has to wait")
                await self._core.ask(DeleteRecording(found.call, id, "", "customer erased"))
            except Refused:
                left.append(id)
        return left

    async def _end(self, restrictions: list[int]) -> list[int]:
        """Those in force: without the number nobody would be protected by them."""
        over = await self._records.customers.erasing.over(restrictions, self._clock())
        return [id for id in restrictions if id not in over]

    async def _try(self, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except (SQLAlchemyError, OSError):
            logger.exception("customers: %s failed; it is tried again", getattr(step, "__name__", ""))


def _left(recordings: list[str], restrictions: list[int]) -> dict[str, list[str]]:
    told = {LOCKED: recordings, RESTRICTED: [str(id) for id in restrictions]}
    return {what: ids for what, ids in told.items() if ids}
