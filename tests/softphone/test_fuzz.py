"""Nonsense from outside: a clear refusal, and the gateway goes on. RTP, SDP, control."""

import json
import random
import socket
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from softphone.client import GatewayClient, GatewayError
from softphone.gateway import anatomy
from softphone.headless import HeadlessPhone
from softphone.ulaw import strength
from tests.softphone.conftest import Phone, Switch
from tests.softphone.gateway_process import GatewayProcess

Ask = Callable[..., Awaitable[tuple[int, str]]]

UNREADABLE = [
    ("PUT", "/lines/kim/peer", b"\xff\xfe", "no JSON"),
    ("PUT", "/lines/kim/peer", b"[]", "must be an object"),
    ("PUT", "/lines/kim/peer", b'{"host": "example.org", "port": 5}', "'host'"),
    ("PUT", "/lines/kim/peer", b'{"host": "127.0.0.1", "port": 99999}', "'port'"),
    ("PUT", "/lines/kim/peer", b'{"host": "127.0.0.1", "port": true}', "'port'"),
    ("POST", "/pages/kim", b'{"page": "p"}', "'sdp'"),
    ("POST", "/pages/kim", b'{"page": "\\ud800", "sdp": "v=0"}', "'page'"),
    ("POST", "/pages/kim", b'{"page": "p", "sdp": "v=0"}', "exactly one audio"),
    ("POST", "/pages/kim", b"[" * 50_000, "no JSON"),
    ("POST", "/pages/kim/echo", b'{"page": "p", "on": 1}', "'on'"),
    ("POST", "/pages/kim/candidate", b'{"page": "p", "candidate": "x"}', "'candidate'"),
    ("POST", "/pages/kim/candidate", b'{"page": "p", "candidate": {"candidate": 5}}', "'candidate'"),
    ("DELETE", "/pages/kim", b"", "'page'"),
    ("PUT", f"/lines/{'k' * 500}", b"", "'agent'"),
]
NOT_THERE = [
    ("PUT", "/lines/kim/peer", b'{"host": "127.0.0.1", "port": 5000}'),
    ("POST", "/pages/kim/echo", b'{"page": "p", "on": true}'),
    ("POST", "/pages/kim/candidate", b'{"page": "p", "candidate": {"candidate": ""}}'),
]


@pytest.fixture
async def ask(gateway: GatewayProcess, client: GatewayClient) -> Ask:
    """Any request, as it is: ask("PUT", "/lines/kim", data=b"…") → status, detail."""

    async def send(method: str, path: str, data: bytes = b"", token: str = gateway.token) -> tuple[int, str]:
        headers = {"Authorization": f"Bearer {token}"}
        async with aiohttp.request(method, gateway.url + path, headers=headers, data=data) as answer:
            text = await answer.text()
            return answer.status, json.loads(text)["detail"] if text.startswith("{") and "detail" in text else ""

    return send


async def test_nobody_without_the_token_is_let_in(ask: Ask) -> None:
    assert await ask("GET", "/state", token="wrong-token-wrong-token") == (401, "the token is missing or wrong")


async def test_requests_that_cannot_be_read_are_refused_with_the_reason(ask: Ask) -> None:
    for method, path, body, why in UNREADABLE:
        status, detail = await ask(method, path, data=body)
        assert (status, why in detail) == (400, True), (path, body[:80], detail)


async def test_what_is_not_there_is_said_to_be_not_there(ask: Ask) -> None:
    for method, path, body in NOT_THERE:
        assert (await ask(method, path, data=body))[0] == 404
    assert await ask("GET", "/nowhere") == (404, "Not Found")


async def test_damaged_offers_are_answered_or_refused_and_never_break_it(client: GatewayClient, phone: Phone) -> None:
    """A real offer with lines lost, doubled, swapped and letters changed, seeded."""
    whole = await some_offer()
    chance = random.Random(20)
    for number in range(150):
        assert await status_of(client.offer("kim", f"page-{number}", damaged(whole, chance))) in (200, 400)
    await phone("lee", "page").attach()


async def test_damaged_candidates_never_break_it(client: GatewayClient, phone: Phone) -> None:
    await phone("kim", "page-1").attach()
    chance = random.Random(21)
    good = "candidate:1 1 udp 2122260223 127.0.0.1 50000 typ host generation 0"
    for _ in range(150):
        told: dict[str, object] = {"candidate": damaged(good, chance), "sdpMid": "0", "sdpMLineIndex": 0}
        assert await status_of(client.candidate("kim", "page-1", told)) in (200, 400)


async def test_nonsense_on_the_media_ports_does_not_disturb_a_call(
    client: GatewayClient, phone: Phone, switch: Switch
) -> None:
    end, agent = await switch("kim", hertz=1000), phone("kim", "page-1", hertz=440)
    await agent.attach()
    await agent.ear.next(0.2)
    state, chance = await client.health(), random.Random(22)
    lines = state["lines"]
    assert isinstance(lines, list)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        for number in range(3000):
            port = lines[0]["port"] if number % 2 else agent_port(agent)
            sock.sendto(nonsense(chance), ("127.0.0.1", port))
    assert strength(await agent.ear.next(0.5), 1000) > 0.8
    assert strength(await end.ear.next(0.5), 440) > 0.8


async def status_of(call: Awaitable[object]) -> int:
    try:
        await call
    except GatewayError as error:
        return error.status
    return 200


def agent_port(agent: HeadlessPhone) -> int:
    """The gateway's port towards the page, out of what ICE chose."""
    assert agent._transceiver is not None
    pair = anatomy.chosen_pair(anatomy.dtls_of(agent._transceiver))
    assert pair is not None
    return pair[1][1]


def nonsense(chance: random.Random) -> bytes:
    first = chance.choice([0, 1, 20, 22, 64, 127, 128, 144, 160, 191, 255])
    return bytes([first]) + chance.randbytes(chance.randrange(0, 400))


def damaged(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, chance.choice(lines))
            case 2:
                other = chance.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case _:
                letters = list(lines[place]) or ["a"]
                letters[chance.randrange(len(letters))] = chance.choice("0:=\x00é한 -9/")
                lines[place] = "".join(letters)
        lines = lines or ["v=0"]
    return "\r\n".join(lines) + "\r\n"


async def some_offer() -> str:
    anatomy.speak_only_g711()
    connection = anatomy.new_connection()
    connection.addTrack(anatomy.Silence())
    await connection.setLocalDescription(await connection.createOffer())
    sdp: str = connection.localDescription.sdp
    await connection.close()
    return sdp
