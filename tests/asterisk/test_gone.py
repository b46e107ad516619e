"""A caller who is gone when music is to play: the queue's bridge is not asked for again and again."""

import asyncio

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer

from asterisk.ami import Ami
from asterisk.ari.objects import CallerID, Channel, DialplanCEP
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


NOBODY = CallerID(name="", number="")
CHANNEL = Channel(
    id="7.1",
    protocol_id="",
    name="PJSIP/caller",
    state="Up",
    caller=NOBODY,
    connected=NOBODY,
    accountcode="",
    dialplan=DialplanCEP(context="", exten="", priority=1, app_name="", app_data=""),
    creationtime="",
    language="en",
)


class Ari:
    """known: the caller's channel is there; lost: the bridge of the queue is away, until it is made anew."""

    def __init__(self, known: bool, lost: bool) -> None:
        self.known, self.lost = known, lost
        self.joins, self.made = 0, 0
        self.told: list[Fact] = []

    async def answer(self, request: web.Request) -> web.Response:
        if request.path.endswith("/addChannel"):
            self.joins += 1
            found = self.known and not self.lost
            return web.Response(status=204) if found else web.json_response({"message": "not found"}, status=404)
        if request.path.endswith("/bridges/hold-sales"):
            self.made += 1
            self.lost = self.lost and self.made < 2
            return web.json_response({"message": "it exists"}, status=409)
        if request.method != "GET":
            return web.Response(status=204)
        return web.Response(
            body=msgspec.json.encode(CHANNEL), content_type="application/json", status=200 if self.known else 404
        )


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


async def test_a_caller_who_is_gone_is_asked_for_once() -> None:
    assert (await played(Ari(known=False, lost=False))).joins == 1


async def test_a_bridge_that_is_gone_is_made_anew_for_a_caller_who_is_there() -> None:
    assert (await played(Ari(known=True, lost=True))).joins == 2
