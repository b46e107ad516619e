"""Why somebody waits: a verdict on everybody who could be asked."""

from dataclasses import replace

from cti import commands
from cti.because import Excluded
from cti.facts import AgentState
from cti.queue import settings_of
from cti.queueing import Choosing, Ring
from routing.explain import Explanation, Verdict, explain
from tests.support.centre import Centre


def asked(centre: Centre, call: str = "A") -> Explanation | None:
    return explain(centre.brain.routing, centre.plan, call, centre.now)


def verdicts(centre: Centre) -> dict[str, Verdict]:
    known = asked(centre)
    assert known is not None
    return {each.agent: each for each in known.agents}


def rules(centre: Centre, *rings: Ring) -> None:
    known = settings_of(centre.plan.queues["general"])
    centre.ask(commands.ChangeQueue("general", "supervisor", replace(known, choosing=Choosing(rings=rings))))


def test_everybody_is_away() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.choose("agent1", AgentState.BREAK)
    centre.waits()
    known = asked(centre)
    assert known is not None
    assert (known.place, known.of, known.queue) == (1, 1, "general")
    assert verdicts(centre)["agent1"] == Verdict("agent1", AgentState.BREAK, Excluded.BUSY)
    assert verdicts(centre)["agent2"] == Verdict("agent2", AgentState.OFF, Excluded.BUSY)


def test_who_is_let_in_later_is_told_when() -> None:
    centre = Centre()
    centre.ask(commands.ChangeMembers("general", "supervisor", {"agent1": 1, "agent2": 2, "agent3": 1}, ("agent3",)))
    rules(centre, Ring(0, level=1), Ring(30, level=2), Ring(60, reserve=True))
    centre.ready("agent2", "agent3")
    centre.waits()
    centre.advance(10)
    assert verdicts(centre)["agent2"] == Verdict("agent2", AgentState.READY, Excluded.LEVEL, opens=20.0)
    assert verdicts(centre)["agent3"] == Verdict("agent3", AgentState.READY, Excluded.RESERVE, opens=50.0)
    known = asked(centre)
    assert known is not None
    assert (known.ring, known.rings, known.next_ring) == (1, 3, 20.0)
    centre.advance(20.5)
    assert centre.holder() == "agent2", "the ring opened by itself"
    assert asked(centre) is None, "it does not wait while it rings"


def test_who_said_no_is_told_until_when() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.waits()
    centre.ask(commands.Cancel("A", "agent1"))
    assert verdicts(centre)["agent1"] == Verdict("agent1", AgentState.READY, Excluded.PAUSED, again=10.0)


def test_a_call_that_nobody_knows_does_not_wait() -> None:
    assert asked(Centre()) is None
