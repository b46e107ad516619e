"""`WS /api/softphone`: the signalling of an agent's phone in a page. Messages are JSON objects with a `type`.

Page to server: offer {sdp, take}, candidate {candidate}, echo {on}, stats {rtt, jitter, lost, received, level}, here,
detach.
Server to page: answer {sdp}, state {attached, line, why}, taken {by}, occupied {by}, ask, error {detail}.

The socket is only the way of words: closing it leaves the voice as it is, because the gateway sees the page leave.
`?page=` names the page (8 to 64 letters, digits, - and _): with the same name a new socket goes on where the last was.
The protocol as a page has to follow it is told in docs/softphone.md.
"""

import asyncio
import json
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketDisconnected

from server.api.auth import COOKIE
from server.quality import PageStats
from softphone.client import Attached, Detached, Event, Failed, GatewayError, LineLost, Taken

logger = logging.getLogger(__name__)

LONGEST = 65_536
NOT_SIGNED_IN = 4401
PATIENT = 3  # looks in which a page that was asked for a sign has given none, until it counts as asleep
_MOST_UNSENT = 200
_PAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
Message = dict[str, object]


class Gateway(Protocol):
    """What a page's signalling needs of the gateway that has its agent. `softphone.client.GatewayClient` is one."""

    def page_of(self, agent: str) -> str | None: ...

    def has_line(self, agent: str) -> bool: ...

    async def offer(self, agent: str, page: str, sdp: str) -> str: ...

    async def candidate(self, agent: str, page: str, candidate: dict[str, object]) -> None: ...

    async def detach(self, agent: str, page: str) -> None: ...

    async def echo(self, agent: str, page: str, on: bool) -> None: ...


class Unreadable(Exception):
    """The page said something that is not in the protocol."""


@dataclass(eq=False, slots=True)
class Page:
    """One open socket. session: of the person who is signed in; taken: another page has the phone, so this one hears
    nothing more until it offers again; over: the person signed out.

    signs: it has said that it is here, so it is one that answers; asked: looks since its last sign."""

    agent: str
    id: str
    session: str = ""
    taken: bool = False
    over: bool = False
    signs: bool = False
    asked: int = 0
    unsent: asyncio.Queue[Message] = field(default_factory=lambda: asyncio.Queue(_MOST_UNSENT))

    @property
    def sleeps(self) -> bool:
        return self.signs and self.asked > PATIENT

    def tell(self, message: Message) -> None:
        """A page that does not read loses messages; the next `state` puts it right."""
        if not self.unsent.full():
            self.unsent.put_nowait(message)


class Pages:
    """All pages with a phone. `hear` takes the gateway's events, `refresh` is for changes of lines; turned(agent) is
    called when the page with the agent's voice fell asleep, or woke up."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._pages: dict[str, set[Page]] = {}
        self._why: dict[str, str] = {}  # why each agent's phone was lost
        self.stats: dict[str, PageStats] = {}
        self.turned: Callable[[str], None] = lambda agent: None

    def hear(self, event: Event) -> None:
        """Tell the pages concerned. Never waits."""
        match event:
            case Taken(agent, page, by):
                self._tell_taken(agent, page, by)
            case Attached(agent) | Detached(agent) | Failed(agent) | LineLost(agent):
                if isinstance(event, Detached):
                    self._why[agent] = event.reason
                self.refresh(agent)

    def refresh(self, agent: str) -> None:
        for page in self._pages.get(agent, ()):
            if not page.taken:
                page.tell(self.state(page))

    def state(self, page: Page) -> Message:
        attached = self._gateway.page_of(page.agent) == page.id
        why = "" if attached else self._why.get(page.agent, "")
        return {"type": "state", "attached": attached, "line": self._gateway.has_line(page.agent), "why": why}

    def join(self, page: Page) -> None:
        self._pages.setdefault(page.agent, set()).add(page)
        page.tell(self.state(page))

    def elsewhere(self, page: Page) -> str:
        """Another window of this person that has the phone, and is there: one that broke down is not asked for."""
        holder = self._gateway.page_of(page.agent)
        others = self._pages.get(page.agent, ())
        there = holder != page.id and any(each.id == holder and not each.sleeps for each in others)
        return holder if holder and there else ""

    def sleeps(self, agent: str) -> bool:
        """The page that has the voice is connected, but no script of it runs: it shows nothing and rings for nobody."""
        holders = [page for page in self._pages.get(agent, ()) if page.id == self._gateway.page_of(agent)]
        return bool(holders) and all(page.sleeps for page in holders)

    def ask(self, agents: Callable[[str], bool]) -> None:
        """A look: of each of these agents a sign is wanted. Looks are counted, not seconds: when the server itself is
        late, the answers are read before the next look."""
        for agent in [agent for agent in self._pages if agents(agent)]:
            slept = self.sleeps(agent)
            for page in self._pages[agent]:
                if page.id == self._gateway.page_of(agent):
                    page.asked += 1
                    page.tell({"type": "ask"})
            if self.sleeps(agent) and not slept:
                self.turned(agent)

    def answered(self, page: Page) -> None:
        slept = self.sleeps(page.agent)
        page.signs, page.asked = True, 0
        if slept:
            self.turned(page.agent)

    def leave(self, page: Page) -> None:
        others = self._pages.get(page.agent, set())
        others.discard(page)
        if not others:
            self._pages.pop(page.agent, None)
            self.stats.pop(page.agent, None)
            self._why.pop(page.agent, None)

    def end(self, session: str) -> None:
        """The person signed out: the pages of this session have no phone any more."""
        for page in [page for pages in self._pages.values() for page in pages if session and page.session == session]:
            page.over = True
            page.tell({"type": "over"})

    def end_those(self, fits: Callable[[str, str], bool]) -> None:
        """Of these people and sessions nobody has a phone any more."""
        for page in [page for pages in self._pages.values() for page in pages if fits(page.agent, page.session)]:
            page.over = True
            page.tell({"type": "over"})

    def _tell_taken(self, agent: str, id: str, by: str) -> None:
        for page in self._pages.get(agent, ()):
            if page.id == id:
                page.taken = True
                page.tell({"type": "taken", "by": by})


def router(pages: Pages, gateway: Gateway, who: Callable[[WebSocket], Awaitable[str | None]]) -> APIRouter:
    """who: the agent of the signed-in person with the phone right, or None (then the socket is refused)."""
    routes = APIRouter()

    @routes.websocket("/api/softphone")
    async def softphone(socket: WebSocket) -> None:
        agent = await who(socket)
        if agent is None:
            await socket.close(code=NOT_SIGNED_IN, reason="Sign in with the right to a phone")
            return
        await socket.accept()
        await _converse(socket, Page(agent, _id_of(socket), socket.cookies.get(COOKIE, "")), pages, gateway)

    return routes


def _id_of(socket: WebSocket) -> str:
    """The page's own name for itself, so that a socket that broke finds its voice again; else a new one."""
    told = socket.query_params.get("page", "")
    return told if _PAGE_ID.fullmatch(told) else secrets.token_urlsafe(9)


async def _converse(socket: WebSocket, page: Page, pages: Pages, gateway: Gateway) -> None:
    pages.join(page)
    telling = asyncio.create_task(_tell(socket, page))
    try:
        while True:
            await _answer(await socket.receive_text(), page, pages, gateway)
    except (WebSocketDisconnect, WebSocketDisconnected, KeyError):  # KeyError: a binary message, not expected there
        pass
    finally:
        telling.cancel()
        pages.leave(page)
        if page.over:
            await _let_go(page, gateway)


async def _let_go(page: Page, gateway: Gateway) -> None:
    try:
        await gateway.detach(page.agent, page.id)
    except GatewayError as error:
        logger.info("a page of an ended session was not let go: %s", error)


async def _tell(socket: WebSocket, page: Page) -> None:
    while True:
        message = await page.unsent.get()
        try:
            if page.over:
                await socket.close(code=NOT_SIGNED_IN, reason="you signed out")
                return
            await socket.send_json(message)
        except (WebSocketDisconnect, RuntimeError):  # RuntimeError: closed between two messages
            return


async def _answer(text: str, page: Page, pages: Pages, gateway: Gateway) -> None:
    try:
        await _obey(_read(text), page, pages, gateway)
    except (Unreadable, GatewayError) as error:
        page.tell({"type": "error", "detail": str(error)})


def _read(text: str) -> Message:
    if len(text) > LONGEST:
        raise Unreadable(f"a message is longer than {LONGEST} characters")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"a message is no JSON: {error}") from error
    if not isinstance(message, dict):
        raise Unreadable("a message must be an object")
    return message


async def _obey(message: Message, page: Page, pages: Pages, gateway: Gateway) -> None:
    match message:
        case {"type": "offer", "sdp": str(sdp)}:
            if message.get("take") is not True and (holder := pages.elsewhere(page)):
                page.tell({"type": "occupied", "by": holder})
                return
            page.taken = False
            answer = await gateway.offer(page.agent, page.id, sdp)
            page.tell({"type": "answer", "sdp": answer})
        case {"type": "candidate", "candidate": dict(candidate)}:
            await gateway.candidate(page.agent, page.id, candidate)
        case {"type": "echo", "on": bool(on)}:
            await gateway.echo(page.agent, page.id, on)
        case {"type": "here"}:
            pages.answered(page)
        case {"type": "detach"}:
            await gateway.detach(page.agent, page.id)
        case {"type": "stats"}:
            pages.stats[page.agent] = PageStats(**{key: _figure(message, key) for key in PageStats.__slots__})
        case _:
            raise Unreadable(f"a message of type {str(message.get('type'))[:40]!r} is not known, or lacks its fields")


def _figure(message: Message, key: str) -> float:
    value = message.get(key, 0)
    return float(value) if isinstance(value, int | float) and abs(value) < 1e9 else 0.0
