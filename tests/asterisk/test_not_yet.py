"""A channel that is there but not in our application yet: asked again for a while, then told as failed."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from asterisk import sending
from asterisk.ami import Ami
from asterisk.ari.rest import Rest
from asterisk.lanes import Lanes
from asterisk.links import Links
from asterisk.phrase import Phrase
from asterisk.recorder import Recorder
from asterisk.switch import AsteriskSwitch
from cti import facts, orders
from journal import Fact

RECORDED = Path(__file__).parents[1] / "recorded" / "abandoned.jsonl"
MADE = json.loads(RECORDED.read_text("utf-8").splitlines()[0])["channel"]  # a channel, as Asterisk tells of it


class NoLines:
    async def open(self, agent: str) -> tuple[str, int]:
        return "127.0.0.1", 4000

    async def connect(self, agent: str, host: str, port: int) -> None: ...

    async def close(self, agent: str) -> None: ...


class Desk:
    """A switch at an ARI that says `not yet` so many times."""

    def __init__(self, not_yet: int) -> None:
        self.not_yet, self.asked, self.dialled = not_yet, 0, 0
        self.told: list[Fact] = []

    async def answer(self, request: web.Request) -> web.Response:
        if request.path.endswith("/addChannel"):
            self.asked += 1
            if self.asked <= self.not_yet:
                return web.json_response({"message": "Channel not in Stasis application"}, status=422)
        elif request.path.endswith("/channels/create"):
            return web.json_response(MADE)
        elif request.path.endswith("/dial"):
            self.dialled += 1
            if self.dialled <= self.not_yet:
                return web.json_response({"message": "Channel not in Stasis application"}, status=409)
        elif request.path.endswith("/bridges/mix-7.1"):
            return web.json_response({"message": "it exists"}, status=409)
        return web.Response(status=204)

    def tell(self, fact: Fact) -> None:
        self.told.append(fact)


@pytest.fixture
async def desk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(sending, "TRY_PAUSE", 0.0)
    desk, app = Desk(request.param), web.Application()
    app.router.add_route("*", "/{path:.*}", desk.answer)
    async with TestServer(app) as server:
        rest, lanes = Rest(str(server.make_url("/ari")), "user", "password"), Lanes()
        phrase = Phrase(lambda prompt, language: [], lambda queue: "default")
        recorder = Recorder(Ami("127.0.0.1", 1, "", ""), desk.tell)
        switch = AsteriskSwitch(rest, phrase, NoLines(), Links(), lanes, recorder, desk.tell)
        switch.obey(orders.Retrieve("7.1", "kim"))
        switch.obey(orders.Connect("7.1", "kim"))
        switch.obey(orders.CallOut("7.1", "ext-7.1-1", "01012345678", "", 45.0))
        done = asyncio.Event()
        lanes.put("7.1", lambda: _set(done))
        await done.wait()
        yield desk
        await rest.close()


async def _set(done: asyncio.Event) -> None:
    done.set()


@pytest.mark.parametrize("desk", [3], indirect=True)
async def test_it_is_asked_again_until_it_is_there(desk: Desk) -> None:
    assert (desk.asked, desk.dialled, desk.told) == (5, 4, [])


@pytest.mark.parametrize("desk", [1000], indirect=True)
async def test_what_lasts_is_told_as_failed(desk: Desk) -> None:
    assert [fact.order for fact in desk.told if isinstance(fact, facts.OrderFailed)] == ["Connect", "CallOut"]
