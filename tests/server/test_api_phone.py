"""`WS /api/softphone` on a real server socket, in front of a real gateway process."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import uvicorn
from fastapi import FastAPI, WebSocket

from server.api.phone import PATIENT, Pages, router
from server.lines import GatewayLines
from softphone.agent import Declined, PhoneSocket
from softphone.client import Digit, Event, GatewayClient
from softphone.gateway.candidates import Reach, install
from softphone.headless import HeadlessPhone
from softphone.ulaw import frames, strength, tone
from tests.softphone.gateway_process import FIRST_PORT, GatewayProcess
from tests.support.until import until


@dataclass
class Server:
    url: str
    gateway: GatewayProcess
    client: GatewayClient
    lines: GatewayLines
    pages: Pages
    events: list[Event]
    session: aiohttp.ClientSession

    async def page(self, agent: str = "kim", hertz: int = 440) -> tuple[PhoneSocket, HeadlessPhone]:
        page = PhoneSocket(self.session, f"{self.url}/api/softphone?agent={agent}")
        await page.open()
        return page, HeadlessPhone(page.signal, frames(tone(hertz)))


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    install(Reach(addresses=("127.0.0.1",), ports=range(FIRST_PORT + 700, FIRST_PORT + 999)))
    gateway = await GatewayProcess(tmp_path).start()
    heard: list[Event] = []

    def hear(event: Event) -> None:
        heard.append(event)
        pages.hear(event)

    client = GatewayClient(gateway.url, gateway.token, hear)
    pages, jar = Pages(client), aiohttp.CookieJar(unsafe=True)
    async with client, serving(pages, client) as url, aiohttp.ClientSession(cookie_jar=jar) as session:
        await asyncio.wait_for(client.connected.wait(), 20)
        yield Server(url, gateway, client, GatewayLines(client, pages.refresh), pages, heard, session)
    if gateway.running:
        await gateway.stop()


@asynccontextmanager
async def serving(pages: Pages, client: GatewayClient) -> AsyncIterator[str]:
    """Who signs in is told by the query here; the real server asks its session."""

    async def who(socket: WebSocket) -> str | None:
        return socket.query_params.get("agent")

    app = FastAPI()
    app.include_router(router(pages, client, who))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="websockets-sansio"))
        task = asyncio.create_task(running.serve([listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        running.should_exit = True
        await task


async def test_a_page_signals_and_hears_itself_in_the_test_call(server: Server) -> None:
    page, phone = await server.page(hertz=700)
    async with phone:
        await page.wait_until(lambda page: page.attached)
        await page.say({"type": "echo", "on": True})
        assert strength(await phone.ear.next(0.5), 700) > 0.8


async def test_a_page_is_told_when_its_line_opens_and_closes(server: Server) -> None:
    page, _ = await server.page()
    await server.lines.open("kim")
    await page.wait_until(lambda page: page.line)
    await server.lines.close("kim")
    await page.wait_until(lambda page: not page.line)


async def test_the_older_page_is_told_that_it_was_taken_over(server: Server) -> None:
    (older, first), (newer, second) = await server.page(), await server.page()
    newer.take = True
    async with first:
        await older.wait_until(lambda page: page.attached)
        async with second:
            await older.wait_until(lambda page: page.taken)
            await newer.wait_until(lambda page: page.attached)


async def test_a_second_window_is_asked_before_it_takes_the_phone(server: Server) -> None:
    (older, first), (newer, _) = await server.page(), await server.page()
    async with first:
        await older.wait_until(lambda page: page.attached)
        with pytest.raises(Declined, match="open in another window"):
            await newer.signal("v=0")
        assert older.attached
        assert not older.taken


async def test_a_window_that_broke_down_is_not_asked_for(server: Server) -> None:
    (older, first), (newer, second) = await server.page(), await server.page()
    async with first:
        await older.wait_until(lambda page: page.attached)
        await older.close()
        async with second:
            await newer.wait_until(lambda page: page.attached)


async def test_the_voice_goes_on_when_only_the_socket_closes_and_a_new_one_finds_it(server: Server) -> None:
    page, phone = await server.page()
    async with phone:
        await page.wait_until(lambda page: page.attached)
        await page.close()
        page.attached = False
        await asyncio.sleep(0.3)
        assert server.client.page_of("kim") is not None
        await page.open()
        await page.wait_until(lambda page: page.attached)


async def test_good_bye_detaches_and_the_other_page_of_the_agent_sees_it(server: Server) -> None:
    page, phone = await server.page()
    async with phone:
        await page.wait_until(lambda page: page.attached)
        await page.say({"type": "detach"})
        await page.wait_until(lambda page: not page.attached)


async def test_whoever_signs_out_has_no_phone_any_more(server: Server) -> None:
    server.session.cookie_jar.update_cookies({"cordboard": "token"})
    page, phone = await server.page()
    async with phone:
        await page.wait_until(lambda page: page.attached)
        server.pages.end("token")
        await asyncio.wait_for(page.until_closed(), 10)
        await until(lambda: server.client.page_of("kim") is None, within=10, every=0.05)


async def test_the_page_is_told_why_it_is_not_heard(server: Server) -> None:
    page, phone = await server.page()
    async with phone:
        await page.wait_until(lambda page: page.attached)
        phone.vanish()
        await page.wait_until(lambda page: not page.attached)
        assert page.why == "silence"


async def test_keys_reach_the_server(server: Server) -> None:
    page, phone = await server.page()
    async with phone:
        await page.wait_until(lambda page: page.attached)
        await phone.press("7")
        await asyncio.sleep(0.3)
    assert [event.digit for event in server.events if isinstance(event, Digit)] == ["7"]


async def test_a_page_of_a_killed_gateway_is_told_and_comes_back(server: Server) -> None:
    page, phone = await server.page()
    async with phone:
        await page.wait_until(lambda page: page.attached)
        await server.gateway.kill()
        await page.wait_until(lambda page: not page.attached)
        await server.gateway.start()
        await asyncio.wait_for(server.client.connected.wait(), 20)
        await phone.attach()
        await page.wait_until(lambda page: page.attached)


async def test_the_figures_of_a_page_are_kept(server: Server) -> None:
    page, _ = await server.page()
    await page.say({"type": "stats", "rtt": 12, "jitter": 1.5, "lost": "many", "level": 0.2})
    await page.say({"type": "nonsense"})
    await page.wait_until(lambda page: bool(page.complaints))
    assert server.pages.stats["kim"].rtt == 12
    assert server.pages.stats["kim"].lost == 0


async def test_a_page_that_gives_no_sign_sleeps_until_it_gives_one(server: Server) -> None:
    page, phone = await server.page()
    turned: list[str] = []
    server.pages.turned = turned.append
    async with phone:
        await page.wait_until(lambda page: page.attached)
        await asked(server, 2 * PATIENT)
        assert not server.pages.sleeps("kim")
        page.runs = False
        await asked(server, PATIENT + 1)
        assert server.pages.sleeps("kim")
        await page.say({"type": "here"})
        async with asyncio.timeout(10):
            while server.pages.sleeps("kim"):  # noqa: ASYNC110  # the pages tell nobody else
                await asyncio.sleep(0.05)
    assert turned == ["kim", "kim"]


async def test_looks_of_a_server_that_was_late_are_no_silence_of_the_page(server: Server) -> None:
    page, phone = await server.page()
    async with phone:
        await page.wait_until(lambda page: page.attached)
        for _ in range(PATIENT):
            server.pages.ask(lambda agent: True)  # in one go: nothing is read between
        assert not server.pages.sleeps("kim")


async def test_a_page_that_never_gave_a_sign_is_not_judged(server: Server) -> None:
    page, phone = await server.page()
    async with phone:
        await page.wait_until(lambda page: page.attached)
        page.runs = False
        await page.close()
        await page.open(sign=False)
        await asked(server, 2 * PATIENT)
        assert not server.pages.sleeps("kim")


async def test_a_window_that_sleeps_is_not_asked_for(server: Server) -> None:
    (older, first), (newer, second) = await server.page(), await server.page()
    async with first:
        await older.wait_until(lambda page: page.attached)
        older.runs = False
        await asked(server, PATIENT + 1)
        async with second:
            await newer.wait_until(lambda page: page.attached)


async def asked(server: Server, looks: int) -> None:
    for _ in range(looks):
        server.pages.ask(lambda agent: True)
        await asyncio.sleep(0.1)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"type": "offer"}', '{"type": "echo", "on": "yes"}', "[" * 9000])
async def test_nonsense_is_answered_with_an_error_and_the_socket_stays(server: Server, text: str) -> None:
    async with server.session.ws_connect(f"{server.url}/api/softphone?agent=kim") as page:
        assert (await page.receive_json())["type"] == "state"
        await page.send_str(text)
        assert (await page.receive_json())["type"] == "error"
        await page.send_json({"type": "offer", "sdp": "hello"})
        assert "v=0" in (await page.receive_json())["detail"]


async def test_nobody_gets_in_without_being_signed_in(server: Server) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await server.session.ws_connect(f"{server.url}/api/softphone")
