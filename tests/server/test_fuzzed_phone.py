"""Nonsense on the phone's socket of a page, on a real server socket before a real gateway: a clear refusal each time,
the page stays connected, others go on, nothing is left."""

import asyncio
import contextlib
import json
from random import Random
from typing import TypeVar

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from softphone.ulaw import strength
from tests.server.test_api_phone import Server, server
from tests.softphone.test_fuzz import damaged, some_offer
from tests.support.until import until

__all__ = ["server"]
SEED, MANY, FLOOD = 11, 50, 1500
PAGE = "abcdefgh-fuzz"
TEXTS = st.text(max_size=200) | st.sampled_from(["v=0", "\x00", "\ud800", "a" * 70_000, "1" * 5000, "candidate:"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KINDS = st.sampled_from(["offer", "candidate", "echo", "stats", "detach", "answer", "", None, 5])
FIELDS = st.sampled_from(["sdp", "candidate", "on", "take", "rtt", "jitter", "lost", "received", "level", "sdpMid"])
MESSAGES = st.builds(lambda kind, rest: {**rest, "type": kind}, KINDS, st.dictionaries(FIELDS, VALUES, max_size=5))
FRAMES = (
    MESSAGES.map(json.dumps) | st.text(max_size=300) | st.just("[" * 50_000) | st.just('{"type":"offer","sdp":1e999}')
)


Frame = TypeVar("Frame")


def some(frames: st.SearchStrategy[Frame], count: int) -> list[Frame]:
    """The same each time."""
    found: list[Frame] = []

    @seed(SEED)
    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(frames)
    def take(frame: Frame) -> None:
        found.append(frame)

    take()
    return found


async def is_there(socket: aiohttp.ClientWebSocketResponse) -> None:
    """It still answers: what is unknown is refused with a sentence. Asked again, for a page that did not read loses
    answers."""
    async with asyncio.timeout(30):
        while True:
            await socket.send_str('{"type": "are you there"}')
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0):
                    while "are you there" not in str((await socket.receive_json()).get("detail", "")):
                        pass
                    return


async def test_whatever_a_page_says_it_is_answered_and_others_go_on_talking(server: Server) -> None:
    page, phone = await server.page("lee", hertz=700)
    async with phone:
        await page.wait_until(lambda page: page.attached)
        for frame in some(FRAMES, MANY):
            async with server.session.ws_connect(f"{server.url}/api/softphone?agent=kim&page={PAGE}") as nosy:
                await nosy.send_str(frame.encode("utf-8", "replace").decode())
                await is_there(nosy)
        await page.say({"type": "echo", "on": True})
        assert strength(await phone.ear.next(0.5), 700) > 0.8
    assert server.gateway.running


async def test_damaged_offers_are_answered_or_refused_with_a_sentence(server: Server) -> None:
    whole, chance = await some_offer(), Random(SEED)
    async with server.session.ws_connect(f"{server.url}/api/softphone?agent=kim&page={PAGE}") as nosy:
        for _ in range(MANY):
            await nosy.send_json({"type": "offer", "sdp": damaged(whole, chance), "take": True})
            async with asyncio.timeout(30):
                while (told := await nosy.receive_json())["type"] not in ("answer", "error"):
                    pass
            assert told.get("sdp") or told.get("detail")
        await is_there(nosy)
    assert server.gateway.running


async def test_a_flood_is_answered_as_far_as_it_is_read_and_the_rest_is_forgotten(server: Server) -> None:
    async with server.session.ws_connect(f"{server.url}/api/softphone?agent=kim&page={PAGE}") as nosy:
        for _ in range(FLOOD):
            await nosy.send_str('{"type": "nonsense"}')
        await is_there(nosy)
    async with server.session.ws_connect(f"{server.url}/api/softphone?agent=lee") as other:
        await is_there(other)
    await _left(server)
    assert server.pages._pages == {}


async def _left(server: Server) -> None:
    await until(lambda: not server.pages._pages, within=10, every=0.02)


async def test_a_binary_message_ends_this_socket_and_no_other(server: Server) -> None:
    async with server.session.ws_connect(f"{server.url}/api/softphone?agent=lee") as other:
        async with server.session.ws_connect(f"{server.url}/api/softphone?agent=kim") as nosy:
            await nosy.send_bytes(b"\x00\xff" * 1000)
            async with asyncio.timeout(30):
                while (await nosy.receive()).type not in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                    pass
        await is_there(other)


@pytest.mark.parametrize("page", ["", "../../x", "a" * 2_000, "%00", "가나다라마바사아", "<script>"])
async def test_a_page_may_call_itself_nothing_odd(server: Server, page: str) -> None:
    async with server.session.ws_connect(
        f"{server.url}/api/softphone", params={"agent": "kim", "page": page}
    ) as socket:
        await is_there(socket)
        assert all(each.id != page for pages in server.pages._pages.values() for each in pages)
