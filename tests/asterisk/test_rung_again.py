"""A desk phone that is called again while the channel of its last call is still on its way out."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from asterisk import phone_calls
from asterisk.ari.rest import Rest
from asterisk.links import Links
from asterisk.phone_calls import PhoneCalls
from asterisk.phrase import Phrase
from cti import orders
from cti.facts import PhoneKind

RING = orders.RingPhone("kim", PhoneKind.SIP, "desk-1")
LEG = "leg-kim~"
RECORDED = Path(__file__).parents[1] / "recorded" / "abandoned.jsonl"
MADE = json.loads(RECORDED.read_text("utf-8").splitlines()[0])["channel"]  # a channel, as Asterisk tells of it


class Exchange:
    """An ARI at which the id of the leg is taken so many times. tells: of the channel that it makes."""

    def __init__(self, taken: int) -> None:
        self.taken, self.asked, self.tells = taken, [""], True

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.method)
        if request.method == "POST" and self.asked.count("POST") <= self.taken:
            return web.json_response({"message": "Channel with given unique ID already exists"}, status=409)
        if not self.tells:
            return web.Response(status=200)
        return web.json_response(MADE) if request.method == "POST" else web.Response(status=204)


@pytest.fixture
async def exchange(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Exchange, PhoneCalls, Links]]:
    monkeypatch.setattr(phone_calls, "TRY_PAUSE", 0.0)
    exchange, app, links = Exchange(3), web.Application(), Links()
    app.router.add_route("*", "/{path:.*}", exchange.answer)
    async with TestServer(app) as server:
        rest = Rest(str(server.make_url("/ari")), "user", "password")
        phrase = Phrase(lambda prompt, language: [], lambda queue: "default")
        yield exchange, PhoneCalls(rest, phrase, links, "cti"), links
        await rest.close()


async def test_a_call_whose_end_was_told_is_waited_for_and_the_end_of_the_next_is_told(
    exchange: tuple[Exchange, PhoneCalls, Links],
) -> None:
    ari, phones, links = exchange
    await phones.ring(RING)
    assert "DELETE" not in ari.asked
    assert not links.is_expected(LEG)


async def test_a_call_that_rings_is_hung_up_and_its_end_is_told_to_nobody(
    exchange: tuple[Exchange, PhoneCalls, Links],
) -> None:
    ari, phones, links = exchange
    links.ring(LEG)
    await phones.ring(RING)
    assert ari.asked.count("DELETE") == 1
    assert links.is_expected(LEG)


async def test_a_call_rings_also_where_asterisk_tells_nothing_of_it(
    exchange: tuple[Exchange, PhoneCalls, Links],
) -> None:
    """A body of no bytes, seen at one in some thousand calls to a phone whose last call had just ended."""
    ari, phones, links = exchange
    ari.taken, ari.tells = 0, False
    await phones.ring(RING)
    assert ari.asked == ["", "POST"]
    assert links.is_up(LEG)
