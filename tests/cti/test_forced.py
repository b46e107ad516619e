"""States that those in charge set."""

import itertools

import pytest

from cti import commands, facts, orders
from cti.agent import CHOOSABLE, Agent
from cti.facts import AgentState
from cti.forced import BUSY, decide
from cti.refused import Refused
from tests.support.centre import Centre
from tests.support.plan import plan

A = AgentState


def wish(state: AgentState, after_call: bool = False) -> commands.ForceAgentState:
    return commands.ForceAgentState("agent1", state, "", "boss", "many wait", after_call)


@pytest.mark.parametrize(("state", "wanted"), list(itertools.product(A, (A.READY, A.BREAK, A.WORK, A.IDLE, A.OFF))))
def test_a_state_is_set_at_once_where_the_agent_could_choose_it_and_never_in_a_call(
    state: AgentState, wanted: AgentState
) -> None:
    agent = Agent("agent1", state, phone=True)
    if state is not A.OFF and wanted in CHOOSABLE[state]:
        (changed,), _ = decide(agent, wish(wanted), plan())
        assert isinstance(changed, facts.AgentStateChanged)
        assert (changed.state, changed.by, changed.note) == (wanted, "boss", "many wait")
    else:
        with pytest.raises(Refused):
            decide(agent, wish(wanted), plan())


@pytest.mark.parametrize(("state", "wanted"), list(itertools.product(BUSY, (A.READY, A.BREAK, A.WORK, A.OFF))))
def test_in_a_call_it_waits_for_its_end(state: AgentState, wanted: AgentState) -> None:
    (pending,), _ = decide(Agent("agent1", state, phone=True), wish(wanted, after_call=True), plan())
    assert isinstance(pending, facts.AgentStatePending)
    assert (pending.state, pending.by) == (wanted, "boss")


def test_nobody_is_made_ready_without_a_phone() -> None:
    with pytest.raises(Refused, match="no phone"):
        decide(Agent("agent1", A.BREAK), wish(A.READY), plan())


def test_what_was_set_takes_the_place_of_the_question_after_the_call() -> None:
    centre = Centre()
    centre.talks()
    centre.ask(wish(A.WORK, after_call=True))
    centre.hang_up()
    assert centre.state("agent1") is A.WORK
    assert A.AFTER_CALL not in {getattr(fact, "state", "") for fact in centre.kept(facts.AgentStateChanged)}
    assert centre.brain.desk.agent("agent1").pending is None


def test_no_call_comes_in_between() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.waits("A")
    centre.waits("B")
    centre.ask(wish(A.BREAK, after_call=True))
    centre.ask(commands.Cancel("A", "agent1"))
    assert centre.state("agent1") is A.BREAK
    assert {getattr(fact, "call", "") for fact in centre.kept(facts.Offered)} == {"A"}


def test_who_is_logged_out_after_the_call_gives_the_line_back() -> None:
    centre = Centre()
    centre.talks()
    centre.ask(wish(A.OFF, after_call=True))
    centre.hang_up()
    assert centre.state("agent1") is A.OFF
    assert orders.CloseLine("agent1") in centre.switch.told


@pytest.mark.spec("TEL-37")
def test_who_does_not_answer_is_not_made_ready_by_what_was_set_before() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.waits()
    centre.ask(wish(A.READY, after_call=True))
    centre.advance(20)
    assert centre.state("agent1") is A.NO_ANSWER
    assert centre.brain.desk.agent("agent1").pending is None


def test_a_restart_keeps_what_was_set() -> None:
    centre = Centre()
    centre.talks()
    centre.ask(wish(A.BREAK, after_call=True))
    centre.restart()
    centre.hang_up()
    assert centre.state("agent1") is A.BREAK


def test_what_was_set_long_ago_does_not_come_back_after_a_restart_in_a_later_talk() -> None:
    """Only the newest entry of each subject is read again."""
    centre = Centre()
    centre.talks()
    centre.ask(wish(A.BREAK, after_call=True))
    centre.hang_up()
    newest = {entry.fact.subject: entry for entry in centre.entries}
    assert isinstance(newest["pending:agent1"].fact, facts.AgentStatePendingOver)


def test_it_can_be_taken_back() -> None:
    centre = Centre()
    centre.talks()
    centre.ask(wish(A.BREAK, after_call=True))
    centre.ask(commands.DropPendingState("agent1", "boss"))
    centre.hang_up()
    assert centre.state("agent1") is A.AFTER_CALL
