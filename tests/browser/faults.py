"""What befalls the browser of an agent, and in which states: it is killed, its tab crashes, sleeps or is frozen, its
network goes away."""

import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.browser.conftest import call_by_card, launched
from tests.browser.desk import EARS, SCREEN, Desk
from tests.support.free import free_port
from tests.support.real import RealStage
from tests.support.stage import MUSIC, PATIENCE
from tests.support.until import until

FULL_SPEED = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


async def lead_into(state: str, desk: Desk, stage: RealStage) -> None:
    if state == "consulting":
        await stage.choose("agent2", "idle", "")
    await call_by_card(stage)
    await desk.rings()
    if state == "ringing":
        return
    await desk.answer("Incoming call", "Confirm")
    await stage.expect_caller_hears("A", "agent1")
    if state == "held":
        await desk.press("Hold")
    if state == "consulting":
        await stage.choose("agent2", "ready", "")
        await desk.tell(f"/api/calls/{stage.callers['A'].call}/consult", {"agent": "agent2"})
        await stage.act("agent2", "confirm", "")
        await stage.agents["agent2"].wait_for_talk()
    if state != "talking":
        await stage.expect_caller_hears("A", MUSIC)


async def is_missed(stage: RealStage) -> None:
    """Everybody sees that the phone is away. A page that came sooner would be asked whether it takes the phone over."""
    await until(lambda: _away(stage), "nobody is told that the phone is away", PATIENCE)


async def is_back(stage: RealStage) -> None:
    """Before that the page may believe that it never was away, and Confirm is refused."""

    async def here() -> bool:
        return not await _away(stage)

    await until(here, "the phone is away", PATIENCE)


async def _away(stage: RealStage) -> bool:
    return any(one["id"] == "agent1" and one["away_since"] for one in await stage.items("/api/agents"))


async def processes(browser: Browser, kind: str) -> list[int]:
    """Their ids. kind: `browser`, `renderer` or a service such as `network.mojom.NetworkService`."""
    session = await browser.new_browser_cdp_session()
    told = await session.send("SystemInfo.getProcessInfo")
    found = [one["id"] for one in told["processInfo"] if kind in (one["type"], _service(one["id"]))]
    assert found, f"the browser has no {kind}"
    return found


def _service(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
    return next((word.partition("=")[2] for word in words.split() if word.startswith("--utility-sub-type=")), "")


def of(page: Page) -> Browser:
    browser = page.context.browser
    assert browser is not None
    return browser


async def kill(browser: Browser) -> None:
    for pid in await processes(browser, "browser"):
        os.kill(pid, signal.SIGKILL)


async def new_browser(desk: Desk, browser: Browser) -> Desk:
    """The other one is killed. The person is still signed in."""
    signed_in = await desk.page.context.storage_state()
    context = await browser.new_context(
        viewport=SCREEN, locale="en-GB", permissions=["microphone"], storage_state=signed_in
    )
    await context.add_init_script(path=EARS)
    again = Desk(await context.new_page(), desk.url, desk.login)
    await kill(of(desk.page))
    return again


async def crash(desk: Desk) -> Desk:
    """The tab's process is killed. Gives a new tab of the same browser, which has not loaded anything yet."""
    async with desk.page.expect_event("crash"):
        for pid in await processes(of(desk.page), "renderer"):
            os.kill(pid, signal.SIGKILL)
    return Desk(await desk.page.context.new_page(), desk.url, desk.login)


@contextmanager
def stopped(pids: list[int]) -> Iterator[None]:
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@asynccontextmanager
async def asleep(desk: Desk) -> AsyncIterator[None]:
    """As on a computer whose lid is closed: the page's process does nothing."""
    with stopped(await processes(of(desk.page), "renderer")):
        yield


@asynccontextmanager
async def freezable(scratch: Path) -> AsyncIterator[BrowserContext]:
    """A browser whose tabs can be hidden. Playwright keeps all that it opens visible, and Chromium freezes none that
    is; so it is told to leave the pages of this one as they are."""
    port = free_port()
    async with launched(scratch, f"--remote-debugging-port={port}"), async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", no_defaults=True)
        (context,) = browser.contexts
        await context.add_init_script(path=EARS)
        yield context


@asynccontextmanager
async def frozen(desk: Desk) -> AsyncIterator[None]:
    """As Chromium does it with a tab in the background: no script runs. The desk is of a `freezable` browser."""
    page = desk.page
    await page.evaluate("document.addEventListener('freeze', () => { document.title = 'was frozen' })")
    other = await page.context.new_page()
    await other.bring_to_front()
    session = await page.context.new_cdp_session(page)
    await session.send("Page.setWebLifecycleState", {"state": "frozen"})
    try:
        yield
    finally:
        await session.send("Page.setWebLifecycleState", {"state": "active"})
        assert await page.title() == "was frozen"
        await page.bring_to_front()
        await other.close()


@asynccontextmanager
async def without_network(desk: Desk) -> AsyncIterator[None]:
    """Not a packet comes or goes, scripts run. At the end the browser tells its pages that it is online again."""
    session = await desk.page.context.new_cdp_session(desk.page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", FULL_SPEED | {"offline": True})
    try:
        with stopped(await processes(of(desk.page), "network.mojom.NetworkService")):
            yield
    finally:
        await session.send("Network.emulateNetworkConditions", FULL_SPEED)
