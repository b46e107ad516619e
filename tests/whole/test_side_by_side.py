"""Instances on one machine work side by side, and one that ends with calls in it leaves nothing behind."""

import signal
import socket
from pathlib import Path

import pytest

from tests.server.test_supervisor import of_house
from tests.support import crowd
from tests.support.crowd import TALKING
from tests.support.house import House, running_house, start_house
from tests.support.outage import children, logs, nothing_is_left
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="module")]
STREAM, DATAGRAM = socket.SOCK_STREAM, socket.SOCK_DGRAM


async def test_two_houses_stand_side_by_side(tmp_path: Path) -> None:
    async with running_house(tmp_path / "one") as one, running_house(tmp_path / "two") as two:
        stages = [RealStage(house, tmp_path, turn) for turn, house in enumerate((one, two))]
        for stage in stages:
            await stage.open()
            await crowd.talk(stage, TALKING, "agent1")
        for stage in stages:
            await crowd.hear_each_other(stage, TALKING, "agent1")
        await stages[0].close()
        assert await one.stop() == 0
        await crowd.hear_each_other(stages[1], TALKING, "agent1")
        await stages[1].close()
        await nothing_is_left(two)


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
async def test_a_house_that_ends_with_calls_in_it_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    house = await start_house(tmp_path / "data")
    stage = RealStage(house, tmp_path, 0)
    await stage.open()
    await crowd.gather(stage)
    assert len(list(children(house))) > 3
    house.process.send_signal(number)
    assert await house.stop() == 0
    assert of_house(house.data) == {}
    assert str(house.data) not in mounts()
    assert "Traceback" not in logs(house)
    assert not (house.data / "run.json").exists()
    ports_are_free(house)
    await stage.leave()


def mounts() -> str:
    return Path("/proc/self/mounts").read_text(encoding="utf-8")


def ports_are_free(house: House) -> None:
    for name, kind in (("http", STREAM), ("sip", DATAGRAM), ("ari", STREAM), ("ami", STREAM), ("gateway", STREAM)):
        host, _, port = house.places[name].rpartition(":")
        with socket.socket(socket.AF_INET, kind) as probe:
            if kind is STREAM:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, int(port)))
