"""What caller and agent notice when the agent's page or the gateway dies. `python -m bench.pages [--times 5]`

One agent in a real Chromium, one caller. While it rings, in a talk, on hold and while a colleague is asked, the page is
loaded again, the browser gets SIGKILL and is opened anew once the caller has music, or the gateway gets SIGKILL. Sound
is looked at every 10 ms in pieces of 60 ms; the page's loudspeaker in pieces of 340 ms.
"""

import argparse
import asyncio
import logging
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, expect

from bench.report import place, table
from softphone.staying import stay
from tests.browser.conftest import launched
from tests.browser.desk import NEAR, Desk
from tests.browser.faults import is_missed, lead_into, new_browser
from tests.support.house import House, running_house
from tests.support.listening import is_silent, is_tone
from tests.support.outage import kill
from tests.support.real import AGENT_TONES, CALLER_TONES, RealStage

FAULTS = ("reload", "killed browser", "killed gateway")
STATES = ("talking", "ringing", "held", "consulting")
LOOK = 0.01  # s
PIECE = 0.06  # s
SURE = 3  # looks that have to agree
WITHIN = 30.0  # s
CONNECTED = "Phone connected"


@dataclass(frozen=True, slots=True)
class Loss:
    """In s. music: from the fault until the caller got it, None where there was none; quiet: how long a caller who had
    music was without any; back: from the beginning of the reload, of the new page or from the kill of the gateway
    until both hear each other, or until the page says that its phone is connected."""

    music: float | None
    quiet: float
    back: float


@dataclass
class Ear:
    """The caller's. begun: of the fault, by the clock of `time.monotonic`."""

    stage: RealStage
    begun: float = field(default_factory=time.monotonic)
    music: float | None = None
    quiet: float = 0.0
    _agreed: int = 0

    async def listen(self) -> None:
        before = time.monotonic()
        while True:
            await asyncio.sleep(LOOK)
            now = time.monotonic()
            sounds = self._is_music()
            self._agreed = self._agreed + 1 if sounds else 0
            if self.music is None and self._agreed == SURE:
                self.music = now - self.begun
            self.quiet += 0 if sounds else now - before
            before = now

    def hears_agent(self) -> bool:
        return is_tone(self.stage.callers["A"].rtp.recent(PIECE), AGENT_TONES["agent1"])

    def _is_music(self) -> bool:
        heard = self.stage.callers["A"].rtp.recent(PIECE)
        return not is_silent(heard) and not is_tone(heard, AGENT_TONES["agent1"])


async def both_hear(desk: Desk, ear: Ear) -> None:
    async with asyncio.timeout(WITHIN):
        while not (ear.hears_agent() and abs(await desk.page.evaluate("heard()") - CALLER_TONES["A"]) < NEAR):  # noqa: ASYNC110  # the page cannot call us
            await asyncio.sleep(LOOK)


async def is_connected(desk: Desk) -> None:
    await expect(desk.phone).to_contain_text(CONNECTED, timeout=WITHIN * 1000)


async def befall(fault: str, desk: Desk, stage: RealStage, browser: Browser, ear: Ear) -> tuple[Desk, float]:
    """Gives the desk at which the agent is then, and when its way back began."""
    ear.begun = began = time.monotonic()
    if fault == "reload":
        await desk.page.reload(wait_until="commit")
    elif fault == "killed gateway":
        kill(stage.house, "gateway")
        await is_missed(stage)
    else:
        desk = await new_browser(desk, browser)
        ear.begun = time.monotonic()  # only then was the other one killed
        await is_missed(stage)
        await asyncio.sleep(1)
        began = time.monotonic()
        await desk.page.goto(desk.url, wait_until="commit")
    return desk, began


async def lose(fault: str, state: str, desk: Desk, stage: RealStage, browser: Browser) -> tuple[Desk, Loss]:
    await lead_into(state, desk, stage)
    staying = [asyncio.create_task(stay(one)) for one in stage.agents.values()]
    ear = Ear(stage)
    listening = asyncio.create_task(ear.listen())
    desk, began = await befall(fault, desk, stage, browser, ear)
    await (both_hear(desk, ear) if state == "talking" else is_connected(desk))
    back = time.monotonic() - began
    for each in (listening, *staying):
        each.cancel()
    return desk, Loss(ear.music if state == "talking" else None, ear.quiet, back)


@asynccontextmanager
async def at_the_desk(house: House, browser: Browser) -> AsyncIterator[Desk]:
    desk = await Desk.open(browser, house.url, "agent1")
    await desk.sign_in()
    await desk.log_in()
    await desk.press("Ready")
    await desk.shows("Ready")
    yield desk


async def once(fault: str, state: str, house: House, turn: int, folder: Path) -> Loss:
    stage = RealStage(house, folder, turn)
    await stage.open()
    async with launched(folder) as other, launched(folder) as browser, at_the_desk(house, browser) as desk:
        after, loss = await lose(fault, state, desk, stage, other)
        await stage.hang_up("A")
        await after.leave()
        await stage.close()
    return loss


def told(values: list[float]) -> str:
    """Median and longest."""
    if not values:
        return "never"
    return f"{sorted(values)[len(values) // 2]:.2f} / {max(values):.2f}"


def row(fault: str, state: str, losses: list[Loss]) -> list[str]:
    music = [each.music for each in losses if each.music is not None]
    quiet = told([each.quiet for each in losses]) if state != "talking" else ""
    heard = f"{told(music)} ({len(music)} of {len(losses)})" if state == "talking" else ""
    return [f"{fault}, {state}", str(len(losses)), heard, quiet, told([each.back for each in losses])]


async def main(times: int) -> None:
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        async with running_house(folder / "house", LOG_LEVEL="warning") as house:
            turn = 0
            for state in STATES:
                for fault in FAULTS:
                    losses = []
                    for _ in range(times if state == "talking" else 1 + times // 3):
                        losses.append(await once(fault, state, house, turn, folder))
                        turn += 1
                    rows.append(row(fault, state, losses))
                    logging.info("%s", rows[-1])
    heads = ["", "n", "music after s (median / longest)", "without music, s", "back after s (median / longest)"]
    print(place())
    print(table(heads, rows))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("aioice").setLevel(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    asyncio.run(main(parser.parse_args().times))
