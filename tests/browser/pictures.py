"""Takes the pictures of docs/images anew: `python -m tests.browser.pictures`. A small day in the life of the demo.

Everything in them is real: callers ring by SIP, people answer, tickets are written.
"""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, expect

from softphone.agent import HeadlessAgent
from tests.browser.conftest import SUPPORT, launched
from tests.browser.desk import Desk
from tests.support.caller import CALLER_TONES, Caller
from tests.support.house import House, running_house
from tests.support.real import RealStage
from tests.support.rtp import RtpPeer
from tests.support.sipp import SippCaller

IMAGES = Path(__file__).parents[2] / "docs" / "images"
AT_THE_MENU = 3.0  # s
A_WAIT = 12.0  # s
LATER = 38.0  # s; how long the talk in the picture lasts already


@dataclass(frozen=True, slots=True)
class Story:
    """A call that is over. talk: seconds."""

    number: str
    digits: str
    subject: str
    note: str
    talk: float
    solved: bool = True


EARLIER = (
    Story("01044821937", "11", "New card, billing address", "Moved house. Changed the billing address.", 14),
    Story("01097150268", "2", "Locked out after three tries", "Identity checked, lock taken off.", 9),
    Story("01026309415", "12", "Transfer not arrived", "Bank says two working days. Wants to hear from us.", 12, False),
    Story("01044821937", "11", "Card charged twice", "Order 48213 shows two charges. Sent to billing.", 17, False),
    Story("01083057742", "0", "Opening hours on holidays", "Told the hours, sent the link.", 6),
)
NOW = Story(
    "01044821937",
    "11",
    "Second charge not refunded yet",
    "Billing confirmed the double charge on order 48213 yesterday.\n"
    "The customer wants to know when the refund arrives: promised by Wednesday.\n"
    "Also asks to have the receipt sent again, to the new address.",
    0,
)
WAITING = (("01035528104", "2"), ("01071946620", "2"), ("01058837713", "2"))


async def ring(stage: RealStage, number: str, digits: str) -> None:
    """A caller who listens to the menu for a while, then presses."""
    rtp = await RtpPeer.open()
    rtp.say(CALLER_TONES["A"])
    sipp = SippCaller(stage.house.sip, SUPPORT, f"<sip:{number}@127.0.0.1>", rtp.address[1], stage.folder)
    await sipp.start()
    stage.callers[f"{number} {len(stage.callers)}"] = Caller(sipp, rtp)
    await asyncio.sleep(AT_THE_MENU)
    rtp.talk_to(*sipp.peer())
    rtp.press(digits)


async def handle(desk: Desk, stage: RealStage, story: Story) -> None:
    """From Ready to the next Ready."""
    await ring(stage, story.number, story.digits)
    await write(desk, story)
    await asyncio.sleep(story.talk)
    if story.solved:
        await desk.page.get_by_role("button", name="Solve", exact=True).click()
    await desk.press("Hang up")
    await desk.answer("After call", "OK")
    await desk.shows("Ready")


async def write(desk: Desk, story: Story) -> None:
    await desk.rings()
    await desk.answer("Incoming call", "Confirm")
    await expect(desk.note).to_be_focused()
    await desk.page.get_by_role("textbox", name="Subject", exact=True).fill(story.subject)
    await desk.note.fill(story.note)


async def colleague(stage: RealStage, login: str, state: str, reason: str = "") -> HeadlessAgent:
    await stage.choose(login, state, reason)
    return stage.agents[login]


async def taken(stage: RealStage, login: str, number: str, digits: str) -> None:
    """A colleague answers this call."""
    agent = await colleague(stage, login, "ready")
    await ring(stage, number, digits)
    await agent.wait_for_call("offered")
    await agent.confirm()
    await agent.wait_for_call("talking")


async def fill_the_house(stage: RealStage) -> None:
    await taken(stage, "agent2", "01062210987", "2")
    await taken(stage, "agent3", "01019403356", "0")
    await stage.act("agent3", "hold", "")
    await colleague(stage, "agent4", "break", "meal")
    await colleague(stage, "agent5", "work", "ticket")
    await colleague(stage, "agent6", "ready")


async def picture(desk: Desk, name: str) -> None:
    await desk.page.mouse.move(720, 4)
    await desk.page.screenshot(path=IMAGES / name)


async def day(house: House, browser: Browser, stage: RealStage) -> None:
    board = await Desk.open(browser, house.url, "supervisor")
    await board.sign_in()
    desk = await Desk.open(browser, house.url, "agent1")
    await desk.sign_in()
    await desk.log_in()
    await desk.press("Ready")
    for story in EARLIER:
        await handle(desk, stage, story)
    await desk.press("Work")
    await ring(stage, NOW.number, NOW.digits)
    await asyncio.sleep(A_WAIT)
    await desk.press("Ready")
    await write(desk, NOW)
    await fill_the_house(stage)
    for number, digits in WAITING:
        await ring(stage, number, digits)
    await asyncio.sleep(LATER)
    await picture(desk, "desk.png")
    await picture(board, "board.png")


async def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        async with running_house(folder / "house") as house, launched(folder) as browser:
            stage = RealStage(house, folder, 0)
            await stage.open()
            try:
                await day(house, browser, stage)
            finally:
                await stage.close()


if __name__ == "__main__":
    asyncio.run(main())
