"""`WS /api/live`: every entry that its person may see, in order, without gap or double, as it is written.

A desk that does not keep up is let go; it comes back with the number it has seen, and the journal gives it the rest.
Agents see of other people's calls that they are there, but no number, no name and no digits.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import replace

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from cti import facts as cti
from cti.plan import Person
from cti.rights import Grants
from journal import Entry, Fact, Log
from server.hiding import hidden
from server.messages import FactMessage, LiveMessage, Ping, PresentMessage, TicketMessage
from server.present import Seeing, unreasoned
from server.rights import may_ticket, oversees
from server.times import stamped
from server.views import QueueView, TicketView
from storage.tickets import Ticket, Tickets
from storage.vocabulary import fields
from ticketing import facts as ticketing
from ticketing.life import AssignedBy, TicketState
from ticketing.names import name_of

logger = logging.getLogger(__name__)

PACE, SLOWEST = 0.1, 0.5  # s between two texts to somebody whom what happened does not concern
EACH = 0.0005  # s more than that for each desk that follows; so all together get 2000 texts a second
MOST_UNSENT = 2000  # messages that a slow desk may be behind
TOO_FAR = 5000  # entries; who has missed more starts afresh
REMEMBERED = 100  # calls that are over, of which it is still known whose they were
STRIDE = 500  # entries read from the journal at once
PING_EVERY = 15.0  # s
OVERSEERS_ONLY = (cti.RestrictionFact, cti.ConductChanged)
TICKETS = ticketing.TicketOpened | ticketing.TicketPassed | ticketing.TicketFlagged | ticketing.TalkEnded


class LetGo(Exception):
    """This desk is too far behind, or its session is over."""


class Viewer:
    """One open socket. session: the token of the session behind it; kind: of its person's rights, the same object for
    all who have the same; free_at: loop time from which it gets what does not concern the person."""

    def __init__(self, person: Person, session: str = "", kind: Grants = frozenset()) -> None:
        self.person, self.session, self.kind = person, session, kind
        self.free_at = 0.0
        self.lost = False
        self._unsent: list[str] = []
        self._urgent = False  # what waits concerns the person
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Future[None] | None = None
        self._due: asyncio.TimerHandle | None = None

    def put(self, text: str, *, urgent: bool = False) -> None:
        if len(self._unsent) >= MOST_UNSENT:
            self.lost = True
        else:
            self._unsent.append(text)
        self._urgent = self._urgent or urgent or self.lost
        if self._urgent:
            self._wake()
        elif self._waiting is not None and self._due is None:
            self._due = self._loop.call_at(self.free_at, self._wake)

    def let_go(self, text: str) -> None:
        """text: what wakes it."""
        self.lost = True
        self.put(text)

    async def texts(self) -> list[str]:
        """All that waits: as soon as the viewer is free, or at once where something concerns the person. Nothing after
        `PING_EVERY`. There are as many viewers as desks, so this is a timer and a future and no more."""
        while not self._is_due():
            self._waiting = self._loop.create_future()
            silent = self._loop.call_later(PING_EVERY, self._wake)
            if self._unsent:
                self._due = self._loop.call_at(self.free_at, self._wake)
            try:
                await self._waiting
            finally:
                silent.cancel()
                self._rest()
            if not self._unsent:
                break
        texts, self._unsent, self._urgent = self._unsent, [], False
        return texts

    def _is_due(self) -> bool:
        return self._urgent or (bool(self._unsent) and self._loop.time() >= self.free_at)

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def _rest(self) -> None:
        self._waiting = None
        if self._due is not None:
            self._due.cancel()
            self._due = None


class LiveHub:
    def __init__(self, seeing: Seeing, log: Log, tickets: Tickets, clock: Callable[[], float]) -> None:
        self._seeing, self._log, self._tickets, self._clock = seeing, log, tickets, clock
        self._written: asyncio.Queue[Entry | int] = asyncio.Queue()
        tickets.stepped = self._written.put_nowait
        self._viewers: set[Viewer] = set()
        self._kinds: dict[Grants, Grants] = {}  # of people's rights: as many as there are ways to give them
        self._involved: dict[str, set[str]] = {}  # the agents who were offered or asked about each living call
        self._service: dict[str, str] = {}  # of each living call
        self._over: deque[str] = deque()  # calls that ended last
        self.number = 0  # of the newest entry that was given to the viewers
        self.published: Callable[[str], None] = lambda text: None
        self.ended: Callable[[str], None] = lambda session: None

    @property
    def viewers(self) -> int:
        return len(self._viewers)

    def start_at(self, number: int) -> None:
        """Everything up to here was told in an earlier life; the agents of living calls are known again."""
        self.number = number
        for call in self._seeing.desk.calls.values():
            if call.parties:
                self._involved[call.id] = set(call.parties)

    def told(self, entries: Sequence[Entry]) -> None:
        """These entries are on disk."""
        for entry in entries:
            self._written.put_nowait(entry)

    async def run(self) -> None:
        while True:
            entry = await self._written.get()
            if isinstance(entry, int):
                await self._spread_ticket(entry)
                continue
            try:
                await self._spread(entry)
            except Exception:  # one entry that cannot be shown must not keep the others from being seen
                logger.exception("an entry could not be told", extra={"entry": entry.number})
            self.number = entry.number

    def end(self, session: str) -> None:
        """This session is over: its sockets are closed."""
        for viewer in self._viewers:
            if viewer.session == session:
                viewer.let_go(_text(Ping(self._clock())))
        self.ended(session)

    def end_those(self, fits: Callable[[str, str], bool]) -> None:
        """The sockets of these people and sessions are closed."""
        for viewer in self._viewers:
            if fits(viewer.person.id, viewer.session):
                viewer.let_go(_text(Ping(self._clock())))

    def know(self, person: Person) -> None:
        """Somebody's rights are others now: their pages connect again, and are told what they may see."""
        for viewer in self._viewers:
            if viewer.person.id == person.id:
                viewer.person = person
                viewer.let_go(_text(Ping(self._clock())))

    async def follow(
        self, person: Person, since: int | None, session: str = "", *, lines: bool = False
    ) -> AsyncGenerator[str]:
        """The messages for one socket; with `lines` several in one text, one a line. Raises `LetGo` when it has to
        connect again."""
        grants = person.grants
        viewer = Viewer(person, session, self._kinds.setdefault(grants, grants))
        self._viewers.add(viewer)
        try:
            async for text in self._catch_up(viewer, since):
                yield text
            async for text in self._go_on(viewer, lines=lines):
                yield text
        finally:
            self._viewers.discard(viewer)

    # --- one entry for everybody -------------------------------------------------------------------------------------

    async def _spread(self, entry: Entry) -> None:
        self._involve(entry.fact)
        self._note_service(entry.fact)
        if self._viewers:
            message = await self._message(entry)
            texts: dict[tuple[bool, bool], str] = {}
            of: dict[Grants | str, str] = {}  # by kind; by the person's id of those whom it is about
            concerned = self._concerned(entry.fact)
            about = concerned | self._named(entry.fact, message)
            for viewer in self._viewers:
                whose = viewer.person.id if viewer.person.id in about else viewer.kind
                if whose not in of:
                    rights = self._rights(viewer.person, entry.fact, message)
                    if rights not in texts:
                        texts[rights] = _text(_as_seen(message, *rights))
                    of[whose] = texts[rights]
                viewer.put(of[whose], urgent=viewer.person.id in concerned)
            self.published(_text(message))
        if isinstance(entry.fact, cti.Cleared):
            self._forget_after(entry.fact.call)

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
            ticket = await self._tickets.get(id) if self._viewers else None
        except SQLAlchemyError:
            logger.exception("a change of a ticket could not be told", extra={"ticket": id})
            return
        if ticket:
            text = _text(TicketMessage(ticket_view(ticket)))
            may: dict[Grants, bool] = {}
            for viewer in self._viewers:
                if viewer.kind not in may:
                    may[viewer.kind] = may_ticket(viewer.person, ticket.service)
                if may[viewer.kind] or viewer.person.id == ticket.agent:
                    viewer.put(text)

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

    async def _catch_up(self, viewer: Viewer, since: int | None) -> AsyncIterator[str]:
        """First what was missed, or everything afresh. What happens meanwhile collects at the viewer."""
        until = self.number
        if since is None or since > until or until - since > TOO_FAR:
            yield _text(self.present(viewer.person))
            return
        while since < until:
            for entry in await self._log.since(since, STRIDE):
                if entry.number > until:
                    break
                message = await self._message(entry)
                yield _text(_as_seen(message, *self._rights(viewer.person, entry.fact, message)))
            since = min(since + STRIDE, until)

    def present(self, person: Person) -> PresentMessage:
        whole = self._seeing.present(person, self.number, self._clock())
        return PresentMessage(**{name: getattr(whole, name) for name in whole.__dataclass_fields__})

    async def _go_on(self, viewer: Viewer, *, lines: bool) -> AsyncIterator[str]:
        loop = asyncio.get_running_loop()
        while not viewer.lost:
            texts = await viewer.texts() or [_text(Ping(self._clock()))]
            if lines:
                viewer.free_at = loop.time() + pace(len(self._viewers))
                yield "\n".join(texts)
                continue
            for text in texts:
                yield text
        raise LetGo


def pace(desks: int) -> float:
    """s between two texts to each of so many, of what does not concern them."""
    return min(max(PACE, desks * EACH), SLOWEST)


def _as_seen(message: FactMessage, whole: bool, why: bool) -> FactMessage:
    if not why:
        fact = {name: "" if name == "note" else value for name, value in message.fact.items()}
        message = replace(message, fact=fact, agent=message.agent and unreasoned(message.agent))
    return message if whole else redacted(message)


def redacted(message: FactMessage) -> FactMessage:
    """That something happened, but not to whom."""
    return replace(message, fact=hidden(message.kind, message.fact), call=None, ticket=None)


def ticket_view(ticket: Ticket) -> TicketView:
    told = {name: getattr(ticket, name) for name in TicketView.__dataclass_fields__ if name != "name"}
    kinds = {"kind": ticketing.TicketKind(ticket.kind), "state": TicketState(ticket.state)}
    kinds |= {"assigned_by": AssignedBy(ticket.assigned_by), "channel": ticketing.Channel(ticket.channel)}
    return TicketView(**told | kinds, name=name_of(ticket.id, ticket.opened_at))


def _text(message: LiveMessage) -> str:
    return msgspec.json.encode(stamped(msgspec.to_builtins(message))).decode()
