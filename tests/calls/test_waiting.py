"""Who waits for one agent, with skills, or not any longer: in a whole centre, with a server that may die."""

import pytest

from cti import commands, facts
from cti.facts import AgentState
from cti.plan import Skill
from cti.refused import Refused
from tests.support.centre import Centre
from tests.support.present import present


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.plan.skills["english"] = Skill("english", "English", "support")
    return centre


def asks_for(centre: Centre, agent: str = "", wait: float = 30.0, **skills: int) -> None:
    centre.call()
    centre.ask(commands.Enqueue("A", "general", 0, skills, agent, wait))


def widened(centre: Centre) -> list[str]:
    return [fact.why for fact in centre.kept(facts.QueueWidened) if isinstance(fact, facts.QueueWidened)]


def busy(centre: Centre, agent: str) -> None:
    centre.ready(agent)
    centre.choose(agent, AgentState.BREAK)


def test_a_caller_waits_for_the_agent_and_then_for_anybody(centre: Centre) -> None:
    busy(centre, "agent1")
    centre.ready("agent2")
    asks_for(centre, "agent1")
    centre.advance(29)
    assert centre.holder() == ""
    centre.advance(1)
    assert centre.holder() == "agent2"
    assert widened(centre) == ["agent1 was not free within 30 s"]


def test_the_agent_gets_the_caller_as_soon_as_ready(centre: Centre) -> None:
    busy(centre, "agent1")
    asks_for(centre, "agent1")
    centre.choose("agent1", AgentState.READY)
    assert centre.holder() == "agent1"


def test_nobody_waits_for_an_agent_who_is_not_there(centre: Centre) -> None:
    centre.ready("agent2")
    asks_for(centre, "agent1")
    assert (centre.holder(), widened(centre)) == ("agent2", ["agent1 is not there"])


def test_nobody_waits_for_an_agent_who_has_logged_out(centre: Centre) -> None:
    busy(centre, "agent1")
    centre.ready("agent2")
    asks_for(centre, "agent1")
    centre.choose("agent1", AgentState.OFF)
    assert (centre.holder(), widened(centre)) == ("agent2", ["agent1 has logged out"])


def test_an_agent_who_says_no_is_not_waited_for(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    asks_for(centre, "agent1")
    centre.ask(commands.Cancel("A", "agent1"))
    assert (centre.holder(), widened(centre)) == ("agent2", ["agent1 did not take it"])


def test_a_call_that_asks_for_a_skill_waits_for_who_has_it(centre: Centre) -> None:
    centre.ready("agent1", "agent2")
    asks_for(centre, english=3)
    assert centre.holder() == ""
    centre.ask(commands.ChangeSkills("agent2", "supervisor", {"english": 3}))
    assert centre.holder() == "agent2"


@pytest.mark.parametrize("levels", [{"english": 11}, {"english": 0}, {"klingon": 1}])
def test_a_level_that_cannot_be_is_refused(centre: Centre, levels: dict[str, int]) -> None:
    with pytest.raises(Refused):
        centre.ask(commands.ChangeSkills("agent1", "supervisor", levels))


def test_who_leaves_a_queue_is_in_the_route_again_and_keeps_the_place(centre: Centre) -> None:
    centre.waits("A")
    centre.advance(10)
    centre.waits("B", "payments")
    centre.ask(commands.LeaveQueue("A", 1, "waited for 10 s"))
    assert (centre.switch.hears("A"), centre.brain.desk.calls["A"].state.value) == ("", "in route")
    centre.ask(commands.Enqueue("A", "payments"))
    assert centre.brain.routing.board.waiting_in("payments") == ["A", "B"]


def test_nobody_leaves_a_queue_while_it_rings(centre: Centre) -> None:
    centre.ready("agent1")
    centre.waits("A")
    with pytest.raises(Refused):
        centre.ask(commands.LeaveQueue("A", 1, "waited for 10 s"))


def test_who_has_left_the_queue_is_not_offered(centre: Centre) -> None:
    centre.waits("A")
    centre.ask(commands.LeaveQueue("A", 1, "waited for 10 s"))
    centre.ready("agent1")
    assert centre.state("agent1") is AgentState.READY


def test_a_restart_changes_nothing_of_it(centre: Centre) -> None:
    busy(centre, "agent1")
    asks_for(centre, "agent1")
    centre.advance(10)
    before = present(centre.brain)
    centre.restart()
    assert present(centre.brain) == before
    centre.ready("agent2")
    centre.advance(20)
    assert centre.holder() == "agent2"
