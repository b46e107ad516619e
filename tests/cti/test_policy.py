"""What follows from calls and phones by themselves."""

import pytest

from cti import commands, facts, orders
from cti.facts import AgentState
from cti.policy import LONGEST_DISMISSAL, RELEASE_LIMIT
from tests.support.centre import Centre


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.mark.spec("TEL-31")
def test_an_announcement_that_never_ends_is_ended(centre: Centre) -> None:
    centre.talks()
    centre.switch.deaf.add("StartPrompt")
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    centre.advance(LONGEST_DISMISSAL - 1)
    assert "A" in centre.brain.desk.calls
    centre.advance(2)
    assert centre.switch.told[-1] == orders.HangUp("A", "dismissed")


@pytest.mark.spec("TEL-31")
def test_an_announcement_that_cannot_be_played_ends_the_call_at_once(centre: Centre) -> None:
    centre.talks()
    centre.switch.failing.add("StartPrompt")
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    assert "A" not in centre.brain.desk.calls


def test_a_talk_that_does_not_begin_is_a_failed_offer_and_the_place_is_kept(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    place = centre.brain.routing.places["A"]
    centre.switch.deaf.add("Connect")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(centre.plan.connect_limit)
    assert centre.state("agent1") is AgentState.IDLE
    assert centre.brain.routing.places["A"] == place
    assert centre.switch.hears("A") == "music"


def test_a_talk_that_the_switch_cannot_make_goes_to_the_next_agent(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.switch.failing.add("Connect")
    centre.ask(commands.Confirm("A", "agent1"))
    assert centre.holder() == "agent2"


def test_a_talk_that_begins_too_late_is_no_talk(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    centre.switch.deaf.add("Connect")
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(centre.plan.connect_limit + 1)
    centre.tell(facts.Established("A", "agent1"))
    assert "Established" not in centre.story


def test_a_line_that_does_not_close_is_told_once_more(centre: Centre) -> None:
    centre.talks()
    centre.switch.deaf.add("HangUp")
    centre.ask(commands.HangUp("A", "agent1"))
    centre.switch.deaf.clear()
    centre.advance(RELEASE_LIMIT)
    assert "A" not in centre.brain.desk.calls


class TestPhones:
    def test_a_short_absence_in_a_talk_is_not_noticed_by_the_caller(self, centre: Centre) -> None:
        centre.talks()
        centre.tell(facts.PhoneDetached("agent1", "left"))
        centre.advance(0.4)
        centre.tell(facts.PhoneAttached("agent1"))
        centre.advance(100)
        assert not [order for order in centre.switch.told if isinstance(order, orders.StartComfort)]
        assert centre.switch.hears("A") == "agent1"

    @pytest.mark.parametrize("reason", ["silence", "gateway"])
    def test_a_phone_that_was_missed_by_its_silence_has_had_its_grace(self, centre: Centre, reason: str) -> None:
        centre.talks()
        centre.tell(facts.PhoneDetached("agent1", reason))
        centre.advance(0)
        assert centre.switch.hears("A") == "music"

    def test_while_it_rings_a_phone_that_stays_away_leaves_the_call_to_others(self, centre: Centre) -> None:
        centre.ready("agent1", "agent2")
        centre.waits()
        centre.tell(facts.PhoneDetached("agent1", "closed"))
        centre.advance(centre.plan.phone_ring_limit)
        assert (centre.holder(), centre.state("agent1")) == ("agent2", AgentState.IDLE)

    def test_while_it_rings_a_page_may_be_loaded_again(self, centre: Centre) -> None:
        centre.ready("agent1", "agent2")
        centre.waits()
        centre.tell(facts.PhoneDetached("agent1", "left"))
        centre.advance(3)
        centre.tell(facts.PhoneAttached("agent1"))
        centre.advance(3)
        assert centre.holder() == "agent1"

    def test_a_phone_that_is_lost_before_the_talk_begins_is_watched_in_it(self, centre: Centre) -> None:
        centre.ready("agent1")
        centre.waits()
        centre.ask(commands.Confirm("A", "agent1"))
        centre.tell(facts.PhoneDetached("agent1"))
        centre.advance(3)
        assert centre.switch.hears("A") == "music"
        centre.advance(60)
        assert centre.state("agent1") is AgentState.NO_ANSWER
        assert centre.brain.desk.calls["A"].queue == "general"

    def test_who_is_resumed_while_the_phone_is_away_hears_music(self, centre: Centre) -> None:
        centre.talks()
        centre.ask(commands.Hold("A", "agent1"))
        centre.tell(facts.PhoneDetached("agent1"))
        centre.ask(commands.Retrieve("A", "agent1"))
        assert centre.switch.hears("A") == "music"
        centre.tell(facts.PhoneAttached("agent1"))
        assert centre.switch.hears("A") == "agent1"

    @pytest.mark.parametrize("state", [AgentState.READY, AgentState.BREAK])
    def test_without_a_call_a_phone_that_stays_away_logs_its_agent_out(self, centre: Centre, state: AgentState) -> None:
        centre.ready("agent1")
        if state is not AgentState.READY:
            centre.choose("agent1", state)
        centre.tell(facts.PhoneDetached("agent1"))
        centre.advance(centre.plan.phone_idle_limit)
        assert centre.state("agent1") is AgentState.OFF
        assert centre.switch.open == set()

    def test_who_loses_the_phone_and_then_the_caller_is_logged_out_later(self, centre: Centre) -> None:
        centre.talks()
        centre.tell(facts.PhoneDetached("agent1"))
        centre.advance(10)
        centre.hang_up()
        assert centre.state("agent1") is AgentState.AFTER_CALL
        centre.advance(centre.plan.phone_idle_limit)
        assert centre.state("agent1") is AgentState.OFF

    def test_a_phone_that_comes_back_in_time_changes_nothing(self, centre: Centre) -> None:
        centre.ready("agent1")
        centre.tell(facts.PhoneDetached("agent1"))
        centre.advance(29)
        centre.tell(facts.PhoneAttached("agent1"))
        centre.advance(100)
        assert centre.state("agent1") is AgentState.READY
