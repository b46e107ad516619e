"""The server's side of a softphone gateway: open lines, pass pages' signalling on, and follow what happens there.

`GatewayClient` keeps the events socket up by itself. After every (re)connect the gateway tells everything once; what
differs from what was known is told as if it had just happened.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote

import aiohttp

logger = logging.getLogger(__name__)

Address = tuple[str, int]
_TIMEOUT = aiohttp.ClientTimeout(total=10)
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 2.0
# A gateway that is gone this long has lost its pages; a shorter break of the socket is not worth telling.
GONE_AFTER = 0.4


class GatewayError(Exception):
    """The gateway refused or cannot be reached. `status`: its HTTP status, 0 when it was not reached."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True, slots=True)
class PhoneEvent:
    agent: str
    page: str


@dataclass(frozen=True, slots=True)
class Attached(PhoneEvent):
    """Voice flows between this page and the gateway."""


@dataclass(frozen=True, slots=True)
class Detached(PhoneEvent):
    """reason: `closed`, `left`, `silence`, `consent`, `failed`, `gateway` (the gateway itself is gone)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed(PhoneEvent):
    """The page's offer led to nothing; whatever was before goes on."""

    reason: str


@dataclass(frozen=True, slots=True)
class Taken(PhoneEvent):
    """The agent's phone is on another page now."""

    by: str


@dataclass(frozen=True, slots=True)
class Digit(PhoneEvent):
    """The agent pressed a key in the page."""

    digit: str


@dataclass(frozen=True, slots=True)
class Quality(PhoneEvent):
    """Packets since the page or the line began. jitter in ms. from_page: as the gateway hears the page."""

    from_page: dict[str, float]
    from_switch: dict[str, float]


@dataclass(frozen=True, slots=True)
class LineLost:
    """A line that was open is not there any more: open it again."""

    agent: str


Event = PhoneEvent | LineLost


class GatewayClient:
    """One gateway process. Use `start` and `stop`, or `async with`. Errors of calls are `GatewayError`."""

    def __init__(self, url: str, token: str, on_event: Callable[[Event], None]) -> None:
        """url: like http://127.0.0.1:PORT. on_event is called on the event loop and must not wait."""
        self._url, self._on_event = url.rstrip("/"), on_event
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session: aiohttp.ClientSession | None = None
        self._following: asyncio.Task[None] | None = None
        self._gone: asyncio.TimerHandle | None = None
        self._attached: dict[str, str] = {}
        self._lines: dict[str, Address] = {}
        self._calls: dict[str, str] = {}
        self._named: set[str] = set()  # whose call the gateway knows
        self._sayings: asyncio.Queue[dict[str, object]] | None = None
        self.connected = asyncio.Event()
        self.gone: Callable[[], None] = lambda: None  # it is gone for so long that its pages are lost
        self.told: Callable[[Sequence[str]], None] = lambda agents: None  # everything, of these agents

    async def start(self) -> None:
        """Returns at once; `connected` tells when the gateway has told everything."""
        self._session = aiohttp.ClientSession(headers=self._headers, timeout=_TIMEOUT)
        self._following = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        if self._gone is not None:
            self._gone.cancel()
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def __aenter__(self) -> "GatewayClient":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def healthy(self) -> bool:
        return self.connected.is_set()

    def page_of(self, agent: str) -> str | None:
        """The page whose voice flows now."""
        return self._attached.get(agent)

    def has_line(self, agent: str) -> bool:
        return agent in self._lines

    # --- lines -----------------------------------------------------------------------------------------------------

    async def open(self, agent: str) -> Address:
        """Where the switch shall send the agent's audio. The same again when the line is open already."""
        told = await self._ask("PUT", f"/lines/{_safe(agent)}")
        self._lines[agent] = (str(told["host"]), int(str(told["port"])))
        if agent in self._calls:
            self._name(agent)
        return self._lines[agent]

    async def connect(self, agent: str, host: str, port: int) -> None:
        """Where the switch waits for the agent's audio."""
        await self._ask("PUT", f"/lines/{_safe(agent)}/peer", {"host": host, "port": port})

    async def close(self, agent: str) -> None:
        self._lines.pop(agent, None)
        await self._ask("DELETE", f"/lines/{_safe(agent)}")

    def concern(self, agent: str, call: str) -> None:
        """The call that this agent's phone is about, "" for none: lines of the gateway's log name it.

        It is told of those with a line there alone: in a house of desk phones it would wake the gateway for nothing.
        """
        if call:
            self._calls[agent] = call
        else:
            self._calls.pop(agent, None)
        if agent in self._lines or agent in self._named:
            self._name(agent)

    def _name(self, agent: str) -> None:
        if self._sayings is None:
            return
        call = self._calls.get(agent, "")
        self._sayings.put_nowait({"type": "call", "agent": agent, "call": call})
        if call:
            self._named.add(agent)
        else:
            self._named.discard(agent)

    def _name_all(self) -> None:
        """To a gateway that has just told which lines it has."""
        assert self._sayings is not None
        calls = {agent: call for agent, call in self._calls.items() if agent in self._lines}
        self._sayings.put_nowait({"type": "calls", "calls": calls})
        self._named = set(calls)

    # --- pages -----------------------------------------------------------------------------------------------------

    async def offer(self, agent: str, page: str, sdp: str) -> str:
        told = await self._ask("POST", f"/pages/{_safe(agent)}", {"page": page, "sdp": sdp})
        return str(told["sdp"])

    async def candidate(self, agent: str, page: str, candidate: dict[str, object]) -> None:
        """candidate: as RTCIceCandidate.toJSON() gives it."""
        await self._ask("POST", f"/pages/{_safe(agent)}/candidate", {"page": page, "candidate": candidate})

    async def detach(self, agent: str, page: str) -> None:
        await self._ask("DELETE", f"/pages/{_safe(agent)}?page={_safe(page)}")

    async def echo(self, agent: str, page: str, on: bool) -> None:
        await self._ask("POST", f"/pages/{_safe(agent)}/echo", {"page": page, "on": on})

    # --- extensions of another PBX ---------------------------------------------------------------------------------

    async def ring(self, agent: str, account: dict[str, object]) -> None:
        """Call the agent's extension: Attached when it is lifted, else Failed. account: host, port, user, secret,
        extension."""
        await self._ask("PUT", f"/extensions/{_safe(agent)}", account)

    async def hang_up(self, agent: str) -> None:
        await self._ask("DELETE", f"/extensions/{_safe(agent)}")

    async def health(self) -> dict[str, object]:
        """The gateway's state, freshly asked. Raises `GatewayError` when it does not answer."""
        return await self._ask("GET", "/state")

    async def line_figures(self, agent: str) -> dict[str, float]:
        """Packets `sent` to the switch and `received` from it on the agent's line, by now; {} without a line."""
        if agent not in self._lines:
            return {}
        try:
            told = await self._ask("GET", f"/lines/{_safe(agent)}")
        except GatewayError:
            return {}
        return {name: float(value) for name, value in told.items() if isinstance(value, int | float)}

    async def _ask(self, method: str, path: str, body: dict[str, object] | None = None) -> dict[str, object]:
        if self._session is None:
            raise GatewayError(0, "the gateway client is not started")
        try:
            async with self._session.request(method, self._url + path, json=body) as answer:
                told = json.loads(await answer.read() or b"{}")
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise GatewayError(0, f"the softphone gateway cannot be reached: {error}") from error
        if answer.status >= 400:
            raise GatewayError(answer.status, str(told.get("detail", "refused")))
        return dict(told)

    # --- events ----------------------------------------------------------------------------------------------------

    async def _follow(self) -> None:
        wait = _FIRST_WAIT
        while True:
            try:
                await self._listen()
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                logger.debug("no events from the gateway: %s", error)
            if self.connected.is_set():
                self._lose()
                wait = _FIRST_WAIT
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _listen(self) -> None:
        assert self._session is not None
        async with self._session.ws_connect(self._url + "/events", heartbeat=5) as socket:
            self._sayings = asyncio.Queue()
            saying = asyncio.create_task(_say(socket, self._sayings))
            try:
                async for message in socket:
                    if message.type is aiohttp.WSMsgType.TEXT:
                        self._hear(message.data)
            finally:
                self._sayings = None
                saying.cancel()

    def _hear(self, text: str) -> None:
        try:
            self._take(json.loads(text))
        except Exception:
            logger.exception("an event of the gateway could not be taken")

    def _take(self, told: dict[str, object]) -> None:
        if told["type"] == "snapshot":
            self._compare(told)
            self._name_all()
            self.connected.set()
            self.told(sorted(self._attached.keys() | self._lines.keys()))
            return
        event = _event(told)
        if isinstance(event, Attached):
            self._attached[event.agent] = event.page
        elif isinstance(event, Detached) and self._attached.get(event.agent) == event.page:
            del self._attached[event.agent]
        if event is not None:
            self._on_event(event)

    def _compare(self, snapshot: dict[str, object]) -> None:
        """What happened while we did not hear."""
        if self._gone is not None:
            self._gone.cancel()
            self._gone = None
        now = {str(each["agent"]): str(each["page"]) for each in _list(snapshot, "attached")}
        lines = {str(each["agent"]): (str(each["host"]), int(str(each["port"]))) for each in _list(snapshot, "lines")}
        before, self._attached = self._attached, now
        lost, self._lines = self._lines.keys() - lines.keys(), lines
        for change in _changes(before, now):
            self._on_event(change)
        for agent in sorted(lost):
            self._on_event(LineLost(agent))

    def _lose(self) -> None:
        self.connected.clear()
        logger.warning("the softphone gateway is away")
        self._gone = asyncio.get_running_loop().call_later(GONE_AFTER, self._give_up)

    def _give_up(self) -> None:
        before, self._attached = self._attached, {}
        for event in _changes(before, {}):
            self._on_event(event)
        self.gone()


async def _say(socket: aiohttp.ClientWebSocketResponse, sayings: asyncio.Queue[dict[str, object]]) -> None:
    """Until cancelled, or the socket is gone; whoever listens on it sees that too."""
    with suppress(ConnectionError):
        while True:
            await socket.send_json(await sayings.get())


def is_extension(page: str) -> bool:
    """The one who speaks is no page, but an extension at another PBX."""
    return page.startswith("pbx-")


def _changes(before: dict[str, str], now: dict[str, str]) -> Iterator[PhoneEvent]:
    for agent, page in before.items():
        if agent not in now:
            yield Detached(agent, page, "gateway")
    for agent, page in now.items():
        if before.get(agent) != page:
            yield Attached(agent, page)


def _event(told: dict[str, object]) -> PhoneEvent | None:
    """None for a kind that we do not know: a newer gateway."""
    agent, page = str(told["agent"]), str(told["page"])
    match told["type"]:
        case "attached":
            return Attached(agent, page)
        case "detached":
            return Detached(agent, page, str(told["reason"]))
        case "failed":
            return Failed(agent, page, str(told["reason"]))
        case "taken":
            return Taken(agent, page, str(told["by"]))
        case "digit":
            return Digit(agent, page, str(told["digit"]))
        case "quality":
            return Quality(agent, page, _figures(told, "from_page"), _figures(told, "from_switch"))
    return None


def _figures(told: dict[str, object], key: str) -> dict[str, float]:
    figures = told.get(key)
    return {str(name): float(value) for name, value in figures.items()} if isinstance(figures, dict) else {}


def _list(snapshot: dict[str, object], key: str) -> list[dict[str, object]]:
    found = snapshot.get(key)
    return found if isinstance(found, list) else []


def _safe(name: str) -> str:
    return quote(name, safe="")
