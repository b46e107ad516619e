"""The closing announcement is heard from its first sound to its last, whatever happens to the server meanwhile."""

import asyncio

import numpy as np
import pytest

from tests.support import crowd
from tests.support.crowd import TALKING
from tests.support.listening import ALIKE, likeness, read_wav
from tests.support.outage import away, killed
from tests.support.real import RealStage

pytestmark = [pytest.mark.asterisk, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="package")]
LONGEST = 30.0  # s that are listened back


async def dismissed(stage: RealStage) -> None:
    await crowd.talk(stage, TALKING, "agent1")
    await stage.act("agent1", "dismiss", "abuse")
    await stage.expect_caller_hears(TALKING, "system.dismissal")


def was_heard_whole(stage: RealStage) -> bool:
    """The file that Asterisk plays, from its beginning to its last sound and without a gap, is in what the caller's
    phone received. The silence after that is cut to whole packets, and the line closes at once."""
    announcement = np.trim_zeros(read_wav(stage.sounds.prompts["system.dismissal", "en"]), "b")
    return likeness(announcement, stage.callers[TALKING].rtp.recent(LONGEST)) > ALIKE


@pytest.mark.spec("TEL-31")
async def test_the_whole_announcement_is_heard_though_digits_are_pressed(stage: RealStage) -> None:
    await dismissed(stage)
    await stage.press(TALKING, "0123456789*#")
    await stage.expect_gone(TALKING)
    assert was_heard_whole(stage)


@pytest.mark.spec("TEL-31")
async def test_the_whole_announcement_is_heard_though_the_server_is_killed(stage: RealStage) -> None:
    await dismissed(stage)
    await killed(stage.house, "server")
    await stage.expect_gone(TALKING)
    assert was_heard_whole(stage)


@pytest.mark.spec("TEL-31")
async def test_the_line_closes_though_the_server_is_away_when_the_announcement_ends(stage: RealStage) -> None:
    await dismissed(stage)
    async with away(stage.house):
        await asyncio.sleep(12.0)
    await stage.expect_gone(TALKING)
    assert was_heard_whole(stage)
