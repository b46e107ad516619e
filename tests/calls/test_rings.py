"""Rings open one after the other while a caller waits, on virtual time: each lets in whom it says, at its second."""

from dataclasses import replace

import pytest

from cti import commands, facts
from cti.because import Rule
from cti.facts import AgentState
from cti.queue import settings_of
from cti.queueing import Choosing, Ring, To, When
from cti.table import CallState
from tests.support.centre import Centre

RINGS = (
    Ring(0.0, level=1),
    Ring(20.0, level=2),
    Ring(40.0, reserve=True),
    Ring(60.0, reserve=True, also="sales"),
)
OPENS = {"agent1": 0.0, "agent2": 20.0, "agent3": 40.0, "agent4": 60.0}  # who gets in when


def centre_with_rings() -> Centre:
    """agent1 is of the first level, agent2 of the second, agent3 in the reserve, agent4 in another queue only."""
    centre = Centre()
    rules = replace(settings_of(centre.plan.queues["account"]), choosing=Choosing(rings=RINGS))
    centre.ask(commands.ChangeQueue("account", "supervisor", rules))
    levels = {"agent1": 1, "agent2": 2, "agent3": 1}
    centre.ask(commands.ChangeMembers("account", "supervisor", levels, ("agent3",)))
    return centre


def rings_at(centre: Centre) -> str:
    call = centre.brain.desk.calls["A"]
    return call.agent if call.state is CallState.OFFERED else ""


@pytest.mark.parametrize("agent", OPENS)
def test_each_ring_lets_in_whom_it_says_at_its_second(agent: str) -> None:
    centre = centre_with_rings()
    centre.ready(agent)
    centre.waits("A", "account")
    opens = OPENS[agent]
    if opens:
        centre.advance(opens - 0.1)
        assert rings_at(centre) == ""
        centre.advance(0.2)
    assert rings_at(centre) == agent


def test_the_journal_tells_of_every_ring_and_with_how_many_open_it_was_offered() -> None:
    centre = centre_with_rings()
    centre.ready("agent4")
    centre.waits("A", "account")
    centre.advance(61.0)
    widened = [fact for fact in centre.kept(facts.RingWidened) if isinstance(fact, facts.RingWidened)]
    assert [fact.ring for fact in widened] == [2, 3, 4]
    (offered,) = (fact for fact in centre.kept(facts.Offered) if isinstance(fact, facts.Offered))
    assert offered.because is not None
    assert (offered.because.rule, offered.because.ring, offered.because.waited) == (Rule.LONGEST_IDLE, 4, 60.0)


def test_rings_go_on_opening_while_it_rings_so_who_says_no_does_not_hold_the_caller_back() -> None:
    centre = centre_with_rings()
    centre.ready("agent1", "agent2")
    centre.waits("A", "account")
    centre.advance(19.0)
    assert rings_at(centre) == "agent1"
    centre.advance(2.0)  # not answered within 20 s, and the second ring is open
    assert (centre.state("agent1"), rings_at(centre)) == (AgentState.NO_ANSWER, "agent2")


def test_the_next_ring_opens_at_its_second_after_a_restart() -> None:
    centre = centre_with_rings()
    centre.ready("agent3")
    centre.waits("A", "account")
    centre.advance(30.0)
    centre.restart()
    centre.advance(9.0)
    assert rings_at(centre) == ""
    centre.advance(1.1)
    assert rings_at(centre) == "agent3"


def test_who_joins_with_a_long_wait_finds_the_rings_open() -> None:
    """Sent on from another queue: the time there counts."""
    centre = centre_with_rings()
    centre.ready("agent2")
    centre.choose("agent2", AgentState.BREAK)
    centre.waits("A", "payments")
    centre.advance(25.0)
    centre.ask(commands.Overflow("A", When.WAIT, To.QUEUE, "account"))
    centre.choose("agent2", AgentState.READY)
    assert rings_at(centre) == "agent2"
