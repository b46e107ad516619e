"""Offers that connect by themselves: nobody is connected who has not heard the beep."""

from dataclasses import replace

import pytest

from cti import commands, facts, orders
from cti.answering import BEEP_LIMIT
from cti.fake import BEEP_SECONDS
from cti.refused import Refused
from cti.table import CallState
from tests.support.centre import Centre


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], auto_answer=True)
    centre.ready("agent1")
    return centre


def state(centre: Centre) -> CallState:
    return centre.brain.desk.calls["A"].state


@pytest.mark.spec("TEL-20")
def test_the_beep_comes_first_and_then_the_caller(centre: Centre) -> None:
    centre.waits()
    assert (centre.switch.heard_by("agent1"), state(centre)) == ("beep", CallState.OFFERED)
    centre.advance(BEEP_SECONDS + 0.1)
    assert (centre.switch.heard_by("agent1"), state(centre)) == ("A", CallState.TALKING)


def test_the_caller_hears_music_while_the_agent_hears_the_beep(centre: Centre) -> None:
    centre.waits()
    assert centre.switch.hears("A") == "music"


def test_an_agent_whose_phone_went_away_in_the_beep_is_not_connected_until_it_is_back(centre: Centre) -> None:
    centre.waits()
    centre.tell(facts.PhoneDetached("agent1"))
    centre.advance(1)
    assert state(centre) is CallState.OFFERED
    centre.tell(facts.PhoneAttached("agent1"))
    centre.advance(BEEP_SECONDS + 0.1)
    assert state(centre) is CallState.TALKING


def test_a_beep_that_cannot_be_played_leaves_an_offer_that_is_confirmed_by_hand(centre: Centre) -> None:
    centre.switch.failing.add("Beep")
    centre.waits()
    centre.advance(5)
    assert state(centre) is CallState.OFFERED
    centre.ask(commands.Confirm("A", "agent1"))
    assert state(centre) is CallState.CONNECTING


def test_a_beep_that_was_cut_short_connects_nobody(centre: Centre) -> None:
    centre.switch.deaf.add("Beep")
    centre.waits()
    centre.tell(facts.PromptEnded("A", "beep:agent1", played=False))
    assert state(centre) is CallState.OFFERED


def test_killed_in_the_beep_it_is_played_again(centre: Centre) -> None:
    centre.switch.deaf.add("Beep")
    centre.waits()
    centre.restart()
    centre.switch.deaf.clear()
    centre.advance(BEEP_LIMIT + BEEP_SECONDS + 0.1)
    assert state(centre) is CallState.TALKING


def test_who_cancels_in_the_beep_is_not_connected(centre: Centre) -> None:
    centre.waits()
    centre.ask(commands.Cancel("A", "agent1"))
    centre.advance(2)
    assert state(centre) is CallState.QUEUED


def test_there_is_no_beep_where_the_queue_does_not_answer_by_itself(centre: Centre) -> None:
    centre.waits("A", "payments")
    assert orders.Beep("A", "agent1") not in centre.switch.told
    with pytest.raises(Refused):
        centre.ask(commands.Beep("A", "agent2"))
