"""A number that nobody has: announced to its end, then released."""

import pytest

from cti import commands, facts, orders
from cti.desk import Desk
from cti.plan import Plan
from cti.policy import Policy
from journal import Agenda, Fact


@pytest.fixture
def desk() -> Desk:
    desk = Desk(Plan())
    desk.evolve(facts.Arrived("A", "010", "0799999999"), 0.0)
    for fact in desk.decide(commands.RefuseNumber("A"))[0]:
        desk.evolve(fact, 0.0)
    return desk


@pytest.mark.parametrize(
    "fact",
    [
        facts.PromptEnded("A", "unallocated"),
        facts.PromptEnded("A", "unallocated", played=False),
        facts.OrderFailed("A", "Announce", "", 500, "no sound"),
    ],
)
def test_the_line_closes_as_unallocated_when_the_announcement_is_over(desk: Desk, fact: Fact) -> None:
    (clear,) = Policy(desk, Agenda()).react(fact, 1.0)
    assert desk.decide(clear)[1] == [orders.HangUp("A", "unallocated")]


def test_an_announcement_whose_end_is_never_told_ends_after_a_minute(desk: Desk) -> None:
    agenda = Agenda()
    Policy(desk, agenda).react(facts.Unallocated("A", "0799999999"), 0.0)
    due = agenda.due(60.0)
    assert due is not None
    assert due.command == commands.Clear("A", "unallocated", "policy")
