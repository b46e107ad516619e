"""The least that a program can do to drive Asterisk by ARI: a menu, a queue with music, a free phone, a talk.

    echo JSON | python -m bench.load.bare        (the JSON: see `Told`)

No journal, no tickets, no rights, no recovery, no second thought: nothing that a contact centre needs. What it costs is
the floor for any program that decides calls outside Asterisk, and no program of more than a hundred lines gets there.
Prints `ready` when it hears Asterisk.
"""

import asyncio
import itertools
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import aiohttp
import msgspec
import uvloop

from asterisk.ari import operations as ari
from asterisk.ari.channel_events import ChannelDestroyed, ChannelDtmfReceived, StasisStart
from asterisk.ari.errors import AriError
from asterisk.ari.events import Event
from asterisk.ari.request import Request
from asterisk.ari.rest import Rest
from asterisk.ari.stream import Account, Opened, open_now

APP, ROOM = "bare", "room"
BEGINS = 20.0  # s within which Asterisk listens
HEARD = ("StasisStart", "ChannelDtmfReceived", "ChannelDestroyed")


class Told(msgspec.Struct):
    """menu: the sounds of it; pool: how many bridges are made beforehand, 0: each talk makes its own; room: whether
    those who wait are in a holding bridge, or alone with their music."""

    url: str
    user: str
    password: str
    phones: list[str]
    menu: list[str]
    pool: int = 0
    room: bool = True


class Bare:
    def __init__(self, told: Told, rest: Rest) -> None:
        self._rest, self._menu = rest, told.menu
        self._free, self._waiting = deque(told.phones), dict[str, str]()  # caller → number, who came first is first
        self._talks: dict[str, tuple[str, str, str]] = {}  # leg → phone, caller, bridge
        self._bridges = deque(f"pool-{number}" for number in range(told.pool))
        self._pooled, self._room = told.pool > 0, told.room
        self._legs = itertools.count(1)
        self._tasks = set[asyncio.Task[list[AriError | None]]]()

    async def begin(self) -> None:
        await self._rest.send(ari.bridge_create_with_id(ROOM, type_="holding"))
        for bridge in self._bridges:
            await self._rest.send(ari.bridge_create_with_id(bridge, type_="mixing"))

    def happened(self, event: Event) -> None:
        match event:
            case StasisStart(channel=channel, args=[]):
                play = ari.channel_play_with_id(channel.id, f"menu-{channel.id}", self._menu)
                self._ask(ari.channel_answer(channel.id), play)
            case StasisStart(channel=channel):
                self._join(channel.id)
            case ChannelDtmfReceived(channel=channel):
                entered = [ari.bridge_add_channel(ROOM, channel.id)] if self._room else []
                stop = ari.playback_stop(f"menu-{channel.id}")
                self._ask(stop, *entered, ari.channel_start_moh(channel.id, moh_class="default"))
                self._waiting[channel.id] = channel.caller.number
                self._ring()
            case ChannelDestroyed(channel=channel) if channel.id in self._talks:
                self._end(channel.id)
            case ChannelDestroyed(channel=channel):
                self._waiting.pop(channel.id, None)  # gave up: else a phone would ring for nobody

    def _ring(self) -> None:
        while self._free and self._waiting:
            caller, phone = next(iter(self._waiting)), self._free.popleft()
            number = self._waiting.pop(caller)
            leg = f"leg{next(self._legs)}~"
            bridge = self._bridges.popleft() if self._pooled else f"talk-{leg}"
            self._talks[leg] = phone, caller, bridge
            shown, endpoint = f'"" <{number}>', f"PJSIP/{phone}"
            self._ask(ari.channel_originate_with_id(leg, endpoint, app=APP, app_args="leg", caller_id=shown))

    def _join(self, leg: str) -> None:
        _, caller, bridge = self._talks[leg]
        made = [] if self._pooled else [ari.bridge_create_with_id(bridge, type_="mixing")]
        self._ask(*made, ari.channel_stop_moh(caller), ari.bridge_add_channel(bridge, [caller, leg]))

    def _end(self, leg: str) -> None:
        phone, caller, bridge = self._talks.pop(leg)
        if self._pooled:
            self._bridges.append(bridge)
        gone = [] if self._pooled else [ari.bridge_destroy(bridge)]
        self._ask(ari.channel_hangup(caller), *gone)
        self._free.append(phone)
        self._ring()

    def _ask(self, *requests: Request[Any]) -> None:
        task = asyncio.create_task(self._rest.send_all(requests))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def drive(told: Told) -> None:
    rest = Rest(told.url, told.user, told.password)
    bare = Bare(told, rest)
    opened = await _opened(Account(told.url, told.user, told.password, APP))
    await rest.send(ari.application_filter(APP, filter_={"allowed": _types(HEARD)}))
    await bare.begin()
    print("ready", flush=True)
    decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
    while (text := await opened.queue.get()) is not None:
        bare.happened(decoder.decode(text))


async def _opened(account: Account) -> Opened:
    """Asterisk has just been started."""
    async with asyncio.timeout(BEGINS):
        while True:
            with suppress(OSError, aiohttp.ClientError):
                return await open_now(account)
            await asyncio.sleep(0.1)


def _types(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"type": name} for name in names]


if __name__ == "__main__":
    uvloop.run(drive(msgspec.json.decode(sys.stdin.readline(), type=Told)))
