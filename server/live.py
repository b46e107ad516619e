"""`WS /api/live`: every entry that its person may see, in order, without gap or double, as it is written.

A desk that does not keep up is let go; it comes back with the number it has seen, and the journal gives it the rest.
Agents see of other people's calls that they are there, but no number, no name and no digits.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from cti import facts as cti
from cti.plan import Person
from cti.rights import Grants
from journal import Entry, Fact, Log
from server.messages import FactMessage, Ping, PresentMessage, SoundMessage, TicketMessage
from server.present import Seeing
from server.rights import may_ticket, oversees
from server.seen import NOTHING, Seen, place_of, text_of, written
from server.times import stamped
from server.viewer import Group, LetGo, Viewer, pace
from server.views import AgentView, QueueView, SideView, TicketView
from storage.tickets import Ticket, Tickets
from storage.vocabulary import fields
from ticketing import facts as ticketing
from ticketing.life import AssignedBy, TicketState
from ticketing.names import name_of

logger = logging.getLogger(__name__)

TOO_FAR = 5000  # entries; who has missed more starts afresh
REMEMBERED = 100  # calls that are over, of which it is still known whose they were
LATELY = 1000  # entries whose messages are kept for desks that come back
STRIDE = 500  # entries read from the journal at once
OVERSEERS_ONLY = (cti.RestrictionFact, cti.ConductChanged)
TICKETS = ticketing.TicketOpened | ticketing.TicketPassed | ticketing.TicketFlagged | ticketing.TalkEnded


class LiveHub:
    def __init__(self, seeing: Seeing, log: Log, tickets: Tickets, clock: Callable[[], float]) -> None:
        self._seeing, self._log, self._tickets, self._clock = seeing, log, tickets, clock
        self._written: asyncio.Queue[Sequence[Entry] | int] = asyncio.Queue()  # turns, and tickets that changed
        tickets.stepped = self._written.put_nowait
        self._told = 0  # how many things were told, each to whoever may know it
        self._groups: dict[tuple[Grants, bool], Group] = {}  # by rights, and whether they want the latest only
        self._single: dict[Viewer, None] = {}  # those who get each thing at once
        self._of: dict[str, list[Viewer]] = {}  # by person
        self._count = 0
        self._lately: dict[int, tuple[Fact, Seen]] = {}  # entries that were told last
        self._agents: dict[str, tuple[AgentView, msgspec.Raw]] = {}  # as they were written last
        self._involved: dict[str, set[str]] = {}  # the agents who were offered or asked about each living call
        self._service: dict[str, str] = {}  # of each living call
        self._over: deque[str] = deque()  # calls that ended last
        self.number = 0  # of the newest entry that was given to the viewers
        self.published: Callable[[str], None] = lambda text: None
        self.ended: Callable[[str], None] = lambda session: None

    @property
    def viewers(self) -> int:
        return self._count

    def _everybody(self) -> Iterator[Viewer]:
        return chain.from_iterable(self._of.values())

    def start_at(self, number: int) -> None:
        """Everything up to here was told in an earlier life; the agents of living calls are known again."""
        self.number = number
        for call in self._seeing.desk.calls.values():
            if call.parties:
                self._involved[call.id] = set(call.parties)

    def told(self, entries: Sequence[Entry]) -> None:
        """These entries are on disk."""
        self._written.put_nowait(entries)

    async def run(self) -> None:
        while True:
            written = await self._written.get()
            if isinstance(written, int):
                await self._spread_ticket(written)
                continue
            for entry in written:
                try:
                    await self._spread(entry)
                except Exception:  # one entry that cannot be shown must not keep the others from being seen
                    logger.exception("an entry could not be told", extra={"entry": entry.number})
                self.number = entry.number

    def end(self, session: str) -> None:
        """This session is over: its sockets are closed."""
        for viewer in self._everybody():
            if viewer.session == session:
                viewer.let_go()
        self.ended(session)

    def end_those(self, fits: Callable[[str, str], bool]) -> None:
        """The sockets of these people and sessions are closed."""
        for viewer in self._everybody():
            if fits(viewer.person.id, viewer.session):
                viewer.let_go()

    def know(self, person: Person) -> None:
        """Somebody's rights are others now: their pages connect again, and are told what they may see."""
        for viewer in self._of.get(person.id, ()):
            viewer.person = person
            viewer.let_go()

    async def follow(
        self, person: Person, since: int | None, session: str = "", *, lines: bool = False, latest: bool = False
    ) -> AsyncGenerator[str]:
        """The messages for one socket; with `lines` several in one text, one a line; with `latest` of others only how
        they are now. Raises `LetGo` when it has to connect again."""
        group = self._groups.setdefault((person.grants, latest), Group()) if lines else None
        viewer = Viewer(person, session, self._told, group)
        self._of.setdefault(person.id, []).append(viewer)
        self._count += 1
        if group is None:
            self._single[viewer] = None
        else:
            group.viewers.append(viewer)
        try:
            first = await self._catch_up(viewer, since, latest=latest)
            for text in ["\n".join(first)] if lines and first else first:
                yield text
            async for text in self._go_on(viewer, lines=lines):
                yield text
        finally:
            self._forget(viewer)

    def _forget(self, viewer: Viewer) -> None:
        known = self._of[viewer.person.id]
        known.remove(viewer)
        self._count -= 1
        if not known:
            del self._of[viewer.person.id]
        if viewer.group is None:
            del self._single[viewer]
        else:
            viewer.group.viewers.remove(viewer)

    # --- one entry for everybody -------------------------------------------------------------------------------------

    async def _spread(self, entry: Entry) -> None:
        self._involve(entry.fact)
        self._note_service(entry.fact)
        if self._of:
            _, seen = await self._seen(entry)
            self._told += 1
            self._spread_seen(seen, entry.fact)
            self.published(seen.by(True, True))
        if isinstance(entry.fact, cti.Cleared):
            self._forget_after(entry.fact.call)

    def _spread_seen(self, seen: Seen, fact: Fact) -> None:
        """Those whom it is about may see more of it than others with the same rights; these all see the same."""
        message, concerned = seen.message, self._concerned(fact)
        about = concerned | self._named(fact, message)
        for viewer in chain.from_iterable(self._of.get(person, ()) for person in about):
            text = seen.by(*self._rights(viewer.person, fact, message))
            viewer.put(self._told, text, urgent=viewer.person.id in concerned)
        for viewer in self._single:
            if viewer.person.id not in about:
                viewer.put(self._told, seen.by(*self._rights(viewer.person, fact, message)))
        for (_, latest), group in self._groups.items():
            if other := group.one_of(but=about):
                whole, why = self._rights(other, fact, message)
                place = place_of(message, whole=whole) if latest else None
                if place is not NOTHING:
                    group.put(self._told, seen.by(whole, why), place or self._told, pace(self.viewers))

    def _forget_after(self, call: str) -> None:
        """It is over, but what follows from its end, such as how long the talk was, is told after that."""
        self._over.append(call)
        if len(self._over) > REMEMBERED:
            forgotten = self._over.popleft()
            self._involved.pop(forgotten, None)
            self._service.pop(forgotten, None)

    async def _spread_ticket(self, id: int) -> None:
        """To those who may read it."""
        try:
            ticket = await self._tickets.get(id) if self._of else None
        except SQLAlchemyError:
            logger.exception("a change of a ticket could not be told", extra={"ticket": id})
            return
        if ticket:
            text = text_of(TicketMessage(ticket_view(ticket)))
            self._told += 1
            for viewer in self._everybody():
                if viewer.person.id == ticket.agent or (not viewer.group and may_ticket(viewer.person, ticket.service)):
                    viewer.put(self._told, text)
            for group in self._groups.values():
                if (one := group.one_of()) and may_ticket(one, ticket.service):
                    group.put(self._told, text, ("ticket", id), pace(self.viewers))

    def sounds(self, call: str, agents: Iterable[str], sides: list[SideView]) -> None:
        """To the pages of those who talk: so they need not ask."""
        known = chain.from_iterable(self._of.get(agent, ()) for agent in agents)
        if pages := [viewer for viewer in known if viewer.group is not None]:
            self._told += 1
            text = text_of(SoundMessage(call, sides))
            for page in pages:
                page.put(self._told, text, urgent=True)

    def _concerned(self, fact: Fact) -> set[str]:
        """Whose own state or call it is about."""
        call = self._seeing.desk.calls.get(getattr(fact, "call", ""))
        involved = self._involved.get(getattr(fact, "call", ""), ()) if isinstance(fact, cti.Cleared) else ()
        return {getattr(fact, "agent", ""), getattr(fact, "target", ""), *(call.parties if call else ()), *involved}

    def _named(self, fact: Fact, message: FactMessage) -> set[str]:
        """Who else may see more than others with the same rights: see `_may_see_whole`."""
        by = fact.by if isinstance(fact, cti.RecordingPlayed) else ""
        involved = self._involved.get(getattr(fact, "call", ""), ())
        return {by, message.ticket.agent if message.ticket else "", *involved}

    async def _message(self, entry: Entry) -> FactMessage:
        fact, seeing = entry.fact, self._seeing
        call = getattr(fact, "call", "")
        agent = getattr(fact, "agent", "")
        known = seeing.desk.calls.get(call)
        queue = getattr(fact, "queue", "") or (known.queue if known else "") or seeing.figures.queue_of(call)
        return FactMessage(
            number=entry.number,
            at=entry.at,
            cause=entry.cause or 0,
            kind=type(fact).__name__,
            fact=fields(fact),
            call=seeing.call(call) if call else None,
            agent=seeing.agent(agent) if agent in seeing.plan.people else None,
            queue=seeing.queue(queue) if queue else None,
            queues=self._others_touched(fact),
            ticket=await self._ticket(fact),
        )

    def _others_touched(self, fact: Fact) -> list[QueueView]:
        """Queues beside the one that the fact names, whose figures are others now."""
        if isinstance(fact, cti.AgentStateChanged):
            return list(self._seeing.queues_of(fact.agent))
        left = self._seeing.queue(fact.left) if isinstance(fact, cti.Overflowed) else None
        return [left] if left else []

    async def _ticket(self, fact: Fact) -> TicketView | None:
        if not isinstance(fact, TICKETS):
            return None
        ticket = await self._tickets.get(fact.ticket)
        return ticket_view(ticket) if ticket else None

    def _note_service(self, fact: Fact) -> None:
        """A call is of a service from its route on, also when it has just ended."""
        call, known = getattr(fact, "call", ""), self._seeing.desk.calls.get(getattr(fact, "call", ""))
        if call and (service := getattr(fact, "service", "") or (known.service if known else "")):
            self._service[call] = service

    def _involve(self, fact: Fact) -> None:
        if isinstance(fact, cti.Offered | cti.Dialled):
            self._involved.setdefault(fact.call, set()).add(fact.agent)
        if isinstance(fact, cti.TransferFact):
            self._involved.setdefault(fact.call, set()).add(fact.target)

    def _rights(self, person: Person, fact: Fact, message: FactMessage) -> tuple[bool, bool]:
        """To whom it happened, and why a state was forced: may this person know?"""
        forced = isinstance(fact, cti.AgentFact) and bool(message.fact.get("note"))
        about = getattr(fact, "agent", "")
        knows_why = not forced or self._seeing.leads(person, about)
        if message.agent is not None:
            knows_why = knows_why and self._seeing.may_know_why(person, message.agent)
        return self._may_see_whole(person, fact, message), knows_why

    def _may_see_whole(self, person: Person, fact: Fact, message: FactMessage) -> bool:
        if isinstance(fact, cti.PhoneChosen | cti.PhoneAttached):  # an outside number is nobody else's business
            return person.id == fact.agent
        if self._oversees(person, fact, message):
            return True
        if isinstance(fact, OVERSEERS_ONLY):
            return False
        if not getattr(fact, "call", ""):
            return True
        if person.id in (
            getattr(fact, "agent", ""),
            getattr(fact, "target", ""),
            message.ticket and message.ticket.agent,
        ):
            return True
        if isinstance(fact, cti.RecordingPlayed) and fact.by == person.id:
            return True
        call = self._seeing.desk.calls.get(getattr(fact, "call", ""))
        if call is not None and person.id in call.parties:
            return True
        # Who handed a caller on still looks at the ticket: it must say who has it now.
        to_all_involved = isinstance(fact, cti.Cleared | cti.CallbackRested | TICKETS)
        return to_all_involved and person.id in self._involved.get(getattr(fact, "call", ""), ())

    def _oversees(self, person: Person, fact: Fact, message: FactMessage) -> bool:
        """In charge of the service that this is about. What is about no contact is for everybody in charge; an ended
        contact whose service nobody remembers is for those in charge of all."""
        service = getattr(fact, "service", "") or self._service.get(getattr(fact, "call", ""), "")
        service = service or next((one.service for one in (message.call, message.ticket, message.queue) if one), "")
        if service or message.call is not None or not getattr(fact, "call", ""):
            return oversees(person, service)
        return all(oversees(person, each) for each in self._seeing.plan.services)

    # --- one socket --------------------------------------------------------------------------------------------------

    async def _catch_up(self, viewer: Viewer, since: int | None, *, latest: bool) -> list[str]:
        """First what was missed, or everything afresh. What happens meanwhile collects at the viewer."""
        until = self.number
        if since is None or since > until or until - since > TOO_FAR:
            return [self._present(viewer.person)]
        missed: dict[object, str] = {}  # by what is told instead, or by the number
        async for fact, seen in self._missed(since, until):
            message, whose = seen.message, viewer.person
            whole, why = self._rights(whose, fact, message)
            own = whose.id in self._concerned(fact) | self._named(fact, message)
            place = place_of(message, whole=whole) if latest and not own else None
            if place is not NOTHING:
                missed.pop(place, None)
                missed[place or message.number] = seen.by(whole, why)
        return list(missed.values())

    async def _missed(self, since: int, until: int) -> AsyncIterator[tuple[Fact, Seen]]:
        """After a restart all desks ask for the same entries: they are read and written once."""
        while since < until:
            if known := self._lately.get(since + 1):
                since += 1
                yield known
                continue
            for entry in await self._log.since(since, STRIDE):
                if entry.number > until:
                    break
                yield await self._seen(entry)
            since = min(since + STRIDE, until)

    async def _seen(self, entry: Entry) -> tuple[Fact, Seen]:
        if (known := self._lately.get(entry.number)) is None:
            known = self._lately[entry.number] = entry.fact, Seen(await self._message(entry))
            if len(self._lately) > LATELY:
                del self._lately[next(iter(self._lately))]
        return known

    def _present(self, person: Person) -> str:
        """Most of it are the agents, of whom few have changed since somebody else was told."""
        whole = self._seeing.present(person, self.number, self._clock())
        fields = {name: getattr(whole, name) for name in whole.__dataclass_fields__}
        told: Any = stamped(msgspec.to_builtins(PresentMessage(**fields | {"agents": []})))
        told["agents"] = [self._agent(agent) for agent in whole.agents]
        return msgspec.json.encode(told).decode()

    def _agent(self, agent: AgentView) -> msgspec.Raw:
        known = self._agents.get(agent.id)
        if known is None or known[0] is not agent:
            known = self._agents[agent.id] = agent, msgspec.Raw(written(agent))
        return known[1]

    async def _go_on(self, viewer: Viewer, *, lines: bool) -> AsyncIterator[str]:
        while not viewer.lost:
            texts = await viewer.texts() or [text_of(Ping(self._clock()))]
            if lines:
                yield "\n".join(texts)
                continue
            for text in texts:
                yield text
        raise LetGo


def ticket_view(ticket: Ticket) -> TicketView:
    told = {name: getattr(ticket, name) for name in TicketView.__dataclass_fields__ if name != "name"}
    kinds = {"kind": ticketing.TicketKind(ticket.kind), "state": TicketState(ticket.state)}
    kinds |= {"assigned_by": AssignedBy(ticket.assigned_by), "channel": ticketing.Channel(ticket.channel)}
    return TicketView(**told | kinds, name=name_of(ticket.id, ticket.opened_at))
