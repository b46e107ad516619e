"""Recordings through what befalls a house: its server is killed in the middle, its disk is full. The talk goes on."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support import crowd
from tests.support.house import House
from tests.support.outage import away
from tests.support.real import RealStage
from tests.support.stage import TicketWish
from tests.support.standing import staged, standing_house

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]
ROOM = 12  # MB of the small disk
LEAST = 4  # MB that have to stay free


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """A real disk that can be filled to its last byte."""
    place.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}m,mode=700", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    data = tmp_path_factory.mktemp("house")
    with small_disk(data / "asterisk" / "spool" / "recording"):
        async with standing_house(data, RECORDING_ROOM=str(LEAST)) as house:
            yield house


@pytest_asyncio.fixture(loop_scope="module")
async def stage(house: House, tmp_path: Path) -> AsyncIterator[RealStage]:
    async with staged(house, tmp_path) as stage:
        yield stage


def fill(house: House, left: int = 0) -> Path:
    """Write until the disk has no more than `left` bytes."""
    ballast = house.data / "asterisk" / "spool" / "recording" / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while os.statvfs(ballast).f_bavail * os.statvfs(ballast).f_frsize > left:
                file.write(bytes(4096))
        except OSError:
            pass
    return ballast


async def talk(stage: RealStage, mode: str = "always") -> None:
    await stage.record_talks("general", mode, announced=False)
    await stage.choose("agent1", "ready", "")
    await stage.call("A", "0700000001", "01012345678")
    await stage.press("A", "0")
    await stage.expect_rings("A", "agent1")
    await stage.act("agent1", "confirm", "")
    await stage.expect_caller_hears("A", "agent1")


async def story(stage: RealStage) -> list[str]:
    return [str(entry["kind"]) for entry in await stage.items(f"/api/calls/{stage.callers['A'].call}/timeline")]


async def test_a_recording_goes_on_while_the_server_is_killed_and_is_known_afterwards(stage: RealStage) -> None:
    await talk(stage)
    await asyncio.sleep(1.5)
    async with away(stage.house):
        await asyncio.sleep(2.0)
        await stage.expect_caller_hears("A", "agent1")
    await crowd.come_back(stage)
    await stage.record("agent1", "pause")
    await asyncio.sleep(1.5)
    await stage.record("agent1", "resume")
    await asyncio.sleep(1.5)
    await stage.hang_up("A")
    await stage.expect_gone("A")
    await stage.expect_recording("A", ["agent1", "nothing", "agent1"], locked=False)


async def test_a_caller_who_hangs_up_while_the_server_is_away_leaves_a_whole_recording(stage: RealStage) -> None:
    await talk(stage)
    await asyncio.sleep(1.5)
    async with away(stage.house):
        await stage.hang_up("A")
        await stage.callers["A"].sipp.ended(20.0)
    await crowd.come_back(stage)
    await stage.expect_recording("A", ["agent1"], locked=False)


async def test_a_disk_that_fills_ends_the_recording_keeps_its_half_and_not_the_call(stage: RealStage) -> None:
    await talk(stage)
    await asyncio.sleep(2)
    ballast = await asyncio.to_thread(fill, stage.house)
    await stage.expect_caller_hears("A", "agent1")
    await asyncio.sleep(3)
    assert "RecordingEnded" in await story(stage)
    assert (await stage.health("recordings")).startswith("no room")  # pages look for these words
    await stage.expect_agent_hears("agent1", "A")
    ballast.unlink()
    await asyncio.sleep(3)
    assert await stage.health("recordings") == "ok"
    await stage.hang_up("A")
    await stage.expect_gone("A")
    await stage.expect_recording("A", ["agent1"], locked=False)


async def test_on_a_full_disk_a_talk_begins_without_a_recording(stage: RealStage) -> None:
    ballast = await asyncio.to_thread(fill, stage.house)
    await asyncio.sleep(3)
    try:
        await talk(stage)
        await stage.expect_agent_hears("agent1", "A")
        told = await story(stage)
        assert "RecordingRefused" in told
        assert "RecordingStarted" not in told
    finally:
        ballast.unlink()
    await stage.hang_up("A")
    await stage.expect_gone("A")


async def leave_a_message(stage: RealStage) -> None:
    await stage.lead("doors", "", "")
    await stage.call("A", "0700000001", "01012345678")
    await stage.press("A", "1")
    await stage.expect_caller_hears("A", "system.callback.number")
    await stage.press("A", "5")


async def test_a_message_goes_on_while_the_server_is_killed_and_is_not_lost(stage: RealStage) -> None:
    await leave_a_message(stage)
    await stage.expect_recorded("A")
    await asyncio.sleep(1.5)
    async with away(stage.house):
        await asyncio.sleep(2.0)
    await stage.press("A", "#")
    await stage.expect_caller_hears("A", "system.callback.noted")
    await stage.expect_message("A")
    await stage.expect_ticket("A", TicketWish(kind="voicemail", queue="payments"))
    (message,) = await stage.items("/api/recordings?call=" + stage.callers["A"].call)
    assert float(str(message["seconds"])) > 4


async def test_who_ends_a_message_while_the_server_is_away_has_left_it(stage: RealStage) -> None:
    await leave_a_message(stage)
    await stage.expect_recorded("A")
    await asyncio.sleep(2.5)
    async with away(stage.house):
        await stage.hang_up("A")
        await stage.callers["A"].sipp.ended(20.0)
    await stage.expect_message("A")
    await stage.expect_ticket("A", TicketWish(kind="voicemail", queue="payments"))


async def test_on_a_full_disk_a_caller_is_told_and_led_on(stage: RealStage) -> None:
    ballast = await asyncio.to_thread(fill, stage.house)
    await asyncio.sleep(3)
    try:
        await leave_a_message(stage)
        await stage.expect_caller_hears("A", "system.message.not-recorded")
        await stage.expect_caller_hears("A", "system.goodbye")
    finally:
        ballast.unlink()
    await stage.expect_gone("A")
