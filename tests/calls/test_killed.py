"""Killed at every entry: before it is on disk, and after, when the switch has not heard of it. Callers get there."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby, pairwise

import pytest

from cti import facts
from cti.refused import Refused
from journal import Entry, Fact
from tests.support.mortal import Death, Kill, MortalCentre
from tests.support.plan import plan
from tests.support.scenario import DIAL_SECONDS, PHONE_LIMIT, Scenario, load_all, play
from tests.support.stage import PATIENCE
from tests.support.virtual import VirtualStage
from ticketing.facts import TicketOpened

LATER = 10.0  # s


class PatientStage(VirtualStage):
    """Whoever hears the menu once more is later by its length and by a time-out."""

    def _until(self, look: Callable[[], str], wanted: str, what: str, patience: float = PATIENCE) -> None:
        super()._until(look, wanted, what, patience + LATER)


SCENARIOS = [pytest.param(told, id=told.name) for told in load_all()]


# What is different after a death in the middle of a turn: how it died, facts of the turn of which one is enough, why.
DIFFERENCES: tuple[tuple[Kill, tuple[type[Fact], ...], str], ...] = (
    (Kill.BETWEEN, (facts.AnnouncementDue,), "one announcement in a queue is left out"),
)


def mortal() -> MortalCentre:
    return MortalCentre(replace(plan(), dial_seconds=DIAL_SECONDS, phone_limit=PHONE_LIMIT))


async def turns_of(scenario: Scenario) -> list[list[Entry]]:
    """The entries of each turn, where nobody dies."""
    centre = mortal()
    ends: list[int] = []
    centre.after_turn = lambda: ends.append(len(centre.entries))
    await play(scenario, PatientStage(centre))
    edges = [0, *(end for end, _ in groupby(ends))]
    return [centre.entries[begin:end] for begin, end in pairwise(edges)]


def may_differ(turn: list[Entry], how: Kill) -> bool:
    kinds = tuple(kind for died, found, _ in DIFFERENCES if died is how for kind in found)
    return any(isinstance(entry.fact, kinds) for entry in turn)


def nothing_is_left(centre: MortalCentre) -> None:
    """However the story went: who hangs up is gone, and has left one ticket at most."""
    for call in list(centre.switch.lines):
        centre.hang_up(call)
    centre.advance(600)
    promised = {call.id for call in centre.brain.desk.calls.values() if call.promised}
    assert set(centre.brain.desk.calls) == promised
    assert (centre.switch.lines, centre.switch.out) == ({}, {})
    opened = Counter(getattr(fact, "call", "") for fact in centre.kept(TicketOpened))
    assert max(opened.values(), default=0) <= 1


async def story(scenario: Scenario, turn: list[Entry], how: Kill) -> None:
    """A turn is one transaction: whoever dies at an entry before its last has written none of it."""
    centre = mortal()
    centre.deaths = [Death(turn[-1].number, how)]
    try:
        await play(scenario, PatientStage(centre))
    except (AssertionError, Refused, KeyError):
        if not may_differ(turn, how):
            raise
    assert centre.died == 1
    nothing_is_left(centre)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("how", [Kill.BEFORE, Kill.BETWEEN, pytest.param(Kill.AFTER, marks=pytest.mark.chaos)])
async def test_killed_at_every_entry_the_story_ends_as_well(scenario: Scenario, how: Kill) -> None:
    for turn in await turns_of(scenario):
        try:
            await story(scenario, turn, how)
        except Exception as wrong:
            wrong.add_note(f"killed {how.name} entry {turn[-1].number}: {[type(each.fact).__name__ for each in turn]}")
            raise
