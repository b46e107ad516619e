"""The demo's customers, called by a real Asterisk."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from cti import facts, orders
from softphone.callers.answering import Customers
from softphone.callers.phone import Phone
from softphone.callers.voice import Voices
from tests.softphone.callers.conftest import server
from tests.support.exchange import Exchange, exchange, tuned
from tests.support.free import free_port
from tests.support.pbx import Pbx

pytestmark = pytest.mark.asterisk
PORT = free_port()


@pytest.fixture(scope="module")
def trunk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pbx]:
    with tuned(tmp_path_factory.mktemp("tuned"), {"CORDBOARD_TRUNK": f"127.0.0.1:{PORT}"}) as running:
        yield running


@pytest.fixture
async def house(trunk: Pbx, tmp_path: Path) -> AsyncIterator[Exchange]:
    customers = Customers(Voices(tmp_path / "voices"), seed=1)
    async with Phone(server(trunk), port=PORT, on_incoming=customers.ring), exchange(trunk, tmp_path) as started:
        yield started
        await customers.leave()


@pytest.mark.parametrize(
    ("number", "end"),
    [
        ("01055550006", facts.OutEnd.BUSY),
        ("01055550007", facts.OutEnd.NO_ANSWER),
        ("01055550008", facts.OutEnd.REFUSED),
        ("01055550009", facts.OutEnd.UNALLOCATED),
    ],
)
async def test_the_last_digit_says_why_nobody_answers(house: Exchange, number: str, end: facts.OutEnd) -> None:
    caller, _ = await house.talking()
    house.asterisk.switch.obey(orders.CallOut(caller.id, f"line-{caller.id}", number, "", 3.0))
    assert (await house.until(facts.OutEnded, call=caller.id)).end is end


@pytest.mark.parametrize(("number", "before"), [("01055550001", facts.OutRinging), ("01055550005", facts.OutMedia)])
async def test_the_others_answer_and_speak(house: Exchange, number: str, before: type[facts.OutFact]) -> None:
    caller, phone = await house.talking()
    house.asterisk.switch.obey(orders.Hold(caller.id, "agent1"))
    house.asterisk.switch.obey(orders.CallOut(caller.id, f"line-{caller.id}", number, "", 20.0, "agent1"))
    await house.until(before, call=caller.id)
    await house.so(lambda: bool(house.found(facts.OutAnswered, call=caller.id)), within=15.0)
    count = phone.packets
    await asyncio.sleep(1.0)
    assert phone.packets > count
