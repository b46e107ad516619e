"""The questions of routes, and their answers. Each is a task of its own with an end in time: no call waits for ever.

The answer is told as a fact; if the engine or the process is gone by then, the route's own line on the agenda lets the
caller go on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping

from cti.facts import LookupAnswered
from cti.orders import LookUp
from journal import Fact, Order
from server.lookups.addresses import Resolve, resolve
from server.lookups.calling import FAILED, Answer, Caller
from server.lookups.seal import Seal
from storage.connections import Connection, Connections
from telemetry.lines import about

logger = logging.getLogger(__name__)
CUSTOMER = "customer"
LONGEST_WAIT, MOST_TRIES = 10.0, 3
MOST_AT_ONCE = 2000  # questions; more than that is a loop somewhere


AboutCaller = Callable[[str], Awaitable[Answer]]  # call → what we keep of its number
ServiceOf = Callable[[str], str]  # call → its service


class Lookups:
    def __init__(
        self,
        records: Connections,
        seal: Seal,
        allowed: Collection[str],
        about_caller: AboutCaller,
        service_of: ServiceOf,
        clock: Callable[[], float],
        resolve: Resolve = resolve,
    ) -> None:
        """allowed: hosts of the own network (`Settings.lookup_hosts`); clock: epoch seconds."""
        self.records, self.seal, self.allowed = records, seal, frozenset(allowed)
        self._about_caller, self._service_of, self._clock, self._resolve = about_caller, service_of, clock, resolve
        self._known: dict[str, Connection] = {}
        self._callers: dict[str, Caller] = {}
        self._asking: set[asyncio.Task[None]] = set()
        self.tell: Callable[[Fact], object] = _nobody

    async def load(self) -> None:
        """From the database; questions that are under way end as they began."""
        before, self._callers = self._callers, {}
        self._known = {each.name: each for each in await self.records.all()}
        for caller in before.values():
            await caller.close()

    @property
    def connections(self) -> Mapping[str, Connection]:
        return self._known

    def names(self) -> dict[str, str]:
        """Name → service of those that routes may ask; for the checker."""
        return {each.name: each.service for each in self._known.values() if each.allowed}

    def or_else(self, others: Callable[[Order], None]) -> Callable[[Order], None]:
        """Questions are obeyed here, all other orders by `others`."""

        def obey(order: Order) -> None:
            if isinstance(order, LookUp):
                self.obey(order)
            else:
                others(order)

        return obey

    def obey(self, question: LookUp) -> None:
        """Never waits; the answer is told."""
        if len(self._asking) >= MOST_AT_ONCE:
            logger.error("too many lookups at once: one has failed")
            self.tell(LookupAnswered(question.call, question.visit, FAILED, {}))
            return
        task = asyncio.create_task(self._answer(question))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def ask(self, connection: Connection, question: LookUp) -> Answer:
        """One question to one connection, allowed or not, whatever became of earlier ones: for a test of it."""
        caller = self._made(connection)
        try:
            return await caller.ask(question.send, question.into, *_limits(question))
        finally:
            await caller.close()

    async def close(self) -> None:
        for task in list(self._asking):
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        for caller in self._callers.values():
            await caller.close()

    async def _answer(self, question: LookUp) -> None:
        try:
            answer = await self._found(question)
        except Exception:  # whatever is wrong with it, the caller goes on
            logger.exception("the lookup %s failed", question.what, extra=about(question))
            answer = Answer(FAILED)
        if answer.outcome == FAILED:
            logger.warning("the lookup %s failed: %s", question.what, answer.why, extra=about(question))
        self.tell(LookupAnswered(question.call, question.visit, answer.outcome, dict(answer.values)))

    async def _found(self, question: LookUp) -> Answer:
        if question.what == CUSTOMER:
            async with asyncio.timeout(_limits(question)[0]):
                return await self._about_caller(question.call)
        connection = self._known.get(question.what)
        if connection is None or not connection.allowed:
            return Answer(FAILED, why="there is no such connection, or it is not allowed")
        if connection.service not in ("", self._service_of(question.call)):
            return Answer(FAILED, why="it belongs to another service")
        return await self._caller(connection).ask(question.send, question.into, *_limits(question))

    def _caller(self, connection: Connection) -> Caller:
        if connection.name not in self._callers:
            self._callers[connection.name] = self._made(connection)
        return self._callers[connection.name]

    def _made(self, connection: Connection) -> Caller:
        secret = self.seal.open(connection.secret) or ""
        return Caller(connection, secret, self.allowed, self._clock, self._resolve)


def _limits(question: LookUp) -> tuple[float, int]:
    return min(max(question.wait, 0.1), LONGEST_WAIT), min(max(question.tries, 1), MOST_TRIES)


def _nobody(fact: Fact) -> None:
    """Nobody is there yet."""
