"""A receiver is told everything, once the server that was killed is there again, and in order."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from softphone.agent import HeadlessAgent
from tests.support import crowd
from tests.support.house import PASSWORD, House, running_house
from tests.support.outage import away, killed
from tests.support.real import RealStage
from tests.support.receiver import Receiver, receiver
from tests.support.standing import staged

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]
KINDS = ["Arrived", "Queued", "QueueLeft", "Cleared", "CallbackAsked", "TicketOpened"]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with running_house(tmp_path_factory.mktemp("house"), LOOKUP_HOSTS="127.0.0.1") as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def stage(house: House, tmp_path: Path) -> AsyncIterator[RealStage]:
    async with staged(house, tmp_path) as stage:
        yield stage


async def called(stage: RealStage, caller: str, number: str) -> None:
    await stage.call(caller, "0700000001", number)
    await stage.press(caller, "0")
    await stage.expect_waits(caller, "general")
    await stage.hang_up(caller)
    await stage.expect_gone(caller)


async def fed(house: House) -> list[int]:
    """The numbers of the events, as the feed tells them."""
    reader = HeadlessAgent(house.url, "supervisor", PASSWORD)
    await reader.sign_in()
    page = await reader.ask("GET", f"/api/events?limit=500&types={','.join(KINDS)}")
    await reader.close()
    items = page["items"]
    assert isinstance(items, list)
    assert page["more"] is False
    return [int(each["number"]) for each in items]


async def added(house: House, there: Receiver) -> None:
    manager = HeadlessAgent(house.url, "supervisor", PASSWORD)
    await manager.sign_in()
    wish: dict[str, object] = {"service": "support", "name": "CRM", "url": there.url, "kinds": KINDS}
    there.secret = str((await manager.ask("POST", "/api/webhooks", wish))["secret"])
    await manager.close()


async def test_a_killed_server_loses_nothing_that_a_receiver_is_to_be_told(house: House, stage: RealStage) -> None:
    async with receiver() as there:
        await added(house, there)
        await called(stage, "A", "01055510001")
        await there.until(lambda one: "Cleared" in one.types)
        there.status = 503
        await called(stage, "B", "01055520002")
        async with away(house):
            there.status = 200
        await crowd.come_back(stage)
        await killed(house, "server")
        await called(stage, "C", "01055530003")
        expected = await fed(house)
        await there.until(lambda one: {each["number"] for each in one.told} >= set(expected), 60.0)
    once = list(dict.fromkeys(each["number"] for each in there.told))
    assert once == sorted(once) == expected
    assert len(expected) >= 9
