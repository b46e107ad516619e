"""Tells each webhook what happened: in order, at least once, each at its own pace.

One task a webhook reads the journal from where that one is, so a slow or dead receiver holds up nobody else, and after
a kill of the server everything goes on where it was. An event that could not be told for a day is put aside with all
others of that age; a webhook that fails for three days, or answers 410, is out of use, and admins are told.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable, Sequence

from sqlalchemy.exc import SQLAlchemyError

from cti.plan import Plan
from journal import Entry
from server.lookups.seal import Seal
from server.webhooks import patience, signing, telling
from server.webhooks.belonging import Belonging
from server.webhooks.news import News
from server.webhooks.sending import GONE, Attempt, Sender
from storage.journal import SqlLog
from storage.webhooks import GivenUp, Webhook, Webhooks

logger = logging.getLogger(__name__)
STRIDE = 200  # entries read at once
LOOK_EVERY = 60.0  # s
REST = 5.0  # s after the database failed
FAR = 2000  # entries that were passed before this is written down
Notice = Callable[[Webhook], Awaitable[None]]


class Deliveries:
    def __init__(
        self,
        records: Webhooks,
        log: SqlLog,
        plan: Plan,
        seal: Seal,
        sender: Sender,
        notice: Notice,
        clock: Callable[[], float],
        chance: Callable[[], float] = random.random,
    ) -> None:
        """notice: tells people that a webhook is out of use; clock: epoch seconds; chance: from 0 to 1."""
        self.records, self.log, self._plan, self.seal, self._sender = records, log, plan, seal, sender
        self._notice, self._clock, self._chance = notice, clock, chance
        self.news = News()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._looked: dict[str, int] = {}  # up to where nothing else concerns it; written down now and then

    async def run(self) -> None:
        try:
            await self._begin()
            await asyncio.Event().wait()
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)
            await self._sender.close()

    async def _begin(self) -> None:
        while True:
            try:
                for each in await self.records.all():
                    self.look_at(each.id)
            except SQLAlchemyError:
                logger.exception("webhooks cannot be read")
                await asyncio.sleep(REST)
            else:
                return

    def look_at(self, id: str) -> None:
        """It is new or has changed: go on with it as it is now, from where it was written down."""
        self._looked.pop(id, None)
        if (task := self._tasks.pop(id, None)) is not None:
            task.cancel()
        self._tasks[id] = asyncio.create_task(self._serve(id))

    # --- one webhook -----------------------------------------------------------------------------------------------

    async def _serve(self, id: str) -> None:
        while True:
            before = self.news.number
            try:
                known = await self.records.get(id)
                if known is None or not known.active:
                    return
                pause = await self._step(known)
            except Exception:  # a bug, or the database: calls go on, and so do the other webhooks
                logger.exception("a webhook could not be served", extra={"webhook": id})
                pause = REST
            if pause > 0 and (pause < LOOK_EVERY or self.news.number == before):
                await (asyncio.sleep(pause) if pause < LOOK_EVERY else self.news.wait(pause))

    async def _step(self, known: Webhook) -> float:
        """Tell what there is now. Seconds until there may be more; 0 for at once."""
        if (left := known.next_at - self._clock()) > 0:
            return min(left, LOOK_EVERY - 1)
        newest = await self.log.last_number()
        begin = max(known.told, self._looked.get(known.id, 0))
        entries = await self.log.kinds_since(begin, known.kinds, STRIDE)
        mine = await self._of(known.service, entries)
        for at, entry in enumerate(mine):
            attempt = await self.send(known, entry)
            if not attempt.well:
                await self._failed(known, attempt, mine[at:])
                return 0.0
            await self.records.was_told(known.id, entry.number, self._clock())
        until = newest if len(entries) < STRIDE else entries[-1].number
        self._looked[known.id] = until
        if until - known.told > FAR:
            await self.records.passed(known.id, until)
        return 0.0 if len(entries) == STRIDE else LOOK_EVERY

    async def _of(self, service: str, entries: Iterable[Entry]) -> list[Entry]:
        belonging = Belonging(self._plan, self.log)
        return [each for each in entries if service in await belonging.of(each)]

    async def _failed(self, stale: Webhook, attempt: Attempt, left: Sequence[Entry]) -> None:
        now, known = self._clock(), await self.records.get(stale.id)
        if known is None:
            return
        next_at = now + patience.wait(known.tries, self._chance())
        await self.records.failed(known, next_at, now, attempt.why)
        logger.info("a webhook could not be told; it is tried again", extra={"webhook": known.id})
        old = [each for each in left if patience.is_too_old(each.at, now)]
        if old:
            aside = [(each.number, type(each.fact).__name__) for each in old]
            await self.records.give_up(known.id, aside, now, attempt.why)
        if attempt.status == GONE or patience.is_hopeless(known.failing_since, now):
            await self.records.stop(known.id, "gone" if attempt.status == GONE else "failing")
            await self._notice(known)

    # --- one message -----------------------------------------------------------------------------------------------

    async def send(self, known: Webhook, entry: Entry) -> Attempt:
        """The same id each time, by which a receiver knows what it has had already."""
        body = telling.body_of(telling.event(entry, known.service, known.whole))
        return await self._sender.send(known.url, self.signed(known, f"msg_{known.id}_{entry.number}", body), body)

    async def send_body(self, known: Webhook, id: str, body: bytes) -> tuple[dict[str, str], Attempt]:
        """For a test: what was sent, and what came of it."""
        headers = self.signed(known, id, body)
        return headers, await self._sender.send(known.url, headers, body)

    async def send_again(self, known: Webhook, failure: GivenUp) -> Attempt:
        """Now, out of its order."""
        found = await self.log.kinds_since(failure.entry - 1, [failure.kind], 1)
        if not found or found[0].number != failure.entry:
            return Attempt(why="the journal does not hold it any more")
        attempt = await self.send(known, found[0])
        if attempt.well:
            await self.records.forget(failure.id)
        return attempt

    def signed(self, known: Webhook, id: str, body: bytes) -> dict[str, str]:
        """By each secret that is good now. One that was sealed elsewhere is not there."""
        now = self._clock()
        sealed = [known.secret, *([known.former_secret] if known.former_until > now else [])]
        secrets = [secret for each in sealed if (secret := self.seal.open(each))]
        return dict(signing.headers(secrets, id, now, body))
