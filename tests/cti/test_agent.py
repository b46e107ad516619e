"""What an agent may choose, and what calls make of an agent."""

import itertools

import pytest

from cti import commands, facts, orders
from cti.agent import CHOOSABLE, Agent, decide, evolve, follow
from cti.facts import AgentState
from cti.refused import Refused
from journal import Fact
from tests.support.plan import plan

A = AgentState
PLAN = plan()


def choice(state: AgentState, reason: str = "") -> commands.SetAgentState:
    return commands.SetAgentState("agent1", state, reason)


@pytest.mark.parametrize(("state", "chosen"), list(itertools.product(A, A)))
def test_a_choice_is_in_the_table_or_refused(state: AgentState, chosen: AgentState) -> None:
    agent = Agent("agent1", state, phone=True)
    if chosen in CHOOSABLE[state]:
        changed, _ = decide(agent, choice(chosen), PLAN)
        assert [evolve(agent, fact, 1.0).state for fact in changed] == [chosen]
    else:
        with pytest.raises(Refused, match="cannot be chosen"):
            decide(agent, choice(chosen), PLAN)


@pytest.mark.spec("TEL-11", "TEL-12")
def test_who_logs_in_is_idle_first_and_gets_a_line() -> None:
    assert CHOOSABLE[A.OFF] == {A.IDLE}
    _, ordered = decide(Agent("agent1", phone=True), choice(A.IDLE), PLAN)
    assert ordered == [orders.OpenLine("agent1")]


@pytest.mark.spec("TEL-17")
def test_who_logs_out_gives_the_line_back() -> None:
    assert decide(Agent("agent1", A.BREAK), choice(A.OFF), PLAN)[1] == [orders.CloseLine("agent1")]


@pytest.mark.parametrize("state", [A.IDLE, A.READY])
def test_without_a_phone_nobody_is_there_for_calls(state: AgentState) -> None:
    with pytest.raises(Refused, match="phone is not connected"):
        decide(Agent("agent1", A.BREAK), choice(state), PLAN)


@pytest.mark.spec("TEL-13", "TEL-15")
@pytest.mark.parametrize(("state", "reason"), [(A.BREAK, "rest"), (A.WORK, "ticket")])
def test_break_and_work_take_the_first_reason_where_none_is_given(state: AgentState, reason: str) -> None:
    changed, _ = decide(Agent("agent1", A.READY, phone=True), choice(state), PLAN)
    assert changed == [facts.AgentStateChanged("agent1", state, reason)]


@pytest.mark.spec("TEL-13")
def test_an_unknown_reason_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused, match="it has rest"):
        decide(Agent("agent1", A.READY, phone=True), choice(A.BREAK, "golf"), PLAN)


@pytest.mark.spec("TEL-34", "TEL-35", "TEL-37", "TEL-31")
@pytest.mark.parametrize(
    ("before", "fact", "after"),
    [
        (A.READY, facts.Offered("A", "agent1"), A.OFFERED),
        (A.OFFERED, facts.OfferCancelled("A", "agent1"), A.READY),
        (A.OFFERED, facts.OfferUnanswered("A", "agent1"), A.NO_ANSWER),
        (A.OFFERED, facts.OfferFailed("A", "agent1", "no line"), A.IDLE),
        (A.OFFERED, facts.Established("A", "agent1"), A.TALKING),
        (A.OFFERED, facts.Cleared("A", "normal"), A.READY),
        (A.TALKING, facts.Cleared("A", "normal"), A.AFTER_CALL),
        (A.TALKING, facts.Dismissed("A", "agent1", "abuse"), A.WORK),
        (A.TALKING, facts.Requeued("A", "agent1", "phone"), A.NO_ANSWER),
    ],
)
def test_what_a_call_makes_of_an_agent(before: AgentState, fact: Fact, after: AgentState) -> None:
    assert [changed.state for changed in follow(Agent("agent1", before), fact) if hasattr(changed, "state")] == [after]


def test_a_call_that_ends_leaves_an_agent_alone_who_is_elsewhere() -> None:
    assert follow(Agent("agent1", A.WORK), facts.Cleared("A", "normal")) == []
