"""The events of one Stasis application, by WebSocket, for as long as the process lives.

The reader only enqueues: a slow reader makes Asterisk cut the socket, a deaf one makes it refuse calls. Events of a
lost connection are lost for good, so whoever uses this looks at everything again after each connect.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol
from urllib.parse import urlencode

import aiohttp
import msgspec

from asterisk.ari.errors import AriError
from asterisk.ari.events import ApplicationReplaced, Event

logger = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # s between two tries to connect
SETTLE = 0.2  # s for the reader to take in what the kernel had kept
HEARTBEAT = 5.0  # s; a frozen Asterisk is noticed after one and a half of it at most


class Replaced(Exception):
    """Another process has taken over this application: it decides from the next event on."""


class Listener(Protocol):
    """What the stream tells. Nothing here may wait but `connected`."""

    async def connected(self) -> None:
        """Called before the first event of a new connection is handed over. Raise to try again."""
        ...

    def happened(self, event: Event) -> None: ...

    def disconnected(self) -> None: ...


class Counts:
    """unknown: by type, what the model doesn't have; malformed: what has not the shape that the model gives."""

    def __init__(self) -> None:
        self.events = self.malformed = self.dropped = self.connects = 0
        self.unknown: dict[str, int] = {}


class _Typed(msgspec.Struct):
    type: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose events are wanted. url: of ARI's root."""

    url: str
    user: str
    password: str = field(repr=False)
    app: str

    @property
    def events(self) -> str:
        return f"{self.url.rstrip('/').replace('http', 'ws', 1)}/events?{urlencode({'app': self.app})}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": aiohttp.encode_basic_auth(self.user, self.password)}


class Opened:
    """An event socket that is open before anybody can act on what it says.

    Asterisk tells each event to one of the two who have the same application: up to `ApplicationReplaced` to the old
    one, from then on to the new one. So the cut loses nothing and tells nothing twice, however long it takes until
    the new one knows everything that the old one knew.
    """

    def __init__(self, session: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.session, self.socket = session, socket
        self.queue: asyncio.Queue[str | None] = asyncio.Queue()
        self.reader = asyncio.create_task(read(socket, self.queue))

    async def close(self) -> None:
        self.reader.cancel()
        await self.socket.close()
        await self.session.close()


async def open_now(account: Account) -> Opened:
    """Open it now: whoever had the application hears that it is replaced. Raises aiohttp.ClientError, OSError."""
    session = aiohttp.ClientSession(headers=account.headers)
    try:
        return Opened(session, await session.ws_connect(account.events, heartbeat=HEARTBEAT, max_msg_size=0))
    except BaseException:
        await session.close()
        raise


async def read(socket: aiohttp.ClientWebSocketResponse, queue: asyncio.Queue[str | None]) -> None:
    async for message in socket:
        if message.type is aiohttp.WSMsgType.TEXT:
            queue.put_nowait(message.data)
    queue.put_nowait(None)


class Stream:
    """`late` says whether this process was frozen: then events are not worth acting on."""

    def __init__(
        self, account: Account, listener: Listener, late: Callable[[], bool], opened: Opened | None = None
    ) -> None:
        """opened: the socket to begin with."""
        self._account, self._opened = account, opened
        self._listener, self._late = listener, late
        self._decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
        self.counts = Counts()
        self.up = False
        self.heard_at = 0.0  # monotonic

    async def run(self) -> None:
        """Connect, hand over, connect again. Ends only by `Replaced` or by being cancelled."""
        pause = FIRST_PAUSE
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await self._once()
            except (aiohttp.ClientError, OSError, TimeoutError, AriError) as error:
                logger.warning("no events from Asterisk: %s", error or type(error).__name__)
            if asyncio.get_running_loop().time() - began > LONGEST_PAUSE:
                pause = FIRST_PAUSE
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _once(self) -> None:
        opened, self._opened = self._opened or await open_now(self._account), None
        self.counts.connects += 1
        try:
            await self._listener.connected()
            self.up = True
            await self._hand_over(opened.queue)
        finally:
            self.up = False
            self._listener.disconnected()
            await opened.close()

    async def _hand_over(self, queue: asyncio.Queue[str | None]) -> None:
        while (text := await queue.get()) is not None:
            if self._late():
                await self._drop(text, queue)
                raise ConnectionError("this process was frozen: what was said meanwhile is old")
            self.heard_at = monotonic()
            event = self.parsed(text)
            if isinstance(event, ApplicationReplaced):
                raise Replaced
            if event is not None:
                self._listener.happened(event)
        raise ConnectionError("Asterisk closed the event socket")

    async def _drop(self, text: str | None, queue: asyncio.Queue[str | None]) -> None:
        """Old events are not acted on. But if another process took over meanwhile, it must stay the owner."""
        await asyncio.sleep(SETTLE)
        dropped = [text, *(queue.get_nowait() for _ in range(queue.qsize()))]
        self.counts.dropped += len(dropped)
        if any(old and isinstance(self.parsed(old), ApplicationReplaced) for old in dropped):
            raise Replaced

    def parsed(self, text: str) -> Event | None:
        """The event; None for one that is counted as unknown or malformed."""
        self.counts.events += 1
        try:
            return self._decoder.decode(text)
        except msgspec.DecodeError:
            self._count_unread(text)
        return None

    def _count_unread(self, text: str) -> None:
        try:
            kind = msgspec.json.decode(text, type=_Typed).type
        except msgspec.DecodeError:
            kind = ""
        if kind in KINDS or not kind:
            self.counts.malformed += 1
            logger.warning("an event of type %r has not the shape that it should have", kind)
        else:
            self.counts.unknown[kind] = self.counts.unknown.get(kind, 0) + 1


KINDS = frozenset(kind.__name__ for kind in Event.__args__)
