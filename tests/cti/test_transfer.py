"""Asking a colleague, handing over: what becomes of the caller, the agents, the place and the ticket."""

import pytest

from cti import commands, facts
from cti.call import Call
from cti.consult import ConsultState
from cti.facts import AgentState, ConsultEnd
from cti.refused import Refused
from cti.table import CallState
from tests.support.centre import Centre

A = AgentState


@pytest.fixture
def centre() -> Centre:
    """agent1 talks with A, agent2 is ready."""
    centre = Centre()
    centre.talks()
    centre.advance(1)
    centre.ready("agent2")
    return centre


def ask(centre: Centre) -> None:
    centre.ask(commands.Consult("A", "agent1", "agent2"))


def consult(centre: Centre) -> None:
    ask(centre)
    centre.ask(commands.Confirm("A", "agent2"))
    centre.advance(0.1)


def now(centre: Centre) -> Call:
    return centre.brain.desk.calls["A"]


def states(centre: Centre) -> tuple[AgentState, AgentState]:
    return centre.state("agent1"), centre.state("agent2")


def endings(centre: Centre) -> list[ConsultEnd]:
    return [fact.how for fact in centre.kept(facts.ConsultEnded) if isinstance(fact, facts.ConsultEnded)]


class TestAsking:
    def test_nobody_is_offered_another_call_while_asked(self, centre: Centre) -> None:
        ask(centre)
        centre.waits("B")
        assert now(centre).consult.state is ConsultState.ASKED
        assert centre.brain.desk.calls["B"].state is CallState.QUEUED

    @pytest.mark.parametrize(("target", "why"), [("agent1", "agent1 is talking"), ("agent3", "agent3 is off")])
    def test_only_somebody_else_who_is_ready_can_be_asked(self, centre: Centre, target: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            centre.ask(commands.Consult("A", "agent1", target))

    def test_somebody_whose_phone_is_away_cannot_be_asked(self, centre: Centre) -> None:
        centre.tell(facts.PhoneDetached("agent2"))
        with pytest.raises(Refused, match="has no phone"):
            ask(centre)

    def test_the_call_is_also_the_targets(self, centre: Centre) -> None:
        ask(centre)
        assert now(centre).parties == ("agent1", "agent2")
        assert centre.brain.desk.call_of("agent2") == now(centre)

    def test_while_it_rings_nobody_loses_the_caller_by_hanging_up(self, centre: Centre) -> None:
        ask(centre)
        with pytest.raises(Refused, match="agent2 is asked"):
            centre.ask(commands.HangUp("A", "agent1"))

    def test_a_line_that_does_not_open_ends_it_and_the_caller_stays_on_hold(self, centre: Centre) -> None:
        centre.switch.deaf.add("Consult")
        consult(centre)
        centre.advance(centre.plan.connect_limit)
        assert endings(centre) == [ConsultEnd.SWITCH]
        assert (now(centre).state, *states(centre)) == (CallState.HELD, A.TALKING, A.IDLE)

    def test_a_colleague_whose_phone_goes_while_it_rings_is_asked_no_longer_than_a_ring_waits_for_a_phone(
        self, centre: Centre
    ) -> None:
        ask(centre)
        centre.tell(facts.PhoneDetached("agent2", "silence"))
        centre.advance(centre.plan.phone_ring_limit)
        assert endings(centre) == [ConsultEnd.FAILED]
        assert (now(centre).state, *states(centre)) == (CallState.HELD, A.TALKING, A.IDLE)

    def test_a_colleague_whose_phone_comes_back_while_it_rings_is_asked_on(self, centre: Centre) -> None:
        ask(centre)
        centre.tell(facts.PhoneDetached("agent2", "silence"))
        centre.advance(centre.plan.phone_ring_limit - 1)
        centre.tell(facts.PhoneAttached("agent2"))
        centre.advance(2)
        assert endings(centre) == []

    def test_what_the_switch_cannot_do_ends_it_at_once(self, centre: Centre) -> None:
        centre.switch.failing.add("Consult")
        consult(centre)
        assert endings(centre) == [ConsultEnd.SWITCH]

    def test_a_consultation_that_begins_too_late_is_none(self, centre: Centre) -> None:
        ask(centre)
        centre.ask(commands.Abandon("A", "agent1"))
        assert not centre.brain.desk.knows(facts.ConsultEstablished("A", "agent1", "agent2"))


class TestTogether:
    def test_who_steps_aside_and_hangs_up_hands_over_as_well(self, centre: Centre) -> None:
        consult(centre)
        centre.ask(commands.Swap("A", "agent1"))
        centre.ask(commands.HangUp("A", "agent1"))
        centre.advance(0.1)
        assert (centre.holder(), *states(centre)) == ("agent2", A.AFTER_CALL, A.TALKING)
        assert centre.switch.hears("A") == "agent2"

    def test_the_target_who_leaves_while_the_caller_talks_does_not_disturb(self, centre: Centre) -> None:
        consult(centre)
        centre.ask(commands.Swap("A", "agent1"))
        centre.ask(commands.HangUp("A", "agent2"))
        assert (now(centre).state, centre.switch.hears("A")) == (CallState.TALKING, "agent1")

    def test_a_hostile_caller_can_be_dismissed_in_the_middle_of_it(self, centre: Centre) -> None:
        consult(centre)
        centre.ask(commands.Dismiss("A", "agent1", "abuse"))
        assert (now(centre).state, *states(centre)) == (CallState.DISMISSED, A.WORK, A.AFTER_CALL)

    def test_a_target_whose_phone_stays_away_is_out_and_the_caller_stays_with_the_agent(self, centre: Centre) -> None:
        consult(centre)
        centre.tell(facts.PhoneDetached("agent2"))
        centre.advance(centre.plan.phone_limit)
        assert endings(centre) == [ConsultEnd.AWAY]
        assert (centre.holder(), *states(centre)) == ("agent1", A.TALKING, A.NO_ANSWER)

    def test_an_agent_whose_phone_stays_away_gives_the_caller_back_to_the_queue(self, centre: Centre) -> None:
        consult(centre)
        centre.tell(facts.PhoneDetached("agent1"))
        centre.advance(centre.plan.phone_limit)
        assert (now(centre).state, *states(centre)) == (CallState.QUEUED, A.NO_ANSWER, A.AFTER_CALL)

    def test_after_the_transfer_the_targets_phone_is_watched(self, centre: Centre) -> None:
        consult(centre)
        centre.tell(facts.PhoneDetached("agent2"))
        centre.ask(commands.Complete("A", "agent1"))
        centre.advance(3)
        assert centre.switch.hears("A") == "music"
        centre.advance(centre.plan.phone_limit)
        assert now(centre).state is CallState.QUEUED

    def test_the_data_and_the_place_of_the_caller_survive(self, centre: Centre) -> None:
        before = now(centre)
        consult(centre)
        centre.ask(commands.Complete("A", "agent1"))
        after = now(centre)
        for kept in ("caller", "service", "route", "path", "queue", "queued_at", "talks"):
            assert getattr(after, kept) == getattr(before, kept)

    def test_a_supervisor_may_clear_the_call_and_both_are_free(self, centre: Centre) -> None:
        consult(centre)
        centre.ask(commands.Clear("A"))
        assert states(centre) == (A.AFTER_CALL, A.AFTER_CALL)
        assert centre.brain.agenda.lines() == {}


class TestConference:
    @pytest.fixture
    def together(self, centre: Centre) -> Centre:
        consult(centre)
        centre.ask(commands.Conference("A", "agent1"))
        return centre

    def test_nobody_is_on_hold(self, together: Centre) -> None:
        assert (now(together).state, now(together).consult.state) == (CallState.TALKING, ConsultState.JOINED)
        assert together.switch.hears("A") == "agent1+agent2"

    def test_a_phone_that_is_away_for_a_moment_brings_no_music_into_the_talk_of_the_others(
        self, together: Centre
    ) -> None:
        together.tell(facts.PhoneDetached("agent1"))
        together.advance(5)
        assert together.switch.hears("A") == "agent1+agent2"

    def test_an_agent_whose_phone_stays_away_leaves_the_caller_with_the_other(self, together: Centre) -> None:
        together.tell(facts.PhoneDetached("agent1"))
        together.advance(together.plan.phone_limit + 1)
        assert (now(together).state, together.holder()) == (CallState.TALKING, "agent2")
        assert together.switch.hears("A") == "agent2"

    def test_a_target_whose_phone_stays_away_is_taken_out(self, together: Centre) -> None:
        together.tell(facts.PhoneDetached("agent2"))
        together.advance(together.plan.phone_limit)
        assert (together.holder(), together.switch.hears("A")) == ("agent1", "agent1")

    def test_a_hostile_caller_is_dismissed_by_who_has_the_call(self, together: Centre) -> None:
        together.ask(commands.Dismiss("A", "agent1", "abuse"))
        assert (now(together).state, *states(together)) == (CallState.DISMISSED, A.WORK, A.AFTER_CALL)
        assert together.switch.heard_by("agent2") == ""

    def test_a_caller_who_comes_back_meets_both_again(self, together: Centre) -> None:
        together.tell(facts.Returned("A"))
        together.advance(0.1)
        assert together.switch.hears("A") == "agent1+agent2"


class TestWithoutAsking:
    def test_who_says_no_gives_the_call_to_the_queue_when_the_first_is_not_ready(self, centre: Centre) -> None:
        since = now(centre).queued_at
        centre.ask(commands.PassToAgent("A", "agent1", "agent2"))
        centre.ask(commands.Cancel("A", "agent2"))
        assert (now(centre).state, now(centre).queued_at) == (CallState.QUEUED, since)
        assert states(centre) == (A.AFTER_CALL, A.READY)

    def test_it_comes_back_even_when_somebody_else_has_been_ready_longer(self, centre: Centre) -> None:
        centre.ready("agent3")
        centre.ask(commands.PassToAgent("A", "agent1", "agent2"))
        centre.choose("agent1", A.READY)
        centre.ask(commands.Cancel("A", "agent2"))
        assert (now(centre).state, centre.holder()) == (CallState.OFFERED, "agent1")

    def test_a_queue_that_nobody_has_is_refused(self, centre: Centre) -> None:
        with pytest.raises(Refused, match="no queue"):
            centre.ask(commands.PassToQueue("A", "agent1", "nowhere"))

    def test_in_the_new_queue_the_caller_waits_since_the_first_one(self, centre: Centre) -> None:
        since = centre.brain.routing.places["A"].since
        centre.choose("agent2", A.BREAK)
        centre.ask(commands.PassToQueue("A", "agent1", "payments"))
        place = centre.brain.routing.places["A"]
        assert (place.queue, place.since, now(centre).queued_at) == ("payments", since, since)
