"""The server may die after any turn: what it knows is rebuilt from the log, and the story goes on as if nothing was."""

from typing import Any

import pytest

from cti import facts
from journal import Entry
from server.engine import Turn
from tests.calls.test_any_order import Story, Transfers
from tests.support.centre import Brain, Centre
from tests.support.present import overdue, present
from tests.support.scenario import Scenario, load_all, play
from tests.support.virtual import VirtualStage, stage_centre

APART = 6  # entries between two ends of a log that are tried
SCENARIOS = [pytest.param(told, id=told.name) for told in load_all()]


def rebuilt(centre: Centre, entries: list[Entry], turns: list[Turn] | None = None) -> Brain:
    """turns: where what this brain decides goes to."""
    turns = [] if turns is None else turns
    brain = Brain(centre.plan, lambda: centre.now, turns.append, centre.flows)
    brain.engine.replay(entries, entries[-1].number if entries else 0)
    assert turns == []
    return brain


def nothing_more_is_decided(again: Brain, before: Brain, turns: list[Turn]) -> None:
    """What was due before the restart and is due again after it is refused, or has been told to the switch already."""
    for key in overdue(before):
        again.agenda.cancel(key)
    again.engine.tick()
    assert [entry for turn in turns for entry in turn.entries] == []


@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_killed_after_any_turn_the_present_is_the_same(scenario: Scenario) -> None:
    centre = stage_centre()
    checked = []

    def compare() -> None:
        turns: list[Turn] = []
        again = rebuilt(centre, centre.entries, turns)
        assert present(again) == present(centre.brain)
        nothing_more_is_decided(again, centre.brain, turns)
        checked.append(again.engine.number)

    centre.after_turn = compare
    await play(scenario, VirtualStage(centre))
    assert len(checked) > 2


@pytest.mark.parametrize("apart", [APART, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_a_log_that_ends_anywhere_can_be_read_and_read_on(scenario: Scenario, apart: int) -> None:
    """For each end the whole log is read, so a scenario tries every sixth, others begin elsewhere."""
    centre = stage_centre()
    await play(scenario, VirtualStage(centre))
    for number in range(len(scenario.name) % apart, len(centre.entries) + 1, apart):
        brain = rebuilt(centre, centre.entries[:number])
        brain.engine.replay(centre.entries[number:], centre.entries[-1].number)
        assert present(brain) == present(centre.brain)


def living(entries: list[Entry]) -> list[Entry]:
    """What a log has to keep at hand: all of the calls that are not over, the newest of each agent and phone."""
    over = {entry.fact.subject for entry in entries if isinstance(entry.fact, facts.Cleared)}
    newest = {entry.fact.subject: entry.number for entry in entries if not entry.fact.subject.startswith("call:")}
    kept = {entry.number for entry in entries if entry.fact.subject.startswith("call:")} | set(newest.values())
    return [entry for entry in entries if entry.number in kept and entry.fact.subject not in over]


HISTORY = ("callbacks", "tickets", "number", "incidents", "restrictions")


def without_history(known: dict[str, Any]) -> dict[str, Any]:
    """What outlives the calls, and numbers given, come from the records and not from the living entries."""
    return {key: value for key, value in known.items() if key not in HISTORY}


@pytest.mark.parametrize("seed", [*range(8), *(pytest.param(each, marks=pytest.mark.slow) for each in range(8, 20))])
@pytest.mark.parametrize("kind", [Story, Transfers])
def test_the_living_entries_are_enough(kind: type[Story], seed: int) -> None:
    story = kind(seed)
    for _ in range(20):
        for _ in range(10):
            story.go_on()
        centre = story.centre
        brain = rebuilt(centre, living(centre.entries))
        assert without_history(present(brain)) == without_history(present(centre.brain))
        assert brain.book.open == centre.brain.book.open
        assert brain.incidents.open == centre.brain.incidents.open


@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_killed_after_every_step_the_story_ends_as_well(scenario: Scenario) -> None:
    centre = stage_centre()
    await play(scenario, VirtualStage(centre), after_step=centre.restart)
