"""An offer that the switch does not carry out is nobody's who did not answer: a short rest, then ready again."""

import pytest

from cti import commands, facts
from cti.agent import SWITCH
from cti.call import Call
from cti.facts import AgentState, ConsultEnd
from cti.table import CallState
from cti.wrapup import limited
from tests.cti.test_phones import at_desk_phone, centre_with_phones
from tests.support.centre import Centre

A = AgentState


@pytest.fixture
def centre() -> Centre:
    return centre_with_phones()


def confirms(centre: Centre, *more: str) -> None:
    """agent1 does, and the switch says nothing."""
    centre.ready("agent1", *more)
    centre.waits()
    centre.switch.deaf.add("Connect")
    centre.ask(commands.Confirm("A", "agent1"))


def confirmed(centre: Centre, *more: str) -> None:
    """agent1 has, and nothing came of it."""
    confirms(centre, *more)
    centre.advance(centre.plan.connect_limit)


def reason(centre: Centre, agent: str = "agent1") -> str:
    return centre.brain.desk.agent(agent).reason


def test_after_it_the_agent_is_ready_and_is_offered_the_caller_again(centre: Centre) -> None:
    confirmed(centre)
    agent = centre.brain.desk.agent("agent1")
    assert (agent.state, agent.reason, agent.until) == (A.IDLE, SWITCH, centre.now + centre.plan.switch_rest)
    assert centre.brain.desk.calls["A"].state is CallState.QUEUED
    centre.switch.deaf.clear()
    centre.advance(centre.plan.switch_rest)
    assert centre.state("agent1") is A.OFFERED
    centre.ask(commands.Confirm("A", "agent1"))
    centre.advance(0.1)
    assert centre.switch.hears("A") == "agent1"


def test_meanwhile_the_caller_goes_to_others(centre: Centre) -> None:
    confirmed(centre, "agent2")
    assert (centre.holder(), centre.state("agent1")) == ("agent2", A.IDLE)


@pytest.mark.parametrize("choice", [A.BREAK, A.WORK, A.READY])
def test_who_has_chosen_meanwhile_is_left_alone(centre: Centre, choice: AgentState) -> None:
    confirmed(centre)
    centre.hang_up()
    centre.choose("agent1", choice)
    centre.advance(2 * centre.plan.switch_rest)
    assert centre.state("agent1") is choice


def test_a_restart_neither_forgets_nor_lengthens_it(centre: Centre) -> None:
    confirmed(centre)
    centre.advance(centre.plan.switch_rest - 1)
    centre.restart()
    assert centre.state("agent1") is A.IDLE
    centre.advance(1)
    assert centre.state("agent1") in (A.READY, A.OFFERED)


@pytest.mark.parametrize("status", [0, 409, 422, 500], ids=["no answer", "not ours", "gone from us", "its own"])
def test_an_order_that_the_switch_did_not_carry_out_is_no_fault_of_the_phone(centre: Centre, status: int) -> None:
    confirms(centre)
    centre.tell(facts.OrderFailed("A", "Connect", "agent1", status, "for a reason"))
    assert reason(centre) == SWITCH


@pytest.mark.parametrize("status", [400, 404])
def test_a_line_that_is_not_there_is(centre: Centre, status: int) -> None:
    confirms(centre)
    centre.tell(facts.OrderFailed("A", "Connect", "agent1", status, "no such channel"))
    centre.advance(2 * centre.plan.switch_rest)
    assert (centre.state("agent1"), reason(centre)) == (A.IDLE, "phone")


@pytest.mark.parametrize(
    ("cause", "expected"), [(facts.NO_SWITCH, SWITCH), ("destination out of order", "phone")], ids=["switch", "phone"]
)
def test_a_desk_phone_that_could_not_be_called(centre: Centre, cause: str, expected: str) -> None:
    at_desk_phone(centre)
    centre.waits()
    centre.switch.phones.put_down("agent1", cause)
    centre.settle()
    assert (centre.state("agent1"), reason(centre)) == (A.IDLE, expected)
    centre.advance(centre.plan.switch_rest)
    assert centre.state("agent1") is (A.OFFERED if expected == SWITCH else A.IDLE)


def test_a_break_whose_reason_has_the_same_name_has_no_end(centre: Centre) -> None:
    on_a_break = facts.AgentStateChanged("agent1", A.BREAK, SWITCH)
    assert limited(on_a_break, Call("A", "010", "070"), centre.plan, centre.now) == on_a_break


def test_what_was_set_for_after_the_call_counts_and_ready_comes_after_the_rest(centre: Centre) -> None:
    confirms(centre)
    centre.ask(commands.ForceAgentState("agent1", A.READY, "", "boss", "many wait", after_call=True))
    centre.advance(centre.plan.connect_limit)
    assert (centre.state("agent1"), centre.brain.desk.agent("agent1").pending) == (A.IDLE, None)
    centre.advance(centre.plan.switch_rest)
    assert centre.state("agent1") is A.OFFERED


def test_who_is_set_to_a_break_goes_there_at_once(centre: Centre) -> None:
    confirms(centre)
    centre.ask(commands.ForceAgentState("agent1", A.BREAK, "", "boss", "lunch", after_call=True))
    centre.advance(centre.plan.connect_limit + centre.plan.switch_rest)
    assert centre.state("agent1") is A.BREAK


class TestAsked:
    """The same for a colleague who is asked about a call."""

    @pytest.fixture
    def centre(self) -> Centre:
        centre = centre_with_phones()
        centre.talks()
        centre.advance(1)
        return centre

    def test_a_colleague_rests_and_the_caller_stays_on_hold(self, centre: Centre) -> None:
        centre.ready("agent2")
        centre.switch.deaf.add("Consult")
        centre.ask(commands.Consult("A", "agent1", "agent2"))
        centre.ask(commands.Confirm("A", "agent2"))
        centre.advance(centre.plan.connect_limit)
        assert centre.kept(facts.ConsultEnded) == [facts.ConsultEnded("A", "agent1", "agent2", ConsultEnd.SWITCH)]
        assert (centre.brain.desk.calls["A"].state, reason(centre, "agent2")) == (CallState.HELD, SWITCH)
        centre.advance(centre.plan.switch_rest)
        assert centre.state("agent2") is A.READY

    def test_a_colleague_whose_desk_phone_the_switch_could_not_call_has_not_missed_anything(
        self, centre: Centre
    ) -> None:
        at_desk_phone(centre, "agent2", "102")
        centre.ask(commands.Consult("A", "agent1", "agent2"))
        centre.switch.phones.put_down("agent2", facts.NO_SWITCH)
        centre.settle()
        assert (centre.state("agent2"), reason(centre, "agent2")) == (A.IDLE, SWITCH)
        centre.advance(centre.plan.switch_rest)
        assert centre.state("agent2") is A.READY
