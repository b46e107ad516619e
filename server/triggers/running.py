"""Runs the triggers: after what calls do to tickets, after what people do to them, and as time goes by.

Rule: one chain at a time, and what triggers do begins no other chain; so nothing goes round in circles.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from cti.plan import Plan
from journal import Entry
from server.rights import may_ticket
from server.triggers.completing import Completion
from server.triggers.doing import Hands
from server.triggers.seeing import seen_of
from ticketing import facts
from ticketing.life import OVER, TicketStep
from ticketing.triggers.actions import Around
from ticketing.triggers.chain import Firing, Past, Trigger, chain
from ticketing.triggers.conditions import Happening, Seen

logger = logging.getLogger(__name__)
EVERY = 60.0  # s between two looks at what time has made of tickets
SPANS = ("since_opened", "since_changed")
OF_FACTS: tuple[tuple[type[facts.TicketFact], Happening], ...] = (
    (facts.TicketOpened, Happening.MADE),
    (facts.TicketPassed, Happening.ASSIGNED),
    (facts.TalkEnded, Happening.TALKED),
)
OF_STEPS: Mapping[TicketStep, Happening] = {
    **dict.fromkeys((TicketStep.FETCH, TicketStep.ASSIGN, TicketStep.FORWARD), Happening.ASSIGNED),
    **dict.fromkeys((TicketStep.SOLVE, TicketStep.SOLVE_INTERNALLY, TicketStep.HOLD), Happening.ANSWERED),
    TicketStep.ANSWER: Happening.ANSWERED,
    TicketStep.COMMENT: Happening.COMMENTED,
    TicketStep.REOPEN: Happening.REOPENED,
}  # all others: changed


class TriggerRoom:
    def __init__(self, hands: Hands, completion: Completion) -> None:
        self._hands, self._plan, self._completion = hands, hands.plan, completion
        self._news: asyncio.Queue[tuple[int, Happening]] = asyncio.Queue()
        self._one = asyncio.Lock()

    def told(self, entries: Sequence[Entry]) -> None:
        """These entries are on disk."""
        for entry in entries:
            for kind, happening in OF_FACTS:
                if isinstance(entry.fact, kind):
                    self._news.put_nowait((entry.fact.ticket, happening))

    async def run(self) -> None:
        next_look = self._hands.clock() + EVERY
        while True:
            try:
                async with asyncio.timeout(max(0.1, next_look - self._hands.clock())):
                    ticket, happening = await self._news.get()
                await self._kept_going(ticket, [happening])
            except TimeoutError:
                next_look = self._hands.clock() + EVERY
                await self.look_at_times()

    async def drained(self) -> None:
        """Everything that was told by now has been looked at: for tests, and for the end."""
        while not self._news.empty():
            await self._kept_going(*_one_of(self._news.get_nowait()))

    async def happened(self, id: int, what: Collection[Happening]) -> list[Firing]:
        """Look at the ticket now. What fired, in order."""
        async with self._one:
            if not await self._hands.triggers.any():
                return []
            ticket = await self._hands.tickets.get(id)
            triggers = await self._hands.triggers.of([ticket.service]) if ticket else []
            if ticket is None or not any(each.active for each in triggers):
                return []
            past, around = await self._hands.triggers.past(id), await self._around(ticket.service)
            firings, turned = chain(triggers, await self.seen(id, what), around, past)
            if turned.turns != around.turns:
                await self._hands.triggers.put_turns(turned.turns)
            for firing in firings:
                await self._done(id, firing)
            return firings

    async def seen(self, id: int, what: Collection[Happening]) -> Seen:
        """Raises `LookupError` where there is no such ticket."""
        ticket = await self._hands.tickets.get(id)
        if ticket is None:
            raise LookupError(id)
        past = await self._hands.triggers.past(id)
        return seen_of(ticket, await self._hands.triggers.tags(id), what, self._hands.clock(), past.changed_at)

    async def tried(self, trigger: Trigger, seen: Seen) -> list[Firing]:
        """What would come of it if it were the only one, whether it fired before or not; nothing is done."""
        alone = replace(trigger, active=True)
        return chain([alone], seen, await self._around(trigger.service), Past({}))[0]

    async def _done(self, ticket: int, firing: Firing) -> None:
        troubles = [await self._hands.do(ticket, firing.trigger.id, effect) for effect in firing.effects]
        await self._hands.triggers.note(ticket, firing, self._hands.clock(), "; ".join(filter(None, troubles)))

    async def _kept_going(self, ticket: int, what: Collection[Happening]) -> None:
        try:
            await self.happened(ticket, what)
        except SQLAlchemyError:  # calls and tickets go on without triggers
            logger.exception("triggers of a ticket failed", extra={"ticket": ticket})

    async def look_at_times(self) -> None:
        """What is completed by now is a change like one by people; then the triggers that ask for a time."""
        for ticket in await self._completion.look():
            await self._kept_going(ticket, [Happening.CHANGED])
        try:
            triggers = await self._hands.triggers.of(list(self._plan.services))
            services = {each.service for each in triggers if each.active and any(map(each.asks, SPANS))}
            waiting = await self._hands.triggers.waiting(services, sorted(OVER)) if services else []
        except SQLAlchemyError:
            logger.exception("triggers that ask for a time could not be looked at")
            return
        for ticket in waiting:
            await self._kept_going(ticket, [Happening.TIME])

    async def _around(self, service: str) -> Around:
        takes = {each.person.id for each in await self._hands.people.all() if each.takes_tickets}
        groups = [each for each in await self._hands.organisation.groups() if each.service == service]
        gets = partial(_gets, self._plan, service, takes)
        members = {each.id: tuple(filter(gets, each.members)) for each in groups}
        return Around(members, await self._hands.triggers.turns())


def _gets(plan: Plan, service: str, takes: Collection[str], person: str) -> bool:
    """Who takes tickets (ME-05) and may work on those of the service."""
    return person in takes and person in plan.people and may_ticket(plan.people[person], service)


def _one_of(news: tuple[int, Happening]) -> tuple[int, list[Happening]]:
    return news[0], [news[1]]
