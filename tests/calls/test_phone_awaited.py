"""Confirm while the phone is away for a moment: it is waited for, and nothing is lost where it does not come back."""

from dataclasses import replace

import pytest

from cti import commands, facts
from cti.answering import BEEP_LIMIT
from cti.facts import AgentState, ConsultEnd
from cti.fake import BEEP_SECONDS
from cti.refused import Refused
from cti.table import CallState
from tests.support.centre import Centre

A = AgentState


@pytest.fixture
def centre() -> Centre:
    return Centre()


def rings_and_is_away(centre: Centre, *agents: str) -> None:
    centre.ready(*agents)
    centre.waits()
    centre.tell(facts.PhoneDetached("agent1", "silence"))


def confirms(centre: Centre, agent: str = "agent1") -> None:
    centre.ask(commands.Confirm("A", agent))


def is_back(centre: Centre, agent: str = "agent1") -> None:
    centre.tell(facts.PhoneAttached(agent))
    centre.advance(0.1)


def limit(centre: Centre) -> float:
    return centre.plan.phone_ring_limit


def state(centre: Centre) -> CallState:
    return centre.brain.desk.calls["A"].state


def kinds(centre: Centre) -> list[str]:
    return [type(entry.fact).__name__ for entry in centre.log]


@pytest.mark.spec("TEL-19")
def test_who_confirms_while_the_phone_blinks_is_connected_when_it_is_back(centre: Centre) -> None:
    rings_and_is_away(centre, "agent1")
    confirms(centre)
    assert state(centre) is CallState.OFFERED
    assert centre.switch.hears("A") == "music"
    centre.advance(0.3)
    is_back(centre)
    assert (centre.switch.hears("A"), centre.state("agent1")) == ("agent1", A.TALKING)


def test_what_is_pressed_again_is_one_wish(centre: Centre) -> None:
    rings_and_is_away(centre, "agent1")
    confirms(centre)
    confirms(centre)
    is_back(centre)
    assert (kinds(centre).count("PhoneAwaited"), kinds(centre).count("OfferConfirmed")) == (1, 1)


def test_a_phone_that_does_not_come_back_gives_the_call_to_the_next_agent_at_the_old_place(centre: Centre) -> None:
    rings_and_is_away(centre, "agent1")
    arrived = centre.brain.desk.calls["A"].queued_at
    confirms(centre)
    centre.ready("agent2")
    centre.advance(limit(centre) + 0.1)
    call = centre.brain.desk.calls["A"]
    assert (call.agent, call.queued_at) == ("agent2", arrived)
    assert (centre.state("agent1"), centre.brain.desk.agent("agent1").reason) == (A.IDLE, "phone")
    assert centre.brain.desk.agent("agent1").awaited == ""
    is_back(centre)
    assert call.agent == "agent2", "it came back too late"


def test_the_phone_has_its_time_from_the_press_on_also_at_the_end_of_the_ring_time(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    centre.advance(centre.plan.queues["general"].ring_seconds - 1)
    centre.tell(facts.PhoneDetached("agent1", "silence"))
    confirms(centre)
    centre.advance(limit(centre) - 0.5)
    assert state(centre) is CallState.OFFERED, "confirmed in time, so nobody has not answered"
    is_back(centre)
    assert state(centre) is CallState.TALKING


def test_who_waits_for_the_own_phone_can_still_say_no(centre: Centre) -> None:
    rings_and_is_away(centre, "agent1")
    confirms(centre)
    centre.ask(commands.Cancel("A", "agent1"))
    is_back(centre)
    assert state(centre) is CallState.QUEUED


def test_a_caller_who_gives_up_leaves_nothing_to_wait_for(centre: Centre) -> None:
    rings_and_is_away(centre, "agent1")
    confirms(centre)
    centre.hang_up()
    assert centre.brain.desk.agent("agent1").awaited == ""
    is_back(centre)
    assert centre.state("agent1") is A.READY


def test_killed_in_between_the_phone_is_still_waited_for(centre: Centre) -> None:
    rings_and_is_away(centre, "agent1")
    confirms(centre)
    centre.restart_with_what_lives()
    is_back(centre)
    assert state(centre) is CallState.TALKING


def test_killed_in_between_it_is_not_waited_for_for_ever(centre: Centre) -> None:
    rings_and_is_away(centre, "agent1")
    confirms(centre)
    centre.restart_with_what_lives()
    centre.advance(limit(centre) + 0.1)
    assert (state(centre), centre.state("agent1")) == (CallState.QUEUED, A.IDLE)


def test_what_would_be_refused_is_refused_at_once(centre: Centre) -> None:
    rings_and_is_away(centre, "agent1")
    centre.ready("agent2")
    centre.tell(facts.PhoneDetached("agent2", "silence"))
    with pytest.raises(Refused, match="somebody else"):
        confirms(centre, "agent2")
    with pytest.raises(Refused, match="over"):
        centre.ask(commands.Confirm("B", "agent1"))


def test_where_it_rings_at_several_whoever_has_a_phone_is_faster(centre: Centre) -> None:
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], ring_all=True)
    rings_and_is_away(centre, "agent1", "agent2")
    confirms(centre)
    confirms(centre, "agent2")
    centre.advance(0.1)
    assert (centre.switch.hears("A"), centre.state("agent1")) == ("agent2", A.READY)
    is_back(centre)
    assert centre.switch.hears("A") == "agent2"


def test_where_it_rings_at_several_one_whose_phone_stays_away_is_out(centre: Centre) -> None:
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], ring_all=True)
    centre.ready("agent1", "agent2")
    centre.waits()
    centre.tell(facts.PhoneDetached("agent2", "silence"))
    confirms(centre, "agent2")
    centre.advance(limit(centre) + 0.1)
    assert (centre.state("agent1"), centre.state("agent2")) == (A.OFFERED, A.IDLE)


def test_nobody_who_did_not_hear_the_beep_is_connected_by_it(centre: Centre) -> None:
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], auto_answer=True)
    rings_and_is_away(centre, "agent1")
    centre.advance(BEEP_SECONDS + 0.1)
    assert "PhoneAwaited" not in kinds(centre)
    centre.tell(facts.PhoneAttached("agent1"))
    assert centre.switch.heard_by("agent1") == "beep"
    centre.advance(BEEP_SECONDS + BEEP_LIMIT)
    assert state(centre) is CallState.TALKING


def asked_and_away(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits()
    confirms(centre)
    centre.advance(0.1)
    centre.ready("agent2")
    centre.ask(commands.Consult("A", "agent1", "agent2"))
    centre.tell(facts.PhoneDetached("agent2", "silence"))
    confirms(centre, "agent2")


def test_who_is_asked_about_a_call_is_put_through_when_the_phone_is_back(centre: Centre) -> None:
    asked_and_away(centre)
    is_back(centre, "agent2")
    assert (centre.state("agent2"), centre.switch.heard_by("agent2")) == (A.TALKING, "agent1")


def test_a_colleague_whose_phone_stays_away_is_not_waited_for(centre: Centre) -> None:
    asked_and_away(centre)
    centre.advance(limit(centre) + 0.1)
    ended = [entry.fact for entry in centre.log if isinstance(entry.fact, facts.ConsultEnded)]
    assert [fact.how for fact in ended] == [ConsultEnd.FAILED]
    assert centre.state("agent2") is A.IDLE
