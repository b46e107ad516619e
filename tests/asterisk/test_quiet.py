"""A stop of music or of a tone is said again, unless it is to sound again meanwhile."""

import asyncio
from typing import Any

import pytest

from asterisk.ari.request import Request
from asterisk.lanes import Lanes
from asterisk.quiet import PAUSES, Quiet
from cti import orders

CALL = "7.1"
LATER = 2 * PAUSES[-1] + 0.1


class Asked:
    def __init__(self) -> None:
        self.sent: list[str] = []
        self.lanes = Lanes()
        self.quiet = Quiet(self.lanes, self._send)

    async def _send(self, request: Request[Any]) -> None:
        self.sent.append(f"{request.method} {request.path}")

    async def carry_out(self, *carried_out: orders.CallOrder, in_bridge: bool = True) -> None:
        for order in carried_out:
            self.quiet.note(order, in_bridge)
            await asyncio.sleep(PAUSES[0] / 5)
        await asyncio.sleep(LATER)


RETRIEVE, HOLD = orders.Retrieve(CALL, "kim"), orders.Hold(CALL, "kim")
SILENT = [RETRIEVE, orders.Join(CALL, "kim", "lee"), orders.Rejoin(CALL, "kim"), orders.StopComfort(CALL)]
SILENT += [orders.Connect(CALL, "kim"), orders.Part(CALL, "kim")]


@pytest.mark.parametrize("order", SILENT)
async def test_music_that_was_stopped_in_a_bridge_is_stopped_again(order: orders.CallOrder) -> None:
    asked = Asked()
    await asked.carry_out(order)
    assert asked.sent == [f"DELETE /channels/{CALL}/moh"] * len(PAUSES)
    assert len(asked.quiet) == 0


@pytest.mark.parametrize("order", [HOLD, orders.StartMusic(CALL, "sales"), orders.StartComfort(CALL)])
async def test_music_that_was_begun_meanwhile_goes_on(order: orders.CallOrder) -> None:
    asked = Asked()
    await asked.carry_out(RETRIEVE, order)
    assert asked.sent == []


async def test_the_newest_wish_counts() -> None:
    asked = Asked()
    await asked.carry_out(RETRIEVE, HOLD, RETRIEVE, RETRIEVE)
    assert len(asked.sent) == len(PAUSES)


async def test_who_was_in_no_bridge_needs_it_no_second_time() -> None:
    asked = Asked()
    await asked.carry_out(RETRIEVE, in_bridge=False)
    assert asked.sent == []


async def test_a_wish_that_waits_its_turn_behind_new_music_is_none_any_more() -> None:
    asked, busy = Asked(), asyncio.Event()

    async def work() -> None:
        await busy.wait()
        asked.quiet.note(HOLD, in_bridge=True)

    asked.quiet.note(RETRIEVE, in_bridge=True)
    asked.lanes.put(CALL, work)
    await asyncio.sleep(PAUSES[0] * 2)
    busy.set()
    await asyncio.sleep(LATER)
    assert asked.sent == []
