"""A caller who is gone when music is to play is not asked for again and again."""

import asyncio

from aiohttp import web
from aiohttp.test_utils import TestServer

from asterisk.ami import Ami
from asterisk.ari.rest import Rest
from asterisk.lanes import Lanes
from asterisk.links import Links
from asterisk.phrase import Phrase
from asterisk.recorder import Recorder
from asterisk.switch import AsteriskSwitch
from cti import orders
from journal import Fact
from tests.asterisk.test_not_yet import NoLines

ROUNDS = 10  # of waiting; an endless loop asks in each of them


class Ari:
    """It knows no channel."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[Fact] = []
        self.hears = True

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        return web.json_response({"message": "not found"}, status=404)


async def played(ari: Ari) -> Ari:
    """Music was ordered for call 7.1, and all that follows is done."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", ari.answer)
    async with TestServer(app) as server:
        rest, lanes = Rest(str(server.make_url("/ari")), "user", "password"), Lanes()
        phrase = Phrase(lambda prompt, language: [], lambda queue: "default")
        recorder = Recorder(Ami("127.0.0.1", 1, "", ""), ari.told.append)
        switch = AsteriskSwitch(rest, phrase, NoLines(), Links(), lanes, recorder, ari.told.append)
        switch.obey(orders.StartMusic("7.1", "sales"))
        for _ in range(ROUNDS):
            await _through(lanes)
        ari.hears = "7.1" in switch.music({})
        await lanes.close()
        await rest.close()
    return ari


async def _through(lanes: Lanes) -> None:
    """What stands in the lane now is done."""
    done = asyncio.Event()

    async def note() -> None:
        done.set()

    lanes.put("7.1", note)
    await done.wait()


async def test_a_caller_who_is_gone_is_asked_for_once_and_counts_as_one_without_music() -> None:
    ari = await played(Ari())
    assert [path.rpartition("/")[2] for path in ari.asked] == ["variable", "moh"]
    assert (ari.told, ari.hears) == ([], False)
