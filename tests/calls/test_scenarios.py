"""Every scenario on the pure core. The same files are played on a real Asterisk."""

import pytest

from tests.support.centre import Centre
from tests.support.contacts import each_has_one_ticket
from tests.support.scenario import (
    Nonsense,
    Scenario,
    callback_wish,
    load_all,
    play,
    ticket_wish,
)
from tests.support.virtual import VirtualStage, stage_centre

SCENARIOS = [
    pytest.param(told, id=told.name, marks=[pytest.mark.spec(*told.spec)] if told.spec else []) for told in load_all()
]


@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_on_the_pure_core(scenario: Scenario) -> None:
    centre = stage_centre()
    await play(scenario, VirtualStage(centre))
    each_has_one_ticket([entry.fact for entry in centre.entries], centre.plan)


@pytest.mark.parametrize("text", ["answered", "colour red", ""])
def test_a_wish_that_no_ticket_can_fulfil_is_nonsense(text: str) -> None:
    with pytest.raises(Nonsense):
        ticket_wish(text)


def test_a_callback_needs_a_queue() -> None:
    with pytest.raises(Nonsense):
        callback_wish("asked")


async def test_a_failed_expectation_says_which_step() -> None:
    scenario = Scenario("wrong", "", (), ("A calls 0700000001 from 010", "A hears music"))
    with pytest.raises(AssertionError, match="not music") as failed:
        await play(scenario, VirtualStage(Centre()))
    assert "step 2 of wrong: A hears music" in failed.value.__notes__[0]
