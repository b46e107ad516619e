"""The time after a call, and its end."""

from dataclasses import replace

import pytest

from cti import commands, facts
from cti.facts import AgentState
from cti.refused import Refused
from tests.support.centre import Centre

LIMIT = 30.0


@pytest.fixture
def centre() -> Centre:
    """agent1 is after a call of a queue that gives 30 s for it."""
    centre = Centre()
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], wrap_up_seconds=LIMIT)
    centre.talks()
    centre.hang_up()
    return centre


@pytest.mark.spec("TEL-34")
def test_it_is_known_when_it_ends(centre: Centre) -> None:
    agent = centre.brain.desk.agent("agent1")
    assert (agent.state, agent.until) == (AgentState.AFTER_CALL, centre.now + LIMIT)


@pytest.mark.spec("TEL-35")
def test_at_its_end_the_agent_is_ready_and_the_rule_is_named(centre: Centre) -> None:
    centre.advance(LIMIT)
    assert centre.state("agent1") is AgentState.READY
    assert centre.kept(facts.AgentStateChanged)[-1] == facts.AgentStateChanged("agent1", AgentState.READY, by="policy")


@pytest.mark.parametrize("choice", [AgentState.WORK, AgentState.BREAK, AgentState.READY])
def test_who_has_chosen_is_left_alone(centre: Centre, choice: AgentState) -> None:
    centre.choose("agent1", choice)
    centre.advance(2 * LIMIT)
    assert centre.state("agent1") is choice
    with pytest.raises(Refused):
        centre.ask(commands.EndWrapUp("agent1"))


def test_a_restart_does_not_lengthen_it(centre: Centre) -> None:
    centre.advance(LIMIT - 1)
    centre.restart()
    centre.advance(1)
    assert centre.state("agent1") is AgentState.READY


def test_a_change_of_the_queue_does_not_touch_who_is_in_it(centre: Centre) -> None:
    centre.plan.queues["general"] = replace(centre.plan.queues["general"], wrap_up_seconds=0.0)
    centre.advance(LIMIT)
    assert centre.state("agent1") is AgentState.READY


def test_a_queue_without_a_limit_lets_the_agent_choose() -> None:
    centre = Centre()
    centre.talks()
    centre.hang_up()
    centre.advance(3600)
    assert centre.state("agent1") is AgentState.AFTER_CALL
