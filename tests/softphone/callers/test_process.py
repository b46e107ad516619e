"""The process as `cti demo` starts it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from softphone.callers.__main__ import read
from softphone.demo_agents import Mouth
from softphone.ulaw import SILENCE
from tests.softphone.callers.test_sip import none_left
from tests.support.pbx import Pbx
from tests.support.until import until


async def first_channel(pbx: Pbx) -> None:
    await until(lambda: asyncio.to_thread(pbx.ari, "GET", "/channels"), every=0.1)


@pytest.mark.asterisk
async def test_callers_come_by_themselves_and_hang_up_when_they_are_ended(pbx: Pbx, tmp_path: Path) -> None:
    told = {"CORDBOARD_SIP": pbx.sip, "CORDBOARD_DATA": str(tmp_path), "CORDBOARD_CALLERS": "30", "CORDBOARD_SEED": "3"}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "softphone.callers", env=os.environ | told)
    try:
        await asyncio.wait_for(first_channel(pbx), 30)
    finally:
        process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 10) == 0
    await asyncio.wait_for(none_left(pbx), 5)


def test_settings_come_from_the_environment() -> None:
    told = read({"CORDBOARD_SIP": "127.0.0.1:19999", "CORDBOARD_CALLERS": "7"})
    assert (told.server, told.callers, told.seed, told.redis) == (("127.0.0.1", 19999), 7, 1, "")


@pytest.mark.parametrize("wrong", [{"CORDBOARD_SIP": "127.0.0.1"}, {"CORDBOARD_CALLERS": "many"}])
def test_a_wrong_setting_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        read(wrong)


def test_an_agent_says_a_line_to_its_end_and_then_nothing() -> None:
    mouth = Mouth()
    frames = iter(mouth)
    assert mouth.say(b"\x10" * 200) == pytest.approx(0.04)
    assert [next(frames) for _ in range(3)] == [b"\x10" * 160, b"\x10" * 40 + SILENCE * 120, SILENCE * 160]
