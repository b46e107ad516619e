"""Four and more in one talk: who is asked next, who leaves, who is left with the caller."""

import pytest

from cti import commands, facts
from cti.conference import TRANSITIONS, ConferenceState, state_of
from cti.consult import ConsultState
from cti.facts import AgentState
from cti.refused import Refused
from cti.table import CallState
from tests.support.centre import Centre

A = AgentState


@pytest.fixture
def four() -> Centre:
    """agent1 has the call of A; agent2 and agent3 are joined."""
    centre = Centre()
    centre.talks()
    for target in ("agent2", "agent3"):
        bring(centre, target)
        centre.ask(commands.Conference("A", "agent1"))
    return centre


def bring(centre: Centre, target: str) -> None:
    centre.ready(target)
    centre.ask(commands.Consult("A", "agent1", target))
    centre.ask(commands.Confirm("A", target))
    centre.advance(0.1)


def test_everybody_hears_everybody(four: Centre) -> None:
    assert four.switch.hears("A") == "agent1+agent2+agent3"
    assert four.switch.heard_by("agent2") == "A+agent1+agent3"
    assert four.brain.desk.calls["A"].parties == ("agent1", "agent3", "agent2")


def test_a_guest_who_hangs_up_leaves_and_the_others_go_on(four: Centre) -> None:
    four.ask(commands.HangUp("A", "agent2"))
    assert (four.state("agent2"), four.switch.hears("A")) == (A.AFTER_CALL, "agent1+agent3")


def test_a_guest_may_do_nothing_but_leave(four: Centre) -> None:
    with pytest.raises(Refused, match="guest"):
        four.ask(commands.Dismiss("A", "agent2", "abuse"))


def test_who_was_joined_last_has_the_call_when_the_agent_leaves(four: Centre) -> None:
    four.ask(commands.HangUp("A", "agent1"))
    four.advance(0.1)
    assert (four.holder(), four.switch.hears("A")) == ("agent3", "agent3+agent2")
    four.ask(commands.Drop("A", "agent3", "agent2"))
    assert (four.switch.hears("A"), four.state("agent2")) == ("agent3", A.AFTER_CALL)


def test_when_the_last_agent_leaves_the_call_ends(four: Centre) -> None:
    for agent in ("agent1", "agent3", "agent2"):
        four.ask(commands.HangUp("A", agent))
        four.advance(0.1)
    assert four.brain.desk.calls == {}


def test_only_who_is_joined_can_be_dropped(four: Centre) -> None:
    with pytest.raises(Refused, match="nobody of that name"):
        four.ask(commands.Drop("A", "agent1", "agent4"))


def test_a_guest_whose_phone_stays_away_is_out(four: Centre) -> None:
    four.tell(facts.PhoneDetached("agent2"))
    four.advance(four.plan.phone_limit)
    assert (four.state("agent2"), four.switch.hears("A")) == (A.NO_ANSWER, "agent1+agent3")


def test_a_guest_whose_phone_was_away_before_they_became_a_guest_is_out_too(four: Centre) -> None:
    four.tell(facts.PhoneDetached("agent3"))
    bring(four, "agent4")
    four.advance(four.plan.phone_limit)
    assert (four.state("agent3"), four.state("agent4")) == (A.NO_ANSWER, A.TALKING)


def test_a_no_while_in_conference_leaves_the_others_talking_and_the_agent_returns(four: Centre) -> None:
    four.ready("agent4")
    four.ask(commands.Consult("A", "agent1", "agent4"))
    four.ask(commands.Cancel("A", "agent4"))
    assert four.switch.hears("A") == "agent2+agent3"
    four.ask(commands.Retrieve("A", "agent1"))
    assert four.switch.hears("A") == "agent1+agent2+agent3"


def test_an_agent_lost_while_asking_leaves_the_caller_in_the_conference(four: Centre) -> None:
    bring(four, "agent4")
    four.tell(facts.PhoneDetached("agent1"))
    four.advance(four.plan.phone_limit + 1)
    assert (four.holder(), four.switch.hears("A")) == ("agent3", "agent3+agent2")
    assert (four.state("agent1"), four.state("agent4")) == (A.AFTER_CALL, A.AFTER_CALL)


def test_a_hostile_caller_is_dismissed_and_everybody_is_out(four: Centre) -> None:
    four.ask(commands.Dismiss("A", "agent1", "abuse"))
    assert four.brain.desk.calls["A"].state is CallState.DISMISSED
    assert [four.state(agent) for agent in ("agent1", "agent2", "agent3")] == [A.WORK, A.AFTER_CALL, A.AFTER_CALL]


def test_ending_it_frees_everybody(four: Centre) -> None:
    four.ask(commands.EndConference("A", "agent1"))
    assert [four.state(agent) for agent in ("agent1", "agent2", "agent3")] == [A.AFTER_CALL] * 3


def test_a_caller_who_comes_back_meets_everybody_again(four: Centre) -> None:
    four.tell(facts.Returned("A"))
    four.advance(0.1)
    assert four.switch.hears("A") == "agent1+agent2+agent3"


def test_a_restart_in_the_middle_of_it_changes_nothing(four: Centre) -> None:
    before = four.brain.desk.calls["A"]
    four.restart()
    assert four.brain.desk.calls["A"] == before


def test_the_conference_is_open_as_long_as_somebody_is_joined(four: Centre) -> None:
    seen = [ConferenceState.OPEN]
    for agent in ("agent2", "agent3"):
        four.ask(commands.Drop("A", "agent1", agent))
        seen.append(state_of(four.brain.desk.calls["A"].consult))
    assert seen == [ConferenceState.OPEN, ConferenceState.OPEN, ConferenceState.NONE]
    assert four.brain.desk.calls["A"].consult.state is ConsultState.NONE
    assert set(TRANSITIONS[ConferenceState.OPEN, facts.ConsultEnded]) == set(seen)
