"""The gateway with a real browser: its SDP, its DTLS, its ICE, its header extensions, its keys."""

import asyncio
import shutil
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from softphone.client import Attached, Detached, Digit, GatewayClient
from softphone.ulaw import decode, strength, tone
from tests.softphone.conftest import Switch
from tests.softphone.gateway_process import Events

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
PAGE = Path(__file__).with_name("phone_page.html")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")]


@pytest.fixture
async def site(client: GatewayClient) -> AsyncIterator[str]:
    """Serves the page and passes its offers on, as the real server does by its socket. Every offer is another page."""
    offers = 0

    async def offer(request: web.Request) -> web.Response:
        nonlocal offers
        offers += 1
        return web.Response(text=await client.offer("kim", f"page-{offers}", await request.text()))

    async def page(request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE)

    app = web.Application()
    app.add_routes([web.get("/", page), web.post("/offer", offer)])
    runner = web.AppRunner(app)
    await runner.setup()
    where = web.TCPSite(runner, "127.0.0.1", 0)
    await where.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    """A browser whose microphone hears 440 Hz."""
    voice = tmp_path / "voice.wav"
    with wave.open(str(voice), "wb") as wav:
        wav.setparams((1, 2, 8000, 0, "NONE", ""))
        wav.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in decode(tone(440))))
    flags = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    flags += [f"--use-file-for-fake-audio-capture={voice}", "--autoplay-policy=no-user-gesture-required"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser, site: str) -> Page:
    page = await browser.new_page()
    await page.goto(site)
    await page.evaluate("attach()")
    return page


async def hears(page: Page, hertz: int, within: float = 20.0) -> None:
    async with asyncio.timeout(within):
        while abs(await page.evaluate("heard()") - hertz) > 15:  # noqa: ASYNC110  # the page cannot call us
            await asyncio.sleep(0.1)


async def test_a_browser_and_the_switch_hear_each_other_and_go_on_after_a_reload(
    switch: Switch, page: Page, events: Events
) -> None:
    end = await switch("kim", hertz=1000)
    await hears(page, 1000)
    assert strength(await end.ear.next(0.5), 440) > 0.8
    await page.reload()
    await events.wait_for(Detached("kim", "page-1", "closed"))
    await page.evaluate("attach()")
    await events.wait_for(Attached("kim", "page-2"))
    await hears(page, 1000)
    assert strength(await end.ear.next(0.5), 440) > 0.8


async def test_a_browser_with_its_microphone_off_stays_and_speaks_again(
    switch: Switch, page: Page, events: Events
) -> None:
    end = await switch("kim", hertz=1000)
    await hears(page, 1000)
    await page.evaluate("sender.replaceTrack(null)")
    await asyncio.sleep(5)
    before = end.ear.packets
    await page.evaluate("sender.replaceTrack(track)")
    await end.ear.next(0.3)
    assert strength(await end.ear.next(0.5), 440) > 0.8
    assert not [event for event in events.all if isinstance(event, Detached)]
    assert end.ear.packets > before


async def test_keys_of_a_browser_are_told(switch: Switch, page: Page, events: Events) -> None:
    await switch("kim")
    await hears(page, 1000)
    await page.evaluate("sender.dtmf.insertDTMF('42#', 100, 50)")
    await events.wait_for(Digit("kim", "page-1", "#"))
    assert [event.digit for event in events.all if isinstance(event, Digit)] == ["4", "2", "#"]


async def test_a_browser_learns_its_round_trip_from_our_reports(switch: Switch, page: Page) -> None:
    await switch("kim")
    async with asyncio.timeout(25):
        while not 0 <= await page.evaluate("roundTrip()") < 1:  # noqa: ASYNC110  # the page cannot call us
            await asyncio.sleep(0.5)


async def test_a_browser_that_crashes_is_missed(switch: Switch, page: Page, events: Events) -> None:
    await switch("kim")
    await hears(page, 1000)
    session = await page.context.new_cdp_session(page)
    crash = asyncio.create_task(session.send("Page.crash"))
    await events.wait_for(Detached("kim", "page-1", "silence"), within=15)
    crash.cancel()
