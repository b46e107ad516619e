"""Who hears nothing, by what was counted on both sides in a second."""

import asyncio

import pytest

from cti import facts
from journal import Command, Entry
from server.audio import AudioWatch, Count, silent
from tests.support.centre import Centre


@pytest.mark.parametrize(
    ("grown", "who"),
    [
        (Count(50, 50, 50, 50), ""),
        (Count(50, 50, 50, 0), "caller"),
        (Count(50, 0, 50, 50), "agent"),
        (Count(50, 0, 50, 0), "both"),
        (Count(0, 0, 0, 0), ""),
        (Count(10, 50, 50, 0), ""),
    ],
    ids=["all is well", "the caller", "the agent", "both", "nobody speaks", "the agent hardly speaks"],
)
def test_who_hears_nothing(grown: Count, who: str) -> None:
    assert silent(grown) == who


async def test_of_a_desk_phone_the_switch_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gateway knows nothing of it: then there is nothing to compare."""
    monkeypatch.setattr("server.audio.AFTER", 0.0)
    centre, asked = Centre(), list[str]()
    centre.talks()

    async def of_switch(channel: str) -> None:
        asked.append(channel)

    async def of_gateway(agent: str) -> dict[str, float]:
        return {}

    async def refuse(command: Command) -> None:
        raise AssertionError(command)

    watch = AudioWatch(centre.brain.desk, refuse, of_switch, of_gateway)
    watch.told([Entry(1, 1.0, None, facts.Established("A", "agent1"))])
    await asyncio.gather(*watch._looking)
    assert not asked
