"""Completes what was solved long enough ago: a step of the ticket like one by people, with its line in the history.

Bounded, because the first look of a house that has just begun with it may find all of its past: the rest is done at the
next ones.
"""

import logging
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from cti.plan import Plan
from cti.refused import Refused
from storage.completing import Completing
from storage.tickets import Tickets
from ticketing.completing import completion, solved_before

logger = logging.getLogger(__name__)
MOST = 200  # tickets of one service in one look


class Completion:
    def __init__(self, completing: Completing, tickets: Tickets, plan: Plan, clock: Callable[[], float]) -> None:
        """clock: epoch seconds."""
        self._completing, self._tickets, self._plan, self._clock = completing, tickets, plan, clock

    async def look(self) -> list[int]:
        """The tickets that were completed now."""
        try:
            every = await self._completing.all(sorted(self._plan.services))
            return [ticket for service, days in every.items() if days for ticket in await self._done(service, days)]
        except SQLAlchemyError:  # looked at again in a minute
            logger.exception("solved tickets could not be completed")
            return []

    async def _done(self, service: str, days: int) -> list[int]:
        due = await self._completing.due(service, solved_before(days, self._clock()), MOST)
        return [ticket for ticket in due if await self._complete(ticket, days)]

    async def _complete(self, ticket: int, days: int) -> bool:
        """False where somebody was quicker: it was opened again, or erased."""
        try:
            await self._tickets.step(ticket, completion(days), self._clock())
        except (Refused, LookupError):
            return False
        return True
