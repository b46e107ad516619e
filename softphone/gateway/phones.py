"""Every agent's phone: the line to the switch, and the page that speaks on it now.

The newest page wins, but only when its media is up: until then the older one goes on. A page that fell silent is told
as detached and stays; when it is heard again it is told as attached. When that is so, `softphone.gateway.silence` says.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from softphone.gateway.callbook import CallBook
from softphone.gateway.extension import Extension, ExtensionEvents
from softphone.gateway.feed import Feed
from softphone.gateway.figures import Leg, counted, since
from softphone.gateway.line import Line, NoPort, bind
from softphone.gateway.linebook import Kept, LineBook
from softphone.gateway.page import Page, PageEvents, close_soon, logger
from softphone.gateway.pump import Pump
from softphone.gateway.silence import Attention, Turn, Watch
from softphone.gateway.srtp import Address
from softphone.gateway.talks import Talks
from softphone.registered import Account
from telemetry.lines import concerning

LAST_WORDS = 2.0  # … for pages to be told that the gateway ends; whoever started it waits 5


Voice = Page | Extension


class NoSuchPage(LookupError):
    """The page is not the agent's page (any more)."""


class NoSuchLine(LookupError):
    """The agent has no line."""


@dataclass(slots=True)
class Phone:
    """page: the one that is up; coming: a newer one on its way; watch: whether the page that is up is heard; before:
    what was counted when its call began."""

    agent: str
    line: Line | None = None
    page: Voice | None = None
    coming: Voice | None = None
    watch: Watch = field(default_factory=Watch)
    before: dict[str, int] = field(default_factory=dict)


class Phones:
    def __init__(
        self,
        pump: Pump,
        feed: Feed,
        book: LineBook,
        line_host: str,
        line_ports: range,
        calls: CallBook,
        far_ports: range,
    ) -> None:
        """far_ports: for the sound of extensions at another PBX."""
        self._calls, self._far_ports = calls, far_ports
        self._pump, self._feed, self._book = pump, feed, book
        self._line_host, self._line_ports = line_host, line_ports
        self._phones: dict[str, Phone] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._attention, self._read = Attention(), True  # read: whatever had come by the last look
        self._talks = Talks()
        self._page_events = PageEvents(self._up, self._down, self._digit)
        self._extension_events = ExtensionEvents(self._up, self._down, self._digit)

    # --- lines -----------------------------------------------------------------------------------------------------

    def restore(self) -> None:
        """Open the lines of before. A port that somebody took meanwhile is lost: whoever needs it opens a new line."""
        for agent, kept in self._book.read().items():
            try:
                line = Line(bind(self._line_host, self._line_ports, kept.port), self._pump)
            except NoPort as error:
                logger.error("a line of before is lost: %s", error)
                continue
            if kept.peer is not None:
                line.aim(kept.peer)
            self._phone(agent).line = line
        self._write()

    def open_line(self, agent: str) -> tuple[str, int]:
        """Where the switch shall send the agent's audio: host and port. The same again when it is open already."""
        phone = self._phone(agent)
        if phone.line is None:
            phone.line = Line(bind(self._line_host, self._line_ports), self._pump)
            self._couple(phone)
            self._write()
        return phone.line.host, phone.line.port

    def line_figures(self, agent: str) -> dict[str, object]:
        """Its packets. Raises `NoSuchLine`."""
        return _of_line(self._line(agent))

    def aim_line(self, agent: str, peer: Address) -> None:
        """Where the switch waits for the agent's audio. Raises `NoSuchLine`."""
        line = self._line(agent)
        line.aim(peer)
        self._write()

    def close_line(self, agent: str) -> None:
        phone = self._phones.get(agent)
        if phone is None or phone.line is None:
            return
        phone.line.close()
        phone.line = None
        self._couple(phone)
        self._write()
        self._tidy(phone)

    # --- pages -----------------------------------------------------------------------------------------------------

    async def offer(self, agent: str, page_id: str, sdp: str) -> str:
        """Our answer to the page's offer. Raises `UnusableOffer`; an offer that fails leaves everything as it was."""
        page = Page(agent, page_id, self._pump, self._page_events)
        try:
            answer = await page.answer(sdp)
        except BaseException:
            self._close(page)
            raise
        phone = self._phone(agent)
        self._await(phone, page)
        if page.media is not None:  # up before anybody knew of it
            self._up(page)
        return answer

    async def candidate(self, agent: str, page_id: str, text: str, mid: str | None, index: int | None) -> None:
        """Raises `NoSuchPage`, `UnusableOffer`."""
        phone = self._phones.get(agent)
        page = next((each for each in _pages(phone) if each.id == page_id), None)
        if not isinstance(page, Page):
            raise NoSuchPage(f"page {page_id} of agent {agent} is not here")
        await page.candidate(text, mid, index)

    def detach(self, agent: str, page_id: str) -> None:
        """The page says good-bye. Nothing happens when it is not here."""
        phone = self._phones.get(agent)
        for page in _pages(phone):
            if page.id == page_id:
                self._close(page)
                self._down(page, "left")

    def echo(self, agent: str, page_id: str, on: bool) -> None:
        """Let the page hear itself instead of the line. Raises `NoSuchPage`."""
        phone = self._phones.get(agent)
        page = phone.page if phone is not None else None
        if not isinstance(page, Page) or page.id != page_id or page.media is None:
            raise NoSuchPage(f"page {page_id} of agent {agent} is not attached")
        media = page.media
        self._pump.call(lambda: setattr(media, "echo", on))

    # --- extensions of another PBX ---------------------------------------------------------------------------------

    async def ring(self, agent: str, account: Account) -> None:
        """Call the agent's extension; attached when it is lifted. One that is up or rings already is left alone.
        Raises `NoPort`, OSError."""
        if any(isinstance(each, Extension) for each in _audible(self._phones.get(agent))):
            return
        extension = Extension(agent, account, self._pump, self._extension_events, self._far_ports)
        self._await(self._phone(agent), extension)
        await extension.call()

    def hang_up(self, agent: str) -> None:
        """The extension is not needed any more."""
        for page in _pages(self._phones.get(agent)):
            if isinstance(page, Extension):
                self._down(page, "left")

    async def resume(self) -> None:
        """Go on with the calls of before."""
        for agent, kept in self._calls.read().items():
            extension = Extension(agent, kept.account, self._pump, self._extension_events, self._far_ports)
            self._await(self._phone(agent), extension)
            try:
                await extension.resume(kept)
            except (NoPort, OSError) as error:
                logger.error("a call to an extension is lost: %s", error)
                self._down(extension, "failed")

    # --- what pages tell -------------------------------------------------------------------------------------------

    def _up(self, page: Voice) -> None:
        phone = self._phones.get(page.agent)
        if phone is None or phone.coming is not page:
            return
        older, phone.page, phone.coming = phone.page, page, None
        phone.watch.begin()
        self._couple(phone)
        if older is not None:
            self._close(older)
            if older.id != page.id:
                self._feed.tell({"type": "taken", "agent": page.agent, "page": older.id, "by": page.id})
        self._feed.tell({"type": "attached", "agent": page.agent, "page": page.id})
        self._note("%s speaks now", page)
        self._write_calls()

    def _down(self, page: Voice, reason: str) -> None:
        phone = self._phones.get(page.agent)
        if phone is None or page not in _pages(phone):
            return
        about: dict[str, object] = {"agent": page.agent, "page": page.id, "reason": reason}
        if phone.coming is page:
            phone.coming = None
            self._feed.tell({"type": "failed", **about})
            self._note("%s came to nothing: %s", page, reason)
        else:
            phone.page = None
            self._couple(phone)
            if not phone.watch.silent:
                self._feed.tell({"type": "detached", **about})
            self._note("%s is gone: %s", page, reason)
            self._write_calls()
        if isinstance(page, Extension):
            self._close(page)
        self._tidy(phone)

    def _digit(self, page: Voice, digit: str) -> None:
        self._feed.tell({"type": "digit", "agent": page.agent, "page": page.id, "digit": digit})

    # --- which call it is about ------------------------------------------------------------------------------------

    def concern(self, said: str) -> None:
        """said: as in `softphone.gateway.talks`. Raises its `Unreadable`."""
        for agent, (before, now) in self._talks.learn(said).items():
            if phone := self._phones.get(agent):
                now_counted = counted(_legs(phone))
                if before:
                    extra = {"agent": agent, "call": before, **since(phone.before, now_counted)}
                    logger.info("a call has left this phone", extra=extra)
                if now:
                    phone.before = now_counted
                    logger.info("a call is at this phone", extra=self._talks.ids(agent))

    def _note(self, line: str, page: Voice, *more: str) -> None:
        kind = "an extension" if isinstance(page, Extension) else "a page"
        logger.info(line, kind, *more, extra=self._talks.ids(page.agent))

    # --- what time brings ------------------------------------------------------------------------------------------

    def look(self, now: float) -> bool:
        """Ten times a second: who fell silent, who is back, whose offer led to nothing. The pump's thread may be kept
        from its packets as well as this one from looking: it is asked, while anybody is there. Returns whether."""
        looked_after = [phone for phone in self._phones.values() if _pages(phone)]
        deaf, self._read = self._attention.deaf(now, self._read), not looked_after
        if looked_after:
            self._pump.call(self._have_read)
        for phone in looked_after:
            if phone.coming is not None and now - phone.coming.began > phone.coming.patience:
                self._close(phone.coming)
                self._down(phone.coming, "timeout")
            if phone.page is not None and phone.page.media is not None:
                self._listen_for(phone, phone.page, now, deaf)
        return bool(looked_after)

    def _have_read(self) -> None:
        self._read = True

    def _listen_for(self, phone: Phone, page: Voice, now: float, deaf: float) -> None:
        assert page.media is not None
        match phone.watch.look(page.media.heard, page.media.spoke, now, deaf):
            case Turn.KNOCK:
                page.knock()
            case Turn.AWAY:
                self._feed.tell({"type": "detached", "agent": phone.agent, "page": page.id, "reason": "silence"})
                self._note("%s is not heard any more", page)
            case Turn.BACK:
                self._feed.tell({"type": "attached", "agent": phone.agent, "page": page.id})
                self._note("%s is heard again", page)

    def measure(self) -> None:
        """Every few seconds: how well each page is heard, to whoever listens, and to the page itself."""
        for phone in self._phones.values():
            page = phone.page
            if page is not None and page.media is not None:
                self._feed.tell({"type": "quality", "agent": phone.agent, "page": page.id, **_figures(phone)})
                self._pump.call(page.media.report)

    def legs(self) -> tuple[list[Leg], int, int]:
        """For the metrics: each way that packets come and go, open lines, phones whose sound flows."""
        legs = [leg for phone in self._phones.values() for leg in _legs(phone)]
        lines = sum(phone.line is not None for phone in self._phones.values())
        return legs, lines, sum(leg.kind != "switch" for leg in legs)

    def state(self) -> dict[str, object]:
        """lines: [{agent, host, port, peer}], attached: [{agent, page}], phones: figures per agent."""
        phones = self._phones.values()
        up = [phone for phone in phones if phone.page is not None and not phone.watch.silent]
        return {
            "lines": [_line(phone.agent, phone.line) for phone in phones if phone.line is not None],
            "attached": [{"agent": phone.agent, "page": phone.page.id} for phone in up if phone.page],
            "phones": {phone.agent: _figures(phone) for phone in phones},
        }

    async def close(self) -> None:
        """Let go of all pages; lines stay in the book."""
        for phone in self._phones.values():
            for page in _pages(phone):
                self._close(page)
        self._calls.write({})
        if self._closing:
            await asyncio.wait(self._closing, timeout=LAST_WORDS)

    # --- inside ----------------------------------------------------------------------------------------------------

    def _await(self, phone: Phone, page: Voice) -> None:
        if phone.coming is not None:
            self._close(phone.coming)
        phone.coming = page

    def _write_calls(self) -> None:
        up = {phone.agent: phone.page for phone in self._phones.values() if isinstance(phone.page, Extension)}
        kept = {agent: call for agent, extension in up.items() if (call := extension.kept()) is not None}
        self._calls.write(kept)

    def _phone(self, agent: str) -> Phone:
        return self._phones.setdefault(agent, Phone(agent))

    def _line(self, agent: str) -> Line:
        phone = self._phones.get(agent)
        if phone is None or phone.line is None:
            raise NoSuchLine(f"agent {agent} has no line")
        return phone.line

    def _couple(self, phone: Phone) -> None:
        """Let the line and the page's media know each other, in the thread that owns both."""
        line, media = phone.line, phone.page.media if phone.page else None

        def couple() -> None:
            if media is not None:
                media.mouth = line
            if line is not None:
                line.listener = media

        self._pump.call(couple)

    def _tidy(self, phone: Phone) -> None:
        if phone.line is None and not _pages(phone):
            self._phones.pop(phone.agent, None)

    def _write(self) -> None:
        lines = {phone.agent: phone.line for phone in self._phones.values() if phone.line is not None}
        self._book.write({agent: Kept(line.port, line.peer) for agent, line in lines.items()})

    def _close(self, page: Voice) -> None:
        with concerning(self._talks.of(page.agent)):
            self._keep(asyncio.create_task(close_soon(page)))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


def _audible(phone: Phone | None) -> list[Voice]:
    """Who is on the way or heard; who fell silent may be called again."""
    return [page for page in _pages(phone) if phone is not None and not (page is phone.page and phone.watch.silent)]


def _pages(phone: Phone | None) -> list[Voice]:
    return [page for page in (phone.page, phone.coming) if page is not None] if phone is not None else []


def _line(agent: str, line: Line) -> dict[str, object]:
    return {"agent": agent, "host": line.host, "port": line.port, "peer": line.peer}


def _legs(phone: Phone) -> Iterator[Leg]:
    media, line = phone.page.media if phone.page else None, phone.line
    if media is not None:
        kind = "extension" if isinstance(phone.page, Extension) else "page"
        heard = media.reception
        yield Leg(media, kind, heard.received, media.sent, heard.lost, heard.jitter_ms)
    if line is not None:
        heard = line.reception
        yield Leg(line, "switch", heard.received, line.sent, heard.lost, heard.jitter_ms)


def _figures(phone: Phone) -> dict[str, object]:
    """Packets from the page and to it, from the switch and to it; what is missing of them; jitter in ms."""
    media, line = phone.page.media if phone.page else None, phone.line
    of_page: dict[str, object] = {}
    if media is not None:
        heard = media.reception
        of_page = {"received": heard.received, "lost": heard.lost, "jitter": round(heard.jitter_ms, 2)}
        of_page |= {"sent": media.sent, "quiet": round(time.monotonic() - media.heard, 2)}
    of_line = _of_line(line) if line is not None else {}
    return {"from_page": of_page, "from_switch": of_line}


def _of_line(line: Line) -> dict[str, object]:
    heard = line.reception
    counted: dict[str, object] = {"received": heard.received, "lost": heard.lost}
    return counted | {"jitter": round(heard.jitter_ms, 2), "sent": line.sent}
