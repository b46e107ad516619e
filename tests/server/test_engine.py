"""One fact at a time, one turn at a time, each with its cause."""

import logging

import pytest

from cti import commands, facts
from cti.facts import AgentState
from cti.refused import Refused
from journal import Command
from server.engine import Turn
from tests.support.centre import START, Brain, Centre
from tests.support.plan import SUPPORT, plan


class Bench:
    """An engine whose turns are kept for a look."""

    def __init__(self) -> None:
        self.now = START
        self.turns: list[Turn] = []
        self.brain = Brain(plan(), lambda: self.now, self.turns.append)
        self.engine = self.brain.engine


@pytest.fixture
def bench() -> Bench:
    return Bench()


def names(turn: Turn) -> list[str]:
    return [type(entry.fact).__name__ for entry in turn.entries]


def test_what_one_fact_leads_to_is_one_turn(bench: Bench) -> None:
    bench.engine.tell(facts.Arrived("A", "0101", SUPPORT))
    (turn,) = bench.turns
    assert names(turn) == ["Arrived", "RouteEntered"]
    assert [type(order).__name__ for order in turn.orders] == ["PickUp"]


def test_entries_are_numbered_without_gaps_and_name_their_cause(bench: Bench) -> None:
    bench.engine.tell(facts.Arrived("A", "0101", SUPPORT))
    bench.engine.tell(facts.Answered("A"))
    entries = [entry for turn in bench.turns for entry in turn.entries]
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.cause for entry in entries] == [None, 1, None, 3, 4, 5, 6]
    assert bench.engine.number == len(entries)


def test_what_follows_of_itself_has_the_fact_as_cause() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.waits()
    causes = {entry.number: entry for entry in centre.log}
    changed = [entry for entry in centre.log if entry.fact == facts.AgentStateChanged("agent1", AgentState.OFFERED)]
    assert [type(causes[entry.cause or 0].fact) for entry in changed] == [facts.Offered]


def test_what_comes_of_the_agenda_has_the_entry_that_asked_for_it_as_cause() -> None:
    centre = Centre()
    centre.ready("agent1")
    centre.waits()
    centre.advance(20)
    causes = {entry.number: entry.fact for entry in centre.log}
    unanswered = next(entry for entry in centre.log if isinstance(entry.fact, facts.OfferUnanswered))
    assert isinstance(causes[unanswered.cause or 0], facts.Offered)


def test_a_refused_wish_of_a_person_is_told_and_leaves_nothing(bench: Bench) -> None:
    with pytest.raises(Refused):
        bench.engine.ask(commands.Hold("A", "agent1"))
    assert (bench.turns, bench.engine.number) == ([], 0)


def test_a_refused_wish_of_a_policy_is_noted_and_life_goes_on(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.engine.agenda.set("too late", START, commands.ExpireOffer("gone", "agent1"))
    with caplog.at_level(logging.INFO):
        bench.engine.tick()
    assert "refused: this call is over" in caplog.text
    assert bench.turns == []


def test_a_wish_that_nobody_knows_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match="nobody knows how to Command"):
        bench.engine.ask(Command())


def test_a_fact_about_a_call_that_is_over_is_dropped(bench: Bench) -> None:
    assert bench.engine.tell(facts.DigitPressed("gone", "1")) is False
    assert bench.turns == []


def test_an_impossible_fact_is_a_fault_that_changes_nothing(bench: Bench) -> None:
    bench.engine.tell(facts.Arrived("A", "0101", SUPPORT))
    number, call = bench.engine.number, bench.brain.desk.calls["A"]
    with pytest.raises(ValueError, match="Held cannot happen to a call that is arrived"):
        bench.engine.tell(facts.Held("A", "agent1"))
    assert (bench.engine.number, bench.brain.desk.calls["A"]) == (number, call)
    assert bench.engine.tell(facts.Answered("A")) is True


def test_nothing_is_due_before_its_time(bench: Bench) -> None:
    bench.engine.tell(facts.PhoneAttached("agent1"))
    bench.engine.ask(commands.SetAgentState("agent1", AgentState.IDLE))
    bench.engine.agenda.set("later", START + 5, commands.SetAgentState("agent1", AgentState.READY))
    bench.engine.tick()
    assert bench.brain.desk.agent("agent1").state is AgentState.IDLE
    bench.now += 5
    bench.engine.tick()
    assert bench.brain.desk.agent("agent1").state is AgentState.READY


def test_replay_asks_nothing_and_goes_on_with_the_next_number() -> None:
    centre, again = Centre(), Bench()
    centre.ready("agent1")
    centre.waits()
    again.engine.replay(centre.entries, last_number=1000)
    assert again.turns == []
    again.engine.tell(facts.DigitPressed("A", "1"))
    assert again.turns[0].entries[0].number == 1001


def test_replay_passes_over_what_is_left_of_calls_that_are_over() -> None:
    centre, again = Centre(), Bench()
    centre.waits()
    centre.hang_up()
    tail = [entry for entry in centre.log if not isinstance(entry.fact, facts.Arrived)]
    again.engine.replay(tail, centre.brain.engine.number)
    assert again.brain.desk.calls == {}
